"""``sheet list | show | answer | lock | undo | pass | declare``: a seat's forms; what others wrote is in ``grid``."""

from argparse import ArgumentParser, Namespace
from collections.abc import Iterable, Iterator
from dataclasses import asdict
from typing import Any

from app.cli import grid
from app.cli.command import Answer, Commands, workspace_of
from app.cli.seats import add_case, add_round, add_seat, case_of, round_of, seat_of
from app.core.shapes.sheets import (
    AskedQuestion,
    FieldGroup,
    Narrative,
    PartRow,
    PartRows,
    QueueItem,
    RowBlock,
    Sheet,
    SheetStage,
    SheetState,
)
from app.core.words import count_of
from app.core.workflow.grid import code_named
from app.services.grading import rounds, sheets
from app.services.workspace import Workspace

_STATES = {
    SheetState.TODO: "to grade",
    SheetState.STARTED: "started",
    SheetState.WAITING: "waits for the panel",
    SheetState.MISSED: "came too late",
    SheetState.DONE: "finished",
    SheetState.CONFLICT: "taken away: a conflict",
    SheetState.PASSED: "passed",
    SheetState.REPLACED: "replaced by another case",
    SheetState.WITHHELD: "withheld",
}
_INSIDE = ("sheet_id", "seat_id", "case_id", "round_id", "stages", "state")
"""What a sheet has for the program alone, or is told in another form."""


def add_commands(commands: Commands) -> None:
    """Add this group to the line."""
    group = commands.add_parser(
        "sheet", help="forms, case by case: answer, lock, undo, pass, declare a part in it; type in what others wrote"
    )
    actions = group.add_subparsers(dest="action", required=True, metavar="list|show|answer|lock|undo|pass|declare|grid")
    listing = actions.add_parser("list", help="a seat's cases and how far they are; it is logged")
    add_round(listing)
    add_seat(listing)
    listing.set_defaults(run=_list)
    _of_one(
        actions,
        "show",
        "a form as its seat may see it: what is open of the record, and the answers; it is logged",
        _show,
    )
    answer = _of_one(actions, "answer", "answer a question; it is on the disk when this returns", _answer)
    answer.add_argument("--question", required=True, metavar="Q", help="its code, like C5")
    answer.add_argument(
        "--answer", required=True, metavar="CODE", help="its code or its words; or the text itself; “” clears it"
    )
    answer.add_argument("--note", metavar="T", help="a note beside the answer; kept where it can be erased")
    answer.add_argument("--reason", action="append", metavar="CODE", help="a reason ticked beside it; may be repeated")
    _of_one(actions, "lock", "lock the stage that is open: its answers stand from here on", _lock)
    _of_one(actions, "undo", "take back the newest answer of the stage that is open", _undo)
    passing = _of_one(actions, "pass", "pass a case for one's own wellbeing; no reason is asked", _pass)
    passing.add_argument("--take-up", action="store_true", help="take up a case again that was passed")
    _of_one(
        actions, "declare", "declare a part in the case, at any time: no vote on it, and no further stage", _declare
    )
    grid.add_commands(actions)


def item_data(item: QueueItem) -> dict[str, Any]:
    """A case of a queue for ``--json``."""
    told = {name: value for name, value in asdict(item).items() if name not in ("case_id", "number")}
    return {"case": item.number, **told, "state": item.state.value}


def item_line(item: QueueItem) -> str:
    """A case of a queue in a line."""
    words = ", ".join(filter(None, (item.kind_label, item.reference, item.headline, item.video_told)))
    picked = ", picked by a person" if item.targeted else ""
    return f"{item.number:>4}  {words}{picked}: {_STATES[item.state]}"


def _of_one(actions: Commands, name: str, told: str, run: Any) -> ArgumentParser:
    made: ArgumentParser = actions.add_parser(name, help=told)
    add_case(made)
    add_seat(made)
    made.set_defaults(run=run)
    return made


def _list(options: Namespace) -> Answer:
    with workspace_of(options) as ws:
        queue = rounds.read_queue(ws, round_id=round_of(options), seat_id=seat_of(ws, options))
    data = {"round": f"R{queue.round_id}", "label": queue.label, "cases": [item_data(item) for item in queue.items]}
    heading = f"R{queue.round_id}  {queue.label}: {count_of(len(queue.items), 'case')}"
    return Answer(data=data, lines=(heading, *map(item_line, queue.items)))


def _show(options: Namespace) -> Answer:
    with workspace_of(options) as ws:
        sheet = _open(ws, options, looks=True)
    return Answer(data=_data(sheet), lines=tuple(_lines(sheet)))


def _answer(options: Namespace) -> Answer:
    with workspace_of(options) as ws:
        sheet = _open(ws, options)
        saved = sheets.save_answer(
            ws,
            sheet_id=sheet.sheet_id,
            question=options.question,
            answer=_code(sheet, options.question, options.answer),
            note=options.note,
            reasons=options.reason,
        ).value
    asked = next((one for stage in saved.stages for one in stage.questions if one.id == options.question), None)
    told = f"{options.question}: {_answer_words(asked)}. Saved." if asked is not None else "Saved."
    return _kept(saved, told)


