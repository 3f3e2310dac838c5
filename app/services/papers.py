"""Papers: gathering the shape of one, making it, keeping shape and hash, and writing the file."""

from datetime import datetime
from pathlib import Path

import msgspec
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.core.canonical import sha256_hex
from app.core.changes import Done, Topic
from app.core.clock import to_text
from app.core.days import period_words
from app.core.events import Act, Event
from app.core.shapes.packs import HowDrawn, Issue, SamplePack
from app.core.words import count_of, say
from app.export.files import write_whole
from app.export.pack import sample_pack
from app.export.wording import Wording
from app.models import audit
from app.models.frames import DrawRow, FrameRow, PlanRow
from app.models.rounds import PaperRow, PaperShapeRow
from app.services.blinding import blind_cases, blind_filters, blind_funnel, blind_strata
from app.services.draws import draw_row, draw_view
from app.services.frame_views import frame_view, scheme_of
from app.services.gate_views import overlapping
from app.services.pack_cases import case_sheets
from app.services.reasons import force_of, reason_words
from app.services.schemes import load_library
from app.services.workspace import Workspace

_WORDS = Wording("pack")


def write_pack(ws: Workspace, *, draw_id: int, file: Path) -> Done[str]:
    """Make the pack of a draw, keep its shape and hash, and write it. What was disclosed, and when, is logged.

    Returns:
        The path of the PDF.

    Raises:
        AppError: there is no such draw, or the file cannot be written (an old one stays).
    """
    target = ws.place_for(file)
    with ws.write(Event(act=Act.DISCLOSE, name="pack_made", details={"draw_id": draw_id})) as work:
        shape = _pack(ws, work.session, draw_row(work.session, draw_id), work.at)
        data = sample_pack(shape)
        digest = sha256_hex(data)
        row = PaperRow(
            sort="pack",
            draw_id=draw_id,
            copy=_copy(work.session, draw_id),
            sha256=digest,
            made_at=work.at,
            **work.written,
        )
        work.session.add(row)
        work.session.flush()
        work.session.add(PaperShapeRow(paper_id=row.id, body=msgspec.json.encode(shape)))
        work.note(sha256=digest, cases=len(shape.cases))
    write_whole(target, data)  # after the commit: no paper leaves that the log does not know
    return Done(value=str(target), changed=frozenset({Topic.PAPERS, Topic.AUDIT}))


def _copy(session: Session, draw_id: int) -> int:
    return 1 + session.execute(select(func.count()).where(PaperRow.draw_id == draw_id)).scalar_one()


def _pack(ws: Workspace, session: Session, row: DrawRow, at: datetime) -> SamplePack:
    frame, plan = session.get_one(FrameRow, row.frame_id), session.get_one(PlanRow, row.plan_id)
    scheme, force = scheme_of(session, frame.scheme_id), load_library(ws.force).force
    form, marking = scheme.form(plan.form), force.marking["pack"]
    seq, head = audit.last_link(session)
    cases = case_sheets(session, row, force=ws.force, practice=ws.practice)
    return SamplePack(
        issue=Issue(
            marking=marking.text,
            handling=say(marking.handling),
            practice=ws.practice,
            number=f"D{row.id} pack, copy {_copy(session, row.id)}",
            made_at=to_text(at),
            audit_entry=seq,
            audit_head=head.hex(),
        ),
        title=_WORDS.say("says.title", kind=say(scheme.label)),
        subtitle=f"{period_words(frame.first_day, frame.last_day)} · {count_of(len(cases), 'case')}",
        force=force.name,
        warning=_WORDS.say("says.warning"),
        form_label=say(form.label),
        law=say(scheme.law),
        minutes=form.minutes,
        how_drawn=_how_drawn(session, row, frame, plan),
        cases=cases,
        learning_note=_WORDS.say("says.learning"),
    )


def _how_drawn(session: Session, row: DrawRow, frame: FrameRow, plan: PlanRow) -> HowDrawn:
    view, draw = frame_view(session, frame), draw_view(session, row)
    scheme, kept_back = scheme_of(session, frame.scheme_id), _WORDS.say("says.kept_back")
    others = session.scalars(select(DrawRow).where(DrawRow.frame_id == frame.id, DrawRow.id != row.id)).all()
    return HowDrawn(
        kind_label=view.kind_label,
        first_day=view.first_day,
        last_day=view.last_day,
        filters=blind_filters(scheme, frame, kept_back),
        funnel=blind_funnel(scheme, frame, kept_back, reason_words(force_of(session).exclude_reasons)),
        strata=blind_strata(scheme, frame, view, kept_back),
        strata_facet=", ".join(view.strata_facets),
        cases=view.cases,
        seal=view.seal,
        plan=plan.digest,
        sealed_at=view.sealed_at,
        lodged=_WORDS.say("says.not_lodged"),
        seed=row.seed,
        seed_source=_WORDS.say(f"says.seed_{row.seed_source}"),
        number=row.number,
        drawn_at=draw.drawn_at,
        drawn=blind_cases(scheme, frame, draw.cases, kept_back),
        reserves=blind_cases(scheme, frame, draw.reserves, kept_back),
        other_draws=tuple(f"D{other.id}, draw number {other.number} of this seal" for other in others),
        other_seals=tuple(
            f"{other.seal} ({period_words(other.first_day, other.last_day)})" for other in overlapping(session, frame)
        ),
    )
