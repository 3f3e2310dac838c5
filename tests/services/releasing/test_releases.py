"""Letting cases go: nothing unread, covers kept, recalled with who and when, and the gate before volunteers' sheets."""

import csv
import json
from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path

import msgspec
import pytest
from sqlalchemy import select

from app.core.errors import AppError
from app.core.events import Act, Event
from app.core.redaction.bars import NOT_RELEASED, bar
from app.core.redaction.spans import Span, default_lift, kind_of
from app.core.shapes.releases import Letting, ReleaseCase, ReleaseState
from app.core.workflow.sheet import sheet_stages
from app.models.records import ReleaseTextRow
from app.models.rounds import RoundCaseRow, SeatRow, SheetRow
from app.services.drawing import replacing
from app.services.grading import sheet_state
from app.services.releasing import releases
from tests.builders import Drawn, FixedClock, case_ids, draw, entries, import_file, open_round, seal, write_csv
from tests.coordinated import open_coordinated, open_coordinator
from tests.many_rows import PRACTICE

EVENT = Event(act=Act.ALTER, name="made_for_a_test")
OURS = {"dob": "DATE_OF_BIRTH", "vrm": "VEHICLE", "name": "NAME", "officer": "NAME", "collar": "REFERENCE",
        "phone": "PHONE", "address": "ADDRESS", "place": "ADDRESS", "reference": "REFERENCE", "email": "OTHER",
        "ethnicity": "ETHNICITY", "outcome": "OUTCOME"}  # fmt: skip
"""Our kind for each label of the practice files."""
NARRATIVES = {
    "stop_search": ("URN", {"grounds": "Grounds for search"}),
    "use_of_force": ("Form ref", {"rationale": "Rationale", "injury_text": "Injury and first aid"}),
}
"""By kind: the column of the reference, and the columns of what volunteers read."""


def planted(kind: str) -> dict[str, tuple[Span, ...]]:
    """What was planted in the practice texts of a kind, as covers, by the text."""
    name = f"practice-{kind.replace('_', '-')}-2025-06"
    labels = json.loads((PRACTICE / f"{name}.labels.json").read_text(encoding="utf-8"))
    reference, columns = NARRATIVES[kind]
    found: dict[str, tuple[Span, ...]] = {}
    with (PRACTICE / f"{name}.csv").open(encoding="utf-8-sig", newline="") as file:
        for row in csv.DictReader(file):
            marked = labels.get(row[reference], [])
            for field, column in columns.items():
                here = marked if isinstance(marked, list) else marked.get(field, [])
                found[row[column]] = tuple(span(each["start"], each["end"], OURS[each["kind"]]) for each in here)
    return found


def span(start: int, end: int, word: str) -> Span:
    kind = kind_of(word)
    return Span(start=start, end=end, kind=kind, lifts_at=default_lift(kind, ("record", "video", "reveal")))


def read_all(case: ReleaseCase, covers: Mapping[str, tuple[Span, ...]] | None = None) -> Letting:
    """All of it read, with these covers by key."""
    return Letting(covers=covers or {}, read=frozenset(text.digest for text in case.texts))


def first_case(drawn: Drawn, number: int = 1) -> ReleaseCase:
    wanted = case_ids(drawn.ws, drawn.round.round_id)[number - 1]
    return releases.read_for_release(drawn.ws, round_id=drawn.round.round_id, case_id=wanted)


def let_go(drawn: Drawn, case: ReleaseCase, letting: Letting | None = None) -> ReleaseCase:
    return releases.release(
        drawn.ws, round_id=case.round_id, case_id=case.case_id, letting=letting or read_all(case)
    ).value


def take_back(drawn: Drawn, case: ReleaseCase) -> ReleaseCase:
    return releases.recall(drawn.ws, round_id=case.round_id, case_id=case.case_id).value


def volunteer_shapes(drawn: Drawn, case_id: int) -> list[str]:
    """What a volunteer's window would be given, by how many stages are locked: as JSON, and as Python shows it."""
    with drawn.ws.write(EVENT) as work:
        row = work.session.get_one(RoundCaseRow, case_id)
        seat = SeatRow(round_id=row.round_id, number=work.seq, role="volunteer", **work.written)
        work.session.add(seat)
        work.session.flush()
        sheet = SheetRow(round_case_id=row.id, seat_id=seat.id, opened_at=work.at, **work.written)
        work.session.add(sheet)
        work.session.flush()
        plain_one = sheet_state.read_grading(work.session, sheet)
        whole = sheet_state.with_records(
            work.session, {row.version_id: plain_one}, {row.version_id: row.case_id}, force=drawn.ws.force
        )[row.version_id]
    stages = list(whole.asked)
    shapes = [sheet_stages(replace(whole, locked=stages[:count])) for count in range(len(stages) + 1)]
    return [msgspec.json.encode(shape).decode() + repr(shape) for shape in shapes]


@pytest.fixture
def coordinated(tmp_path: Path, clock: FixedClock) -> Iterator[Drawn]:
    """A coordinator's workspace with a drawn sample."""
    drawn = open_coordinated(tmp_path / "workspace", clock=clock)
    yield drawn
    drawn.ws.close()


