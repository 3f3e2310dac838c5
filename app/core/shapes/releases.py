"""What letting a case go to volunteers takes: the queue of a round, a case's texts with their covers, what was seen."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum

from app.core.redaction.findings import Finding
from app.core.redaction.spans import Span


class ReleaseState(Enum):
    """How far a case is on its way to volunteers."""

    TO_READ = "to_read"
    RELEASED = "released"
    RECALLED = "recalled"


@dataclass(frozen=True, kw_only=True, slots=True)
class ReleaseStanding:
    """A case's state, and who brought it there and when (UTC text); both empty for one that is still to be read."""

    state: ReleaseState = ReleaseState.TO_READ
    by: str = ""
    at: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class ReleaseItem:
    """A case of a round as the queue of releases lists it."""

    case_id: int
    number: int
    reference: str
    headline: str
    kind_label: str
    standing: ReleaseStanding


@dataclass(frozen=True, kw_only=True, slots=True)
class ReleaseQueue:
    """The cases of a round that are to be graded, in its order.

    ``aside`` are those that were replaced or withheld and are still released: their release can be taken back.
    """

    round_id: int
    label: str
    items: tuple[ReleaseItem, ...]
    aside: tuple[ReleaseItem, ...] = ()

    @property
    def released(self) -> int:
        """How many are with the volunteers."""
        return sum(item.standing.state is ReleaseState.RELEASED for item in self.items)


@dataclass(frozen=True, kw_only=True, slots=True)
class CaseText:
    """One text of a case that volunteers would see. ``key`` names it within its case: ``2.rationale``."""

    key: str
    label: str
    opens_at: str
    """The stage that shows it to volunteers."""
    text: str = field(repr=False)
    """In its normal form: covers are counted in it."""
    digest: str
    """Of key and text: whoever lets it go names it, to say that exactly these words were read."""
    spans: tuple[Span, ...]
    """As released, or as an earlier release of the same words covered them; else none."""
    found: tuple[Finding, ...] = ()
    """What else may have to be covered: a person takes or leaves each."""


@dataclass(frozen=True, kw_only=True, slots=True)
class ReleaseStage:
    """A stage that the case goes through."""

    id: str
    label: str


@dataclass(frozen=True, kw_only=True, slots=True)
class ReleaseCase:
    """A case as the one reads it who is to let it go. Blank texts are left out: nothing in them can be read."""

    round_id: int
    case_id: int
    number: int
    reference: str
    headline: str
    kind_label: str
    standing: ReleaseStanding
    stages: tuple[ReleaseStage, ...]
    texts: tuple[CaseText, ...]
    lift: str
    """The stage at which ethnicity and outcome are shown."""
    still_out: tuple[str, ...] = ()
    """Papers with words of it that were taken back or let go anew since, and that somebody may still have."""
    unprinted: tuple[str, ...] = ()
    """What papers cannot show of its texts as they are written, and what to do; a sentence each."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Letting:
    """What is let go: the covers of each text by its key, and the digests of all texts that were read to their end."""

    covers: Mapping[str, tuple[Span, ...]] = field(default_factory=dict[str, tuple[Span, ...]])
    read: frozenset[str] = frozenset()
