"""Papers that were made: how they are to be made, what is known of each, and whether a file is one of them."""

from dataclasses import dataclass
from enum import Enum


class PrintSize(Enum):
    """The size of the running text, in points. All but the first are large print."""

    NORMAL = 11
    LARGE = 18
    LARGER = 24


@dataclass(frozen=True, kw_only=True, slots=True)
class PaperHow:
    """How papers are to be made: the size of their type, how many copies, and for whom.

    Each recipient gets a copy of their own, the first ones. A name is kept where it can be erased, and stands on no
    paper and in no file's name.
    """

    size: PrintSize = PrintSize.NORMAL
    copies: int = 1
    recipients: tuple[str, ...] = ()

    @property
    def count(self) -> int:
        """How many copies that makes."""
        return max(self.copies, len(self.recipients))


AS_USUAL = PaperHow()
"""One copy, in ordinary print, for nobody in particular."""


class PaperState(Enum):
    """What became of a copy. It is out until it came back or was destroyed."""

    OUT = "out"
    RECALLED = "recalled"
    """Asked back, and not here yet."""
    RETURNED = "returned"
    DESTROYED = "destroyed"


STILL_OUT = frozenset({PaperState.OUT, PaperState.RECALLED})


@dataclass(frozen=True, kw_only=True, slots=True)
class PaperStep:
    """A step of a copy: what it became, when (UTC text), who said so, and what was noted."""

    state: PaperState
    at: str
    by: str
    note: str


@dataclass(frozen=True, kw_only=True, slots=True)
class PaperListing:
    """A copy of a paper as the list shows it. ``name`` is short and its own (``P12``), ``number`` stands on its pages.

    ``of`` names what it is of: ``D1``, ``R3``, ``F2``, ``A4``; ``part`` tells papers of one sort and subject apart.
    """

    paper_id: int
    name: str
    number: str
    sort: str
    sort_label: str
    of: str
    part: str
    copy: int
    size: PrintSize
    made_at: str
    made_by: str
    sha256: str
    recipient: str
    state: PaperState
    state_told: str
    """How it stands, in a few words: “Out”, “Recalled on 3 July 2025”."""
    steps: tuple[PaperStep, ...] = ()
    can: tuple[PaperState, ...] = ()
    """What it may become next."""
    recalled_words: bool = False
    """It holds words that were released to volunteers, and the release was taken back since."""
    erased: bool = False
    """What it said was erased: it cannot be made again."""

    @property
    def still_out(self) -> bool:
        """Whether somebody may still hold it."""
        return self.state in STILL_OUT
