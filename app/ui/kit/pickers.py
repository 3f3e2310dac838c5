"""Choosing a day, or one of several entries: what filter bars are made of."""

from collections.abc import Sequence
from datetime import date

from PySide6.QtWidgets import QComboBox, QDateEdit


def fill_combo(box: QComboBox, entries: Sequence[tuple[str, object]], chosen: object) -> None:
    """Put entries (words, data) into a combo box without telling anyone; ``chosen`` stays chosen, else the first."""
    box.blockSignals(True)
    box.clear()
    for words, data in entries:
        box.addItem(words, data)
    values = [data for _, data in entries]
    box.setCurrentIndex(values.index(chosen) if chosen in values else 0 if values else -1)
    box.blockSignals(False)


def day_edit(name: str) -> QDateEdit:
    """A day, typed or picked from a calendar; ``name`` is what a screen reader says."""
    made = QDateEdit()
    made.setCalendarPopup(True)
    made.setDisplayFormat("d MMMM yyyy")
    made.setAccessibleName(name)
    return made


def chosen_day(edit: QDateEdit) -> date:
    """The day that stands in it."""
    chosen = edit.date()
    return date(chosen.year(), chosen.month(), chosen.day())
