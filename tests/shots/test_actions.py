"""Pictures of the actions: the list, one of them, the form of a new one; light, dark and at 200 %."""

from datetime import date
from pathlib import Path

import pytest

from app.services.grading import actions
from app.ui.actions.page import ActionsPage
from app.ui.nav import Place
from app.ui.theme import ThemeName
from tests.builders import Drawn
from tests.services.grading.test_action_gate import AUDITOR, CHAIR, LENA, Office
from tests.services.grading.test_actions import add, reply
from tests.services.grading.test_feedback import finished
from tests.ui.kit import Bench, settle

PRAISE = "Tell the officer that the panel found this explanation exemplary, and ask whether it may be shared."


@pytest.mark.parametrize(
    ("theme", "scale"), [(ThemeName.LIGHT, 100), (ThemeName.DARK, 100), (ThemeName.LIGHT, 200)], ids=str
)
def test_actions(drawn: tuple[Bench, Drawn], out: Path, theme: ThemeName, scale: int) -> None:
    bench, story = drawn
    finished(story)
    add(story.ws, case_number=3, due=date(2025, 7, 10))
    add(story.ws, rung="praise", task=PRAISE, owner="Sergeant Ilan Møller", due=date(2025, 8, 20))
    add(story.ws, rung="force_lead", owner="Superintendent for custody", case_number=5, due=date(2025, 8, 1))
    for number in (2, 3):
        reply(story.ws, number)
    actions.refuse_action(story.ws, action_id=3, why="The reply does not say what will change, or by when.")
    reply(story.ws, 3)
    actions.accept_action(story.ws, action_id=3)
    story.clock.advance(days=12)
    if (theme, scale) != (bench.look.theme, bench.look.scale):
        bench.look.choose(theme=theme, scale=scale)

    def keep(name: str) -> None:
        settle()
        assert bench.window.grab().save(str(out / f"actions-{name}-{theme.value}-{scale}.png"))

    bench.window.go(Place.HOME)
    bench.window.pages[Place.HOME].refresh()
    keep("home")
    bench.window.go(Place.ACTIONS)
    page = bench.window.pages[Place.ACTIONS]
    assert isinstance(page, ActionsPage)
    keep("list")
    for line in page.lines[:3]:
        page._show_one(line.action)
        keep(line.action.name)
        page.page.verticalScrollBar().setValue(10_000)
        keep(f"{line.action.name}-below")
    page.panel.back_button.click()
    page.adding.open()
    settle()
    page.page.ensureWidgetVisible(page.add_card.add_button)
    keep("add")
    page.adding.open(False)
    page.telling.open()
    page.feedback.case.setText("1")
    page.feedback.read_button.click()
    settle()
    page.page.ensureWidgetVisible(page.feedback.copy_button)
    keep("feedback")


@pytest.mark.parametrize(
    ("theme", "scale", "size"),
    [(ThemeName.LIGHT, 100, (960, 540)), (ThemeName.DARK, 100, (1280, 800)), (ThemeName.LIGHT, 200, (1280, 800))],
    ids=str,
)
def test_whose_an_action_is(
    bench: Bench, out: Path, tmp_path: Path, theme: ThemeName, scale: int, size: tuple[int, int]
) -> None:
    office = Office(tmp_path / "workspace")
    reply(office.ws, 1)
    bench.look.choose(theme=theme, scale=scale)
    bench.window.resize(*size)
    for who, words in (("line-manager", LENA), ("chair", CHAIR), ("auditor", AUDITOR)):
        bench.context.desk.put(office.as_(words))
        settle()
        for place in (Place.HOME, Place.ACTIONS):
            bench.window.go(place)
            settle()
            assert bench.window.grab().save(str(out / f"actions-{who}-{place.value}-{theme.value}-{scale}.png"))
        page = bench.window.pages[Place.ACTIONS]
        assert isinstance(page, ActionsPage)
        for line in page.lines[:1]:
            page._show_one(line.action)
            settle()
            page.page.verticalScrollBar().setValue(10_000)
            settle()
            assert bench.window.grab().save(str(out / f"actions-{who}-A1-{theme.value}-{scale}.png"))
