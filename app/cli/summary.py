"""``summary``: what panels found, for anyone to read, with every small count suppressed."""

from argparse import Namespace
from dataclasses import replace

from app.cli.command import Answer, Commands, number, path_of, workspace_of
from app.cli.paper_options import add_paper_options, how_of, papers_written
from app.core.shapes.summaries import SummaryWords
from app.services.papers import summaries
from app.services.papers.summaries import SummaryFiles


def add_commands(commands: Commands) -> None:
    """Add this command to the line."""
    summary = commands.add_parser("summary", help="write the public summary of closed meetings, small counts hidden")
    summary.add_argument("rounds", nargs="+", metavar="MEETING", help="like R3; several, like R3 R4")
    summary.add_argument("--out", required=True, metavar="FILE.pdf")
    summary.add_argument("--csv", metavar="FILE.csv", help="the same counts as a table")
    summary.add_argument("--text", metavar="FILE.txt", help="the same as plain text, for a web page")
    summary.add_argument("--good", action="append", metavar="TEXT", help="what was done well, in your words")
    summary.add_argument("--learning", action="append", metavar="TEXT", help="what is to be learnt, in your words")
    summary.add_argument("--contact", default="", metavar="TEXT", help="whom to ask")
    add_paper_options(summary)
    summary.set_defaults(run=_summary)


def _summary(options: Namespace) -> Answer:
    rounds = [number(name, "R", "meeting") for name in options.rounds]
    files = SummaryFiles(
        paper=path_of(options.out, "--out"),
        csv=path_of(options.csv, "--csv") if options.csv is not None else None,
        text=path_of(options.text, "--text") if options.text is not None else None,
    )
    words = SummaryWords(
        good=tuple(options.good or ()), learning=tuple(options.learning or ()), contact=options.contact
    )
    with workspace_of(options) as ws:
        done = summaries.write_summary(ws, round_ids=rounds, files=files, words=words, how=how_of(options))
    beside = [name for name, file in (("csv", files.csv), ("text", files.text)) if file is not None]
    copies, others = done.value[: len(done.value) - len(beside)], done.value[len(done.value) - len(beside) :]
    told = papers_written("summary", "public summary", replace(done, value=copies))
    also = dict(zip(beside, others, strict=True))
    lines = tuple(f"Wrote the same as {'a table' if name == 'csv' else 'text'}: {file}" for name, file in also.items())
    return replace(told, data={**told.data, **also}, lines=(*told.lines, *lines))
