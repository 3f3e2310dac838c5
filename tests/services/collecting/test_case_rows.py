"""Cases of many rows from extract to paper: every row is sealed, shown and printed, and what comes later is marked."""

import csv
import json
from collections.abc import Callable, Iterator
from pathlib import Path

import msgspec
import pytest
from sqlalchemy import func, select

from app.core.shapes.packs import SamplePack
from app.core.shapes.sheets import Sheet
from app.models.frames import FrameCaseRow
from app.models.papers import PaperRow, PaperShapeRow
from app.models.record_store import Member, read_members, read_values
from app.services.drawing.frame_views import scheme_of
from app.services.drawing.sealing import Shown
from app.services.papers import draw_papers
from tests.builders import Drawn, FixedClock, entries, grade, import_file, open_case
from tests.export.papers import faults, structure
from tests.many_rows import FILES, PRACTICE, open_drawn_kind

Rows = list[dict[str, str]]
Change = Callable[[Rows], Rows]


@pytest.fixture
def force(tmp_path: Path, clock: FixedClock) -> Iterator[Drawn]:
    drawn = open_drawn_kind(tmp_path / "force", "use_of_force", clock)
    yield drawn
    drawn.ws.close()


@pytest.fixture
def custody(tmp_path: Path, clock: FixedClock) -> Iterator[Drawn]:
    drawn = open_drawn_kind(tmp_path / "custody", "custody", clock)
    yield drawn
    drawn.ws.close()


def cases(drawn: Drawn) -> list[Sheet]:
    return [open_case(drawn, number) for number in range(1, 9)]


def longest(drawn: Drawn) -> Sheet:
    """The drawn case with the most forms."""
    return max(cases(drawn), key=lambda sheet: len(sheet.stages[0].rows.rows))


def again(drawn: Drawn, sheet: Sheet) -> Sheet:
    return open_case(drawn, sheet.number)


def extract(name: str, folder: Path, change: Change) -> Path:
    """A practice extract with other rows in it."""
    with (PRACTICE / name).open(encoding="utf-8-sig", newline="") as source:
        reader = csv.DictReader(source)
        rows, heads = change(list(reader)), reader.fieldnames
    assert heads
    target = folder / f"later-{name}"
    with target.open("w", encoding="utf-8", newline="") as out:
        writer = csv.DictWriter(out, heads)
        writer.writeheader()
        writer.writerows(rows)
    return target


def of_incident(sheet: Sheet) -> Change:
    return lambda rows: [row for row in rows if row["Incident ref"] == sheet.reference.partition(" / ")[0]]


def pack(drawn: Drawn, file: Path) -> tuple[bytes, SamplePack]:
    draw_papers.write_pack(drawn.ws, draw_id=drawn.draw.draw_id, file=file)
    with drawn.ws.read() as session:
        newest = session.execute(select(func.max(PaperRow.id))).scalar_one()
        body = session.get_one(PaperShapeRow, newest).body
    assert body is not None
    return file.read_bytes(), msgspec.json.decode(body, type=SamplePack)


def test_every_form_of_a_case_is_on_its_sheet(force: Drawn):
    sheet = longest(force)
    with (PRACTICE / FILES["use_of_force"][0]).open(encoding="utf-8-sig", newline="") as source:
        rows = of_incident(sheet)(list(csv.DictReader(source)))
    blocks = sheet.stages[0].rows.rows
    assert len(blocks) == len(rows) > 1
    assert sorted(block.narratives[0].text for block in blocks) == sorted(
        row["Rationale"].strip().replace("\r\n", "\n") for row in rows
    )


LOG_FILE, REVIEW_FILE = FILES["custody"][1:]


def of_detention(name: str, sheet: Sheet) -> Rows:
    with (PRACTICE / name).open(encoding="utf-8-sig", newline="") as source:
        return [row for row in csv.DictReader(source) if row["Custody reference"] == sheet.reference]


