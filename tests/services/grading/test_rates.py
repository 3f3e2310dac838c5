"""Rates of a round: small lists worked out on paper, by the grade of record, draw by draw."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import pytest

from app.core.errors import AppError
from app.core.shapes.figures import RateLine
from app.core.shapes.sheets import AskedQuestion
from app.services.drawing import replacing, targeted
from app.services.grading import rates, rounds, sheets
from app.services.workspace import Workspace
from tests import panels
from tests.builders import (
    SEED,
    answer_stage,
    case_ids,
    draw,
    entries,
    grade,
    lock,
    open_new,
    open_round,
    plain_answer,
    seal,
)
from tests.coordinated import open_coordinator
from tests.people import OTHER, WORDS, add, signed_in_as


@dataclass(frozen=True, kw_only=True)
class Own:
    """A line manager's workspace with a list and a round; ``draw`` is what was drawn."""

    ws: Workspace
    draw_id: int
    tokens: tuple[str, ...]

    def grade(self, number: int, **answers: str) -> None:
        """Grade a case of the round: these answers, and plain ones to all else."""

        def choose(question: AskedQuestion) -> str:
            return answers.get(question.id, plain_answer(question))

        case = case_ids(self.ws)[number - 1]
        grade(self.ws, sheets.open_sheet(self.ws, round_id=1, case_id=case).value, choose)

    def rate(self, question: str = "SS1") -> RateLine:
        """The rate of a question."""
        (found,) = rates.rates_of(self.ws, 1, question).draws
        (line,) = found.lines
        return line


def own(folder: Path, cases: int, *, cells: Mapping[str, list[str]] | None = None, **choice: object) -> Own:
    """A line manager's list of so many cases, drawn and open."""
    ws = open_new(folder / "workspace")
    panels.small_list(ws, folder, cases, **(cells or {}))
    frame = seal(ws, **choice)
    drawn = draw(ws, frame.frame_id)
    open_round(ws, drawn.draw_id)
    return Own(ws=ws, draw_id=drawn.draw_id, tokens=tuple(case.token for case in drawn.cases))


@pytest.fixture
def six_of_twelve(tmp_path: Path) -> Iterator[Own]:
    """Six of twelve cases drawn, two in reserve."""
    made = own(tmp_path, 12, size=6, reserves=2)
    yield made
    made.ws.close()


# ------------------------------------------------------------------ by the line manager's verdict
def test_limits_are_what_they_are_on_paper(six_of_twelve: Own):
    """Four count, one of them adverse: 1 to 8 of 12 (P(X<=1) is 33/495 with 8, 9/495 with 9). One cannot be told and
    one is withheld; with both failing 3 of 6: 3 to 9."""
    for number, answer in enumerate(["4", "3", "2", "1", "X"], 1):
        six_of_twelve.grade(number, SS1=answer)
    replacing.withhold(six_of_twelve.ws, draw_id=1, token=six_of_twelve.tokens[5], reason="safety")
    line = six_of_twelve.rate()
    assert (line.basis, line.chosen, line.confidence, line.cases) == ("line_manager", "random", "95", 12)
    assert (line.figure.counted, line.figure.failing, line.figure.lower, line.figure.upper) == (4, 1, 1, 8)
    assert (line.worst.counted, line.worst.failing, line.worst.lower, line.worst.upper) == (6, 3, 3, 9)
    assert (line.counts.cannot_tell, line.counts.withheld, line.counts.left_open) == (1, 1, 2)
    assert line.share == "1 of 4"
    assert "between 1 and 8 of all 12 would (95% confidence)" in line.sentences[0]


def test_a_replaced_case_fails_in_the_worst_case_unless_it_never_was_one(six_of_twelve: Own):
    ws, tokens = six_of_twelve.ws, six_of_twelve.tokens
    replacing.replace(ws, draw_id=1, token=tokens[0], reason="duplicate")
    replacing.replace(ws, draw_id=1, token=tokens[1], reason="live_investigation")
    for number in range(3, 9):
        six_of_twelve.grade(number, SS1="4")
    line = six_of_twelve.rate()
    assert (line.counts.passes, line.counts.duplicates, line.counts.replaced) == (6, 1, 1)
    assert (line.figure.counted, line.figure.failing) == (6, 0)
    assert (line.worst.counted, line.worst.failing) == (7, 1)


def test_withheld_wins_over_the_grade_that_a_case_has(six_of_twelve: Own):
    ws = six_of_twelve.ws
    begun = sheets.open_sheet(ws, round_id=1, case_id=case_ids(ws)[0]).value
    lock(ws, answer_stage(ws, begun, lambda asked: "0" if asked.id == "SS1" else plain_answer(asked)))
    assert six_of_twelve.rate().counts.adverse == 1
    replacing.withhold(six_of_twelve.ws, draw_id=1, token=six_of_twelve.tokens[0], reason="safety")
    counts = six_of_twelve.rate().counts
    assert (counts.adverse, counts.withheld, counts.ungraded) == (0, 1, 5)


