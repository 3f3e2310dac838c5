"""A concern that cannot wait, as whoever deals with it reads it: nothing of a grade is in it."""

from dataclasses import dataclass
from enum import Enum


class ConcernSort(Enum):
    """What a concern may be about."""

    CRIME = "crime"
    MISCONDUCT = "misconduct"
    CHILD = "child"


@dataclass(frozen=True, kw_only=True, slots=True)
class Concern:
    """One concern. ``number`` is the case’s place in its round; who took it on, and when, is empty until then."""

    concern_id: int
    round_id: int
    case_id: int
    number: int
    sort: ConcernSort
    text: str
    raised_at: str
    taken_on_at: str
    taken_on_by: str


@dataclass(frozen=True, kw_only=True, slots=True)
class ConcernCounts:
    """How many concerns nobody has taken on yet, and how many somebody has: those stay in the list."""

    waiting: int
    taken_on: int
