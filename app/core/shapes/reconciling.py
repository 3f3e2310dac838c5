"""What a sealed list is held against, and which lists wait for it."""

from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True, slots=True)
class Figure:
    """A count that somebody else made: of a month (``2025-06``; "" for the whole period), of a power ("" for all)."""

    count: int
    month: str = ""
    power: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class DueReconciliation:
    """A sealed list that was held against no outside count yet. It is due three months after its period's end."""

    frame_id: int
    kind_label: str
    first_day: str
    last_day: str
    due: str
    is_due: bool
