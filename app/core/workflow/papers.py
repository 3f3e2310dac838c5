"""Who makes papers, and what becomes of a copy: it is asked back, it comes back, it is destroyed. Pure: no store.

What was marked by mistake is out again; nothing is forgotten, every step stays.
"""

from collections.abc import Mapping
from typing import Final

from app.core.errors import AppError
from app.core.shapes.papers import PaperState
from app.core.workflow.rights import Right

_MEETING: Final = (Right.EXPORT, Right.OPEN_MEETING)
_OWN: Final = (Right.GRADE_OWN, Right.EXPORT)

MAKES: Final[Mapping[str, tuple[Right, ...]]] = {
    "pack": (Right.EXPORT,),
    "panel_pack": _MEETING,
    "forms": _MEETING,
    "report": (Right.EXPORT, Right.SEE_SPREAD),
    "summary": (Right.PUBLISH, Right.SEE_SPREAD),
    "notice": (Right.PUBLISH,),
    "certificate": (Right.PUBLISH,),
    "month": _OWN,
    "feedback": _OWN,
    "letter": (Right.ACTIONS, Right.SEE_IDENTITY),
}
"""By the sort of a paper, what whoever makes one must be allowed. The same is asked of whoever opens it, or says what
became of it; the latter is also for whoever looks after the people.
"""

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
