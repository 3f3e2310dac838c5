"""The questions of the open stage, the answers already locked, and the button that locks the stage."""

from dataclasses import replace
from itertools import groupby

from PySide6.QtCore import QPoint, Qt, QTimer, Signal, Slot
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from app.core.shapes.sheets import AskedQuestion, Given, Sheet, SheetStage, SheetState
from app.core.words import count_of
from app.ui.grading.after import AfterCase
from app.ui.grading.aside import said_beside
from app.ui.grading.compact_block import BlockHead, CompactRow
from app.ui.grading.key_row import KeyRow
from app.ui.grading.question_view import ChoiceQuestion, QuestionView, TextQuestion
from app.ui.grading.sitting import Sitting
from app.ui.grading.stage_bar import StageBar
from app.ui.kit.message_bar import MessageBar, note
from app.ui.kit.words import Card, bare, button, clear_layout, column, label, row, rule, set_tone
from app.ui.theme import Look

_LOCK_WORDS = {
    (False, False): "Lock these answers and go on",
    (True, False): "Lock and finish this case",
    (False, True): "Lock, go on",
    (True, True): "Lock, finish",
}
_NOTHING_OPEN = {
    SheetState.DONE: ("good", "This case is finished. Its answers are locked."),
    SheetState.WAITING: ("info", "Your answers are locked. The next step opens when the panel has talked about it."),
    SheetState.MISSED: ("info", "The panel has talked about this case already, so it is not graded any more."),
}
"""What is said where no stage is open, by the state of the sheet: a tone and the words."""


