"""Monthly plans: what a force draws every month in one step, what came of it, and a line manager's month as a whole."""

from dataclasses import dataclass
from enum import Enum

from app.core.shapes.actions import ActionView
from app.core.shapes.sheets import QueueItem, RoundListing, SheetState


@dataclass(frozen=True, kw_only=True, slots=True)
class MonthChoice:
    """What a person asks for: a plan, a month (``2025-06``), and where they depart from the plan.

    ``where`` narrows every list of the plan (facet and value); ``sizes`` pairs a kind with another number, 0 to leave
    that kind out. Each departure is named in the plans and on the papers.
    """

    plan: str
    month: str
    where: tuple[tuple[str, str], ...] = ()
    sizes: tuple[tuple[str, int], ...] = ()


@dataclass(frozen=True, kw_only=True, slots=True)
class MonthlyItemView:
    """One list of a monthly plan, in words: ``5 of each Supervisor``, ``every case``."""

    kind: str
    kind_label: str
    words: str


@dataclass(frozen=True, kw_only=True, slots=True)
class MonthlyPlanView:
    """A monthly plan of the force's settings."""

    id: str
    label: str
    items: tuple[MonthlyItemView, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class MonthItem:
    """What a list of a plan holds in a month, and what is drawn from it. ``told`` says why nothing is, or not all.

    ``frame_id`` and ``draw_id`` are None while it is only counted, and where there is nothing to draw from.
    """

    kind: str
    kind_label: str
    words: str
    cases: int
    size: int
    reserves: int
    told: str = ""
    frame_id: int | None = None
    draw_id: int | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class MonthCount:
    """How long the lists of a month would be, and what would be drawn; never which cases.

    ``departures`` are the sentences that the plans and papers will hold; ``earlier`` the rounds that the same plan was
    opened for the same month with: drawing again does not undo them, and papers name both.
    """

    plan_label: str
    month_label: str
    items: tuple[MonthItem, ...]
    departures: tuple[str, ...]
    earlier: tuple[int, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class MonthDrawn:
    """A month that was sealed and drawn in one step, and its round."""

    plan_label: str
    month_label: str
    items: tuple[MonthItem, ...]
    departures: tuple[str, ...]
    earlier: tuple[int, ...]
    round: RoundListing


@dataclass(frozen=True, kw_only=True, slots=True)
class MonthKind:
    """One kind of a plan, and how many cases of it the workspace holds in a month; ``last_day`` of any month."""

    kind: str
    kind_label: str
    words: str
    cases: int
    last_day: str


@dataclass(frozen=True, kw_only=True, slots=True)
class CaseFeedback:
    """A finished case and its feedback: ``waits``, ``kept``, ``not_needed``; ``stale`` when grades changed since."""

    number: int
    kind_label: str
    reference: str
    state: str

    @property
    def settled(self) -> bool:
        """Whether it was written, or somebody said that none is needed, and its grades stand as they were then."""
        return self.state not in ("waits", "stale")


@dataclass(frozen=True, kw_only=True, slots=True)
class MonthView:
    """A line manager's month, from the extracts to its end.

    Attributes:
        due_told: by when it is due, in words; before the draw as the plan would have it.
        round: the round that it was opened as; None before the draw.
        others: further rounds that the same person drew for the same plan and month.
        cases: of the round, in the order in which they are graded.
        feedback: one line a finished case.
        actions: of the round, closed ones too.
        carried: of the same person's other rounds, that are not closed.
        narrowed: how the same person narrowed this plan the last time (facets and values): their own team, most likely.
    """

    plan: str
    plan_label: str
    month: str
    month_label: str
    due_told: str
    overdue: bool
    kinds: tuple[MonthKind, ...]
    round: RoundListing | None = None
    others: tuple[int, ...] = ()
    cases: tuple[QueueItem, ...] = ()
    feedback: tuple[CaseFeedback, ...] = ()
    actions: tuple[ActionView, ...] = ()
    carried: tuple[ActionView, ...] = ()
    narrowed: tuple[tuple[str, str], ...] = ()

    @property
    def to_grade(self) -> tuple[QueueItem, ...]:
        """The cases that wait to be graded."""
        return tuple(item for item in self.cases if item.state in (SheetState.TODO, SheetState.STARTED))

    @property
    def to_tell(self) -> tuple[CaseFeedback, ...]:
        """The finished cases whose feedback waits."""
        return tuple(line for line in self.feedback if not line.settled)


@dataclass(frozen=True, kw_only=True, slots=True)
class MonthChoices:
    """What there is to choose from: the plans, the months (the newest first), one's own months so far.

    ``plan`` and ``month`` are where a person most likely goes on.
    """

    plans: tuple[MonthlyPlanView, ...]
    months: tuple[tuple[str, str], ...]
    """Each with its words: ``2025-06``, ``June 2025``."""
    rounds: tuple[RoundListing, ...]
    plan: str
    month: str


class StepState(Enum):
    """How a step of a month stands."""

    DONE = "done"
    NOW = "now"
    LATER = "later"


@dataclass(frozen=True, kw_only=True, slots=True)
class MonthStep:
    """One step of a month: its id, its name, how it stands, and what there is to say of it."""

    id: str
    title: str
    state: StepState
    told: str
