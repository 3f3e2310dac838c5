"""The letter for the owner of an action. What was disclosed is in the log before the file is there."""

from datetime import date, datetime
from pathlib import Path
from typing import Final

import msgspec
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.core.canonical import sha256_hex
from app.core.changes import Done, Topic
from app.core.clock import from_text
from app.core.days import day_words, local
from app.core.errors import AppError
from app.core.events import Act, Event
from app.core.shapes.actions import ActionLetter, ActionView
from app.core.workflow.actions import ActionState, Step
from app.core.workflow.rights import Right
from app.export.files import write_whole
from app.export.letter import action_letter
from app.export.wording import Wording
from app.models.actions import ActionLetterRow, ActionLetterShapeRow, ActionRow
from app.services.actions import action_row, view_action
from app.services.paper_issue import issue_of
from app.services.reasons import force_of
from app.services.rights import require
from app.services.workspace import Work, Workspace

_WORDS: Final = Wording("letter")


def write_letter(ws: Workspace, *, action_id: int, file: Path) -> Done[str]:
    """Make the letter of an action that waits for a reply, keep its shape and hash, and write it.

    Returns:
        The path of the PDF.

    Raises:
        AppError: whoever opened the workspace may not; there is no such action, it waits for no reply, or the file
            cannot be written (an old one stays).
    """
    require(ws, Right.ACTIONS)
    require(ws, Right.SEE_IDENTITY)
    target = ws.place_for(file)
    with ws.write(Event(act=Act.DISCLOSE, name="action_letter_made", details={"action_id": action_id})) as work:
        row = action_row(work.session, action_id)
        action = view_action(ws, work.session, row)
        if action.state != ActionState.OPEN.value:
            raise AppError(
                f"{action.name} waits for no reply: there is nothing to ask its owner.", "Look at its reply."
            )
        shape = letter_shape(ws, work.session, action, work.at)
        data = action_letter(shape)
        _keep(work, row, shape, data)
    write_whole(target, data)
    return Done(value=str(target), changed=frozenset({Topic.ACTIONS, Topic.PAPERS, Topic.AUDIT}))


def letter_shape(ws: Workspace, session: Session, action: ActionView, at: datetime) -> ActionLetter:
    """The letter of an action as it would be made now."""
    say, force = _WORDS.say, force_of(session)
    due = day_words(date.fromisoformat(action.due))
    number = f"{action.name} letter, copy {_copy(session, action.action_id)}"
    return ActionLetter(
        issue=issue_of(ws, session, at, number, force.marking["report"]),
        title=say("letter.title", name=action.name),
        subtitle=say("letter.subtitle", rung=action.rung_label, due=due),
        force=force.name,
        name=action.name,
        owner=action.owner or say("letter.to_nobody"),
        facts=_facts(action),
        task=action.task,
        due=due,
        not_accepted=_not_accepted(action),
    )


def _facts(action: ActionView) -> tuple[tuple[str, str], ...]:
    say = _WORDS.say
    lines = [(say("letter.round"), f"R{action.round_id}, {action.round_label}")]
    if action.case_number is not None:
        entry = "letter.case_value" if action.reference else "letter.case_unnamed"
        case = say(entry, number=action.case_number, kind=action.kind_label, reference=action.reference)
        lines.append((say("letter.case"), case))
    asked = day_words(local(from_text(action.added_at)))
    return (*lines, (say("letter.added"), asked))


def _not_accepted(action: ActionView) -> str:
    """What the panel said of the last reply, where it did not accept it."""
    last = action.steps[-1] if action.steps else None
    return last.text if last is not None and last.step == Step.REFUSE.value else ""


def _copy(session: Session, action_id: int) -> int:
    counted = select(func.count()).where(ActionLetterRow.action_id == action_id)
    return 1 + session.execute(counted).scalar_one()


def _keep(work: Work, action: ActionRow, shape: ActionLetter, data: bytes) -> None:
    digest = sha256_hex(data)
    row = ActionLetterRow(
        action_id=action.id, copy=_copy(work.session, action.id), sha256=digest, made_at=work.at, **work.written
    )
    work.session.add(row)
    work.session.flush()
    work.session.add(ActionLetterShapeRow(letter_id=row.id, body=msgspec.json.encode(shape)))
    work.note(sha256=digest)
