"""Papers as shapes: what a PDF says, before it is drawn. A shape in, bytes out."""

from dataclasses import dataclass, field

from app.core.shapes.draws import CaseLine, FunnelStep, StratumLine
from app.core.shapes.sheets import CaseRows, FieldGroup, Narrative


@dataclass(frozen=True, kw_only=True, slots=True)
class Issue:
    """What stands on every page of a paper: its marking, number and the audit head at the time of making.

    ``made_at`` is UTC text (``2026-11-21T10:04:00Z``); ``number`` like ``D1 pack, copy 1``; ``paper`` the copy's own
    UUID, by which its file can be known again ("" for papers made before they had one).
    """

    marking: str
    handling: str
    practice: bool
    number: str
    made_at: str
    audit_entry: int
    audit_head: str
    paper: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class HowDrawn:
    """How the sample was drawn, for the page that says so."""

    kind_label: str
    first_day: str
    last_day: str
    filters: tuple[tuple[str, str], ...]
    funnel: tuple[FunnelStep, ...]
    """The steps to the list; where ``cases`` is None, their counts are not told and are 0."""
    strata: tuple[StratumLine, ...]
    strata_facet: str
    cases: int | None
    """In the list; None where a filter of it is graded blind, for then its size would give the value away."""
    seal: str
    plan: str
    sealed_at: str
    lodged: str
    """A whole sentence: with whom seal and plan were lodged before the seed, or that they were not."""
    seed: str
    seed_source: str
    """A whole sentence: where the seed came from and what that shows."""
    number: int
    drawn_at: str
    drawn: tuple[CaseLine, ...]
    reserves: tuple[CaseLine, ...]
    other_draws: tuple[str, ...]
    other_seals: tuple[str, ...]
    whole: bool = False
    """Every group was taken whole: nobody chose."""
    departures: tuple[str, ...] = ()
    """How the sample differs from the monthly plan, in sentences."""
    changes: tuple[str, ...] = ()
    """What was replaced or kept back since the draw, in sentences."""
    outside: str = ""
    """Whether the list was held against a count made elsewhere, and what came of it."""
    groups_later: bool = False
    """What divides the list is graded blind: neither groups nor seed nor draw numbers are told; cases go by code."""


@dataclass(frozen=True, kw_only=True, slots=True)
class FormChoice:
    """A tick box with its words, and the key that types it in; papers made before there were keys have none."""

    label: str
    tone: str
    key: str = ""

    @property
    def words(self) -> str:
        """What stands beside the box."""
        return f"{self.key} {self.label}".strip()


@dataclass(frozen=True, kw_only=True, slots=True)
class FormQuestion:
    """A question of a printed form. ``answered`` is the index of the choice already given, or None."""

    id: str
    text: str
    help: str
    law: str
    group: str
    mandatory: bool
    free_text: bool
    choices: tuple[FormChoice, ...]
    answered: int | None = None
    written: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class FormStage:
    """The questions of one stage, under its heading. ``on_screen``: its facts are shown by the program only."""

    label: str
    intro: str
    questions: tuple[FormQuestion, ...]
    on_screen: bool = False


@dataclass(frozen=True, kw_only=True, slots=True)
class CaseSheet:
    """One case of a pack: what the record says up to the reveal, and its form.

    ``status`` is a sentence on what has been graded so far ("Practice verdict: ..."), empty when nothing has.
    """

    number: int
    token: str
    ticket: str
    stratum: str
    reference: str
    headline: str
    groups: tuple[FieldGroup, ...]
    narratives: tuple[Narrative, ...]
    stages: tuple[FormStage, ...]
    status: str = ""
    rows: CaseRows = field(default_factory=CaseRows)


@dataclass(frozen=True, kw_only=True, slots=True)
class CarriedAction:
    """An action of an earlier round that is not closed. ``steps``: what was replied and said to it, each in a line."""

    name: str
    round_label: str
    task: str
    owner: str
    due: str
    state: str
    steps: tuple[str, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class SamplePack:
    """A line manager's pack: cover, how the sample was drawn, one sheet a case. Not redacted: not for volunteers."""

    issue: Issue
    title: str
    subtitle: str
    force: str
    warning: str
    form_label: str
    law: str
    minutes: int
    how_drawn: HowDrawn
    cases: tuple[CaseSheet, ...]
    learning_note: str
    """The line every form says: a sheet is learning, not a misconduct finding."""
    carried: tuple[CarriedAction, ...] = ()
    """Actions of earlier rounds that are not closed."""
