"""What a panel sees and agrees of a case: how its grades spread, once all are in; its view; the next stage.

No shape of a spread tells which seat gave which answer: counts, reasons and words are in an order of their own. Which
seat declared a part in the case too late is told to whoever runs the meeting, and in no paper.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from app.core.changes import Done, Topic
from app.core.clock import to_text
from app.core.errors import AppError
from app.core.events import Act, Event
from app.core.schemes.plain import question_words
from app.core.schemes.spec import Question, Scheme
from app.core.shapes.meetings import (
    CaseSpread,
    Consensus,
    MeetingState,
    MeetingView,
    QuestionSpread,
    SpreadAnswer,
    Vote,
)
from app.core.words import say
from app.core.workflow.grid import code_named
from app.core.workflow.meeting import PanelCase, PanelSeat, check_state, check_vote
from app.core.workflow.rights import Right
from app.core.workflow.sheet import Grading, choices
from app.models.meetings import CaseStageRow, ConsensusRow, ConsensusTextRow, MeetingRow, SpreadSeenRow
from app.models.rounds import RoundCaseRow
from app.services.panels.meeting_facts import meeting_row, panel_seats, state_of
from app.services.panels.meetings import read_meeting
from app.services.panels.panel_cases import case_row, case_rows, newest_views, panel_cases
from app.services.refusals import refusals_logged
from app.services.rights import may, require
from app.services.workspace import Work, Workspace

_CHANGED = frozenset({Topic.ROUNDS, Topic.SHEETS, Topic.AUDIT})
_OPEN = frozenset({MeetingState.OPEN})
_MOST_MINORITY = 4_000


def show_spread(ws: Workspace, *, round_id: int, case_id: int, stage: str = "") -> Done[CaseSpread]:
    """Show how a case's grades spread. From the first time on, answers of that stage stand.

    Args:
        ws: the workspace.
        round_id: the meeting.
        case_id: the case's number in the queue's items.
        stage: one that was seen before, to look back; "" for the one that everyone has come to.

    Raises:
        AppError: whoever asks may not; no such case or stage, or it was set aside; or, the first time, seats are still
            to come (how many), the case is not released, the meeting is not open, or they may not run it.
    """
    require(ws, Right.SEE_SPREAD)
    with ws.read() as session:
        first = not _panel(session, round_id, case_id, stage).seen
    if first:
        require(ws, Right.OPEN_MEETING)
    details = {"round_id": round_id, "round_case": case_id}
    refused = refusals_logged(ws, "spread_refused", **details)
    with refused, ws.write(Event(act=Act.CONSULT, name="spread_shown", details=details)) as work:
        panel = _panel(work.session, round_id, case_id, stage)
        panel.case.check_spread(panel.seats, panel.stage)
        if not panel.seen:
            check_state(panel.state, _OPEN)
            seen = SpreadSeenRow(round_case_id=case_id, stage=panel.stage, seen_at=work.at, **work.written)
            work.session.add(seen)
        work.note(stage=panel.stage, first=not panel.seen)
        shape = _spread(work.session, panel, named=may(ws, Right.OPEN_MEETING))
    return Done(value=shape, changed=_CHANGED)


def seen_spread(session: Session, *, round_id: int, case_id: int) -> CaseSpread | None:
    """The newest spread of a case that the panel has asked to see, for a window that shows it again; else None."""
    seen = seen_spreads(session, round_id=round_id, case_id=case_id)
    return seen[-1] if seen else None


def seen_spreads(session: Session, *, round_id: int, case_id: int) -> tuple[CaseSpread, ...]:
    """Every spread of a case that the panel has asked to see, stage by stage: all that its report may tell."""
    panel = _panel(session, round_id, case_id, "")
    seen = [stage for stage in panel.case.stages if panel.case.seen(stage)]
    return tuple(_spread(session, replace(panel, stage=stage), named=False) for stage in seen)


def set_consensus(ws: Workspace, *, round_id: int, case_id: int, votes: Sequence[Vote]) -> Done[CaseSpread]:
    """Set down what the panel agreed on some questions, with its votes; what was set down before stays behind it.

    Args:
        ws: the workspace.
        round_id: the meeting.
        case_id: the case's number in the queue's items.
        votes: by question: the answer, or "" where the panel did not agree.

    Raises:
        AppError: whoever asks may not; the meeting is not open; the spread was not seen; a question, answer or number
            of votes will not do. Nothing is kept then.
    """
    require(ws, Right.CONSENSUS)
    if not votes:
        raise AppError("There is no view to set down.", "Say what the panel agreed on at least one question.")
    event = Event(act=Act.ALTER, name="consensus_set", details={"round_id": round_id, "round_case": case_id})
    with ws.write(event) as work:
        panel = _panel(work.session, round_id, case_id, "")
        check_state(panel.state, _OPEN)
        rows = [_keep_vote(work, panel, vote) for vote in votes]
        work.note(consensus=[row.id for row in rows], questions=[row.question for row in rows])
        stage = panel.case.blank.scheme.question(votes[0].question).stage
        work.session.flush()
        shape = _spread(work.session, replace(panel, stage=stage), named=may(ws, Right.OPEN_MEETING))
    return Done(value=shape, changed=_CHANGED)


def answer_named(ws: Workspace, *, round_id: int, case_id: int, question: str, named: str) -> str:
    """The code of the answer that a line of commands names by its place on the form or its words.

    A question that the panel takes no view of gives back what was written, for :func:`set_consensus` to refuse.

    Raises:
        AppError: whoever asks may not; no such case; the question has no such answer, or several may be meant.
    """
    require(ws, Right.CONSENSUS)
    if not named.strip():
        raise AppError("No answer was named.", "Name the one that the panel agreed on, or say that it did not agree.")
    with ws.read() as session:
        case = _panel(session, round_id, case_id, "").case
    asked = (one for stage in case.stages for one in case.questions(stage) if one.id == question)
    scales = case.blank.scheme.scales
    return next((code_named(choices(scales[one.scale]), named, question) for one in asked), named)


def erase_minority(ws: Workspace, *, round_id: int, case_id: int, question: str) -> Done[CaseSpread]:
    """Erase what those who saw it otherwise had said to a question, in every view of it; the votes stay.

    Raises:
        AppError: whoever asks may not; no such case; nothing was set down about the question.
    """
    require(ws, Right.CONSENSUS)
    details = {"round_id": round_id, "round_case": case_id, "question": question}
    with ws.write(Event(act=Act.ERASE, name="minority_erased", details=details)) as work:
        panel = _panel(work.session, round_id, case_id, "")
        views = select(ConsensusRow.id).where(ConsensusRow.round_case_id == case_id, ConsensusRow.question == question)
        kept = work.session.scalars(views).all()
        if not kept:
            raise AppError(f"Nothing was set down about {question}.", "Choose a question that the panel has a view of.")
        texts = (ConsensusTextRow.consensus_id.in_(kept), ConsensusTextRow.erased_seq.is_(None))
        work.session.execute(update(ConsensusTextRow).where(*texts).values(minority=None, erased_seq=work.seq))
        stage = panel.case.blank.scheme.question(question).stage
        shape = _spread(work.session, replace(panel, stage=stage), named=may(ws, Right.OPEN_MEETING))
    return Done(value=shape, changed=_CHANGED)


def open_next_stage(ws: Workspace, *, round_id: int, case_id: int) -> Done[MeetingView]:
    """Open the next stage of a case for everyone.

    Raises:
        AppError: whoever asks may not; the meeting is not open; the spread of the stage before was not seen, a question
            has no view of the panel yet, or there is no further stage.
    """
    require(ws, Right.OPEN_MEETING)
    event = Event(act=Act.ALTER, name="stage_opened", details={"round_id": round_id, "round_case": case_id})
    with ws.write(event) as work:
        panel = _panel(work.session, round_id, case_id, "")
        check_state(panel.state, _OPEN)
        work.note(stage=_open(work, case_id, panel.case))
    return Done(value=read_meeting(ws, round_id), changed=_CHANGED)


def open_stage_everywhere(ws: Workspace, *, round_id: int) -> Done[MeetingView]:
    """Open the next stage of every case that is ready for it.

    Raises:
        AppError: whoever asks may not; the meeting is not open; no case is ready.
    """
    require(ws, Right.OPEN_MEETING)
    with ws.write(Event(act=Act.ALTER, name="stages_opened", details={"round_id": round_id})) as work:
        session = work.session
        meeting_row(session, round_id)
        check_state(state_of(session, round_id), _OPEN)
        cases = panel_cases(session, case_rows(session, round_id))
        ready = [case_id for case_id, case in cases.items() if case.may_go_on]
        if not ready:
            what = "No case is ready for its next stage."
            raise AppError(what, "Show how grades spread, and set down what the panel agreed.")
        for case_id in ready:
            _open(work, case_id, cases[case_id])
        work.note(cases=ready)
    return Done(value=read_meeting(ws, round_id), changed=_CHANGED)


# ------------------------------------------------------------------ a case and its panel
@dataclass(frozen=True, kw_only=True, slots=True)
class _Panel:
    """A case of a meeting at a stage, with everyone who sits there."""

    meeting: MeetingRow
    state: MeetingState
    seats: tuple[PanelSeat, ...]
    row: RoundCaseRow
    case: PanelCase
    stage: str

    @property
    def seen(self) -> bool:
        return self.case.seen(self.stage)

    @property
    def voters(self) -> int:
        return self.case.voters(self.seats, police_vote=self.meeting.police_vote)


def _panel(session: Session, round_id: int, case_id: int, stage: str) -> _Panel:
    """A case at a stage; "" is the one that everyone has come to. AppError: no such case or stage, or set aside."""
    meeting, row = meeting_row(session, round_id), case_row(session, round_id, case_id)
    case = panel_cases(session, [row])[case_id]
    if case.set_aside:
        raise AppError(f"Case {case.number} was replaced or withheld.", "It is not graded. Go on with another.")
    if stage and stage != case.stage and not case.seen(stage):
        raise AppError(f"Case {case.number}: that stage was not seen yet.", "Leave the stage away for the open one.")
    return _Panel(
        meeting=meeting,
        state=state_of(session, round_id),
        seats=panel_seats(session, round_id),
        row=row,
        case=case,
        stage=stage or case.stage,
    )


def _open(work: Work, case_id: int, case: PanelCase) -> str:
    stage = case.check_next_stage()
    work.session.add(CaseStageRow(round_case_id=case_id, stage=stage, opened_at=work.at, **work.written))
    return stage


def _keep_vote(work: Work, panel: _Panel, vote: Vote) -> ConsensusRow:
    check_vote(panel.case, vote, panel.voters)
    minority = vote.minority.strip()
    if len(minority) > _MOST_MINORITY:
        raise AppError("What the minority says is too long.", f"Say it in at most {_MOST_MINORITY:,} characters.")
    row = ConsensusRow(
        round_case_id=panel.row.id,
        question=vote.question,
        choice=vote.choice,
        votes_for=vote.votes_for,
        votes_against=vote.votes_against,
        votes_abstained=vote.votes_abstained,
        agreed_at=work.at,
        **work.written,
    )
    work.session.add(row)
    work.session.flush()
    work.session.add(ConsensusTextRow(consensus_id=row.id, minority=minority))
    work.session.flush()
    return row


# ------------------------------------------------------------------ the spread
def _spread(session: Session, panel: _Panel, *, named: bool) -> CaseSpread:
    """A case's spread; ``named``: with the seats of those who declared a part in it too late."""
    case, stage, scheme = panel.case, panel.stage, panel.case.blank.scheme
    views = newest_views(session, [panel.row.id]).get(panel.row.id, {})
    to_agree, after = {question.id for question in case.to_agree(stage)}, case.after(stage)
    return CaseSpread(
        round_id=panel.row.round_id,
        case_id=panel.row.id,
        number=case.number,
        stage=stage,
        stage_label=say(scheme.stage(stage).label),
        seats=case.states(panel.seats, stage),
        voters=panel.voters,
        questions=tuple(
            _question(session, question, case, views.get(question.id), to_agree=question.id in to_agree)
            for question in case.questions(stage)
            if not scheme.scales[question.scale].stops_at
        ),
        next_stage=after,
        next_label=say(scheme.stage(after).label) if after else "",
        late=case.seats_late(panel.seats, stage) if named else case.told_late(stage),
    )


