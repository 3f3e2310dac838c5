"""Cases that somebody picked stand by themselves on the papers: in no chart, count, rate or measure of agreement."""

from pathlib import Path

import pytest
from sqlalchemy import select

from app.core.shapes.month_papers import MonthPaper
from app.models.records import CaseRow
from app.models.rounds import RoundCaseRow
from app.services.drawing import targeted
from app.services.grading import results, sheets
from app.services.panels import meetings
from app.services.papers import month_papers, report_tables
from app.services.workspace import Workspace
from tests import builders
from tests.builders import Drawn
from tests.export.papers import structure
from tests.meeting_room import (
    Room,
    agree_all,
    drawn_for_a_panel,
    everyone_comes,
    grade_all,
    let_all_go,
    plan_of,
    planned,
)
from tests.services.papers.test_month_papers import kept
from tests.services.papers.test_report_tables import sheet
from tests.services.papers.test_reports import report_of

PICKED = "Cases that somebody picked: in no figure"


def pick(ws: Workspace, count: int) -> None:
    """Put cases into R1 that no draw picked."""
    with ws.read() as session:
        taken = set(session.scalars(select(RoundCaseRow.case_id)))
        free = [case for case in session.scalars(select(CaseRow.id).order_by(CaseRow.id)) if case not in taken]
    reason = targeted.targeted_reasons(ws)[0].code
    for case in free[20 : 20 + count]:
        targeted.add_targeted(ws, kind="stop_search", case_id=case, reason=reason, asked=("x", "y"), round_id=1)


def hold(room: Room) -> None:
    """Hold the meeting: every case is graded, seen and agreed on."""
    let_all_go(room.ws)
    everyone_comes(room)
    meetings.open_meeting(room.ws, round_id=1)
    for number in range(1, len(room.cases) + 1):
        grade_all(room, number)
        agree_all(room, number)


@pytest.fixture(scope="module")
def room(tmp_path_factory: pytest.TempPathFactory) -> Room:
    """A meeting on one case that was drawn and three that somebody picked."""
    found = planned(tmp_path_factory.mktemp("picked") / "workspace", size=1)
    pick(found.ws, 3)
    hold(found)
    return found


def test_a_report_counts_what_was_drawn_and_tells_of_the_picked_apart(room: Room, tmp_path: Path) -> None:
    data, shape = report_of(room.ws, tmp_path)
    drawn, picked = shape.kinds
    assert {one.cases for one in drawn.questions} == {1}
    assert {one.cases for one in drawn.agreement if one.answers} == {1}
    assert (picked.picked, picked.cases, picked.questions, picked.agreement) == (True, 3, (), ())
    words = structure(data).words
    before, after = words.split(PICKED)
    assert "The panel looked at 1 case of 1." in before
    assert "Somebody picked 3 cases besides" in before
    assert "over 4 cases" not in words
    assert [f"Case {number} Stop and search" in after for number in range(1, 5)] == [False, True, True, True]


def test_tables_and_results_count_what_was_drawn(room: Room, tmp_path: Path) -> None:
    file = tmp_path / "figures.xlsx"
    report_tables.write_tables(room.ws, round_id=1, file=file)
    assert {row["Cases seen"] for row in sheet(file, "Spread")} == {1}
    assert {row["Cases"] for row in sheet(file, "Agreement") if row["Answers"]} == {1}
    found = results.agreement_of(room.ws, 1)
    assert {line.cases for kind in found.kinds for line in kind.lines if line.answers} == {1}
    assert "Picked by a person, and so in no figure of agreement: 3 cases." in found.sentences


def test_draws_of_one_kind_are_told_apart(tmp_path: Path) -> None:
    ws = drawn_for_a_panel(tmp_path / "workspace", size=2)
    frame = builders.seal(ws, kind="stop_search", size=1, form="panel_short").frame_id
    builders.draw(ws, frame, "99999999999999999999")
    meetings.set_up_meeting(ws, plan_of(1, 2))
    hold(Room(ws=ws, clock=builders.FixedClock(), round_id=1))
    _, shape = report_of(ws, tmp_path)
    assert [(kind.kind_label, kind.cases) for kind in shape.kinds] == [
        ("Stop and search, draw D1", 2),
        ("Stop and search, draw D2", 1),
    ]
    assert [{line.cases for line in kind.agreement if line.answers} for kind in shape.kinds] == [{2}, {1}]
    ws.close()


def test_a_month_counts_what_was_drawn_and_tells_of_the_picked_apart(
    practice_workspace_with_draw: Drawn, tmp_path: Path
) -> None:
    ws = practice_workspace_with_draw.ws
    pick(ws, 1)
    for case in builders.case_ids(ws):
        builders.grade(ws, sheets.open_sheet(ws, round_id=1, case_id=case).value)
    month_papers.write_month(ws, round_id=1, file=tmp_path / "month.pdf")
    drawn, picked = kept(ws, MonthPaper).found
    assert (drawn.cases, drawn.picked, picked.cases, picked.picked) == (8, False, 1, True)
    words = structure((tmp_path / "month.pdf").read_bytes()).words
    assert "8 cases, all drawn." in words
    assert "9 Strong" not in words
    assert "Case 9, picked by a person: Stop and search" in words.split(PICKED)[1]
    assert not any(answer[:1].isdigit() for _, answer in picked.answers)
