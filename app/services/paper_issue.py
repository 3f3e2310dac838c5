"""The copies of papers: numbering, marking, and keeping the shape that each was made from."""

from datetime import datetime

import msgspec
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.core.canonical import sha256_hex
from app.core.clock import to_text
from app.core.schemes.settings import Marking
from app.core.shapes.packs import Issue
from app.core.words import say
from app.export.wording import Wording
from app.models import audit
from app.models.frames import DrawRow, FrameRow, PlanRow
from app.models.rounds import PaperRow, PaperShapeRow
from app.services.reasons import force_of
from app.services.sealed_facts import for_auditor
from app.services.workspace import Work, Workspace

_WORDS = Wording("sealed")


def issue_of(ws: Workspace, session: Session, at: datetime, number: str, marking: Marking) -> Issue:
    """What stands on every page of a paper that is made now."""
    seq, head = audit.last_link(session)
    return Issue(
        marking=marking.text,
        handling=say(marking.handling),
        practice=ws.practice,
        number=number,
        made_at=to_text(at),
        audit_entry=seq,
        audit_head=head.hex(),
    )


def paper_number(session: Session, sort: str, of: FrameRow | DrawRow) -> str:
    """The number of the copy that would be next: ``F1 notice, copy 2``."""
    letter = "F" if isinstance(of, FrameRow) else "D"
    return f"{letter}{of.id} {sort}, copy {_copy(session, sort, of)}"


def issue_for_outside(
    ws: Workspace, session: Session, plan: PlanRow, at: datetime, *, sort: str, of: FrameRow | DrawRow
) -> tuple[Issue, str]:
    """The issue of a paper for those outside, and its warning: blank, unless a group could point at a person."""
    marking = force_of(session).marking
    chosen, warning = marking["bundle"], ""
    if for_auditor(plan):
        warning = _WORDS.say("says.warning")
        chosen = Marking(text=marking["report"].text, handling={"en": _WORDS.say("says.handling_auditor")})
    return issue_of(ws, session, at, paper_number(session, sort, of), chosen), warning


def keep_paper(work: Work, sort: str, of: FrameRow | DrawRow, shape: object, data: bytes) -> None:
    """Keep what a paper was made from and the hash of its bytes, in the entry of the log that it is."""
    digest = sha256_hex(data)
    row = PaperRow(
        sort=sort,
        frame_id=of.id if isinstance(of, FrameRow) else None,
        draw_id=of.id if isinstance(of, DrawRow) else None,
        copy=_copy(work.session, sort, of),
        sha256=digest,
        made_at=work.at,
        **work.written,
    )
    work.session.add(row)
    work.session.flush()
    work.session.add(PaperShapeRow(paper_id=row.id, body=msgspec.json.encode(shape)))
    work.note(sha256=digest)


def _copy(session: Session, sort: str, of: FrameRow | DrawRow) -> int:
    column = PaperRow.frame_id if isinstance(of, FrameRow) else PaperRow.draw_id
    counted = select(func.count()).where(PaperRow.sort == sort, column == of.id)
    return 1 + session.execute(counted).scalar_one()