def test_a_sheet_counts_from_the_lock_of_the_question_s_stage(six_of_twelve: Own):
    ws = six_of_twelve.ws
    sheet = sheets.open_sheet(ws, round_id=1, case_id=case_ids(ws)[0]).value
    sheets.save_answer(ws, sheet_id=sheet.sheet_id, question="SS1", answer="1")
    assert six_of_twelve.rate().counts.ungraded == 6
    six_of_twelve.grade(1, SS1="1")
    assert six_of_twelve.rate().counts.adverse == 1


def test_a_conflict_and_a_passed_case_are_not_graded(six_of_twelve: Own):
    ws, ids = six_of_twelve.ws, case_ids(six_of_twelve.ws)
    taken = sheets.open_sheet(ws, round_id=1, case_id=ids[0]).value
    sheets.save_answer(ws, sheet_id=taken.sheet_id, question="C1", answer="yes")
    passed = sheets.open_sheet(ws, round_id=1, case_id=ids[1]).value
    sheets.pass_case(ws, sheet_id=passed.sheet_id)
    assert six_of_twelve.rate().counts.ungraded == 6


def test_what_is_not_asked_of_a_case_does_not_apply_to_it(tmp_path: Path):
    """C7 is asked of children only: two of the three, and nobody was asked of the third once it is graded."""
    made = own(tmp_path, 3, cells={"Age": ["15", "30", "16"]}, size=3, reserves=0)
    for number in (1, 2, 3):
        made.grade(number, C7="yes")
    counts = made.rate("C7").counts
    assert (counts.passes, counts.not_applicable, counts.ungraded) == (2, 1, 0)
    made.ws.close()


def test_a_targeted_case_is_in_no_rate(six_of_twelve: Own):
    ws = six_of_twelve.ws
    drawn = {token for token in six_of_twelve.tokens}
    before = six_of_twelve.rate()
    for case_id in range(1, 13):
        try:
            targeted.add_targeted(
                ws, kind="stop_search", case_id=case_id, reason="theme", asked=("A panel", "A theme"), round_id=1
            )
        except AppError:
            continue  # drawn, or in reserve
    found = rates.rates_of(ws, 1, "SS1")
    assert found.targeted > 0
    assert found.draws[0].lines == (before,)
    assert len(drawn) == before.counts.ungraded


def test_a_narrowed_list_is_a_theme_and_says_so(tmp_path: Path):
    cells = {"LPU": ["Chester LPU"] * 6 + ["Crewe LPU"] * 6}
    made = own(tmp_path, 12, cells=cells, size=3, reserves=0, where=(("lpu", "chester"),))
    line = made.rate()
    assert (line.chosen, line.cases) == ("themed", 6)
    assert any("narrowed to a theme" in sentence for sentence in line.sentences)
    made.ws.close()


@pytest.mark.parametrize(
    ("column", "facet", "named"), [("LPU", "lpu", True), ("Team", "team", False), ("Officer", "officer_id", False)]
)
def test_strata_by_officer_or_team_have_no_names(tmp_path: Path, column: str, facet: str, named: bool):
    values = {
        "LPU": ("Chester LPU", "Crewe LPU"),
        "Team": ("North Response", "South Response"),
        "Officer": ("1234", "5678"),
    }[column]
    cells = {column: [values[at % 2] for at in range(12)]}
    made = own(tmp_path, 12, cells=cells, size=4, reserves=0, strata=(facet,))
    line = made.rate()
    assert len(line.strata) == 2
    assert line.cautious
    assert all((one.name != one.label) is named for one in line.strata)
    if not named:
        assert not any(value in repr(line) for value in values)
    made.ws.close()


def test_only_questions_with_adverse_answers_have_a_rate(six_of_twelve: Own):
    (found,) = rates.rates_of(six_of_twelve.ws, 1).draws
    assert [line.question for line in found.lines] == [
        "SS1", "SS2", "SS6", "SS12", "C7", "C8", "C3", "C5v", "SS17", "C4", "C6"
    ]  # fmt: skip
    for question in ("C1", "C11", "Q99"):
        with pytest.raises(AppError, match=f"There is no rate of “{question}” in R1") as refused:
            rates.rates_of(six_of_twelve.ws, 1, question)
        assert "SS1, SS2" in refused.value.fix


