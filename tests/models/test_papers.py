"""Papers as the database keeps them: of one thing each, made once, and steps in no other order than there is."""

from collections.abc import Iterator
from typing import Any

import pytest
from sqlalchemy.exc import DBAPIError

from app.core.events import Act, Event
from app.core.shapes.papers import PaperState
from app.core.workflow.papers import NEXT
from app.models.papers import (
    PaperRecipientRow,
    PaperReleaseRow,
    PaperRow,
    PaperShapeRow,
    PaperStepRow,
    PaperStepTextRow,
)
from app.models.records import ReleaseRow
from app.services.workspace import Workspace
from tests.builders import Drawn

EVENT = Event(act=Act.DISCLOSE, name="made_for_a_test")


@pytest.fixture
def ws(practice_workspace_with_draw: Drawn) -> Iterator[Workspace]:
    """A workspace in which one paper was made, out of a released text that is there."""
    found = practice_workspace_with_draw.ws
    with found.write(EVENT) as work:
        release = ReleaseRow(case_id=1, version_id=1, state="released", released_at=work.at, **work.written)
        paper = PaperRow(sort="pack", draw_id=1, copy=1, sha256="0" * 64, made_at=work.at, **work.written)
        work.session.add_all([release, paper])
    yield found
    found.close()


def add(ws: Workspace, *rows: Any) -> str:
    """Add rows, and what the database says to it; "" where it takes them."""
    try:
        with ws.write(EVENT) as work:
            for row in rows:
                told = {**work.written, "made_at": work.at, "taken_at": work.at}
                for name in told.keys() & row.__table__.columns.keys():
                    setattr(row, name, told[name])
                work.session.add(row)
                work.session.flush()
    except DBAPIError as error:
        return str(error.orig)
    return ""


def paper(**of: Any) -> PaperRow:
    return PaperRow(**{"sort": "pack", "copy": 2, "sha256": "0" * 64, **of})


def step(number: int, state: str, paper_id: int = 1) -> PaperStepRow:
    return PaperStepRow(paper_id=paper_id, number=number, step=state)


@pytest.mark.parametrize(
    ("row", "refused"),
    [
        (paper(draw_id=1), ""),
        (paper(frame_id=1), ""),
        (paper(round_id=1), ""),
        (paper(draw_id=1, copy=1, part="record"), ""),
        (paper(draw_id=1, copy=1, sort="certificate"), ""),
        (paper(draw_id=1, copy=1), "UNIQUE"),
        (paper(), "CHECK"),
        (paper(draw_id=1, frame_id=1), "CHECK"),
        (paper(draw_id=1, round_id=1, frame_id=1), "CHECK"),
        (paper(draw_id=99), "FOREIGN KEY"),
        (paper(draw_id=1, shape_of=99), "FOREIGN KEY"),
    ],
)
def test_a_paper_is_of_one_thing_and_each_copy_is_made_once(ws: Workspace, row: PaperRow, refused: str) -> None:
    said = add(ws, row)
    assert said.startswith(refused)
    assert bool(said) == bool(refused)


@pytest.mark.parametrize(
    "row",
    [
        PaperShapeRow(paper_id=1, body=b"{}"),
        PaperRecipientRow(paper_id=1, name="Somebody"),
        PaperReleaseRow(paper_id=1, release_id=1),
    ],
    ids=lambda row: row.__tablename__,
)
def test_what_belongs_to_a_paper_is_written_with_it_or_never(ws: Workspace, row: Any) -> None:
    assert add(ws, row) == "its paper is closed"


def test_a_note_is_written_with_its_step(ws: Workspace) -> None:
    assert add(ws, step(1, "recalled"), PaperStepTextRow(step_id=1, note="Why.")) == ""
    assert add(ws, step(2, "returned")) == ""
    assert add(ws, PaperStepTextRow(step_id=2, note="Later.")) == "its paper_step is closed"


@pytest.mark.parametrize("before", PaperState)
@pytest.mark.parametrize("after", PaperState)
def test_the_database_knows_the_same_steps_as_the_rules(ws: Workspace, before: PaperState, after: PaperState) -> None:
    number = 1
    if before is not PaperState.OUT:
        assert add(ws, step(1, before.value)) == ""
        number = 2
    assert (add(ws, step(number, after.value)) == "") == (after in NEXT[before])


@pytest.mark.parametrize("row", [step(2, "recalled"), step(0, "recalled"), step(1, "lost"), step(1, "RECALLED")])
def test_a_step_out_of_turn_or_of_no_kind_is_refused(ws: Workspace, row: PaperStepRow) -> None:
    assert add(ws, row).startswith("a paper that is out is recalled, returned or destroyed")
