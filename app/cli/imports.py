"""``imports list`` and ``imports undo``."""

import sys
from argparse import Namespace
from dataclasses import asdict

from app.cli.command import Answer, Commands, count, workspace_of
from app.core.shapes.workspaces import ImportListing
from app.core.words import count_of
from app.services.collecting.imports import list_imports
from app.services.collecting.undo import undo_import


def add_commands(commands: Commands) -> None:
    """Add this group to the line."""
    group = commands.add_parser("imports", help="what was imported: list, undo")
    actions = group.add_subparsers(dest="action", required=True, metavar="list|undo")
    actions.add_parser("list", help="every import with its number, the newest first").set_defaults(run=_list)
    undo = actions.add_parser("undo", help="take an import back, until a sealed list uses it")
    undo.add_argument("number", metavar="N")
    undo.set_defaults(run=_undo)


def _list(options: Namespace) -> Answer:
    with workspace_of(options) as ws:
        found = list_imports(ws)
    lines = tuple(map(_line, found)) or ("Nothing has been imported yet.",)
    return Answer(data={"imports": [asdict(item) for item in found]}, lines=lines)


def _undo(options: Namespace) -> Answer:
    import_id = count(options.number, "N")
    with workspace_of(options) as ws:
        done = undo_import(ws, import_id, _progress).value
    gone = f"{count_of(done.rows, 'row')}, {count_of(done.cases, 'case')} and {count_of(done.problems, 'problem')}"
    return Answer(data=asdict(done), lines=(f"Import {import_id} is undone: {gone} are gone, and the log says so.",))


def _progress(done: int, total: int) -> None:
    if sys.stderr.isatty():
        end = "\n" if done >= total else ""
        print(f"\rUndoing: {100 * done // max(1, total)}%", end=end, file=sys.stderr, flush=True)


def _line(item: ImportListing) -> str:
    part = f", {item.part}" if item.part else ""
    undone = f"; undone {item.undone_at}" if item.undone_at else ""
    rows = f"{item.stored:,} stored, {item.rejected:,} not stored"
    return f"{item.import_id}: {item.file_name} ({item.kind}{part}, {item.layout}; {item.imported_at}; {rows}{undone})"
