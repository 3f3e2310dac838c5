"""What stands around a draw: cases left out, lodging, people, replacing, withholding, an outside count.

A name or a note is blank where none was given, and where it was erased.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

LODGED_HOW: Final[Mapping[str, str]] = MappingProxyType(
    {"paper": "on paper", "qr": "by QR code", "text": "as text", "aloud": "read aloud"}
)
"""The ways in which seal and plan are given to somebody, in words."""


@dataclass(frozen=True, kw_only=True, slots=True)
class DrawPeople:
    """Who rolled the dice, who read them out, and who witnessed it."""

    rolled_by: str = ""
    read_by: str = ""
    witnessed_by: str = ""

    @property
    def named(self) -> tuple[tuple[str, str], ...]:
        """Role (``rolled_by``, ``read_by``, ``witnessed_by``) and name of those who were named."""
        roles = (("rolled_by", self.rolled_by), ("read_by", self.read_by), ("witnessed_by", self.witnessed_by))
        return tuple((role, name) for role, name in roles if name)


@dataclass(frozen=True, kw_only=True, slots=True)
class ReasonChoice:
    """A reason that a person may choose: its code and its words."""

    code: str
    label: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Changes:
    """What may be done to the cases of a draw now, by their codes, and the reasons that its plan fixed for it.

    ``refusal`` says why whoever asked may do none of it; else it is blank.
    """

    replace_reasons: tuple[ReasonChoice, ...]
    withhold_reasons: tuple[ReasonChoice, ...]
    replaceable: frozenset[str]
    withholdable: frozenset[str]
    refusal: str


@dataclass(frozen=True, kw_only=True, slots=True)
class ExclusionLine:
    """A case that is left out of the lists sealed from ``excluded_at`` on, until ``lifted_at`` ("": it still is).

    ``frames`` are the sealed lists that it was left out of.
    """

    exclusion_id: int
    kind: str
    kind_label: str
    case_id: int
    reference: str
    reason: str
    reason_label: str
    note: str
    excluded_at: str
    lifted_at: str
    frames: tuple[int, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class LodgingView:
    """Seal and plan of a draw to come, given to somebody outside: to whom, how, when (UTC)."""

    lodging_id: int
    plan_number: int
    to: str
    how: str
    how_label: str
    note: str
    at: str


@dataclass(frozen=True, kw_only=True, slots=True)
class ReplacedLine:
    """A drawn case that gave its place to a reserve; ``by`` is None when none was left."""

    token: str
    by: str | None
    reason: str
    reason_label: str
    at: str


@dataclass(frozen=True, kw_only=True, slots=True)
class WithheldLine:
    """A drawn case that is kept back from the panel, and why."""

    token: str
    reason: str
    reason_label: str
    at: str


@dataclass(frozen=True, kw_only=True, slots=True)
class OtherDrawLine:
    """Another draw, or plan of one, of the same seal. Until it is drawn ``draw_id`` is None and ``drawn_at`` blank."""

    number: int
    plan: str
    draw_id: int | None
    drawn_at: str


@dataclass(frozen=True, kw_only=True, slots=True)
class OtherSealLine:
    """Another sealed list of the same kind over a period that overlaps, and how many draws it has had."""

    frame_id: int
    seal: str
    first_day: str
    last_day: str
    sealed_at: str
    draws: int


@dataclass(frozen=True, kw_only=True, slots=True)
class ReconciliationLine:
    """A month (``2025-06``; "" for the whole period) and a power: how many cases we have, how many they publish.

    ``power`` is blank for all powers in a typed figure, and where none is recorded in a file; ``power_label`` is blank
    for all powers alone.
    """

    month: str
    power: str
    power_label: str
    ours: int
    theirs: int

    @property
    def difference(self) -> int:
        """How many more we have than they."""
        return self.ours - self.theirs


@dataclass(frozen=True, kw_only=True, slots=True)
class ReconciliationView:
    """A sealed list held against an outside count. ``sort`` is ``police_uk`` (a published file) or ``typed``."""

    reconciliation_id: int
    sort: str
    source: str
    sha256: str
    lines: tuple[ReconciliationLine, ...]
    explanation: str
    at: str

    @property
    def agrees(self) -> bool:
        """Whether every figure is the same."""
        return all(line.difference == 0 for line in self.lines)
