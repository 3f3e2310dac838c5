"""One filled form that came back: whose it is, what is wrong with it, and line by line what it says."""

from typing import Final, NamedTuple

from PySide6.QtGui import QResizeEvent

from app.core.shapes.filled_forms import FilledForm, FormChange, FormLine
from app.core.words import count_of
from app.ui.kit.disclosure import Disclosure
from app.ui.kit.message_bar import note
from app.ui.kit.table import Column, Table
from app.ui.kit.words import Card, column, label
from app.ui.theme import Look


class Line(NamedTuple):
    """A line of a form, with the case that it is about."""

    case: int
    said: FormLine


_WHAT: Final = {
    FormChange.NEW: "Will be saved",
    FormChange.SAME: "Stands already",
    FormChange.DIFFERENT: "Stays unless replaced",
}
_COLUMNS: Final = (
    Column(title="Case", text=lambda line: str(line.case), ems=3.2, number=True),
    Column(title="Question", text=lambda line: line.said.label),
    Column(title="Stands now", text=lambda line: line.said.stands or "–", ems=10),
    Column(title="The form says", text=lambda line: line.said.says, ems=11),
    Column(title="What comes of it", text=lambda line: _WHAT[line.said.change], ems=11),
)
_STANDS, _SAYS, _COMES = 2, 3, 4


class FormTable(Table):
    """The lines of a form; where there is little room, what comes of each is seen from what stands there."""

    def __init__(self, look: Look, lines: list[Line], *, name: str) -> None:
        super().__init__(look, _COLUMNS, name=name, most=9)
        self.setColumnHidden(_STANDS, not any(line.said.stands for line in lines))
        self.show_rows(lines)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fit the new size."""
        super().resizeEvent(event)
        em = self._look.em
        narrow = self.width() < em(40 if self.isColumnHidden(_STANDS) else 54)
        self.setColumnHidden(_COMES, narrow)
        for at in (_STANDS, _SAYS):
            self.horizontalHeader().resizeSection(at, em(6 if narrow else _COLUMNS[at].ems))


class FilledCard(Card):
    """What stands otherwise comes first, then what is new; what stands already is behind a line."""

    def __init__(self, look: Look, form: FilledForm) -> None:
        super().__init__(padding=12, spacing=8)
        self.form = form
        whose = f"Seat {form.seat}" + (f", {form.name}" if form.name else "") if form.seat else form.file
        about = "  ·  ".join(filter(None, (form.stage_label, form.paper, form.file if form.seat else "")))
        self.title = label(whose, "strong")
        told = [label(about, "small")] if about else []
        self.box.addLayout(column(self.title, *told, label(form_words(form), "soft"), spacing=2))
        for sentence in form.problems:
            self.box.addWidget(note(look, "bad", sentence))
        for sentence in _told(form):
            self.box.addWidget(note(look, "warn", sentence))
        lines = [Line(case=case.number, said=line) for case in form.cases for line in case.lines]
        first = [line for line in lines if line.said.change is FormChange.DIFFERENT]
        first += [line for line in lines if line.said.change is FormChange.NEW]
        if first:
            self.box.addWidget(FormTable(look, first, name=f"What will come of {whose}"))
        if same := [line for line in lines if line.said.change is FormChange.SAME]:
            words = f"{count_of(len(same), 'answer stands', 'answers stand')} already as the form has it"
            self.box.addWidget(Disclosure(look, words, FormTable(look, same, name=f"What stands already of {whose}")))


def form_words(form: FilledForm) -> str:
    """What comes of a form, in a sentence."""
    if form.problems:
        return "Nothing is taken of this file."
    new, otherwise = form.count(FormChange.NEW), form.count(FormChange.DIFFERENT)
    if not (new or otherwise or form.count(FormChange.SAME)):
        return "Nothing is filled in on it."
    said = f"{count_of(new, 'answer')} will be saved" if new else "Nothing new is in it"
    return f"{said}; {otherwise:,} stand otherwise." if otherwise else f"{said}."


def _told(form: FilledForm) -> list[str]:
    """What is not as it was issued, and what is not taken, in sentences."""
    return [*form.told, *(f"Case {case.number}: {sentence}" for case in form.cases for sentence in case.told)]