@pytest.fixture
def case(coordinated: Drawn) -> ReleaseCase:
    """The first case, read for releasing."""
    return first_case(coordinated)


# ------------------------------------------------------------------ reading
def test_a_round_lists_its_cases_and_that_somebody_looked_is_logged(coordinated: Drawn) -> None:
    queue = releases.list_releases(coordinated.ws, round_id=1)
    assert [item.number for item in queue.items] == list(range(1, 9))
    assert {item.standing.state for item in queue.items} == {ReleaseState.TO_READ}
    assert queue.released == 0
    assert entries(coordinated.ws)[-1]["event"] == "releases_listed"


def test_a_case_comes_with_its_text_and_its_stages(coordinated: Drawn, case: ReleaseCase) -> None:
    text, found = case.texts
    assert (text.key, text.opens_at, text.spans) == ("0.grounds", "record", ())
    assert (found.key, found.opens_at) == ("0.found_text", "reveal")
    assert [stage.id for stage in case.stages][0 :: len(case.stages) - 1] == ["record", "reveal"]
    assert case.lift == "reveal"
    assert text.text not in repr(case)
    assert text.text not in json.dumps(entries(coordinated.ws))
    assert entries(coordinated.ws)[-1]["event"] == "release_read"


def test_every_form_and_entry_is_read_by_itself(tmp_path: Path) -> None:
    force = open_coordinated(tmp_path / "force", "use_of_force")
    labels = {text.label for number in range(1, 9) for text in first_case(force, number).texts}
    assert any(label.startswith("Form 2 of ") for label in labels)
    force.ws.close()
    custody = open_coordinated(tmp_path / "custody", "custody")
    case = first_case(custody)
    assert any(text.label.startswith("Log entry 1: ") for text in case.texts)
    assert len({text.key for text in case.texts}) == len(case.texts)
    assert {text.opens_at for text in case.texts} == {"record", "reveal"}, "an entry that tells the outcome waits"
    custody.ws.close()


# ------------------------------------------------------------------ letting go
def test_nothing_is_released_unread(coordinated: Drawn, case: ReleaseCase) -> None:
    for read in (frozenset[str](), frozenset({"0" * 64})):
        with pytest.raises(AppError, match="2 texts not read to the end"):
            let_go(coordinated, case, Letting(read=read))
    assert first_case(coordinated).standing.state is ReleaseState.TO_READ


def test_a_release_keeps_who_and_when_and_what_is_covered(coordinated: Drawn, case: ReleaseCase) -> None:
    covers = (span(0, 4, "NAME"), span(2, 9, "ETHNICITY"))
    done = let_go(coordinated, case, read_all(case, {"0.grounds": covers}))
    assert done.standing.state is ReleaseState.RELEASED
    assert (done.standing.by, done.standing.at) == ("a coordinator", "2025-07-01T09:00:00Z")
    assert done.texts[0].spans == (span(0, 9, "NAME"),), "joined under the stricter rule"
    entry = entries(coordinated.ws)[-1]
    assert (entry["act"], entry["event"]) == ("disclose", "case_released")
    with coordinated.ws.read() as session:
        kept = session.scalars(select(ReleaseTextRow).where(ReleaseTextRow.field == "0.grounds")).one()
    assert (kept.field, kept.text) == ("0.grounds", case.texts[0].text)
    assert releases.list_releases(coordinated.ws, round_id=1).released == 1


@pytest.mark.parametrize(
    ("covers", "told"),
    [
        ({"0.grounds": (Span(start=0, end=99_999, kind="NAME"),)}, "does not lie in the text"),
        ({"0.grounds": (Span(start=0, end=2, kind="NAME", lifts_at="reveal"),)}, "is never lifted"),
        ({"0.grounds": (Span(start=0, end=2, kind="OUTCOME", lifts_at="later"),)}, "no stage “later”"),
        ({"1.grounds": ()}, "has no text “1.grounds”"),
    ],
)
def test_crooked_covers_are_refused_and_nothing_is_kept(
    coordinated: Drawn, case: ReleaseCase, covers: dict[str, tuple[Span, ...]], told: str
) -> None:
    with pytest.raises(AppError, match=told):
        let_go(coordinated, case, read_all(case, covers))
    assert first_case(coordinated).standing.state is ReleaseState.TO_READ


def test_a_recall_says_who_and_when_and_the_covers_are_offered_again(coordinated: Drawn, case: ReleaseCase) -> None:
    covers = (span(0, 4, "NAME"),)
    let_go(coordinated, case, read_all(case, {"0.grounds": covers}))
    coordinated.clock.advance(days=1)
    back = take_back(coordinated, case)
    assert (back.standing.state, back.standing.at) == (ReleaseState.RECALLED, "2025-07-02T09:00:00Z")
    assert back.texts[0].spans == covers
    with pytest.raises(AppError, match="is not released"):
        take_back(coordinated, case)


def test_there_must_be_such_a_case(coordinated: Drawn) -> None:
    with pytest.raises(AppError, match="has no such case"):
        releases.read_for_release(coordinated.ws, round_id=1, case_id=999)
    with pytest.raises(AppError, match="no round R9"):
        releases.list_releases(coordinated.ws, round_id=9)