def test_the_log_and_reviews_of_a_detention_are_on_its_sheet(custody: Drawn):
    for sheet in cases(custody):
        parts = {part.label: len(part.rows) for part in sheet.stages[0].rows.parts}
        shown = [row for row in of_detention(LOG_FILE, sheet) if row["Entry type"] != "Release"]
        assert parts.get("Custody log", 0) == len(shown)
        assert parts.get("Reviews of detention", 0) == len(of_detention(REVIEW_FILE, sheet))


def test_the_end_of_a_detention_is_in_its_log_only_when_the_outcome_is_shown(custody: Drawn):
    sheet = cases(custody)[0]
    told = [row["Entry"] for row in of_detention(LOG_FILE, sheet) if row["Entry type"] == "Release"]
    assert told
    assert not any(entry in msgspec.json.encode(sheet).decode() for entry in told)
    last = grade(custody.ws, sheet).stages[-1]
    (log,) = last.rows.parts
    assert sorted(text.text for row in log.rows for text in row.texts) == sorted(told)


def test_a_pack_does_not_tell_how_a_detention_ended(custody: Drawn, tmp_path: Path):
    grade(custody.ws, open_case(custody, 2))
    _, shape = pack(custody, tmp_path / "pack.pdf")
    lines = [line for case in shape.cases for part in case.rows.parts for row in part.rows for line in row.facts]
    sorts = {line.value for line in lines if line.label == "Sort of entry"}
    assert "Booking in" in sorts
    assert "Release" not in sorts


def test_opening_a_case_of_many_rows_is_logged_once_and_says_nothing_of_it(force: Drawn):
    before = len(entries(force.ws))
    open_case(force)
    told = [entry for entry in entries(force.ws)[before:] if entry["event"] == "case_opened"]
    assert len(told) == 1
    assert "PIN/25" not in json.dumps(entries(force.ws))


def test_a_changed_word_in_any_row_changes_what_is_sealed(force: Drawn):
    with force.ws.read() as session:
        scheme = scheme_of(session, 1)
        case = session.scalars(select(FrameCaseRow)).first()
        assert case is not None
        values = read_values(session, scheme, [case.version_id])[case.version_id]
        members = read_members(session, scheme, [case.version_id])[case.version_id]
    sealed = Shown(scheme).digest(values, members)
    for at, member in enumerate(members):
        for field in ("rationale", "tactics", "officer_id"):
            other = Member(
                version_id=member.version_id, part="", row_key=member.row_key, values={**member.values, field: "other"}
            )
            assert Shown(scheme).digest(values, [*members[:at], other, *members[at + 1 :]]) != sealed
    assert Shown(scheme).digest(values, members[1:] or ()) != sealed


def test_a_changed_log_entry_changes_what_is_sealed(custody: Drawn):
    with custody.ws.read() as session:
        scheme = scheme_of(session, 1)
        case = session.scalars(select(FrameCaseRow)).first()
        assert case is not None
        values = read_values(session, scheme, [case.version_id])[case.version_id]
        members = read_members(session, scheme, [case.version_id])[case.version_id]
    entry = next(at for at, member in enumerate(members) if member.part == "log")
    other = Member(
        version_id=0, part="log", row_key="", values={**members[entry].values, "entry": "Something else was written."}
    )
    changed = [*members[:entry], other, *members[entry + 1 :]]
    assert Shown(scheme).digest(values, changed) != Shown(scheme).digest(values, members)


@pytest.mark.parametrize("kind", ["use_of_force", "custody"])
def test_a_pack_prints_every_row_and_keeps_its_standard(kind: str, tmp_path: Path):
    drawn = open_drawn_kind(tmp_path / "workspace", kind)
    grade(drawn.ws, open_case(drawn, 2))
    data, shape = pack(drawn, tmp_path / "pack.pdf")
    assert faults(data, "ua1", tmp_path) == []
    assert faults(data, "2a", tmp_path) == []
    words = structure(data).words
    for case in shape.cases:
        rows = case.rows
        assert rows.counts_under
        for block in rows.rows:
            assert block.label in words
        for text in (text.text for part in rows.parts for row in part.rows for text in row.texts):
            assert " ".join(text.split()) in words
    assert [case.rows.later for case in shape.cases] == [()] * 8
    drawn.ws.close()


