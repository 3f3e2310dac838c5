"""Looking at records: lists in an order, filters, searches that are logged, one record whole."""

from collections.abc import Iterable
from datetime import date
from pathlib import Path

import pytest

from app.core import resources
from app.core.changes import Topic
from app.core.errors import AppError, Cancelled
from app.core.schemes.plain import reference_of
from app.core.shapes.records import BY_REFERENCE, BY_TIME, RecordAsk, RecordLine
from app.services.collecting import by_hand, records, undo
from app.services.schemes import load_library
from app.services.workspace import Workspace
from tests.builders import Drawn, entries, import_file, import_practice, write_csv

KIND = "stop_search"


def lines(ws: Workspace, *, kind: str = KIND, columns: Iterable[str] = (), **ask: object) -> list[RecordLine]:
    """All records asked for, in order, with these columns only (none: all that there are)."""
    wanted = tuple(columns)
    shown = [column for column in records.list_columns(ws, kind) if not wanted or column.id in wanted]
    ids = records.list_records(ws, RecordAsk(kind=kind, **ask)).value.ids
    return list(records.read_block(ws, kind=kind, columns=shown, ids=ids))


def cells(ws: Workspace, column: str, **ask: object) -> list[str]:
    return [line.cells[0] for line in lines(ws, columns=[column], **ask)]


def three(ws: Workspace, folder: Path) -> None:
    rows = [
        {
            "URN": "B",
            "LPU": "Chester",
            "Search date/time": "02/06/2025 10:00",
            "Grounds for search": "Smell of cannabis",
        },
        {
            "URN": "A",
            "LPU": "Warrington",
            "Search date/time": "01/06/2025 10:00",
            "Grounds for search": "Seen with a knife",
        },
        {"URN": "C", "Search date/time": "03/06/2025 10:00"},
    ]
    import_file(ws, write_csv(folder / "three.csv", rows))


def test_the_newest_record_comes_first_unless_asked_otherwise(workspace: Workspace, tmp_path: Path):
    three(workspace, tmp_path)
    assert cells(workspace, BY_REFERENCE) == ["C", "B", "A"]
    assert cells(workspace, BY_REFERENCE, descending=False) == ["A", "B", "C"]
    assert cells(workspace, BY_TIME)[0] == "3 June 2025, 10:00"


def test_a_list_is_ordered_by_reference_or_by_the_words_of_a_facet_blanks_last(workspace: Workspace, tmp_path: Path):
    three(workspace, tmp_path)
    assert cells(workspace, BY_REFERENCE, order_by=BY_REFERENCE) == ["C", "B", "A"]
    assert cells(workspace, BY_REFERENCE, order_by="lpu") == ["A", "B", "C"]
    assert cells(workspace, BY_REFERENCE, order_by="lpu", descending=False) == ["B", "A", "C"]


def test_rows_without_a_reference_come_last(workspace: Workspace, tmp_path: Path):
    import_file(workspace, write_csv(tmp_path / "some.csv", [{"URN": ""}, {"URN": "A"}, {"URN": "B"}]))
    for descending, expected in ((True, ["B", "A", ""]), (False, ["A", "B", ""])):
        assert cells(workspace, BY_REFERENCE, order_by=BY_REFERENCE, descending=descending) == expected


def test_filters_narrow_and_values_of_one_facet_are_alternatives(workspace: Workspace):
    import_practice(workspace)
    every = len(lines(workspace))
    assert every == 304
    lpus = {line.cells[0] for line in lines(workspace, columns=["lpu"])}
    assert len(lpus) > 2
    by_lpu = [len(lines(workspace, where=(("lpu", value),))) for value in ("chester", "warrington")]
    both = len(lines(workspace, where=(("lpu", "chester"), ("lpu", "warrington"))))
    assert 0 < both == sum(by_lpu) < every
    fewer = len(lines(workspace, where=(("lpu", "chester"), ("is_child", "yes"))))
    assert 0 < fewer < by_lpu[0]


def test_a_period_has_both_its_days_in_it(workspace: Workspace, tmp_path: Path):
    three(workspace, tmp_path)
    day = date(2025, 6, 2)
    assert cells(workspace, BY_REFERENCE, first_day=day, last_day=day) == ["B"]
    assert cells(workspace, BY_REFERENCE, first_day=day) == ["C", "B"]
    assert cells(workspace, BY_REFERENCE, last_day=day) == ["B", "A"]
    with pytest.raises(AppError, match="ends before it begins"):
        records.list_records(workspace, RecordAsk(kind=KIND, first_day=day, last_day=date(2025, 6, 1)))


def test_an_import_shows_what_it_brought_also_what_it_only_changed(workspace: Workspace, tmp_path: Path):
    three(workspace, tmp_path)
    again = [{"URN": "A", "Search date/time": "01/06/2025 10:30"}, {"URN": "D", "Search date/time": "04/06/2025 10:00"}]
    import_file(workspace, write_csv(tmp_path / "again.csv", again))
    assert cells(workspace, BY_REFERENCE, import_id=1) == ["C", "B", "A"]
    assert cells(workspace, BY_REFERENCE, import_id=2) == ["D", "A"]


