"""``draw``, ``bundle`` and ``verify``."""

from argparse import Namespace
from dataclasses import asdict

from app.cli.command import DONE, FAILED, Answer, Commands, number, path_of, workspace_of, written
from app.cli.paper_options import with_told
from app.core.shapes.draws import BundleCheck
from app.core.shapes.gate import DrawPeople
from app.core.words import count_of
from app.services.drawing import bundles, draws


def add_commands(commands: Commands) -> None:
    """Add this group to the line."""
    draw = commands.add_parser("draw", help="draw from a sealed list: a seed is saved once")
    draw.add_argument("frame", metavar="FRAME", help="like F1")
    seed = draw.add_mutually_exclusive_group(required=True)
    seed.add_argument("--seed", metavar="DIGITS", help="at least 20 digits rolled with dice after the seal")
    seed.add_argument("--app-seed", action="store_true", help="let the app make them, for someone drawing alone")
    draw.add_argument("--rolled-by", default="", metavar="T", help="who rolled the dice; kept apart, to be erasable")
    draw.add_argument("--read-by", default="", metavar="T", help="who read them out")
    draw.add_argument("--witnessed-by", default="", metavar="T", help="who saw it")
    draw.set_defaults(run=_draw)
    bundle = commands.add_parser("bundle", help="write the check bundle of a draw")
    bundle.add_argument("draw", metavar="DRAW", help="like D1")
    bundle.add_argument("--out", required=True, metavar="FILE.zip")
    bundle.set_defaults(run=_bundle)
    verify = commands.add_parser("verify", help="check a bundle; needs no workspace")
    verify.add_argument("file", metavar="FILE.zip")
    verify.set_defaults(run=_verify)


def _draw(options: Namespace) -> Answer:
    frame_id = number(options.frame, "F", "sealed list")
    people = DrawPeople(rolled_by=options.rolled_by, read_by=options.read_by, witnessed_by=options.witnessed_by)
    with workspace_of(options) as ws:
        view = draws.draw_sample(ws, frame_id=frame_id, seed=options.seed, people=people).value
    cases = [f"  {case.stratum}  {case.token[:16]}  {case.case_key.replace(chr(31), ' · ')}" for case in view.cases]
    return Answer(
        data={
            "draw": f"D{view.draw_id}",
            "number": view.number,
            "seal": view.seal,
            "plan": view.plan,
            "seed": view.seed,
            "seed_source": view.seed_source,
            "people": dict(view.people),
            "lodged": len(view.lodged),
            "whole": view.whole,
            "cases": [asdict(case) for case in view.cases],
            "reserves": [asdict(case) for case in view.reserves],
        },
        lines=(
            f"Drew D{view.draw_id} from F{view.frame_id}: {count_of(len(view.cases), 'case')}, "
            f"{count_of(len(view.reserves), 'reserve')}",
            f"Seed  {view.seed}",
            *cases,
        ),
    )


def _bundle(options: Namespace) -> Answer:
    draw_id = number(options.draw, "D", "draw")
    out = path_of(options.out, "--out")
    with workspace_of(options) as ws:
        done = bundles.write_bundle(ws, draw_id=draw_id, file=out)
    return with_told(written("bundle", "check bundle", done.value), done)


def _verify(options: Namespace) -> Answer:
    check = bundles.verify_bundle(path_of(options.file, "FILE.zip"))
    verdict = "It does not hold." if check.problems else "It holds: list, plan, seed and cases agree."
    facts = {name: value for name, value in asdict(check).items() if name != "problems"}
    return Answer(
        data={"ok": not check.problems, "problems": list(check.problems), **facts},
        lines=(*_to_compare(check), *check.notes, *check.problems, verdict),
        code=FAILED if check.problems else DONE,
    )


def _to_compare(check: BundleCheck) -> list[str]:
    """What a person holds against the copy that they were given before the seed."""
    if not check.seal:
        return []
    lines = [
        "Compare these with what you were given before the seed, and saw in the room:",
        f"  Seal    {check.seal}",
        f"  Plan    {check.plan}",
        f"  Draw    number {check.number}",
        f"  Seed    {check.seed}",
    ]
    if check.practice:
        lines.append("PRACTICE: this draw is of practice data and proves nothing about real cases.")
    if check.audience == "auditor":
        lines.append("For the auditor, not for publication: a group of 1 to 4 cases could point at a person.")
    return lines
