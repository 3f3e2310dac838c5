"""What is asked for the papers after a meeting: what the panel agreed to have told, and how figures are wanted."""

from PySide6.QtWidgets import QPlainTextEdit, QWidget

from app.core.shapes.reports import ReportChoice
from app.core.shapes.summaries import SummaryWords
from app.ui.kit.fields import Tick, combo, field, line_edit
from app.ui.kit.pickers import fill_combo
from app.ui.kit.words import column, label
from app.ui.theme import Look


class ReportForm(QWidget):
    """Names and members' own words stand in a report only where the panel agreed to it."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self.names = Tick(look, "With the names of the members who came")
        self.words = Tick(look, "With what members wrote, in their own words: read the report before you give it on")
        said = label("Without these it holds numbers, and what the panel agreed.", "small")
        self.setLayout(column(said, self.names, self.words, spacing=2))

    @property
    def choice(self) -> ReportChoice:
        """What the panel agreed to."""
        return ReportChoice(names=self.names.isChecked(), words=self.words.isChecked())

    def forget(self) -> None:
        """Another meeting: nothing is agreed."""
        for tick in (self.names, self.words):
            tick.setChecked(False)


class TablesForm(QWidget):
    """One workbook with a sheet for each table, or a plain file for each."""

    def __init__(self) -> None:
        super().__init__()
        self.format = combo("How they are written")
        fill_combo(self.format, (("One workbook (XLSX)", ".xlsx"), ("A file each (CSV)", ".csv")), ".xlsx")
        self.setLayout(field("How they are written", self.format))

    @property
    def suffix(self) -> str:
        """What the file's name ends in."""
        return str(self.format.currentData())


class SummaryForm(QWidget):
    """A person's own sentences beside the counts; each line is one."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self.good, self.learning, self.contact = QPlainTextEdit(), QPlainTextEdit(), line_edit()
        hint = "Optional. A sentence a line; no names, and no numbers in figures or words: these come from the counts."
        self.setLayout(
            column(
                field("What was done well", self.good, hint),
                field("What is to be learnt", self.learning, "Optional, in the same way."),
                field(
                    "Whom to ask",
                    self.contact,
                    "Optional: an office, its telephone, e-mail or web address; else the force is named.",
                ),
                spacing=10,
            )
        )
        for box in (self.good, self.learning):
            box.setTabChangesFocus(True)
        self._fit()
        look.changed.connect(self._fit)

    @property
    def words(self) -> SummaryWords:
        """What was written."""
        return SummaryWords(good=_lines(self.good), learning=_lines(self.learning), contact=self.contact.text().strip())

    def forget(self) -> None:
        """Another meeting: nothing is written."""
        for box in (self.good, self.learning, self.contact):
            box.clear()

    def _fit(self) -> None:
        """Room for three lines, whatever the size of the text."""
        for box in (self.good, self.learning):
            box.setFixedHeight(self._look.em(4.6))


def _lines(box: QPlainTextEdit) -> tuple[str, ...]:
    return tuple(line.strip() for line in box.toPlainText().splitlines() if line.strip())
