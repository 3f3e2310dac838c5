"""Actions: what is to be done because of a case or a round, a panel's or a line manager's, until it is closed.

Every step is a row of its own. Lists tell names and words of people: that they were looked at is logged, and each sees
only what is theirs to follow up.
"""

from collections.abc import Collection, Mapping, Sequence
from datetime import date, datetime, timedelta
from typing import Final, Literal

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.core.changes import Done, Topic
from app.core.clock import to_text
from app.core.days import day_words, local
from app.core.errors import AppError
from app.core.events import Act, Event
from app.core.schemes.plain import reference_of
from app.core.shapes.actions import ActionCounts, ActionStep, ActionView, NewAction
from app.core.shapes.gate import ReasonChoice
from app.core.words import say
from app.core.workflow.actions import ActionState, Step, days_over, next_steps, state_after, take_step
from app.core.workflow.rights import Right
from app.models.actions import ActionRow, ActionStepRow, ActionStepTextRow, ActionTextRow
from app.models.papers import PaperRow
from app.models.record_store import read_values
from app.models.rounds import RoundCaseRow
from app.services.drawing.frame_views import scheme_of
from app.services.grading.action_gate import may_judge, require_judges, require_sees, rounds_seen
from app.services.grading.rounds import read_round, round_row
from app.services.reasons import force_of
from app.services.rights import may, require
from app.services.schemes import load_library
from app.services.workspace import Work, Workspace

Which = Literal["open", "overdue", "all"]

MOST_TASK: Final = 500
"""How long a task may be, in characters: the letter to its owner is one page."""
MOST_NAME: Final = 120
MOST_WORDS: Final = 4_000

_DAYS: Final = 28
"""So many days from today an action is due, where nobody says otherwise."""
_NOTHING: Final = "none"
"""The ladder's rung for nothing further: a person may suggest it on a sheet, but there is nothing to follow up."""
_CHANGED: Final = frozenset({Topic.ACTIONS, Topic.AUDIT})
_STATES: Final = {
    ActionState.OPEN: "Open",
    ActionState.REPLIED: "Reply received",
    ActionState.ACCEPTED: "Reply accepted",
    ActionState.CLOSED: "Closed",
}
_STEPS: Final = {
    Step.REPLY: "Replied",
    Step.ACCEPT: "Accepted",
    Step.REFUSE: "Not accepted",
    Step.CLOSE: "Closed",
}
_BY_PANEL: Final = " by the panel"


def default_due(ws: Workspace) -> date:
    """The day that is proposed for a new action, by the workspace's clock."""
    return local(ws.clock()).date() + timedelta(days=_DAYS)


def action_rungs(ws: Workspace) -> tuple[ReasonChoice, ...]:
    """The rungs of the force's ladder that an action can be of, the mildest first."""
    ladder = load_library(ws.force).force.ladder
    return tuple(ReasonChoice(code=rung.code, label=say(rung.label)) for rung in ladder if rung.code != _NOTHING)


def add_action(ws: Workspace, new: NewAction) -> Done[ActionView]:
    """Add an action; it is open, and has the next number of the workspace.

    Args:
        ws: the workspace.
        new: what is to be done, by whom, by when, and because of which case.

    Raises:
        AppError: whoever asks may not, in that round; no such round, case or rung; no task or owner, or too long a one;
            a due day that is past.
    """
    require(ws, Right.ACTIONS)
    with ws.read() as session:
        round_row(session, new.round_id)
    require_judges(ws, new.round_id)
    task = _words(new.task, "what is to be done", MOST_TASK)
    owner = _words(new.owner, "who is to do it", MOST_NAME)
    _check_rung(ws, new.rung)
    event = Event(act=Act.COMBINE, name="action_added", details={"round_id": new.round_id, "rung": new.rung})
    with ws.write(event) as work:
        _check_due(new.due, work.at)
        row = ActionRow(
            round_id=new.round_id,
            round_case_id=_case_of(work.session, new),
            rung=new.rung,
            due=new.due,
            added_at=work.at,
            **work.written,
        )
        work.session.add(row)
        work.session.flush()
        work.session.add(ActionTextRow(action_id=row.id, task=task, owner=owner))
        work.note(action_id=row.id, due=new.due.isoformat())
    return Done(value=_view_of(ws, row.id), changed=_CHANGED)


