"""The days of a round: by when it is due, whether it is closed, and until when the video of its cases is kept."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.core.clock import to_text
from app.core.days import day_words, due_words, local
from app.core.quality.videos import kept_until, left_words
from app.core.schemes.spec import Scheme
from app.core.shapes.sheets import QueueItem, RoundListing, SheetState
from app.models.rounds import RoundClosedRow, RoundRow
from app.services.schemes import load_library
from app.services.workspace import Workspace

_TO_GRADE = frozenset({SheetState.TODO, SheetState.STARTED, SheetState.PASSED})


def today_of(ws: Workspace) -> date:
    """The day that it is in London by the workspace's clock."""
    return local(ws.clock()).date()


def with_days(ws: Workspace, session: Session, row: RoundRow, listing: RoundListing) -> RoundListing:
    """A round's listing with its due day and its end; the days that are left are told while there is work to do."""
    plan, _, month = (row.monthly_plan or "").partition(" ")
    closed = session.scalars(
        select(RoundClosedRow).where(RoundClosedRow.round_id == row.id).order_by(RoundClosedRow.id.desc())
    ).first()
    waits = bool(listing.waiting) and closed is None
    days: dict[str, Any] = {}
    if row.due is not None:
        today = today_of(ws)
        told = due_words(row.due, today) if waits else f"due {day_words(row.due)}"
        days = {"due": row.due.isoformat(), "due_told": told, "overdue": waits and row.due < today}
    if closed is not None:
        days |= {"closed_at": to_text(closed.closed_at), "closed_unfinished": closed.unfinished}
    return replace(listing, plan=plan, month=month, **days)


@dataclass(frozen=True, kw_only=True)
class VideoDays:
    """Until when video is kept, seen from a day."""

    today: date
    kept_days: int

    @classmethod
    def of(cls, ws: Workspace) -> "VideoDays":
        """By the workspace's clock and its force's settings."""
        return cls(today=today_of(ws), kept_days=load_library(ws.force).force.video_days)

    def on(self, item: QueueItem, scheme: Scheme, values: Mapping[str, str]) -> QueueItem:
        """A case of a queue with the days that its video is still there."""
        until = kept_until(values, values.get(scheme.time, ""), self.kept_days)
        if until is None:
            return item
        left = (until - self.today).days
        told = f"video: {left_words(until, self.today)}" if left >= 0 else "video: past its last day"
        return replace(item, video_days_left=left, video_told=told if item.state in _TO_GRADE else "")


def video_order(item: QueueItem) -> tuple[bool, int, int]:
    """Sorts a queue so that the video that ends first comes first; then the others, as they were drawn."""
    left = item.video_days_left
    there = left is not None and left >= 0
    return (not there, left if there and left is not None else 0, item.number)
