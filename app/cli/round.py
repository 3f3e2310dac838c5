"""``round create | list | show | due``: jobs of grading, over one draw or several, and how far they are."""

from argparse import Namespace
from collections.abc import Iterator
from dataclasses import asdict
from typing import Any

from app.cli.command import Answer, Commands, day, number, workspace_of
from app.cli.sheet import item_data, item_line
from app.core.shapes.sheets import RoundListing
from app.core.words import count_of
from app.services.grading import rounds


def add_commands(commands: Commands) -> None:
    """Add this group to the line."""
    group = commands.add_parser("round", help="jobs of grading: what is to be graded, by when, how far it is")
    actions = group.add_subparsers(dest="action", required=True, metavar="create|list|show|due")
    create = actions.add_parser("create", help="open a round for one draw or several; you sit in its seat")
    create.add_argument("--draw", required=True, metavar="D1[,D2]", help="the draws that it grades, of any kinds")
    create.add_argument("--due", metavar="DAY", help="by when, like 2025-07-31")
    create.set_defaults(run=_create)
    actions.add_parser("list", help="every round, panels' meetings too, the newest first").set_defaults(run=_list)
    show = actions.add_parser("show", help="a round with its cases, as its first seat has them; it is logged")
    show.add_argument("round", metavar="R1")
    show.set_defaults(run=_show)
    due = actions.add_parser("due", help="say by when a round is to be graded")
    due.add_argument("round", metavar="R1")
    due.add_argument("day", metavar="DAY", help="like 2025-07-31, or none")
    due.set_defaults(run=_due)


def draws_of(text: str) -> tuple[int, ...]:
    """Draws as ``D1,D2`` names them. AppError: one is no draw."""
    return tuple(number(part.strip(), "D", "draw") for part in text.split(","))


def _create(options: Namespace) -> Answer:
    draws = draws_of(options.draw)
    due = day(options.due, "--due") if options.due else None
    with workspace_of(options) as ws:
        return _answer(rounds.create_round(ws, draw_ids=draws, due=due).value)


def _list(options: Namespace) -> Answer:
    with workspace_of(options) as ws:
        found = rounds.list_rounds(ws, meetings=True)
    return Answer(
        data={"rounds": [_data(one) for one in found]},
        lines=(count_of(len(found), "round"), *(line for one in found for line in _lines(one))),
    )


def _show(options: Namespace) -> Answer:
    with workspace_of(options) as ws:
        found = rounds.read_round(ws, number(options.round, "R", "round"))
        queue = rounds.read_queue(ws, round_id=found.round_id)
    return Answer(
        data={**_data(found), "cases_of": [item_data(item) for item in queue.items]},
        lines=(*_lines(found), *map(item_line, queue.items)),
    )


def _due(options: Namespace) -> Answer:
    wanted = None if options.day == "none" else day(options.day, "DAY")
    with workspace_of(options) as ws:
        return _answer(rounds.set_due(ws, round_id=number(options.round, "R", "round"), day=wanted).value)


def _answer(found: RoundListing) -> Answer:
    return Answer(data=_data(found), lines=tuple(_lines(found)))


def _data(found: RoundListing) -> dict[str, Any]:
    told = {name: value for name, value in asdict(found).items() if name not in ("round_id", "seat_id")}
    return {"round": f"R{found.round_id}", **told, "draws": [f"D{draw}" for draw in found.draws]}


def _lines(found: RoundListing) -> Iterator[str]:
    draws = ", ".join(f"D{draw}" for draw in found.draws)
    how_far = "" if found.meeting else f", {found.done:,} finished"
    yield f"R{found.round_id}  {found.label}: {count_of(found.cases, 'case')}{how_far} ({draws})"
    beside = (
        f"{found.passed:,} passed" if found.passed else "",
        f"{found.set_aside:,} set aside" if found.set_aside else "",
        f"{count_of(found.targeted, 'case')} picked by a person" if found.targeted else "",
        "a panel's meeting" if found.meeting else found.due_told,
    )
    if told := "; ".join(filter(None, beside)):
        yield f"  {told}"