def test_words_are_found_whole_or_as_beginnings_in_any_order(workspace: Workspace, tmp_path: Path):
    three(workspace, tmp_path)
    assert cells(workspace, BY_REFERENCE, words="canna SMELL") == ["B"]
    assert cells(workspace, BY_REFERENCE, words="knife cannabis") == []
    assert cells(workspace, BY_REFERENCE, words='"*- \0') == []


def test_a_search_is_logged_without_its_words_and_a_list_is_not(workspace: Workspace, tmp_path: Path):
    three(workspace, tmp_path)
    before = len(entries(workspace))
    assert records.list_records(workspace, RecordAsk(kind=KIND)).changed == frozenset()
    assert len(entries(workspace)) == before
    done = records.list_records(workspace, RecordAsk(kind=KIND, words="cannabis"))
    assert done.changed == {Topic.AUDIT}
    last = entries(workspace)[-1]
    assert (last["act"], last["event"]) == ("consult", "records_searched")
    assert last["details"] == {"kind": KIND, "found": 1}


def test_words_of_a_row_find_its_case_but_not_those_that_were_overtaken(workspace: Workspace, tmp_path: Path):
    file = resources.root() / "practice" / "practice-custody-2025-06.csv"
    log = resources.root() / "practice" / "practice-custody-log-2025-06.csv"
    import_file(workspace, file, kind="custody")
    import_file(workspace, log, kind="custody")
    every = records.list_records(workspace, RecordAsk(kind="custody")).value.ids
    found = records.list_records(workspace, RecordAsk(kind="custody", words="cell")).value.ids
    assert 0 < len(found) < len(every)
    assert set(found) <= set(every)
    three(workspace, tmp_path)
    amended = [{"URN": "B", "Search date/time": "02/06/2025 10:00", "Grounds for search": "Seen running"}]
    import_file(workspace, write_csv(tmp_path / "amended.csv", amended))
    assert cells(workspace, BY_REFERENCE, words="cannabis") == []
    assert cells(workspace, BY_REFERENCE, words="running") == ["B"]


def test_a_search_that_nobody_waits_for_stops_and_leaves_no_trace(workspace: Workspace):
    import_practice(workspace)
    before = len(entries(workspace))
    for order in (BY_TIME, BY_REFERENCE, "lpu"):
        with pytest.raises(Cancelled):
            records.list_records(workspace, RecordAsk(kind=KIND, words="the", order_by=order), stopped=lambda: True)
    assert len(entries(workspace)) == before


def test_columns_that_no_record_fills_are_left_out(workspace: Workspace, tmp_path: Path):
    import_file(workspace, write_csv(tmp_path / "bare.csv", [{"URN": ""}]))
    assert [column.id for column in records.list_columns(workspace, KIND)] == [BY_TIME, "power"]
    import_practice(workspace)
    shown = [column.id for column in records.list_columns(workspace, KIND)]
    assert shown == [
        BY_REFERENCE,
        BY_TIME,
        "object",
        "lpu",
        "team",
        "officer_id",
        "power",
        "is_child",
        "sde_code",
        "outcome",
    ]


def test_lines_come_in_the_order_asked_and_those_that_have_gone_are_left_out(workspace: Workspace, tmp_path: Path):
    three(workspace, tmp_path)
    columns = records.list_columns(workspace, KIND)
    ids = records.list_records(workspace, RecordAsk(kind=KIND)).value.ids
    told = records.read_block(workspace, kind=KIND, columns=columns, ids=[*ids, 999])
    assert [line.version_id for line in told] == list(ids)


def test_what_there_is_not_is_said(workspace: Workspace):
    with pytest.raises(AppError, match="no kind"):
        records.list_records(workspace, RecordAsk(kind="parking"))
    with pytest.raises(AppError, match="no facet"):
        records.list_records(workspace, RecordAsk(kind=KIND, where=(("shoe_size", "9"),)))
    with pytest.raises(AppError, match="There is no record C77"):
        records.open_record(workspace, 77)


def test_a_record_whose_import_was_undone_is_told_from_one_that_never_was(workspace: Workspace, tmp_path: Path):
    three(workspace, tmp_path)
    undo.undo_import(workspace, 1)
    with pytest.raises(AppError, match="not here any more"):
        records.open_record(workspace, 3)
    with pytest.raises(AppError, match="There is no record C4"):
        records.open_record(workspace, 4)


# ------------------------------------------------------------------ one record
def opened(ws: Workspace, reference: str, kind: str = KIND):
    line = next(line for line in lines(ws, kind=kind) if line.cells[0].startswith(reference))
    return records.open_record(ws, line.case_id).value


