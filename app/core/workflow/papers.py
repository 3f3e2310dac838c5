"""What becomes of a copy of a paper: it is asked back, it comes back, it is destroyed. Pure: no clock and no store.

What was marked by mistake is out again; nothing is forgotten, every step stays.
"""

from collections.abc import Mapping
from typing import Final

from app.core.errors import AppError
from app.core.shapes.papers import PaperState

NEXT: Final[Mapping[PaperState, tuple[PaperState, ...]]] = {
    PaperState.OUT: (PaperState.RECALLED, PaperState.RETURNED, PaperState.DESTROYED),
    PaperState.RECALLED: (PaperState.RETURNED, PaperState.DESTROYED, PaperState.OUT),
    PaperState.RETURNED: (PaperState.DESTROYED, PaperState.OUT),
    PaperState.DESTROYED: (PaperState.OUT,),
}
"""What a copy may become next."""

STATE_WORDS: Final[Mapping[PaperState, str]] = {
    PaperState.OUT: "Out",
    PaperState.RECALLED: "Recalled",
    PaperState.RETURNED: "Returned",
    PaperState.DESTROYED: "Destroyed",
}
_NEED_WORDS: Final = {
    PaperState.RECALLED: ("It is not said why it is recalled.", "Say why, in a few words."),
    PaperState.OUT: ("It is not said why it is out after all.", "Say what was marked by mistake."),
}


def take_step(name: str, state: PaperState, step: PaperState, note: str) -> None:
    """See that a copy may take a step.

    Args:
        name: of the copy, for the refusal: ``P12``.
        state: how it stands.
        step: what it is to become.
        note: what is noted with it; to recall a copy, or to say that it is out after all, needs a reason.

    Raises:
        AppError: it stands so that it cannot, or the reason is missing.
    """
    if step not in NEXT[state]:
        can = " or ".join(STATE_WORDS[one].lower() for one in NEXT[state])
        raise AppError(f"{name} is {STATE_WORDS[state].lower()}.", f"What it can become now is: {can}.")
    if step in _NEED_WORDS and not note.strip():
        raise AppError(*_NEED_WORDS[step])
