"""Buttons that a screen reader switches: it sets their state past the click, and that must count as a click."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PySide6.QtWidgets import QAbstractButton as Button
else:
    Button = object


class Assisted(Button):
    """Put before a checkable button's class; ``toggled`` is connected to :meth:`switched`."""

    _told = False

    def setChecked(self, on: bool) -> None:
        """Show a state; nobody has chosen it."""
        self._told = True
        super().setChecked(on)
        self._told = False

    def nextCheckState(self) -> None:
        """A mouse or a key: the click that comes of it is Qt's own."""
        self._told = True
        super().nextCheckState()
        self._told = False

    def switched(self, on: bool) -> None:
        """Neither shown nor clicked: an assistive tool has switched it, for somebody."""
        if not self._told:
            self.clicked[bool].emit(on)  # pyright: ignore[reportIndexIssue] - the overload with the state