def test_opening_is_logged_with_the_case_only(workspace: Workspace, tmp_path: Path):
    three(workspace, tmp_path)
    view = opened(workspace, "B")
    assert (view.reference, view.when) == ("B", "Monday 2 June 2025, 10:00")
    last = entries(workspace)[-1]
    assert (last["act"], last["event"], last["details"]) == ("consult", "record_opened", {"case_id": view.case_id})


def test_all_that_a_line_manager_may_see_is_there_and_nobody_s_identity(workspace: Workspace):
    import_practice(workspace)
    view = opened(workspace, "PSS/")
    labels = {line.label for group in view.groups for line in group.lines}
    assert {"Outcome", "Age"} <= labels
    assert any(narrative.text for narrative in view.narratives)
    assert not {"Person name", "Date of birth", "Home address"} & labels


def test_versions_tell_what_changed_and_which_import_brought_it(workspace: Workspace, tmp_path: Path):
    three(workspace, tmp_path)
    changed = [
        {"URN": "B", "LPU": "Warrington", "Search date/time": "02/06/2025 10:00", "Grounds for search": "Seen running"}
    ]
    import_file(workspace, write_csv(tmp_path / "later.csv", changed))
    first, second = opened(workspace, "B").steps
    assert (first.source, first.new, first.changes) == ("three.csv", ("The record",), ())
    assert (second.source, second.new) == ("later.csv", ())
    told = {line.label: (line.was, line.now) for change in second.changes for line in change.lines}
    assert told["Local policing unit"] == ("Chester", "Warrington")
    assert ("Smell of cannabis", "Seen running") in told.values()


def test_every_form_of_a_use_of_force_is_there_in_order_with_what_they_differ_on(workspace: Workspace):
    found = sorted((resources.root() / "practice").glob("practice-use-of-force*.csv"))
    import_file(workspace, found[0], kind="use_of_force")
    views = [records.open_record(workspace, line.case_id).value for line in lines(workspace, kind="use_of_force")]
    several = [view for view in views if len(view.rows.rows) > 1]
    assert several
    for view in several:
        count = len(view.rows.rows)
        assert [block.label for block in view.rows.rows] == [f"Form {at} of {count}" for at in range(1, count + 1)]
        assert set(view.steps[0].new) == {f"Form {at}" for at in range(1, count + 1)}
    assert any(line.differ for view in several for group in view.groups for line in group.lines)


def test_the_sealed_lists_that_hold_it_are_told_and_whether_it_still_reads_so(
    practice_workspace_with_draw: Drawn, tmp_path: Path
):
    ws = practice_workspace_with_draw.ws
    view = opened(ws, "PSS/")
    assert [(held.frame_id, held.same_words) for held in view.held_by] == [(1, True)]
    import_file(
        ws, write_csv(tmp_path / "later.csv", [{"URN": view.reference, "Search date/time": "14/06/2025 23:15"}])
    )
    assert [held.same_words for held in opened(ws, view.reference).held_by] == [False]


AUTHORITY = {"authority_ref": "S60/25/7", "starts_at": "14/06/2025 21:00", "hours": "12"}


def test_what_was_typed_in_says_so_and_can_be_changed(workspace: Workspace):
    added = by_hand.add_record(workspace, "s60_authority", AUTHORITY).value
    view = records.open_record(workspace, added.case_id).value
    assert view.rows.typed == "This record was typed in by hand, by a line manager."
    assert [(step.source, step.new) for step in view.steps] == [("a line manager (by hand)", ("The record",))]
    assert view.change_version == added.version_id
    second = by_hand.add_record(workspace, "s60_authority", AUTHORITY | {"hours": "15"}, again=True).value
    view = records.open_record(workspace, added.case_id).value
    assert view.change_version == second.version_id
    assert [step.source for step in view.steps] == ["a line manager (by hand)"] * 2


def test_what_an_extract_gave_cannot_be_changed_by_hand(workspace: Workspace, tmp_path: Path):
    three(workspace, tmp_path)
    view = opened(workspace, "A")
    assert (view.rows.typed, view.change_version) == ("", 0)
    texts = {"urn": "A", "searched_at": "01/06/2025 10:00", "lpu": "Chester"}
    by_hand.add_record(workspace, KIND, texts, again=True)
    view = opened(workspace, "A")
    assert [step.source for step in view.steps] == ["three.csv", "a line manager (by hand)"]
    assert view.rows.typed


def test_a_force_form_without_its_incident_is_not_called_by_the_number_of_the_person(workspace: Workspace):
    texts = {"form_ref": "F7", "subject_no": "1", "used_at": "04/06/2025 11:00", "incident_ref": "GONE"}
    by_hand.add_record(workspace, "use_of_force", texts)
    (line,) = lines(workspace, kind="use_of_force")
    assert line.cells[0] == "GONE / 1"
    scheme = load_library(workspace.force).scheme("use_of_force")
    assert reference_of(scheme, {"subject_no": "1"}) == "Incident reference not recorded / 1"
    assert (reference_of(scheme, {"incident_ref": "A"}), reference_of(scheme, {})) == ("A", "")
