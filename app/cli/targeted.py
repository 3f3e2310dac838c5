"""``targeted add`` and ``targeted list``: cases that a person chose, beside the draws and in no figure."""

import re
from argparse import Namespace
from collections.abc import Iterator
from dataclasses import asdict

from app.cli.command import Answer, Commands, number, workspace_of
from app.core.errors import AppError
from app.core.shapes.targeted import TargetedCase
from app.core.words import count_of
from app.services.drawing import exclusions, targeted
from app.services.workspace import Workspace

_NUMBERED = re.compile("[Cc][0-9]{1,9}").fullmatch


def add_commands(commands: Commands) -> None:
    """Add this group to the line."""
    group = commands.add_parser("targeted", help="cases that a person chose: listed apart, never in a rate")
    actions = group.add_subparsers(dest="action", required=True, metavar="add|list")
    add = actions.add_parser("add", help="put a case on the list, with who asked and why")
    add.add_argument("--kind", required=True, help="stop_search, use_of_force, custody ...")
    add.add_argument("--case", required=True, metavar="REF", help="its reference, or its number in a list, like C12")
    add.add_argument("--reason", required=True, metavar="R", help="complaint, theme, concern, media ...")
    add.add_argument("--asked-by", required=True, metavar="T", help="who asked for it; kept where it can be erased")
    add.add_argument("--why", required=True, metavar="T", help="in a few words; kept where it can be erased")
    add.add_argument("--round", metavar="R", help="grade it in this round as well, like R1")
    add.set_defaults(run=_add)
    listing = actions.add_parser("list", help="all of them, the newest first; it is logged")
    listing.set_defaults(run=_list)


def case_named(ws: Workspace, kind: str, text: str) -> int:
    """A case by its reference or, where none has it, by its number in a list of records (``C12``).

    Raises:
        AppError: there is no such kind or case.
    """
    try:
        return exclusions.find_case(ws, kind=kind, reference=text)
    except AppError:
        if not _NUMBERED(text.strip()):
            raise
        return number(text.strip(), "C", "record")


def _add(options: Namespace) -> Answer:
    round_id = number(options.round, "R", "round") if options.round else None
    with workspace_of(options) as ws:
        case = targeted.add_targeted(
            ws,
            kind=options.kind,
            case_id=case_named(ws, options.kind, options.case),
            reason=options.reason,
            asked=(options.asked_by, options.why),
            round_id=round_id,
        ).value
    return Answer(data=_data(case), lines=(*_lines(case), "It is listed apart and enters no figure."))


def _list(options: Namespace) -> Answer:
    with workspace_of(options) as ws:
        cases = targeted.list_targeted(ws).value
    lines = [line for case in cases for line in _lines(case)]
    return Answer(
        data={"targeted": [_data(case) for case in cases]}, lines=(count_of(len(cases), "targeted case"), *lines)
    )


def _data(case: TargetedCase) -> dict[str, object]:
    return {**asdict(case), "case": f"C{case.case_id}", "rounds": [f"R{one}" for one in case.rounds]}


def _lines(case: TargetedCase) -> Iterator[str]:
    name = case.reference or "(no reference)"
    yield f"T{case.targeted_id}  {case.kind_label}, {name} (C{case.case_id}): {case.reason_label}"
    yield f"  Asked by {case.asked_by or '(erased)'}: {case.why or '(erased)'}"
    if case.rounds:
        yield f"  Graded in {', '.join(f'R{one}' for one in case.rounds)}, counted apart"
