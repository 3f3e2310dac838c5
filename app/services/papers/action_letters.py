"""The letter for the owner of an action. What was disclosed is in the log before the file is there."""

from datetime import date
from pathlib import Path
from typing import Final

from sqlalchemy.orm import Session

from app.core.changes import Done, Topic
from app.core.clock import from_text
from app.core.days import day_words, local
from app.core.errors import AppError
from app.core.events import Act, Event
from app.core.shapes.actions import ActionLetter, ActionView
from app.core.shapes.packs import Issue
from app.core.shapes.papers import AS_USUAL, PaperHow
from app.core.workflow.actions import ActionState, Step
from app.export.wording import Wording
from app.services.grading.actions import action_row, require_action, view_action
from app.services.papers.issuing import PaperOrder, handed_out, issue_papers, write_papers
from app.services.reasons import force_of
from app.services.rights import require_maker
from app.services.workspace import Workspace

_WORDS: Final = Wording("letter")


def write_letter(ws: Workspace, *, action_id: int, file: Path, how: PaperHow = AS_USUAL) -> Done[tuple[str, ...]]:
    """Make the letter of an action that waits for a reply, keep its shape and hash, and write it.

    Returns:
        The paths of the copies.

    Raises:
        AppError: whoever opened the workspace may not, or the action is not theirs; there is no such action, it waits
            for no reply, or the file cannot be written (an old one stays).
    """
    require_maker(ws, "letter")
    require_action(ws, action_id)
    target = ws.place_for(file)
    with ws.write(Event(act=Act.DISCLOSE, name="action_letter_made", details={"action_id": action_id})) as work:
        row = action_row(work.session, action_id)
        action = view_action(ws, work.session, row)
        if action.state != ActionState.OPEN.value:
            raise AppError(
                f"{action.name} waits for no reply: there is nothing to ask its owner.", "Look at its reply."
            )
        order = PaperOrder(sort="letter", of=row, marking="report", how=how)
        made = issue_papers(ws, work, order, lambda issue: letter_shape(work.session, action, issue))
    return handed_out(write_papers(target, made), made, Topic.ACTIONS)


def letter_shape(session: Session, action: ActionView, issue: Issue) -> ActionLetter:
    """The letter of an action as it would be made now."""
    say = _WORDS.say
    due = day_words(date.fromisoformat(action.due))
    return ActionLetter(
        issue=issue,
        title=say("letter.title", name=action.name),
        subtitle=say("letter.subtitle", rung=action.rung_label, due=due),
        force=force_of(session).name,
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
