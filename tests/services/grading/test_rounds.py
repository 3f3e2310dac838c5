"""Rounds and their queues: one a draw, in the order drawn, going on where it was left."""

from threading import Barrier, Thread

import pytest
from sqlalchemy import text

from app.core.errors import AppError
from app.core.events import Act, Event
from app.core.shapes.designs import PlanChoice
from app.core.shapes.sheets import SheetState
from app.services.drawing import plans, replacing
from app.services.grading import rounds, sheets
from tests import builders
from tests.builders import Drawn, case_ids, grade, open_case, open_drawn, open_new


def queue(drawn: Drawn):
    return rounds.read_queue(drawn.ws, round_id=drawn.round.round_id)


def test_a_round_has_the_cases_of_its_draw_in_the_order_drawn(practice_workspace_with_draw: Drawn):
    drawn = practice_workspace_with_draw
    found = queue(drawn)
    assert [item.number for item in found.items] == list(range(1, 9))
    references = ["" if "\x1f" in case.case_key else case.case_key for case in drawn.draw.cases]  # one gave none
    assert [item.reference for item in found.items] == references
    assert not {item.reference for item in found.items} & {case.case_key for case in drawn.draw.reserves}
    assert found.practice
    assert (found.round_id, found.seat_id) == (drawn.round.round_id, drawn.round.seat_id)


def test_a_draw_has_one_round_however_often_it_is_opened(practice_workspace_with_draw: Drawn):
    ws, first = practice_workspace_with_draw.ws, practice_workspace_with_draw.round
    assert builders.open_round(ws) == first
    assert rounds.list_rounds(ws) == (first,)


def test_two_windows_cannot_open_two_rounds_of_one_draw(tmp_path):
    ws = open_new(tmp_path / "workspace")
    builders.import_practice(ws)
    builders.seal(ws)
    builders.draw(ws)
    barrier, opened = Barrier(2), []

    def open_it() -> None:
        barrier.wait()
        opened.append(builders.open_round(ws).round_id)

    jobs = [Thread(target=open_it) for _ in range(2)]
    for job in jobs:
        job.start()
    for job in jobs:
        job.join()
    assert opened == [1, 1]
    assert len(rounds.list_rounds(ws)) == 1
    ws.close()


def test_states_say_how_far_each_case_is(practice_workspace_with_draw: Drawn):
    drawn = practice_workspace_with_draw
    grade(drawn.ws, open_case(drawn, 1))
    started = open_case(drawn, 2)
    sheets.save_answer(drawn.ws, sheet_id=started.sheet_id, question="C1", answer="no")
    taken = open_case(drawn, 3)
    sheets.save_answer(drawn.ws, sheet_id=taken.sheet_id, question="C1", answer="yes")
    open_case(drawn, 4)
    states = [item.state for item in queue(drawn).items]
    assert states == [SheetState.DONE, SheetState.STARTED, SheetState.CONFLICT, *[SheetState.TODO] * 5]
    (listing,) = rounds.list_rounds(drawn.ws)
    assert (listing.cases, listing.done) == (8, 2)


def test_it_goes_on_where_it_was_left(practice_workspace_with_draw: Drawn):
    drawn = practice_workspace_with_draw
    ids = case_ids(drawn.ws)
    assert queue(drawn).next_case == ids[0]
    grade(drawn.ws, open_case(drawn, 2))
    assert queue(drawn).next_case == ids[0]
    first = open_case(drawn, 1)
    sheets.save_answer(drawn.ws, sheet_id=first.sheet_id, question="C1", answer="no")
    assert queue(drawn).next_case == ids[0]
    grade(drawn.ws, open_case(drawn, 1))
    assert queue(drawn).next_case == ids[2]
    sheets.save_answer(drawn.ws, sheet_id=open_case(drawn, 3).sheet_id, question="C1", answer="yes")
    assert queue(drawn).next_case == ids[3]
    for number in range(4, 9):
        grade(drawn.ws, open_case(drawn, number))
    assert queue(drawn).next_case is None
    assert rounds.list_rounds(drawn.ws)[0].done == 8


