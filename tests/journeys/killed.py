"""Somebody who grades at the real window by keys, in a process that is made to be killed at any moment."""

import json
import os
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

from PySide6.QtCore import QEventLoop, Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from sqlalchemy import event
from sqlalchemy.engine import Engine

from app.core.shapes.sheets import AskedQuestion, SheetState
from app.ui.grading.page import GradingPage
from app.ui.nav import Place
from app.ui.tasks import Tasks
from app.ui.theme import Look, ThemeName, load_fonts
from tests.builders import FixedBytes, reopen
from tests.ui.kit import Bench

Key = Qt.Key


def grade(folder: Path, word: str, said: Path, ticks: Connection) -> None:
    """Grade case after case until killed.

    Args:
        folder: the workspace.
        word: chance is made of it: the same word, the same keys.
        said: a file outside the workspace, for what the screen showed as saved and for every key before it is pressed.
        ticks: told of every statement of the store and every commit: moments at which the process may be killed.
    """
    app = QApplication(["killed"])
    app.setStyle("Fusion")
    load_fonts()
    bench = Bench(app, Look(app, ThemeName.LIGHT, 100), folder.parent / "window.json", Tasks(app))
    bench.window.show()
    bench.window.activateWindow()
    bench.context.desk.put(reopen(folder))
    bench.window.go(Place.GRADING)
    page = bench.window.pages[Place.GRADING]
    assert isinstance(page, GradingPage)
    _Grader(app, bench, page, FixedBytes(word), said).grade(ticks)


class _Grader:
    def __init__(self, app: QApplication, bench: Bench, page: GradingPage, chance: FixedBytes, said: Path) -> None:
        self._app, self._bench, self._page, self._chance = app, bench, page, chance
        self._said = os.open(said, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
        self._heart = QTimer(app)
        self._heart.start(50)
        page.sitting.save_changed.connect(self._shown)

    def grade(self, ticks: Connection) -> None:
        self._idle()

        def tick(*_: Any) -> None:
            ticks.send_bytes(b".")

        event.listen(Engine, "before_cursor_execute", tick)
        event.listen(Engine, "commit", tick)
        while True:
            self._step()
            if self._chance(1)[0] < 200:  # now and then the next key does not wait for the last one's answer
                self._idle()

    def _step(self) -> None:
        """What somebody would do next; now and then something else."""
        sitting = self._page.sitting
        question, whim = sitting.question(sitting.active), self._chance(1)[0]
        if whim < 12:
            self._press(Key.Key_U)
        elif whim < 20:
            self._press(Key.Key_Up)
        elif question is None:
            self._press(Key.Key_Return)
        elif question.free_text or whim < 34:
            self._write()
        elif whim < 44 and question.reasons:
            self._press(Key.Key_W, question.reasons[whim % len(question.reasons)].key)
        else:
            self._press(self._answer(question))
        if sitting.sheet is not None and sitting.sheet.state is SheetState.CONFLICT:
            self._press(Key.Key_U)

    def _answer(self, question: AskedQuestion) -> str:
        if question.id == "C1":
            return "2"
        return question.choices[self._chance(1)[0] % min(3, len(question.choices))].key

    def _write(self) -> None:
        self._press(Key.Key_T)
        box = QApplication.focusWidget()
        if isinstance(box, QWidget) and box is not self._page:
            QTest.keyClicks(box, "seen " + self._chance(2).hex())
            QTest.keyClick(box, Key.Key_Escape)

    def _press(self, *keys: Any) -> None:
        for key in keys:
            self._tell({"key": str(key)})
            QTest.keyClick(self._bench.window.windowHandle(), key)

    def _shown(self) -> None:
        """The screen says that all is saved: what it shows of the case is put on record outside the workspace."""
        sitting = self._page.sitting
        sheet, state = sitting.sheet, sitting.save_state
        if sheet is None or state.waiting or state.unsaved or not self._page.foot.saved.text().startswith("Saved "):
            return
        answers = [
            (question.id, question.free_text, question.answer, question.note, sorted(question.ticked))
            for stage in sheet.stages
            for question in stage.questions
        ]
        locked = [stage.id for stage in sheet.stages if stage.locked]
        self._tell({"sheet": sheet.sheet_id, "answers": answers, "locked": locked})

    def _tell(self, what: dict[str, Any]) -> None:
        os.write(self._said, json.dumps(what).encode() + b"\n")

    def _idle(self) -> None:
        while self._bench.tasks.is_busy():
            self._app.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents)
        self._app.processEvents()
