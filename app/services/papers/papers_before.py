"""What papers of a meeting could not show as it was written, told before any is made: nothing is kept by looking."""

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Final

from sqlalchemy.orm import Session

from app.core.errors import AppError
from app.core.shapes.packs import Issue
from app.core.shapes.reports import ReportChoice
from app.services.panels.meeting_facts import meeting_row
from app.services.papers.panel_packs import pack_shapes
from app.services.papers.reports import report_shape
from app.services.papers.unprinted import unprinted_before
from app.services.reasons import force_of
from app.services.rights import require_maker
from app.services.workspace import Workspace

_NOT_ISSUED: Final = Issue(
    marking="", handling="", practice=False, number="", made_at="", audit_entry=0, audit_head="", paper=""
)
_EVERYTHING: Final = ReportChoice(names=True, words=True)


def unprinted_of_meeting(ws: Workspace, *, round_id: int, sort: str) -> tuple[str, ...]:
    """What a paper of a meeting would show as ``[?]`` or leave out were it made now, and what to do; often nothing.

    Args:
        ws: the workspace.
        round_id: the meeting.
        sort: ``panel_pack`` (all its documents), ``forms`` or ``report`` (with all that may be chosen for it).

    Raises:
        AppError: whoever asks may not make it, or there is no such meeting.
    """
    require_maker(ws, sort)
    with ws.read() as session:
        meeting_row(session, round_id)
        try:
            shape = _SHAPES[sort](ws, session, round_id)
        except AppError:  # it cannot be made yet: whoever tries is told why
            return ()
    return unprinted_before(shape)


def _pack(ws: Workspace, session: Session, round_id: int) -> object:
    return pack_shapes(ws, session, round_id, _NOT_ISSUED)


def _forms(ws: Workspace, session: Session, round_id: int) -> object:
    """Of the record a form holds nothing; its questions are ours, and what a person typed is the panel's name."""
    return (meeting_row(session, round_id).panel, force_of(session).name)


def _report(ws: Workspace, session: Session, round_id: int) -> object:
    return report_shape(ws, session, round_id, _EVERYTHING, _NOT_ISSUED)


_SHAPES: Final[Mapping[str, Callable[[Workspace, Session, int], object]]] = MappingProxyType(
    {"panel_pack": _pack, "forms": _forms, "report": _report}
)
