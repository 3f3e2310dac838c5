"""``demo``: the main job on practice data, told step by step."""

import os
from argparse import Namespace
from dataclasses import asdict, dataclass
from pathlib import Path

from app.cli.command import DONE, Answer, Parser, path_of
from app.cli.telling import finish, say, wants_json
from app.services import demo


@dataclass(frozen=True, kw_only=True)
class DemoResult:
    """How the demo ended, and the workspace that a window may open."""

    exit_code: int
    workspace: str | None = None
    passphrase: str | None = None


def run(argv: list[str]) -> DemoResult:
    """Run the demo with the words after ``demo``. It never asks for anything."""
    passphrase = os.environ.get("SCRUTINY_PASSPHRASE") or demo.PRACTICE_PASSPHRASE
    as_json = wants_json(argv)
    places: list[str] = []

    def step() -> Answer:
        folder = _folder(_read(argv))
        answer = _run(folder, passphrase, as_json=as_json)
        places.append(str(demo.workspace_folder(folder)))
        return answer

    code = finish(step, as_json=as_json)
    if code != DONE or not places:
        return DemoResult(exit_code=code)
    return DemoResult(exit_code=code, workspace=places[0], passphrase=passphrase)


def _read(argv: list[str]) -> Namespace:
    parser = Parser(prog="python3 -m app demo", description="The main job on practice data, in one command.")
    parser.add_argument("--out", metavar="DIR", help="where; an earlier demo there is replaced, anything else refused")
    parser.add_argument("--no-window", action="store_true", help="do not open the window afterwards")
    parser.add_argument("--json", action="store_true", help="one object on stdout, all else on stderr")
    return parser.parse_args(argv)


def _folder(options: Namespace) -> Path:
    if options.out is None:
        return demo.default_folder()
    return path_of(options.out, "--out").absolute()


def _run(folder: Path, passphrase: str, *, as_json: bool) -> Answer:
    steps: list[demo.DemoStep] = []
    for at, step in enumerate(demo.run_demo(folder, passphrase=passphrase), 1):
        text = f"{at}. {step.text}" + (f"\n   {step.file}" if step.file else "")
        say(text, aside=as_json)
        steps.append(step)
    place = demo.workspace_folder(folder)
    ours = passphrase == demo.PRACTICE_PASSPHRASE
    secret = f"“{demo.PRACTICE_PASSPHRASE}” (it is no secret)" if ours else "your SCRUTINY_PASSPHRASE"
    return Answer(
        data={"folder": str(folder), "workspace": str(place), "steps": [asdict(step) for step in steps]},
        lines=(f"Open it with: python3 -m app --workspace {place}", f"Passphrase: {secret}"),
    )
