"""Typing in one record: the form that a scheme gives, every type of field, versions, rows, and no word in the log."""

import json
from collections.abc import Mapping
from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import select

from app.core.errors import AlreadyImported, AppError
from app.core.shapes.by_hand import AddedRecord, RecordForm
from app.models.record_query import CaseQuery
from app.models.record_store import read_identity, read_members, read_values
from app.models.records import ImportRow
from app.models.typed_records import typed_by
from app.services.collecting import by_hand, imports, undo
from app.services.drawing import frames
from app.services.grading import rounds, sheets
from app.services.papers import draw_papers
from app.services.schemes import load_library
from app.services.workspace import Workspace
from tests.builders import draw, entries, grade, import_practice, open_round, seal
from tests.export.papers import structure
from tests.journeys.looking import counts, holding
from tests.standing import find_cases

NAME = "Quillfeather"
AUTHORITY = {
    "authority_ref": "S60/25/7",
    "starts_at": "14/06/2025 21:00",
    "ends_at": "15 June 2025 at 09:00",
    "hours": "12",
    "lpu": "Crewe",
    "limb": "1",
    "comms_channels": "social_media",
    "grounds": "Two groups fought with knives on Friday, and a reprisal is expected tonight.",
    "map_attached": "Y",
    "debrief_at": "16/06/2025",
    "officer_name": NAME,
}
FORCE = {"incident_ref": "UF/25/1", "used_at": "14/06/2025 22:10"}


@pytest.fixture
def texts(workspace: Workspace) -> dict[str, str]:
    """An authority as typed, with a code that its scheme has."""
    form = by_hand.form_of(workspace, "s60_authority")
    codes = {field.id: field.choices[0][1] for field in form.fields if field.type in ("code", "codes")}
    return AUTHORITY | {"limb": codes["limb"], "comms_channels": codes["comms_channels"]}


def add(ws: Workspace, texts: Mapping[str, str], kind: str = "s60_authority", **options: bool) -> AddedRecord:
    return by_hand.add_record(ws, kind, texts, **options).value


def kept(ws: Workspace, version: int, kind: str = "s60_authority") -> dict[str, str]:
    with ws.read() as session:
        return read_values(session, load_library(ws.force).scheme(kind), [version])[version]


# ------------------------------------------------------------------ the form
def test_kinds_that_are_commonly_typed_come_first(workspace: Workspace) -> None:
    kinds = by_hand.list_typed_kinds(workspace)
    assert [kind.kind for kind in kinds if kind.usual] == ["hate_incident", "s60_authority"]
    assert [kind.usual for kind in kinds] == sorted((kind.usual for kind in kinds), reverse=True)


@pytest.mark.parametrize("kind", list(load_library("cheshire").schemes))
def test_every_kind_has_its_form_from_its_scheme_alone(workspace: Workspace, kind: str) -> None:
    scheme = load_library("cheshire").scheme(kind)
    form = by_hand.form_of(workspace, kind)
    assert sorted(field.id for field in form.fields) == sorted(field.id for field in scheme.fields)
    assert [field.id for field in form.fields if field.needed] != []
    assert {field.id for field in form.fields if field.identity} == scheme.identity
    assert all(field.choices for field in form.fields if field.type in ("code", "codes"))
    assert all(group.label for group in form.groups)


def test_what_rules_fill_is_said(workspace: Workspace) -> None:
    form: RecordForm = by_hand.form_of(workspace, "s60_authority")
    assert "over_15h" in {field.id for field in form.fields if field.worked_out}
    assert [field.id for field in form.fields if field.needed] == ["authority_ref", "starts_at"]
    with pytest.raises(AppError, match="no kind of record called"):
        by_hand.form_of(workspace, "parking")


# ------------------------------------------------------------------ the check
def test_a_blank_form_needs_a_reference_and_a_time(workspace: Workspace) -> None:
    check = by_hand.check_record(workspace, "s60_authority", {"grounds": "Something"})
    assert check.problems == dict.fromkeys(("authority_ref", "starts_at"), "is missing, and a record needs it")
    assert (check.known, check.version) == ("", 1)


def test_how_texts_are_read_is_told(workspace: Workspace, texts: dict[str, str]) -> None:
    readings = by_hand.check_record(workspace, "s60_authority", texts).readings
    assert readings["starts_at"] == "will be kept as Saturday 14 June 2025, 21:00"
    assert readings["debrief_at"] == "will be kept as 16 June 2025"
    assert readings["over_15h"] == "worked out: No"
    assert "grounds" not in readings and "limb" not in readings


def test_a_day_alone_is_said(workspace: Workspace) -> None:
    check = by_hand.check_record(workspace, "s60_authority", AUTHORITY | {"signed_at": "3/4/25", "limb": ""})
    assert check.readings["signed_at"] == "will be kept as Thursday 3 April 2025, 00:00 (no time of day was given)"


