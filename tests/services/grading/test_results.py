"""What a panel's grades add up to: worked out on paper, shown only when all are in, and never by seat."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import select

from app.core.errors import AppError
from app.core.shapes.figures import AgreementLine
from app.models.meetings import SpreadSeenRow
from app.services.grading import results
from app.services.workspace import Workspace
from tests import panels
from tests.builders import Drawn, entries
from tests.graded_rounds import RAG, panel_of_three
from tests.people import OTHER, WORDS, add, signed_in_as

TABLE = ["ggg", "ggr", "arr", "gpc", "gg-"]
"""Five cases by three seats; of the last the third has no sheet."""


@pytest.fixture
def ws(tmp_path: Path) -> Iterator[Workspace]:
    """A coordinator's workspace with a list of five cases, all drawn for a panel of three: R1."""
    ws = panel_of_three(tmp_path)
    yield ws
    ws.close()


def line_of(ws: Workspace, question: str = "C8") -> AgreementLine:
    (kind,) = results.agreement_of(ws, 1).kinds
    return next(line for line in kind.lines if line.question == question)


def graded(ws: Workspace, table: list[str] = TABLE) -> None:
    panels.give(ws, 1, "C8", table, RAG)
    panels.mark(ws, 1, 3, "left")


# ------------------------------------------------------------------ agreement
def test_agreement_is_what_it_is_on_paper(ws: Workspace):
    """Percent 2/3; AC1 (450 - 94) / (675 - 94); alpha 1 - 10 * 4 / 62."""
    graded(ws)
    panels.see(ws, 1, 1, 2, 3, 4, 5)
    line = line_of(ws)
    assert (line.cases, line.unanimous, line.alone) == (4, 2, 1)
    assert (line.answers, line.cannot_tell) == (12, 0)
    assert (line.passed, line.conflict, line.absent, line.unfinished) == (1, 1, 1, 0)
    assert (line.percent, line.ac1, line.alpha, line.alpha_ordinal) == ("", "0.61", "0.35", "")
    assert line.sentences[0] == "Cases that all their graders gave the same answer: 2 of 4."


def test_what_the_panel_has_not_seen_is_left_out_and_reading_writes_nothing(ws: Workspace):
    graded(ws)
    found = results.agreement_of(ws, 1)
    assert found.kinds == ()
    assert found.sentences == (
        "Left out, as the panel has not seen how those grades spread: “The record” of 5 cases; “Ethnicity and outcome” "
        "of 5 cases.",
    )
    assert seen(ws) == set()
    panels.see(ws, 1, 2, 3)
    found = results.agreement_of(ws, 1)
    assert (line_of(ws).cases, line_of(ws).unanimous) == (2, 0)
    assert "“The record” of 3 cases" in found.sentences[0]
    assert len(seen(ws)) == 2


def test_questions_of_a_later_stage_wait_until_it_was_seen(ws: Workspace):
    graded(ws)
    panels.see(ws, 1, 1, 2, 3, 4, 5)
    found = results.agreement_of(ws, 1)
    assert [line.question for line in found.kinds[0].lines] == ["SS1", "SS2", "SS7", "C8"]
    assert len(found.sentences) == 1
    panels.open_stage(ws, 1, 1, 2, 3, 4, 5)
    for case, seats in enumerate([(1, 2, 3), (1, 2, 3), (1, 2, 3), (1,), (1, 2)], 1):
        panels.fill(ws, 1, case, {seat: {"C6": "no"} for seat in seats}, stage="reveal")
    panels.see(ws, 1, 1, 2, 3, 4, 5, stage="reveal")
    found = results.agreement_of(ws, 1)
    assert [line.question for line in found.kinds[0].lines] == ["SS1", "SS2", "SS7", "C8", "C6"]
    assert found.sentences == ()
    assert line_of(ws, "C6").unanimous == 4


def test_nothing_is_shown_while_a_sheet_is_to_come_and_the_try_is_logged(ws: Workspace):
    panels.give(ws, 1, "C8", TABLE, RAG)
    with pytest.raises(AppError, match=r"Still to come: 1 sheet\. Nobody sees") as refused:
        results.agreement_of(ws, 1)
    assert "absent" in refused.value.fix
    assert entries(ws)[-1]["event"] == "agreement_refused"


def test_a_meeting_that_is_closed_waits_for_nothing(ws: Workspace):
    panels.give(ws, 1, "C8", TABLE, RAG)
    panels.close(ws, 1)
    line = line_of(ws)
    assert (line.cases, line.absent, line.unfinished) == (4, 0, 1)
    assert "1 not finished" in " ".join(line.sentences)


def test_an_answer_that_is_not_locked_counts_for_nothing(ws: Workspace):
    graded(ws)
    panels.see(ws, 1, 1, 2, 3, 4, 5)
    panels.fill(ws, 1, 1, {1: {"C6": "yes"}}, stage="reveal")
    (kind,) = results.agreement_of(ws, 1).kinds
    assert "C6" not in {line.question for line in kind.lines}


def test_one_grader_alone_has_no_agreement(practice_workspace_with_draw: Drawn):
    found = results.agreement_of(practice_workspace_with_draw.ws, 1)
    assert (found.seats, found.kinds) == (1, ())
    assert found.sentences == ("One grader alone has no agreement: it takes two on the same cases.",)


def test_a_line_manager_sees_no_other_s_round_and_no_panel_s(ws: Workspace):
    graded(ws)
    add(ws, "A sergeant", "line_manager", OTHER)
    other = signed_in_as(ws, OTHER)
    with pytest.raises(AppError, match="not your own grades"):
        results.agreement_of(other, 1)
    with pytest.raises(AppError, match="may not see how a panel’s grades spread"):
        results.disagreements_of(other, 1)
    assert [entry["event"] for entry in entries(other)[-2:]] == ["results_refused", "right_refused"]
    other.close()


