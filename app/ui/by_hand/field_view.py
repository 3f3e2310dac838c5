"""One field of the form: its name, its control, and under it what is wrong, how it is read, and its help."""

from PySide6.QtCore import QRectF, QSize, Qt, Slot
from PySide6.QtGui import QFont, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from app.core.shapes.by_hand import TypedField
from app.ui.by_hand.controls import make_control
from app.ui.kit.announce import announce
from app.ui.kit.picture import Picture
from app.ui.kit.words import column, label, row, set_tone
from app.ui.theme import SMALL, Look


class HelpButton(QAbstractButton):
    """A question mark in a ring. Tab passes it: F1 does the same for the field that has the keyboard."""

    def __init__(self, look: Look, subject: str) -> None:
        super().__init__()
        self._look = look
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(f"Help: {subject}")
        self.setToolTip("Help (F1)")

    def sizeHint(self) -> QSize:
        """The size it would like."""
        return QSize(self._look.em(1.15), self._look.em(1))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint with the colours of the theme in force."""
        painter, look = QPainter(self), self._look
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        side = self.height() - 2
        ring = QRectF((self.width() - side) / 2, 1, side, side)
        painter.setBrush(look.color("accent_soft" if self.underMouse() else "surface"))
        painter.setPen(QPen(look.color("accent"), 1.2))
        painter.drawEllipse(ring)
        painter.setFont(look.font(SMALL * 0.9, QFont.Weight.DemiBold))
        painter.drawText(ring, Qt.AlignmentFlag.AlignCenter, "?")
        painter.end()


class FieldView(QWidget):
    """A field with its name above it. What is said of it stands below, so that nothing above moves."""

    def __init__(self, look: Look, field: TypedField) -> None:
        super().__init__()
        self.field = field
        self.control = make_control(look, field)
        self.help_button = HelpButton(look, field.label)
        self.help = label(field.help, "soft")
        self.reading = label("", "small")
        self.problem_words = label("")
        self.problem = QWidget()
        self._build(look)

    @property
    def typed(self) -> str:
        """The text as it stands."""
        return self.control.typed()

    def show_problem(self, words: str) -> None:
        """Say what is wrong with it, or nothing."""
        if words and words != self.problem_words.text():
            announce(self, f"{self.field.label}: {words}")
        self.problem_words.setText(words)
        self.problem.setVisible(bool(words))
        self.control.first().setAccessibleDescription(words or self.reading.text() or self.field.help)

    def show_reading(self, words: str) -> None:
        """Say how it is read, or nothing."""
        self.reading.setText(words[:1].upper() + words[1:])
        self.reading.setVisible(bool(words))

    @Slot()
    def toggle_help(self) -> None:
        """Open or fold its help."""
        if self.field.help:
            self.help.setVisible(self.help.isHidden())
            if not self.help.isHidden():
                announce(self, self.field.help)

    def begin(self) -> None:
        """Go to its control."""
        self.control.first().setFocus(Qt.FocusReason.OtherFocusReason)

    def _build(self, look: Look) -> None:
        field = self.field
        widget: QWidget = self.control
        if not widget.accessibleName():
            widget.setAccessibleName(field.label)
        widget.setAccessibleDescription(field.help)
        name = label(field.label, "strong")
        name.setBuddy(self.control.first())
        needed = label("needed", "small", wrap=False)
        self.help_button.clicked.connect(self.toggle_help)
        set_tone(self.problem_words, "bad")
        self.problem.setLayout(
            row(Picture(look, "warning", colour="bad", ems=1.0), self.problem_words, spacing=6, stretch=1)
        )
        head = row(name, needed, self.help_button, spacing=8, stretch=0)
        self.setLayout(column(head, widget, self.problem, self.reading, self.help, None, spacing=4))
        for part in (self.problem, self.reading, self.help):
            part.hide()
        needed.setVisible(field.needed)
        self.help_button.setVisible(bool(field.help))
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
