"""``mapping list``, ``mapping show`` and ``mapping save``."""

import sys
from argparse import Namespace
from dataclasses import asdict

from app.cli.command import Answer, Commands, UsageError, count, path_of, workspace_of
from app.core.errors import AppError
from app.core.shapes.mappings import (
    MappingDraft,
    MappingListing,
    MappingSettings,
    Preview,
    UnknownValue,
    grave,
    settled_by,
)
from app.core.words import count_of
from app.services.collecting import mappings
from app.services.collecting.extracts import first_look

_SHOWN = 20
_ORDER = "--day-order dmy or mdy"


def add_commands(commands: Commands) -> None:
    """Add this group to the line."""
    group = commands.add_parser("mapping", help="how the columns of an extract are read: list, show, save")
    actions = group.add_subparsers(dest="action", required=True, metavar="list|show|save")
    actions.add_parser("list", help="every mapping, saved or shipped").set_defaults(run=_list)
    show = actions.add_parser("show", help="what each column fills")
    show.add_argument("name", metavar="NAME")
    show.set_defaults(run=_show)
    save = actions.add_parser("save", help="guess how a file is read, change what you say, and keep it under a name")
    save.add_argument("name", metavar="NAME")
    save.add_argument("--file", required=True, metavar="FILE", help="an extract of this layout")
    save.add_argument("--kind", default="", help="what it holds: stop_search, custody; guessed if you do not say")
    save.add_argument("--set", action="append", default=[], metavar="COLUMN=FIELD", help="COLUMN= for no field")
    save.add_argument(
        "--value",
        action="append",
        default=[],
        metavar="FIELD:SPELLING=CODE",
        help="what a word means: a code, yes, no, a number; nothing for not recorded",
    )
    save.add_argument("--constant", action="append", default=[], metavar="FIELD=VALUE", help="one value for every row")
    save.add_argument("--times", default="", metavar="utc|local", help="how its times are read")
    save.add_argument("--day-order", default="", metavar="dmy|mdy|swapped", help="how 03/04/2025 is read")
    save.add_argument("--sheet", default="", help="the sheet of a workbook")
    save.add_argument("--encoding", default="", metavar="cp1252", help="of a CSV file that is not in UTF-8")
    save.add_argument("--header-row", default="0", metavar="N", help="the row that names the columns, from 1")
    save.add_argument("--as-guessed", action="store_true", help="keep it although something is left to settle")
    save.set_defaults(run=_save)


def _list(options: Namespace) -> Answer:
    with workspace_of(options) as ws:
        found = mappings.list_mappings(ws)
    return Answer(data={"mappings": [asdict(item) for item in found]}, lines=tuple(map(_line, found)))


def _show(options: Namespace) -> Answer:
    with workspace_of(options) as ws:
        draft = mappings.read_mapping(ws, options.name)
    return Answer(data=asdict(draft), lines=tuple(_draft_lines(draft)))


def _save(options: Namespace) -> Answer:
    file = path_of(options.file, "--file")
    header_row = count(options.header_row, "--header-row")
    settings = MappingSettings(
        columns=dict(_pair(text, "--set", "COLUMN=FIELD") for text in options.set),
        values=_values(options.value),
        constants=dict(_pair(text, "--constant", "FIELD=VALUE") for text in options.constant),
        times=options.times,
        day_order=options.day_order,
    )
    with workspace_of(options) as ws:
        look = first_look(
            ws, file, kind=options.kind, sheet=options.sheet, header_row=header_row, encoding=options.encoding
        )
        draft = mappings.change_draft(ws, look.draft, settings)
        preview = mappings.preview(ws, file, draft, _progress)
        if not options.as_guessed:
            _refuse_unsettled(draft, preview, settings)
        listing = mappings.save_mapping(ws, options.name, draft).value
    lines = (*_draft_lines(draft), *_preview_lines(preview), f"Saved as “{listing.name}”, number {listing.number}.")
    return Answer(data={"saved": asdict(listing), "mapping": asdict(draft), "preview": asdict(preview)}, lines=lines)


