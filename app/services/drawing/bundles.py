"""The check bundle of a draw: written for anyone to check, and checked without any workspace."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.core import resources
from app.core.changes import Done, Topic
from app.core.events import Act, Event
from app.core.sampling import members
from app.core.sampling.frame import frame_file
from app.core.sampling.plan import read_plan
from app.core.sampling.record import DrawRecord, OtherDraw, OtherSeal, Replacement, Withheld, draw_json, read_draw
from app.core.sampling.strict import Unreadable
from app.core.sampling.verify import notes, steps
from app.core.shapes.draws import BundleCheck
from app.core.workflow.rights import Right
from app.export.bundle import bundle_zip
from app.export.files import write_whole
from app.intake.bundle import BadBundle, read_bundle
from app.models.frames import DrawRow, FrameCaseRow, FrameRow, PlanRow
from app.services.drawing.draws import draw_row, drawn, sealed_cases
from app.services.drawing.gate_views import overlapping
from app.services.drawing.groups_told import groups_told
from app.services.drawing.standing import replacements_of, withholdings_of
from app.services.rights import require
from app.services.workspace import Workspace


def write_bundle(ws: Workspace, *, draw_id: int, file: Path) -> Done[str]:
    """Write the check bundle of a draw. It holds no record number and nothing personal.

    Returns:
        The path of the zip. Made again from the same draw it has the same bytes, until another draw or seal joins.
        Where it says of what group or kind cases are, and that is still graded blind, this is told.

    Raises:
        AppError: there is no such draw, or the file cannot be written (an old one stays).
    """
    require(ws, Right.PUBLISH)
    target = ws.place_for(file)
    with ws.read() as session:
        row = draw_row(session, draw_id)
        data, told = bundle_zip(_members(session, row)), groups_told(session, row, "bundle")
    with ws.write(Event(act=Act.DISCLOSE, name="bundle_written", details={"draw_id": draw_id})):
        pass
    write_whole(target, data)
    return Done(value=str(target), changed=frozenset({Topic.AUDIT}), told=told)


def verify_bundle(file: Path) -> BundleCheck:
    """Check a bundle with nothing but its own files, and say what to compare with the copy that was lodged.

    Raises:
        AppError: there is no such file, or it cannot be read.
    """
    try:
        found = read_bundle(file)
    except BadBundle as error:
        return BundleCheck(problems=(str(error),))
    checked = steps(found)
    told = BundleCheck(
        problems=tuple(problem for step in checked for problem in step.problems),
        notes=notes(found),
        steps=tuple((step.title, step.problems) for step in checked),
    )
    return _with_facts(found, told)


def _with_facts(found: Mapping[str, bytes], told: BundleCheck) -> BundleCheck:
    """What the bundle says of itself, as far as it can be read; a person holds it against what they were given."""
    try:
        plan, record = read_plan(found[members.PLAN]), read_draw(found[members.DRAW])
    except Unreadable:
        return told
    return replace(
        told,
        seal=record.draw.seal,
        plan=record.draw.plan,
        number=record.draw.number,
        seed=record.draw.seed,
        practice=plan.practice,
        audience=plan.audience,
    )


def _members(session: Session, row: DrawRow) -> dict[str, bytes]:
    frame = session.get_one(FrameRow, row.frame_id)
    plan = session.get_one(PlanRow, row.plan_id)
    record = DrawRecord(
        draw=drawn(session, row),
        seed_source=row.seed_source,
        sealed_at=frame.sealed_at,
        drawn_at=row.drawn_at,
        replaced=_replaced(session, row.id),
        withheld=_withheld(session, row.id),
        other_draws=_other_draws(session, row),
        other_seals=_other_seals(session, frame),
    )
    return {
        members.FRAME: frame_file(sealed_cases(session, frame.id)),
        members.PLAN: plan.body,
        members.DRAW: draw_json(record),
        **_shipped(),
    }


def _shipped() -> dict[str, bytes]:
    """The page and the text that go with every bundle, by which anyone can check it."""
    folder = resources.root() / "check"
    return {name: (folder / name).read_bytes() for name in members.HELP}


def _replaced(session: Session, draw_id: int) -> tuple[Replacement, ...]:
    rows = replacements_of(session, draw_id)
    tokens = _tokens(session, [case for row in rows for case in (row.frame_case_id, row.by_id) if case is not None])
    return tuple(
        Replacement(
            token=tokens[row.frame_case_id], by=tokens[row.by_id] if row.by_id is not None else None, reason=row.reason
        )
        for row in rows
    )


def _withheld(session: Session, draw_id: int) -> tuple[Withheld, ...]:
    rows = withholdings_of(session, draw_id)
    tokens = _tokens(session, [row.frame_case_id for row in rows])
    return tuple(Withheld(token=tokens[row.frame_case_id], reason=row.reason) for row in rows)


def _tokens(session: Session, cases: Sequence[int]) -> dict[int, str]:
    """The codes of some of a list's cases."""
    rows = session.execute(select(FrameCaseRow.id, FrameCaseRow.token).where(FrameCaseRow.id.in_(cases)))
    return {case: token.hex() for case, token in rows}


def _other_draws(session: Session, row: DrawRow) -> tuple[OtherDraw, ...]:
    rows = session.execute(
        select(PlanRow.number, PlanRow.digest, DrawRow.drawn_at)
        .outerjoin(DrawRow, DrawRow.plan_id == PlanRow.id)
        .where(PlanRow.frame_id == row.frame_id, PlanRow.id != row.plan_id)
        .order_by(PlanRow.number)
    )
    return tuple(OtherDraw(number=number, plan=digest, drawn_at=at) for number, digest, at in rows)


def _other_seals(session: Session, frame: FrameRow) -> tuple[OtherSeal, ...]:
    return tuple(
        OtherSeal(
            seal=other.seal,
            first_day=other.first_day,
            last_day=other.last_day,
            sealed_at=other.sealed_at,
            draws=session.execute(select(func.count()).where(DrawRow.frame_id == other.id)).scalar_one(),
        )
        for other in overlapping(session, frame)
    )