def _lock(options: Namespace) -> Answer:
    with workspace_of(options) as ws:
        sheet = _open(ws, options)
        stage = sheet.current or sheet.stages[-1]
        locked = sheets.lock_stage(ws, sheet_id=sheet.sheet_id, stage=stage.id).value
    return _kept(locked, f"Locked: {stage.label}.")


def _undo(options: Namespace) -> Answer:
    with workspace_of(options) as ws:
        sheet = _open(ws, options)
        return _kept(sheets.undo_answer(ws, sheet_id=sheet.sheet_id).value, "Taken back.")


def _pass(options: Namespace) -> Answer:
    with workspace_of(options) as ws:
        sheet = _open(ws, options)
        if options.take_up:
            return _kept(sheets.take_up_case(ws, sheet_id=sheet.sheet_id).value, "Taken up again.")
        return _kept(sheets.pass_case(ws, sheet_id=sheet.sheet_id).value, "Passed.")


def _declare(options: Namespace) -> Answer:
    with workspace_of(options) as ws:
        sheet = _open(ws, options)
        return _kept(sheets.declare_part(ws, sheet_id=sheet.sheet_id).value, "Declared: no vote on it from here on.")


def _open(ws: Workspace, options: Namespace, *, looks: bool = False) -> Sheet:
    seat_id = seat_of(ws, options)
    case_id = case_of(ws, options, seat_id)
    return sheets.open_sheet(ws, round_id=round_of(options), case_id=case_id, seat_id=seat_id, looks=looks).value


def _code(sheet: Sheet, question: str, named: str) -> str:
    """The answer that the line names, where the question is asked now; else as it stands, for the service to refuse."""
    asked = sheet.current.questions if sheet.current is not None else ()
    return next((code_named(one.choices, named, one.id) for one in asked if one.id == question), named)


def _kept(sheet: Sheet, told: str) -> Answer:
    return Answer(data=_data(sheet), lines=(f"{_heading(sheet)}. {told}", *_missing(sheet)))


def _data(sheet: Sheet) -> dict[str, Any]:
    told = {name: value for name, value in asdict(sheet).items() if name not in _INSIDE}
    return {
        "round": f"R{sheet.round_id}",
        "case": told.pop("number"),
        "state": sheet.state.value,
        **told,
        "stages": [{**asdict(stage), "missing": list(stage.missing)} for stage in sheet.stages],
    }


def _heading(sheet: Sheet) -> str:
    reference = f" ({sheet.reference})" if sheet.reference else ""
    return f"Case {sheet.number} of {sheet.of}{reference}: {_STATES[sheet.state]}"


def _missing(sheet: Sheet) -> Iterator[str]:
    if sheet.current is not None and sheet.current.missing:
        yield f"Still to answer: {', '.join(sheet.current.missing)}"


def _lines(sheet: Sheet) -> Iterator[str]:
    yield f"{_heading(sheet)}. Code {sheet.token[:16]}, {sheet.form_label}"
    for stage in sheet.stages:
        yield from _stage_lines(stage)
    yield from _missing(sheet)


def _stage_lines(stage: SheetStage) -> Iterator[str]:
    closed = " (locked)" if stage.locked else " (not open yet)" if stage.hidden else ""
    yield f"{stage.label}{closed}"
    yield from _record_lines(stage.groups, stage.narratives)
    yield from _row_lines(stage.rows.rows, stage.rows.parts)
    for day in stage.rows.later:
        yield f"  {day.title}"
        for row in day.changes:
            yield f"  {row.label} now says otherwise"
            yield from (f"    {change.label}: was “{change.was}”, is now “{change.now}”" for change in row.lines)
        yield from _row_lines(day.rows, day.parts)
    for question in stage.questions:
        yield f"  {question.id}  {question.text} {_answer_words(question)}"


def _row_lines(rows: Iterable[RowBlock], parts: Iterable[PartRows]) -> Iterator[str]:
    """The rows of a case one by one: each officer's form, and the entries of its logs."""
    for block in rows:
        yield f"  {block.label}"
        yield from _record_lines(block.groups, block.narratives)
    for part in parts:
        yield f"  {part.label}"
        yield from (f"    {' '.join(_entry_words(row))}" for row in part.rows)


def _record_lines(groups: Iterable[FieldGroup], narratives: Iterable[Narrative]) -> Iterator[str]:
    for group in groups:
        yield f"  {group.label}"
        for line in group.lines:
            differ = f" ({line.differ})" if line.differ else ""
            yield f"    {line.label}: {line.value or 'not recorded'}{differ}"
    yield from (f"  {text.label}: {text.text or 'not recorded'}" for text in narratives)


def _entry_words(row: PartRow) -> Iterator[str]:
    """An entry of a log: when, its facts, its texts."""
    yield row.when
    yield from (f"{fact.label}: {fact.value};" for fact in row.facts)
    yield from (text.text for text in row.texts if text.text)


def _answer_words(question: AskedQuestion) -> str:
    label = next((one.label for one in question.choices if one.code == question.answer), question.answer)
    return label or "(no answer)"
