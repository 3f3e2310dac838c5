"""``report MEETING``: what a panel saw and agreed, as a paper, and its figures as tables."""

from argparse import Namespace
from dataclasses import replace

from app.cli.command import Answer, Commands, UsageError, number, path_of, workspace_of
from app.cli.paper_options import add_paper_options, how_of, papers_written
from app.core.shapes.reports import ReportChoice
from app.services.papers import report_tables, reports
from app.services.workspace import Workspace


def add_commands(commands: Commands) -> None:
    """Add this group to the line."""
    report = commands.add_parser("report", help="write the report of a meeting: what its panel saw and agreed")
    report.add_argument("round", metavar="MEETING", help="like R2")
    report.add_argument("--out", metavar="FILE.pdf")
    report.add_argument("--tables", metavar="FILE.xlsx|csv", help="the figures as a workbook, or as CSV files")
    report.add_argument("--names", action="store_true", help="the panel agreed that its members are named")
    report.add_argument("--words", action="store_true", help="with what members wrote: read it before you give it on")
    add_paper_options(report)
    report.set_defaults(run=_report)


def _report(options: Namespace) -> Answer:
    if not (options.out or options.tables):
        raise UsageError("Missing, one of: --out --tables")
    round_id = number(options.round, "R", "meeting")
    with workspace_of(options) as ws:
        paper = _paper(ws, options, round_id) if options.out else Answer(data={}, lines=())
        if not options.tables:
            return paper
        file = path_of(options.tables, "--tables")
        files = report_tables.write_tables(ws, round_id=round_id, file=file).value
    lines = (*paper.lines, *(f"Wrote the tables: {one}" for one in files))
    return replace(paper, data={**paper.data, "tables": list(files)}, lines=lines)


def _paper(ws: Workspace, options: Namespace, round_id: int) -> Answer:
    choice, out = ReportChoice(names=options.names, words=options.words), path_of(options.out, "--out")
    done = reports.write_report(ws, round_id=round_id, file=out, choice=choice, how=how_of(options))
    return papers_written("report", "report", done)