def test_a_case_set_aside_is_not_let_go(coordinated: Drawn, case: ReleaseCase) -> None:
    ws, drawn = coordinated.ws, coordinated.draw
    replacing.withhold(ws, draw_id=drawn.draw_id, token=drawn.cases[0].token, reason="covert")
    assert case.case_id not in [item.case_id for item in releases.list_releases(ws, round_id=1).items]
    with pytest.raises(AppError, match="replaced or withheld"):
        let_go(coordinated, case)


def test_a_case_set_aside_stands_apart_while_it_is_released(coordinated: Drawn, case: ReleaseCase) -> None:
    ws, drawn = coordinated.ws, coordinated.draw
    let_go(coordinated, case)
    assert releases.list_releases(ws, round_id=1).aside == ()
    for lost in drawn.cases[:2]:
        replacing.withhold(ws, draw_id=drawn.draw_id, token=lost.token, reason="covert")
    queue = releases.list_releases(ws, round_id=1)
    assert [item.case_id for item in queue.aside] == [case.case_id], "the other was never let go"
    assert case.case_id not in [item.case_id for item in queue.items]
    assert queue.released == 0
    take_back(coordinated, case)
    assert releases.list_releases(ws, round_id=1).aside == ()


def test_a_line_manager_may_not_let_go(practice_workspace_with_draw: Drawn) -> None:
    with pytest.raises(AppError, match="may not read the text of a case or let it go"):
        first_case(practice_workspace_with_draw)
    assert entries(practice_workspace_with_draw.ws)[-1]["event"] == "right_refused"


# ------------------------------------------------------------------ the gate
def test_a_volunteers_sheet_is_refused_without_a_release(coordinated: Drawn, case: ReleaseCase) -> None:
    with pytest.raises(AppError, match="was not released to volunteers"):
        volunteer_shapes(coordinated, case.case_id)
    let_go(coordinated, case)
    assert NOT_RELEASED not in "".join(volunteer_shapes(coordinated, case.case_id))
    take_back(coordinated, case)
    with pytest.raises(AppError, match="its release was taken back"):
        volunteer_shapes(coordinated, case.case_id)


@pytest.mark.parametrize("kind", ["stop_search", "use_of_force"])
def test_what_was_planted_and_covered_is_in_no_shape_of_a_volunteer(tmp_path: Path, kind: str) -> None:
    drawn, covers, checked = open_coordinated(tmp_path / "workspace", kind), planted(kind), 0
    for number in range(1, 9):
        case = first_case(drawn, number)
        mine = {text.key: covers.get(text.text, ()) for text in case.texts}
        let_go(drawn, case, read_all(case, mine))
        shapes = volunteer_shapes(drawn, case.case_id)
        seen = "".join(bar(text.text, mine[text.key], case_stages(case)) for text in case.texts)
        for text in case.texts:
            for each in mine[text.key]:
                words = text.text[each.start : each.end]
                blind = shapes if not each.lifts_at else shapes[: len(case.stages) - 1]
                if each.lifts_at or words not in seen:
                    assert not any(words in shape for shape in blind), (number, each)
                    checked += 1
    assert checked > 5
    drawn.ws.close()


def case_stages(case: ReleaseCase) -> list[str]:
    return [stage.id for stage in case.stages]


def test_newer_words_are_read_anew_for_a_new_list_and_the_sealed_ones_stay_released(tmp_path: Path) -> None:
    ws = open_coordinator(tmp_path / "workspace")
    rows = [{"URN": f"S{at}", "Grounds for search": f"Grounds number {at}, by the gate."} for at in range(1, 4)]
    import_file(ws, write_csv(tmp_path / "first.csv", rows))
    first = open_round(ws, draw(ws, seal(ws, size=3, reserves=0).frame_id, None).draw_id)
    for item in releases.list_releases(ws, round_id=first.round_id).items:
        case = releases.read_for_release(ws, round_id=first.round_id, case_id=item.case_id)
        letting = read_all(case, {"0.grounds": (span(0, 7, "NAME"),)})
        releases.release(ws, round_id=first.round_id, case_id=item.case_id, letting=letting)
    changed = {**rows[0], "Grounds for search": "Other words now."}
    import_file(ws, write_csv(tmp_path / "second.csv", [changed]))
    second = open_round(ws, draw(ws, seal(ws, size=3, reserves=0).frame_id, None).draw_id)
    now = {item.reference: item for item in releases.list_releases(ws, round_id=second.round_id).items}
    assert {name: item.standing.state for name, item in now.items()} == {
        "S1": ReleaseState.TO_READ, "S2": ReleaseState.RELEASED, "S3": ReleaseState.RELEASED,
    }  # fmt: skip
    assert releases.list_releases(ws, round_id=first.round_id).released == 3
    fresh = releases.read_for_release(ws, round_id=second.round_id, case_id=now["S1"].case_id)
    assert [(text.text, text.spans) for text in fresh.texts] == [("Other words now.", ())]
    ws.close()
