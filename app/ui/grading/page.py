"""The grading screen: queue, record and questions side by side, everything within reach of one hand on the keys."""

from collections.abc import Callable
from typing import ClassVar, Literal

from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QAbstractButton, QApplication, QStackedWidget, QWidget

from app.core.changes import Topic
from app.core.errors import AppError
from app.core.shapes.sheets import REASON_KEYS, Queue, RoundListing, Sheet
from app.ui.context import PageContext
from app.ui.grading.foot import Foot
from app.ui.grading.practice import Newcomer, PracticeBar
from app.ui.grading.question_panel import QuestionPanel
from app.ui.grading.question_view import TextQuestion
from app.ui.grading.queue_list import QueueCard
from app.ui.grading.record_card import RecordCard
from app.ui.grading.rounds_view import RoundsView
from app.ui.grading.side import Side
from app.ui.grading.sitting import Sitting
from app.ui.grading.turns import Turns, fits_beside
from app.ui.kit.announce import announce
from app.ui.kit.message_bar import MessageBar
from app.ui.kit.page import Page
from app.ui.kit.segment import Segment
from app.ui.kit.words import button, column, label, row
from app.ui.nav import Place
from app.ui.wanted import CaseToFollow, CaseToGrade

DIGITS = "1234567890"


class GradingPage(Page):
    """Where line managers spend their time."""

    topics: ClassVar[frozenset[Topic]] = frozenset({Topic.ROUNDS, Topic.DRAWS})

    def __init__(self, context: PageContext) -> None:
        super().__init__(context)
        look = context.look
        self.sitting = Sitting(context, self)
        self.queue = QueueCard(look)
        self.record = RecordCard(look)
        self.panel = QuestionPanel(look, self.sitting)
        self.side = Side(context, self.sitting, self.panel, self)
        self.turns = Turns(self.record, self.side)
        self.foot = Foot(look)
        self.practice_bar = PracticeBar()
        self.newcomer = Newcomer(context, self.sitting, self.practice_bar)
        self.trouble = MessageBar(look, can_close=False)
        self.title = label("", "large")
        self.subtitle = label("", "soft")
        self.cases_button = button("&Cases", name="Show the list of cases")
        self.more_button = button("Keys and more  ?", kind="quiet", name="Keys and more")
        self.rounds_button = button("&Other rounds", name="Choose another round")
        self.rounds_view = RoundsView(context)
        self.views = QStackedWidget()
        self._wanted_round: int | None = None
        self._cases_open = False
        self._build()
        self._connect()
        self._make_keys()

    # ---------------------------------------------------------------- page
    def refresh(self) -> None:
        """Read again what is shown."""
        services, ws = self.context.services, self.context.desk.workspace
        self.context.tasks.run(lambda: services.list_rounds(ws), then=self._show_rounds)

    def arrive(self, wanted: object) -> None:
        """Show what the person came for."""
        if isinstance(wanted, int):
            self._open_round(wanted)
        elif isinstance(wanted, CaseToGrade):
            self._open_round_at(wanted)
        elif self.sitting.sheet is not None:
            self.setFocus()  # keys answer at once, also for someone who comes back

    def reset(self) -> None:
        """Forget what was shown of another workspace."""
        super().reset()
        self.newcomer.stop()
        self.sitting.reset()
        self.views.setCurrentWidget(self.rounds_view)

    def leave(self) -> None:
        """Send what is typed before another place is shown or the window closes."""
        self.panel.flush()

    @property
    def holds_unsaved(self) -> bool:
        """Whether an answer is shown that is not on disk."""
        return self.sitting.save_state.unsaved > 0

    # ---------------------------------------------------------------- building
    def _build(self) -> None:
        titles = column(self.title, self.subtitle, spacing=1)
        buttons = (self.turns.button, self.more_button, self.cases_button, self.rounds_button)
        self._head = row(titles, *buttons, spacing=8, stretch=0)
        body = row(self.queue, self.record, self.side, spacing=12, stretch=1)
        self._desk_box = column(self._head, self.practice_bar, self.trouble, body, self.foot, spacing=10)
        self._desk_box.setStretch(3, 1)
        desk = QWidget()
        desk.setLayout(self._desk_box)
        self._desk = desk
        self.cases_button.setCheckable(True)
        self.views.addWidget(self.rounds_view)
        self.views.addWidget(desk)
        self.setLayout(column(self.views))
        self._fit()

    def _connect(self) -> None:
        sitting, panel = self.sitting, self.panel
        sitting.queue_read.connect(self._show_queue)
        sitting.case_opened.connect(self._show_case)
        sitting.sheet_changed.connect(self._show_sheet)
        sitting.active_changed.connect(self._show_active)
        sitting.save_changed.connect(self.foot.show_state)
        sitting.save_changed.connect(self._saves_changed)
        sitting.save_failed.connect(self._save_failed)
        sitting.stage_locked.connect(self._stage_locked)
        sitting.refused.connect(self.context.messages.refuse)
        panel.answered.connect(self._answer)
        panel.noted.connect(sitting.write_note)
        panel.reason_ticked.connect(sitting.tick_reason)
        panel.picked.connect(sitting.activate)
        panel.written.connect(self._written)
        panel.lock_wanted.connect(sitting.lock)
        panel.undo_wanted.connect(self._undo)
        panel.next_wanted.connect(self._next_unfinished)
        panel.after.wanted.connect(self._follow)
        self.queue.case_wanted.connect(self._open_case)
        self.rounds_view.round_wanted.connect(self._open_round)
        self.rounds_view.draw_wanted.connect(lambda: self.visit(Place.DRAW))
        self.rounds_view.results_wanted.connect(lambda number: self.visit(Place.RESULTS, number))
        self.rounds_button.clicked.connect(self._choose_round)
        self.more_button.clicked.connect(self.side.turn_more)
        self.side.returned.connect(self.setFocus)
        self.side.more.practice_wanted.connect(self.newcomer.start)
        self.newcomer.practising.connect(self.foot.show_practice)
        self.cases_button.toggled.connect(self._toggle_cases)
        self.context.look.changed.connect(self._fit)

    def _make_keys(self) -> None:
        """Single keys. A text box takes its own keys first, so they are dead in there; a held key does nothing."""
        for digit in DIGITS:
            self._key(digit, lambda digit=digit: self._press(digit))
        self._key("Up", lambda: self.sitting.step_question(-1))
        self._key("Down", lambda: self.sitting.step_question(1))
        for undo in ("Backspace", "U"):
            self._key(undo, self._undo)
        for enter in ("Return", "Enter"):
            self._key(enter, self._enter, always=True)
        self._key("N", lambda: self._step_case(1), answers=False)
        self._key("P", lambda: self._step_case(-1), answers=False)
        self._key("?", self.side.turn_more, always=True)
        self._key("T", self._write)
        self._key("W", self.panel.turn_reasons)
        for letter in REASON_KEYS:
            self._key(letter, lambda letter=letter: self.panel.press_reason(letter))
        self._key("PgDown", lambda: self._read_on(1), answers=False)
        self._key("PgUp", lambda: self._read_on(-1), answers=False)
        self._key("F6", self.turns.turn, always=True)

    def _key(self, key: str, act: Callable[[], object], *, always: bool = False, answers: bool = True) -> None:
        shortcut = QShortcut(QKeySequence(key), self._desk)
        shortcut.setContext(Qt.ShortcutContext.WindowShortcut)
        shortcut.setAutoRepeat(False)
        shortcut.activated.connect(lambda: self._heed(act, always=always, answers=answers and not always))

    def _heed(self, act: Callable[[], object], *, always: bool, answers: bool) -> None:
        """Do what a key says; where it answers a question that the record hides, only show the question."""
        if not self.side.shows_questions and not always:
            return
        if answers and self.turns.reading:
            self.turns.show_record(False)
        else:
            act()

    # ---------------------------------------------------------------- showing
    def _show_rounds(self, rounds: tuple[RoundListing, ...]) -> None:
        self.rounds_view.show_rounds(rounds)
        self.rounds_button.setVisible(len(rounds) > 1)
        if self._wanted_round is not None or self.sitting.queue is not None:
            self.sitting.read_queue()
            return
        unfinished = [listing for listing in rounds if listing.waiting]
        if len(rounds) == 1 and unfinished:
            self._open_round(rounds[0].round_id)

    @Slot(object)
    def _show_queue(self, queue: Queue) -> None:
        self._wanted_round = None
        self.title.setText(queue.label)
        self.subtitle.setText(queue.subtitle)
        self._fit()
        sheet = self.sitting.sheet
        self.queue.show_queue(queue, sheet.case_id if sheet is not None else None)
        if sheet is not None:
            self.panel.show_sheet(sheet)
        self.views.setCurrentWidget(self._desk)

    @Slot(object)
    def _show_case(self, sheet: Sheet) -> None:
        self.trouble.clear()
        self.side.show_questions()
        self.cases_button.setChecked(False)
        self.turns.show_record(True)
        self._show_sheet(sheet)
        self.queue.mark(sheet.case_id)
        self.setFocus()
        announce(self, f"Case {sheet.number} of {sheet.of}")

    @Slot(object)
    def _show_sheet(self, sheet: Sheet) -> None:
        queue = self.sitting.queue
        items = queue.items if queue is not None else ()
        self.record.show_sheet(sheet, next((item.headline for item in items if item.case_id == sheet.case_id), ""))
        self.panel.show_sheet(sheet)

    @Slot(str)
    def _show_active(self, question_id: str) -> None:
        self.panel.show_answers()
        question = self.sitting.question(question_id)
        if question is not None:
            announce(self.panel, question.text)

    @Slot(object)
    def _saves_changed(self, state: object) -> None:
        if not self.sitting.save_state.unsaved:
            self.trouble.clear()

    @Slot(object)
    def _save_failed(self, error: AppError) -> None:
        what = f"Not saved: {error.what}"
        fix = f"{error.fix} Your answer is still on screen; it is not on disk."
        self.panel.trouble.clear()
        self.trouble.show_message("bad", what, fix.strip(), self.sitting.retry)

    @Slot(object)
    def _stage_locked(self, sheet: Sheet) -> None:
        stage = sheet.current
        self.turns.show_record(stage is not None)
        self.setFocus()
        announce(self, f"Locked. Now: {stage.label}" if stage is not None else "This case is finished.", urgent=True)

    # ---------------------------------------------------------------- acting
    def _press(self, digit: str) -> None:
        question = self.sitting.question(self.sitting.active)
        if question is None:
            return
        code = next((choice.code for choice in question.choices if choice.key == digit), "")
        if code and self.sitting.queue is not None and not self.sitting.queue.single_keys:
            self.panel.choose(question.id, code)
            announce(self.panel, next(choice.label for choice in question.choices if choice.code == code))
        elif code:
            self._answer(question.id, code)

    @Slot(str, str)
    def _answer(self, question_id: str, code: str) -> None:
        question = self.sitting.question(question_id)
        if question is None:
            return
        if question.free_text:
            self.sitting.answer(question_id, code)
            return
        if self.sitting.active != question_id:
            self.sitting.activate(question_id)
        self.sitting.answer(question_id, code)
        self.sitting.go_on()
        self.setFocus()

    @Slot(str)
    def _written(self, question_id: str) -> None:
        """A writing box was left with Escape: keys answer again, here first where only a note was written."""
        self.setFocus()
        question = self.sitting.question(question_id)
        said = question is not None and (question.free_text or bool(self.sitting.shown_answer(question)))
        if self.sitting.active == question_id and said:
            self.sitting.go_on()

    @Slot()
    def _undo(self) -> None:
        self.panel.flush()
        if self.panel.take_chosen() is not None:
            self.panel.show_answers()
            return
        self.sitting.undo()

    def _write(self) -> None:
        """To the note or the box of the active question, else to the next one that is answered in words."""
        order = [view for view in self.panel.views.values() if isinstance(view, TextQuestion)]
        view = self.panel.views.get(self.sitting.active) or next(iter(order), None)
        if view is not None:
            self.panel.write(view)

    def _enter(self) -> None:
        """Enter on a button presses that button; anywhere else it locks, or goes to the next case."""
        focused = QApplication.focusWidget()
        if isinstance(focused, QAbstractButton) and not isinstance(focused, Segment):
            focused.click()
        elif self.queue.list.hasFocus() and self.queue.list.currentItem() is not None:
            self.queue.list.itemActivated.emit(self.queue.list.currentItem())
        elif self.turns.reading:
            self.turns.show_record(False)
        elif self.side.shows_questions and (chosen := self.panel.take_chosen()) is not None:
            self._answer(*chosen)
        elif self.side.shows_questions:
            self.panel.go_on()

    def _read_on(self, pages: int) -> None:
        self.turns.show_record(True)
        self.record.turn(pages)

    @Slot(int)
    def _open_case(self, case_id: int) -> None:
        self.panel.flush()
        self.sitting.open_case(case_id)

    def _step_case(self, step: int) -> None:
        self.panel.flush()
        self.sitting.step_case(step)

    @Slot()
    def _next_unfinished(self) -> None:
        item = self.sitting.next_unfinished()
        if item is not None:
            self._open_case(item.case_id)

    @Slot(int)
    def _open_round(self, round_id: int) -> None:
        self.panel.flush()
        if self.sitting.queue is not None and self.sitting.queue.round_id == round_id:
            self.views.setCurrentWidget(self._desk)
            return
        self.newcomer.stop()
        self._wanted_round = round_id
        self.sitting.open_round(round_id)

    @Slot(str)
    def _follow(self, what: Literal["feedback", "action"]) -> None:
        """From a finished case to what follows from it, and back here."""
        sheet = self.sitting.sheet
        if sheet is not None:
            wanted = CaseToFollow(round_id=sheet.round_id, number=sheet.number, what=what, back=Place.GRADING)
            self.visit(Place.ACTIONS, wanted)

    def _open_round_at(self, wanted: CaseToGrade) -> None:
        """A case that was chosen in another place."""
        if self.sitting.queue is not None and self.sitting.queue.round_id == wanted.round_id:
            self.views.setCurrentWidget(self._desk)
            self._open_case(wanted.case_id)
            return
        self.panel.flush()
        self.newcomer.stop()
        self._wanted_round = wanted.round_id
        self.sitting.open_round(wanted.round_id, wanted.case_id)

    @Slot()
    def _choose_round(self) -> None:
        self.panel.flush()
        self.views.setCurrentWidget(self.rounds_view)

    # ---------------------------------------------------------------- fitting the window
    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fit the new size."""
        super().resizeEvent(event)
        self._fit()

    @Slot(bool)
    def _toggle_cases(self, on: bool) -> None:
        self._cases_open = on
        self._fit()

    @Slot()
    def _fit(self) -> None:
        """Narrow window or large text: the record and its questions come first, the queue on its button."""
        look, width, height = self.context.look, self.width(), self.height()
        narrow = width < look.em(62)
        low = height < look.em(34)
        self._desk_box.setContentsMargins(*((12, 8, 12, 6) if low else (20, 14, 20, 10)))
        self._desk_box.setSpacing(6 if low else 10)
        self.cases_button.setVisible(narrow)
        self.queue.setVisible(not narrow or self._cases_open)
        self.queue.setMaximumWidth(look.em(14.8) if not narrow else 16_777_215)
        self.queue.setMinimumWidth(look.em(14.8))
        tight = width < look.em(44) and height < look.em(26)
        wanted = max(look.em(28), min(look.em(38), round(width * 0.36)))
        self.side.fit(max(1, width - 24 if tight else min(wanted, round(width * 0.5))))
        self.panel.fit(low=low, tight=tight)
        self.record.fit(tight=tight)
        self.practice_bar.fit(tight=tight)
        self.turns.fit(on=tight, cases=narrow and self._cases_open)
        self.more_button.setText("Keys  ?" if tight else "Keys and more  ?")
        self.title.setVisible(not tight or self._cases_open or fits_beside(self.title, self._head, width))
        self.subtitle.setVisible(bool(self.subtitle.text()) and not low)
        self.foot.keys.setVisible(width > look.em(48))
