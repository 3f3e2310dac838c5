"""Questions that belong together as one block: a row each, the answers as a line of keys."""

from collections.abc import Sequence

from PySide6.QtCore import QSize, Slot
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from app.core.shapes.sheets import AskedQuestion, Choice
from app.ui.grading.question_view import HelpWords, QuestionView, help_words
from app.ui.kit.choices import GRID_GAP, Choices, Option
from app.ui.kit.flow import Flow
from app.ui.kit.segment import Segment
from app.ui.kit.words import bare, label, row, set_tone
from app.ui.theme import Look


class KeyCaps(Choices):
    """The same set of answers as bare keys: the words stand in the block's legend and, once chosen, in the row."""

    def __init__(self, look: Look, options: Sequence[Option], *, name: str) -> None:
        super().__init__(look, options, name=name, most=10)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def make_segment(self, option: Option) -> Segment:
        """The radio button of one answer."""
        return _Cap(self._look, key=option.key, text=option.label, tone=option.tone, parent=self)

    def sizeHint(self) -> QSize:
        """The size it would like."""
        side, count = self._look.em(1.85), len(self.segments)
        return QSize(side * count + GRID_GAP * (count - 1), side)


class _Cap(Segment):
    """An answer as a square key."""

    def sizeHint(self) -> QSize:
        return QSize(self._look.em(1.85), self._look.em(1.85))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def heightForWidth(self, width: int) -> int:
        return self._look.em(1.85)

    def _cap_left(self) -> float:
        return (self.width() - self._cap()) / 2

    def _shows_words(self) -> bool:
        return False


class CompactRow(QuestionView):
    """One question of the block."""

    def __init__(self, look: Look, number: int, question: AskedQuestion) -> None:
        super().__init__(look, question)
        self.text = label(f"{number}.  {question.text}")
        self.said = label("", "small")
        self.help = HelpWords(question)
        options = [
            Option(code=each.code, key=each.key, label=each.label, tone=each.tone, help=each.label)
            for each in question.choices
        ]
        self.choices = KeyCaps(look, options, name=question.text)
        self.choices.chosen.connect(self._chosen)
        self.legend = Legend(question.choices)
        box = bare(QVBoxLayout(self), 4)
        box.setContentsMargins(14, 6, 12, 6)
        box.addWidget(self.text)
        box.addLayout(row(self.choices, self.said, spacing=10, stretch=1))
        box.addWidget(self.legend)
        box.addWidget(self.make_aside())
        box.addWidget(self.help)
        self.legend.hide()
        self.setAccessibleName(f"Question {number}: {question.text}")
        self.setAccessibleDescription(help_words(question))

    def show_active(self) -> None:
        """Open or fold what only the active question shows."""
        self.help.show_for(active=self.active)
        self.legend.setVisible(self.active)
        set_tone(self.text, "strong" if self.active else "body", "role")

    def show_answer(self, answer: str) -> None:
        """Show what is answered."""
        if self.choices.value != answer:
            self.choices.show_value(answer)
        chosen = next((each for each in self.question.choices if each.code == answer), None)
        self.said.setText(chosen.label if chosen is not None else "")
        set_tone(self.said, chosen.tone if chosen is not None else "")

    @Slot(str)
    def _chosen(self, code: str) -> None:
        self.answered.emit(self.question.id, code)


class Legend(QWidget):
    """What the keys of a block mean."""

    def __init__(self, choices: Sequence[Choice]) -> None:
        super().__init__()
        flow = Flow(self, spacing=10)
        for choice in choices:
            flow.addWidget(_Meaning(choice))
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)


class BlockHead(QWidget):
    """The block's name and what its keys mean."""

    def __init__(self, name: str, choices: Sequence[Choice]) -> None:
        super().__init__()
        box = bare(QVBoxLayout(self), 4)
        box.setContentsMargins(14, 10, 12, 2)
        if name.isalpha():  # a word such as GOWISELY; a question's number says nothing to a reader
            box.addWidget(label(name, "strong"))
        box.addWidget(Legend(choices))


class _Meaning(QWidget):
    """A key and its word."""

    def __init__(self, choice: Choice) -> None:
        super().__init__()
        parts = row(label(choice.key, "key", wrap=False), label(choice.label, "small", wrap=False), spacing=4)
        self.setLayout(parts)