@pytest.mark.parametrize(
    ("field", "text", "reason"),
    [
        ("starts_at", "31/02/2025 10:00", "is no date and time that can be read"),
        ("starts_at", "14/06/1066 10:00", "has a year that cannot be right"),
        ("debrief_at", "soon", "is no date that can be read"),
        ("hours", "twelve", "is no whole number"),
        ("map_attached", "perhaps", "is neither yes nor no"),
        ("limb", "the fifth", "is not on the list of this field"),
        ("comms_channels", "social_media;pigeon post", "is not on the list of this field"),
        ("authority_ref", "S60\x1f7", "holds a control character"),
        ("grounds", "half \ud83d of it", "holds a broken character"),
    ],
)
def test_what_cannot_be_kept_is_said_and_nothing_is(workspace: Workspace, field: str, text: str, reason: str) -> None:
    given = AUTHORITY | {"limb": "", "comms_channels": "", field: text}
    assert by_hand.check_record(workspace, "s60_authority", given).problems[field] == reason
    before = counts(workspace)
    with pytest.raises(AppError, match=reason) as refused:
        add(workspace, given)
    assert text not in str(refused.value)
    assert counts(workspace) == before


def test_a_record_of_another_kind_is_said(workspace: Workspace) -> None:
    form = by_hand.form_of(workspace, "stop_search")
    needed = [field.id for field in form.fields if field.needed]
    given = {"power": "Section 60", **dict.fromkeys(needed, "14/06/2025 22:10")}
    problems = by_hand.check_record(workspace, "stop_search", given).problems
    assert "says that the record is another kind, a section 60 search: type it in as that" in problems.values()


# ------------------------------------------------------------------ keeping
def test_every_type_of_field_is_kept_as_an_import_keeps_it(workspace: Workspace, texts: dict[str, str]) -> None:
    added = add(workspace, texts)
    assert (added.reference, added.version, added.rows, added.typed_by) == ("S60/25/7", 1, 1, "typed by line manager")
    values = kept(workspace, added.version_id)
    wanted = {
        "authority_ref": "S60/25/7", "starts_at": "2025-06-14T20:00:00Z", "ends_at": "2025-06-15T08:00:00Z",
        "hours": "12", "over_15h": "no", "lpu": "crewe", "map_attached": "yes", "debrief_at": "2025-06-16",
        "grounds": AUTHORITY["grounds"],
    }  # fmt: skip
    assert wanted.items() <= values.items()
    form = by_hand.form_of(workspace, "s60_authority")
    first = {field.id: field.choices[0][0] for field in form.fields if field.choices}
    assert (values["limb"], values["comms_channels"]) == (first["limb"], first["comms_channels"])
    assert "officer_name" not in values
    with workspace.read() as session:
        assert read_identity(session, added.version_id) == {"officer_name": NAME}


def test_it_is_an_import_of_its_own(workspace: Workspace, texts: dict[str, str]) -> None:
    added = add(workspace, texts)
    with workspace.read() as session:
        row = session.scalars(select(ImportRow)).one()
        assert (row.layout, row.mapping, row.rows_read, row.stored, row.times) == (
            "typed", "typed by line manager", 1, 1, "local",
        )  # fmt: skip
        assert typed_by(session, [added.version_id, 99]) == {added.version_id: "typed by line manager"}
    listing = imports.list_imports(workspace)[0]
    assert (listing.file_name, listing.layout) == ("Typed in", "typed by line manager")


def test_a_known_reference_is_told_and_makes_a_further_version_only_on_purpose(
    workspace: Workspace, texts: dict[str, str]
) -> None:
    first = add(workspace, texts)
    check = by_hand.check_record(workspace, "s60_authority", texts)
    assert check.version == 2
    assert check.known.startswith("This section 60 authority is here already. Saved, it becomes version 2")
    with pytest.raises(AlreadyImported):
        add(workspace, texts)
    second = add(workspace, texts | {"hours": "30"}, again=True)
    assert (second.case_id, second.version, second.rows) == (first.case_id, 2, 1)
    assert (kept(workspace, first.version_id)["hours"], kept(workspace, second.version_id)["hours"]) == ("12", "30")
    with workspace.read() as session:
        assert [case.version_id for case in find_cases(session, CaseQuery(kind="s60_authority", where={}))] == [
            second.version_id
        ]


def test_the_texts_of_a_typed_record_come_back_to_be_changed(workspace: Workspace, texts: dict[str, str]) -> None:
    first = add(workspace, texts | {"signed_at": "14/06/2025 20:15:30"})
    opened = by_hand.open_typed(workspace, first.version_id)
    assert (opened.kind, opened.reference) == ("s60_authority", "S60/25/7")
    assert opened.texts["starts_at"] == "14/06/2025 21:00"
    assert opened.texts["signed_at"] == "14/06/2025 20:15:30"
    assert opened.texts["debrief_at"] == "16/06/2025"
    assert opened.texts["grounds"] == AUTHORITY["grounds"]
    assert not {"officer_name", "over_15h", "signed"} & set(opened.texts)
    again = add(workspace, opened.texts | {"hours": "20"}, again=True)
    values = kept(workspace, again.version_id)
    assert (values["hours"], values["over_15h"]) == ("20", "yes")
    assert {**values, "hours": "12", "over_15h": "no"} == kept(workspace, first.version_id)
    assert by_hand.open_typed(workspace, first.version_id).texts["hours"] == "20"


