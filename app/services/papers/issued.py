"""The papers that were issued: the list of them, who has each copy, and what became of it.

A copy is out until it came back or was destroyed: a recall only asks for it back.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import datetime
from typing import Final

from sqlalchemy import Select, or_, select
from sqlalchemy.orm import Session, aliased

from app.core.changes import Done, Topic
from app.core.clock import to_text
from app.core.days import day_words, local
from app.core.errors import AppError
from app.core.events import Act, Event
from app.core.shapes.papers import STILL_OUT, PaperListing, PaperState, PaperStep, PrintSize
from app.core.words import typist
from app.core.workflow.papers import MAKES, NEXT, STATE_WORDS, take_step
from app.core.workflow.rights import Right, role_words
from app.models.frames import FrameCaseRow
from app.models.gate import ReplacementRow, WithholdingRow
from app.models.papers import (
    PaperRecipientRow,
    PaperReleaseRow,
    PaperRow,
    PaperShapeRow,
    PaperStepRow,
    PaperStepTextRow,
)
from app.models.records import ReleaseRow
from app.models.releases import names_of
from app.models.rounds import RoundDrawRow
from app.services.papers.issuing import number_words
from app.services.papers.paper_sorts import SORTS
from app.services.papers.whose import others_papers
from app.services.refusals import refusals_logged
from app.services.rights import may, require, require_maker
from app.services.workspace import Workspace

_CHANGED: Final = frozenset({Topic.PAPERS, Topic.AUDIT})
_LONGEST_NOTE: Final = 500
_CHUNK: Final = 500
_EVENTS: Final = {
    PaperState.RECALLED: "paper_recalled",
    PaperState.RETURNED: "paper_returned",
    PaperState.DESTROYED: "paper_destroyed",
    PaperState.OUT: "paper_out_again",
}


def list_papers(
    ws: Workspace, *, out_only: bool = False, round_id: int | None = None, draw_id: int | None = None
) -> tuple[PaperListing, ...]:
    """Every copy of every paper that was issued, in the order they were made.

    Args:
        ws: the workspace.
        out_only: only those that somebody may still hold.
        round_id: only those of this round.
        draw_id: only those of this draw.

    Raises:
        AppError: whoever opened the workspace may not.
    """
    require(ws, Right.AUDIT)
    wanted = select(PaperRow).order_by(PaperRow.id)
    if round_id is not None:
        wanted = wanted.where(PaperRow.round_id == round_id)
    if draw_id is not None:
        wanted = wanted.where(PaperRow.draw_id == draw_id)
    with ws.read() as session:
        found = paper_listings(ws, session, session.scalars(wanted).all())
    return tuple(one for one in found if one.still_out or not out_only)


def step_paper(ws: Workspace, *, paper_id: int, state: PaperState, note: str = "") -> Done[PaperListing]:
    """Say what became of a copy: for who may open it, and for who looks after the people, whatever it says.

    Args:
        ws: the workspace.
        paper_id: the copy.
        state: ``RECALLED``: it is asked back; ``RETURNED``, ``DESTROYED``; ``OUT``: it was marked so by mistake.
        note: why, or how; kept where it can be erased.

    Raises:
        AppError: whoever opened the workspace may not; there is no such paper, it stands so that it cannot, or it is
            not said why.
    """
    if not may(ws, Right.MANAGE_PEOPLE):
        require_paper(ws, paper_id)
    event = Event(act=Act.ALTER, name=_EVENTS[state], details={"paper": paper_id})
    with ws.write(event) as work:
        row = paper_row(work.session, paper_id)
        steps = _steps(work.session, [row.id])[row.id]
        take_step(name_of(row), _state(steps), state, note)
        if len(note) > _LONGEST_NOTE:
            raise AppError(f"The note is longer than {_LONGEST_NOTE} characters.", "Say it in fewer words.")
        step = PaperStepRow(paper_id=row.id, number=len(steps) + 1, step=state.value, taken_at=work.at, **work.written)
        work.session.add(step)
        work.session.flush()
        if note.strip():
            work.session.add(PaperStepTextRow(step_id=step.id, note=note.strip()))
            work.session.flush()
        (listing,) = paper_listings(ws, work.session, [row])
    return Done(value=listing, changed=_CHANGED)


def erase_names(ws: Workspace, *, paper_id: int) -> Done[PaperListing]:
    """Erase for whom a copy is, and what was noted of it. That it was made, and what became of it, stays.

    Raises:
        AppError: whoever opened the workspace may not, there is no such paper, or nobody is named in it.
    """
    require(ws, Right.MANAGE_PEOPLE)
    with ws.write(Event(act=Act.ERASE, name="paper_names_erased", details={"paper": paper_id})) as work:
        row = paper_row(work.session, paper_id)
        steps = select(PaperStepRow.id).where(PaperStepRow.paper_id == paper_id)
        named = (PaperRecipientRow.paper_id == paper_id, PaperRecipientRow.erased_seq.is_(None))
        noted = (PaperStepTextRow.step_id.in_(steps), PaperStepTextRow.erased_seq.is_(None))
        names = work.session.scalars(select(PaperRecipientRow).where(*named)).all()
        notes = work.session.scalars(select(PaperStepTextRow).where(*noted)).all()
        if not (names or notes):
            raise AppError(f"Nobody is named in {name_of(row)}.", "There is nothing to erase.")
        for one in names:
            one.name, one.erased_seq = None, work.seq
        for one in notes:
            one.note, one.erased_seq = None, work.seq
        work.session.flush()
        (listing,) = paper_listings(ws, work.session, [row])
    return Done(value=listing, changed=_CHANGED)


def erase_paper(ws: Workspace, *, paper_id: int) -> Done[PaperListing]:
    """Erase what a paper says, for every copy that was made in one go with it. That it was made stays in the list.

    Raises:
        AppError: whoever opened the workspace may not, there is no such paper, or it was erased before.
    """
    require(ws, Right.MANAGE_PEOPLE)
    with ws.write(Event(act=Act.ERASE, name="paper_erased", details={"paper": paper_id})) as work:
        row = paper_row(work.session, paper_id)
        kept = work.session.get(PaperShapeRow, row.shape_of or row.id)
        if kept is None or kept.body is None:
            raise AppError(f"What {name_of(row)} said was erased before.", "There is nothing to erase.")
        kept.body, kept.erased_seq = None, work.seq
        work.session.flush()
        (listing,) = paper_listings(ws, work.session, [row])
    return Done(value=listing, changed=_CHANGED)


def still_out_with(session: Session, version_id: int) -> tuple[str, ...]:
    """The copies that somebody may still have with words of a sealed version that do not stand any more."""
    held = (
        select(PaperRow)
        .join(PaperReleaseRow, PaperReleaseRow.paper_id == PaperRow.id)
        .join(ReleaseRow, ReleaseRow.id == PaperReleaseRow.release_id)
        .where(ReleaseRow.version_id == version_id, PaperRow.id.in_(_with_old_words(session)))
        .order_by(PaperRow.id)
        .distinct()
    )
    rows = session.scalars(held).all()
    steps = _steps(session, [row.id for row in rows])
    return tuple(f"{name_of(row)} ({number_of(row)})" for row in rows if _state(steps[row.id]) in STILL_OUT)


# ------------------------------------------------------------------ for the other services of papers
def paper_row(session: Session, paper_id: int) -> PaperRow:
    """A paper by its number in the list. AppError where there is none."""
    row = session.get(PaperRow, paper_id)
    if row is None:
        raise AppError(f"There is no paper P{paper_id}.", "`papers list` shows all that were made.")
    return row


def require_paper(ws: Workspace, paper_id: int) -> None:
    """See that whoever opened the workspace may have this paper: they could have made it themselves.

    Raises:
        AppError: they may not, it is of somebody else's round, or there is no such paper.
    """
    require(ws, Right.AUDIT)
    with ws.read() as session:
        row = paper_row(session, paper_id)
        mine = row.id not in others_papers(ws, session, [row])
    require_maker(ws, row.sort)
    if not mine:
        with refusals_logged(ws, "paper_refused", paper=paper_id):
            raise AppError(
                f"{name_of(row)} is of a round that is not yours.", "Only whoever graded that round has its papers."
            )


def name_of(row: PaperRow) -> str:
    """The short name of a copy: ``P12``."""
    return f"P{row.id}"


def number_of(row: PaperRow) -> str:
    """The number that stands on the pages of a copy."""
    return number_words(subject_of(row), row.sort, row.part, row.copy)


def subject_of(row: PaperRow) -> str:
    """The name of what a paper is of: ``R3``."""
    named = {"F": row.frame_id, "D": row.draw_id, "R": row.round_id, "A": row.action_id}
    return next(f"{letter}{number}" for letter, number in named.items() if number is not None)


def paper_listings(ws: Workspace, session: Session, rows: Sequence[PaperRow]) -> tuple[PaperListing, ...]:
    """Papers as the list shows them. Who is named in one is for those who know them, and for who put it in."""
    ids = [row.id for row in rows]
    steps = _steps(session, ids)
    taken = (step.actor_id for each in steps.values() for step, _ in each)
    names = _people(session, (*(row.actor_id for row in rows), *taken))
    recipients, others, named = _recipients(session, ids), others_papers(ws, session, rows), _sees_names(ws)
    recalled, erased, looks_after = _with_old_words(session), _erased(session), may(ws, Right.MANAGE_PEOPLE)
    return tuple(
        PaperListing(
            paper_id=row.id,
            name=name_of(row),
            number=number_of(row),
            sort=row.sort,
            sort_label=SORTS[row.sort].label,
            of=subject_of(row),
            part=row.part,
            copy=row.copy,
            size=PrintSize(row.size),
            made_at=to_text(row.made_at),
            made_by=names[row.actor_id],
            sha256=row.sha256,
            recipient=recipients.get(row.id, "") if named or row.actor_id == ws.actor.id else "",
            state=_state(steps[row.id]),
            state_told=_told(steps[row.id]),
            steps=tuple(
                _step(names, step, note if named or step.actor_id == ws.actor.id else "")
                for step, note in steps[row.id]
            ),
            can=NEXT[_state(steps[row.id])] if looks_after or _may_open(ws, row, others) else (),
            recalled_words=row.id in recalled,
            erased=(row.shape_of or row.id) in erased,
            may_open=_may_open(ws, row, others),
            may_erase=looks_after,
        )
        for row in rows
    )


# ------------------------------------------------------------------ reading
Steps = list[tuple[PaperStepRow, str]]


def _may_open(ws: Workspace, row: PaperRow, others: Collection[int]) -> bool:
    """As :func:`require_paper`; ``others`` are the papers that are somebody else's."""
    return all(may(ws, right) for right in MAKES[row.sort]) and row.id not in others