def test_a_pack_holds_no_row_of_the_reveal(force: Drawn, tmp_path: Path):
    _, shape = pack(force, tmp_path / "pack.pdf")
    labels = {
        line.label
        for case in shape.cases
        for block in case.rows.rows
        for group in block.groups
        for line in group.lines
    }  # fmt: skip
    with force.ws.read() as session:
        scheme = scheme_of(session, 1)
    hidden = {field.label["en"] for field in scheme.fields if field.seen_by.get("line_manager") == scheme.stages[-1].id}
    assert hidden
    assert not labels & hidden


# ------------------------------------------------------------------ after the seal
def test_the_same_rows_again_are_no_addendum(force: Drawn, tmp_path: Path):
    force.clock.advance(days=2)
    file = extract(FILES["use_of_force"][0], tmp_path, lambda rows: rows[:-1])
    import_file(force.ws, file, kind="use_of_force")
    assert all(stage.rows.later == () for sheet in cases(force) for stage in sheet.stages)


def test_what_came_after_the_seal_is_marked_and_the_drawn_words_stay(force: Drawn, tmp_path: Path):
    sheet = longest(force)
    drawn_words = sheet.stages[0].rows.rows
    force.clock.advance(days=2)

    def change(rows: Rows) -> Rows:
        own = of_incident(sheet)(rows)
        amended = {**own[0], "Rationale": "He struck me first."}
        return [
            amended,
            *own[1:],
            {**own[0], "Form ref": "UOF-P99999", "Lead officer form": "No", "Rationale": "I came late."},
        ]

    import_file(force.ws, extract(FILES["use_of_force"][0], tmp_path, change), kind="use_of_force")
    stage = again(force, sheet).stages[0]
    assert stage.rows.rows == drawn_words
    (later,) = stage.rows.later
    assert later.title == "Came after the list was sealed, on 3 July 2025"
    assert [block.narratives[0].text for block in later.rows] == ["I came late."]
    assert [line.now for changes in later.changes for line in changes.lines] == ["He struck me first."]
    data, shape = pack(force, tmp_path / "pack.pdf")
    assert shape.cases[sheet.number - 1].rows.later == (later,)
    assert faults(data, "ua1", tmp_path) == []
    words = structure(data).words
    assert "Came after the list was sealed, on 3 July 2025" in words
    assert "He struck me first." in words


def test_log_entries_that_came_late_stand_apart(tmp_path: Path, clock: FixedClock):
    drawn = open_drawn_kind(tmp_path / "custody", "custody", clock)
    sheet = open_case(drawn, 1)
    clock.advance(days=1)

    def change(rows: Rows) -> Rows:
        own = [row for row in rows if row["Custody reference"] == sheet.reference]
        return [*own, {**own[0], "Entry number": "99", "Entry": "Written up afterwards."}]

    import_file(drawn.ws, extract(FILES["custody"][1], tmp_path, change), kind="custody")
    stage = open_case(drawn, 1).stages[0]
    assert stage.rows.parts == sheet.stages[0].rows.parts
    ((late,),) = [later.parts for later in stage.rows.later]
    assert [row.texts[0].text for row in late.rows] == ["Written up afterwards."]
    drawn.ws.close()


def test_a_case_of_one_row_shows_what_changed_too(practice_workspace_with_draw: Drawn, tmp_path: Path):
    drawn = practice_workspace_with_draw
    sheet = open_case(drawn, 1)
    drawn.clock.advance(days=3)
    name = FILES["stop_search"][0]

    def change(rows: Rows) -> Rows:
        wanted = next(row for row in rows if sheet.reference in row.values())
        return [{name: "Written again." if name == "Grounds for search" else value for name, value in wanted.items()}]

    import_file(drawn.ws, extract(name, tmp_path, change))
    stage = open_case(drawn, 1).stages[0]
    assert stage.narratives == sheet.stages[0].narratives
    ((changes,),) = [later.changes for later in stage.rows.later]
    assert changes.label == "The record"
    assert [line.now for line in changes.lines] == ["Written again."]
    assert stage.rows.later[0].title.endswith("on 4 July 2025")