def test_after_closing_it_goes_on_at_the_same_answer(tmp_path):
    drawn = open_drawn(tmp_path / "workspace")
    sheet = open_case(drawn, 1)
    sheets.save_answer(drawn.ws, sheet_id=sheet.sheet_id, question="C1", answer="no", note="half a thou")
    drawn.ws.close()
    again = Drawn(
        ws=builders.reopen(drawn.ws.folder), clock=drawn.clock, frame=drawn.frame, draw=drawn.draw, round=drawn.round
    )
    assert queue(again).next_case == case_ids(again.ws)[0]
    current = open_case(again, 1).current
    assert current is not None
    assert [(q.answer, q.note) for q in current.questions if q.id == "C1"] == [("no", "half a thou")]
    again.ws.close()


def test_the_headline_shows_nothing_that_comes_later(practice_workspace_with_draw: Drawn):
    """Every case of the kind, not only the drawn ones: no outcome and no ethnicity in a list."""
    for item in queue(practice_workspace_with_draw).items:
        for later in ("arrest", "no further action", "caution", "white", "black", "asian", "community resolution"):
            assert later not in item.headline.lower()


def test_a_volunteers_queue_has_numbers_and_no_references(practice_workspace_with_draw: Drawn):
    drawn = practice_workspace_with_draw
    with drawn.ws._store.write() as session:
        session.execute(text("DROP TRIGGER seat_stands"))
        session.execute(text("UPDATE seat SET role = 'volunteer'"))
    found = queue(drawn)
    assert [item.reference for item in found.items] == [""] * 8
    assert [item.number for item in found.items] == list(range(1, 9))


def test_cases_without_a_reference_are_drawn_and_graded_all_the_same(tmp_path):
    ws = open_new(tmp_path / "workspace")
    builders.import_practice(ws, file=builders.OPEN_DATA)
    builders.seal(ws, size=3, reserves=1)
    drawn = builders.draw(ws)
    opened = builders.open_round(ws)
    found = rounds.read_queue(ws, round_id=opened.round_id)
    assert [item.reference for item in found.items] == [""] * 3
    assert all(item.headline for item in found.items)
    assert len({case.case_key for case in drawn.cases}) == 3
    sheet = sheets.open_sheet(ws, round_id=opened.round_id, case_id=found.items[0].case_id).value
    assert sheet.reference == ""
    assert grade(ws, sheet).state is SheetState.DONE
    ws.close()


@pytest.mark.parametrize("round_id", [0, 2, -1])
def test_there_is_no_such_round(practice_workspace_with_draw: Drawn, round_id: int):
    with pytest.raises(AppError, match="There is no round"):
        rounds.read_queue(practice_workspace_with_draw.ws, round_id=round_id)


def test_a_case_that_two_draws_of_a_round_picked_is_graded_once(tmp_path):
    ws = open_new(tmp_path / "workspace")
    builders.import_practice(ws)
    frame = builders.seal(ws, size=200, reserves=50)
    first = builders.draw(ws, frame.frame_id)
    plans.fix_plan(ws, frame_id=frame.frame_id, choice=PlanChoice(size=200, reserves=20))
    second = builders.draw(ws, frame.frame_id)
    with ws.write(Event(act=Act.COMBINE, name="round_opened")) as work:
        round_id = rounds.open_for(work, [first.draw_id, second.draw_id])
    both = {case.token for case in first.cases} | {case.token for case in second.cases}
    assert len(both) < 400
    listing = rounds.read_round(ws, round_id)
    assert (listing.cases, listing.draws) == (len(both), (1, 2))
    assert len(rounds.read_queue(ws, round_id=round_id).items) == len(both)
    taken = {case.token for case in first.cases}
    reserve = next(case.token for case in first.reserves)
    replacing.replace(ws, draw_id=1, token=first.cases[0].token, reason="duplicate")
    here = reserve in {case.token for case in second.cases} - taken
    after = rounds.read_round(ws, round_id)
    assert (after.set_aside, after.cases) == (1, len(both) - 1 + (not here))
    ws.close()
