"""Lodging: seal and plan are given to somebody outside before the draw, and who, how and when is kept (DESIGN 3.6)."""

from app.core.changes import Done, Topic
from app.core.errors import AppError
from app.core.events import Act, Event
from app.core.shapes.draws import FrameView
from app.core.shapes.gate import LODGED_HOW
from app.core.workflow.rights import Right
from app.models.gate import LodgingRow, LodgingTextRow
from app.services.drawing.frame_views import frame_row, frame_view
from app.services.drawing.plans import waiting_plan
from app.services.refusals import refusals_logged
from app.services.rights import require
from app.services.workspace import Workspace


def lodge(ws: Workspace, *, frame_id: int, to: str, how: str, note: str = "") -> Done[FrameView]:
    """Keep that seal and plan of the draw to come were given to somebody. Several people may have them.

    Args:
        ws: the workspace.
        frame_id: the list.
        to: whom they were given; kept apart, so that it can be erased.
        how: ``paper``, ``qr``, ``text`` or ``aloud``.
        note: what else should be known of it; kept apart too.

    Raises:
        AppError: there is no such list, nobody is named, there is no such way, or it was drawn already: what is given
            afterwards shows nothing. The attempt is logged.
    """
    require(ws, Right.SEAL)
    with (
        refusals_logged(ws, "lodging_refused", frame_id=frame_id),
        ws.write(Event(act=Act.DISCLOSE, name="seal_lodged", details={"frame_id": frame_id, "how": how})) as work,
    ):
        frame = frame_row(work.session, frame_id)
        _check(to, how)
        plan = waiting_plan(work.session, frame)
        row = LodgingRow(plan_id=plan.id, how=how, lodged_at=work.at, **work.written)
        work.session.add(row)
        work.session.flush()
        work.session.add(LodgingTextRow(lodging_id=row.id, recipient=to.strip(), note=note.strip() or None))
        work.note(lodging_id=row.id, number=plan.number, seal=frame.seal, plan=plan.digest)
    with ws.read() as session:
        view = frame_view(session, frame_row(session, frame_id))
    return Done(value=view, changed=frozenset({Topic.FRAMES, Topic.DRAWS, Topic.AUDIT}))


def _check(to: str, how: str) -> None:
    if not to.strip():
        raise AppError("It is not said to whom seal and plan were given.", "Name the person, or the role they have.")
    if how not in LODGED_HOW:
        raise AppError("That is no way in which seal and plan are given.", f"Choose one of: {', '.join(LODGED_HOW)}.")
