"""Large text in a small window has no room for both: the record and its questions take turns, by F6 or a button."""

from PySide6.QtCore import QObject, Slot
from PySide6.QtWidgets import QHBoxLayout, QLabel, QStackedWidget, QWidget

from app.ui.kit.words import GAP, button

_WORDS = {True: "Questions  F6", False: "Record  F6"}
"""What the button leads to, by whether the record is shown."""


class Turns(QObject):
    """Shows the record, or what stands beside it; both, where there is room. A new case begins with its record."""

    def __init__(self, record: QWidget, side: QStackedWidget) -> None:
        super().__init__(record)
        self._record, self._side = record, side
        self._on = self._cases = False
        self._at_record = True
        self.button = button(_WORDS[True])
        self.button.clicked.connect(self.turn)
        side.currentChanged.connect(lambda: self.show_record(False))

    @property
    def reading(self) -> bool:
        """Whether the record alone is shown, so that keys do not answer what nobody sees."""
        return self._on and self._at_record

    def fit(self, *, on: bool, cases: bool) -> None:
        """Whether they take turns, and whether the list of cases stands in the record's place."""
        self._on, self._cases = on, cases
        self._show()

    @Slot()
    def turn(self) -> None:
        """The other of the two."""
        self.show_record(not self._at_record)

    def show_record(self, record: bool) -> None:
        """The record, or what stands beside it."""
        self._at_record = record
        self._show()

    def _show(self) -> None:
        self._record.setVisible(not self._cases and (not self._on or self._at_record))
        self._side.setVisible(not self._on or not (self._cases or self._at_record))
        self.button.setVisible(self._on and not self._cases)
        self.button.setText(_WORDS[self._at_record])
        self.button.setAccessibleName("Show the questions" if self._at_record else "Show the record")


def fits_beside(title: QLabel, head: QHBoxLayout, width: int) -> bool:
    """Whether a title, the first part of a head of that width, fits in one line beside the buttons that are shown."""
    items = [head.itemAt(at) for at in range(1, head.count())]
    taken = sum(item.sizeHint().width() + head.spacing() for item in items if item is not None and not item.isEmpty())
    return title.fontMetrics().horizontalAdvance(title.text()) <= width - taken - 2 * GAP
