"""Sizes that follow the window, so that the back row reads them, and what every step of the ceremony shares."""

from PySide6.QtCore import QSize, Signal
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QWidget

from app.ui.theme import FAMILY, Look

_ROWS, _SIGNS = 30, 50
"""How many lines of ordinary words a window is tall, and about how many wide: 36 pixels at 1920 x 1080."""

_SHEET = """
QLabel, QRadioButton {{ font-size: {body}px; }}
QLabel[role="large"] {{ font-size: {large}px; font-weight: 600; }}
QLabel[role="giant"] {{ font-size: {giant}px; font-weight: 600; }}
QLabel[role="small"] {{ font-size: {small}px; }}
QLineEdit {{ font-size: {body}px; padding: {pad}px; }}
QComboBox, QComboBox QAbstractItemView {{ font-size: {body}px; }}
QComboBox {{ padding: {pad}px; }}
QPushButton, QPushButton:focus {{ font-size: {body}px; padding: {pad}px {wide}px; }}
QPushButton:focus {{ border-width: 3px; }}
QTableView, QHeaderView::section {{ font-size: {body}px; }}
QHeaderView::section {{ font-size: {small}px; }}
"""


class Stage:
    """The size of the words in pixels: a part of the window, and never less than the text size that was chosen."""

    def __init__(self, look: Look) -> None:
        self.look = look
        self.unit, self.height = 24, 720

    def fit(self, size: QSize) -> bool:
        """Follow a window of this size; whether that changed anything."""
        least = round(self.look.em(1) * 0.8)
        unit = max(least, min(size.height() // _ROWS, size.width() // _SIGNS))
        changed, self.unit, self.height = unit != self.unit, unit, size.height()
        return changed

    def dress(self, window: QWidget) -> None:
        """Follow a window's size, and give it the sizes of its words where they changed."""
        if self.fit(window.size()) or not window.styleSheet():
            window.setStyleSheet(self.sheet)

    def px(self, units: float) -> int:
        """A length in pixels."""
        return round(units * self.unit)

    def font(self, pixels: float, weight: QFont.Weight = QFont.Weight.Medium) -> QFont:
        """Our typeface in that many pixels, its digits all equally wide."""
        font = QFont(FAMILY)
        font.setPixelSize(max(8, round(pixels)))
        font.setWeight(weight)
        font.setFeature(QFont.Tag("tnum"), 1)
        return font

    @property
    def sheet(self) -> str:
        """The part of the stylesheet that sets sizes."""
        lengths = {"small": 0.8, "body": 1.0, "large": 1.5, "giant": 2.6, "pad": 0.3, "wide": 0.8}
        return _SHEET.format(**{name: self.px(units) for name, units in lengths.items()})


class Step(QWidget):
    """One step of the ceremony. The page gives it the keys, and asks it what may be done."""

    forward = Signal()
    changed = Signal()
    """What can be done here changed."""
    settled = Signal()
    """What was done beside the way is done: Enter goes on again."""

    title = ""
    act = "Go on"
    """What Enter does here, for the button in the foot; nothing: this step has keys of its own."""

    @property
    def ready(self) -> bool:
        """Whether Enter goes on."""
        return True

    def begin(self) -> None:
        """The step is shown: put the focus where it belongs."""

    def enter(self) -> None:
        """Enter was pressed, or the button in the foot."""
        if self.ready:
            self.forward.emit()

    def escape(self) -> bool:
        """Esc was pressed: whether the step had something of its own to leave."""
        return False

    def fit(self) -> None:
        """The stage has another size."""
