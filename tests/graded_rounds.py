"""Graded rounds for results: a line manager's month with a closed panel beside it, a panel, a small panel on paper.

Each is made once a process, and copied for every test.
"""

import shutil
from collections.abc import Callable
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from app.core.shapes.sheets import AskedQuestion
from app.services.drawing import replacing
from app.services.grading import sheets
from app.services.workspace import Workspace
from tests import panels
from tests.builders import (
    SEED,
    answer_stage,
    case_ids,
    draw,
    grade,
    import_practice,
    lock,
    open_new,
    open_round,
    plain_answer,
    reopen,
    seal,
)
from tests.coordinated import open_coordinator

GROUNDS = ("4", "3", "2", "1", "3", "X", "0")
"""The line manager's grades of the eight drawn, in order; the last is withheld when its first stage is locked."""

RAG = {"g": "green", "a": "amber", "r": "red", "?": "cannot_tell"}
OVERALL = ("ggggg", "gggar", "ggaaa", "rrrrg", "ggg?g", "gcggp", "aaaaa", "grgr?")
"""A panel of five on its eight cases."""


_SCRATCH = TemporaryDirectory(prefix="scrutiny-tests-")


def graded_month(folder: Path) -> Workspace:
    """A line manager's round of eight over the practice month, R1, all graded but one that is withheld; and a panel
    of five, R2, closed, over a list of the same month drawn whole, so that all cases are in both."""
    return _copied(_month, folder)


def graded_panel(folder: Path) -> Workspace:
    """A coordinator's panel of five, R1: all are in at the first stage, and agreed on half of the cases."""
    return _copied(_panel, folder)


def panel_of_three(folder: Path) -> Workspace:
    """A coordinator's panel of three on a list of five cases, R1: nothing is graded yet."""
    return _copied(_three, folder)


def _copied(make: Callable[[Path], Workspace], folder: Path) -> Workspace:
    shutil.copytree(_made(make), folder / "workspace")
    return reopen(folder / "workspace")


@cache
def _made(make: Callable[[Path], Workspace]) -> Path:
    folder = Path(_SCRATCH.name) / make.__name__
    folder.mkdir()
    make(folder).close()
    return folder / "workspace"


def _three(folder: Path) -> Workspace:
    ws = open_coordinator(folder / "workspace")
    panels.small_list(ws, folder, 5)
    panels.panel(ws, panels.draw_for_panel(ws, SEED, size=5, reserves=0), 3)
    return ws


def _month(folder: Path) -> Workspace:
    ws = open_new(folder / "workspace")
    import_practice(ws)
    drawn = draw(ws, seal(ws).frame_id)
    open_round(ws, drawn.draw_id)
    *graded, withheld = case_ids(ws)
    for case, grounds in zip(graded, GROUNDS, strict=True):

        def choose(question: AskedQuestion, answer: str = grounds) -> str:
            return answer if question.id == "SS1" else plain_answer(question)

        grade(ws, sheets.open_sheet(ws, round_id=1, case_id=case).value, choose)
    lock(ws, answer_stage(ws, sheets.open_sheet(ws, round_id=1, case_id=withheld).value))
    replacing.withhold(ws, draw_id=1, token=drawn.cases[7].token, reason="safety")
    size = seal(ws, size=1, reserves=0).cases
    panels.panel(ws, panels.draw_for_panel(ws, SEED, size=size, reserves=0), 5)
    _agree_on_the_same(ws)
    panels.close(ws, 2)
    return ws


def _panel(folder: Path) -> Workspace:
    ws = open_coordinator(folder / "workspace")
    import_practice(ws)
    panels.panel(ws, panels.draw_for_panel(ws, SEED, size=8, reserves=2), 5)
    panels.give(ws, 1, "C8", OVERALL, RAG)
    panels.see(ws, 1, 1, 2, 3, 4)
    panels.agree(ws, 1, "C8", {1: "green", 2: "green", 3: "amber", 4: "red"})
    return ws


def _agree_on_the_same(ws: Workspace) -> None:
    """The panel agrees on the cases of the line manager's round, and sees one of them otherwise."""
    with ws.read() as session:
        own = [row.case_id for row in panels.cases_of(session, 1)]
        places = {row.case_id: row.position for row in panels.cases_of(session, 2)}
    grounds = (*GROUNDS, "4")  # the one that is withheld there has no grade to go by
    views = {places[case]: "1" if at == 1 else grounds[at] for at, case in enumerate(own)}
    panels.see(ws, 2, *views)
    panels.agree(ws, 2, "SS1", views)
