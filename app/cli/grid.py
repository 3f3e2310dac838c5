"""``sheet grid import | show | enter | check | read-back | lock``: what members of a panel wrote, typed in for them."""

from argparse import ArgumentParser, Namespace
from collections.abc import Iterator
from dataclasses import asdict
from typing import Any

from app.cli.command import REFUSED, Answer, Commands, path_of, workspace_of
from app.cli.seats import add_case, add_round, add_seat, meeting_case, round_of, seat_of
from app.core.errors import AppError
from app.core.shapes.meetings import Grid, GridFile, GridPlace, GridRow, Medium
from app.core.words import count_of
from app.services.grading import grid_files, grids
from app.services.workspace import Workspace

_MEDIA = {Medium.PAPER.value: Medium.PAPER, Medium.CARDS.value: Medium.CARDS}


def add_commands(actions: Commands) -> None:
    """Add this group to ``sheet``."""
    group = actions.add_parser("grid", help="type in what a panel wrote on paper or cards: a row a seat, digits only")
    parts = group.add_subparsers(dest="part", required=True, metavar="import|show|enter|check|read-back|lock")
    taking = parts.add_parser("import", help="answers from a file: all of it, or nothing where anything is wrong")
    add_round(taking)
    taking.add_argument(
        "file", metavar="FILE.csv", help="columns seat, case, question, answer; or seat, case and one a question"
    )
    taking.add_argument("--second", action="store_true", help="the second typing: compared, nothing is changed")
    taking.add_argument("--lock", action="store_true", help="lock its forms; all of them must be complete")
    taking.add_argument("--encoding", default="", metavar="cp1252", help="of a CSV file that is not in UTF-8")
    _add_medium(taking)
    taking.set_defaults(run=_import)
    show = parts.add_parser("show", help="a case's grid at the stage that is open; it is logged")
    add_case(show)
    show.set_defaults(run=_show)
    enter = _of_row(parts, "enter", "type one cell", _enter)
    enter.add_argument("--question", default="", metavar="Q", help="its code, like C5")
    enter.add_argument(
        "--key",
        required=True,
        metavar="K",
        help="the answer's key on the form; P passes the row, or takes it up again; C: a part in the case",
    )
    check = _of_row(parts, "check", "type a row a second time: differences are shown, nothing is changed", _check)
    check.add_argument("answers", nargs="+", metavar="Q=K", help="every question that figures rest on, like SS1=2")
    _of_row(parts, "read-back", "the member heard their answers read out, and said yes", _read_back)
    _of_row(parts, "lock", "lock a row that is complete, and typed twice where figures rest on it", _lock)


def _of_row(parts: Commands, name: str, told: str, run: Any) -> ArgumentParser:
    made: ArgumentParser = parts.add_parser(name, help=told)
    add_case(made)
    add_seat(made, required=True)
    _add_medium(made)
    made.set_defaults(run=run)
    return made


def _add_medium(parser: ArgumentParser) -> None:
    parser.add_argument("--medium", default=Medium.PAPER.value, metavar="paper|cards", help="what it is typed from")


def _import(options: Namespace) -> Answer:
    file = GridFile(
        path=path_of(options.file, "FILE.csv"),
        medium=_medium(options),
        second=options.second,
        lock=options.lock,
        encoding=options.encoding,
    )
    with workspace_of(options) as ws:
        found = grid_files.import_grid(ws, round_id=round_of(options), file=file).value
    data = {"meeting": f"R{round_of(options)}", **asdict(found)}
    if found.problems:
        what = f"Nothing was taken: {count_of(len(found.problems), 'problem')}."
        fix = "Put those lines right, then bring the file again."
        data |= {"refused": what, "fix": fix}
        return Answer(data=data, lines=(what, *found.problems, fix), code=REFUSED)
    done = "typed a second time, and the same" if options.second else "taken"
    told = f"{count_of(found.answers, 'answer')} {done}; {count_of(found.locked, 'form')} locked."
    return Answer(data=data, lines=(told,))


