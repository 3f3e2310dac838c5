"""A break: for how long, and when the meeting goes on."""

from PySide6.QtCore import QTime, Signal, Slot
from PySide6.QtWidgets import QFrame, QWidget

from app.ui.kit.fields import number_edit
from app.ui.kit.picture import Picture
from app.ui.kit.words import bare, button, column, label, row, set_tone
from app.ui.theme import Look

_MINUTES = 10


class BreakButton(QWidget):
    """So many minutes, and the button that begins the break."""

    wanted = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        self.minutes = number_edit("Minutes of the break", _MINUTES)
        self.minutes.setSuffix(" minutes")
        self.button = button("Have a &break", name="Have a break of so many minutes")
        self.setLayout(bare(row(self.button, self.minutes, spacing=6), 6))
        self.button.clicked.connect(self._begin)

    @Slot()
    def _begin(self) -> None:
        self.wanted.emit(self.minutes.value())


class BreakBar(QFrame):
    """Stands above everything else while there is a break."""

    over = Signal()

    def __init__(self, look: Look) -> None:
        super().__init__()
        set_tone(self, "warn", "bar")
        self.told = label("", "large")
        self.go_button = button("&Go on with the meeting", kind="primary", name="Go on with the meeting")
        words = column(self.told, label("Nobody grades during a break. What was answered is kept.", "soft"), spacing=2)
        picture = Picture(look, "info", colour="warn", ems=1.6)
        box = row(picture, words, self.go_button, spacing=14, stretch=1)
        box.setContentsMargins(14, 10, 14, 10)
        self.setLayout(box)
        self.go_button.clicked.connect(self.over)
        self.begin(None)

    def begin(self, minutes: int | None) -> None:
        """Say when it goes on; None where nobody said how long the break is."""
        until = "" if minutes is None else f" until {QTime.currentTime().addSecs(60 * minutes).toString('HH:mm')}"
        self.told.setText(f"A break{until}")