def test_a_chair_sees_agreement_and_what_to_talk_of(ws: Workspace):
    graded(ws)
    add(ws, "Somebody", "chair", WORDS)
    other = signed_in_as(ws, WORDS)
    assert not results.agreement_of(other, 1).kinds
    assert len(results.disagreements_of(other, 1).value.lines) == 2
    assert len(seen(other)) == 5
    assert results.agreement_of(other, 1).kinds
    other.close()


def test_an_auditor_sees_what_the_panel_has_seen_and_changes_nothing(ws: Workspace):
    graded(ws)
    panels.see(ws, 1, 2)
    add(ws, "Somebody", "auditor", WORDS)
    other = signed_in_as(ws, WORDS)
    assert results.agreement_of(other, 1).kinds
    assert [line.number for line in results.disagreements_of(other, 1).value.lines] == [2]
    assert len(seen(other)) == 1
    panels.close(other, 1)
    assert [line.number for line in results.disagreements_of(other, 1).value.lines] == [2, 3]
    assert len(seen(other)) == 1
    other.close()


def test_an_auditor_is_never_the_first_to_see(ws: Workspace):
    graded(ws)
    add(ws, "Somebody", "auditor", WORDS)
    other = signed_in_as(ws, WORDS)
    with pytest.raises(AppError, match="The panel has not seen how its grades spread"):
        results.disagreements_of(other, 1)
    assert entries(other)[-1]["event"] == "disagreements_refused"
    assert seen(other) == set()
    other.close()


def test_there_is_no_such_round(ws: Workspace):
    for ask in (results.agreement_of, results.disagreements_of):
        with pytest.raises(AppError, match="There is no round R9"):
            ask(ws, 9)


# ------------------------------------------------------------------ disagreements
def seen(ws: Workspace) -> set[tuple[int, str]]:
    with ws.read() as session:
        return {
            (case, stage) for case, stage in session.execute(select(SpreadSeenRow.round_case_id, SpreadSeenRow.stage))
        }


def test_what_differs_most_comes_first_and_the_rest_is_one_sentence(ws: Workspace):
    graded(ws, ["aag", "ggr", "arr", "gpc", "gg-"])
    found = results.disagreements_of(ws, 1).value
    told = [(line.number, line.question, line.spread, line.split) for line in found.lines]
    assert told == [
        (2, "C8", "2 Green: good, 1 Red: serious concern", True),
        (3, "C8", "1 Amber: something to learn, 2 Red: serious concern", True),
        (1, "C8", "1 Green: good, 2 Amber: something to learn", False),
    ]
    assert found.unanimous == 1  # of case 4 there is one answer only
    assert found.sentence == (
        "Grades differ on 3 of 4 questions, counted case by case; on the other 1 all gave the same answer."
    )


def test_a_spread_has_no_names_and_the_four_states_apart(ws: Workspace):
    panels.give(ws, 1, "C8", ["gr-", "ggg", "ggg", "ggg", "ggg"], RAG)
    panels.mark(ws, 1, 3, "left")
    (line,) = results.disagreements_of(ws, 1).value.lines
    assert [(answer.code, answer.count) for answer in line.answers] == [
        ("green", 1), ("amber", 0), ("red", 1), ("cannot_tell", 0)
    ]  # fmt: skip
    assert (line.passed, line.conflict, line.absent) == (0, 0, 1)
    assert "Member" not in repr(line)


def test_the_panel_s_view_stands_beside(ws: Workspace):
    graded(ws)
    assert [(line.agreed, line.consensus) for line in results.disagreements_of(ws, 1).value.lines] == [(False, "")] * 2
    panels.agree(ws, 1, "C8", {2: "red", 3: "red"})
    panels.agree(ws, 1, "C8", {2: "amber", 3: ""})
    found = results.disagreements_of(ws, 1).value
    assert [(line.number, line.agreed, line.consensus) for line in found.lines] == [
        (2, True, "Amber: something to learn"),
        (3, True, ""),
    ]


def test_whoever_reads_the_queue_has_seen_the_grades_so_they_stand(ws: Workspace):
    graded(ws)
    results.disagreements_of(ws, 1)
    assert {stage for _, stage in seen(ws)} == {"record"}
    assert len(seen(ws)) == 5
    results.disagreements_of(ws, 1)
    assert len(seen(ws)) == 5
    assert entries(ws)[-1]["event"] == "disagreements_read"


def test_a_case_that_is_not_all_in_is_counted_and_not_shown(ws: Workspace):
    panels.give(ws, 1, "C8", ["grr", "ggr", "gr-"], RAG)
    found = results.disagreements_of(ws, 1).value
    assert {line.number for line in found.lines} == {1, 2}
    assert len(seen(ws)) == 2
    assert found.waiting == 3
    assert found.sentence.endswith(" Not all in yet, so not shown: 3 cases.")


def test_nothing_is_shown_of_a_panel_of_which_nothing_is_in(ws: Workspace):
    panels.give(ws, 1, "C8", ["gr-"] * 5, RAG)
    with pytest.raises(AppError, match=r"Still to come: 5 sheets\."):
        results.disagreements_of(ws, 1)
    assert entries(ws)[-1]["event"] == "disagreements_refused"
    assert seen(ws) == set()


def test_when_all_agree_that_is_said(ws: Workspace):
    graded(ws, ["ggg"] * 5)
    found = results.disagreements_of(ws, 1).value
    assert found.lines == ()
    assert found.sentence.startswith("All agreed: every one of 5 answers")
