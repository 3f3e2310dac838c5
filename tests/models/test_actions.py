"""The steps of an action, as the database keeps them: raw SQL with the key is refused as well."""

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session

from app.core.workflow.actions import STEPS, ActionState, Step
from app.models.gate_rules import GATE

WORDS = GATE["action_step_is_the_next"][1]
TO: dict[ActionState, tuple[Step, ...]] = {
    ActionState.OPEN: (Step.REFUSE,),
    ActionState.REPLIED: (),
    ActionState.ACCEPTED: (Step.ACCEPT,),
    ActionState.CLOSED: (Step.ACCEPT, Step.CLOSE),
}
"""The steps to each state, after the reply that the action of a full workspace has."""


def add_step(session: Session, step: Step, number: int) -> None:
    columns = "action_id, number, step, taken_at, uuid, actor_id, audit_seq"
    values = f"1, {number}, '{step.value}', '2025-07-01T09:00:00Z', 'u{number}', 1, (SELECT max(seq) + 1 FROM audit)"
    session.execute(text(f"INSERT INTO action_step ({columns}) VALUES ({values})"))


@pytest.mark.parametrize("state", ActionState)
@pytest.mark.parametrize("step", Step)
def test_the_database_takes_the_steps_that_the_rules_know_and_no_other(attempt: Session, state, step) -> None:
    for number, before in enumerate(TO[state], 2):
        add_step(attempt, before, number)
    following = len(TO[state]) + 2
    if (state, step) in STEPS:
        add_step(attempt, step, following)
        assert attempt.execute(text("SELECT count(*) FROM action_step")).scalar_one() == following
        return
    with pytest.raises(DBAPIError, match=WORDS):
        add_step(attempt, step, following)


@pytest.mark.parametrize("number", [1, 3])
def test_no_step_is_left_out_or_taken_twice(attempt: Session, number: int) -> None:
    with pytest.raises(DBAPIError, match=WORDS):
        add_step(attempt, Step.ACCEPT, number)
