"""Feedback to the officer of a case: drafted from the locked answers of a line manager's sheet, then theirs to edit.

Every text that is kept is a row of its own; the newest stands. The words can be erased.
"""

from collections.abc import Collection
from typing import Final

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.core.changes import Done, Topic
from app.core.clock import to_text
from app.core.errors import AppError
from app.core.events import Act, Event
from app.core.schemes.plain import reference_of
from app.core.shapes.actions import Feedback
from app.core.shapes.sheets import SheetState
from app.core.words import say
from app.core.workflow.feedback import Point, Points, feedback_points
from app.core.workflow.rights import Right
from app.core.workflow.sheet import Grading
from app.export.wording import Wording
from app.models.actions import FeedbackRow, FeedbackTextRow
from app.models.rounds import RoundCaseRow, SeatPersonRow, SeatRow, SheetRow
from app.models.sheets import SheetChangeRow
from app.services.grading.rounds import round_row
from app.services.grading.sheet_state import read_grading
from app.services.rights import require
from app.services.workspace import Workspace

MOST: Final = 6_000
"""How long feedback may be, in characters."""
_WORDS: Final = Wording("feedback")


def read_feedback(ws: Workspace, *, round_id: int, case_number: int) -> Feedback:
    """The feedback on a case: what was kept, else a draft. That it was looked at is logged.

    What was kept can always be read by who kept it, also when grades were changed since, or the case was taken away.

    Args:
        ws: the workspace.
        round_id: the round.
        case_number: the case's place in its queue.

    Raises:
        AppError: no such round or case; whoever asks does not grade it as a line manager; or nothing was kept, and the
            case is not finished or was taken away.
    """
    require(ws, Right.GRADE_OWN)
    details = {"round_id": round_id, "case_number": case_number}
    with ws.consult(Event(act=Act.CONSULT, name="feedback_read", details=details)) as session:
        return _feedback(session, _sheet(ws, session, round_id, case_number))


def write_feedback(ws: Workspace, *, round_id: int, case_number: int, text: str) -> Done[Feedback]:
    """Keep the text of feedback; it stands until another is kept, and waits again once grades are changed.

    Args:
        ws: the workspace.
        round_id: the round.
        case_number: the case's place in its queue.
        text: the draft as it is, or as somebody made it.

    Raises:
        AppError: as for reading a draft; or no text, or too long a one.
    """
    require(ws, Right.GRADE_OWN)
    words = text.strip()
    if not words:
        raise AppError("There is no text to keep.", "Take the draft, or write a few sentences.")
    if len(words) > MOST:
        raise AppError(f"That text has {len(words):,} characters; {MOST:,} is the most.", "Say it more briefly.")
    with ws.write(Event(act=Act.ALTER, name="feedback_written", details={"round_id": round_id})) as work:
        sheet = _sheet(ws, work.session, round_id, case_number)
        _refuse_unfinished(work.session, sheet)
        row = FeedbackRow(sheet_id=sheet.id, written_at=work.at, **work.written)
        work.session.add(row)
        work.session.flush()
        work.session.add(FeedbackTextRow(feedback_id=row.id, text=words))
        work.session.flush()
        work.note(sheet_id=sheet.id, feedback_id=row.id)
        kept = _feedback(work.session, sheet)
    return Done(value=kept, changed=frozenset({Topic.ACTIONS, Topic.AUDIT}))


def skip_feedback(ws: Workspace, *, round_id: int, case_number: int) -> Done[str]:
    """Say that a finished case needs no feedback; writing some takes that back.

    Args:
        ws: the workspace.
        round_id: the round.
        case_number: the case's place in its queue.

    Returns:
        How its feedback stands now: ``not_needed``.

    Raises:
        AppError: as for reading; or feedback was written already.
    """
    require(ws, Right.GRADE_OWN)
    with ws.write(Event(act=Act.ALTER, name="feedback_not_needed", details={"round_id": round_id})) as work:
        sheet = _sheet(ws, work.session, round_id, case_number)
        _refuse_unfinished(work.session, sheet)
        if _feedback(work.session, sheet).kept:
            raise AppError(
                f"Feedback on case {case_number} is written already.", "It stands; you can change its words."
            )
        work.session.add(FeedbackRow(sheet_id=sheet.id, written_at=work.at, **work.written))
        work.note(sheet_id=sheet.id)
    return Done(value="not_needed", changed=frozenset({Topic.ACTIONS, Topic.AUDIT}))


def feedback_within(ws: Workspace, session: Session, *, round_id: int, case_number: int) -> Feedback:
    """The same for a paper, in a session that is logged already.

    Raises:
        AppError: as for reading; or grades were changed after it was kept, or the case was taken away since.
    """
    sheet = _sheet(ws, session, round_id, case_number)
    _refuse_unfinished(session, sheet)
    found = _feedback(session, sheet)
    if found.stale:
        raise AppError(found.standing, "Keep it again, as it is or with other words; then it can be given out.")
    return found


