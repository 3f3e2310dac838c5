"""The older answers of a changed mind, to read: each change with its moment, its reason, and what was and became."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.core.clock import from_text
from app.core.days import moment_words
from app.core.shapes.sheet_history import AnswerChange, SheetChange
from app.ui.grading.more import SideCard
from app.ui.kit.words import bare, clear_layout, column, label, row, rule
from app.ui.theme import Look

_ERASED = "The reason was erased."


class HistoryCard(SideCard):
    """One change below the other, the newest first."""

    def __init__(self, look: Look) -> None:
        super().__init__(look, "Earlier answers")
        self.changes = QWidget()
        self._list = bare(QVBoxLayout(self.changes), 14)
        self.body.addWidget(label("What counts is the newest. Nothing that was locked is ever taken away.", "soft"))
        self.body.addWidget(self.changes)
        self.body.addStretch(1)

    def show_changes(self, changes: tuple[SheetChange, ...]) -> None:
        """Show the changes of a sheet."""
        clear_layout(self._list)
        for change in reversed(changes):
            self._list.addLayout(_change(change))


def _change(change: SheetChange) -> QVBoxLayout:
    title = label(f"Change {change.number}  ·  {moment_words(from_text(change.changed_at))}", "strong", wrap=False)
    why = label(f"Why: {change.why}" if change.why else _ERASED)
    return column(row(title, rule(), spacing=8, stretch=1), why, *map(_answer, change.answers), spacing=6)


def _answer(change: AnswerChange) -> QVBoxLayout:
    was, now = label("Was", "small", wrap=False), label("Now", "small", wrap=False)
    wide = max(was.sizeHint().width(), now.sizeHint().width())
    lines = column(label(change.question, "small"), spacing=1)
    for head, words, role in ((was, change.before, "body"), (now, change.after, "value")):
        head.setMinimumWidth(wide)
        head.setAlignment(Qt.AlignmentFlag.AlignTop)
        lines.addLayout(row(head, label(words, role), spacing=8, stretch=1))
    return lines
