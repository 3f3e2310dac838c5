"""The states of an action: whatever is tried in whatever order, nothing is skipped and nothing comes back."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.core.errors import AppError
from app.core.workflow.actions import STEPS, ActionState, Step, days_over, next_steps, state_after, take_step

ATTEMPTS = st.lists(st.sampled_from(Step), max_size=30)
DAYS = st.dates(min_value=date(2000, 1, 1), max_value=date(2099, 12, 31))


def taken(attempts: list[Step]) -> list[Step]:
    """Of some attempts those that were not refused."""
    state, done = ActionState.OPEN, []
    for step in attempts:
        if step in next_steps(state):
            state = take_step("A1", state, step)
            done.append(step)
        else:
            with pytest.raises(AppError):
                take_step("A1", state, step)
    return done


@given(ATTEMPTS)
def test_it_stands_where_its_steps_led(attempts):
    done = taken(attempts)
    assert state_after(done) in ActionState
    for at in range(len(done)):
        assert done[at] in next_steps(state_after(done[:at]))


@given(ATTEMPTS)
def test_closed_is_only_what_was_replied_to_and_accepted_and_stays_closed(attempts):
    done = taken(attempts)
    if state_after(done) is ActionState.CLOSED:
        assert done[-3:] == [Step.REPLY, Step.ACCEPT, Step.CLOSE]
    assert Step.CLOSE not in done[:-1]


@given(ATTEMPTS)
def test_a_reply_that_is_not_accepted_opens_it_again(attempts):
    done = taken(attempts)
    if done and done[-1] is Step.REFUSE:
        assert state_after(done) is ActionState.OPEN
        assert next_steps(state_after(done)) == (Step.REPLY,)


@given(ATTEMPTS)
def test_an_order_that_cannot_have_been_is_no_history(attempts):
    if taken(attempts) != attempts:
        with pytest.raises(ValueError, match="cannot follow"):
            state_after(attempts)
    else:
        assert state_after(attempts) in ActionState


@pytest.mark.parametrize("state", ActionState)
@pytest.mark.parametrize("step", Step)
def test_what_cannot_be_done_is_refused_with_a_way_on(state, step):
    if (state, step) in STEPS:
        assert take_step("A7", state, step) is STEPS[state, step]
        return
    with pytest.raises(AppError) as refused:
        take_step("A7", state, step)
    assert refused.value.what.startswith("A7 ")
    assert refused.value.fix.endswith(".")


def test_only_what_is_closed_has_no_next_step():
    assert [state for state in ActionState if not next_steps(state)] == [ActionState.CLOSED]


@given(due=DAYS, waited=st.integers(-400, 400), state=st.sampled_from(ActionState))
def test_overdue_is_only_what_waits_for_a_reply_after_its_day(due, waited, state):
    over = days_over(state, due, due + timedelta(days=waited))
    assert over == (max(waited, 0) if state is ActionState.OPEN else 0)
