"""Actions, their letter and feedback to officers, as they cross floors. Texts are blank once they were erased."""

from dataclasses import dataclass
from datetime import date

from app.core.shapes.packs import Issue


@dataclass(frozen=True, kw_only=True, slots=True)
class NewAction:
    """An action to be added. ``case_number``: its case in the round's queue; ``rung``: a code of the force's ladder."""

    round_id: int
    case_number: int | None = None
    rung: str
    due: date
    task: str
    owner: str


@dataclass(frozen=True, kw_only=True, slots=True)
class ActionStep:
    """A step that was taken: ``replied``, ``accepted``, ``not_accepted`` or ``closed``, in words, and who said what."""

    step: str
    label: str
    text: str
    said_by: str
    at: str


@dataclass(frozen=True, kw_only=True, slots=True)
class ActionView:
    """An action with its history.

    Attributes:
        name: as people call it: ``A1``.
        of_panel: whether a panel's meeting asked for it; else it is of a line manager's own round.
        case_number: the place of its case in the round's queue; None for an action of the round alone.
        reference: the case's own reference, as the force knows it; blank for those who may not see it.
        due: a day, ``2025-07-31``.
        rung: a code of the force's ladder.
        state: ``open``, ``replied``, ``accepted`` or ``closed``.
        days_over: how many days it has waited for a reply since its due day.
        can: the steps that whoever looks at it can take now, by their codes.
        letters: how many letters to its owner were made.
    """

    action_id: int
    name: str
    round_id: int
    round_label: str
    of_panel: bool
    case_number: int | None
    kind_label: str
    reference: str
    task: str
    owner: str
    due: str
    rung: str
    rung_label: str
    state: str
    state_label: str
    days_over: int
    added_at: str
    steps: tuple[ActionStep, ...]
    can: tuple[str, ...]
    letters: int

    @property
    def overdue(self) -> bool:
        """Whether its reply should have come by now."""
        return self.days_over > 0


@dataclass(frozen=True, kw_only=True, slots=True)
class ActionCounts:
    """How many actions are not closed, and how many of those are overdue."""

    open: int
    overdue: int


@dataclass(frozen=True, kw_only=True, slots=True)
class ActionLetter:
    """One page for the owner of an action, who may never use the app. It names the case and no grade of anyone."""

    issue: Issue
    title: str
    subtitle: str
    force: str
    name: str
    owner: str
    facts: tuple[tuple[str, str], ...]
    """What it is about: label and value."""
    task: str
    due: str
    """The day, in words."""
    not_accepted: str
    """What the panel said of an earlier reply that it did not accept; blank where there was none."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Feedback:
    """Feedback to the officer of a case: the text that somebody kept, else the draft.

    Attributes:
        number: the case's place in the round's queue.
        text: what was kept; the draft while nothing was.
        draft: what the sheet's locked answers say, in sentences; it holds nothing of the record itself.
        kept: whether somebody took over or wrote the text.
        erased: whether a text was there and was erased.
        stale: whether grades were changed after it was kept: it waits to be read again, and kept again.
        taken_away: whether its writer turned out to have a part in the case: it can be read, and there is no draft.
    """

    round_id: int
    number: int
    kind_label: str
    reference: str
    text: str
    draft: str
    kept: bool
    written_at: str = ""
    erased: bool = False
    stale: bool = False
    taken_away: bool = False

    @property
    def standing(self) -> str:
        """How it stands, in a sentence."""
        if not self.kept:
            return "A draft: nothing is kept yet."
        if self.taken_away:
            return "This was kept before the case was taken away from you: it can be read, and no other is kept."
        if self.stale:
            return "The grades were changed after this was kept: read it again."
        return "This was kept."
