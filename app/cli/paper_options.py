"""How papers are to be made, on the line: ``--large-print``, ``--copies``, ``--to``; and what to say of them."""

from argparse import ArgumentParser, Namespace
from dataclasses import replace
from typing import Any

from app.cli.command import Answer, UsageError, count, written
from app.core.changes import Done
from app.core.shapes.papers import PaperHow, PrintSize

_LARGE = {str(size.value): size for size in PrintSize if size is not PrintSize.NORMAL}


def add_paper_options(parser: ArgumentParser) -> None:
    """Add the options that every paper has."""
    parser.add_argument("--large-print", metavar="18|24", help="in points")
    parser.add_argument("--copies", metavar="N", help="each copy has a number, and a file, of its own")
    parser.add_argument("--to", action="append", metavar="NAME", help="a copy for them; kept where it can be erased")


def how_of(options: Namespace) -> PaperHow:
    """What was asked for. UsageError for another size of large print, AppError where ``--copies`` is no number."""
    if options.large_print not in (None, *_LARGE):
        raise UsageError(f"--large-print is {' or '.join(_LARGE)}, not “{options.large_print}”")
    return PaperHow(
        size=_LARGE.get(options.large_print or "", PrintSize.NORMAL),
        copies=count(options.copies, "--copies") if options.copies else 1,
        recipients=tuple(options.to or ()),
    )


def papers_written(key: str, what: str, done: Done[tuple[str, ...]]) -> Answer:
    """What to say of the copies that were written: where they are, and the hashes that they can be known by.

    With ``--json`` the first copy stands as one file does, and ``copies`` has them all.
    """
    files = [written(key, what, file) for file in done.value]
    copies = [{"file": one.data[key], "sha256": one.data["sha256"]} for one in files]
    lines = tuple(line for one in files for line in one.lines)
    return with_told(Answer(data={**files[0].data, "copies": copies}, lines=lines), done)


def with_told(answer: Answer, done: Done[Any]) -> Answer:
    """The answer, and what whoever had a paper made is to be told."""
    return replace(answer, data={**answer.data, "told": list(done.told)}, lines=(*answer.lines, *done.told))
