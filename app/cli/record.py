"""``record``: one record typed in, records listed, one of them whole, and links that point nowhere."""

from argparse import Namespace
from dataclasses import asdict

from app.cli import by_hand, looking
from app.cli.command import Answer, Commands, workspace_of
from app.core.shapes.links import BrokenLink, BrokenLinks
from app.core.words import count_of
from app.services.collecting import links

_SHOWN = 50


def add_commands(commands: Commands) -> None:
    """Add this group to the line."""
    group = commands.add_parser("record", help="single records, and the links between them")
    actions = group.add_subparsers(dest="action", required=True, metavar="ACTION")
    by_hand.add_to(actions)
    looking.add_to(actions)
    _add_links(actions)


def _add_links(actions: Commands) -> None:
    parser = actions.add_parser("links", help="references that point nowhere: no such record is in the workspace")
    parser.add_argument("--kind", default="", help="only those that records of this kind give")
    parser.set_defaults(run=_links)


def _links(options: Namespace) -> Answer:
    with workspace_of(options) as ws:
        found = links.broken_links(ws, kind=options.kind)
    return Answer(data={"total": found.total, **asdict(found)}, lines=tuple(_link_lines(found)))


def _link_lines(found: BrokenLinks) -> list[str]:
    if not found.total:
        return ["Every reference to another record has its record."]
    lines = [f"{kind}: {field}: {count_of(count, 'link')} to no record here" for kind, field, count in found.counts]
    lines += [_link_line(link) for link in found.links[:_SHOWN]]
    if found.total > _SHOWN:
        lines.append(f"... and {found.total - _SHOWN:,} more: --json lists the first 200 of each")
    return lines


def _link_line(link: BrokenLink) -> str:
    whose = f"{link.kind_label} {link.reference}".strip()
    return f"  {whose} (import {link.import_id}): {link.field_label}: {link.value}"
