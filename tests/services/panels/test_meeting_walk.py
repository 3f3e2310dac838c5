"""Whatever people try in a meeting, in whatever order: no spread is seen early, and what was seen stands."""

from collections.abc import Callable, Sequence
from typing import Any

from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from app.core.errors import AppError
from app.core.shapes.meetings import CaseSpread, Presence
from app.core.shapes.sheets import AskedQuestion, Given
from app.services import audits
from app.services.grading import sheets
from app.services.panels import panel_views
from tests import meeting_room as room_for
from tests.meeting_room import MEMBERS, Room


def one_of(choices: Sequence[Any], number: int) -> Any:
    return choices[number % len(choices)]


def codes(question: AskedQuestion) -> list[str]:
    if question.free_text:
        return ["Some words.", "Other words."]
    return ["no"] if question.id == "C1" else [choice.code for choice in question.choices]


def grade(room: Room, seat: int, number: int) -> None:
    if room.sheet(seat).current:
        room_for.grade(room, seat, says=lambda _, question: one_of(codes(question), number))


def grade_all(room: Room, seat: int, number: int) -> None:
    for one in (1, 2, 3):
        grade(room, one, number + one)


def change(room: Room, seat: int, number: int) -> None:
    changed = {"C8": Given(answer=one_of(["green", "amber", "red"], number))}
    sheets.change_answers(room.ws, sheet_id=room.sheet(seat).sheet_id, answers=changed, why="Another thought.")


def conflict(room: Room, seat: int, number: int) -> None:
    answer = one_of(["yes", "no"], number)
    sheets.save_answer(room.ws, sheet_id=room.sheet(seat).sheet_id, question="C1", answer=answer)


TRIES: dict[str, Callable[[Room, int, int], Any]] = {
    "grade": grade,
    "grade all": grade_all,
    "mark": lambda room, seat, number: room.mark(seat, one_of(list(Presence), number), declared=True),
    "pass": lambda room, seat, _: sheets.pass_case(room.ws, sheet_id=room.sheet(seat).sheet_id),
    "take up": lambda room, seat, _: sheets.take_up_case(room.ws, sheet_id=room.sheet(seat).sheet_id),
    "change": change,
    "conflict": conflict,
    "show": lambda room, *_: room_for.show(room),
    "agree": lambda room, *_: room_for.agree_all(room, choice="", votes=(0, 0, 0)),
    "next": lambda room, *_: panel_views.open_next_stage(room.ws, round_id=1, case_id=room.cases[0]),
}
"""What may be tried; a spread comes back from the two that show one."""

STEPS = st.tuples(st.sampled_from(sorted(TRIES)), st.integers(1, 3), st.integers(0, 5))


@settings(max_examples=5, phases=[Phase.explicit, Phase.generate])  # every try writes to a real store
@given(st.lists(STEPS, min_size=15, max_size=25))
def test_nobody_sees_a_spread_early_and_what_was_seen_stands(tmp_path_factory, steps):
    room = room_for.opened(tmp_path_factory.mktemp("walk") / "workspace", size=1, members=MEMBERS[:3])
    seen: dict[str, object] = {}
    for what, seat, number in steps:
        before = room.case()
        try:
            shown = TRIES[what](room, seat, number)
        except AppError as error:
            assert error.fix
            assert what != "show" or before.seats.waiting, error.what
            continue
        if isinstance(shown, CaseSpread):
            assert not before.seats.waiting or shown.stage in seen, "shown while a seat was to come"
            stands = [(one.question, one.answers, one.reasons, one.notes) for one in shown.questions]
            assert seen.setdefault(shown.stage, stands) == stands, "what was seen stands"
    assert audits.verify_audit(room.ws).problems == ()
    room.ws.close()