def reply_action(ws: Workspace, *, action_id: int, text: str, said_by: str) -> Done[ActionView]:
    """Enter the reply to an action; the panel has yet to say whether it accepts it.

    Args:
        ws: the workspace.
        action_id: the action.
        text: what was done, in the words of whoever replied.
        said_by: who replied; it need not be the owner.

    Raises:
        AppError: no such action, or none of theirs; no text or name; it does not wait for a reply.
    """
    words = (_words(text, "what was replied", MOST_WORDS), _words(said_by, "who replied", MOST_NAME))
    return _step(ws, action_id, Step.REPLY, words)


def accept_action(ws: Workspace, *, action_id: int, note: str = "") -> Done[ActionView]:
    """The panel, or the line manager of the round, accepts the reply to an action.

    Raises:
        AppError: whoever asks may not say so; no such action; there is no reply to judge; too long a note.
    """
    return _step(ws, action_id, Step.ACCEPT, (_at_most(note, MOST_TASK), ""))


def refuse_action(ws: Workspace, *, action_id: int, why: str) -> Done[ActionView]:
    """The reply to an action is not accepted: it is open again, and its owner is told why.

    Raises:
        AppError: whoever asks may not say so; no such action; there is no reply to judge; no reason, or too long a one.
    """
    return _step(ws, action_id, Step.REFUSE, (_words(why, "why it is not accepted", MOST_TASK), ""))


def close_action(ws: Workspace, *, action_id: int, note: str = "") -> Done[ActionView]:
    """Close an action whose reply was accepted. It stays closed.

    Raises:
        AppError: whoever asks may not; no such action; its reply is not accepted; too long a note.
    """
    return _step(ws, action_id, Step.CLOSE, (_at_most(note, MOST_TASK), ""))


def list_actions(ws: Workspace, *, which: Which = "open") -> tuple[ActionView, ...]:
    """Actions with their history: those not closed by their due day, then the closed ones, the newest first.

    Whoever leads a panel sees what panels asked for; a line manager that, and what follows from their own rounds.

    Args:
        ws: the workspace.
        which: ``open`` (not closed), ``overdue`` (a reply should have come), or ``all``.

    Raises:
        AppError: whoever opened the workspace may not look at actions.
    """
    require(ws, Right.ACTIONS)
    with ws.consult(Event(act=Act.CONSULT, name="actions_listed", details={"which": which})) as session:
        views = actions_of(ws, session, rounds_seen(ws, session))
    if which == "overdue":
        return tuple(view for view in views if view.overdue)
    unclosed = [view for view in views if view.state != ActionState.CLOSED.value]
    closed = sorted(
        (view for view in views if view.state == ActionState.CLOSED.value), key=lambda view: -view.action_id
    )
    return tuple(unclosed if which == "open" else [*unclosed, *closed])


def read_action(ws: Workspace, action_id: int) -> ActionView:
    """One action. That it was looked at is logged. AppError: there is none of that number, or it is not theirs."""
    require_action(ws, action_id)
    with ws.consult(Event(act=Act.CONSULT, name="action_read", details={"action_id": action_id})) as session:
        return _views(ws, session, [action_row(session, action_id)])[0]


def count_actions(ws: Workspace) -> ActionCounts:
    """How many actions that one may see are not closed, and how many of those are overdue: none where one sees none."""
    today = local(ws.clock()).date()
    with ws.read() as session:
        rows = session.scalars(select(ActionRow).where(ActionRow.round_id.in_(rounds_seen(ws, session)))).all()
        states = _states(_steps(session, [row.id for row in rows]))
    unclosed = [row for row in rows if states[row.id] is not ActionState.CLOSED]
    overdue = [row for row in unclosed if days_over(states[row.id], row.due, today)]
    return ActionCounts(open=len(unclosed), overdue=len(overdue))