def test_what_an_extract_brought_is_not_opened_to_be_changed(workspace: Workspace) -> None:
    import_practice(workspace)
    for version in (1, 9_999):
        with pytest.raises(AppError, match="was not typed in"):
            by_hand.open_typed(workspace, version)


def test_a_form_of_a_use_of_force_adds_a_row_to_its_case(workspace: Workspace) -> None:
    library = load_library(workspace.force)
    key = library.scheme("use_of_force").record_key[0]
    first = add(workspace, FORCE | {key: "FORM/1"}, "use_of_force")
    given = FORCE | {key: "FORM/2"}
    check = by_hand.check_record(workspace, "use_of_force", given)
    assert (check.version, check.known) == (
        1, "This use of force is here already, with 1 form. Saved, it becomes a further one of it.",
    )  # fmt: skip
    second = add(workspace, given, "use_of_force")
    assert (second.case_id, second.version, second.rows) == (first.case_id, 1, 2)
    with pytest.raises(AlreadyImported, match="This form is here already"):
        add(workspace, given, "use_of_force")
    with workspace.read() as session:
        case = find_cases(session, CaseQuery(kind="use_of_force", where={}))[0]
        rows = read_members(session, library.scheme("use_of_force"), [case.version_id])[case.version_id]
        assert [row.values[key] for row in rows] == ["FORM/1", "FORM/2"]
        assert set(typed_by(session, [case.version_id])) == {case.version_id}


def test_undoing_takes_a_typed_record_back_like_an_import(workspace: Workspace, texts: dict[str, str]) -> None:
    first = add(workspace, texts)
    second = add(workspace, texts | {"hours": "30"}, again=True)
    assert by_hand.open_typed(workspace, second.version_id).texts["hours"] == "30"
    undo.undo_import(workspace, second.import_id)
    left = by_hand.open_typed(workspace, first.version_id).texts
    assert "hours" not in left, "twelve, as its times say: that is worked out again"
    undo.undo_import(workspace, first.import_id)
    assert by_hand.check_record(workspace, "s60_authority", texts).known == ""
    assert holding(workspace, NAME) == set()
    assert add(workspace, texts).version == 1


# ------------------------------------------------------------------ onwards
def test_typed_authorities_are_counted_sealed_drawn_graded_and_printed(
    workspace: Workspace, texts: dict[str, str], tmp_path: Path
) -> None:
    for number in range(1, 6):
        add(workspace, texts | {"authority_ref": f"S60/25/{number}"})
    choice = {"kind": "s60_authority", "size": 2, "reserves": 1}
    count = frames.count_frame(
        workspace, frames.FrameChoice(first_day=date(2025, 6, 1), last_day=date(2025, 6, 30), **choice)
    )
    assert (count.cases, count.funnel[0].count) == (5, 5)
    frame = seal(workspace, **choice)
    drawn = draw(workspace, frame.frame_id)
    assert (frame.cases, len(drawn.cases)) == (5, 2)
    opened = open_round(workspace, drawn.draw_id)
    case = rounds.read_queue(workspace, round_id=opened.round_id).items[0]
    sheet = sheets.open_sheet(workspace, round_id=opened.round_id, case_id=case.case_id).value
    assert AUTHORITY["grounds"] in [text.text for text in sheet.stages[0].narratives]
    sentence = "This record was typed in by hand, by a line manager."
    assert sheet.stages[0].rows.typed == sentence
    file = tmp_path / "pack.pdf"
    draw_papers.write_pack(workspace, draw_id=drawn.draw_id, file=file)
    assert structure(file.read_bytes()).words.count(sentence) == len(drawn.cases)
    assert grade(workspace, sheet).current is None


def test_no_word_of_a_record_is_in_the_log_or_in_what_is_published(workspace: Workspace, texts: dict[str, str]) -> None:
    added = add(workspace, texts)
    by_hand.open_typed(workspace, added.version_id)
    typed = next(entry for entry in entries(workspace) if entry["event"] == "record_typed")
    assert typed["act"] == "collect"
    assert set(typed["details"]) == {"kind", "digest", "import_id", "version"}
    told = json.dumps(entries(workspace))
    assert not [text for text in (NAME, "S60/25/7", "knives", "Crewe") if text in told]
    assert holding(workspace, NAME) == {"identity"}
    other = by_hand.add_record(workspace, "s60_authority", texts | {"officer_name": "Nobody"}, again=True).value
    digests = [entry["details"]["digest"] for entry in entries(workspace) if entry["event"] == "record_typed"]
    assert other.version == 2
    assert digests[0] == digests[1], "a name could be tried against the digest that plans publish"
