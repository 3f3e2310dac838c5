"""Home shows each the way that is theirs: no step whose place is closed to them, and nobody else's rounds."""

from pathlib import Path

import pytest
from PySide6.QtWidgets import QPushButton

from app.ui.nav import Place
from tests.services.grading.test_action_gate import AUDITOR, CHAIR, COORDINATOR, LENA, TOM, Office
from tests.ui.kit import Bench, settle
from tests.ui.test_actions import shown


@pytest.mark.parametrize(
    ("words", "steps", "rounds"),
    [
        (LENA, {"records", "draw", "grading"}, True),
        (TOM, {"records", "draw", "grading"}, False),
        (COORDINATOR, {"records", "draw", "grading"}, True),
        (CHAIR, {"draw", "meetings"}, False),
        (AUDITOR, {"draw"}, False),
    ],
    ids=["line manager", "another", "coordinator", "chair", "auditor"],
)
def test_home_offers_each_what_they_may_do(
    bench: Bench, tmp_path: Path, words: str, steps: set[str], rounds: bool
) -> None:
    office = Office(tmp_path / "workspace")
    bench.context.desk.put(office.as_(words))
    settle()
    home = bench.window.pages[Place.HOME]
    offered = [
        one for one in home.findChildren(QPushButton) if one.objectName().startswith("step:") and one.isVisible()
    ]
    assert {one.objectName().split(":")[1] for one in offered} == steps
    assert ("Where things stand" in shown(home)) == (words == AUDITOR)
    assert ("Your rounds" in shown(home)) == rounds
