"""A line manager's month through the real window and the real worker: from nothing to a graded case and its papers."""

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from app.core.shapes.sheets import SheetState
from app.services.audits import verify_audit
from app.services.drawing.bundles import verify_bundle
from app.services.workspaces import open_workspace
from app.ui.nav import Place
from tests.builders import OPEN_DATA, PRACTICE_EXTRACT, SEED
from tests.ui.kit import Bench, press

WORDS = "three plain words"
Key = Qt.Key


class Person:
    """Someone at the window, who waits until it is done before the next step."""

    def __init__(self, bench: Bench, qtbot: QtBot) -> None:
        self.bench, self.qtbot, self.window = bench, qtbot, bench.window
        self.presses = 0

    def wait(self) -> None:
        self.qtbot.waitUntil(lambda: not self.bench.tasks.is_busy(), timeout=60_000)

    def page(self, place: Place):
        self.window.rail.buttons[place].click()
        self.wait()
        return self.window.pages[place]

    def press(self, *keys: object) -> None:
        for key in keys:
            press(self.window, key)
            self.presses += 1
            self.wait()

    def make_practice_workspace(self, folder: Path) -> None:
        welcome = self.window.welcome
        welcome.ways.practice.act.click()
        self.wait()
        form = welcome.new_form
        form.folder.setText(str(folder))
        for line in (form.passphrase, form.again):
            QTest.keyClicks(line, WORDS)
        form.go_button.click()
        self.wait()
        welcome.recovery.written_tick.click()
        welcome.recovery.go_button.click()
        self.wait()

    def bring_in(self, file: Path) -> None:
        page = self.page(Place.RECORDS)
        self.bench.ask.answers = [file]
        page.browse_button.click()
        self.wait()
        page.summary.import_button.click()
        self.wait()
        assert page.result.isVisible(), page.trouble.what.text()

    def seal_and_draw(self) -> None:
        page = self.page(Place.DRAW)
        page.compose.filters.add_button.click()
        self.wait()
        chosen = page.compose.filters.rows[0]
        chosen.facet.setCurrentIndex(chosen.facet.findData("lpu"))
        self.wait()
        chosen.value.setCurrentIndex(chosen.value.findText("Macclesfield", Qt.MatchFlag.MatchStartsWith))
        page.compose.seal_button.click()
        self.wait()
        assert page.views.currentWidget() is page.sealed, page.compose.trouble.what.text()
        page.sealed.draw_card.ceremony_button.click()
        self.wait()
        ceremony = self.window.pages[Place.CEREMONY]
        press(self.window, Key.Key_Return)
        QTest.keyClicks(ceremony.roll.digits, SEED)
        press(self.window, *[Key.Key_Return] * 8, Key.Key_Y)
        self.wait()
        assert ceremony.title.text() == "The cases", ceremony.confirm.said.text()
        press(self.window, Key.Key_Escape)
        self.wait()
        assert page.views.currentWidget() is page.drawn

    def grade_case(self, page) -> None:
        case = page.sitting.sheet.case_id
        for _ in range(60):
            if page.sitting.sheet.state is SheetState.DONE:
                break
            missing = page.sitting.missing()
            if not missing:
                self.press(Key.Key_Return)
            elif missing[0].free_text:
                page.sitting.activate(missing[0].id)
                self.press(Key.Key_T)
                QTest.keyClicks(page.panel.views[missing[0].id].writing, "Name the tool.")
                self.press(Key.Key_Escape)
            else:
                page.sitting.activate(missing[0].id)
                self.press("2" if missing[0].id == "C1" else "1")
        assert page.sitting.sheet.case_id == case
        assert page.sitting.sheet.state is SheetState.DONE


def test_from_nothing_to_a_graded_case_and_its_papers(bench: Bench, qtbot: QtBot, tmp_path: Path) -> None:
    person, folder = Person(bench, qtbot), tmp_path / "month"
    person.make_practice_workspace(folder)
    assert person.window.practice_band.isVisible()
    person.bring_in(OPEN_DATA)
    person.bring_in(PRACTICE_EXTRACT)
    person.seal_and_draw()

    draw = person.window.pages[Place.DRAW]
    draw.drawn.grade_button.click()
    person.wait()
    grading = person.window.pages[Place.GRADING]
    assert person.window.stack.currentWidget() is grading
    person.grade_case(grading)
    assert grading.foot.saved.text().startswith("Saved ")
    assert person.presses <= 20, "a case on the monthly form takes no more keys than it has questions and stages"
    person.press(Key.Key_Return)
    assert grading.sitting.sheet.number == 2

    person.page(Place.DRAW)
    pack, bundle = tmp_path / "pack.pdf", tmp_path / "bundle.zip"
    bench.ask.answers = [pack, bundle]
    draw.drawn.pack_button.click()
    person.wait()
    draw.drawn.bundle_button.click()
    person.wait()
    assert pack.read_bytes().startswith(b"%PDF-")
    assert verify_bundle(bundle).problems == ()

    home = person.page(Place.HOME)
    assert home.sentence.text() == "1 of 8 cases finished."
    person.window.close()
    ws = open_workspace(folder, passphrase=WORDS)
    try:
        assert verify_audit(ws).problems == ()
    finally:
        ws.close()


def test_closing_in_the_middle_of_a_word_loses_nothing(bench: Bench, qtbot: QtBot, tmp_path: Path) -> None:
    from tests.builders import PASSPHRASE, open_drawn
    from tests.ui.test_grading import TextQuestion

    story = open_drawn(tmp_path / "workspace")
    bench.context.desk.put(story.ws)
    person = Person(bench, qtbot)
    page = person.page(Place.GRADING)
    for _ in range(60):
        view = next((each for each in page.panel.views.values() if isinstance(each, TextQuestion)), None)
        if view is not None:
            break
        missing = page.sitting.missing()
        if missing:
            page.sitting.activate(missing[0].id)
            person.press("2" if missing[0].id == "C1" else "1")
        else:
            person.press(Key.Key_Return)
    person.press(Key.Key_T)
    QTest.keyClicks(view.writing, "Half a thou")
    case, question = page.sitting.sheet.case_id, view.question.id
    bench.window.close()
    ws = open_workspace(tmp_path / "workspace", passphrase=PASSPHRASE)
    try:
        sheet = bench.context.services.open_sheet(ws, round_id=story.round.round_id, case_id=case).value
        kept = {each.id: each.answer for each in sheet.current.questions}
        assert kept[question] == "Half a thou"
    finally:
        ws.close()