def rounds_for_actions(ws: Workspace) -> frozenset[int]:
    """The rounds that whoever opened the workspace may add an action to."""
    with ws.read() as session:
        return frozenset(one for one in rounds_seen(ws, session) if may_judge(ws, session, one))


def require_action(ws: Workspace, action_id: int, *, judges: bool = False) -> None:
    """See that whoever opened the workspace may look at an action, or say what comes of it.

    Raises:
        AppError: they may not, and that is logged; or there is no such action.
    """
    require(ws, Right.ACTIONS)
    with ws.read() as session:
        round_id = action_row(session, action_id).round_id
    (require_judges if judges else require_sees)(ws, round_id)


def action_row(session: Session, action_id: int) -> ActionRow:
    """The row of an action. AppError when there is none of that number."""
    row = session.get(ActionRow, action_id)
    if row is None:
        raise AppError(f"There is no action A{action_id}.", "List the actions to see their numbers.")
    return row


def view_action(ws: Workspace, session: Session, row: ActionRow) -> ActionView:
    """An action as people see it, in a session that is logged already."""
    return _views(ws, session, [row])[0]


def actions_of(ws: Workspace, session: Session, round_ids: Collection[int]) -> tuple[ActionView, ...]:
    """The actions of some rounds by their due day, in a session that is logged already; the caller has asked whose."""
    rows = session.scalars(
        select(ActionRow).where(ActionRow.round_id.in_(round_ids)).order_by(ActionRow.due, ActionRow.id)
    ).all()
    return _views(ws, session, rows)


# ------------------------------------------------------------------ checking
def _words(text: str, what: str, most: int) -> str:
    found = _at_most(text, most)
    if not found:
        raise AppError(f"Say {what}.", "A few words are enough.")
    return found


def _at_most(text: str, most: int) -> str:
    found = text.strip()
    if len(found) > most:
        raise AppError(f"That text has {len(found):,} characters; {most:,} is the most.", "Say it more briefly.")
    return found


def _check_rung(ws: Workspace, code: str) -> None:
    codes = [rung.code for rung in action_rungs(ws)]
    if code not in codes:
        raise AppError(f"“{code}” is no rung of the ladder of actions.", f"Choose one of: {', '.join(codes)}.")


def _check_due(due: date, at: datetime) -> None:
    if due < local(at).date():
        raise AppError(f"{day_words(due)} is past: nobody could do it by then.", "Choose a day from today on.")


def _case_of(session: Session, new: NewAction) -> int | None:
    if new.case_number is None:
        return None
    found = session.scalars(
        select(RoundCaseRow.id).where(RoundCaseRow.round_id == new.round_id, RoundCaseRow.position == new.case_number)
    ).one_or_none()
    if found is None:
        raise AppError(f"Round R{new.round_id} has no case {new.case_number}.", "Its queue shows the cases it has.")
    return found


# ------------------------------------------------------------------ steps
def _step(ws: Workspace, action_id: int, step: Step, words: tuple[str, str]) -> Done[ActionView]:
    require_action(ws, action_id, judges=step is not Step.REPLY)
    with ws.write(Event(act=Act.ALTER, name=f"action_{step.value}", details={"action_id": action_id})) as work:
        row = action_row(work.session, action_id)
        taken = _steps(work.session, [row.id])[row.id]
        take_step(f"A{row.id}", state_after(Step(one.step) for one in taken), step)
        _keep_step(work, row, step, number=len(taken) + 1, words=words)
    return Done(value=_view_of(ws, action_id), changed=_CHANGED)


def _keep_step(work: Work, row: ActionRow, step: Step, *, number: int, words: tuple[str, str]) -> None:
    made = ActionStepRow(action_id=row.id, number=number, step=step.value, taken_at=work.at, **work.written)
    work.session.add(made)
    work.session.flush()
    work.session.add(ActionStepTextRow(step_id=made.id, text=words[0], said_by=words[1]))


