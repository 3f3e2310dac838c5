"""What is told to whoever writes down which case is in which group, before those who must not know it have graded."""

from typing import Final

from sqlalchemy.orm import Session

from app.models.frames import DrawRow, FrameCaseRow, FrameRow
from app.services.drawing.blinding import told_to_all
from app.services.drawing.frame_views import scheme_of
from app.services.drawing.settled import settled_cases
from app.services.drawing.standing import standing_of

_KEEP: Final = "Give it to no one who will grade these cases before they have."


def groups_told(session: Session, row: DrawRow, what: str) -> tuple[str, ...]:
    """What is to be known of a paper of a draw that ties case codes to groups, and what to do.

    Args:
        session: to read with.
        row: the draw.
        what: what is written: “paper”, “bundle”.

    Returns:
        Nothing where graders may know the groups from the start, or every case that stands is graded.
    """
    frame = session.get_one(FrameRow, row.frame_id)
    if told_to_all(scheme_of(session, frame.scheme_id), frame) or _graded(session, row.id):
        return ()
    return (f"This {what} says which group each case is in.", _KEEP)


def _graded(session: Session, draw_id: int) -> bool:
    standing = standing_of(session, draw_id)
    stand = (case for case in standing.called if case not in standing.withheld and case not in standing.replaced)
    settled = settled_cases(session, draw_id)
    return all(session.get_one(FrameCaseRow, case).case_id in settled for case in stand)
