"""Reading the command line and running one command of it.

``--json`` and ``--workspace DIR`` work anywhere after the command.
"""

from argparse import Namespace
from collections.abc import Sequence

from app.cli import audit, draw, frame, records, workspace
from app.cli.command import Answer, Parser, UsageError
from app.cli.telling import finish, wants_json

_GROUPS = (workspace, records, frame, draw, audit)


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
        epilog="Without a command: the window. Also: demo [--out DIR] [--no-window], test [--all]. "
        "--workspace DIR (or SCRUTINY_WORKSPACE) and --json work anywhere after the command; the passphrase comes from "
        "SCRUTINY_PASSPHRASE, else it is asked.",
    )
    commands = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")
    for group in _GROUPS:
        group.add_commands(commands)
    return parser


def _read(words: list[str]) -> Namespace:
    """The options of a line; ``--json`` and ``--workspace`` are taken out wherever they stand."""
    folder: str | None = None
    rest: list[str] = []
    while words:
        word = words.pop(0)
        if word == "--":
            rest += [word, *words]
            break
        if word == "--workspace":
            if not words or words[0].startswith("-"):
                raise UsageError("--workspace needs a folder")
            folder = words.pop(0)
        elif word.startswith("--workspace="):
            folder = word.partition("=")[2]
        elif word != "--json":
            rest.append(word)
    options = build_parser().parse_args(rest)
    options.workspace = folder
    return options
