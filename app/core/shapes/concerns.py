"""A concern that cannot wait, as the coordinator reads it: nothing of a grade is in it."""

from dataclasses import dataclass
from enum import Enum


class ConcernSort(Enum):
    """What a concern may be about."""

    CRIME = "crime"
    MISCONDUCT = "misconduct"
    CHILD = "child"


@dataclass(frozen=True, kw_only=True, slots=True)
class Concern:
    """One concern. ``number`` is the case's place in its round; ``taken_on_at`` is empty until somebody has."""

    concern_id: int
    round_id: int
    case_id: int
    number: int
    sort: ConcernSort
    text: str
    raised_at: str
    taken_on_at: str
