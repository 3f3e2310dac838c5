"""``action``: what is to be done because of a case or a round, step by step; and ``feedback`` to the officer."""

from argparse import ArgumentParser, Namespace
from collections.abc import Iterator
from dataclasses import asdict
from typing import Any

from app.cli.command import Answer, Commands, count, day, number, path_of, workspace_of
from app.cli.paper_options import add_paper_options, how_of, papers_written
from app.core.clock import from_text
from app.core.days import day_words, local
from app.core.shapes.actions import ActionView, NewAction
from app.core.words import count_of
from app.services.grading import actions
from app.services.papers import action_letters


def add_commands(commands: Commands) -> None:
    """Add this group to the line."""
    group = commands.add_parser("action", help="what is to be done because of a case: owner, due day, reply")
    parts = group.add_subparsers(dest="action", required=True, metavar="add|reply|accept|refuse|close|list|show|letter")
    _add_add(parts)
    reply = _of_one(parts, "reply", "enter the reply to an action")
    reply.add_argument("--text", required=True, metavar="T", help="what was done; kept where it can be erased")
    reply.add_argument("--by", required=True, metavar="T", help="who replied; kept where it can be erased")
    reply.set_defaults(run=_reply)
    accept = _of_one(parts, "accept", "the panel, or the line manager of the round, accepts the reply")
    accept.add_argument("--note", default="", metavar="T")
    accept.set_defaults(run=_accept)
    refuse = _of_one(parts, "refuse", "the reply is not accepted: the action is open again")
    refuse.add_argument("--why", required=True, metavar="T", help="its owner is told in the next letter")
    refuse.set_defaults(run=_refuse)
    close = _of_one(parts, "close", "close an action whose reply was accepted")
    close.add_argument("--note", default="", metavar="T")
    close.set_defaults(run=_close)
    _add_list(parts)
    _of_one(parts, "show", "one action with its history; it is logged").set_defaults(run=_show)
    letter = _of_one(parts, "letter", "write the letter to its owner: one page, tagged PDF")
    letter.add_argument("--out", required=True, metavar="FILE.pdf")
    add_paper_options(letter)
    letter.set_defaults(run=_letter)


def _add_add(parts: Commands) -> None:
    add = parts.add_parser("add", help="add an action to a round, or to one of its cases")
    add.add_argument("--round", required=True, metavar="R", help="like R1")
    add.add_argument("--case", metavar="N", help="the case's number in the round's queue, like 5")
    add.add_argument("--rung", required=True, metavar="CODE", help="of the force's ladder: advice, training ...")
    add.add_argument("--what", required=True, metavar="T", help="what is to be done; kept where it can be erased")
    add.add_argument("--owner", required=True, metavar="T", help="who is to do it; kept where it can be erased")
    add.add_argument("--due", required=True, metavar="DAY", help="like 2025-07-31")
    add.set_defaults(run=_add)


def _add_list(parts: Commands) -> None:
    listing = parts.add_parser("list", help="actions that are not closed, with their history; it is logged")
    which = listing.add_mutually_exclusive_group()
    which.add_argument("--overdue", action="store_true", help="those only whose reply should have come")
    which.add_argument("--all", action="store_true", help="the closed ones too")
    listing.set_defaults(run=_list)


def _of_one(parts: Commands, name: str, told: str) -> ArgumentParser:
    made: ArgumentParser = parts.add_parser(name, help=told)
    made.add_argument("number", metavar="ACTION", help="like A1")
    return made


def _add(options: Namespace) -> Answer:
    new = NewAction(
        round_id=number(options.round, "R", "round"),
        case_number=count(options.case, "--case") if options.case else None,
        rung=options.rung,
        due=day(options.due, "--due"),
        task=options.what,
        owner=options.owner,
    )
    with workspace_of(options) as ws:
        return _answer(actions.add_action(ws, new).value)


def _reply(options: Namespace) -> Answer:
    with workspace_of(options) as ws:
        done = actions.reply_action(ws, action_id=_id(options), text=options.text, said_by=options.by)
    return _answer(done.value)


def _accept(options: Namespace) -> Answer:
    with workspace_of(options) as ws:
        return _answer(actions.accept_action(ws, action_id=_id(options), note=options.note).value)


def _refuse(options: Namespace) -> Answer:
    with workspace_of(options) as ws:
        return _answer(actions.refuse_action(ws, action_id=_id(options), why=options.why).value)


def _close(options: Namespace) -> Answer:
    with workspace_of(options) as ws:
        return _answer(actions.close_action(ws, action_id=_id(options), note=options.note).value)


def _show(options: Namespace) -> Answer:
    with workspace_of(options) as ws:
        return _answer(actions.read_action(ws, _id(options)))


def _letter(options: Namespace) -> Answer:
    out = path_of(options.out, "--out")
    with workspace_of(options) as ws:
        done = action_letters.write_letter(ws, action_id=_id(options), file=out, how=how_of(options))
    return papers_written("letter", "letter", done)


def _list(options: Namespace) -> Answer:
    which: actions.Which = "overdue" if options.overdue else "all" if options.all else "open"
    with workspace_of(options) as ws:
        found = actions.list_actions(ws, which=which)
        counts = actions.count_actions(ws)
    heading = f"{count_of(counts.open, 'action')} not closed, {counts.overdue:,} of them overdue"
    data = {"actions": [_data(one) for one in found], "open": counts.open, "overdue": counts.overdue}
    return Answer(data=data, lines=(heading, *(line for one in found for line in _lines(one))))


def _id(options: Namespace) -> int:
    return number(options.number, "A", "action")


def _answer(action: ActionView) -> Answer:
    return Answer(data=_data(action), lines=tuple(_lines(action)))


def _data(action: ActionView) -> dict[str, Any]:
    case = action.case_number
    return {**asdict(action), "action": action.name, "round": f"R{action.round_id}", "case": case}


def _lines(action: ActionView) -> Iterator[str]:
    late = f", overdue by {count_of(action.days_over, 'day')}" if action.overdue else ""
    case = f", case {action.case_number} ({action.reference or 'no reference'})" if action.case_number else ""
    yield f"{action.name}  {action.state_label}{late}: {action.rung_label}"
    yield f"  {action.task or '(erased)'}"
    yield f"  {action.owner or '(erased)'}, by {action.due}; round R{action.round_id}{case}"
    for step in action.steps:
        said = f": {step.text}" if step.text else ""
        who = f" by {step.said_by}" if step.said_by else ""
        yield f"  {day_words(local(from_text(step.at)))}  {step.label}{who}{said}"
