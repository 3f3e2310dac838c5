"""Reading the command line, running one command, and keeping the exit codes.

``--json`` prints exactly one object on stdout; everything else goes to stderr. ``--json`` and ``--workspace DIR`` work
anywhere after the command.
"""

import json
import sys
from argparse import Namespace
from collections.abc import Sequence

from app.cli import audit, draw, frame, records, workspace
from app.cli.command import DONE, REFUSED, USAGE, Answer, Parser, UsageError
from app.core.errors import AppError

_GROUPS = (workspace, records, frame, draw, audit)


def main(argv: Sequence[str]) -> int:
    """Run one command line (without the program's name) and give the exit code."""
    as_json = "--json" in argv
    try:
        options = _read(list(argv))
        answer: Answer = options.run(options)
    except UsageError as error:
        return _refuse(as_json, USAGE, f"{error}.", "See: python3 -m app --help")
    except AppError as refusal:
        return _refuse(as_json, REFUSED, refusal.what, refusal.fix)
    except SystemExit as leaving:  # --help
        return DONE if leaving.code in (None, 0) else USAGE
    except KeyboardInterrupt:
        return _refuse(as_json, REFUSED, "Stopped.", "Nothing of the unfinished step was kept.")
    except Exception as fault:
        return _fault(as_json, fault)
    _tell(answer, as_json)
    return answer.code


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
            if not words:
                raise UsageError("--workspace needs a folder")
            folder = words.pop(0)
        elif word.startswith("--workspace="):
            folder = word.partition("=")[2]
        elif word != "--json":
            rest.append(word)
    options = build_parser().parse_args(rest)
    options.workspace = folder
    return options


def _tell(answer: Answer, as_json: bool) -> None:
    if as_json:
        print(json.dumps(answer.data, ensure_ascii=False))
    for line in answer.lines:
        print(line, file=sys.stderr if as_json else sys.stdout)


def _refuse(as_json: bool, code: int, what: str, fix: str) -> int:
    if as_json:
        print(json.dumps({"refused": what, "fix": fix}, ensure_ascii=False))
    print(f"{what} {fix}".strip(), file=sys.stderr)
    return code


def _fault(as_json: bool, fault: Exception) -> int:
    from app.services.crash_sheets import keep_crash_sheet

    sheet = keep_crash_sheet(fault)
    where = f"What is needed to mend it is in {sheet}: it holds no record." if sheet else "Please report it."
    return _refuse(as_json, REFUSED, f"Something went wrong that should not have ({type(fault).__name__}).", where)
