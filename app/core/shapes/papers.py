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
    """A step of a copy: what it became, when (UTC text), who said so, and what was noted.

    A step to ``OUT`` says that one before it was marked by mistake.
    """

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
    """It holds words released to volunteers, and since then they were taken back, or let go anew, or set aside."""
    erased: bool = False
    """What it said was erased: it cannot be made again."""
    may_open: bool = False
    """Whoever opened the workspace may look at it, save and print it."""
    may_erase: bool = False
    """Whoever opened the workspace may erase for whom it is, and what it says."""

    @property
    def still_out(self) -> bool:
        """Whether somebody may still hold it."""
        return self.state in STILL_OUT


@dataclass(frozen=True, kw_only=True, slots=True)
class OpenedPaper:
    """A copy as it was made again from what was kept.

    ``same`` says whether these are the very bytes that were issued. Where the program is newer and sets papers
    differently they are not: then its number says “made again” on every page, and ``told`` says so in a sentence.
    ``lacking`` are the characters that it shows as ``[?]`` or leaves out.
    """

    listing: PaperListing
    data: bytes
    marking: str
    handling: str
    same: bool
    told: str = ""
    lacking: tuple[str, ...] = ()


class PaperMatch(Enum):
    """What a file is to us."""

    EXACT = "exact"
    """Byte for byte a paper that was issued here, or a table or text that was made here."""
    AGAIN = "again"
    """The same paper, as this version of the program makes it again."""
    CHANGED = "changed"
    """Made from a paper of ours, and not the same any more."""
    UNKNOWN = "unknown"
    """Nothing of it can be read that shows whose it is: a scan, a picture, a file that is locked or damaged."""
    NOT_OURS = "not_ours"


@dataclass(frozen=True, kw_only=True, slots=True)
class PaperCheck:
    """Whether a file is one of our papers. ``told`` says all of it in sentences, the answer first."""

    match: PaperMatch
    told: tuple[str, ...]
    paper: PaperListing | None = None
    entry: int = 0
    """The entry of the log that stands on its pages; 0 where none does."""
    head_stands: bool | None = None
    """Whether the head that stands on its pages is the one our log has there; None where there is none to compare."""
