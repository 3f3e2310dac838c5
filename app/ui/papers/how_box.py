"""How a paper is to be made: the size of its print, and how many copies. One small part, wherever papers are made."""

from typing import Final

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QWidget

from app.core.shapes.papers import PaperHow, PrintSize
from app.core.words import count_of
from app.ui.kit.disclosure import Disclosure
from app.ui.kit.fields import combo, number_edit
from app.ui.kit.flow import Flow
from app.ui.kit.pickers import fill_combo
from app.ui.kit.words import column, label
from app.ui.theme import Look

SIZE_WORDS: Final = {
    PrintSize.NORMAL: "Normal print",
    PrintSize.LARGE: "Large print (18 point)",
    PrintSize.LARGER: "Larger print (24 point)",
}
MOST_COPIES: Final = 100


class HowBox(QWidget):
    """The size and the copies side by side; below one another where there is no room."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.size_box, self.copies = combo("Print size"), number_edit("Copies", 1)
        self.size_box.setMinimumContentsLength(20)
        self.copies.setMaximum(MOST_COPIES)
        fill_combo(self.size_box, [(words, size) for size, words in SIZE_WORDS.items()], PrintSize.NORMAL)
        flow = Flow(self, spacing=12)
        for title, part in (("Print size", self.size_box), ("Copies", self.copies)):
            cell, name = QWidget(), label(title, "strong", wrap=False)
            name.setBuddy(part)
            cell.setLayout(column(name, part, spacing=4))
            flow.addWidget(cell)
        self.size_box.currentIndexChanged.connect(self.changed)
        self.copies.valueChanged.connect(self.changed)

    @property
    def how(self) -> PaperHow:
        """What is chosen."""
        return PaperHow(size=PrintSize(self.size_box.currentData()), copies=self.copies.value())


class HowLine(Disclosure):
    """The same behind one quiet line, which says what is chosen: most papers are printed as usual."""

    def __init__(self, look: Look) -> None:
        self.parts = HowBox()
        super().__init__(look, "", self.parts)
        self.parts.changed.connect(self._tell)
        self._tell()

    @property
    def how(self) -> PaperHow:
        """What is chosen."""
        return self.parts.how

    @Slot()
    def _tell(self) -> None:
        how = self.how
        self.rename(f"How it is printed: {SIZE_WORDS[how.size].lower()}, {count_of(how.copies, 'copy', 'copies')}")
