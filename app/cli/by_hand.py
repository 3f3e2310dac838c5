"""``record add``: one record from a JSON file."""

from argparse import Namespace
from dataclasses import asdict

from app.cli.command import Answer, Commands, path_of, workspace_of
from app.core.shapes.by_hand import AddedRecord
from app.core.words import count_of
from app.services.collecting import by_hand


def add_to(actions: Commands) -> None:
    """Add this action to the group ``record``."""
    parser = actions.add_parser("add", help="type in one record: a JSON object of texts by field")
    parser.add_argument("--kind", required=True, help="what it is: s60_authority, hate_incident ...")
    parser.add_argument("--file", required=True, metavar="F.json", help="from a field's id or label to its text")
    parser.add_argument("--again", action="store_true", help="its reference is known: keep it as a further version")
    parser.set_defaults(run=_add)


def _add(options: Namespace) -> Answer:
    file = path_of(options.file, "--file")
    with workspace_of(options) as ws:
        added = by_hand.add_record_file(ws, options.kind, file, again=options.again).value
    return Answer(data=asdict(added), lines=(_line(added),))


def _line(added: AddedRecord) -> str:
    rows = f", one of {count_of(added.rows, 'row')} of its case" if added.rows > 1 else ""
    return (
        f"Kept {added.kind} {added.reference}, version {added.version}{rows}, {added.typed_by} "
        f"(import {added.import_id})"
    )
