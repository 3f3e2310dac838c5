"""How far a panel agreed, question by question: the plain count first, then the measures that allow for luck."""

from PySide6.QtWidgets import QVBoxLayout

from app.core.shapes.charts import Grid, Head
from app.core.shapes.figures import AgreementLine
from app.core.shapes.results import KindAgreement, RoundAgreement
from app.core.words import count_of
from app.ui.kit.message_bar import note
from app.ui.kit.words import Card, bare, clear_layout, column, label
from app.ui.quality.grid_table import FoldedGrid
from app.ui.theme import Look

_HEADS = (
    Head(title="Question"),
    Head(title="Cases", number=True),
    Head(title="All the same", number=True),
    Head(title="Percent", number=True),
    Head(title="AC1", number=True),
    Head(title="Alpha", number=True),
    Head(title="Alpha, near misses nearer", number=True),
)
_NONE = "–"


class AgreementCard(Card):
    """The agreement of a round, or why there is none to see."""

    def __init__(self, look: Look) -> None:
        super().__init__(spacing=10)
        self._look = look
        self.box.addWidget(label("How far the panel agreed", "large"))
        self._body = bare(QVBoxLayout(), 12)
        self.box.addLayout(self._body)

    def show_waiting(self, sheets: int) -> None:
        """Sheets are still to come, so nothing is shown."""
        clear_layout(self._body)
        words = f"Still to come: {count_of(sheets, 'sheet')}. Nobody sees how others graded before all are in."
        self._body.addWidget(note(self._look, "info", words))

    def show_agreement(self, found: RoundAgreement) -> None:
        """Show the agreement of a round."""
        clear_layout(self._body)
        for sentence in found.sentences:
            self._body.addWidget(note(self._look, "info", sentence))
        for kind in found.kinds:
            self._add_kind(kind, alone=len(found.kinds) == 1)

    def _add_kind(self, kind: KindAgreement, *, alone: bool) -> None:
        if not alone:
            self._body.addWidget(label(kind.kind_label, "value"))
        some = [line for line in kind.lines if line.cases]
        for line in some:
            plain, *others = line.sentences
            words = [label(f"{line.question}. {line.label}", "strong"), label(plain)]
            words += [label(" ".join(others), "soft")] if others else []
            self._body.addLayout(column(*words, spacing=4))
        none = [line.question for line in kind.lines if not line.cases]
        if none:
            self._body.addWidget(label(f"No case has answers from two graders: {', '.join(none)}.", "soft"))
        grid = Grid(
            title=f"Agreement: {kind.kind_label}", heads=_HEADS, rows=tuple(_cells(line) for line in kind.lines)
        )
        self._body.addWidget(FoldedGrid(self._look, grid))


def _cells(line: AgreementLine) -> tuple[str, ...]:
    measures = (line.percent, line.ac1, line.alpha, line.alpha_ordinal)
    return (line.question, f"{line.cases:,}", f"{line.unanimous:,}", *(text or _NONE for text in measures))
