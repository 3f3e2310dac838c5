"""``demo``: the main job on practice data, told step by step."""

import os
import sys
from dataclasses import dataclass
from pathlib import Path

from app.cli.command import DONE, REFUSED, USAGE, Parser, UsageError
from app.core.errors import AppError
from app.services import demo


@dataclass(frozen=True, kw_only=True)
class DemoResult:
    """How the demo ended, and the workspace that a window may open."""

    exit_code: int
    workspace: str | None = None
    passphrase: str | None = None


def run(argv: list[str]) -> DemoResult:
    """Run the demo with the words after ``demo``. It never asks for anything."""
    parser = Parser(prog="python3 -m app demo", description="The main job on practice data, in one command.")
    parser.add_argument("--out", metavar="DIR", help="where; an earlier demo there is replaced, anything else refused")
    parser.add_argument("--no-window", action="store_true", help="do not open the window afterwards")
    try:
        options = parser.parse_args(argv)
    except UsageError as error:
        print(f"demo: {error}", file=sys.stderr)
        return DemoResult(exit_code=USAGE)
    folder = Path(options.out) if options.out else demo.default_folder()
    given = os.environ.get("SCRUTINY_PASSPHRASE")
    passphrase = given or demo.PRACTICE_PASSPHRASE
    try:
        for at, step in enumerate(demo.run_demo(folder, passphrase=passphrase), 1):
            print(f"{at}. {step.text}" + (f"\n   {step.file}" if step.file else ""), flush=True)
    except AppError as refusal:
        print(refusal, file=sys.stderr)
        return DemoResult(exit_code=REFUSED)
    place = demo.workspace_folder(folder.expanduser().absolute())
    _say_how_to_open(place, given)
    return DemoResult(exit_code=DONE, workspace=str(place), passphrase=passphrase)


def _say_how_to_open(place: Path, given: str | None) -> None:
    secret = "your SCRUTINY_PASSPHRASE" if given else f"“{demo.PRACTICE_PASSPHRASE}” (it is no secret)"
    print(f"Open it with: python3 -m app --workspace {place}\nPassphrase: {secret}")
