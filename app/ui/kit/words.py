"""Labels by their role, and the small things that hold them: cards, rules, rows."""

from typing import TypeVar

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import (
    QAbstractButton,
    QBoxLayout,
    QFrame,
    QHBoxLayout,
    QLabel,
    QLayout,
    QPushButton,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

Box = TypeVar("Box", bound=QBoxLayout)

GAP, PAD = 12, 18
"""The two distances of every page: between things, and inside a card."""


def label(text: str = "", role: str = "body", *, wrap: bool = True) -> QLabel:
    """A label in one of the stylesheet's roles: large, strong, body, soft, small, key, value."""
    made = QLabel(text)
    made.setTextFormat(Qt.TextFormat.PlainText)
    made.setProperty("role", role)
    made.setWordWrap(wrap)
    if wrap:
        made.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
    return made


def set_tone(widget: QWidget, tone: str, name: str = "tone") -> None:
    """Change a property that the stylesheet looks at, and have it looked at again."""
    widget.setProperty(name, tone)
    widget.style().unpolish(widget)
    widget.style().polish(widget)


def button(text: str, *, kind: str = "", key: str = "", name: str = "") -> QPushButton:
    """A push button; ``kind`` is primary, quiet or nothing; ``key`` its shortcut."""
    made = QPushButton(text)
    made.setCursor(Qt.CursorShape.PointingHandCursor)
    made.setAccessibleName(name or text.replace("&", ""))
    if kind:
        made.setProperty(kind, True)
    if key:
        set_key(made, key)
    return made


def set_key(made: QAbstractButton, key: str) -> None:
    """Give a button a shortcut that a held key does not repeat, and say so."""
    made.setShortcut(QKeySequence(key))
    made.setAutoRepeat(False)
    made.setToolTip(f"{made.accessibleName()} ({key})")


def bare(layout: Box, spacing: int = GAP) -> Box:
    """A layout without margins."""
    layout.setContentsMargins(0, 0, 0, 0)
    layout.setSpacing(spacing)
    return layout


def row(*parts: QWidget | QLayout | None, spacing: int = GAP, stretch: int = -1) -> QHBoxLayout:
    """Parts side by side; ``None`` is a stretch; ``stretch`` names the part that takes what is left."""
    made = bare(QHBoxLayout(), spacing)
    for number, part in enumerate(parts):
        _add(made, part, 1 if number == stretch else 0)
    return made


def column(*parts: QWidget | QLayout | None, spacing: int = GAP) -> QVBoxLayout:
    """Parts below one another; ``None`` is a stretch."""
    made = bare(QVBoxLayout(), spacing)
    for part in parts:
        _add(made, part, 0)
    return made


def _add(box: QBoxLayout, part: QWidget | QLayout | None, stretch: int) -> None:
    if part is None:
        box.addStretch(1)
    elif isinstance(part, QWidget):
        box.addWidget(part, stretch)
    else:
        box.addLayout(part, stretch)


class Card(QFrame):
    """A surface with a thin line round it: one subject."""

    def __init__(self, *, padding: int = PAD, spacing: int = GAP, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("card", True)
        self.box = QVBoxLayout(self)
        self.box.setContentsMargins(padding, padding, padding, padding)
        self.box.setSpacing(spacing)


def name_parts(whole: QWidget) -> None:
    """Give every part the name of its attribute, so that tests and tools can find it."""
    for attribute, part in vars(whole).items():
        if isinstance(part, QWidget) and part.parent() is not None and not part.objectName():
            part.setObjectName(attribute.lstrip("_"))
            if type(part).__module__.startswith("app."):
                name_parts(part)


def rule() -> QFrame:
    """A thin line between two parts of a card."""
    made = QFrame()
    made.setProperty("rule", True)
    made.setFixedHeight(1)
    return made


def clear_layout(layout: QLayout) -> None:
    """Take everything out of a layout, for good."""
    while (item := layout.takeAt(0)) is not None:
        inner, widget = item.layout(), item.widget()
        if inner is not None:
            clear_layout(inner)
        if widget is not None:
            widget.hide()
            widget.setParent(None)
            widget.deleteLater()
