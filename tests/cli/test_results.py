"""``agreement``, ``rate``, ``compare`` and ``disagreement``: a line manager's own round, and a panel's."""

from pathlib import Path

import pytest

from app.services.grading import sheets
from tests import panels
from tests.builders import PASSPHRASE, SEED, case_ids, draw, grade, open_new, open_round, seal
from tests.cli.door import Door
from tests.people import WORDS, add

RAG = {"g": "green", "a": "amber", "r": "red"}


@pytest.fixture
def graded(tmp_path: Path) -> Path:
    """Five cases: a line manager graded two of them, R1; a panel of three graded all, agreed on one and closed, R2."""
    ws = open_new(tmp_path / "workspace")
    panels.small_list(ws, tmp_path, 5)
    open_round(ws, draw(ws, seal(ws, size=5, reserves=0).frame_id).draw_id)
    for case in case_ids(ws)[:2]:
        grade(ws, sheets.open_sheet(ws, round_id=1, case_id=case).value)
    panels.panel(ws, panels.draw_for_panel(ws, SEED, size=5, reserves=0), 3)
    panels.give(ws, 2, "C8", ["ggg", "ggr", "arr", "ggg", "ggg"], RAG)
    panels.see(ws, 2, 1, 2, 3, 4, 5)
    panels.agree(ws, 2, "C8", {1: "green", 2: "amber", 3: "red", 4: "green", 5: ""})
    panels.close(ws, 2)
    add(ws, "A coordinator", "coordinator", WORDS)
    ws.close()
    return tmp_path / "workspace"


@pytest.fixture
def manager(graded: Path) -> Door:
    """The line of the line manager."""
    return Door(workspace=graded, passphrase=PASSPHRASE)


@pytest.fixture
def coordinator(graded: Path) -> Door:
    """The line of the coordinator."""
    return Door(workspace=graded, passphrase=WORDS)


def test_agreement_of_a_panel(coordinator: Door) -> None:
    said = coordinator("agreement", "R2")
    assert said.code == 0
    (kind,) = said.data["kinds"]
    line = next(line for line in kind["lines"] if line["question"] == "C8")
    assert (line["cases"], line["unanimous"], line["ac1"], line["alpha"]) == (
        5,
        3,
        "0.69",
        "0.40",
    )  # (495 - 94) / (675 - 94); 1 - 14 * 4 / 94
    told = coordinator("agreement", "R2", json=False).out
    assert "Search panel, 3 July 2025" in told
    assert "Cases that all their graders gave the same answer: 3 of 5." in told


def test_the_agreement_of_one_grader_is_a_sentence(manager: Door) -> None:
    assert "One grader alone has no agreement" in manager("agreement", "R1", json=False).out
    assert manager("agreement", "R1").data["kinds"] == []


def test_a_rate_by_draw(manager: Door, coordinator: Door) -> None:
    said = manager("rate", "R1", "SS1")
    (found,) = said.data["draws"]
    assert [found["lines"][0][name] for name in ("basis", "share", "cases")] == ["line_manager", "0 of 2", 5]
    told = coordinator("rate", "R2", "C8", json=False).out
    assert "D2: Stop and search, 1 to 30 June 2025" in told
    assert "We graded 4 of 5" in told
    assert "The panel did not agree on 1 case: not graded here." in told


def test_what_differs(coordinator: Door) -> None:
    said = coordinator("disagreement", "R2")
    assert [(line["number"], line["split"]) for line in said.data["lines"]] == [(2, True), (3, True)]
    told = coordinator("disagreement", "R2", json=False).out
    assert "2 Green: good, 1 Red: serious concern: adverse and not adverse" in told
    assert "The panel's view: Amber: something to learn" in told


def test_two_side_by_side(manager: Door) -> None:
    said = manager("compare", "R1", "R2")
    assert (said.code, said.data["cases"]) == (0, 5)
    told = manager("compare", "R2", "R1", json=False).out
    assert "In both rounds: 5 cases." in told
    assert "C8  Overall" in told


@pytest.mark.parametrize(
    ("line", "sentence"),
    [
        ("agreement R2", "not your own grades"),
        ("disagreement R2", "may not see how a panel’s grades spread"),
        ("rate R1 C1", "There is no rate of “C1”"),
        ("rate R9 C8", "not your own grades"),
        ("compare R1 R1", "of one sort"),
        ("agreement D1", "“D1” names no round"),
    ],
)
def test_what_is_refused_is_1_with_a_sentence(manager: Door, line: str, sentence: str) -> None:
    said = manager(*line.split())
    assert said.code == 1
    assert sentence in said.data["refused"]
    assert said.data["fix"]