def _sees_names(ws: Workspace) -> bool:
    """Whether whoever opened the workspace may know for whom copies are: whoever knows the panel or the people."""
    return may(ws, Right.OPEN_MEETING) or may(ws, Right.MANAGE_PEOPLE)


def _state(steps: Steps) -> PaperState:
    return PaperState(steps[-1][0].step) if steps else PaperState.OUT


def _told(steps: Steps) -> str:
    """How a copy stands: “Recalled on 3 July 2025”."""
    state = _state(steps)
    return STATE_WORDS[state] if state is PaperState.OUT else f"{STATE_WORDS[state]} on {_day(steps[-1][0].taken_at)}"


def _day(moment: datetime) -> str:
    return day_words(local(moment))


def _step(names: Mapping[int, str], row: PaperStepRow, note: str) -> PaperStep:
    return PaperStep(state=PaperState(row.step), at=to_text(row.taken_at), by=names[row.actor_id], note=note)


def _steps(session: Session, paper_ids: Sequence[int]) -> dict[int, Steps]:
    """The steps of some papers with what was noted at each, the newest last."""
    found: dict[int, Steps] = {paper: [] for paper in paper_ids}
    for ids in _chunks(paper_ids):
        rows = session.execute(
            select(PaperStepRow, PaperStepTextRow.note)
            .outerjoin(PaperStepTextRow, PaperStepTextRow.step_id == PaperStepRow.id)
            .where(PaperStepRow.paper_id.in_(ids))
            .order_by(PaperStepRow.number)
        )
        for step, note in rows:
            found[step.paper_id].append((step, note or ""))
    return found


