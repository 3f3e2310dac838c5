"""A line manager beside a panel: on cases that both graded, and only where the log shows that both graded blind."""

from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest

from app.core.errors import AppError
from app.core.shapes.figures import ComparisonLine
from app.core.shapes.sheets import AskedQuestion, Given
from app.services import people
from app.services.grading import comparison, sheets
from app.services.workspace import Workspace
from tests import panels
from tests.builders import SEED, FixedClock, case_ids, draw, entries, grade, open_new, open_round, plain_answer, seal
from tests.people import OTHER, WORDS, add, signed_in_as

OWN, PANEL = 1, 2


@pytest.fixture
def ws(tmp_path: Path) -> Iterator[Workspace]:
    """A list of six cases, all of them in a line manager's round, R1, and before a panel of three, R2."""
    ws = open_new(tmp_path / "workspace")
    panels.small_list(ws, tmp_path, 6)
    open_round(ws, draw(ws, seal(ws, size=6, reserves=0).frame_id).draw_id)
    panels.panel(ws, panels.draw_for_panel(ws, SEED, size=6, reserves=0), 3)
    yield ws
    ws.close()


def matching(ws: Workspace) -> list[int]:
    """By the panel's case, the place that the same case has in the line manager's round."""
    with ws.read() as session:
        rounds = {number: [row.case_id for row in panels.cases_of(session, number)] for number in (OWN, PANEL)}
    return [rounds[OWN].index(case) + 1 for case in rounds[PANEL]]


def by_the_manager(ws: Workspace, answers: Mapping[int, str]) -> None:
    """Grade these cases of the panel, in the line manager's own round, with these grounds."""
    places, ids = matching(ws), case_ids(ws, OWN)
    for number, answer in answers.items():

        def choose(question: AskedQuestion, grounds: str = answer) -> str:
            return grounds if question.id == "SS1" else plain_answer(question)

        grade(ws, sheets.open_sheet(ws, round_id=OWN, case_id=ids[places[number - 1] - 1]).value, choose)


def by_the_panel(ws: Workspace, answers: Mapping[int, str]) -> None:
    """The panel sees how these cases spread, agrees on their grounds, and closes."""
    panels.see(ws, PANEL, *answers)
    panels.agree(ws, PANEL, "SS1", answers)
    panels.close(ws, PANEL)


def line_of(ws: Workspace) -> ComparisonLine:
    (kind,) = comparison.comparison_of(ws, OWN, PANEL).kinds
    return next(line for line in kind.lines if line.agreement.question == "SS1")


def test_two_that_graded_blind_are_held_side_by_side(ws: Workspace):
    """Pairs 4-4, 1-3, 3-1, 2-2: two of four the same, one adverse by each alone; percent 1/2."""
    by_the_manager(ws, {1: "4", 2: "1", 3: "3", 4: "2"})
    by_the_panel(ws, {1: "4", 2: "3", 3: "1", 4: "2", 5: "4", 6: ""})
    line = line_of(ws)
    assert (line.agreement.cases, line.agreement.unanimous) == (4, 2)
    assert (line.manager_only, line.community_only, line.not_blind) == (1, 1, 0)
    assert line.sentences[0] == "Cases that the line manager and the community gave the same answer: 2 of 4."
    found = comparison.comparison_of(ws, PANEL, OWN)
    assert found == comparison.comparison_of(ws, OWN, PANEL)
    assert (found.manager_round, found.panel_round, found.cases) == (OWN, PANEL, 6)
    assert found.panel_label == "Search panel, 3 July 2025"


def test_only_questions_that_both_were_asked_are_there(ws: Workspace):
    (kind,) = comparison.comparison_of(closed(ws), OWN, PANEL).kinds
    assert [line.agreement.question for line in kind.lines] == ["SS1", "SS2", "C8", "C5v", "C6"]


def closed(ws: Workspace) -> Workspace:
    by_the_panel(ws, {})
    return ws


def test_a_line_manager_who_graded_after_the_panel_saw_its_spread_is_not_blind(ws: Workspace):
    by_the_manager(ws, {1: "4"})
    panels.see(ws, PANEL, 1, 2)
    by_the_manager(ws, {2: "4"})
    panels.agree(ws, PANEL, "SS1", {1: "4", 2: "4"})
    panels.close(ws, PANEL)
    line = line_of(ws)
    assert (line.agreement.cases, line.not_blind) == (1, 1)
    assert line.sentences[-1] == "Left out, as they were not graded blind by both: 1 case."


