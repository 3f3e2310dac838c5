"""What becomes of a copy: every step there is and none beside, and what needs a reason."""

from itertools import product

import pytest

from app.core.errors import AppError
from app.core.shapes.papers import STILL_OUT, PaperHow, PaperState
from app.core.workflow.papers import NEXT, STATE_WORDS, take_step

OUT, RECALLED, RETURNED, DESTROYED = PaperState


@pytest.mark.parametrize(("state", "step"), [*product(PaperState, PaperState)])
def test_a_step_is_taken_or_refused_in_plain_words(state: PaperState, step: PaperState) -> None:
    if step in NEXT[state]:
        take_step("P12", state, step, "a reason")
        return
    with pytest.raises(AppError) as refused:
        take_step("P12", state, step, "a reason")
    assert refused.value.what == f"P12 is {STATE_WORDS[state].lower()}."
    assert refused.value.fix.startswith("What it can become now is: ")


def test_what_is_gone_is_not_asked_back_and_a_mistake_can_always_be_put_right() -> None:
    assert RECALLED not in {*NEXT[RETURNED], *NEXT[DESTROYED]}
    assert NEXT[DESTROYED] == (OUT,)
    assert all(OUT in NEXT[state] for state in PaperState if state is not OUT)
    assert frozenset({OUT, RECALLED}) == STILL_OUT


@pytest.mark.parametrize(("state", "step"), [(OUT, RECALLED), (DESTROYED, OUT)])
@pytest.mark.parametrize("note", ["", "  \n"])
def test_it_is_said_why(state: PaperState, step: PaperState, note: str) -> None:
    with pytest.raises(AppError, match="It is not said why"):
        take_step("P12", state, step, note)


def test_what_came_back_needs_no_words() -> None:
    take_step("P12", RECALLED, RETURNED, "")


@pytest.mark.parametrize(("copies", "people", "count"), [(1, 0, 1), (1, 3, 3), (5, 2, 5), (0, 0, 0)])
def test_everyone_named_gets_a_copy(copies: int, people: int, count: int) -> None:
    assert PaperHow(copies=copies, recipients=("Somebody",) * people).count == count
