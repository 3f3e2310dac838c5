"""Seats and cases by the numbers that people call them by, for the groups that grade and meet."""

from argparse import ArgumentParser, Namespace

from app.cli.command import count, number
from app.core.errors import AppError
from app.services.grading import rounds
from app.services.panels import meetings
from app.services.workspace import Workspace


def add_round(parser: ArgumentParser) -> None:
    """The round, like R1."""
    parser.add_argument("round", metavar="R1")


def add_case(parser: ArgumentParser) -> None:
    """The round, and a case of it."""
    add_round(parser)
    parser.add_argument("--case", required=True, metavar="N", help="the case's number in the queue, like 5")


def add_seat(parser: ArgumentParser, *, required: bool = False) -> None:
    """A seat of a meeting."""
    told = "a meeting's seat, by its number" if required else "a meeting's seat, by its number; else your own"
    parser.add_argument("--seat", required=required, metavar="N", help=told)


def round_of(options: Namespace) -> int:
    """The round that a line names. AppError otherwise."""
    return number(options.round, "R", "round")


def seat_of(ws: Workspace, options: Namespace) -> int | None:
    """The seat that a line names; None where it names none.

    Raises:
        AppError: the round is no meeting, or has no seat of that number.
    """
    if options.seat is None:
        return None
    wanted = count(options.seat, "--seat")
    for seat in meetings.read_meeting(ws, round_of(options)).seats:
        if seat.number == wanted:
            return seat.seat_id
    raise AppError(f"Meeting {options.round.upper()} has no seat {wanted}.", "`meeting show` lists its seats.")


def meeting_case(ws: Workspace, options: Namespace) -> int:
    """The case of a meeting that a line names. AppError when there is none."""
    wanted = count(options.case, "--case")
    for case in meetings.read_meeting(ws, round_of(options)).cases:
        if case.number == wanted:
            return case.case_id
    raise _no_case(options, wanted)


def case_of(ws: Workspace, options: Namespace, seat_id: int | None) -> int:
    """The case of any round that a line names, from the queue of a seat. AppError when there is none."""
    wanted = count(options.case, "--case")
    for item in rounds.read_queue(ws, round_id=round_of(options), seat_id=seat_id).items:
        if item.number == wanted:
            return item.case_id
    raise _no_case(options, wanted)


def _no_case(options: Namespace, wanted: int) -> AppError:
    what = f"Round {options.round.upper()} has no case {wanted}."
    return AppError(what, f"`sheet list {options.round.upper()}` lists them.")
