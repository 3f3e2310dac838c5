"""What comes over the grid for a moment: a row read out to its member, and two typings that are not the same."""

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from app.core.shapes.meetings import Difference, Grid, GridColumn, GridRow
from app.core.words import count_of
from app.ui.grading.record_parts import title
from app.ui.kit.announce import announce
from app.ui.kit.choices import Choices, Option
from app.ui.kit.fields import Tick
from app.ui.kit.flow import Flow
from app.ui.kit.message_bar import MessageBar
from app.ui.kit.words import Card, bare, button, clear_layout, column, label, row
from app.ui.meetings.grid_words import seat_words, words_of
from app.ui.theme import Look

_NO_ANSWER = "No answer"


class _Scroller(QScrollArea):
    """Scrolls down and never sideways."""

    def __init__(self, inner: QWidget) -> None:
        super().__init__()
        inner.setProperty("bare", True)
        self.setWidget(inner)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)


class ReadBackCard(Card):
    """A seat's answers in words, large enough to read aloud from, and the member's yes to them."""

    agreed = Signal(int)
    left = Signal()

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._seat_id = 0
        self.heading = label("", "large")
        self.ask = label("Read every line out. The member looks at their own form and says whether it is so.", "soft")
        inner = QWidget()
        self._lines: QVBoxLayout = bare(QVBoxLayout(inner), 14)
        self.scroller = _Scroller(inner)
        self.tick = Tick(look, "Read back to the member, who says that it is what they wrote")
        self.go_button = button("Keep it   ( Enter )", kind="primary", name="Keep that it was read back. Press Enter")
        self.back_button = button("Correct something   ( Esc )", kind="quiet", name="Correct something. Press Escape")
        self.box.addLayout(column(self.heading, self.ask, spacing=3))
        self.box.addWidget(self.scroller, 1)
        self.box.addWidget(self.tick)
        self.box.addLayout(row(self.go_button, self.back_button, None, spacing=8))
        self.tick.toggled.connect(self.go_button.setEnabled)
        self.go_button.clicked.connect(self._agree)
        self.back_button.clicked.connect(self.left)

    def show_row(self, grid: Grid, seat: GridRow) -> None:
        """Show what a seat answered."""
        self._seat_id = seat.seat_id
        self.heading.setText(f"{seat_words(seat)}: case {grid.number}")
        clear_layout(self._lines)
        for number, each in enumerate(grid.columns, 1):
            self._lines.addLayout(_read_line(number, each, seat.answers.get(each.question, "")))
        self._lines.addStretch(1)
        self.tick.setChecked(False)
        self.go_button.setEnabled(False)
        self.scroller.verticalScrollBar().setValue(0)
        self.tick.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter keeps what was ticked, Esc goes back, the page keys read on."""
        bar = self.scroller.verticalScrollBar()
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._agree()
        elif event.key() in (Qt.Key.Key_PageDown, Qt.Key.Key_Down):
            bar.setValue(bar.value() + bar.pageStep() // 2)
        elif event.key() in (Qt.Key.Key_PageUp, Qt.Key.Key_Up):
            bar.setValue(bar.value() - bar.pageStep() // 2)
        else:
            super().keyPressEvent(event)

    @Slot()
    def _agree(self) -> None:
        if self.tick.isChecked():
            self.agreed.emit(self._seat_id)
        else:
            announce(self, "Tick first that it was read back.", urgent=True)
            self.tick.setFocus()


def _read_line(number: int, asked: GridColumn, key: str) -> QVBoxLayout:
    words = label(words_of(asked, key) or _NO_ANSWER, "large")
    question = label(f"{number}.  {asked.label}", "soft")
    words.setAccessibleName(f"{asked.label} {words.text()}")
    return column(question, words, spacing=1)


class DifferencesCard(Card):
    """First and second typing side by side: whoever types looks at the form, and types what it says once more."""

    decided = Signal(int, object)
    """(seat, key by question): which is right."""
    left = Signal()

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look, self.seat_id = look, 0
        self._asked: dict[str, tuple[GridColumn, frozenset[str]]] = {}
        self._picks: dict[str, Choices] = {}
        self.heading = label("", "large")
        self.ask = label("Look at the form again and type what it says: the key of the answer that is right.", "soft")
        inner = QWidget()
        self._lines: QVBoxLayout = bare(QVBoxLayout(inner), 18)
        self.scroller = _Scroller(inner)
        self.trouble = MessageBar(look, can_close=False)
        self.go_button = button("That is what the form says", kind="primary")
        self.back_button = button("Type this row again   ( Esc )", kind="quiet", name="Type this row again")
        self.box.addLayout(column(self.heading, self.ask, spacing=3))
        self.box.addWidget(self.scroller, 1)
        self.box.addWidget(self.trouble)
        buttons = Flow(spacing=8)
        for each in (self.go_button, self.back_button):
            buttons.addWidget(each)
        self.box.addLayout(buttons)
        self.go_button.clicked.connect(self._decide)
        self.back_button.clicked.connect(self.left)

    @property
    def open_question(self) -> str:
        """The first difference that nobody has settled; "" when all are."""
        return next((question for question, pick in self._picks.items() if not pick.value), "")

    def show_differences(self, grid: Grid, seat: GridRow, found: tuple[Difference, ...]) -> None:
        """Show what differs in a row."""
        self.seat_id = seat.seat_id
        self.heading.setText(f"{seat_words(seat)}: {count_of(len(found), 'answer')} not typed the same")
        self.trouble.clear()
        self._asked, self._picks = {}, {}
        clear_layout(self._lines)
        for each in found:
            asked = next(one for one in grid.columns if one.question == each.question)
            keys = frozenset(key for key, _, words in asked.keys if words in (each.first, each.second))
            self._asked[each.question] = (asked, keys)
            self._lines.addLayout(self._difference(grid.columns.index(asked) + 1, asked, each))
        self._lines.addStretch(1)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(self.heading.text())
        self.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """A digit settles the first difference that is open, Enter keeps all, Backspace takes the last one back."""
        if event.isAutoRepeat():
            event.accept()
        elif event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._decide()
        elif event.key() == Qt.Key.Key_Backspace:
            self._take_back()
        elif event.text() and event.text() in "0123456789":
            self._press(event.text())
        else:
            super().keyPressEvent(event)

    def _difference(self, number: int, asked: GridColumn, each: Difference) -> QVBoxLayout:
        sides = row(
            column(label("First typing", "small"), label(each.first, "strong"), spacing=0),
            column(label("Second typing", "small"), label(each.second, "strong"), spacing=0),
            spacing=24,
        )
        sides.setStretch(0, 1)
        sides.setStretch(1, 1)
        options = [Option(code=key, key=key, label=words) for key, _, words in asked.keys]
        pick = Choices(self._look, options, name=f"What the form says: {asked.label}", most=6)
        pick.chosen.connect(self._chosen)
        self._picks[each.question] = pick
        return column(title(f"{number}.  {asked.label}"), sides, label("What the form says", "small"), pick, spacing=6)

    def _press(self, key: str) -> None:
        question = self.open_question
        if question and any(key == own for own, _, _ in self._asked[question][0].keys):
            self._picks[question].choose(key)

    def _take_back(self) -> None:
        settled = [pick for pick in self._picks.values() if pick.value]
        if settled:
            settled[-1].show_value("")

    @Slot(str)
    def _chosen(self, key: str) -> None:
        self.trouble.clear()
        wrong = [
            question for question, pick in self._picks.items() if pick.value not in ("", *self._asked[question][1])
        ]
        for question in wrong:
            self._picks[question].show_value("")
            what = "Neither typing says that."
            self.trouble.show_message("warn", what, "If the form does, type this row again from the start.")
        if not wrong and not self.open_question:
            self.go_button.setFocus()

    @Slot()
    def _decide(self) -> None:
        if self.open_question:
            self.trouble.show_message("warn", "Say for every question which answer the form has.")
            return
        self.decided.emit(self.seat_id, {question: pick.value for question, pick in self._picks.items()})
