"""The quick-entry grid of a case: what members wrote on paper or showed on cards, typed in by the coordinator."""

from collections.abc import Callable

from PySide6.QtCore import Signal, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QStackedWidget, QWidget

from app.core.errors import AppError
from app.core.shapes.meetings import Difference, GridRow, Medium
from app.core.shapes.sheets import SheetState
from app.ui.context import PageContext
from app.ui.kit.announce import announce
from app.ui.kit.choices import Choices, Option
from app.ui.kit.flow import Flow
from app.ui.kit.low_page import LowPage
from app.ui.kit.message_bar import MessageBar
from app.ui.kit.picture import Picture
from app.ui.kit.words import button, column, label, row, set_tone
from app.ui.meetings.grid_cards import DifferencesCard, ReadBackCard
from app.ui.meetings.grid_legend import GridLegend
from app.ui.meetings.grid_table import GridTable
from app.ui.meetings.grid_typing import GridTyping
from app.ui.meetings.grid_words import MEDIUM_WORDS, row_sentence, seat_words, words_of
from app.ui.meetings.screens import ScreensBar

_FIRST, _SECOND = "first", "second"
_KEYS = (
    ("1 2 3 ...", "answer"),
    ("↑ ↓ ← → ⇥ ↵", "move"),
    ("⌫", "take back"),
    ("P", "passed"),
    ("C", "a part in it"),
    ("R", "read back"),
    ("L", "lock"),
    ("S", "second typing"),
    ("Esc", "to the buttons"),
)


