"""Opening one case of a sealed list for an auditor: what proves its code, and what has changed since (DESIGN 3.2)."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.core.canonical import sha256_hex
from app.core.changes import Done, Topic
from app.core.clock import to_text
from app.core.events import Act, Event
from app.core.sampling.keys import content_text, opened_token, salt_of
from app.core.schemes.plain import reference_of
from app.core.schemes.spec import Scheme
from app.core.shapes.opened import OpenedCase
from app.core.shapes.sheets import LaterRows
from app.core.words import say
from app.core.workflow.case_rows import Row, View, case_rows
from app.core.workflow.rights import Right
from app.models.frames import FrameCaseRow, FrameRow
from app.models.record_store import Member, read_members, read_values
from app.models.records import NarrativeRow
from app.services.drawing.addenda import addenda_of
from app.services.drawing.frame_views import frame_row, scheme_of
from app.services.drawing.sealing import Shown
from app.services.drawing.tokens import case_of_frame
from app.services.rights import require
from app.services.workspace import Workspace


def open_case(ws: Workspace, *, frame_id: int, token: str) -> Done[OpenedCase]:
    """Open one case of a sealed list: its salt, key and content, its code made again from them, and what changed since.

    No other case is exposed: the salt is of this case alone. That it was opened is in the log before it is shown.

    Args:
        ws: the workspace that sealed the list.
        frame_id: the list.
        token: the case's code, or an unambiguous beginning of it.

    Raises:
        AppError: there is no such list, or no such case in it.
    """
    require(ws, Right.SEE_IDENTITY)
    with ws.read() as session:
        frame_row(session, frame_id)
        case_id = case_of_frame(session, frame_id, token).id
    event = Event(act=Act.CONSULT, name="case_of_list_opened", details={"frame_id": frame_id, "frame_case": case_id})
    with ws.consult(event) as session:
        opened = _opened(session, session.get_one(FrameRow, frame_id), session.get_one(FrameCaseRow, case_id))
    return Done(value=opened, changed=frozenset({Topic.AUDIT}))


def _opened(session: Session, frame: FrameRow, case: FrameCaseRow) -> OpenedCase:
    scheme, version = scheme_of(session, frame.scheme_id), case.version_id
    values = read_values(session, scheme, [version])[version]
    members = read_members(session, scheme, [version])[version]
    sealed = content_text(Shown(scheme).records(values, members))
    salt, key_digest, content = salt_of(frame.secret, case.key), sha256_hex(case.key.encode()), sha256_hex(sealed)
    return OpenedCase(
        frame_id=frame.id,
        seal=frame.seal,
        kind_label=say(scheme.label),
        sealed_at=to_text(frame.sealed_at),
        token=case.token.hex(),
        stratum=case.label,
        salt=salt,
        key=case.key,
        key_digest=key_digest,
        content=content,
        sealed_text=sealed.decode(),
        proven=opened_token(salt, key_digest, content) == case.token.hex(),
        erased=_erased(session, [version, *(member.version_id for member in members)]),
        reference=reference_of(scheme, values),
        later=_later(session, scheme, version, values, members),
    )


def _erased(session: Session, versions: list[int]) -> bool:
    blanked = select(NarrativeRow.version_id).where(
        NarrativeRow.version_id.in_(versions), NarrativeRow.erased_seq.is_not(None)
    )
    return session.execute(blanked.limit(1)).first() is not None


def _later(
    session: Session, scheme: Scheme, version: int, values: dict[str, str], members: tuple[Member, ...]
) -> tuple[LaterRows, ...]:
    """What came since the seal, with every field that a line manager may see at any stage."""
    stages = [stage.id for stage in scheme.stages]
    view = View(scheme=scheme, role="line_manager", stages=stages, has=stages)
    rows = [Row(part=member.part, values=member.values) for member in members]
    return case_rows(view, rows, addenda_of(session, scheme, [version])[version], values).later
