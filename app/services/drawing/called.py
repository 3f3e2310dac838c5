"""The cases of a draw in the order of a queue, which tells nobody what is graded blind."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.models.frames import DrawRow, FrameCaseRow, FrameRow
from app.services.drawing.blinding import told_to_all
from app.services.drawing.frame_views import scheme_of
from app.services.drawing.standing import standing_of


def called_cases(session: Session, draw_id: int) -> tuple[FrameCaseRow, ...]:
    """The cases that are to be graded or were: as drawn, then the reserves as they were called.

    A draw gives its cases stratum by stratum. Where somebody who grades may not know the strata, those drawn come in
    the order of their codes: these are as good as random, while draw numbers run higher in a small stratum.
    """
    standing = standing_of(session, draw_id)
    rows = session.scalars(select(FrameCaseRow).where(FrameCaseRow.id.in_(standing.called)))
    found = {row.id: row for row in rows}
    cases = [found[case] for case in standing.called]
    frame = session.get_one(FrameRow, session.get_one(DrawRow, draw_id).frame_id)
    if told_to_all(scheme_of(session, frame.scheme_id), frame):
        return tuple(cases)
    reserves = {row.by_id for row in standing.replaced.values()}
    drawn = sorted((case for case in cases if case.id not in reserves), key=lambda case: case.token)
    return (*drawn, *(case for case in cases if case.id in reserves))
