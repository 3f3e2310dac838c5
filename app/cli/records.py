"""``import``."""

import sys
from argparse import Namespace
from collections import Counter
from dataclasses import asdict

from app.cli.command import Answer, Commands, count, path_of, workspace_of
from app.core.shapes.workspaces import ImportChoice, ImportResult
from app.core.words import count_of
from app.services.collecting import extracts, imports

_SHOWN = 20


def add_commands(commands: Commands) -> None:
    """Add this group to the line."""
    parser = commands.add_parser("import", help="read an extract (CSV, XLSX, XLS, ODS, JSON) into the workspace")
    parser.add_argument("file", metavar="FILE")
    parser.add_argument("--kind", required=True, help="what it holds: stop_search, use_of_force, custody ...")
    parser.add_argument("--mapping", default="", metavar="NAME", help="a saved mapping; see the command mapping")
    parser.add_argument(
        "--sheet", default="", metavar="NAME", help="the sheet of a workbook; else the first visible one"
    )
    parser.add_argument("--header-row", default="0", metavar="N", help="the row that names the columns, from 1")
    parser.add_argument("--times", default="", metavar="utc|local", help="how its times are read; the mapping knows")
    parser.add_argument("--encoding", default="", metavar="cp1252", help="of a CSV file that is not in UTF-8")
    parser.add_argument(
        "--doubled",
        default="",
        choices=["once", "all"],
        help="a file that holds every row twice: take each once, or all",
    )
    parser.add_argument("--again", action="store_true", help="import a file again: its rows become further versions")
    parser.set_defaults(run=_import)


def _import(options: Namespace) -> Answer:
    file = path_of(options.file, "FILE")
    header_row = count(options.header_row, "--header-row")
    with workspace_of(options) as ws:
        mapping = None
        if options.mapping or options.sheet or header_row:
            spot = extracts.Spot(sheet=options.sheet, header_row=header_row, encoding=options.encoding)
            mapping = extracts.choose_mapping(ws, file, kind=options.kind, name=options.mapping, spot=spot)
        result = imports.import_extract(
            ws,
            file=file,
            choice=ImportChoice(kind=options.kind, times=options.times, again=options.again, doubled=options.doubled),
            mapping=mapping,
            encoding=options.encoding,
            progress=_progress,
        ).value
    return Answer(data=asdict(result), lines=tuple(_lines(result)))


def _progress(done: int, total: int) -> None:
    if sys.stderr.isatty():
        end = "\n" if done >= total else ""
        print(f"\rReading: {100 * done // max(1, total)}%", end=end, file=sys.stderr, flush=True)


def _lines(result: ImportResult) -> list[str]:
    lines = [
        f"{count_of(result.rows_read, 'row')} read: {result.stored:,} stored, {result.rejected:,} not stored "
        f"({result.layout})"
    ]
    lines += [f"  {count:,} {kind}" for kind, count in result.by_kind.items()]
    if result.identical:
        equal = count_of(result.identical, "row is equal", "rows are equal")
        lines.append(f"{equal} to an earlier one of the file, and stored all the same")
    if result.left_out:
        lines.append(f"{count_of(result.left_out, 'row')} left out, each the copy of another")
    lines += result.notes
    if result.versions:
        lines.append(f"{count_of(result.versions, 'row')} gave a known record a further version")
    lines += [
        f"Column “{name}” was not stored: {count_of(count, 'filled cell')}" for name, count in result.unmapped.items()
    ]
    lines += [
        f"A day without a time, kept as midnight: {count_of(count, 'cell')} of “{name}”"
        for name, count in result.date_only.items()
    ]
    for field, values in result.unknown_values.items():
        lines += [f"Kept as it stood, {count_of(count, 'time')}: {field} “{value}”" for value, count in values.items()]
    lines += _unread_lines(result)
    for problem in result.problems[:_SHOWN]:
        lines.append(f"Row {problem.row:,} (line {problem.line:,}): {problem.column or 'the row'}: {problem.reason}")
    if result.rejected > _SHOWN:
        lines.append(f"... and {result.rejected - _SHOWN:,} more: --json lists them all")
    return lines


def _unread_lines(result: ImportResult) -> list[str]:
    """By field and reason, not by what stood there: it may be anything."""
    counts = Counter[tuple[str, str]]()
    for one in result.unread_values:
        counts[one.field, one.became] += one.count
    told = [f"{count_of(count, 'cell')}: {field} {became}" for (field, became), count in counts.items()]
    return [*told, "--json lists what stood there; `mapping save` can say what it means"] if told else []
