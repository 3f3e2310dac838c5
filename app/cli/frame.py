"""``frame seal``."""

from argparse import Namespace
from dataclasses import asdict

from app.cli import outside
from app.cli.command import Answer, Commands, count, day, facet_value, workspace_of
from app.cli.papers import add_notice
from app.core.shapes.draws import FrameView
from app.core.words import count_of
from app.services import frames


def add_commands(commands: Commands) -> None:
    """Add this group to the line."""
    group = commands.add_parser("frame", help="the list that a draw is made from")
    actions = group.add_subparsers(dest="action", required=True, metavar="seal")
    seal = actions.add_parser("seal", help="close the list and the plan of its draw; no seed comes before this")
    seal.add_argument("--kind", required=True, help="stop_search, s60_search")
    seal.add_argument("--from", required=True, dest="first", metavar="DATE", help="a day of Europe/London, included")
    seal.add_argument("--to", required=True, dest="last", metavar="DATE", help="the last day, included")
    seal.add_argument("--where", action="append", default=[], metavar="FACET=VALUE", help="repeat for more")
    seal.add_argument("--strata", default="", metavar="FACET", help="one stratum a value of it")
    seal.add_argument("--join-small", action="store_true", help="put strata of 1 to 4 cases together")
    seal.add_argument("--size", required=True, metavar="N")
    seal.add_argument("--reserves", default="0", metavar="R")
    seal.set_defaults(run=_seal)
    add_notice(actions)
    outside.add_to(actions)


def _seal(options: Namespace) -> Answer:
    choice = frames.FrameChoice(
        kind=options.kind,
        first_day=day(options.first, "--from"),
        last_day=day(options.last, "--to"),
        where=tuple(facet_value(text) for text in options.where),
        strata=tuple(filter(None, options.strata.split(","))),
        join_small=options.join_small,
        size=count(options.size, "--size"),
        reserves=count(options.reserves, "--reserves"),
    )
    with workspace_of(options) as ws:
        view = frames.seal_frame(ws, choice).value
    return Answer(
        data={
            "frame": f"F{view.frame_id}",
            "seal": view.seal,
            "plan": view.plan,
            "cases": view.cases,
            "strata": [asdict(line) for line in view.strata],
            "funnel": [asdict(step) for step in view.funnel],
        },
        lines=tuple(_lines(view)),
    )


def _lines(view: FrameView) -> list[str]:
    lines = [
        f"Sealed F{view.frame_id}: {count_of(view.cases, 'case')}, {view.first_day} to {view.last_day}",
        f"Seal  {view.seal}",
        f"Plan  {view.plan}",
        "Give seal and plan to someone outside before the seed.",
    ]
    for line in view.strata:
        share = f"{line.size} to draw, {line.reserves} in reserve"
        lines.append(f"  {line.label}  {line.name}: {count_of(line.cases, 'case')}, {share}")
    if view.small_strata:
        small = ", ".join(view.small_strata)
        lines.append(f"So small that an outsider might know a person: {small}. Seal with --join-small to avoid it.")
    return lines
