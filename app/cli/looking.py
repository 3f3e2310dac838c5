"""``record list`` and ``record show``: the records themselves, as the window shows them, and logged as there."""

from argparse import Namespace
from collections.abc import Iterable, Iterator
from dataclasses import asdict

from app.cli.command import Answer, Commands, count, day, facet_value, number, workspace_of
from app.core.shapes.records import RecordAsk, RecordView
from app.core.shapes.sheets import FieldGroup, Narrative, PartRow, RowBlock
from app.core.words import count_of
from app.services.collecting import records

_LIMIT = "50"
_NO_REFERENCE = "(no reference)"


def add_to(actions: Commands) -> None:
    """Add these actions to the group ``record``."""
    listing = actions.add_parser("list", help="records of a kind, the newest first; a search for words is logged")
    listing.add_argument("--kind", required=True, help="stop_search, use_of_force, custody ...")
    listing.add_argument("--where", action="append", default=[], metavar="FACET=VALUE", help="repeat for more")
    listing.add_argument("--words", default="", metavar="WORDS", help="all of them in its narratives")
    listing.add_argument("--from", default="", dest="first", metavar="DAY", help="a day of Europe/London, included")
    listing.add_argument("--to", default="", dest="last", metavar="DAY", help="the last day, included")
    listing.add_argument("--limit", default=_LIMIT, metavar="N", help=f"show so many of them; {_LIMIT} unless told")
    listing.set_defaults(run=_list)
    show = actions.add_parser("show", help="one record whole, with its history and its links; it is logged")
    show.add_argument("case", metavar="CASE", help="as the list names it: C12")
    show.set_defaults(run=_show)


def _list(options: Namespace) -> Answer:
    limit = count(options.limit, "--limit")
    first = day(options.first, "--from") if options.first else None
    last = day(options.last, "--to") if options.last else None
    pairs = [facet_value(text) for text in options.where]
    with workspace_of(options) as ws:
        where = records.known_filters(ws, options.kind, pairs)
        ask = RecordAsk(kind=options.kind, first_day=first, last_day=last, where=where, words=options.words)
        ids = records.list_records(ws, ask).value.ids
        columns = records.list_columns(ws, options.kind)
        found = records.read_block(ws, kind=options.kind, columns=columns, ids=ids[:limit])
    shown = [
        {"case": f"C{line.case_id}", **dict(zip([column.id for column in columns], line.cells, strict=True))}
        for line in found
    ]
    lines = [" · ".join(filter(None, (f"C{line.case_id}", *line.cells))) for line in found]
    if len(ids) > len(found):
        lines.append(f"... and {len(ids) - len(found):,} more: --limit shows more of them")
    return Answer(data={"total": len(ids), "records": shown}, lines=(count_of(len(ids), "record"), *lines))


def _show(options: Namespace) -> Answer:
    case_id = number(options.case, "C", "record")
    with workspace_of(options) as ws:
        view = records.open_record(ws, case_id).value
    return Answer(data={"case": f"C{case_id}", **asdict(view)}, lines=tuple(_view_lines(view)))


def _view_lines(view: RecordView) -> Iterator[str]:
    yield " · ".join(filter(None, (view.kind_label, view.reference or _NO_REFERENCE, view.when)))
    yield from filter(None, (view.rows.typed, view.rows.counts_under))
    yield from _texts(view.narratives)
    yield from _fields(view.groups)
    for block in view.rows.rows:
        yield from _block(block)
    for part in view.rows.parts:
        yield part.label.upper()
        for row in part.rows:
            yield from _part_row(row)
    yield from _around(view)


def _texts(texts: Iterable[Narrative]) -> Iterator[str]:
    yield from (f"  {text.label}: {text.text}" for text in texts if text.text)


def _fields(groups: Iterable[FieldGroup]) -> Iterator[str]:
    for group in groups:
        filled = [line for line in group.lines if line.value]
        if filled and group.label:
            yield group.label
        for line in filled:
            differ = f" ({line.differ})" if line.differ else ""
            yield f"  {line.label}: {line.value}{differ}"


def _block(block: RowBlock) -> Iterator[str]:
    yield block.label.upper()
    yield from _texts(block.narratives)
    yield from _fields(block.groups)


def _part_row(row: PartRow) -> Iterator[str]:
    facts = (f"{line.label}: {line.value}" for line in row.facts)
    yield "  " + " · ".join(filter(None, (row.when, *facts)))
    yield from (f"  {line}" for line in _texts(row.texts))


def _around(view: RecordView) -> Iterator[str]:
    """What it is linked to, which sealed lists hold it, and which imports brought what."""
    for link in view.links:
        named = f"C{link.case_id}" if link.case_id else "no such record here"
        yield f"{link.label}: {' '.join(filter(None, (link.kind_label, link.reference)))} ({named})"
    for held in view.held_by:
        since = "" if held.same_words else "; changes came since"
        yield f"Sealed in F{held.frame_id}, {held.first_day} to {held.last_day}{since}"
    for step in view.steps:
        changed = [change.label for change in step.changes if change.lines]
        told = [f"brought {', '.join(step.new)}"] if step.new else []
        told += [f"changed {', '.join(changed)}"] if changed else []
        yield f"Import {step.import_id}, {step.at}, {step.source}: {'; '.join(told) or 'the same once more'}"
        for row in step.changes:
            for line in row.lines:
                yield f"  {row.label}: {line.label}: was “{line.was}”, is now “{line.now}”"