class QuestionPanel(Card):
    """Right-hand side of the grading screen."""

    answered = Signal(str, str)
    noted = Signal(str, str)
    reason_ticked = Signal(str, str)
    picked = Signal(str)
    written = Signal(str)
    lock_wanted = Signal()
    undo_wanted = Signal()
    next_wanted = Signal()
    change_wanted = Signal()
    history_wanted = Signal()
    take_up_wanted = Signal()

    def __init__(self, look: Look, sitting: Sitting) -> None:
        super().__init__(padding=0, spacing=0)
        self._look, self._sitting = look, sitting
        self._built: tuple[object, ...] = ()
        self.views: dict[str, QuestionView] = {}
        self._low = self._short = self._why = self._tight = False
        self._beside = ""
        self._chosen: tuple[str, str] | None = None
        self.stages = StageBar(look)
        self.intro = label("", "soft")
        self.scroller = QScrollArea()
        self.trouble = MessageBar(look)
        self.to_go = label("", "small")
        self.after = AfterCase()
        self.undo_button = button("Undo  ⌫", name="Undo the last answer")
        self.lock_button = button("Lock these answers and go on  ↵", kind="primary")
        self._build()
        self.undo_button.clicked.connect(self.undo_wanted)
        self.lock_button.clicked.connect(self.go_on)

    def show_sheet(self, sheet: Sheet) -> None:
        """Show the questions open now and what is answered."""
        self.stages.show_sheet(sheet)
        questions = self._sitting.questions
        closed = sheet.state if sheet.state in (SheetState.CONFLICT, SheetState.PASSED) else None
        built = (sheet.sheet_id, closed, sheet.changed, tuple((q.id, q.choices) for q in questions))
        built += tuple(stage.questions for stage in sheet.stages if stage.locked)
        if built != self._built:
            self._built = built
            self._rebuild(sheet, questions)
        if not self._sitting.missing():
            self.trouble.clear()
        self.show_answers()
        self._show_foot(sheet)

    @Slot()
    def show_answers(self) -> None:
        """Bring every view up to date with what is answered and which is active."""
        if self._beside != self._sitting.active:
            self._beside = ""
        if self._chosen is not None and self._chosen[0] != self._sitting.active:
            self._chosen = None
        for question in self._sitting.questions:
            view = self.views.get(question.id)
            if view is not None:
                active = question.id == self._sitting.active
                view.show_state(question, self._shown(question), active=active, why=self._why)
        QTimer.singleShot(0, self, self.show_active)

    def choose(self, question_id: str, code: str) -> None:
        """Mark an answer that a key chose; it is given only when Enter keeps it."""
        self._chosen = (question_id, code)
        self.show_answers()
        if self._sitting.sheet is not None:
            self._show_foot(self._sitting.sheet)

    def take_chosen(self) -> tuple[str, str] | None:
        """The question and the answer marked, which is no longer only marked; None where none is."""
        chosen, self._chosen = self._chosen, None
        return chosen

    def _shown(self, question: AskedQuestion) -> Given:
        given = self._sitting.shown(question)
        if self._chosen is None or self._chosen[0] != question.id:
            return given
        return replace(given, answer=self._chosen[1])

    @Slot()
    def turn_reasons(self) -> None:
        """Unfold the reasons of every question that has any, or fold them."""
        self._why = not self._why
        self._beside = self._sitting.active if self._why else ""
        self.show_answers()

    def press_reason(self, key: str) -> None:
        """The reason of that letter, where the active question shows any; on a finished case, what follows from it."""
        if self.after.press(key):
            return
        view = self.views.get(self._sitting.active)
        if view is not None and view.aside is not None:
            self._beside = view.question.id
            view.aside.press(key)

    def write(self, view: QuestionView) -> None:
        """Go to where words are written, of a question or beside it."""
        self._beside = view.question.id
        self._sitting.activate(view.question.id)
        view.write()

    @Slot()
    def show_active(self) -> None:
        """Bring the active question, whole, into view."""
        view = self.views.get(self._sitting.active)
        if view is None:
            return
        room, bar = self.scroller.viewport().height(), self.scroller.verticalScrollBar()
        whole = view.whole
        if whole.height() + self._look.em(2) > room:
            beside = view.aside if self._beside == view.question.id else None
            bar.setValue(whole.y() + (beside.mapTo(whole, QPoint(0, 0)).y() if beside is not None else 0))
        else:
            self.scroller.ensureWidgetVisible(whole, 0, min(self._look.em(4), (room - whole.height()) // 2))

    def fit(self, *, low: bool, tight: bool = False) -> None:
        """In a low window the questions come first; beside large text the buttons say it shorter.

        In a ``tight`` one the head scrolls with the questions, and the foot is one line.
        """
        self._low, self._short = low, tight or self.width() < self._look.em(25)
        if tight is not self._tight:
            self._tight = tight
            self._place_head_and_foot()
        if self._sitting.sheet is not None:
            self._show_foot(self._sitting.sheet)
            QTimer.singleShot(0, self, self.show_active)

    def flush(self) -> None:
        """Send what is typed and not yet sent."""
        for view in self.views.values():
            view.flush()

    @Slot()
    def go_on(self) -> None:
        """Lock the stage, or name what is missing; on a finished case, go to the next."""
        self.flush()
        sheet = self._sitting.sheet
        if sheet is None:
            return
        if not self._sitting.questions and not self._lockable(sheet):
            self.next_wanted.emit()
            return
        missing = self._sitting.missing()
        if missing:
            self._name_missing(missing)
            return
        self.trouble.clear()
        self.lock_wanted.emit()

    # ---------------------------------------------------------------- building
    def _build(self) -> None:
        head = column(self.stages, self.intro, spacing=8)
        head.setContentsMargins(14, 14, 14, 8)
        self._head = QWidget()
        self._head.setProperty("bare", True)
        self._head.setLayout(head)
        self._head_rule = rule()
        inner = QWidget()
        inner.setProperty("bare", True)
        self._page = bare(QVBoxLayout(inner), 0)
        self._list = bare(QVBoxLayout(), 4)
        self._list.setContentsMargins(4, 0, 4, 8)
        self._page.addLayout(self._list, 1)
        self.scroller.setWidget(inner)
        self.scroller.setWidgetResizable(True)
        self.scroller.setFrameShape(QFrame.Shape.NoFrame)
        self.scroller.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.scroller.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._buttons = row(self.undo_button, self.lock_button, spacing=8, stretch=1)
        self._foot = column(self.trouble, self.after, self.to_go, self._buttons, spacing=6)
        for part in (self._head, self._head_rule, self.scroller, rule()):
            self.box.addWidget(part)
        self.box.setStretchFactor(self.scroller, 1)
        self.box.addLayout(self._foot)
        self._place_head_and_foot()

    def _place_head_and_foot(self) -> None:
        """Where each stands, above and below the questions or, in a tight window, among them."""
        tight = self._tight
        self._foot.setContentsMargins(14, *((6, 14, 6) if tight else (10, 14, 14)))
        self._head_rule.setVisible(not tight)
        self.scroller.setMinimumHeight(self._look.em(1.4) if tight else 0)
        self.trouble.close_button.setVisible(not tight)  # it goes by itself once all is answered
        self.after.setContentsMargins(14 if tight else 0, 0, 0, 0)
        (self._page if tight else self.box).insertWidget(0, self._head)
        if tight:
            self._page.insertWidget(1, self.after)
            self._buttons.insertWidget(0, self.to_go, 1)
        else:
            self._foot.insertWidget(1, self.after)
            self._foot.insertWidget(2, self.to_go)
        self._buttons.setStretchFactor(self.lock_button, 0 if tight else 1)

    def _rebuild(self, sheet: Sheet, questions: tuple[AskedQuestion, ...]) -> None:
        self.views.clear()
        self.trouble.clear()
        clear_layout(self._list)
        if sheet.state is SheetState.CONFLICT:
            words = "You have a part in this case, so you do not grade it. Your answer is kept; nothing else is asked."
            self._list.addWidget(note(self._look, "info", words))
        elif sheet.state is SheetState.PASSED:
            self._list.addWidget(note(self._look, "info", "You passed this case. What you answered is kept."))
            again = button("Take it up again", kind="quiet")
            again.clicked.connect(self.take_up_wanted)
            self._list.addLayout(row(again, None))
        elif sheet.current is None:
            self._list.addWidget(note(self._look, *_NOTHING_OPEN[sheet.state]))
        numbers = {question.id: number for number, question in enumerate(questions, 1)}
        for _name, group in groupby(questions, key=_block_of):
            self._add_block(tuple(group), numbers)
        for stage in reversed([stage for stage in sheet.stages if stage.locked and stage.questions]):
            self._list.addWidget(LockedAnswers(stage))
        closed = {SheetState.CONFLICT: sheet.part_locked, SheetState.PASSED: False}
        if closed.get(sheet.state, True) and any(stage.locked for stage in sheet.stages):
            self._list.addLayout(self._change_row(sheet))
        self._list.addStretch(1)
        self.scroller.verticalScrollBar().setValue(0)

    def _change_row(self, sheet: Sheet) -> QVBoxLayout:
        change = button("Change a locked answer", kind="quiet")
        change.clicked.connect(self.change_wanted)
        if not sheet.changed:
            return column(row(change, None))
        history = button("Earlier answers", kind="quiet")
        history.clicked.connect(self.history_wanted)
        told = label(f"Changed after locking, {count_of(sheet.changed, 'time')}", "small")
        return column(row(change, None), row(history, None), told, spacing=2)

    def _add_block(self, questions: tuple[AskedQuestion, ...], numbers: dict[str, int]) -> None:
        if len(questions) > 1 and all(question.short for question in questions):
            line = KeyRow(self._look, numbers[questions[0].id], questions)
            self._list.addWidget(line)
            for view in line.questions:
                self._take_in(view)
            return
        compact = len(questions) > 1
        if compact:
            self._list.addWidget(BlockHead(questions[0].group, questions[0].choices))
        for question in questions:
            number = numbers[question.id]
            if question.free_text:
                view: QuestionView = TextQuestion(self._look, number, question)
            elif compact:
                view = CompactRow(self._look, number, question)
            else:
                view = ChoiceQuestion(self._look, number, question)
            self._list.addWidget(view)
            self._take_in(view)

    def _take_in(self, view: QuestionView) -> None:
        view.setObjectName(f"question:{view.question.id}")
        view.answered.connect(self.answered)
        view.noted.connect(self.noted)
        view.reason_ticked.connect(self.reason_ticked)
        view.why_wanted.connect(self.turn_reasons)
        view.done.connect(self.written)
        view.picked.connect(self.picked)
        self.views[view.question.id] = view

    # ---------------------------------------------------------------- foot
    def _show_foot(self, sheet: Sheet) -> None:
        stage = sheet.current
        self.after.show_for(sheet, self._sitting.queue)
        self.intro.setText(stage.intro if stage is not None else "")
        self.intro.setVisible(bool(stage is not None and stage.intro) and not self._low)
        self.undo_button.setEnabled(sheet.can_undo or bool(self._sitting.save_state.waiting))
        if not self._lockable(sheet):
            upcoming = self._sitting.next_unfinished()
            self.lock_button.setText("Next case  ↵" if upcoming is not None else "Every case is finished")
            self.lock_button.setEnabled(upcoming is not None)
            self.to_go.setText("")
        else:
            last = stage is not None and stage.id == sheet.stages[-1].id
            self.lock_button.setText(f"{_LOCK_WORDS[last, self._short]}  ↵")
            self.lock_button.setEnabled(True)
            missing = len(self._sitting.missing())
            ready = "All answered. Once locked, a change needs its reason."
            words = f"{count_of(missing, 'question')} to go before you can lock" if missing else ready
            self.to_go.setText("Enter keeps the marked answer" if self._chosen is not None else words)
        self.lock_button.setAccessibleName(self.lock_button.text().removesuffix("↵").strip())
        self.to_go.setVisible(bool(self.to_go.text()))

    def _lockable(self, sheet: Sheet) -> bool:
        return sheet.current is not None and sheet.state not in (SheetState.CONFLICT, SheetState.PASSED)

    def _name_missing(self, missing: tuple[AskedQuestion, ...]) -> None:
        numbers = [str(n) for n, each in enumerate(self._sitting.questions, 1) if each in missing]
        named = ", ".join(numbers[:-1]) + f" and {numbers[-1]}" if len(numbers) > 1 else numbers[0]
        what = (
            f"{'Questions' if len(numbers) > 1 else 'Question'} {named} still {'need' if len(numbers) > 1 else 'needs'}"
        )
        self.trouble.show_message("warn", f"{what} an answer.")
        self._sitting.activate(missing[0].id)


class LockedAnswers(QWidget):
    """The answers of a stage that is locked, to read."""

    def __init__(self, stage: SheetStage) -> None:
        super().__init__()
        box = bare(QVBoxLayout(self), 6)
        box.setContentsMargins(14, 12, 12, 4)
        box.addLayout(row(label(f"Locked: {stage.label}", "strong", wrap=False), rule(), stretch=1))
        for question in stage.questions:
            if question.answer:
                box.addLayout(self._line(question))

    @staticmethod
    def _line(question: AskedQuestion) -> QVBoxLayout:
        chosen = next((each for each in question.choices if each.code == question.answer), None)
        answer = label(chosen.label if chosen is not None else question.answer, "value")
        if chosen is not None:
            set_tone(answer, chosen.tone)
        line = column(label(question.text, "small"), answer, spacing=0)
        if beside := said_beside(question, question.given):
            line.addWidget(label(beside, "small"))
        return line


def _block_of(question: AskedQuestion) -> tuple[str, object]:
    """Neighbours with one group and one set of answers make a block; every other question stands alone."""
    grouped = question.group and not question.free_text
    return (question.group, question.choices) if grouped else ("", question.id)
