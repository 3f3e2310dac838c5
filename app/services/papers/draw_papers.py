"""The papers of a draw: gathering the shape of one, having it issued, and writing its copies."""

from dataclasses import replace
from pathlib import Path

from sqlalchemy.orm import Session

from app.core.changes import Done
from app.core.days import period_words
from app.core.events import Act, Event
from app.core.progress import Progress
from app.core.shapes.packs import Issue, SamplePack
from app.core.shapes.papers import AS_USUAL, PaperHow
from app.core.words import count_of, say
from app.export.wording import Wording
from app.models.frames import DrawRow, FrameRow, PlanRow
from app.services.drawing.draws import draw_row
from app.services.drawing.frame_views import frame_row, scheme_of
from app.services.drawing.groups_told import filters_told, groups_told
from app.services.drawing.how_drawn import how_drawn
from app.services.drawing.plans import waiting_plan
from app.services.papers.carried import carried_actions
from app.services.papers.certificates import certificate_shape
from app.services.papers.issuing import PaperOrder, counted, handed_out, issue_papers, write_papers
from app.services.papers.notices import notice_shape
from app.services.papers.pack_cases import case_sheets
from app.services.rights import require_maker
from app.services.schemes import load_library
from app.services.workspace import Work, Workspace

_WORDS = Wording("pack")


def write_pack(
    ws: Workspace, *, draw_id: int, file: Path, how: PaperHow = AS_USUAL, progress: Progress | None = None
) -> Done[tuple[str, ...]]:
    """Make the pack of a draw, keep its shape and hash, and write it.

    Returns:
        The paths of the copies.

    Raises:
        AppError: there is no such draw, or the file cannot be written (an old one stays).
        Cancelled: ``progress``, told how many copies are made, said so; nothing is kept, and no file written.
    """
    require_maker(ws, "pack")
    target = ws.place_for(file)
    event = Event(act=Act.DISCLOSE, name="pack_made", details={"draw_id": draw_id})
    with ws.write(event) as work, counted(progress, how.count) as each:
        row = draw_row(work.session, draw_id)
        order = PaperOrder(sort="pack", of=row, marking="pack", how=how, each=each)
        made = issue_papers(ws, work, order, lambda issue: _noted(work, _pack(ws, work.session, row, issue)))
    return handed_out(write_papers(target, made), made)


def write_notice(ws: Workspace, *, frame_id: int, file: Path, how: PaperHow = AS_USUAL) -> Done[tuple[str, ...]]:
    """Make the seal notice of a list that waits for its seed, keep its shape and hash, and write it.

    Returns:
        The paths of the copies. Where it says of all cases what is to be graded blind, this is told.

    Raises:
        AppError: there is no such list, it was drawn already (a notice made afterwards would show nothing), or the
            file cannot be written (an old one stays).
    """
    require_maker(ws, "notice")
    target = ws.place_for(file)
    with ws.write(Event(act=Act.DISCLOSE, name="notice_made", details={"frame_id": frame_id})) as work:
        row = frame_row(work.session, frame_id)
        work.note(number=waiting_plan(work.session, row).number)
        order = PaperOrder(sort="notice", of=row, marking="bundle", how=how)
        made = issue_papers(ws, work, order, lambda issue: notice_shape(work.session, row, issue))
        told = filters_told(work.session, row, "paper")
    done = handed_out(write_papers(target, made), made)
    return replace(done, told=(*told, *done.told))


def write_certificate(
    ws: Workspace, *, draw_id: int, file: Path, how: PaperHow = AS_USUAL, progress: Progress | None = None
) -> Done[tuple[str, ...]]:
    """Make the certificate of a draw, as things stand now, keep its shape and hash, and write it.

    Returns:
        The paths of the copies. Where it says of what group or kind cases are, and that is still graded blind, this
            is told.

    Raises:
        AppError: there is no such draw, or the file cannot be written (an old one stays).
        Cancelled: ``progress``, told how many copies are made, said so; nothing is kept, and no file written.
    """
    require_maker(ws, "certificate")
    target = ws.place_for(file)
    event = Event(act=Act.DISCLOSE, name="certificate_made", details={"draw_id": draw_id})
    with ws.write(event) as work, counted(progress, how.count) as each:
        row = draw_row(work.session, draw_id)
        order = PaperOrder(sort="certificate", of=row, marking="bundle", how=how, each=each)
        made = issue_papers(ws, work, order, lambda issue: certificate_shape(work.session, row, issue))
        told = groups_told(work.session, row, "paper")
    done = handed_out(write_papers(target, made), made)
    return replace(done, told=(*told, *done.told))


def _noted(work: Work, shape: SamplePack) -> SamplePack:
    work.note(cases=len(shape.cases))
    return shape


def _pack(ws: Workspace, session: Session, row: DrawRow, issue: Issue) -> SamplePack:
    frame, plan = session.get_one(FrameRow, row.frame_id), session.get_one(PlanRow, row.plan_id)
    scheme, force = scheme_of(session, frame.scheme_id), load_library(ws.force).force
    form = scheme.form(plan.form)
    cases = case_sheets(session, row, force=ws.force, practice=ws.practice)
    return SamplePack(
        issue=issue,
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
