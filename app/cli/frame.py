"""``frame seal`` and ``frame plan``; what else is done with a list stands in files of its own."""

from argparse import Namespace
from collections.abc import Iterator
from dataclasses import asdict

from app.cli import around, designs, outside
from app.cli.command import Answer, Commands, count, day, facet_value, number, workspace_of
from app.cli.papers import add_notice
from app.core.shapes.designs import PlanChoice
from app.core.shapes.draws import FrameView
from app.core.words import count_of
from app.services.drawing import frames, plans


def add_commands(commands: Commands) -> None:
    """Add this group to the line."""
    group = commands.add_parser("frame", help="the list that a draw is made from")
    actions = group.add_subparsers(dest="action", required=True, metavar="ACTION")
    seal = actions.add_parser("seal", help="close the list and the plan of its draw; no seed comes before this")
    seal.add_argument("--kind", required=True, help="stop_search, s60_search")
    seal.add_argument("--from", required=True, dest="first", metavar="DATE", help="a day of Europe/London, included")
    seal.add_argument("--to", required=True, dest="last", metavar="DATE", help="the last day, included")
    seal.add_argument("--where", action="append", default=[], metavar="FACET=VALUE", help="repeat for more")
    designs.add_list_options(seal)
    designs.add_size_options(seal)
    seal.set_defaults(run=_seal)
    plan = actions.add_parser("plan", help="fix the plan of a further draw from a sealed list, before its own seed")
    plan.add_argument("frame", metavar="FRAME", help="like F1")
    plan.add_argument("--per", default="0", metavar="K", help="K of each value of the facet that divides the list")
    designs.add_size_options(plan)
    plan.set_defaults(run=_plan)
    around.add_to(actions)
    add_notice(actions)
    outside.add_to(actions)


def _seal(options: Namespace) -> Answer:
    choice = frames.FrameChoice(
        kind=options.kind,
        first_day=day(options.first, "--from"),
        last_day=day(options.last, "--to"),
        where=tuple(facet_value(text) for text in options.where),
        strata=designs.strata(options),
        per=designs.per(options),
        take_all=designs.take_all(options),
        allocation=options.allocation,
        fixed=designs.fixed(options),
        join_small=options.join_small,
        size=count(options.size, "--size"),
        reserves=count(options.reserves, "--reserves"),
        form=options.form or "monthly",
        seed_source=options.seed_from,
        seed_name=options.seed_name,
    )
    with workspace_of(options) as ws:
        view = frames.seal_frame(ws, choice).value
    return Answer(
        data=_told(view),
        lines=(
            f"Sealed F{view.frame_id}: {count_of(view.cases, 'case')}, {view.first_day} to {view.last_day}",
            *_lines(view),
        ),
    )


def _plan(options: Namespace) -> Answer:
    frame_id = number(options.frame, "F", "sealed list")
    choice = PlanChoice(
        size=count(options.size, "--size"),
        per=count(options.per, "--per"),
        reserves=count(options.reserves, "--reserves"),
        allocation=options.allocation,
        fixed=designs.fixed(options),
        form=options.form,
        seed_source=options.seed_from,
        seed_name=options.seed_name,
    )
    with workspace_of(options) as ws:
        view = plans.fix_plan(ws, frame_id=frame_id, choice=choice).value
    return Answer(
        data={**_told(view), "number": view.plans[-1].number},
        lines=(f"Fixed plan {view.plans[-1].number} of F{view.frame_id}", *_lines(view)),
    )


def _told(view: FrameView) -> dict[str, object]:
    return {
        "frame": f"F{view.frame_id}",
        "seal": view.seal,
        "plan": view.plan,
        "cases": view.cases,
        "size": view.size,
        "reserves": view.reserves,
        "strata": [asdict(line) for line in view.strata],
        "funnel": [asdict(step) for step in view.funnel],
        "exclusions": [asdict(one) for one in view.exclusions],
        "take_all": list(view.take_all),
        "seed_source": view.seed_source,
        "whole": view.whole,
    }


def _lines(view: FrameView) -> Iterator[str]:
    yield f"Seal  {view.seal}"
    yield f"Plan  {view.plan}"
    if view.whole:
        yield f"All {view.cases:,} are reviewed: nobody chooses, and no dice are needed."
    else:
        yield "Give seal and plan to someone outside before the seed."
    for one in view.exclusions:
        yield f"  left out: {count_of(one.count, 'case')}, {one.label}"
    for line in view.strata:
        share = f"{line.size:,} to draw, {line.reserves:,} in reserve"
        yield f"  {line.label}  {line.name}: {count_of(line.cases, 'case')}, {share}"
    if view.small_strata:
        small = ", ".join(view.small_strata)
        yield f"So small that an outsider might know a person: {small}. Seal with --join-small to avoid it."
