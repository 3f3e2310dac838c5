"""Three minutes without help: a line manager brings in a workbook that the app has never seen, and next month's."""

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from openpyxl import load_workbook
from PySide6.QtWidgets import QApplication, QComboBox, QLabel, QPushButton
from pytestqt.qtbot import QtBot
from sqlalchemy import select

from app.core.clock import to_text
from app.models.record_store import read_values
from app.models.records import RecordVersionRow
from app.services.audits import verify_audit
from app.services.collecting import mappings
from app.services.schemes import load_library
from app.services.workspace import Workspace
from app.ui.imports.page import ImportPage
from app.ui.nav import Place
from app.ui.tasks import Tasks
from app.ui.theme import Look
from tests.builders import PRACTICE_EXTRACT, open_new, write_csv
from tests.journeys.looking import holding, whole
from tests.ui.conftest import show
from tests.ui.kit import Bench
from tests.ui.unseen import NAMES, rows, write_workbook

CODES = {
    "s1 PACE": "s1_pace", "s23 MDA": "s23_mda", "Drugs": "drugs", "Stolen property": "stolen",
    "Offensive weapons": "weapons", "Articles for use in theft": "theft_article", "NFA": "nfa",
    "Arrest": "arrest", "Community Resolution": "community_resolution", "White British": "W1",
    "Asian - Pakistani": "A2", "W1 White Brit (self)": "W1", "Declined to say to ofcr": "NS", "Black African": "B2",
    "Male": "male", "Female": "female",
}  # fmt: skip


@pytest.fixture
def bench(qapp: QApplication, look: Look, qtbot: QtBot, tmp_path: Path) -> Iterator[Bench]:
    """A window with a real worker, on an empty practice workspace."""
    for made in show(Bench(qapp, look, tmp_path / "window.json", Tasks(qapp)), qtbot):
        made.context.desk.put(open_new(tmp_path / "workspace"))
        yield made


class Sergeant:
    """Somebody at the window, whose every click and choice is counted: a combo box takes two."""

    def __init__(self, bench: Bench, qtbot: QtBot) -> None:
        self.bench, self.qtbot, self.actions = bench, qtbot, 0
        self.ws: Workspace = bench.context.desk.workspace
        bench.window.go(Place.HOME)
        self.click(bench.window.rail.buttons[Place.RECORDS])
        page = bench.window.pages[Place.RECORDS]
        assert isinstance(page, ImportPage)
        self.page = page

    def wait(self) -> None:
        self.qtbot.waitUntil(lambda: not self.bench.tasks.is_busy(), timeout=60_000)

    def click(self, button) -> None:
        assert button.isVisible() and button.isEnabled()
        self.actions += 1
        button.click()
        self.wait()

    def choose(self, box: QComboBox, code: str) -> None:
        assert box.isVisible() and box.findData(code) >= 0
        self.actions += 2
        box.setCurrentIndex(box.findData(code))
        self.wait()

    def give(self, file: Path) -> None:
        """The button, and the file in the system's dialog."""
        self.bench.ask.answers = [file]
        self.actions += 1
        self.click(self.page.browse_button)

    def bring_in(self, file: Path) -> None:
        self.give(file)
        self.click(self.page.summary.import_button)

    def answer(self, words: str) -> None:
        self.click(next(each for each in self.page.question.buttons if each.text() == words))

    @property
    def told(self) -> str:
        return "\n".join(each.text() for each in self.page.result.findChildren(QLabel))

    def stored(self) -> list[dict[str, str]]:
        with self.ws.read() as session:
            scheme = load_library(self.ws.force).scheme("stop_search")
            ids = session.scalars(select(RecordVersionRow.id).order_by(RecordVersionRow.id)).all()
            return list(read_values(session, scheme, ids).values())


@pytest.fixture
def sergeant(bench: Bench, qtbot: QtBot) -> Sergeant:
    return Sergeant(bench, qtbot)


def expected(month: int, count: int) -> list[dict[str, str]]:
    """What must stand in the store, worked out from the rows themselves."""
    found: list[dict[str, str]] = []
    for ref, day, clock, power, thing, grounds, _name, _born, sex, said, officer, disposal, _hash in rows(month, count):
        moment = datetime.strptime(f"{day} {clock}", "%d/%m/%Y %H:%M").replace(tzinfo=ZoneInfo("Europe/London"))
        found.append({
            "urn": str(ref), "searched_at": to_text(moment), "power": CODES[str(power)], "object": CODES[str(thing)],
            "grounds": str(grounds), "gender": CODES[str(sex)], "sde_code": CODES[str(said)],
            "officer_id": str(officer), "outcome": CODES[str(disposal)], "lpu": "crewe",
        })  # fmt: skip
    return found


def kept(values: dict[str, str]) -> dict[str, str]:
    """The fields that the file or the person gave: what the scheme derives from them is proved elsewhere."""
    return {name: values.get(name, "") for name in expected(6, 1)[0]}


