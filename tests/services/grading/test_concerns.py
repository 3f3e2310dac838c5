"""A concern that cannot wait: for the coordinator alone where there is one, with no grade; nobody makes one vanish."""

from collections.abc import Callable, Iterator
from pathlib import Path

import msgspec
import pytest

from app.core.shapes.concerns import Concern, ConcernCounts, ConcernSort
from app.core.shapes.sheets import Sheet
from app.models.triggers import SIDE_ROWS
from app.services import people
from app.services.grading import concerns, sheets
from app.services.workspace import Workspace
from tests import meeting_room as room_for
from tests.builders import PASSPHRASE, Drawn, case_ids, draw, entries, open_case, open_round, seal
from tests.meeting_room import refused
from tests.people import NAME, WORDS, add, signed_in_as

LENA, CHAIR, AUDITOR = "lena drives a tractor", "the chair sits here now", "an auditor looks at it"
TEXT = "Sgt Lena Marsh hit him."


@pytest.fixture
def sheet(practice_workspace_with_draw: Drawn) -> Sheet:
    """The first case's sheet of a line manager who is alone here, just opened."""
    return open_case(practice_workspace_with_draw)


@pytest.fixture
def panel(tmp_path: Path) -> Iterator[list[Workspace]]:
    """A panel's member raised a concern about a line manager; signed in as the coordinator. The last one is open."""
    room = room_for.opened(tmp_path / "workspace")
    for name, role, words in (
        ("Sgt Lena Marsh", "line_manager", LENA), ("A chair", "chair", CHAIR), ("An auditor", "auditor", AUDITOR),
    ):  # fmt: skip
        add(room.ws, name, role, words)
    concerns.raise_concern(room.ws, sheet_id=room.sheet(2).sheet_id, sort=ConcernSort.CRIME, text=TEXT)
    opened = [room.ws]
    yield opened
    opened[-1].close()


def as_(panel: list[Workspace], words: str) -> Workspace:
    panel.append(signed_in_as(panel[-1], words))
    return panel[-1]


def raise_one(ws: Workspace, sheet: Sheet, sort: ConcernSort = ConcernSort.CHILD, text: str = "") -> Concern:
    return concerns.raise_concern(ws, sheet_id=sheet.sheet_id, sort=sort, text=text).value


# ------------------------------------------------------------------ raised and taken on
def test_a_concern_gives_no_grade_away(practice_workspace_with_draw: Drawn, sheet: Sheet):
    ws = practice_workspace_with_draw.ws
    sheets.save_answer(ws, sheet_id=sheet.sheet_id, question="C8", answer="red", note="My grade.")
    assert concerns.count_concerns(ws) == ConcernCounts(waiting=0, taken_on=0)
    told = raise_one(ws, sheet, text=" A child alone. ")
    assert (told.sort, told.text, told.number, told.taken_on_at) == (ConcernSort.CHILD, "A child alone.", 1, "")
    assert "red" not in msgspec.json.encode(told).decode()
    assert entries(ws)[-1]["details"] == {"concern": 1}
    assert concerns.count_concerns(ws) == ConcernCounts(waiting=1, taken_on=0)
    assert concerns.list_concerns(ws) == (told,)


def test_one_that_was_taken_on_stays_listed_with_who_and_when(practice_workspace_with_draw: Drawn, sheet: Sheet):
    ws = practice_workspace_with_draw.ws
    people.rename_person(ws, ws.actor.id, NAME)
    raise_one(ws, sheet)
    second = raise_one(ws, sheet, ConcernSort.CRIME)
    practice_workspace_with_draw.clock.advance(days=1)
    taken = concerns.take_on_concern(ws, concern_id=1).value
    assert (taken.taken_on_at, taken.taken_on_by) == ("2025-07-02T09:00:00Z", NAME)
    assert concerns.list_concerns(ws) == (second, taken)
    assert concerns.count_concerns(ws) == ConcernCounts(waiting=1, taken_on=1)
    for number, what in ((1, "taken this concern on"), (9, "There is no concern")):
        assert what in refused(lambda number=number: concerns.take_on_concern(ws, concern_id=number)).what
    people.erase_name(ws, ws.actor.id)
    assert concerns.list_concerns(ws)[1].taken_on_by == "a line manager"


def test_a_concern_can_be_raised_of_a_passed_case(practice_workspace_with_draw: Drawn, sheet: Sheet):
    ws = practice_workspace_with_draw.ws
    sheets.pass_case(ws, sheet_id=sheet.sheet_id)
    assert raise_one(ws, sheet, ConcernSort.CRIME).text == ""


