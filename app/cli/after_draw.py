"""``replace`` and ``withhold``: what may happen to a drawn case, for reasons that its plan fixed."""

from argparse import Namespace
from dataclasses import asdict
from typing import Any

from app.cli.command import Answer, Commands, number, workspace_of
from app.cli.paper_options import with_told
from app.core.shapes.draws import DrawView
from app.core.words import count_of
from app.services.drawing import replacing

_CODE = "the case's code, or at least 6 characters of its beginning"
_SHOWN = 16


def add_commands(commands: Commands) -> None:
    """Add this group to the line."""
    for name, told, run in (
        ("replace", "let the next reserve of its stratum take a drawn case's place", _replace),
        ("withhold", "keep a drawn case back: it stays in the draw and is reported", _withhold),
    ):
        command = commands.add_parser(name, help=told)
        command.add_argument("draw", metavar="DRAW", help="like D1")
        command.add_argument("token", metavar="TOKEN", help=_CODE)
        command.add_argument("--reason", required=True, metavar="R", help="a code that the plan fixed")
        command.set_defaults(run=run)


def _replace(options: Namespace) -> Answer:
    with workspace_of(options) as ws:
        done = replacing.replace(ws, **_named(options))
    view = done.value
    last = view.replaced[-1]
    by = f"by {last.by[:_SHOWN]}" if last.by else "by no other: no reserve is left, and it is reported"
    answer = Answer(
        data={"draw": f"D{view.draw_id}", "replaced": asdict(last), "standing": len(view.standing)},
        lines=(f"Replaced {last.token[:_SHOWN]} {by}. {last.reason_label}.", _left(view)),
    )
    return with_told(answer, done)


def _withhold(options: Namespace) -> Answer:
    with workspace_of(options) as ws:
        done = replacing.withhold(ws, **_named(options))
    view = done.value
    last = view.withheld[-1]
    answer = Answer(
        data={"draw": f"D{view.draw_id}", "withheld": asdict(last), "standing": len(view.standing)},
        lines=(f"Withheld {last.token[:_SHOWN]}. {last.reason_label}.", _left(view)),
    )
    return with_told(answer, done)


def _named(options: Namespace) -> dict[str, Any]:
    """The draw, the case and the reason that the line names."""
    draw_id = number(options.draw, "D", "draw")
    return {"draw_id": draw_id, "token": options.token, "reason": options.reason}


def _left(view: DrawView) -> str:
    called = sum(line.by is not None for line in view.replaced)
    return (
        f"D{view.draw_id} stands with {count_of(len(view.standing), 'case')}, {len(view.withheld):,} of them withheld; "
        f"{count_of(len(view.reserves) - called, 'reserve')} left."
    )
