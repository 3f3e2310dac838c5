"""The rail on the left: the places a person goes, each a drawing over its name."""

from PySide6.QtCore import QRectF, QSize, Qt, Signal, Slot
from PySide6.QtGui import QFont, QFontMetrics, QKeySequence, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QFrame, QSizePolicy, QVBoxLayout

from app.ui.icons import paint_icon
from app.ui.kit.assisted import Assisted
from app.ui.kit.words import bare
from app.ui.nav import BELOW, SIGNS, Place, PlaceSign, is_for
from app.ui.theme import SMALL, Look

_EMS = 5.3


class RailButton(Assisted, QAbstractButton):
    """One place. The one that is shown has a filled ground, a bar at its edge and bold words."""

    def __init__(self, look: Look, sign: PlaceSign) -> None:
        super().__init__()
        self._look, self.sign, self._compact = look, sign, False
        self.setText(sign.label)
        self.setCheckable(True)
        self.toggled.connect(self.switched)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(sign.label)
        self.setObjectName(f"rail:{sign.place.value}")

    def set_key(self, key: str) -> None:
        """Go there with this key; "" for none."""
        self.setAccessibleDescription(f"{self.sign.help}. {key}".rstrip())
        self.setToolTip(f"{self.sign.help} ({key})" if key else self.sign.help)
        self.setShortcut(QKeySequence(key))

    def set_compact(self, compact: bool) -> None:
        """Where the window is narrow for its text, the drawing alone; the name stays for screen readers."""
        self._compact = compact
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """The size it would like."""
        look = self._look
        if self._compact:
            return QSize(look.em(2.6), look.em(2.4))
        return QSize(look.em(_EMS), self.full_height())

    def full_height(self) -> int:
        """How high it is with its name."""
        return self._look.em(2.5) + self._words_height()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint with the colours of the theme in force."""
        painter, look = QPainter(self), self._look
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        area = QRectF(self.rect()).adjusted(5, 2, -5, -2)
        chosen = self.isChecked()
        if chosen or self.underMouse():
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(look.color("accent_soft" if chosen else "sunk"))
            painter.drawRoundedRect(area, 8, 8)
        if chosen:
            painter.setBrush(look.color("accent"))
            painter.drawRoundedRect(QRectF(0, 10, 3, self.height() - 20), 1.5, 1.5)
        if self.hasFocus():
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(look.color("accent"), 2))
            painter.drawRoundedRect(area.adjusted(1, 1, -1, -1), 7, 7)
        colour = look.color("accent" if chosen else "soft")
        side = min(look.em(1.4), area.height() - 4)  # in a low window the drawings shrink with their places
        top = (self.height() - side) / 2 if self._compact else look.em(0.5)
        paint_icon(painter, self.sign.icon, QRectF((self.width() - side) / 2, top, side, side), colour)
        if self._compact:
            painter.end()
            return
        painter.setFont(self._font())
        painter.setPen(look.color("accent" if chosen else "text"))
        words = QRectF(area.left() + 2, look.em(2.0), area.width() - 4, self._words_height() + 2)
        flags = int(Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop) | int(Qt.TextFlag.TextWordWrap)
        painter.drawText(words, flags, self.text())
        painter.end()

    def _font(self) -> QFont:
        return self._look.font(SMALL, QFont.Weight.DemiBold if self.isChecked() else QFont.Weight.Medium)

    def _words_height(self) -> int:
        metrics = QFontMetrics(self._look.font(SMALL, QFont.Weight.DemiBold))
        room = self.rect()
        room.setRect(0, 0, self._look.em(_EMS) - 14, 1000)
        return metrics.boundingRect(room, int(Qt.TextFlag.TextWordWrap), self.text()).height()


class Rail(QFrame):
    """All places; the last (how the window looks) stands at the foot."""

    place_wanted = Signal(object)

    def __init__(self, look: Look) -> None:
        super().__init__()
        self.setProperty("rail", True)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Expanding)
        self.buttons: dict[Place, RailButton] = {}
        box = bare(QVBoxLayout(self), 4)
        box.setContentsMargins(0, 10, 0, 10)
        for sign in SIGNS:
            if sign.place is Place.SETTINGS:
                box.addStretch(1)
            made = RailButton(look, sign)
            made.clicked.connect(self._clicked)
            self.buttons[sign.place] = made
            box.addWidget(made)
        self.setMinimumHeight(1)  # a low window shows the drawings alone
        self._number()
        look.changed.connect(self._fit)

    def set_compact(self, compact: bool) -> None:
        """Drawings with or without their names."""
        for made in self.buttons.values():
            made.set_compact(compact)

    def allow(self, rights: frozenset[str]) -> None:
        """Show the places where someone with these rights has something to do."""
        for place, made in self.buttons.items():
            made.setVisible(is_for(place, rights))
        self._number()

    def full_height(self) -> int:
        """How high it is with every name."""
        shown = [made for made in self.buttons.values() if not made.isHidden()]
        return sum(made.full_height() + 4 for made in shown) + 20

    def mark(self, place: Place) -> None:
        """Show which place is open."""
        shown = BELOW.get(place, place)
        for own, made in self.buttons.items():
            made.setChecked(own is shown)

    def _number(self) -> None:
        """Keys in the order of the places that are shown; there are ten digits."""
        shown = [made for made in self.buttons.values() if not made.isHidden()]
        keys = [f"Ctrl+{digit}" for digit in "1234567890"]
        for made in self.buttons.values():
            made.set_key("")
        for made, key in zip(shown, keys, strict=False):
            made.set_key(key)

    @Slot()
    def _clicked(self) -> None:
        made = self.sender()
        if isinstance(made, RailButton):
            self.mark(made.sign.place)
            self.place_wanted.emit(made.sign.place)

    @Slot()
    def _fit(self) -> None:
        for made in self.buttons.values():
            made.updateGeometry()
