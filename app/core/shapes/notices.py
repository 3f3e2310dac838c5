"""The two papers of a draw, before it and after it, as shapes; and the seal as a window shows it.

Both say only what may leave the workspace: what ``plan.json`` and ``draw.json`` say, and the people who took part.
"""

from dataclasses import dataclass

from app.core.shapes.designs import ReasonCount
from app.core.shapes.draws import FunnelStep, StratumLine
from app.core.shapes.gate import ReconciliationLine
from app.core.shapes.packs import Issue


@dataclass(frozen=True, kw_only=True, slots=True)
class SealedFacts:
    """What was fixed before the seed, as the plan says it.

    Attributes:
        frame: the list's name here (``F1``).
        filters: label and value, in words.
        funnel: from the imported cases to the list.
        left_out: how many, by reason.
        strata: by public label; their names are blank.
        divided: a sentence on what divides the list, and how the sample is shared.
        take_all: the rules by which cases are taken whole, in words.
        whole: every stratum is drawn whole, so that nobody chose.
        seed_from: a sentence on where the seed will come from.
        departures: how this differs from the monthly plan, in sentences.
        scan: what the QR code says.
    """

    frame: str
    kind_label: str
    first_day: str
    last_day: str
    filters: tuple[tuple[str, str], ...]
    funnel: tuple[FunnelStep, ...]
    left_out: tuple[ReasonCount, ...]
    strata: tuple[StratumLine, ...]
    divided: str
    take_all: tuple[str, ...]
    whole: bool
    cases: int
    size: int
    reserves: int
    form_label: str
    replace_reasons: tuple[str, ...]
    withhold_reasons: tuple[str, ...]
    adverse: str
    seed_from: str
    departures: tuple[str, ...]
    seal: str
    plan: str
    plan_number: int
    sealed_at: str
    fixed_at: str
    other_seals: tuple[str, ...]
    scan: str


@dataclass(frozen=True, kw_only=True, slots=True)
class SealNotice:
    """What somebody outside is given before the seed, to keep. ``warning`` is blank when anyone may have it."""

    issue: Issue
    title: str
    subtitle: str
    force: str
    warning: str
    facts: SealedFacts
    message: str
    """The same in a few lines, to send."""


@dataclass(frozen=True, kw_only=True, slots=True)
class CertifiedCase:
    """A drawn case as an outsider knows it: its code, its stratum's label and its draw number.

    ``became`` says in words what became of it since, blank where nothing did.
    """

    token: str
    stratum: str
    ticket: str
    became: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class Change:
    """A case that was replaced or withheld: its code, the code of the reserve in its place, the reason, when."""

    token: str
    by: str
    reason: str
    at: str


@dataclass(frozen=True, kw_only=True, slots=True)
class OutsideCount:
    """The list held against a count made elsewhere."""

    sentence: str
    source: str
    sha256: str
    at: str
    lines: tuple[ReconciliationLine, ...]
    explanation: str


@dataclass(frozen=True, kw_only=True, slots=True)
class DrawCertificate:
    """What a draw was, for anyone who wants to check it.

    Attributes:
        lodged: sentences: with whom seal and plan were lodged, when and how; or that they were with nobody.
        draw: the draw's name here (``D1``).
        seed_source: sentences: where the seed came from, and what that shows.
        people: role and name of those who rolled, read and witnessed.
        outside: the list held against an outside count; None while that was not done.
        checks: name and SHA-256 of the page and the text by which anyone can check the bundle.
    """

    issue: Issue
    title: str
    subtitle: str
    force: str
    warning: str
    facts: SealedFacts
    lodged: tuple[str, ...]
    draw: str
    number: int
    drawn_at: str
    seed: str
    seed_source: str
    people: tuple[tuple[str, str], ...]
    cases: tuple[CertifiedCase, ...]
    reserves: tuple[CertifiedCase, ...]
    replaced: tuple[Change, ...]
    withheld: tuple[Change, ...]
    other_draws: tuple[str, ...]
    outside: OutsideCount | None
    checks: tuple[tuple[str, str], ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class SealView:
    """The seal of a list that waits for its seed, for a window: to show large, to scan, to send.

    ``groups`` are the seal in fours; ``squares`` the rows of its QR code from the top, True for dark.
    """

    frame_id: int
    plan_number: int
    seal: str
    plan: str
    groups: tuple[str, ...]
    message: str
    scan: str
    squares: tuple[tuple[bool, ...], ...]