def _steps(session: Session, action_ids: Sequence[int]) -> dict[int, list[ActionStepRow]]:
    found: dict[int, list[ActionStepRow]] = {action: [] for action in action_ids}
    for row in session.scalars(
        select(ActionStepRow)
        .where(ActionStepRow.action_id.in_(action_ids))
        .order_by(ActionStepRow.action_id, ActionStepRow.number)
    ):
        found[row.action_id].append(row)
    return found


def _states(steps: Mapping[int, Sequence[ActionStepRow]]) -> dict[int, ActionState]:
    return {action: state_after(Step(row.step) for row in rows) for action, rows in steps.items()}


# ------------------------------------------------------------------ telling
def _view_of(ws: Workspace, action_id: int) -> ActionView:
    """An action that was just changed: the change is what is logged."""
    with ws.read() as session:
        return _views(ws, session, [action_row(session, action_id)])[0]


def _views(ws: Workspace, session: Session, rows: Sequence[ActionRow]) -> tuple[ActionView, ...]:
    today = local(ws.clock()).date()
    rungs = {rung.code: say(rung.label) for rung in force_of(session).ladder}
    named = may(ws, Right.SEE_IDENTITY)
    steps = _steps(session, [row.id for row in rows])
    states = _states(steps)
    rounds = {round_id: read_round(ws, round_id) for round_id in {row.round_id for row in rows}}
    judged = {round_id for round_id in rounds if may_judge(ws, session, round_id)}
    cases = _cases(session, [row.round_case_id for row in rows if row.round_case_id is not None])
    views: list[ActionView] = []
    for row in rows:
        text, state = session.get_one(ActionTextRow, row.id), states[row.id]
        about, judges = rounds[row.round_id], row.round_id in judged
        number, kind, reference = cases.get(row.round_case_id or 0, (None, "", ""))
        views.append(
            ActionView(
                action_id=row.id,
                name=f"A{row.id}",
                round_id=row.round_id,
                round_label=about.label,
                of_panel=about.meeting,
                case_number=number,
                kind_label=kind,
                reference=reference if named else "",
                task=text.task or "",
                owner=text.owner or "",
                due=row.due.isoformat(),
                rung=row.rung,
                rung_label=rungs.get(row.rung, row.rung),
                state=state.value,
                state_label=_STATES[state],
                days_over=days_over(state, row.due, today),
                added_at=to_text(row.added_at),
                steps=tuple(_told(session, step, of_panel=about.meeting) for step in steps[row.id]),
                can=tuple(step.value for step in next_steps(state) if judges or step is Step.REPLY),
                letters=_letters(session, row.id),
            )
        )
    return tuple(views)


def _told(session: Session, row: ActionStepRow, *, of_panel: bool) -> ActionStep:
    text, step = session.get_one(ActionStepTextRow, row.id), Step(row.step)
    by_panel = of_panel and step in (Step.ACCEPT, Step.REFUSE)
    return ActionStep(
        step=row.step,
        label=_STEPS[step] + (_BY_PANEL if by_panel else ""),
        text=text.text or "",
        said_by=text.said_by or "",
        at=to_text(row.taken_at),
    )


def _letters(session: Session, action_id: int) -> int:
    counted = select(func.count()).where(PaperRow.sort == "letter", PaperRow.action_id == action_id)
    return session.execute(counted).scalar_one()


def _cases(session: Session, ids: Sequence[int]) -> dict[int, tuple[int | None, str, str]]:
    """Place, kind and reference of cases of rounds."""
    rows = session.scalars(select(RoundCaseRow).where(RoundCaseRow.id.in_(ids))).all()
    found: dict[int, tuple[int | None, str, str]] = {}
    for scheme_id in {row.scheme_id for row in rows}:
        scheme = scheme_of(session, scheme_id)
        own = [row for row in rows if row.scheme_id == scheme_id]
        values = read_values(session, scheme, [row.version_id for row in own])
        for row in own:
            found[row.id] = (row.position, say(scheme.label), reference_of(scheme, values[row.version_id]))
    return found
