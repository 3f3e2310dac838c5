"""A workspace with a row in every table, made once a process."""

import shutil
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from sqlalchemy import select

from app.core.events import Act, Event
from app.models import gate
from app.models.frames import DrawCaseRow
from app.models.records import ReleaseRow, ReleaseTextRow
from app.services import mappings, papers, sheets
from app.services.undo import undo_import
from app.services.workspace import Workspace
from tests import builders

NAME = "Araminta Quillfeather"
"""A person in the extract, planted in every place that a row has for a name."""
GROUNDS = f"{NAME} was seen on Larkspur Passage with a crowbar."
NOTE = f"I have met {NAME} before."
NO_DATE = {"URN": "PSS/25/00002", "Search date/time": f"{NAME}, on a Tuesday"}
WITH_NAME = {"URN": "PSS/25/00001", "Person name": NAME, "Grounds for search": GROUNDS, "LPU": "Northwich LPU"}
MANY_ROWS = builders.PRACTICE_EXTRACT.parent / "practice-use-of-force-2025-06.csv"
"""Cases of many rows, some of which do not agree; the records they name are in no other table."""
SCRATCH = TemporaryDirectory(prefix="scrutiny-full-")


def open_full(folder: Path) -> Workspace:
    """That workspace, copied into this folder and opened."""
    shutil.copytree(made(), folder)
    return builders.reopen(folder)


@cache
def made() -> Path:
    folder = Path(SCRATCH.name) / "workspace"
    drawn = builders.open_drawn(folder)
    extract = builders.write_csv(Path(SCRATCH.name) / f"{NAME}.csv", [WITH_NAME, NO_DATE])
    assert builders.import_practice(drawn.ws, file=extract).rejected == 1
    graded = builders.grade(drawn.ws, builders.open_case(drawn, 1))
    assert graded.current is None
    started = builders.open_case(drawn, 2)
    sheets.save_answer(drawn.ws, sheet_id=started.sheet_id, question="C1", answer="no", note=NOTE)
    release(drawn.ws)
    around_the_draw(drawn)
    builders.import_file(drawn.ws, MANY_ROWS, kind="use_of_force")
    draft = mappings.look_at(drawn.ws, MANY_ROWS)
    mappings.save_mapping(drawn.ws, "Forms of force", draft)
    undo_import(drawn.ws, builders.import_file(drawn.ws, builders.OPEN_DATA).import_id)
    papers.write_pack(drawn.ws, draw_id=drawn.draw.draw_id, file=Path(SCRATCH.name) / "pack.pdf")
    drawn.ws.close()
    return folder


def around_the_draw(drawn: builders.Drawn) -> None:
    """What stands around a draw, for which no service is at hand here."""
    with drawn.ws.write(Event(act=Act.ALTER, name="around_the_draw")) as work:
        left_out = gate.ExclusionRow(
            kind="s60_search", case_id=3, reason="duplicate", excluded_at=work.at, **work.written
        )
        targeted = gate.TargetedCaseRow(kind="s60_search", case_id=3, reason="theme", added_at=work.at, **work.written)
        work.session.add_all([left_out, targeted])
        work.session.flush()
        work.session.add_all([
            gate.ExclusionTextRow(exclusion_id=left_out.id, note=NOTE),
            gate.ExclusionLiftedRow(exclusion_id=left_out.id, lifted_at=work.at, **work.written),
            gate.TargetedTextRow(targeted_id=targeted.id, asked_by=NAME, why=NOTE),
            gate.FrameExclusionRow(frame_id=1, exclusion_id=left_out.id),
            gate.DrawPeopleRow(draw_id=1, roller=NAME, reader=NAME, witness=NAME),
            gate.ReconciliationRow(
                frame_id=1, sort="typed", source="A letter", sha256="", lines=[], explanation="",
                reconciled_at=work.at, **work.written,
            ),
        ])  # fmt: skip
        lodged = gate.LodgingRow(plan_id=1, how="paper", lodged_at=work.at, **work.written)
        work.session.add(lodged)
        work.session.flush()
        work.session.add(gate.LodgingTextRow(lodging_id=lodged.id, recipient=NAME, note=NOTE))
        place = {"draw_id": 1}
        cases = work.session.scalars(
            select(DrawCaseRow.frame_case_id).filter_by(draw_id=1, reserve=False).order_by(DrawCaseRow.position)
        ).all()
        spare = work.session.scalars(
            select(DrawCaseRow.frame_case_id).filter_by(draw_id=1, reserve=True).order_by(DrawCaseRow.position)
        ).first()
        work.session.add_all([
            gate.ReplacementRow(
                number=1, frame_case_id=cases[-1], by_id=spare, reason="duplicate", replaced_at=work.at, **place,
                **work.written,
            ),
            gate.WithholdingRow(frame_case_id=cases[-2], reason="safety", withheld_at=work.at, **place, **work.written),
        ])  # fmt: skip


def release(ws: Workspace) -> None:
    """A released text: no service makes one yet."""
    with ws.write(Event(act=Act.DISCLOSE, name="released")) as work:
        row = ReleaseRow(case_id=1, version_id=1, state="released", released_at=work.at, **work.written)
        work.session.add(row)
        work.session.flush()
        work.session.add(ReleaseTextRow(release_id=row.id, field="grounds", text="A text.", spans=[{"start": 1}]))
