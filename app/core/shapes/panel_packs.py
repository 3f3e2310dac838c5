"""A panel's pack as a shape: what its members hold at a meeting, one document a stage.

It is built from what was released to volunteers and from nothing else: it has no reference, officer or other's answer,
and nothing of a later stage than its own.
"""

from dataclasses import dataclass

from app.core.shapes.packs import CarriedAction, FormQuestion, FormStage, HowDrawn, Issue
from app.core.shapes.sheets import CaseRows, FieldGroup, Narrative


@dataclass(frozen=True, kw_only=True, slots=True)
class PackStage:
    """A stage of a meeting: a document of its own. ``number`` counts from 1."""

    id: str
    label: str
    number: int


@dataclass(frozen=True, kw_only=True, slots=True)
class PanelDraw:
    """How some cases of a meeting were drawn, without a reference and without what is graded blind.

    ``cases`` are those of this meeting that came of it: number, case code, draw number ("" where it is kept back).
    """

    name: str
    how: HowDrawn
    cases: tuple[tuple[int, str, str], ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class PanelCasePage:
    """What a case adds at a stage, its form, and the questions on which the panel takes a view.

    ``again`` are texts of earlier stages that show more now; ``picked`` says that a person chose the case.
    """

    number: int
    token: str
    kind_label: str
    headline: str
    picked: bool
    groups: tuple[FieldGroup, ...]
    narratives: tuple[Narrative, ...]
    rows: CaseRows
    again: tuple[Narrative, ...]
    form: FormStage
    to_agree: tuple[FormQuestion, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class PanelPack:
    """One document of a panel's pack: that of a stage.

    ``held_on`` and ``area`` are words; ``forms`` and ``law`` what the cases are graded with; ``minutes`` for all cases
    together; ``after`` the stage that the panel finishes before this is handed out, "" for the first;
    ``left_out`` the cases that have no page here, in sentences. ``draws`` and ``carried`` stand in the first document;
    a draw whose groups are kept back there comes again in the document of the stage that shows what divides them.
    """

    issue: Issue
    force: str
    panel: str
    area: str
    held_on: str
    stage: PackStage
    of: int
    after: str
    warning: str
    terms: str
    police_vote: bool
    forms: tuple[str, ...]
    law: tuple[str, ...]
    minutes: int
    draws: tuple[PanelDraw, ...]
    carried: tuple[CarriedAction, ...]
    left_out: tuple[str, ...]
    cases: tuple[PanelCasePage, ...]
