"""Papers: gathering the shape of one, making it, keeping shape and hash, and writing the file.

What was disclosed, and when, is logged before the file is there: no paper leaves that the log does not know.
"""

from datetime import datetime
from pathlib import Path

from sqlalchemy.orm import Session

from app.core.changes import Done, Topic
from app.core.days import period_words
from app.core.events import Act, Event
from app.core.shapes.packs import SamplePack
from app.core.words import count_of, say
from app.core.workflow.rights import Right
from app.export.certificate import draw_certificate
from app.export.files import write_whole
from app.export.notice import seal_notice
from app.export.pack import sample_pack
from app.export.wording import Wording
from app.models.frames import DrawRow, FrameRow, PlanRow
from app.services.carried import carried_actions
from app.services.certificates import certificate_shape
from app.services.draws import draw_row
from app.services.frame_views import frame_row, scheme_of
from app.services.how_drawn import how_drawn
from app.services.notices import notice_shape
from app.services.pack_cases import case_sheets
from app.services.paper_issue import issue_of, keep_paper, paper_number
from app.services.rights import require
from app.services.schemes import load_library
from app.services.workspace import Workspace

_WORDS = Wording("pack")
_CHANGED = frozenset({Topic.PAPERS, Topic.AUDIT})


def write_pack(ws: Workspace, *, draw_id: int, file: Path) -> Done[str]:
    """Make the pack of a draw, keep its shape and hash, and write it.

    Returns:
        The path of the PDF.

    Raises:
        AppError: there is no such draw, or the file cannot be written (an old one stays).
    """
    require(ws, Right.EXPORT)
    target = ws.place_for(file)
    with ws.write(Event(act=Act.DISCLOSE, name="pack_made", details={"draw_id": draw_id})) as work:
        row = draw_row(work.session, draw_id)
        shape = _pack(ws, work.session, row, work.at)
        data = sample_pack(shape)
        keep_paper(work, "pack", row, shape, data)
        work.note(cases=len(shape.cases))
    write_whole(target, data)
    return Done(value=str(target), changed=_CHANGED)


def write_notice(ws: Workspace, *, frame_id: int, file: Path) -> Done[str]:
    """Make the seal notice of a list that waits for its seed, keep its shape and hash, and write it.

    Returns:
        The path of the PDF.

    Raises:
        AppError: there is no such list, it was drawn already (a notice made afterwards would show nothing), or the
            file cannot be written (an old one stays).
    """
    require(ws, Right.PUBLISH)
    target = ws.place_for(file)
    with ws.write(Event(act=Act.DISCLOSE, name="notice_made", details={"frame_id": frame_id})) as work:
        shape = notice_shape(ws, work.session, frame_id, work.at)
        data = seal_notice(shape)
        keep_paper(work, "notice", frame_row(work.session, frame_id), shape, data)
        work.note(number=shape.facts.plan_number)
    write_whole(target, data)
    return Done(value=str(target), changed=_CHANGED)


def write_certificate(ws: Workspace, *, draw_id: int, file: Path) -> Done[str]:
    """Make the certificate of a draw, as things stand now, keep its shape and hash, and write it.

    Returns:
        The path of the PDF.

    Raises:
        AppError: there is no such draw, or the file cannot be written (an old one stays).
    """
    require(ws, Right.PUBLISH)
    target = ws.place_for(file)
    with ws.write(Event(act=Act.DISCLOSE, name="certificate_made", details={"draw_id": draw_id})) as work:
        shape = certificate_shape(ws, work.session, draw_id, work.at)
        data = draw_certificate(shape)
        keep_paper(work, "certificate", draw_row(work.session, draw_id), shape, data)
    write_whole(target, data)
    return Done(value=str(target), changed=_CHANGED)


def _pack(ws: Workspace, session: Session, row: DrawRow, at: datetime) -> SamplePack:
    frame, plan = session.get_one(FrameRow, row.frame_id), session.get_one(PlanRow, row.plan_id)
    scheme, force = scheme_of(session, frame.scheme_id), load_library(ws.force).force
    form = scheme.form(plan.form)
    cases = case_sheets(session, row, force=ws.force, practice=ws.practice)
    return SamplePack(
        issue=issue_of(ws, session, at, paper_number(session, "pack", row), force.marking["pack"]),
        title=_WORDS.say("says.title", kind=say(scheme.label)),
        subtitle=f"{period_words(frame.first_day, frame.last_day)} · {count_of(len(cases), 'case')}",
        force=force.name,
        warning=_WORDS.say("says.warning"),
        form_label=say(form.label),
        law=say(scheme.law),
        minutes=form.minutes,
        how_drawn=how_drawn(session, row),
        cases=cases,
        learning_note=_WORDS.say("says.learning"),
        carried=carried_actions(ws, session, row.id),
    )