def _recipients(session: Session, paper_ids: Sequence[int]) -> dict[int, str]:
    found: dict[int, str] = {}
    for ids in _chunks(paper_ids):
        rows = session.scalars(select(PaperRecipientRow).where(PaperRecipientRow.paper_id.in_(ids)))
        found.update({row.paper_id: row.name for row in rows if row.name})
    return found


def _with_old_words(session: Session) -> set[int]:
    """The papers whose words do not stand any more.

    They hold a release which was taken back after it, or let go anew: then more may be covered; or a case that was
    replaced or withheld after they were made.
    """
    later = aliased(ReleaseRow)
    taken_back = (
        select(PaperReleaseRow.paper_id)
        .join(ReleaseRow, ReleaseRow.id == PaperReleaseRow.release_id)
        .join(later, (later.version_id == ReleaseRow.version_id) & (later.id > ReleaseRow.id))
    )
    aside = (_with_case_of(ReplacementRow), _with_case_of(WithholdingRow))
    return {paper for wanted in (taken_back, *aside) for paper in session.scalars(wanted)}


def _with_case_of(table: type[ReplacementRow] | type[WithholdingRow]) -> Select[int]:
    """The papers of a draw, or of its rounds, that hold a case which was set aside there after they were made."""
    draws = select(RoundDrawRow.draw_id).where(RoundDrawRow.round_id == PaperRow.round_id)
    return (
        select(PaperReleaseRow.paper_id)
        .join(PaperRow, PaperRow.id == PaperReleaseRow.paper_id)
        .join(ReleaseRow, ReleaseRow.id == PaperReleaseRow.release_id)
        .join(FrameCaseRow, FrameCaseRow.case_id == ReleaseRow.case_id)
        .join(table, table.frame_case_id == FrameCaseRow.id)
        .where(table.audit_seq > PaperRow.audit_seq)
        .where(or_(table.draw_id == PaperRow.draw_id, table.draw_id.in_(draws)))
    )


def _erased(session: Session) -> set[int]:
    """The papers whose shape was erased."""
    return set(session.scalars(select(PaperShapeRow.paper_id).where(PaperShapeRow.body.is_(None))))


def _people(session: Session, actor_ids: Iterable[int]) -> dict[int, str]:
    """Who some actors are: their names, or their roles where no name is kept."""
    return {actor: name or typist(role_words(role)) for actor, (role, name) in names_of(session, actor_ids).items()}


def _chunks(ids: Sequence[int]) -> Iterable[Sequence[int]]:
    return (ids[start : start + _CHUNK] for start in range(0, len(ids), _CHUNK))
