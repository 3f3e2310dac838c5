"""``month``: what the force draws every month in one step, how far one's own month has come, and its paper."""

import re
from argparse import Namespace
from collections.abc import Iterator, Sequence
from dataclasses import asdict

from app.cli.command import Answer, Commands, count, facet_value, number, path_of, workspace_of
from app.cli.paper_options import add_paper_options, how_of, papers_written
from app.core.errors import AppError
from app.core.shapes.months import MonthChoice, MonthItem, StepState
from app.core.words import count_of
from app.core.workflow.month import month_steps
from app.services.drawing import months
from app.services.grading import month_views
from app.services.papers import month_papers

_ROUND = re.compile("[Rr][0-9]+").fullmatch
_MARKS = {StepState.DONE: "[done]", StepState.NOW: "[now] ", StepState.LATER: "[    ]"}


def add_commands(commands: Commands) -> None:
    """Add this group to the line."""
    group = commands.add_parser("month", help="the draws that the force's plan asks for every month, in one step")
    actions = group.add_subparsers(dest="action", required=True, metavar="draw|count|list|show|paper|close")
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
    show = actions.add_parser("show", help="your month from its extracts to its end; it is logged")
    show.add_argument("--plan", required=True, metavar="ID", help="see month list")
    show.add_argument("--month", required=True, metavar="MONTH", help="like 2025-06")
    show.set_defaults(run=_show)
    paper = actions.add_parser("paper", help="write the paper of your month; `month R1 --out FILE.pdf` is the same")
    paper.add_argument("round", metavar="ROUND", help="like R1")
    paper.add_argument("--out", required=True, metavar="FILE.pdf")
    add_paper_options(paper)
    paper.set_defaults(run=_paper)
    close = actions.add_parser("close", help="close your month")
    close.add_argument("round", metavar="ROUND", help="like R1")
    close.add_argument("--unfinished", action="store_true", help="although cases are not graded; it will say how many")
    close.set_defaults(run=_close)


def in_full(words: Sequence[str]) -> list[str]:
    """A line with ``month R2`` said in full: ``month paper R2``."""
    group, *rest = words or [""]
    return [group, "paper", *rest] if group == "month" and rest and _ROUND(rest[0]) else list(words)


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


def _show(options: Namespace) -> Answer:
    with workspace_of(options) as ws:
        view = month_views.read_month(ws, plan=options.plan, month=options.month)
    steps = month_steps(view)
    lines = [" ".join(filter(None, (f"{view.plan_label}, {view.month_label}", f"({view.due_told})")))]
    lines += [f"  {_MARKS[step.state]} {step.title}: {step.told}" for step in steps]
    lines += [
        f"    case {item.number}, {item.kind_label} {item.reference}{f', {item.video_told}' if item.video_told else ''}"
        for item in view.to_grade
    ]
    return Answer(
        data={
            "plan": view.plan,
            "month": view.month,
            "due": view.due_told,
            "round": f"R{view.round.round_id}" if view.round else None,
            "steps": {step.id: {"state": step.state.value, "told": step.told} for step in steps},
            "to_grade": [
                {"case": item.number, "kind": item.kind_label, "video_days_left": item.video_days_left}
                for item in view.to_grade
            ],
            "feedback": {str(line.number): line.state for line in view.feedback},
            "actions": [action.name for action in view.actions],
            "carried": [action.name for action in view.carried],
        },
        lines=tuple(lines),
    )


def _paper(options: Namespace) -> Answer:
    round_id, out = number(options.round, "R", "round"), path_of(options.out, "--out")
    with workspace_of(options) as ws:
        done = month_papers.write_month(ws, round_id=round_id, file=out, how=how_of(options))
    return papers_written("month", "month", done)


def _close(options: Namespace) -> Answer:
    with workspace_of(options) as ws:
        listing = month_views.close_month(
            ws, round_id=number(options.round, "R", "round"), unfinished=options.unfinished
        ).value
    left = f", {count_of(listing.closed_unfinished, 'case')} not graded" if listing.closed_unfinished else ""
    return Answer(
        data={
            "round": f"R{listing.round_id}",
            "closed_at": listing.closed_at,
            "unfinished": listing.closed_unfinished,
        },
        lines=(f"{listing.label}: closed{left}.",),
    )


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