def test_its_words_can_be_erased():
    assert SIDE_ROWS["concern_text"] == ("text",)


# ------------------------------------------------------------------ for whom
Attempt = Callable[[Workspace], object]
READING: tuple[Attempt, ...] = (
    concerns.count_concerns,
    concerns.list_concerns,
    lambda ws: concerns.take_on_concern(ws, concern_id=1),
)


@pytest.mark.parametrize("words", [LENA, CHAIR, AUDITOR], ids=["line manager", "chair", "auditor"])
def test_where_there_is_a_coordinator_nobody_else_reads_it_or_takes_it_on(panel: list[Workspace], words: str):
    ws = as_(panel, words)
    for attempt in READING:
        before = len(entries(ws))
        told = refused(lambda attempt=attempt: attempt(ws))
        assert "who may not read concerns that were raised, or take them on" in told.what
        assert told.fix == "Ask a coordinator to do it."
        assert [entry["event"] for entry in entries(ws)[before:]] == ["right_refused"]
    ws = as_(panel, PASSPHRASE)
    assert [(one.text, one.taken_on_at) for one in concerns.list_concerns(ws)] == [(TEXT, "")]
    assert concerns.take_on_concern(ws, concern_id=1).value.taken_on_by


def test_a_line_manager_alone_sees_to_their_own_until_a_coordinator_is_here(
    practice_workspace_with_draw: Drawn, sheet: Sheet
):
    ws = practice_workspace_with_draw.ws
    add(ws, "A chair", "chair", CHAIR)
    assert not concerns.concerns_reach_coordinator(ws)
    raise_one(ws, sheet, text=TEXT)
    assert concerns.list_concerns(ws)[0].text == TEXT
    ws = signed_in_as(ws, CHAIR)
    for attempt in READING:
        told = refused(lambda attempt=attempt: attempt(ws))
        assert told.fix == "Ask a line manager or a coordinator to do it."
    ws = signed_in_as(ws, PASSPHRASE)
    add(ws)
    assert concerns.concerns_reach_coordinator(ws)
    assert refused(lambda: concerns.list_concerns(ws)).fix == "Ask a coordinator to do it."
    raise_one(ws, sheet)
    ws = signed_in_as(ws, WORDS)
    assert [one.concern_id for one in concerns.list_concerns(ws)] == [2, 1]
    ws.close()


def test_where_no_coordinator_is_a_line_manager_reads_those_of_their_own_rounds_and_no_others(
    practice_workspace_with_draw: Drawn, sheet: Sheet
):
    ws = practice_workspace_with_draw.ws
    first = raise_one(ws, sheet, text=TEXT)
    add(ws, "Sgt Lena Marsh", "line_manager", LENA)
    ws = signed_in_as(ws, LENA)
    own = open_round(ws, draw(ws, seal(ws, size=3).frame_id).draw_id)
    case_id, *_ = case_ids(ws, own.round_id)
    second = raise_one(ws, sheets.open_sheet(ws, round_id=own.round_id, case_id=case_id).value)
    assert concerns.list_concerns(ws) == (second,)
    assert concerns.count_concerns(ws) == ConcernCounts(waiting=1, taken_on=0)
    assert "no concern 1" in refused(lambda: concerns.take_on_concern(ws, concern_id=first.concern_id)).what
    assert concerns.take_on_concern(ws, concern_id=second.concern_id).value.taken_on_by == "Sgt Lena Marsh"
    ws = signed_in_as(ws, PASSPHRASE)
    assert concerns.list_concerns(ws) == (first,)
    ws.close()


def test_what_a_panel_raised_is_for_no_line_manager_even_where_the_coordinator_is_gone(panel: list[Workspace]):
    ws = panel[-1]
    for person in people.list_people(ws):
        if person.role == "coordinator":
            with ws._store.write() as session:
                session.connection().exec_driver_sql(
                    "UPDATE actor SET role = 'auditor' WHERE id = ?", (person.person_id,)
                )
    ws = as_(panel, LENA)
    assert not concerns.concerns_reach_coordinator(ws)
    assert concerns.list_concerns(ws) == ()
    assert concerns.count_concerns(ws) == ConcernCounts(waiting=0, taken_on=0)
    assert "There is no concern 1" in refused(lambda: concerns.take_on_concern(ws, concern_id=1)).what
