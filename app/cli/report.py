"""``report MEETING``: what a panel saw and agreed, as a paper."""

from argparse import Namespace

from app.cli.command import Answer, Commands, number, path_of, workspace_of
from app.cli.paper_options import add_paper_options, how_of, papers_written
from app.core.shapes.reports import ReportChoice
from app.services import reports


def add_commands(commands: Commands) -> None:
    """Add this group to the line."""
    report = commands.add_parser("report", help="write the report of a meeting: what its panel saw and agreed")
    report.add_argument("round", metavar="MEETING", help="like R2")
    report.add_argument("--out", required=True, metavar="FILE.pdf")
    report.add_argument("--names", action="store_true", help="the panel agreed that its members are named")
    report.add_argument("--words", action="store_true", help="with what members wrote: read it before you give it on")
    add_paper_options(report)
    report.set_defaults(run=_report)


def _report(options: Namespace) -> Answer:
    round_id, out = number(options.round, "R", "meeting"), path_of(options.out, "--out")
    choice = ReportChoice(names=options.names, words=options.words)
    with workspace_of(options) as ws:
        files = reports.write_report(ws, round_id=round_id, file=out, choice=choice, how=how_of(options)).value
    return papers_written("report", "report", files)
