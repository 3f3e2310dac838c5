"""One field of the form: its name, its control, and under it what is wrong, how it is read, and its help."""

from PySide6.QtCore import QRectF, QSize, Qt, Slot
from PySide6.QtGui import QFont, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QLabel, QSizePolicy, QWidget

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
    """A field with its name above it. What is said of it stands below, so that nothing above moves.

    Its sentences are made when they are first needed: a form may have a hundred fields.
    """

    def __init__(self, look: Look, field: TypedField) -> None:
        super().__init__()
        self.field = field
        self.control = make_control(look, field)
        self.help_button: HelpButton | None = None
        self._look = look
        self._help: QLabel | None = None
        self._reading: QLabel | None = None
        self._problem: _Problem | None = None
        self._build()

    @property
    def typed(self) -> str:
        """The text as it stands."""
        return self.control.typed()

    @property
    def problem(self) -> str:
        """What is wrong with it, as it is shown."""
        return self._problem.words.text() if self._problem else ""

    @property
    def reading(self) -> str:
        """How it is read, as it is shown."""
        return self._reading.text() if self._reading else ""

    @property
    def help(self) -> str:
        """Its help, where that is open."""
        return self._help.text() if self._help and not self._help.isHidden() else ""

    def show_problem(self, words: str) -> None:
        """Say what is wrong with it, or nothing."""
        if words == self.problem:
            return
        if self._problem is None:
            self._problem = _Problem(self._look)
            self._box.insertWidget(2, self._problem)
        self._problem.words.setText(words)
        self._problem.setVisible(bool(words))
        self.control.first().setAccessibleDescription(words or self.field.help)
        if words:
            announce(self, f"{self.field.label}: {words}")

    def show_reading(self, words: str) -> None:
        """Say how it is read, or nothing."""
        words = words[:1].upper() + words[1:]
        if words == self.reading:
            return
        if self._reading is None:
            self._reading = label("", "small")
            self._box.insertWidget(self._box.indexOf(self.control) + 1, self._reading)
        self._reading.setText(words)
        self._reading.setVisible(bool(words))

    @Slot()
    def toggle_help(self) -> None:
        """Open or fold its help."""
        if not self.field.help:
            return
        if self._help is None:
            self._help = label(self.field.help, "soft")
            self._box.insertWidget(self._box.count() - 1, self._help)
        else:
            self._help.setVisible(self._help.isHidden())
        if not self._help.isHidden():
            announce(self, self.field.help)

    def begin(self) -> None:
        """Go to its control."""
        self.control.first().setFocus(Qt.FocusReason.OtherFocusReason)

    def _build(self) -> None:
        field, control = self.field, self.control
        if not control.accessibleName():
            control.setAccessibleName(field.label)
        control.setAccessibleDescription(field.help)
        name = label(field.label, "strong")
        name.setBuddy(control.first())
        head = row(name, spacing=8, stretch=0)
        if field.needed:
            head.addWidget(label("needed", "small", wrap=False))
        if field.help:
            self.help_button = HelpButton(self._look, field.label)
            self.help_button.clicked.connect(self.toggle_help)
            head.addWidget(self.help_button)
        self._box = column(head, control, None, spacing=4)
        self.setLayout(self._box)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)


class _Problem(QWidget):
    """What is wrong, with a sign before it: never the colour alone."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self.words = label("")
        set_tone(self.words, "bad")
        self.setLayout(row(Picture(look, "warning", colour="bad", ems=1.0), self.words, spacing=6, stretch=1))