def test_a_mind_changed_afterwards_is_not_blind(ws: Workspace):
    by_the_manager(ws, {1: "4", 2: "4"})
    by_the_panel(ws, {1: "1", 2: "1"})
    case = case_ids(ws, OWN)[matching(ws)[0] - 1]
    sheet = sheets.open_sheet(ws, round_id=OWN, case_id=case).value
    sheets.change_answers(ws, sheet_id=sheet.sheet_id, answers={"SS1": Given(answer="1")}, why="I read it again")
    line = line_of(ws)
    assert (line.agreement.cases, line.not_blind) == (1, 1)


def test_a_clock_that_ran_backwards_changes_nothing(ws: Workspace):
    by_the_manager(ws, {1: "4"})
    assert isinstance(ws.clock, FixedClock)
    ws.clock.advance(days=-30)
    by_the_panel(ws, {1: "4"})
    assert line_of(ws).not_blind == 0


@pytest.mark.parametrize("by_name", [False, True])
def test_a_line_manager_who_sat_in_the_panel_is_not_blind(tmp_path: Path, by_name: bool):
    ws = open_new(tmp_path / "workspace")
    panels.small_list(ws, tmp_path, 6)
    open_round(ws, draw(ws, seal(ws, size=6, reserves=0).frame_id).draw_id)
    people.rename_person(ws, ws.actor.id, "Perpetua Ashdown")
    sits = "  PERPETUA  Ashdown " if by_name else ws.actor.id
    panels.panel(ws, panels.draw_for_panel(ws, SEED, size=6, reserves=0), 3, people={2: sits})
    by_the_manager(ws, {1: "4"})
    by_the_panel(ws, {1: "4"})
    assert (line_of(ws).agreement.cases, line_of(ws).not_blind) == (0, 1)
    assert "sat in this panel" in comparison.comparison_of(ws, OWN, PANEL).sentences[-1]
    ws.close()


def test_nothing_is_compared_before_the_meeting_is_closed_and_the_try_is_logged(ws: Workspace):
    by_the_manager(ws, {1: "4"})
    with pytest.raises(AppError, match="Search panel, 3 July 2025: this meeting is not closed"):
        comparison.comparison_of(ws, OWN, PANEL)
    assert entries(ws)[-1]["event"] == "comparison_refused"
    assert comparison.comparable_with(ws, OWN) == ()


def test_two_of_one_sort_are_not_compared(ws: Workspace):
    with pytest.raises(AppError, match="R1 and R1 are of one sort"):
        comparison.comparison_of(ws, OWN, OWN)
    with pytest.raises(AppError, match="There is no round R7"):
        comparison.comparison_of(ws, OWN, 7)


def test_another_line_manager_sees_none(ws: Workspace):
    closed(ws)
    add(ws, "Another sergeant", "line_manager", OTHER)
    add(ws, "A coordinator", "coordinator", WORDS)
    other = signed_in_as(ws, OTHER)
    with pytest.raises(AppError, match="not your own grades"):
        comparison.comparison_of(other, OWN, PANEL)
    coordinator = signed_in_as(other, WORDS)
    assert comparison.comparison_of(coordinator, OWN, PANEL).cases == 6
    (choice,) = comparison.comparable_with(coordinator, PANEL)
    assert (choice.round_id, choice.cases) == (OWN, 6)
    coordinator.close()


def test_rounds_without_a_case_in_common_are_told_so(tmp_path: Path):
    ws = open_new(tmp_path / "workspace")
    cells = {"LPU": ["Chester LPU"] * 3 + ["Crewe LPU"] * 3}
    panels.small_list(ws, tmp_path, 6, **cells)
    where = [(("lpu", "chester"),), (("lpu", "crewe"),)]
    open_round(ws, draw(ws, seal(ws, size=2, reserves=0, where=where[0]).frame_id).draw_id)
    panels.panel(ws, panels.draw_for_panel(ws, SEED, size=2, reserves=0, where=where[1]), 3)
    panels.close(ws, PANEL)
    found = comparison.comparison_of(ws, OWN, PANEL)
    assert (found.cases, found.kinds) == (0, ())
    assert found.sentences == ("No case is in both rounds, so there is nothing to compare.",)
    assert comparison.comparable_with(ws, OWN) == ()
    ws.close()
