"""What a planned sample could show, before anything is sealed."""

from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True, slots=True)
class PossibleResult:
    """What could be said of the whole list if so many of the sample failed."""

    failed: int
    lower: int
    upper: int
    sentence: str


@dataclass(frozen=True, kw_only=True, slots=True)
class SamplePlan:
    """A simple sample of a list: its size, its margin, and both in the words of a panel.

    Attributes:
        population: the cases of the list.
        size: how many would be drawn.
        margin: percentage points either way, rounded up to a tenth (``4.9``), when half of the sample fails.
        confidence: in percent (``95``).
        sentence: what the sample would show.
        warning: what it cannot show; blank for a sample that can say how common something is.
        results: a few results it could have, from none failing to half.
    """

    population: int
    size: int
    margin: str
    confidence: str
    sentence: str
    warning: str
    results: tuple[PossibleResult, ...]
