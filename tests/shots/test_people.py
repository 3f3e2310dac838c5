"""Pictures of the people page in each of its states, light, dark and in high contrast, and in large text."""

from pathlib import Path

import pytest

from app.core.shapes.people import PersonFacts
from app.services import people
from app.ui.nav import Place
from app.ui.theme import ThemeName
from tests.builders import PASSPHRASE, open_new, reopen
from tests.people import OTHER, WORDS, add
from tests.ui.kit import Bench, settle

PEOPLE = (
    ("Sgt Helen Dunmore", "line_manager", "another set of words"),
    ("Ama Boateng", "chair", OTHER),
    ("Vikram Rao", "volunteer", ""),
    ("Joan Whitlock", "volunteer", ""),
)


@pytest.mark.parametrize("theme", [ThemeName.LIGHT, ThemeName.DARK, ThemeName.CONTRAST], ids=lambda theme: theme.value)
@pytest.mark.parametrize(("scale", "width", "height"), [(100, 1360, 820), (200, 1360, 820), (100, 960, 540)])
def test_people(bench: Bench, out: Path, tmp_path: Path, theme: ThemeName, scale: int, width: int, height: int) -> None:
    if (theme, scale) != (bench.look.theme, bench.look.scale):
        bench.look.choose(theme=theme, scale=scale)
    bench.window.resize(width, height)
    taken: list[str] = []

    def shoot(name: str) -> None:
        settle()
        taken.append(name)
        assert bench.window.grab().save(str(out / f"people-{theme.value}-{scale}-{width}-{name}.png"))

    ws = open_new(tmp_path / "workspace")
    bench.context.desk.put(ws)
    bench.window.go(Place.SETTINGS)
    shoot("0-settings")
    bench.window.go(Place.PEOPLE)
    shoot("1-alone")
    page = bench.window.pages[Place.PEOPLE]
    page.empty.act.click()
    shoot("2-adding")
    page.form.role.choose("coordinator")
    page.form.affiliation.choose("police")
    page.form.sign_in_tick.click()
    page.form.go_button.click()
    shoot("3-filled")
    page.page.verticalScrollBar().setValue(page.page.verticalScrollBar().maximum())
    shoot("4-filled-end")
    page.form.back_button.click()
    for name, role, words in PEOPLE[1:]:
        told = PersonFacts(name=name, role=role, affiliation="community", scope="CCG Chester")
        people.add_person(ws, told, passphrase=words)
    add(ws, "Philippa Thistlewood", "coordinator", WORDS)
    bench.context.desk.take()
    ws.close()
    bench.context.desk.put(reopen(ws.folder, passphrase=WORDS))
    bench.window.go(Place.PEOPLE)
    shoot("5-list")
    page.table.selectRow(1)
    shoot("6-chosen")
    page.person_card.withdraw_button.click()
    shoot("7-sure")
    page.sure_card.go_button.click()
    shoot("8-withdrawn")
    page.own_button.click()
    page.own_card.go_button.click()
    shoot("9-own")
    bench.context.desk.take().close()
    bench.context.desk.put(reopen(ws.folder, passphrase=PASSPHRASE))
    bench.window.go(Place.PEOPLE)
    shoot("a-not-looking-after")
    page.explained.open()
    settle()
    page.page.verticalScrollBar().setValue(page.page.verticalScrollBar().maximum())
    shoot("b-explained")
    assert len(taken) == 12