def feedback_states(session: Session, seat_id: int) -> dict[int, str]:
    """How the feedback of a seat's cases stands, by the case's number in the round: ``kept`` or ``not_needed``.

    One that was settled before grades were changed is ``stale``. A case that is not in it waits, if it is finished.
    """
    rows = session.execute(
        select(SheetRow.round_case_id, SheetRow.id, FeedbackTextRow.feedback_id.is_(None), FeedbackRow.audit_seq)
        .join(FeedbackRow, FeedbackRow.sheet_id == SheetRow.id)
        .outerjoin(FeedbackTextRow, FeedbackTextRow.feedback_id == FeedbackRow.id)
        .where(SheetRow.seat_id == seat_id)
        .order_by(FeedbackRow.id)
    ).all()
    changed = _changed_at(session, {sheet for _, sheet, _, _ in rows})
    return {
        case: "stale" if changed.get(sheet, 0) > seq else "not_needed" if wordless else "kept"
        for case, sheet, wordless, seq in rows
    }


def _changed_at(session: Session, sheet_ids: Collection[int]) -> dict[int, int]:
    """The place in the log of the newest change of each sheet's locked answers; those never changed are left out."""
    newest = select(SheetChangeRow.sheet_id, func.max(SheetChangeRow.audit_seq))
    rows = session.execute(newest.where(SheetChangeRow.sheet_id.in_(sheet_ids)).group_by(SheetChangeRow.sheet_id))
    return {sheet: seq for sheet, seq in rows}


def _sheet(ws: Workspace, session: Session, round_id: int, case_number: int) -> SheetRow:
    """The sheet of whoever opened the workspace about a case, as its line manager."""
    round_row(session, round_id)
    case = session.scalars(
        select(RoundCaseRow).where(RoundCaseRow.round_id == round_id, RoundCaseRow.position == case_number)
    ).one_or_none()
    if case is None:
        raise AppError(f"Round R{round_id} has no case {case_number}.", "Its queue shows the cases it has.")
    sheet = session.scalars(
        select(SheetRow)
        .join(SeatRow, SeatRow.id == SheetRow.seat_id)
        .join(SeatPersonRow, SeatPersonRow.seat_id == SeatRow.id)
        .where(SheetRow.round_case_id == case.id, SeatRow.role == "line_manager", SeatPersonRow.actor_id == ws.actor.id)
    ).one_or_none()
    if sheet is None:
        raise AppError(
            f"You have no sheet about case {case_number} as its line manager.", "Feedback comes from your own sheet."
        )
    return sheet


def _refuse_unfinished(session: Session, sheet: SheetRow) -> None:
    """Refuse to draft or keep feedback on a case that is not finished. AppError says whether it was taken away."""
    state = read_grading(session, sheet).state
    if state is SheetState.CONFLICT:
        raise AppError("This case was taken away from you, so there is no feedback from you.", "Go on to another case.")
    if state is not SheetState.DONE:
        position = session.get_one(RoundCaseRow, sheet.round_case_id).position
        raise AppError(f"Case {position} is not finished yet.", "Lock its last stage, then come back.")


def _feedback(session: Session, sheet: SheetRow) -> Feedback:
    case, grading = session.get_one(RoundCaseRow, sheet.round_case_id), read_grading(session, sheet)
    row = session.execute(
        select(FeedbackRow.written_at, FeedbackRow.audit_seq, FeedbackTextRow.text)
        .join(FeedbackTextRow, FeedbackTextRow.feedback_id == FeedbackRow.id)
        .where(FeedbackRow.sheet_id == sheet.id)
        .order_by(FeedbackRow.id.desc())
    ).first()
    written_at, kept_seq, text = row or (None, 0, None)
    if text is None:
        _refuse_unfinished(session, sheet)
    reference = reference_of(grading.scheme, dict(grading.values))
    taken_away = grading.state is SheetState.CONFLICT
    draft = "" if taken_away else draft_words(feedback_points(grading), _title(grading, case, reference))
    return Feedback(
        round_id=case.round_id,
        number=case.position,
        kind_label=say(grading.scheme.label),
        reference=reference,
        text=text or draft,
        draft=draft,
        kept=text is not None,
        written_at=to_text(written_at) if written_at else "",
        erased=row is not None and text is None,
        stale=text is not None and _changed_at(session, [sheet.id]).get(sheet.id, 0) > kept_seq,
        taken_away=taken_away,
    )


def _title(grading: Grading, case: RoundCaseRow, reference: str) -> str:
    kind = say(grading.scheme.label)
    if reference:
        return _WORDS.say("feedback.title", kind=kind, reference=reference)
    return _WORDS.say("feedback.title_unnamed", kind=kind, number=case.position, round=case.round_id)


def draft_words(points: Points, title: str) -> str:
    """The draft as plain text: a title, what it is for, what was good, what was missing, how to answer."""
    words = _WORDS.say
    better = [_line(point) for point in points.better] or [words("feedback.nothing")]
    good = [_line(point) for point in points.good] or [words("feedback.none_good")]
    blocks = (
        [title],
        [words("feedback.learning")],
        [words("feedback.good"), *good],
        [words("feedback.better"), *better],
        [words("feedback.close")],
    )
    return "\n\n".join("\n".join(block) for block in blocks)


def _line(point: Point) -> str:
    entry = "feedback.grouped" if point.group else "feedback.point"
    line = _WORDS.say(entry, group=point.group, question=point.question, answer=point.answer)
    noted = _WORDS.say("feedback.noted", reasons="; ".join(point.noted)) if point.noted else ""
    return " ".join(filter(None, (line, point.means, noted)))
