"""What a person is after when one place leads to another: a case to grade, or what follows from one that is graded."""

from dataclasses import dataclass
from typing import Literal

from app.ui.nav import Place


@dataclass(frozen=True, kw_only=True, slots=True)
class CaseToGrade:
    """A case of a round's queue, by its number in the store."""

    round_id: int
    case_id: int


@dataclass(frozen=True, kw_only=True, slots=True)
class CaseToFollow:
    """A case of a round by its place in the queue, what is to be done about it, and where to go back to."""

    round_id: int
    number: int
    what: Literal["feedback", "action"]
    back: Place