def test_another_line_manager_sees_none_and_a_coordinator_does(six_of_twelve: Own):
    ws = six_of_twelve.ws
    add(ws, "Another sergeant", "line_manager", OTHER)
    add(ws, "A coordinator", "coordinator", WORDS)
    other = signed_in_as(ws, OTHER)
    with pytest.raises(AppError, match="not your own grades"):
        rates.rates_of(other, 1)
    assert entries(other)[-1]["event"] == "results_refused"
    coordinator = signed_in_as(other, WORDS)
    assert rates.rates_of(coordinator, 1).draws
    coordinator.close()


def test_who_is_still_to_grade_in_a_panel_is_not_told_what_the_line_manager_found(tmp_path: Path):
    made = own(tmp_path, 6, size=6, reserves=0)
    chair = add_chair(made.ws)
    meeting = panels.panel(made.ws, panels.draw_for_panel(made.ws, SEED, size=6, reserves=0), 3, people={1: chair})
    assert made.rate().cases == 6  # their own round, whatever a panel does
    other = signed_in_as(made.ws, WORDS)
    with pytest.raises(AppError, match="You sit in R2, which grades some of these cases"):
        rates.rates_of(other, 1)
    assert entries(other)[-1]["event"] == "rates_refused"
    panels.close(other, meeting)
    assert rates.rates_of(other, 1).draws
    other.close()


def add_chair(ws: Workspace) -> int:
    """A chair who may sign in."""
    return add(ws, "A chair", "chair", WORDS)


# ------------------------------------------------------------------ by what a panel agreed
@pytest.fixture
def meeting(tmp_path: Path) -> Iterator[Workspace]:
    """A panel of three over six of twelve cases: R1, its draw D1."""
    ws = open_coordinator(tmp_path / "workspace")
    panels.small_list(ws, tmp_path, 12)
    panels.panel(ws, panels.draw_for_panel(ws, SEED, size=6, reserves=0), 3)
    yield ws
    ws.close()


def rate_of(ws: Workspace, question: str = "SS1") -> RateLine:
    (found,) = rates.rates_of(ws, 1, question).draws
    return found.lines[0]


def test_a_panel_s_rate_is_of_what_it_agreed(meeting: Workspace):
    panels.give(meeting, 1, "SS1", ["111"] * 6, {"1": "1"})
    assert rate_of(meeting).counts.ungraded == 6
    assert rate_of(meeting).sentences[0] == "We graded none of 12 yet, so nothing can be said of them."
    panels.see(meeting, 1, 1, 2, 3, 4, 5, 6)
    panels.agree(meeting, 1, "SS1", {1: "4", 2: "3", 3: "2", 4: "0", 5: "X", 6: ""})
    panels.agree(meeting, 1, "SS1", {4: "1"})
    line = rate_of(meeting)
    assert (line.basis, line.figure.counted, line.figure.failing) == ("consensus", 4, 1)
    assert (line.figure.lower, line.figure.upper, line.worst.lower, line.worst.upper) == (1, 8, 3, 9)
    assert (line.counts.cannot_tell, line.counts.ungraded) == (1, 1)
    (found,) = rates.rates_of(meeting, 1, "SS1").draws
    assert found.disagreed == {"SS1": 1}
    assert found.label == "Stop and search, 1 to 30 June 2025"


def test_what_the_record_rules_out_does_not_apply_to_a_case_with_a_view(meeting: Workspace):
    """There is no video, so C5v of the panel's form is put to nobody; the first case has a view of another question."""
    panels.see(meeting, 1, 1)
    panels.agree(meeting, 1, "SS1", {1: "4"})
    counts = rate_of(meeting, "C5v").counts
    assert (counts.not_applicable, counts.ungraded) == (1, 5)


def test_two_draws_of_a_round_are_never_put_together(tmp_path: Path):
    ws = open_new(tmp_path / "workspace")
    panels.small_list(ws, tmp_path, 12)
    draws = [draw(ws, seal(ws, size=size, reserves=0).frame_id, seed).draw_id for size, seed in ((4, SEED), (5, SEED))]
    with ws.write(panels.EVENT) as work:
        rounds.open_for(work, draws)
    found = rates.rates_of(ws, 1, "SS1")
    assert [(one.draw_id, one.lines[0].counts.ungraded) for one in found.draws] == [(1, 4), (2, 5)]
    case = case_ids(ws)[0]
    grade(ws, sheets.open_sheet(ws, round_id=1, case_id=case).value)
    graded = [one.lines[0].counts.passes for one in rates.rates_of(ws, 1, "SS1").draws]
    assert graded[0] == 1
    ws.close()


def test_a_round_without_a_draw_has_no_rate(meeting: Workspace):
    with pytest.raises(AppError, match="There is no round R9"):
        rates.rates_of(meeting, 9)
