"""What became of a file, in plain words: every row is either stored or named below with its reason."""

from PySide6.QtCore import Signal

from app.core.shapes.workspaces import ImportResult, KindListing, RowProblem
from app.core.words import count_of
from app.ui.kit.announce import announce
from app.ui.kit.message_bar import note
from app.ui.kit.table import Column, Table
from app.ui.kit.words import Card, button, clear_layout, label, row
from app.ui.theme import Look

_COLUMNS = (
    Column(title="Row", text=lambda problem: f"{problem.row:,}", ems=4, number=True),
    Column(title="Line", text=lambda problem: f"{problem.line:,}", ems=4, number=True),
    Column(title="Column", text=lambda problem: problem.column, ems=9),
    Column(title="What stood there", text=lambda problem: problem.value, ems=10),
    Column(title="Why it was not stored", text=lambda problem: _reason(problem)),
)


class ResultCard(Card):
    """Shown after an import, until the next."""

    draw_wanted = Signal()

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self.hide()

    def show_result(self, result: ImportResult, kinds: tuple[KindListing, ...]) -> None:
        """Show what came of a file."""
        clear_layout(self.box)
        names = {kind.kind: kind.label for kind in kinds}
        tone = "good" if not result.rejected else "warn"
        self.box.addWidget(note(self._look, tone, summary(result)))
        for sentence in sentences(result, names):
            self.box.addWidget(label(sentence))
        if result.problems:
            self.box.addWidget(label("Rows that were not stored", "strong"))
            problems = Table(self._look, _COLUMNS, name="Rows that were not stored", most=8)
            problems.show_rows(result.problems)
            self.box.addWidget(problems)
        onward = button("Go on to the draw", kind="primary")
        onward.clicked.connect(self.draw_wanted)
        self.box.addLayout(row(onward, None))
        self.show()
        announce(self, summary(result))


def summary(result: ImportResult) -> str:
    """The one sentence: rows read are rows stored and rows not stored."""
    read = f"{count_of(result.rows_read, 'row')} read: {result.stored:,} stored"
    return f"{read}, none left out." if not result.rejected else f"{read}, {result.rejected:,} not stored."


def sentences(result: ImportResult, names: dict[str, str]) -> list[str]:
    """What else a person should know."""
    found = []
    if len(result.by_kind) > 1:
        parts = ", ".join(f"{names.get(kind, kind)} {count:,}" for kind, count in result.by_kind.items())
        found.append(f"Sorted by kind: {parts}.")
    if result.identical:
        same = count_of(result.identical, "row is", "rows are")
        found.append(f"{same} the same as an earlier row of the file. Each was stored: it may be another search.")
    if result.versions:
        known = count_of(result.versions, "record was", "records were")
        found.append(f"{known} here already and got a new version; the older one is kept.")
    if result.unknown_values:
        columns = ", ".join(sorted(result.unknown_values))
        found.append(f"Some values are not in our lists and were kept as they stood: {columns}.")
    if result.unmapped:
        columns = ", ".join(f"{column} ({count:,})" for column, count in result.unmapped.items())
        found.append(f"Columns that were not stored, because nothing here uses them: {columns}.")
    if result.date_only:
        columns = ", ".join(f"{column} ({count:,})" for column, count in result.date_only.items())
        found.append(f"Days without a time, kept as midnight: {columns}.")
    return found


def _reason(problem: RowProblem) -> str:
    if not problem.also:
        return problem.reason
    return f"{problem.reason} (and {count_of(len(problem.also), 'more problem')})"
