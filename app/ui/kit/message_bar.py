"""A message in the page's own flow: what happened, what to do, and a way to put it away."""

from collections.abc import Callable

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QFrame, QWidget

from app.ui.kit.announce import announce
from app.ui.kit.picture import Picture
from app.ui.kit.words import bare, button, column, label, row, set_tone
from app.ui.theme import Look

_ICONS = {"info": ("info", "accent"), "good": ("check", "good"), "warn": ("warning", "warn"), "bad": ("warning", "bad")}


class MessageBar(QFrame):
    """One message at a time; nothing at all when there is none."""

    def __init__(self, look: Look, *, can_close: bool = True, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._retry: Callable[[], None] | None = None
        self.picture = Picture(look, "info")
        self.what = label(role="strong")
        self.fix = label()
        self.retry_button = button("Try again")
        self.close_button = button("Put away", kind="quiet", name="Put this message away")
        self.retry_button.clicked.connect(self._try_again)
        self.close_button.clicked.connect(self.clear)
        box = row(self.picture, column(self.what, self.fix, spacing=2), self.retry_button, self.close_button, stretch=1)
        box.setContentsMargins(14, 8, 8, 8)
        self.setLayout(box)
        self.close_button.setVisible(can_close)
        self.hide()

    def show_message(self, tone: str, what: str, fix: str = "", retry: Callable[[], None] | None = None) -> None:
        """Show a message, and read it out."""
        self._retry = retry
        set_tone(self, tone, "bar")
        self.picture.show_icon(*_ICONS[tone])
        self.what.setText(what)
        self.fix.setText(fix)
        self.fix.setVisible(bool(fix))
        self.retry_button.setVisible(retry is not None)
        self.show()
        announce(self, f"{what} {fix}", urgent=tone == "bad")

    @Slot()
    def clear(self) -> None:
        """Show nothing."""
        self._retry = None
        self.hide()

    @Slot()
    def _try_again(self) -> None:
        retry = self._retry
        self.clear()
        if retry is not None:
            retry()


def note(look: Look, tone: str, text: str) -> QFrame:
    """A sentence that stays: the same look as a message, part of the page."""
    frame = QFrame()
    frame.setProperty("bar", tone)
    box = bare(row(Picture(look, *_ICONS[tone][:1], colour=_ICONS[tone][1]), label(text), stretch=1), 10)
    box.setContentsMargins(12, 8, 12, 8)
    frame.setLayout(box)
    return frame
