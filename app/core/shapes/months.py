"""Monthly plans: what a force draws every month in one step, and what came of it."""

from dataclasses import dataclass

from app.core.shapes.sheets import RoundListing


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
