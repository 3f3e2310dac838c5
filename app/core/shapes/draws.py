"""Frames and draws as screens, papers and the batch door show them."""

from dataclasses import dataclass
from datetime import date

from app.core.shapes.designs import PlanView, ReasonCount
from app.core.shapes.gate import (
    LodgingView,
    OtherDrawLine,
    OtherSealLine,
    ReconciliationView,
    ReplacedLine,
    WithheldLine,
)


@dataclass(frozen=True, kw_only=True, slots=True)
class FrameChoice:
    """What a person asks for: a kind, days of Europe/London (both included), filters, a design, a form, a seed.

    ``where`` pairs a facet with a value (a code, a label or ""); one facet named twice means either value. The design
    is that of ``app.core.sampling.design``: ``strata`` are up to three facets, ``per`` is a facet and how many of each
    of its values, ``take_all`` are rules of facets and values that must all fit, ``allocation`` is ``proportional``,
    ``equal``, ``fixed`` or ``all``, ``fixed`` pairs a stratum's name with its own number, ``join_small`` puts strata
    of 1 to 4 cases together. ``seed_source`` is ``dice``, ``app``, ``named`` (with ``seed_name``, a public number named
    in advance), or "" for dice or the app. ``departures`` are sentences on how this differs from the monthly plan.
    """

    kind: str
    first_day: date
    last_day: date
    where: tuple[tuple[str, str], ...] = ()
    strata: tuple[str, ...] = ()
    per: tuple[str, int] | None = None
    take_all: tuple[tuple[tuple[str, str], ...], ...] = ()
    allocation: str = "proportional"
    fixed: tuple[tuple[str, int], ...] = ()
    size: int = 0
    reserves: int = 0
    form: str = "monthly"
    seed_source: str = ""
    seed_name: str = ""
    join_small: bool = False
    departures: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True, slots=True)
class FunnelStep:
    """One step from imported rows to the list: what was asked for, and how many were left."""

    step: str
    count: int


@dataclass(frozen=True, kw_only=True, slots=True)
class StratumLine:
    """One stratum of a list: its public label, its name here, its cases and its share of the draw.

    ``rule`` is ``simple``, ``proportional``, ``equal``, ``fixed``, ``per`` or ``all``; ``weight`` is for how many cases
    of the stratum a drawn one stands ("12.4", "1"), "" where none is drawn.
    """

    label: str
    name: str
    cases: int
    size: int
    reserves: int
    rule: str = ""
    weight: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class FrameCount:
    """How long a list would be, before it is sealed: never which cases a draw would pick.

    ``advice`` says what looks odd about the list, and what would help; ``refusal`` why it could not be sealed so.
    """

    cases: int
    funnel: tuple[FunnelStep, ...]
    strata: tuple[StratumLine, ...]
    small_strata: tuple[str, ...]
    """The names of strata of one to four cases, which an outsider might recognise."""
    strata_facets: tuple[str, ...] = ()
    take_all: tuple[str, ...] = ()
    exclusions: tuple[ReasonCount, ...] = ()
    whole: bool = False
    advice: tuple[str, ...] = ()
    refusal: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class FrameView:
    """A sealed list. ``first_day`` and ``last_day`` are days of Europe/London; ``sealed_at`` is UTC.

    ``plan``, ``size``, ``reserves``, ``allocation``, ``form``, ``strata`` and the seed's source are of the plan that
    waits for its seed, else of the last one; ``plans`` holds all of them.
    """

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
    strata_facets: tuple[str, ...]
    """The labels of the facets that divide the list; with ``per`` its one facet."""
    per: tuple[str, int] | None
    """The label of a facet and how many are drawn of each of its values."""
    take_all: tuple[str, ...]
    """The rules by which cases are taken whole, in words."""
    allocation: str
    seed_source: str
    """Where the plan fixed that the seed comes from: ``dice``, ``app``, ``named``, or "" for dice or the app."""
    seed_name: str
    small_strata: tuple[str, ...]
    exclusions: tuple[ReasonCount, ...]
    lodged: tuple[LodgingView, ...]
    plans: tuple[PlanView, ...]
    reconciled: ReconciliationView | None
    whole: bool
    """Every stratum is drawn whole: all are reviewed, nobody chose, and no dice are needed."""
    departures: tuple[str, ...]
    draws: tuple[int, ...]
    other_seals: tuple[OtherSealLine, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class CaseLine:
    """A drawn case: its public code, stratum and draw number, and the key by which the force knows it."""

    token: str
    stratum: str
    ticket: str
    case_key: str


@dataclass(frozen=True, kw_only=True, slots=True)
class DrawView:
    """A draw. ``cases`` and ``reserves`` stand as first drawn, in ticket order within a stratum.

    ``standing`` are the cases that are graded now: those drawn but not replaced, then the reserves that took a place.
    ``people`` pairs a role (``rolled_by``, ``read_by``, ``witnessed_by``) with a name.
    """

    draw_id: int
    frame_id: int
    number: int
    kind: str
    kind_label: str
    seal: str
    plan: str
    seed: str
    seed_source: str
    seed_name: str
    sealed_at: str
    drawn_at: str
    cases: tuple[CaseLine, ...]
    reserves: tuple[CaseLine, ...]
    standing: tuple[CaseLine, ...]
    replaced: tuple[ReplacedLine, ...]
    withheld: tuple[WithheldLine, ...]
    other_draws: tuple[OtherDrawLine, ...]
    other_seals: tuple[OtherSealLine, ...]
    lodged: tuple[LodgingView, ...]
    people: tuple[tuple[str, str], ...]
    whole: bool
    """Every stratum was drawn whole: all were reviewed, nobody chose."""
    round_id: int | None
    small_strata: tuple[str, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class BundleCheck:
    """What checking a bundle found. No problems: list, plan, seed and cases agree with one another.

    The rest is what the bundle says of itself, for a person to hold against the copy that was lodged before the seed;
    it is blank where the bundle cannot be read. ``audience`` is ``publication`` or ``auditor``.

    ``steps`` are the checks in order, each by its title with its own problems; ``notes`` say what is no problem: that
    the bundle came without the page.
    """

    problems: tuple[str, ...]
    notes: tuple[str, ...] = ()
    steps: tuple[tuple[str, tuple[str, ...]], ...] = ()
    seal: str = ""
    plan: str = ""
    number: int = 0
    seed: str = ""
    practice: bool = False
    audience: str = ""
