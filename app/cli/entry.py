"""Reading the command line and running one command of it.

``--json`` and ``--workspace DIR`` work anywhere after the command.
"""

from argparse import Namespace
from collections.abc import Sequence

from app.cli import (
    action,
    after_draw,
    audit,
    consensus,
    draw,
    feedback,
    forms,
    frame,
    imports,
    mapping,
    meeting,
    month,
    pack,
    papers,
    people,
    planning,
    quality,
    record,
    records,
    redact,
    release,
    report,
    results,
    round,
    sheet,
    summary,
    targeted,
    workspace,
)
from app.cli.command import Answer, Parser, UsageError
from app.cli.telling import finish, wants_json

_GROUPS = (
    workspace, people, records, record, imports, mapping, quality, planning, frame, draw, pack, after_draw, targeted,
    month, redact, release, round, meeting, sheet, forms, consensus, action, feedback, results, report,
    summary, papers, audit,
)  # fmt: skip
_ELSEWHERE = {
    "demo": "the main job on practice data: demo [--out DIR] [--no-window]",
    "test": "every check of the source: test [--all] [PATH ...] [-k EXPR]",
}
"""Commands that the launcher starts itself, by the first word of the line."""


def main(argv: Sequence[str]) -> int:
    """Run one command line (without the program's name) and give the exit code."""

    def step() -> Answer:
        options = _read(list(argv))
        return options.run(options)

    return finish(step, as_json=wants_json(argv))


def build_parser() -> Parser:
    """The whole command line."""
    parser = Parser(
        prog="python3 -m app",
        description="Random, checkable samples of police records, graded by line managers and volunteers.",
        epilog="Without a command: the window. `demo` and `test` come first on the line. "
        "--workspace DIR (or SCRUTINY_WORKSPACE) and --json work anywhere after the command; the passphrase comes from "
        "SCRUTINY_PASSPHRASE, else it is asked.",
    )
    commands = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")
    for group in _GROUPS:
        group.add_commands(commands)
    for name, told in _ELSEWHERE.items():
        commands.add_parser(name, help=told).set_defaults(run=_misplaced)
    return parser


def _misplaced(options: Namespace) -> Answer:
    raise UsageError(f"“{options.command}” must be the first word of the line")


def _read(words: list[str]) -> Namespace:
    """The options of a line; ``--json`` and ``--workspace`` are taken out wherever they stand."""
    folders: list[str] = []
    rest: list[str] = []
    while words:
        word = words.pop(0)
        if word == "--":
            rest += [word, *words]
            break
        if word == "--workspace":
            if not words or words[0].startswith("-"):
                raise UsageError("--workspace needs a folder")
            folders.append(words.pop(0))
        elif word.startswith("--workspace="):
            folders.append(word.partition("=")[2])
        elif word != "--json":
            rest.append(word)
    if len(folders) > 1:
        raise UsageError("--workspace is given twice")
    options = build_parser().parse_args(month.in_full(rest))
    options.workspace = folders[0] if folders else None
    return options
