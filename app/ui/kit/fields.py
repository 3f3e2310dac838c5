"""Form rows: a label above what it names, a hint below; and a tick box we paint ourselves."""

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QCheckBox, QComboBox, QLabel, QLineEdit, QSizePolicy, QSpinBox, QVBoxLayout, QWidget

from app.ui.kit.assisted import Assisted
from app.ui.kit.segment import paint_tick
from app.ui.kit.words import column, label
from app.ui.theme import Look


def field(title: str, widget: QWidget, hint: str = "") -> QVBoxLayout:
    """A control with its name above it, tied together for screen readers."""
    name = label(title, "strong", wrap=False)
    name.setBuddy(widget)
    if not widget.accessibleName():
        widget.setAccessibleName(title.replace("&", ""))
    if hint:
        widget.setAccessibleDescription(hint)
    return column(name, widget, *([label(hint, "small")] if hint else []), spacing=4)


def line_edit(*, placeholder: str = "", secret: bool = False) -> QLineEdit:
    """A line of text; a secret one shows dots."""
    made = QLineEdit()
    made.setPlaceholderText(placeholder)
    if secret:
        made.setEchoMode(QLineEdit.EchoMode.Password)
        hints = Qt.InputMethodHint.ImhSensitiveData | Qt.InputMethodHint.ImhNoPredictiveText
        made.setInputMethodHints(hints)
    return made


def combo(name: str) -> QComboBox:
    """A combo box that may be narrower than its longest entry."""
    made = QComboBox()
    made.setAccessibleName(name)
    made.view().setAccessibleName(name)
    made.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
    made.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
    made.setMinimumContentsLength(8)
    return made


def number_edit(name: str, value: int, *, least: int = 1) -> QSpinBox:
    """A whole number, typed or stepped with the arrows."""
    made = QSpinBox()
    made.setAccessibleName(name)
    made.setRange(least, 9_999)
    made.lineEdit().setTextMargins(8, 0, 0, 0)
    made.setValue(value)
    return made


def reading_label(text: str = "", role: str = "value") -> QLabel:
    """A value that can be marked and copied with the mouse."""
    made = label(text, role)
    made.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    made.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    return made


class Tick(Assisted, QCheckBox):
    """A check box whose box is large enough to hit and visible in every theme; its words wrap."""

    def __init__(self, look: Look, text: str) -> None:
        super().__init__(text)
        self._look = look
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAccessibleName(text)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.toggled.connect(self.update)
        self.toggled.connect(self.switched)

    def sizeHint(self) -> QSize:
        """The size it would like."""
        wide = self.fontMetrics().horizontalAdvance(self.text()) + self._left() + 8
        return QSize(wide, self._look.em(1.8))

    def minimumSizeHint(self) -> QSize:
        """The least it needs."""
        longest = max((self.fontMetrics().horizontalAdvance(word) for word in self.text().split()), default=0)
        return QSize(self._left() + longest + 8, self._look.em(1.8))

    def hasHeightForWidth(self) -> bool:
        """Words wrap, so the height depends on the width."""
        return True

    def heightForWidth(self, width: int) -> int:
        """The height that its words need at this width."""
        room = QRect(0, 0, max(1, width - self._left() - 6), 10_000)
        needed = self.fontMetrics().boundingRect(room, Qt.TextFlag.TextWordWrap, self.text()).height()
        return max(self._look.em(1.8), needed + self._look.em(0.6))

    def hitButton(self, position: object) -> bool:
        """All of it can be clicked."""
        return True

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Keys of its own; a held key does nothing."""
        if event.isAutoRepeat():
            event.ignore()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint with the colours of the theme in force."""
        painter, look = QPainter(self), self._look
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        side = look.em(1.15)
        box = QRectF(6, (look.em(1.8) - side) / 2, side, side)
        checked = self.isChecked()
        painter.setBrush(look.color("accent" if checked else "surface"))
        painter.setPen(QPen(look.color("accent" if checked else "edge"), 1.4))
        painter.drawRoundedRect(box, 4, 4)
        if checked:
            paint_tick(painter, box, look.color("on_accent"))
        if self.hasFocus():
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(look.color("accent"), 2))
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 5, 5)
        painter.setPen(look.color("text" if self.isEnabled() else "soft"))
        words = QRectF(self.rect()).adjusted(self._left(), 0, -4, 0)
        flags = int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft) | int(Qt.TextFlag.TextWordWrap)
        painter.drawText(words, flags, self.text())
        painter.end()

    def _left(self) -> int:
        return self._look.em(1.15) + 16
