"""What became of a file, in plain words: each row is stored, or named below with its reason, as unread cells are."""

from collections.abc import Callable, Iterator

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QPushButton

from app.core.shapes.workspaces import ImportResult, KindListing, RowProblem
from app.core.words import count_of
from app.ui.kit.announce import announce
from app.ui.kit.message_bar import note
from app.ui.kit.table import Column, Table
from app.ui.kit.words import Card, button, clear_layout, label, row
from app.ui.nav import Place
from app.ui.theme import Look

_COLUMNS = (
    Column(title="Row", text=lambda problem: f"{problem.row:,}", ems=4, number=True),
    Column(title="Line", text=lambda problem: f"{problem.line:,}", ems=4, number=True),
    Column(title="Column", text=lambda problem: problem.column, ems=9),
    Column(title="What stood there", text=lambda problem: problem.value, ems=10),
    Column(title="Why it was not stored", text=lambda problem: _reason(problem)),
)


_ONWARD = ((Place.DRAW, "Make a list"), (Place.QUALITY, "See the quality page"), (Place.BROWSE, "See the records"))
"""What comes next, the usual first."""
_MOST_WORDS = 6


class ResultCard(Card):
    """Shown after an import, until the next."""

    go_wanted = Signal(object)
    """A place: where the person wants to go next."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self.onward: list[QPushButton] = []
        self.hide()

    def show_result(
        self, result: ImportResult, file_name: str, kinds: tuple[KindListing, ...], fields: dict[str, str]
    ) -> None:
        """Show what came of a file; ``fields`` are the fields' names."""
        clear_layout(self.box)
        names = {**fields, **{kind.kind: kind.label for kind in kinds}}
        self.box.addWidget(label(f"{file_name}, read as “{result.layout}”", "strong"))
        tone = "good" if not (result.rejected or result.unread_values) else "warn"
        self.box.addWidget(note(self._look, tone, summary(result)))
        for sentence in sentences(result, names):
            self.box.addWidget(label(sentence))
        if result.problems:
            self.box.addWidget(label("Rows that were not stored", "strong"))
            problems = Table(self._look, _COLUMNS, name="Rows that were not stored", most=8)
            problems.show_rows(result.problems)
            self.box.addWidget(problems)
        self.onward = []
        for number, (place, words) in enumerate(_ONWARD):
            made = button(words, kind="" if number else "primary")
            made.clicked.connect(self._goer(place))
            self.onward.append(made)
        self.box.addLayout(row(*self.onward, None, spacing=8))
        self.show()
        self.onward[0].setFocus()
        announce(self, summary(result))

    def _goer(self, place: Place) -> Callable[[], None]:
        return lambda: self.go_wanted.emit(place)


def summary(result: ImportResult) -> str:
    """In short: rows read are rows stored and rows not stored; and whether a cell could not be read."""
    read = f"{count_of(result.rows_read, 'row')} read: {result.stored:,} stored"
    told = f"{read}, none left out." if not result.rejected else f"{read}, {result.rejected:,} not stored."
    unread = sum(one.count for one in result.unread_values)
    return f"{told} {count_of(unread, 'cell')} could not be read: see below." if unread else told


def sentences(result: ImportResult, names: dict[str, str]) -> list[str]:
    """What else a person should know."""
    found = [*result.notes]
    if len(result.by_kind) > 1:
        parts = ", ".join(f"{names.get(kind, kind)} {count:,}" for kind, count in result.by_kind.items())
        found.append(f"Sorted by kind: {parts}.")
    if result.left_out:
        found.append(f"{count_of(result.left_out, 'row')} left out as you said, each the copy of another.")
    if stored_twice := result.identical - result.left_out:
        same = count_of(stored_twice, "row is", "rows are")
        found.append(f"{same} the same as an earlier row of the file. Each was stored: it may be another one.")
    if result.versions:
        known = count_of(result.versions, "record was", "records were")
        found.append(f"{known} here already and got a new version; the older one is kept.")
    for name, words in result.unknown_values.items():
        found.append(
            f"Words that are not in our lists, kept as they stand, in “{names.get(name, name)}”: {_counted(words)}."
        )
    found += _unread(result, names)
    if result.unmapped:
        found.append(f"Columns that were not stored (filled cells): {_counted(result.unmapped)}.")
    if result.date_only:
        found.append(f"Days without a time, kept as midnight: {_counted(result.date_only)}.")
    return found


def _unread(result: ImportResult, names: dict[str, str]) -> Iterator[str]:
    """By field and what became of them, the cells that could not be read."""
    cells: dict[tuple[str, str], dict[str, int]] = {}
    for one in result.unread_values:
        word = f"“{one.value}”" if one.value else "not shown"
        cells.setdefault((one.field, one.became), {})[word] = one.count
    for (name, became), words in cells.items():
        count = sum(words.values())
        why, _, end = became.rpartition(": ")
        told = f"{'It' if count == 1 else 'Each'} {why}, and was {end}."
        yield f"{count_of(count, 'cell')} of “{names.get(name, name)}” could not be read: {_counted(words)}. {told}"


def _counted(counts: dict[str, int]) -> str:
    """The commonest with their counts, and how many more there are."""
    ordered = sorted(counts.items(), key=lambda item: -item[1])
    words = ", ".join(f"{name} ({count:,})" for name, count in ordered[:_MOST_WORDS])
    return words if len(ordered) <= _MOST_WORDS else f"{words} and {len(ordered) - _MOST_WORDS:,} more"


def _reason(problem: RowProblem) -> str:
    if not problem.also:
        return problem.reason
    return f"{problem.reason} (and {count_of(len(problem.also), 'more problem')})"
