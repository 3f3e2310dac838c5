"""Frames and draws as screens, papers and the batch door show them."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, kw_only=True, slots=True)
class FrameChoice:
    """What a person asks for: a kind, days of Europe/London (both included), filters, one facet of strata, sizes.

    ``where`` pairs a facet with a value (a code, a label or ""); one facet named twice means either value.
    ``join_small`` puts strata of 1 to 4 cases together. ``seed_source`` is ``dice``, ``app`` or "" for either.
    """

    kind: str
    first_day: date
    last_day: date
    where: tuple[tuple[str, str], ...] = ()
    strata: str = ""
    size: int
    reserves: int = 0
    form: str = "monthly"
    seed_source: str = ""
    join_small: bool = False


@dataclass(frozen=True, kw_only=True, slots=True)
class FunnelStep:
    """One step from imported rows to the list: what was asked for, and how many were left."""

    step: str
    count: int


@dataclass(frozen=True, kw_only=True, slots=True)
class StratumLine:
    """One stratum of a list: its public label, its name here, its cases and its share of the draw."""

    label: str
    name: str
    cases: int
    size: int
    reserves: int


@dataclass(frozen=True, kw_only=True, slots=True)
class FrameCount:
    """How long a list would be, before it is sealed: never which cases a draw would pick."""

    cases: int
    funnel: tuple[FunnelStep, ...]
    strata: tuple[StratumLine, ...]
    small_strata: tuple[str, ...]
    """The names of strata of one to four cases, which an outsider might recognise."""


@dataclass(frozen=True, kw_only=True, slots=True)
class FrameView:
    """A sealed list. ``first_day`` and ``last_day`` are days of Europe/London; ``sealed_at`` is UTC."""

    frame_id: int
    kind: str
    kind_label: str
    first_day: str
    last_day: str
    filters: tuple[tuple[str, str], ...]
    seal: str
    plan: str
    cases: int
    size: int
    reserves: int
    form: str
    form_label: str
    sealed_at: str
    funnel: tuple[FunnelStep, ...]
    strata: tuple[StratumLine, ...]
    strata_facet: str
    seed_source: str
    """Where the plan fixed that the seed comes from: ``dice``, ``app``, or "" for either."""
    small_strata: tuple[str, ...]
    draws: tuple[int, ...]
    other_seals: tuple[str, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class CaseLine:
    """A drawn case: its public code, stratum and draw number, and the key by which the force knows it."""

    token: str
    stratum: str
    ticket: str
    case_key: str


@dataclass(frozen=True, kw_only=True, slots=True)
class DrawView:
    """A draw. ``cases`` and ``reserves`` stand in ticket order within a stratum."""

    draw_id: int
    frame_id: int
    number: int
    kind: str
    kind_label: str
    seal: str
    plan: str
    seed: str
    seed_source: str
    sealed_at: str
    drawn_at: str
    cases: tuple[CaseLine, ...]
    reserves: tuple[CaseLine, ...]
    round_id: int | None
    small_strata: tuple[str, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class BundleCheck:
    """What checking a bundle found. No problems: list, plan, seed and cases agree with one another.

    The rest is what the bundle says of itself, for a person to hold against the copy that was lodged before the seed;
    it is blank where the bundle cannot be read. ``audience`` is ``publication`` or ``auditor``.
    """

    problems: tuple[str, ...]
    seal: str = ""
    plan: str = ""
    number: int = 0
    seed: str = ""
    practice: bool = False
    audience: str = ""
