"""``plan``: how many cases to draw, and what so many can show."""

from argparse import Namespace
from dataclasses import asdict

from app.cli.command import Answer, Commands, count
from app.services.drawing import planner


def add_commands(commands: Commands) -> None:
    """Add this group to the line."""
    plan = commands.add_parser("plan", help="how many cases to draw for a margin, or what so many can show")
    plan.add_argument("--population", required=True, metavar="N", help="the cases of the list")
    wanted = plan.add_mutually_exclusive_group(required=True)
    wanted.add_argument("--margin", metavar="POINTS", help="percentage points either way, like 5")
    wanted.add_argument("--size", metavar="N", help="how many would be drawn")
    plan.add_argument("--confidence", default="95", metavar="PERCENT", help="95 unless told otherwise")
    plan.set_defaults(run=_plan)


def _plan(options: Namespace) -> Answer:
    population = count(options.population, "--population")
    if options.size is None:
        found = planner.plan_for_margin(population=population, margin=options.margin, confidence=options.confidence)
    else:
        size = count(options.size, "--size")
        found = planner.plan_for_size(population=population, size=size, confidence=options.confidence)
    lines = [found.sentence]
    if found.size < found.population:
        lines += [f"  {result.sentence}" for result in found.results]
    if found.warning:
        lines.append(found.warning)
    return Answer(data=asdict(found), lines=tuple(lines))
