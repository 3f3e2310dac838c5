"""``frame exclude``, ``frame lift``, ``frame exclusions`` and ``frame lodge``: what stands around a list."""

import re
from argparse import Namespace
from dataclasses import asdict

from app.cli.command import Answer, Commands, number, workspace_of
from app.core.shapes.gate import LODGED_HOW, ExclusionLine
from app.core.words import count_of
from app.services.drawing import exclusions, lodging

_NUMBERED = re.compile("[Cc][0-9]+").fullmatch


def add_to(actions: Commands) -> None:
    """Add these actions to the group ``frame``."""
    exclude = actions.add_parser("exclude", help="leave a case out of every list sealed from now on; it is logged")
    exclude.add_argument("--kind", required=True, help="stop_search, use_of_force, custody ...")
    exclude.add_argument("--case", required=True, metavar="CASE", help="its reference, or its number like C12")
    exclude.add_argument("--reason", required=True, metavar="R", help="duplicate, test_record, live_investigation ...")
    exclude.add_argument("--note", default="", metavar="T", help="kept apart, so that it can be erased")
    exclude.set_defaults(run=_exclude)
    lift = actions.add_parser("lift", help="let a case that was left out into the lists to come; it is logged")
    lift.add_argument("exclusion", metavar="EXCLUSION", help="like E1")
    lift.set_defaults(run=_lift)
    listing = actions.add_parser("exclusions", help="the cases that are or were left out, and why")
    listing.add_argument("--kind", default="", help="of one kind only")
    listing.set_defaults(run=_list)
    lodge = actions.add_parser("lodge", help="keep to whom seal and plan were given, before the draw; it is logged")
    lodge.add_argument("frame", metavar="FRAME", help="like F1")
    lodge.add_argument("--to", required=True, metavar="T", help="the chair, by name or role")
    lodge.add_argument("--how", required=True, metavar="HOW", help=", ".join(LODGED_HOW))
    lodge.add_argument("--note", default="", metavar="T", help="kept apart, so that it can be erased")
    lodge.set_defaults(run=_lodge)


def _exclude(options: Namespace) -> Answer:
    with workspace_of(options) as ws:
        if _NUMBERED(options.case):
            case_id = number(options.case, "C", "record")
        else:
            case_id = exclusions.find_case(ws, kind=options.kind, reference=options.case)
        line = exclusions.exclude(
            ws, kind=options.kind, case_id=case_id, reason=options.reason, note=options.note
        ).value
    return Answer(data=_told(line), lines=(_line(line), "Lists that were sealed before stay as they are."))


def _lift(options: Namespace) -> Answer:
    exclusion_id = number(options.exclusion, "E", "exclusion")
    with workspace_of(options) as ws:
        line = exclusions.lift(ws, exclusion_id=exclusion_id).value
    return Answer(data=_told(line), lines=(_line(line),))


def _list(options: Namespace) -> Answer:
    with workspace_of(options) as ws:
        found = exclusions.list_exclusions(ws, kind=options.kind)
    return Answer(
        data={"exclusions": [_told(line) for line in found]},
        lines=(count_of(len(found), "exclusion"), *(_line(line) for line in found)),
    )


def _lodge(options: Namespace) -> Answer:
    frame_id = number(options.frame, "F", "sealed list")
    with workspace_of(options) as ws:
        view = lodging.lodge(ws, frame_id=frame_id, to=options.to, how=options.how, note=options.note).value
    *_, given = view.lodged
    return Answer(
        data={"frame": f"F{view.frame_id}", "seal": view.seal, "plan": view.plan, "lodged": asdict(given)},
        lines=(
            f"Kept: seal and plan {given.plan_number} of F{view.frame_id} were given to {given.to}, {given.how_label}.",
            f"Seal  {view.seal}",
            f"Plan  {view.plan}",
        ),
    )


def _told(line: ExclusionLine) -> dict[str, object]:
    facts = {name: value for name, value in asdict(line).items() if name not in ("exclusion_id", "case_id", "frames")}
    frames = [f"F{number}" for number in line.frames]
    return {"exclusion": f"E{line.exclusion_id}", "case": f"C{line.case_id}", **facts, "frames": frames}


def _line(line: ExclusionLine) -> str:
    named = " ".join(filter(None, (line.kind_label, line.reference, f"(C{line.case_id})")))
    state = f"lifted {line.lifted_at}" if line.lifted_at else f"left out since {line.excluded_at}"
    return " · ".join(filter(None, (f"E{line.exclusion_id}", named, line.reason_label, state, line.note)))
