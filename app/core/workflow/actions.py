"""What becomes of an action: open, replied to, accepted or not, closed. Pure: no clock and no store.

A reply that is not accepted opens the action again, so that another can come. Only an action whose reply was accepted
is closed: an action never goes away by being waited out.
"""

from collections.abc import Iterable, Mapping
from datetime import date
from enum import Enum
from typing import Final

from app.core.errors import AppError


class ActionState(Enum):
    """Where an action stands."""

    OPEN = "open"
    REPLIED = "replied"
    ACCEPTED = "accepted"
    CLOSED = "closed"


class Step(Enum):
    """Something that is done with an action."""

    REPLY = "replied"
    ACCEPT = "accepted"
    REFUSE = "not_accepted"
    CLOSE = "closed"


STEPS: Final[Mapping[tuple[ActionState, Step], ActionState]] = {
    (ActionState.OPEN, Step.REPLY): ActionState.REPLIED,
    (ActionState.REPLIED, Step.ACCEPT): ActionState.ACCEPTED,
    (ActionState.REPLIED, Step.REFUSE): ActionState.OPEN,
    (ActionState.ACCEPTED, Step.CLOSE): ActionState.CLOSED,
}
"""Every step that there is, and where it leads."""

_WHY_NOT: Final = {
    ActionState.OPEN: ("has no reply yet", "Enter the reply first."),
    ActionState.REPLIED: (
        "has a reply that is not judged yet",
        "Say first whether it is accepted.",
    ),
    ActionState.ACCEPTED: ("has a reply that was accepted", "It can be closed now."),
    ActionState.CLOSED: ("is closed, and stays so", "Where something more is to be done, add another action."),
}


def take_step(name: str, state: ActionState, step: Step) -> ActionState:
    """The state that a step leads to.

    Args:
        name: of the action, for the refusal: ``A1``.
        state: where it stands.
        step: what is to be done.

    Raises:
        AppError: the step cannot be taken from there; it says why, and what can be.
    """
    following = STEPS.get((state, step))
    if following is None:
        why, fix = _WHY_NOT[state]
        raise AppError(f"{name} {why}.", fix)
    return following


def state_after(steps: Iterable[Step]) -> ActionState:
    """The state that an action's steps, in their order, led to.

    Raises:
        ValueError: no such order of steps can have been taken.
    """
    state = ActionState.OPEN
    for step in steps:
        following = STEPS.get((state, step))
        if following is None:
            raise ValueError(f"{step.value} cannot follow while an action is {state.value}")
        state = following
    return state


def next_steps(state: ActionState) -> tuple[Step, ...]:
    """What can be done with an action, in the order in which a person is offered it."""
    return tuple(step for step in Step if (state, step) in STEPS)


def days_over(state: ActionState, due: date, today: date) -> int:
    """How many days an action is overdue: those since its due day while it waits for a reply; 0 where it is not."""
    return max((today - due).days, 0) if state is ActionState.OPEN else 0
