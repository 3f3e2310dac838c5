"""``frame open`` and ``frame reconcile``: for an auditor, and for whoever asks whether a list is whole."""

import shlex
from argparse import Namespace
from collections.abc import Iterator
from dataclasses import asdict

from app.cli.command import DONE, FAILED, Answer, Commands, UsageError, count, number, path_of, workspace_of
from app.core.shapes.gate import ReconciliationView
from app.core.shapes.opened import OpenedCase
from app.core.shapes.reconciling import Figure
from app.core.shapes.sheets import LaterRows
from app.services.drawing import opening, reconciling
from app.services.workspace import Workspace


def add_to(actions: Commands) -> None:
    """Add these actions to the group ``frame``."""
    opened = actions.add_parser("open", help="one case's salt, key and content, and its code made again; it is logged")
    opened.add_argument("frame", metavar="FRAME", help="like F1")
    opened.add_argument("token", metavar="TOKEN", help="the case's code, or at least 6 characters of its beginning")
    opened.set_defaults(run=_open)
    reconcile = actions.add_parser(
        "reconcile", help="hold a list against an outside count; without options: what is due"
    )
    reconcile.add_argument("frame", metavar="FRAME", nargs="?", help="like F1")
    reconcile.add_argument(
        "--against", action="append", default=[], metavar="FILE", help="data.police.uk's, one for each month"
    )
    reconcile.add_argument("--times", default="", choices=["utc", "local"], help="how the file's times are read")
    reconcile.add_argument("--count", metavar="N", help="a figure instead, with its source")
    reconcile.add_argument("--source", default="", metavar="T", help="where the figure is from")
    reconcile.add_argument("--month", default="", metavar="M", help="of the figure, like 2025-06")
    reconcile.add_argument("--power", default="", metavar="P", help="of the figure")
    reconcile.add_argument("--explain", default="", metavar="T", help="why the counts differ")
    reconcile.set_defaults(run=_reconcile)


# ------------------------------------------------------------------ open
def _open(options: Namespace) -> Answer:
    frame_id = number(options.frame, "F", "sealed list")
    with workspace_of(options) as ws:
        case = opening.open_case(ws, frame_id=frame_id, token=options.token).value
    return Answer(
        data={**asdict(case), "frame_id": f"F{frame_id}"},
        lines=tuple(_opened_lines(case)),
        code=DONE if case.proven or case.erased else FAILED,
    )


def _opened_lines(case: OpenedCase) -> Iterator[str]:
    text = f"{case.salt}:{case.key_digest}:{case.content}"
    yield f"{case.kind_label}, {case.reference or '(no reference)'}, {case.stratum} of F{case.frame_id}"
    yield f"Code     {case.token}"
    yield f"Salt     {case.salt}"
    yield f"Key      {case.key_digest}  (SHA-256 of {case.key.replace(chr(31), ' U+001F ')})"
    yield f"Content  {case.content}  (SHA-256 of the sealed words: --json shows them)"
    yield f"Check    printf %s {shlex.quote(text)} | sha256sum"
    if case.proven:
        yield "It holds: salt, key and content give the code. No other case is opened by them."
    elif case.erased:
        yield "A text of this case was erased since by law, so its code cannot be made again from what is left."
    else:
        yield "It does not hold: the words kept for this case are not those that were sealed."
    yield from _later(case.later) if case.later else ["Today's record says the same as the sealed one."]


def _later(days: tuple[LaterRows, ...]) -> Iterator[str]:
    for day in days:
        yield day.title
        yield from (f"  {block.label}" for block in day.rows)
        yield from (f"  {part.label}: {len(part.rows):,} more" for part in day.parts)
        for change in day.changes:
            for line in change.lines:
                yield f"  {change.label}, {line.label}: “{line.was}” is now “{line.now}”"


# ------------------------------------------------------------------ reconcile
def _reconcile(options: Namespace) -> Answer:
    if options.frame is None:
        return _due(options)
    frame_id = number(options.frame, "F", "sealed list")
    if options.against and options.count:
        raise UsageError("--against and --count do not go together")
    if not (options.against or options.count or options.explain):
        raise UsageError("Missing, one of: --against --count --explain")
    with workspace_of(options) as ws:
        view = _reconciled(ws, frame_id, options)
    return Answer(
        data={**asdict(view), "frame": f"F{frame_id}", "agrees": view.agrees}, lines=tuple(_lines(frame_id, view))
    )


def _reconciled(ws: Workspace, frame_id: int, options: Namespace) -> ReconciliationView:
    if options.against:
        files = [path_of(text, "--against") for text in options.against]
        return reconciling.reconcile_with_files(
            ws, frame_id=frame_id, files=files, times=options.times or None, explanation=options.explain
        ).value
    if options.count:
        figure = Figure(count=count(options.count, "--count"), month=options.month, power=options.power)
        return reconciling.reconcile_with_figures(
            ws, frame_id=frame_id, figures=[figure], source=options.source, explanation=options.explain
        ).value
    return reconciling.explain_difference(ws, frame_id=frame_id, explanation=options.explain).value


def _lines(frame_id: int, view: ReconciliationView) -> Iterator[str]:
    yield f"F{frame_id} held against: {view.source}"
    for line in view.lines:
        named = ", ".join(filter(None, (line.month, line.power_label))) or "The whole list"
        sign = f" ({line.difference:+,})" if line.difference else ""
        yield f"  {named}: {line.ours:,} here, {line.theirs:,} there{sign}"
    if view.agrees:
        yield "Every figure agrees."
    yield from filter(None, (f"Explained: {view.explanation}" if view.explanation else "", _still(view)))


def _still(view: ReconciliationView) -> str:
    """What is still to be done about a difference."""
    return "" if view.agrees or view.explanation else "The counts differ: explain it with --explain, if you can."


def _due(options: Namespace) -> Answer:
    with workspace_of(options) as ws:
        found = reconciling.due_reconciliations(ws)
    lines = [
        f"F{one.frame_id}  {one.kind_label}, {one.first_day} to {one.last_day}: "
        f"{'due since' if one.is_due else 'due on'} {one.due}"
        for one in found
    ]
    title = "Not yet reconciled:" if found else "Every list was held against an outside count."
    return Answer(data={"due": [asdict(one) for one in found]}, lines=(title, *lines))