def _question(
    session: Session, question: Question, case: PanelCase, view: ConsensusRow | None, *, to_agree: bool
) -> QuestionSpread:
    scheme, sheets = case.blank.scheme, case.locked_sheets(question.stage)
    given = Counter(sheet.answers.get(question.id, "") for sheet in sheets)
    ticked = Counter(reason for sheet in sheets for reason in sheet.ticked.get(question.id, ()))
    return QuestionSpread(
        question=question.id,
        text=question_words(question, case.blank.role),
        answers=tuple(
            SpreadAnswer(code=one.code, label=one.label, tone=one.tone, count=given[one.code], key=one.key)
            for one in choices(scheme.scales[question.scale])
        ),
        reasons=tuple(
            (say(reason.label), ticked[reason.code])
            for reason in scheme.reasons.get(question.reasons, ())
            if ticked[reason.code]
        ),
        notes=_notes(question, sheets),
        to_agree=to_agree,
        consensus=_consensus(session, question, scheme, view) if view is not None else None,
    )


def _notes(question: Question, sheets: Sequence[Grading]) -> tuple[str, ...]:
    """What was written to a question, in the order of the words: that of the seats would tell who wrote what."""
    return tuple(
        sorted(filter(None, (sheet.written.get(question.id, "").strip() for sheet in sheets)), key=str.casefold)
    )


def _consensus(session: Session, question: Question, scheme: Scheme, view: ConsensusRow) -> Consensus:
    text = session.get(ConsensusTextRow, view.id)
    words = {answer.code: say(answer.label) for answer in scheme.scales[question.scale].answers}
    return Consensus(
        choice=view.choice,
        label=words.get(view.choice, ""),
        votes_for=view.votes_for,
        votes_against=view.votes_against,
        votes_abstained=view.votes_abstained,
        minority=(text.minority if text is not None else "") or "",
        agreed_at=to_text(view.agreed_at),
    )
