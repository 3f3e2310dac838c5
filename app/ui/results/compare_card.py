"""A line manager's grades beside a panel's, on cases that both graded blind."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout

from app.core.errors import AppError
from app.core.shapes.results import ComparisonChoice, RoundComparison
from app.core.words import count_of
from app.ui.kit.fields import combo, field
from app.ui.kit.message_bar import MessageBar
from app.ui.kit.pickers import fill_combo
from app.ui.kit.words import Card, bare, clear_layout, column, label
from app.ui.theme import Look


class CompareCard(Card):
    """Which round this one is held against, and what came of it."""

    wanted = Signal()

    def __init__(self, look: Look) -> None:
        super().__init__(spacing=10)
        self.other = combo("Held against")
        self.trouble = MessageBar(look)
        self._body = bare(QVBoxLayout(), 12)
        self.box.addWidget(label("Line manager and community", "large"))
        self.box.addLayout(field("Held against", self.other))
        self.box.addWidget(self.trouble)
        self.box.addLayout(self._body)
        self.other.currentIndexChanged.connect(self.wanted)

    @property
    def chosen(self) -> int | None:
        """The round that is chosen; None where there is none."""
        return self.other.currentData()

    def show_choices(self, choices: tuple[ComparisonChoice, ...]) -> None:
        """The rounds there are; the card is there only where there is one."""
        entries = [(f"{one.label} ({count_of(one.cases, 'case')} in both)", one.round_id) for one in choices]
        fill_combo(self.other, entries, self.chosen)
        self.setVisible(bool(choices))

    def show_comparison(self, found: RoundComparison) -> None:
        """Show what came of it."""
        self.trouble.clear()
        clear_layout(self._body)
        self._body.addWidget(label(" ".join(found.sentences), "soft"))
        for kind in found.kinds:
            for line in kind.lines:
                plain, *others = line.sentences
                words = [label(f"{line.agreement.question}. {line.agreement.label}", "strong"), label(plain)]
                words += [label(" ".join(others), "soft")] if others else []
                self._body.addLayout(column(*words, spacing=4))

    def refuse(self, error: AppError) -> None:
        """Say why nothing is shown."""
        clear_layout(self._body)
        self.trouble.show_message("info", error.what, error.fix)