def _refuse_unsettled(draft: MappingDraft, preview: Preview, settings: MappingSettings) -> None:
    """As it stands the mapping would mislead, and nobody has said otherwise."""
    said = {"clock": settings.times, "order": settings.day_order, "agreed": ""}
    found = [one for one in preview.findings if grave(one, draft) and not said[settled_by(one)]]
    told = [gap.sentence for gap in draft.gaps if gap.grave] + [f"{one.column}: {one.sentence}" for one in found]
    if not told:
        return
    turned = any(one.code == "swapped" for one in found)
    order = "--day-order swapped to turn them back, or dmy to take them as they are" if turned else _ORDER
    options = {"clock": "--times utc or local", "order": order}
    ways = [option for way, option in options.items() if any(settled_by(one) == way for one in found)]
    way = f"Say {' and '.join(ways)}" if ways else "Change the columns with --set"
    raise AppError(
        f"This is not settled, and nothing was saved. {' '.join(told)}",
        f"{way}, or say --as-guessed to keep it as it is.",
    )


def _pair(text: str, option: str, form: str) -> tuple[str, str]:
    """What stands before and after the last equals sign: a heading may hold one, a field never does."""
    name, sign, value = text.rpartition("=")
    if not sign or not name:
        raise UsageError(f"{option} is written {form}, and not “{text}”")
    return name, value.strip()


def _values(texts: list[str]) -> dict[str, dict[str, str]]:
    found: dict[str, dict[str, str]] = {}
    for text in texts:
        told, code = _pair(text, "--value", "FIELD:SPELLING=CODE")
        field, sign, spelling = told.partition(":")
        if not sign or not spelling.strip():
            raise AppError(f"--value: “{text}” names no field.", "Write it like outcome:Let go=nfa.")
        found.setdefault(field.strip(), {})[spelling.strip()] = code
    return found


def _progress(done: int, total: int) -> None:
    if sys.stderr.isatty():
        end = "\n" if done >= total else ""
        print(f"\rTrying it: {100 * done // max(1, total)}%", end=end, file=sys.stderr, flush=True)


def _line(item: MappingListing) -> str:
    origin = "came with the app" if item.shipped else f"number {item.number}, saved {item.saved_at}"
    part = f", {item.part}" if item.part else ""
    return f"{item.name}: {item.label} ({item.kind}{part}; {origin}; {count_of(item.used, 'import')})"


def _draft_lines(draft: MappingDraft) -> list[str]:
    part = f" ({draft.part})" if draft.part else ""
    lines = [f"Read as {draft.kind}{part}, times as {draft.times}, dates {draft.day_order}:"]
    lines += [f"  {choice.column} -> {choice.field}: {choice.why}" for choice in draft.columns if choice.field]
    lines += [f"  every row: {name} = {value}" for name, value in draft.constants.items()]
    for name, spellings in draft.values.items():
        lines += [f"  {name}: “{text}” means {code or 'not recorded'}" for text, code in spellings.items()]
    if draft.dropped:
        lines.append("Not stored: " + ", ".join(f"“{name}”" for name in draft.dropped))
    return [*lines, *draft.notes, *draft.troubles, *(gap.sentence for gap in draft.gaps)]


def _preview_lines(preview: Preview) -> list[str]:
    lines = [f"{finding.column}: {finding.sentence}" for finding in preview.findings]
    rows = count_of(preview.read, "row")
    lines.append(f"Of {rows}, {preview.kept:,} would be stored and {preview.problems:,} would not.")
    lines += [f"Not stored, {count_of(count, 'row')}: {reason}" for reason, count in preview.reasons[:_SHOWN]]
    lines += map(_word_line, preview.unknown[:_SHOWN])
    left = len(preview.unknown) - _SHOWN
    return [*lines, f"... and {count_of(left, 'more word')}: --json lists them all"] if left > 0 else lines


def _word_line(word: UnknownValue) -> str:
    times, stood = count_of(word.count, "time"), f"“{word.value}”" if word.value else "(not shown)"
    if word.became:
        return f"“{word.field_label}” ({word.field}), {times}: {stood} {word.became}"
    near = f" (perhaps {word.suggested})" if word.suggested else ""
    return f"No word of “{word.field_label}” ({word.field}), {times}: {stood}{near}"