def _show(options: Namespace) -> Answer:
    with workspace_of(options) as ws:
        found = grids.read_grid(ws, round_id=round_of(options), case_id=meeting_case(ws, options))
    return Answer(data=_data(found), lines=tuple(_lines(found)))


def _enter(options: Namespace) -> Answer:
    with workspace_of(options) as ws:
        place = _place(ws, options)
        row = grids.enter_answer(
            ws, place, question=options.question, key=options.key, medium=_medium(options)
        ).value  # fmt: skip
    return _row_answer(row, "Saved")


def _check(options: Namespace) -> Answer:
    answers = dict(_pair(text) for text in options.answers)
    with workspace_of(options) as ws:
        found = grids.check_answers(ws, _place(ws, options), answers=answers, medium=_medium(options)).value
    data: dict[str, Any] = {"checked": not found, "differences": [asdict(one) for one in found]}
    if not found:
        return Answer(data=data, lines=("The same as before.",))
    lines = [f"{one.question}: first “{one.first}”, now “{one.second}”" for one in found]
    what = f"{count_of(len(found), 'difference')}: nothing was changed."
    fix = "Look at the form; type the right answer with `sheet grid enter`, then check again."
    return Answer(data={**data, "refused": what, "fix": fix}, lines=(what, *lines, fix), code=REFUSED)


def _read_back(options: Namespace) -> Answer:
    with workspace_of(options) as ws:
        row = grids.read_back(ws, _place(ws, options), medium=_medium(options)).value
    return _row_answer(row, "Read back")


def _lock(options: Namespace) -> Answer:
    with workspace_of(options) as ws:
        row = grids.lock_row(ws, _place(ws, options)).value
    return _row_answer(row, "Locked")


def _place(ws: Workspace, options: Namespace) -> GridPlace:
    return GridPlace(round_id=round_of(options), case_id=meeting_case(ws, options), seat_id=seat_of(ws, options) or 0)


def _medium(options: Namespace) -> Medium:
    found = _MEDIA.get(options.medium)
    if found is None:
        raise AppError(f"--medium: “{options.medium}” is none.", "Write paper or cards.")
    return found


def _pair(text: str) -> tuple[str, str]:
    question, equals, key = text.partition("=")
    if not (question.strip() and equals):
        raise AppError(f"“{text}” is no answer to a question.", "Write it like SS1=2.")
    return question.strip(), key.strip()


def _row_answer(row: GridRow, done: str) -> Answer:
    return Answer(data=_row_data(row), lines=(f"{done}. {_row_line(row)}",))


def _data(found: Grid) -> dict[str, Any]:
    return {
        "meeting": f"R{found.round_id}",
        "case": found.number,
        "stage": found.stage,
        "stage_label": found.stage_label,
        "columns": [
            {**asdict(column), "keys": [dict(zip(("key", "code", "label"), key, strict=True)) for key in column.keys]}
            for column in found.columns
        ],
        "rows": [_row_data(row) for row in found.rows],
    }


def _row_data(row: GridRow) -> dict[str, Any]:
    told = {name: value for name, value in asdict(row).items() if name not in ("seat_id", "number")}
    return {
        "seat": row.number,
        **told,
        "presence": row.presence.value,
        "state": row.state.value,
        "checked": sorted(row.checked),
    }


def _lines(found: Grid) -> Iterator[str]:
    yield f"Case {found.number}, {found.stage_label}"
    for column in found.columns:
        keys = ", ".join(f"{key or code} {label}" for key, code, label in column.keys) or "in words"
        yield f"  {column.question}{' (twice)' if column.twice else ''}: {keys}"
    yield from map(_row_line, found.rows)


def _row_line(row: GridRow) -> str:
    answers = " ".join(f"{question}={key}" for question, key in row.answers.items()) or "nothing typed yet"
    marks = (
        row.presence.value,
        row.state.value if row.state.value in ("passed", "conflict") else "",
        "checked" if row.checked and row.can_lock else "",
        "read back" if row.read_back else "",
        "locked" if row.locked else "",
    )
    return f"Seat {row.number} ({', '.join(filter(None, marks))}): {answers}"