class GridView(QWidget):
    """A row a seat, a column a question, digits only. It is part of the page of a meeting."""

    left = Signal()

    def __init__(self, context: PageContext) -> None:
        super().__init__()
        look = context.look
        self.context = context
        self.typing = GridTyping(context, self)
        self.title = label("", "large")
        self.subtitle = label("", "soft")
        self.back_button = button("Back to the meeting", name="Back to the meeting")
        media = [Option(code=each.value, key="", label=MEDIUM_WORDS[each]) for each in MEDIUM_WORDS]
        self.medium = Choices(look, media, name="How the answers came in", most=2)
        modes = [
            Option(code=_FIRST, key="", label="First typing"),
            Option(code=_SECOND, key="S", label="Second typing"),
        ]
        self.mode = Choices(look, modes, name="Which typing", most=2)
        self.screens = ScreensBar(look, "Whoever sees this screen sees what each seat wrote.")
        self.trouble = MessageBar(look)
        self.table = GridTable(look, self.typing)
        self.legend = GridLegend(look)
        self.row_words = label("")
        self.pass_button = button("Passed   ( P )", name="The seat passes this case. Press P")
        self.part_button = button("Part in it   ( C )", name="The seat’s member has a part in this case. Press C")
        self.read_button = button("Read back   ( R )", name="Read the row back to its member. Press R")
        self.lock_button = button("Lock   ( L )", kind="primary", name="Lock the row. Press L")
        self.read_card, self.differences = ReadBackCard(look), DifferencesCard(look)
        self.sign, self.saved = Picture(look, "file", colour="soft", ems=1.0), label("", "key", wrap=False)
        self.keys, self.views = QWidget(), QStackedWidget()
        self._build()
        self._connect()
        self._show_saved()

    # ---------------------------------------------------------------- for the page
    def show_case(self, round_id: int, case_id: int) -> None:
        """Show the grid of a case at the stage that is open."""
        self.trouble.clear()
        self.screens.look_round()
        self.views.setCurrentIndex(0)
        self.typing.read(round_id, case_id)
        self.table.setFocus()
        self._page.ensureWidgetVisible(self.table)

    def refresh(self) -> None:
        """Read the grid again; what is typed and not saved stays."""
        if self.typing.grid is not None:
            self.typing.read(self.typing.grid.round_id, self.typing.grid.case_id)

    def reset(self) -> None:
        """Forget what was shown of another workspace."""
        self.typing.forget()

    @property
    def holds_unsaved(self) -> bool:
        """Whether an answer is shown that is not on disk."""
        return self.typing.unsaved > 0

    # ---------------------------------------------------------------- building
    def _build(self) -> None:
        self.medium.show_value(self.typing.medium.value)
        self.mode.show_value(_FIRST)
        titles = column(self.title, self.subtitle, spacing=1)
        self._head = row(titles, self.back_button, spacing=12, stretch=0)
        self._settings = row(self.medium, self.mode, spacing=24)
        self._settings.setStretch(0, 1)
        self._settings.setStretch(1, 1)
        first, then = (
            row(self.pass_button, self.part_button, spacing=8),
            row(self.read_button, self.lock_button, spacing=8),
        )
        self._buttons = row(first, then, spacing=8)
        self._acts = acts = row(self.row_words, self._buttons, spacing=8, stretch=0)
        flow = Flow(spacing=12)
        for key, meaning in _KEYS:
            pair = QWidget()
            pair.setLayout(row(label(key, "key", wrap=False), label(meaning, "small", wrap=False), spacing=5))
            flow.addWidget(pair)
        self.keys.setLayout(flow)
        foot = row(self.sign, self.saved, self.keys, spacing=6, stretch=2)
        foot.insertSpacing(2, 18)
        desk = QWidget()
        self._desk_box = column(self._settings, self.table, self.legend, acts, None, foot, spacing=10)
        self._desk_box.setStretch(1, 100)
        desk.setLayout(self._desk_box)
        for part in (desk, self.read_card, self.differences):
            self.views.addWidget(part)
        self._box = column(self._head, self.screens, self.trouble, self.views, spacing=10)
        self._box.setStretch(3, 1)
        self._page = LowPage(self._box)
        self.setLayout(column(self._page))
        self._fit()

    def _connect(self) -> None:
        typing = self.typing
        typing.grid_changed.connect(self._show_grid)
        typing.cells_changed.connect(self._show_row)
        typing.cells_changed.connect(self._show_saved)
        typing.differences_found.connect(self._show_differences)
        typing.settled.connect(self._settled)
        typing.closed.connect(self._closed)
        typing.save_failed.connect(self._save_failed)
        typing.refused.connect(self._refuse)
        self.table.moved.connect(self._show_row)
        self.table.moved.connect(typing.ask_anew)
        self.table.moved.connect(lambda: self._page.ensureWidgetVisible(self.table))
        self.table.typed.connect(self._type)
        self.table.lettered.connect(self._letter)
        self.table.escaped.connect(self.back_button.setFocus)
        self.legend.words.kept.connect(self._keep_words)
        self.legend.words.left.connect(self._leave_words)
        self.medium.chosen.connect(self._choose_medium)
        self.mode.chosen.connect(self._choose_mode)
        self.pass_button.clicked.connect(self._pass)
        self.part_button.clicked.connect(self._declare)
        self.read_button.clicked.connect(self._read_back)
        self.lock_button.clicked.connect(self._lock)
        self.read_card.agreed.connect(self._agreed)
        self.read_card.left.connect(self._back_to_grid)
        self.differences.decided.connect(self._decided)
        self.differences.left.connect(self._type_again)
        self.back_button.clicked.connect(self._leave)
        self.context.look.changed.connect(self._fit)

    # ---------------------------------------------------------------- showing
    @Slot()
    def _show_grid(self) -> None:
        grid = self.typing.grid
        if grid is None:
            return
        self.title.setText(f"Case {grid.number}: what members wrote")
        self.subtitle.setText(f"{grid.stage_label}  ·  {len(grid.rows)} seats, {len(grid.columns)} questions")
        twice = any(each.twice for each in grid.columns)
        self.mode.setVisible(twice)
        self.mode.show_value(_SECOND if self.typing.second else _FIRST)
        self._show_row()

    @Slot()
    def _show_row(self) -> None:
        grid, seat, asked = self.typing.grid, self.table.row, self.table.column
        if grid is None or seat is None:
            return
        number = self.table.currentIndex().column() + 1
        written = self.typing.cell(seat, asked).key if asked is not None else ""
        self.legend.show_column(asked, number, len(grid.columns), written)
        self.row_words.setText(f"{seat_words(seat)}.  {row_sentence(grid, seat)}")
        passed = seat.state is SheetState.PASSED
        self.pass_button.setText("Take up again   ( P )" if passed else "Passed   ( P )")
        self.pass_button.setEnabled(not seat.locked and self._is_here(seat) and not self.typing.second)
        self.part_button.setEnabled(
            seat.state is not SheetState.CONFLICT and self._is_here(seat) and not self.typing.second
        )
        self.read_button.setEnabled(self._is_here(seat) and bool(seat.answers) and not self.typing.second)
        self.lock_button.setEnabled(seat.can_lock and not seat.locked and not self.typing.second)

    @Slot()
    def _show_saved(self) -> None:
        typing = self.typing
        if typing.unsaved:
            icon, tone, words = "warning", "bad", f"Not saved: {typing.unsaved}"
        elif typing.saving:
            icon, tone, words = "file", "soft", "Saving ..."
        elif typing.second:
            icon, tone, words = "file", "soft", "Second typing: kept when a row is whole"
        else:
            icon, tone, words = "check", "good", "Everything typed is saved"
        self.sign.show_icon(icon, tone)
        self.saved.setText(words)
        if self.saved.property("tone") != tone:
            set_tone(self.saved, tone)
        if not typing.unsaved and self.trouble.property("bar") == "bad" and not typing.saving:
            self.trouble.clear()

    @Slot(int, object)
    def _show_differences(self, seat_id: int, found: tuple[Difference, ...]) -> None:
        grid, seat = self.typing.grid, self._row_of(seat_id)
        if grid is not None and seat is not None:
            self.views.setCurrentWidget(self.differences)
            self.differences.show_differences(grid, seat, found)

    @Slot(object)
    def _save_failed(self, error: AppError) -> None:
        fix = f"{error.fix} It is still in its cell; it is not on disk.".strip()
        retry: Callable[[], None] | None = self.typing.retry if self.typing.unsaved else None
        self.trouble.show_message("bad", f"Not saved: {error.what}", fix, retry)

    @Slot(object)
    def _refuse(self, error: AppError) -> None:
        self.trouble.show_message("warn", error.what, error.fix)

    # ---------------------------------------------------------------- typing
    @Slot(str)
    def _type(self, key: str) -> None:
        seat, asked = self.table.row, self.table.column
        if seat is None or asked is None:
            return
        if key and not asked.keys:
            self.legend.write()
            return
        if key and all(key != own for own, _, _ in asked.keys):
            answers = ", ".join(f"{own} {words}" for own, _, words in asked.keys)
            self._refuse(AppError(f"{key} is no answer to this question.", f"Its answers are: {answers}."))
            return
        if self.typing.type_key(seat, asked, key):
            if self.trouble.property("bar") == "warn":
                self.trouble.clear()
            words = words_of(asked, key)
            announce(self.table, f"Seat {seat.number}: {words}" if key else f"Seat {seat.number}: taken back")
            if key and self.views.currentIndex() == 0:
                self.table.go_on()

    @Slot(str)
    def _letter(self, letter: str) -> None:
        acts = {"P": self.pass_button, "C": self.part_button, "R": self.read_button, "L": self.lock_button}
        if letter in acts:
            acts[letter].click()
        elif letter == "S" and self.mode.isVisible():
            self.mode.choose(_FIRST if self.typing.second else _SECOND)
        elif letter == "T":
            self.legend.write()

    @Slot(str)
    def _keep_words(self, words: str) -> None:
        seat, asked = self.table.row, self.table.column
        if seat is not None and asked is not None and self.typing.type_key(seat, asked, words):
            self.table.setFocus()
            self.table.go_on()

    @Slot()
    def _leave_words(self) -> None:
        self.table.setFocus()
        self._show_row()

    @Slot(str)
    def _choose_medium(self, code: str) -> None:
        self.typing.medium = Medium(code)

    @Slot(str)
    def _choose_mode(self, code: str) -> None:
        self.typing.show_second(code == _SECOND)
        self._show_saved()
        self.table.setFocus()
        self._to_first_open()

    # ---------------------------------------------------------------- whole rows
    @Slot()
    def _pass(self) -> None:
        if self.table.row is not None:
            self.typing.pass_case(self.table.row)

    @Slot()
    def _declare(self) -> None:
        if self.table.row is not None:
            self.table.setFocus()
            self.typing.declare(self.table.row)

    @Slot()
    def _read_back(self) -> None:
        grid, seat = self.typing.grid, self.table.row
        if grid is not None and seat is not None:
            self.views.setCurrentWidget(self.read_card)
            self.read_card.show_row(grid, seat)

    @Slot(int)
    def _agreed(self, seat_id: int) -> None:
        seat = self._row_of(seat_id)
        self._back_to_grid()
        if seat is not None:
            self.typing.read_back(seat)

    @Slot()
    def _lock(self) -> None:
        if self.table.row is not None:
            self.typing.lock(self.table.row)
            self.table.setFocus()

    @Slot(int, object)
    def _decided(self, seat_id: int, answers: dict[str, str]) -> None:
        seat = self._row_of(seat_id)
        self._back_to_grid()
        if seat is not None:
            self.typing.settle(seat, answers)

    @Slot()
    def _type_again(self) -> None:
        """What was typed the second time is forgotten; it is typed anew."""
        self.typing.drop_second(self.differences.seat_id)
        self._back_to_grid()
        self._to_first_open()

    @Slot(int)
    def _settled(self, seat_id: int) -> None:
        seat = self._row_of(seat_id)
        announce(self, f"{seat_words(seat)}: typed twice and the same." if seat is not None else "", urgent=True)
        if self.typing.second:
            self._to_first_open()

    @Slot(int)
    def _closed(self, seat_id: int) -> None:
        """On to the next who has something to be typed."""
        if self.trouble.property("bar") == "warn":
            self.trouble.clear()
        seat, asked = self.table.row, self.table.column
        if seat is not None and asked is not None and seat.seat_id == seat_id and not self.typing.may_type(seat, asked):
            self.table.go_on()

    @Slot()
    def _back_to_grid(self) -> None:
        self.views.setCurrentIndex(0)
        self.table.setFocus()

    @Slot()
    def _leave(self) -> None:
        if self.typing.unsaved:
            self._refuse(AppError("An answer of this case is not saved yet.", "Try again before you leave it."))
            return
        self.typing.show_second(False)
        self.left.emit()

    def _to_first_open(self) -> None:
        grid, table = self.typing.grid, self.table
        for at, seat in enumerate(grid.rows if grid is not None else ()):
            for number, asked in enumerate(grid.columns if grid is not None else ()):
                if self.typing.may_type(seat, asked):
                    table.go_to(at, number)
                    return

    def _row_of(self, seat_id: int) -> GridRow | None:
        rows = self.typing.grid.rows if self.typing.grid is not None else ()
        return next((each for each in rows if each.seat_id == seat_id), None)

    @staticmethod
    def _is_here(seat: GridRow) -> bool:
        return seat.presence.value == "present"

    # ---------------------------------------------------------------- fitting
    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fit the new size."""
        super().resizeEvent(event)
        self._fit()

    @Slot()
    def _fit(self) -> None:
        look = self.context.look
        low, narrow = self.height() < look.em(34), self.width() < look.em(62)
        tight = self.height() < look.em(26) and self.width() < look.em(44)
        for box in (self._acts, self._buttons):
            box.setDirection(QBoxLayout.Direction.TopToBottom if tight else QBoxLayout.Direction.LeftToRight)
        self.table.setMinimumHeight(look.em(9) if tight else 0)
        self._page.fit(tight=tight)
        self._box.setContentsMargins(*((12, 8, 12, 6) if low else (20, 14, 20, 10)))
        for box in (self._box, self._desk_box):
            box.setSpacing(5 if low else 10)
        self.subtitle.setVisible(not low)
        self.keys.setVisible(not narrow and not low)
        self.legend.fit(low=low)
