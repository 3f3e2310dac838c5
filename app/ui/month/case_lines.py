"""The cases of a month, a line each: those to grade with the days that their video is still there, those to tell of."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.core.shapes.months import CaseFeedback, MonthKind, MonthView
from app.core.shapes.sheets import QueueItem, SheetState
from app.core.words import count_of
from app.ui.actions.action_line import low
from app.ui.kit.moments import day
from app.ui.kit.picture import Picture
from app.ui.kit.words import bare, button, clear_layout, column, label, row, rule, set_tone
from app.ui.theme import Look

MOST_SHOWN = 8
"""So many cases are shown to choose from; the rest follow on the grading screen."""
MOST_TOLD = 16
_SOON = 7
_FEEDBACK = {
    "waits": ("grading", "accent", "To write", "Write"),
    "stale": ("warning", "warn", "Grades were changed since: read it again", "Read again"),
    "kept": ("check", "good", "Written", "Read"),
    "not_needed": ("check", "soft", "Not needed", "Write after all"),
}


class KindLines(QWidget):
    """Each kind of the plan: whether its extract of the month is here."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self.import_button = button("Bring in an extract", kind="primary")
        self._lines = bare(QVBoxLayout(), 8)
        self.setLayout(column(self._lines, row(self.import_button, None), spacing=10))
        low(self)

    def show_kinds(self, view: MonthView) -> None:
        """Show them."""
        clear_layout(self._lines)
        for kind in view.kinds:
            self._lines.addLayout(self._line(kind, view.month_label))

    def _line(self, kind: MonthKind, month: str) -> QHBoxLayout:
        icon, colour = ("check", "good") if kind.cases else ("warning", "warn")
        latest = f", the last of {day(kind.last_day)}" if kind.last_day else ""
        told = f"{count_of(kind.cases, 'case')} of {month}{latest}" if kind.cases else f"Nothing of {month}{latest}"
        return row(
            Picture(self._look, icon, colour=colour, ems=1.1),
            column(label(kind.kind_label, "value"), label(told, "small"), spacing=0),
            spacing=8,
            stretch=1,
        )


class CasesToGrade(QWidget):
    """The case whose video goes first on top. Each opens on the grading screen."""

    case_wanted = Signal(int)

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self.go_button = button("Grade the cases", kind="primary")
        self.order = label("", "small")
        self._lines = bare(QVBoxLayout(), 6)
        self.more = label("", "small")
        self.setLayout(column(row(self.go_button, None), self.order, self._lines, self.more, spacing=10))
        low(self)

    def show_view(self, view: MonthView) -> None:
        """Show what is to be graded."""
        clear_layout(self._lines)
        cases = view.to_grade
        started = any(item.state is not SheetState.TODO for item in view.cases)
        self.go_button.setText("Go on grading" if started and cases else "Grade the cases" if cases else "Look at them")
        self.go_button.setAccessibleName(self.go_button.text())
        self.order.setText("The case whose video ends first comes first.")
        self.order.setVisible(any(item.video_days_left is not None for item in cases))
        for number, item in enumerate(cases[:MOST_SHOWN]):
            if number:
                self._lines.addWidget(rule())
            self._lines.addLayout(self._line(item))
        self.more.setText(f"And {count_of(len(cases) - MOST_SHOWN, 'case')} after these.")
        self.more.setVisible(len(cases) > MOST_SHOWN)

    def _line(self, item: QueueItem) -> QHBoxLayout:
        words = f"Case {item.number}, {item.kind_label}"
        act = button("Grade", name=f"Grade case {item.number}, {item.kind_label}, {item.video_told}".removesuffix(", "))
        act.setObjectName(f"grade:{item.number}")
        act.clicked.connect(lambda: self.case_wanted.emit(item.case_id))
        below = " · ".join(filter(None, (item.reference, item.headline)))
        said = column(label(words, "value"), *([label(below, "small")] if below else []), spacing=1)
        if item.video_told:
            said.addLayout(self._video(item))
        line = row(said, act, spacing=12, stretch=0)
        line.setAlignment(act, Qt.AlignmentFlag.AlignVCenter)
        return line

    def _video(self, item: QueueItem) -> QHBoxLayout:
        """A shape and words: soon in the tone of a warning, and with its sign."""
        left = item.video_days_left or 0
        soon = 0 <= left <= _SOON
        words = label(item.video_told.capitalize(), "key" if soon else "small")
        set_tone(words, "warn" if soon else "")
        icon, colour = ("warning", "warn") if soon else ("info", "soft")
        return row(Picture(self._look, icon, colour=colour, ems=0.95), words, spacing=5, stretch=1)


class FeedbackLines(QWidget):
    """Each finished case: whether its officer has an answer."""

    case_wanted = Signal(int)

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self._lines = bare(QVBoxLayout(), 6)
        self.more = label("", "small")
        self.setLayout(bare(column(self._lines, self.more), 8))
        low(self)

    def show_view(self, view: MonthView) -> None:
        """Those that wait first."""
        clear_layout(self._lines)
        lines = sorted(view.feedback, key=lambda line: (line.settled, line.number))
        for number, line in enumerate(lines[:MOST_TOLD]):
            if number:
                self._lines.addWidget(rule())
            self._lines.addLayout(self._line(line))
        self.more.setText(f"And {count_of(len(lines) - MOST_TOLD, 'case')} after these.")
        self.more.setVisible(len(lines) > MOST_TOLD)

    def _line(self, line: CaseFeedback) -> QHBoxLayout:
        icon, colour, state, act_words = _FEEDBACK[line.state]
        act = button(act_words, name=f"{act_words}: feedback on case {line.number}, {line.kind_label}")
        act.setObjectName(f"feedback:{line.number}")
        act.clicked.connect(lambda: self.case_wanted.emit(line.number))
        words = column(
            label(f"Case {line.number}, {line.kind_label}", "value"),
            *([label(line.reference, "small")] if line.reference else []),
            row(Picture(self._look, icon, colour=colour, ems=0.95), label(state, "small"), spacing=5, stretch=1),
            spacing=1,
        )
        made = row(words, act, spacing=12, stretch=0)
        made.setAlignment(act, Qt.AlignmentFlag.AlignVCenter)
        return made
