"""Is the list whole? Held against the real published file, or figures, by month and power; what differs is shown."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.core.errors import AppError
from app.core.shapes.gate import ReconciliationView
from app.core.shapes.reconciling import Figure
from app.services.drawing import frames, reconciling
from app.services.workspace import Workspace
from tests import builders
from tests.builders import OPEN_DATA, PRACTICE_EXTRACT, FixedClock, entries, import_practice, seal
from tests.intake.extracts import open_data


def by_power(view: ReconciliationView) -> dict[str, tuple[int, int]]:
    return {line.power: (line.ours, line.theirs) for line in view.lines}


def against(ws: Workspace, *files: Path, frame_id: int = 1, **options: Any) -> ReconciliationView:
    return reconciling.reconcile_with_files(ws, frame_id=frame_id, files=files, **options).value


@pytest.fixture
def real(workspace: Workspace) -> Workspace:
    """The real Cheshire file of June 2025 imported, and both kinds sealed: 1,155 searches and 30 under section 60."""
    import_practice(workspace, file=OPEN_DATA)
    assert seal(workspace).cases == 1_155
    assert seal(workspace, kind="s60_search").cases == 30
    return workspace


# ------------------------------------------------------------------ the real file
def test_the_real_file_agrees_to_the_case(real: Workspace) -> None:
    view = against(real, OPEN_DATA)
    assert view.agrees
    assert sum(line.theirs for line in view.lines) == 1_155
    assert {line.month for line in view.lines} == {"2025-06"}
    assert "The same file was imported here" in view.source
    assert frames.read_frame(real, 1).reconciled == view
    assert [line.power_label for line in view.lines if not line.power] == ["not recorded"], "13 rows name no power"


def test_section_60_is_routed_as_an_import_routes_it(real: Workspace) -> None:
    view = against(real, OPEN_DATA, frame_id=2)
    assert [(line.power, line.ours, line.theirs) for line in view.lines] == [("s60_cjpoa", 30, 30)]


def test_the_counts_are_those_of_the_file_itself(real: Workspace) -> None:
    text = OPEN_DATA.read_text(encoding="utf-8")
    view = by_power(against(real, OPEN_DATA))
    for power, words in (("s1_pace", "(section 1)"), ("s23_mda", "(section 23)"), ("s47_firearms", "(section 47)")):
        assert view[power] == (text.count(words), text.count(words))


def test_a_list_that_lacks_cases_shows_which_power_lacks_them(workspace: Workspace, tmp_path: Path) -> None:
    lines = OPEN_DATA.read_text(encoding="utf-8").splitlines()
    some = [line for at, line in enumerate(lines) if at == 0 or at % 10 or "section 23" not in line]
    (tmp_path / "some.csv").write_text("\n".join(some) + "\n", encoding="utf-8")
    import_practice(workspace, file=tmp_path / "some.csv")
    seal(workspace)
    view = against(workspace, OPEN_DATA)
    differing = {line.power: line.difference for line in view.lines if line.difference}
    assert differing == {"s23_mda": len(some) - len(lines)}
    assert differing["s23_mda"] < -50
    assert not view.agrees
    assert "imported here" not in view.source


def test_a_filter_that_the_file_knows_is_applied_to_it(workspace: Workspace) -> None:
    import_practice(workspace, file=OPEN_DATA)
    frame = seal(workspace, where=(("power", "s1_pace"), ("gender", "Female")))
    view = against(workspace, OPEN_DATA)
    assert by_power(view) == {"s1_pace": (frame.cases, frame.cases)}
    assert 0 < frame.cases < 372


def test_a_filter_that_the_file_does_not_know_is_refused(workspace: Workspace) -> None:
    import_practice(workspace)
    seal(workspace, where=(("lpu", "chester"),))
    with pytest.raises(AppError, match="narrowed by something that the file does not tell"):
        against(workspace, OPEN_DATA)


def test_an_extract_of_the_force_against_what_was_published(workspace: Workspace) -> None:
    import_practice(workspace)
    seal(workspace)
    view = against(workspace, OPEN_DATA, explanation="The extract is invented.")
    assert sum(line.ours for line in view.lines) == 304
    assert sum(line.theirs for line in view.lines) == 1_155
    assert view.explanation == "The extract is invented."


# ------------------------------------------------------------------ months
def row(moment: str) -> dict[str, str]:
    return {"Date": moment, "Gender": "Male"}


def file_of(folder: Path, name: str, *moments: str) -> Path:
    (folder / name).write_text(open_data([row(moment) for moment in moments]), encoding="utf-8")
    return folder / name


def test_a_list_of_two_months_needs_both_files(workspace: Workspace, tmp_path: Path) -> None:
    may = file_of(tmp_path, "may.csv", "2025-05-02T10:00:00+00:00", "2025-05-03T10:00:00+00:00")
    june = file_of(tmp_path, "june.csv", "2025-05-31T23:30:00+00:00", "2025-06-30T22:59:00+00:00")
    for file in (may, june):
        import_practice(workspace, file=file)
    seal(workspace, first_day=date(2025, 5, 1), size=1, reserves=0)
    with pytest.raises(AppError, match="No row given is of June 2025"):
        against(workspace, may)
    view = against(workspace, june, may)
    assert [(line.month, line.ours, line.theirs) for line in view.lines] == [("2025-05", 2, 2), ("2025-06", 2, 2)]
    with pytest.raises(AppError, match="is given twice"):
        against(workspace, june, june, may)


def test_local_times_that_are_written_as_utc(workspace: Workspace, tmp_path: Path) -> None:
    june = file_of(tmp_path, "june.csv", "2025-06-30T23:30:00+00:00", "2025-06-02T10:00:00+00:00")
    import_practice(workspace, file=june, times="local")
    seal(workspace, size=1, reserves=0)
    assert sum(line.theirs for line in against(workspace, june, times="local").lines) == 2
    assert sum(line.theirs for line in against(workspace, june).lines) == 1


def test_another_month_is_refused(real: Workspace, tmp_path: Path) -> None:
    with pytest.raises(AppError, match="No row given is of June 2025"):
        against(real, file_of(tmp_path, "july.csv", "2025-07-10T10:00:00+00:00"))
    assert frames.read_frame(real, 1).reconciled is None


# ------------------------------------------------------------------ files that cannot be used
def test_files_that_are_none(real: Workspace, tmp_path: Path) -> None:
    (tmp_path / "other.csv").write_text("a,b\n1,2\n", encoding="utf-8")
    with pytest.raises(AppError, match="The columns are none that we know"):
        against(real, tmp_path / "other.csv")
    bad = file_of(tmp_path, "bad.csv", "yesterday", "tomorrow", "2025-06-02T10:00:00+00:00")
    with pytest.raises(AppError, match="most of it cannot"):
        against(real, bad)
    with pytest.raises(AppError, match="There is no sealed list F9"):
        against(real, OPEN_DATA, frame_id=9)
    assert "list_reconciled" not in [entry["event"] for entry in entries(real)]


def test_some_rows_that_cannot_be_read_are_told(real: Workspace, tmp_path: Path) -> None:
    moments = ["2025-06-02T10:00:00+00:00"] * 3
    assert "1 row cannot be read" in against(real, file_of(tmp_path, "some.csv", *moments, "yesterday")).source


def test_a_practice_file_says_nothing_about_a_real_list(tmp_path: Path) -> None:
    ws = builders.open_new(tmp_path / "real", practice=False)
    import_practice(ws, file=OPEN_DATA)
    seal(ws)
    with pytest.raises(AppError, match="is a practice file"):
        against(ws, PRACTICE_EXTRACT)
    assert against(ws, OPEN_DATA).agrees
    ws.close()


# ------------------------------------------------------------------ figures
def typed(ws: Workspace, *figures: Figure, **options: Any) -> ReconciliationView:
    given_ = {"source": "Monthly return to the Home Office", "figures": figures, "frame_id": 1, **options}
    return reconciling.reconcile_with_figures(ws, **given_).value


def test_figures_with_their_source(real: Workspace) -> None:
    view = typed(real, Figure(count=1_160))
    assert [(line.month, line.power, line.ours, line.theirs) for line in view.lines] == [("", "", 1_155, 1_160)]
    assert view.lines[0].power_label == "", "all of them"
    assert (view.sort, view.source, view.sha256) == ("typed", "Monthly return to the Home Office", "")
    ours = OPEN_DATA.read_text(encoding="utf-8").count("(section 23)")
    exact = typed(real, Figure(count=ours, month="2025-06", power="Misuse of Drugs Act 1971 (section 23)"))
    assert by_power(exact) == {"s23_mda": (ours, ours)}
    assert exact.agrees


@pytest.mark.parametrize(
    ("figure", "options", "words"),
    [
        (Figure(count=1, month="2025-07"), {}, "is no month of this list"),
        (Figure(count=1, power="s999"), {}, "No record has"),
        (Figure(count=-1), {}, "A count is 0 or more"),
        (Figure(count=1), {"source": " "}, "Where does the figure come from"),
        (Figure(count=1), {"frame_id": 7}, "There is no sealed list F7"),
        (Figure(count=1), {"figures": ()}, "no figure to compare with"),
    ],
)
def test_figures_that_are_refused(real: Workspace, figure: Figure, options: dict[str, Any], words: str) -> None:
    with pytest.raises(AppError, match=words):
        typed(real, figure, **options)


def test_a_difference_is_explained_later_and_the_count_stays(real: Workspace) -> None:
    with pytest.raises(AppError, match="was held against nothing yet"):
        reconciling.explain_difference(real, frame_id=1, explanation="Because.")
    typed(real, Figure(count=1_160))
    with pytest.raises(AppError, match="explanation is blank"):
        reconciling.explain_difference(real, frame_id=1, explanation=" ")
    told = reconciling.explain_difference(real, frame_id=1, explanation=" Five were entered late. ").value
    assert (told.explanation, told.lines[0].theirs) == ("Five were entered late.", 1_160)
    assert frames.read_frame(real, 1).reconciled == told
    last = entries(real)[-1]
    assert (last["event"], last["details"]["explained"]) == ("list_reconciled", True)
    assert "late" not in str(last)


# ------------------------------------------------------------------ what is due
def test_lists_are_due_three_months_after_their_period(real: Workspace, clock: FixedClock) -> None:
    found = reconciling.due_reconciliations(real)
    assert [(one.frame_id, one.due, one.is_due) for one in found] == [
        (1, "2025-09-30", False),
        (2, "2025-09-30", False),
    ]
    clock.advance(days=92)
    assert [one.is_due for one in reconciling.due_reconciliations(real)] == [True, True]
    against(real, OPEN_DATA)
    assert [one.frame_id for one in reconciling.due_reconciliations(real)] == [2]


@given(st.dates(min_value=date(2000, 1, 1), max_value=date(2098, 12, 31)))
def test_the_day_it_is_due_is_three_months_on(last: date) -> None:
    due = reconciling.due_on(last)
    assert (due.year * 12 + due.month) - (last.year * 12 + last.month) == 3
    assert due.day == last.day or (due.day < last.day and 28 <= due.day <= 30)
