"""``month draw``, ``month count`` and ``month list``: what the force draws every month, in one step."""

from argparse import Namespace
from collections.abc import Iterator, Sequence
from dataclasses import asdict

from app.cli.command import Answer, Commands, count, facet_value, workspace_of
from app.core.errors import AppError
from app.core.shapes.months import MonthChoice, MonthItem
from app.core.words import count_of
from app.services import months


def add_commands(commands: Commands) -> None:
    """Add this group to the line."""
    group = commands.add_parser("month", help="the draws that the force's plan asks for every month, in one step")
    actions = group.add_subparsers(dest="action", required=True, metavar="draw|count|list")
    for name, told, run in (
        ("draw", "seal and draw every list of a plan and open one round, or do nothing", _draw),
        ("count", "how long the lists would be; never which cases", _count),
    ):
        action = actions.add_parser(name, help=told)
        action.add_argument("--plan", required=True, metavar="ID", help="see month list")
        action.add_argument("--month", required=True, metavar="MONTH", help="like 2025-06")
        action.add_argument("--where", action="append", default=[], metavar="FACET=VALUE", help="narrow every list")
        action.add_argument(
            "--size", action="append", default=[], metavar="KIND=N", help="depart from the plan; 0 leaves the kind out"
        )
        action.set_defaults(run=run)
    actions.add_parser("list", help="the plans of the force").set_defaults(run=_list)


def _asked(options: Namespace) -> MonthChoice:
    return MonthChoice(
        plan=options.plan,
        month=options.month,
        where=tuple(facet_value(text) for text in options.where),
        sizes=tuple(_size(text) for text in options.size),
    )


def _size(text: str) -> tuple[str, int]:
    kind, equals, number = text.partition("=")
    if not (kind.strip() and equals):
        raise AppError(f"--size: “{text}” is no size of a kind.", "Write it like --size stop_search=8.")
    return kind.strip(), count(number.strip(), "--size")


def _draw(options: Namespace) -> Answer:
    asked = _asked(options)
    with workspace_of(options) as ws:
        drawn = months.draw_month(ws, asked).value
    title = f"{drawn.plan_label}, {drawn.month_label}: R{drawn.round.round_id}, {count_of(drawn.round.cases, 'case')}"
    return Answer(
        data={
            "round": f"R{drawn.round.round_id}",
            "cases": drawn.round.cases,
            "items": [_item(item) for item in drawn.items],
            "departures": list(drawn.departures),
            "earlier": [f"R{one}" for one in drawn.earlier],
        },
        lines=(title, *_lines(drawn.items, drawn.departures, drawn.earlier)),
    )


def _count(options: Namespace) -> Answer:
    asked = _asked(options)
    with workspace_of(options) as ws:
        counted = months.count_month(ws, asked)
    return Answer(
        data={
            "items": [_item(item) for item in counted.items],
            "departures": list(counted.departures),
            "earlier": [f"R{one}" for one in counted.earlier],
        },
        lines=(
            f"{counted.plan_label}, {counted.month_label}",
            *_lines(counted.items, counted.departures, counted.earlier),
        ),
    )


def _list(options: Namespace) -> Answer:
    with workspace_of(options) as ws:
        plans = months.list_plans(ws)
    lines: list[str] = []
    for plan in plans:
        lines += [f"{plan.id}: {plan.label}", *(f"  {item.kind_label}: {item.words}" for item in plan.items)]
    return Answer(data={"plans": [asdict(plan) for plan in plans]}, lines=tuple(lines))


def _item(item: MonthItem) -> dict[str, object]:
    frame = f"F{item.frame_id}" if item.frame_id else None
    return {**asdict(item), "frame_id": frame, "draw_id": f"D{item.draw_id}" if item.draw_id else None}


def _lines(items: Sequence[MonthItem], departures: Sequence[str], earlier: Sequence[int]) -> Iterator[str]:
    for item in items:
        named = f"F{item.frame_id} D{item.draw_id}  " if item.draw_id else ""
        counts = f"{item.size:,} of {count_of(item.cases, 'case')}, {count_of(item.reserves, 'reserve')}"
        yield f"  {named}{item.kind_label}: {' '.join(filter(None, (counts + '.' if item.cases else '', item.told)))}"
    yield from (f"  Departs from the plan: {text}" for text in departures)
    if earlier:
        rounds = ", ".join(f"R{one}" for one in earlier)
        yield f"  This plan was drawn for this month before ({rounds}): the papers of each name the others."
