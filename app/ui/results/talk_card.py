"""What a panel should talk of first: where its grades differ most. Only when asked: it is seen then."""

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.core.errors import AppError
from app.core.shapes.charts import Bar, BarChart
from app.core.shapes.results import Disagreement, Disagreements
from app.ui.kit.announce import announce
from app.ui.kit.message_bar import MessageBar
from app.ui.kit.words import Card, bare, button, clear_layout, label, row
from app.ui.quality.chart import ChartView
from app.ui.theme import Look

_ABOUT = (
    "Questions of a case that were answered differently, those furthest apart first. Whoever looks has seen how the "
    "panel graded, so from then on these grades stand."
)
_FIRST = 10
"""So many are shown before the rest is asked for."""


class DifferenceBlock(QWidget):
    """A question of a case, how its answers spread, the panel's view, and the way to the case."""

    def __init__(self, look: Look, line: Disagreement, *, may_open: bool) -> None:
        super().__init__()
        self.line = line
        self.open_button = button("Open this case", name=f"Open case {line.number} in the meeting: {line.question}")
        box = bare(QVBoxLayout(self), 4)
        box.addWidget(label(f"Case {line.number}, {line.question}. {line.label}", "strong"))
        split = "One grade counts against and another does not. " if line.split else ""
        box.addWidget(label(f"{split}{_beside(line)}", "soft"))
        box.addWidget(ChartView(look, _chart(line)))
        if line.agreed:
            box.addWidget(label(f"The panel’s view: {line.consensus or 'not agreed'}"))
        box.addSpacing(2)
        box.addLayout(row(self.open_button, None))
        self.open_button.setVisible(may_open)


class TalkCard(Card):
    """The queue, once it is asked for."""

    wanted = Signal()
    case_wanted = Signal(int)
    """A case, by its number in the store: the person wants it in the meeting."""

    def __init__(self, look: Look) -> None:
        super().__init__(spacing=10)
        self._look = look
        self._found: Disagreements | None = None
        self.may_open = False
        self.blocks: list[DifferenceBlock] = []
        self.trouble = MessageBar(look)
        self.show_button = button("Show where grades differ", kind="primary")
        self.more_button = button("")
        self.sentence = label("")
        self._body = bare(QVBoxLayout(), 14)
        self.box.addWidget(label("What to talk of first", "large"))
        self.box.addWidget(label(_ABOUT, "soft"))
        self.box.addLayout(row(self.show_button, None))
        self.box.addWidget(self.trouble)
        self.box.addWidget(self.sentence)
        self.box.addLayout(self._body)
        self.box.addLayout(row(self.more_button, None))
        self.show_button.clicked.connect(self.wanted)
        self.more_button.clicked.connect(self._show_all)
        self.forget()

    @property
    def shown(self) -> bool:
        """Whether the queue is shown."""
        return self._found is not None

    def forget(self) -> None:
        """Show nothing of any round."""
        self._found = None
        self.trouble.clear()
        self._fill(0)
        self.sentence.hide()
        self.show_button.show()

    def show_found(self, found: Disagreements) -> None:
        """Show the queue of a round."""
        grown = len(self.blocks) > _FIRST and self._found is not None and self._found.round_id == found.round_id
        self._found = found
        self.trouble.clear()
        self.show_button.hide()
        self.sentence.setText(found.sentence)
        self.sentence.show()
        self._fill(len(found.lines) if grown else _FIRST)
        announce(self, found.sentence)

    def refuse(self, error: AppError) -> None:
        """Say why it is not shown."""
        self.trouble.show_message("info", error.what, error.fix)

    def _fill(self, most: int) -> None:
        clear_layout(self._body)
        lines = self._found.lines if self._found is not None else ()
        self.blocks = [DifferenceBlock(self._look, line, may_open=self.may_open) for line in lines[:most]]
        for block in self.blocks:
            block.open_button.clicked.connect(self._open)
            self._body.addWidget(block)
        left = len(lines) - len(self.blocks)
        self.more_button.setText(f"Show the other {left:,}")
        self.more_button.setAccessibleName(f"Show the other {left:,} questions on which grades differ")
        self.more_button.setVisible(left > 0)

    @Slot()
    def _open(self) -> None:
        pressed = self.sender()
        block = next((one for one in self.blocks if one.open_button is pressed), None)
        if block is not None:
            self.case_wanted.emit(block.line.case_id)

    @Slot()
    def _show_all(self) -> None:
        before = len(self.blocks)
        if self._found is not None:
            self._fill(len(self._found.lines))
            self.blocks[before].open_button.setFocus()


def _beside(line: Disagreement) -> str:
    states = ((line.passed, "passed"), (line.conflict, "conflict of interest"), (line.absent, "absent"))
    told = ", ".join(f"{count:,} {words}" for count, words in states if count)
    return f"{line.kind_label}, case code {line.token[:8]}.{f' No answer: {told}.' if told else ''}"


def _chart(line: Disagreement) -> BarChart:
    given = [answer for answer in line.answers if answer.count]
    total = sum(answer.count for answer in given)
    bars = tuple(Bar(label=one.label, count=one.count, of=total, told=f"{one.count} of {total}") for one in given)
    return BarChart(title=f"Case {line.number}, {line.question}", bars=bars)