def settle_first(sergeant: Sergeant, file: Path) -> None:
    """What the sergeant does for the first file of this layout."""
    sergeant.give(file)
    view = sergeant.page.mapping
    assert sergeant.page.views.currentWidget() is view
    sergeant.click(view.times.clock.segments[0])
    sergeant.choose(view.words.combos["sde_code", "Declined to say to ofcr"], "NS")
    sergeant.click(view.words.suggest_button)
    lpu = view.constants.values["lpu"]
    assert isinstance(lpu, QComboBox)
    sergeant.choose(lpu, "crewe")
    sergeant.click(view.foot.import_button)


def test_may_is_imported_rightly_and_june_with_one_click(sergeant: Sergeant, tmp_path: Path) -> None:
    settle_first(sergeant, write_workbook(tmp_path / "Crewe stops 2025-05.xlsx", 5, 60))
    assert sergeant.page.result.isVisible(), sergeant.page.trouble.what.text()
    assert sergeant.actions <= 12
    assert "60 rows read: 60 stored, none left out." in sergeant.told
    assert "Suspect name (60)" in sergeant.told
    assert "not in our lists" not in sergeant.told
    assert [kept(values) for values in sergeant.stored()] == expected(5, 60)
    for name in NAMES:
        assert holding(sergeant.ws, name) == set()

    sergeant.actions = 0
    sergeant.bring_in(write_workbook(tmp_path / "Crewe stops 2025-06.xlsx", 6, 45))
    assert sergeant.actions <= 3
    assert "45 rows read: 45 stored, none left out." in sergeant.told
    assert [kept(values) for values in sergeant.stored()[60:]] == expected(6, 45)
    assert [item.used for item in mappings.list_mappings(sergeant.ws) if item.name == "Crewe stops"] == [2]
    assert verify_audit(sergeant.ws).problems == ()
    whole(sergeant.ws)


def test_the_same_month_saved_again_by_a_spreadsheet_is_known(sergeant: Sergeant, tmp_path: Path) -> None:
    file = write_workbook(tmp_path / "june.xlsx", 6, 30)
    settle_first(sergeant, file)
    book = load_workbook(file)
    book.properties.title = "Saved again"
    book.save(tmp_path / "june again.xlsx")
    assert (tmp_path / "june again.xlsx").read_bytes() != file.read_bytes()
    sergeant.bring_in(tmp_path / "june again.xlsx")
    assert "says the same as one that was imported already" in sergeant.page.question.what.text()
    assert len(sergeant.stored()) == 30
    sergeant.answer("Leave it")
    assert not sergeant.page.question.isVisible()
    sergeant.click(sergeant.page.summary.import_button)
    sergeant.answer("Bring it in again")
    assert "30 records were here already and got a new version" in sergeant.told


@pytest.mark.parametrize(("answer", "count"), [("Take each row once", 20), ("All are genuine, take them all", 40)])
def test_an_export_that_ran_twice_is_noticed(sergeant: Sergeant, tmp_path: Path, answer: str, count: int) -> None:
    once = [
        {"URN": f"PSS/25/{number}", "Search date/time": f"14/06/2025 {number:02}:{number * 2:02}"}
        for number in range(1, 21)
    ]
    sergeant.bring_in(write_csv(tmp_path / "twice.csv", once + once))
    assert "40 rows, 20 different ones" in sergeant.page.question.what.text()
    assert sergeant.stored() == []
    sergeant.answer(answer)
    assert f"40 rows read: {count} stored" in sergeant.told


def test_an_import_is_taken_back_and_can_be_made_again(sergeant: Sergeant, tmp_path: Path) -> None:
    sergeant.bring_in(PRACTICE_EXTRACT)
    before = len(sergeant.stored())
    sergeant.click(sergeant.page.imports.undo_button)
    sergeant.click(sergeant.page.imports.question.buttons[0])
    assert (before, sergeant.stored()) == (319, [])
    sergeant.bring_in(PRACTICE_EXTRACT)
    assert len(sergeant.stored()) == 319
    whole(sergeant.ws)


def test_stopping_half_way_keeps_nothing(sergeant: Sergeant) -> None:
    sergeant.give(PRACTICE_EXTRACT)
    sergeant.bench.tasks.long_started.connect(lambda work: work.cancel())
    sergeant.click(sergeant.page.summary.import_button)
    assert sergeant.page.trouble.what.text() == "You stopped it."
    assert sergeant.stored() == []


def test_a_file_of_an_old_windows_program_is_read_as_one(sergeant: Sergeant, tmp_path: Path) -> None:
    file = write_csv(tmp_path / "old.csv", [{"URN": f"PSS/25/{number}"} for number in range(1, 6)])
    file.write_bytes(file.read_text(encoding="utf-8").replace("PSS/25/1", "Café £1").encode("cp1252"))
    sergeant.give(file)
    sergeant.answer("Read it as Windows-1252")
    sergeant.click(sergeant.page.summary.import_button)
    assert sergeant.stored()[0]["urn"] == "Café £1"


def test_no_button_of_the_page_is_without_words(sergeant: Sergeant) -> None:
    assert all(each.accessibleName() for each in sergeant.page.findChildren(QPushButton))
