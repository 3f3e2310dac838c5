"""One question before the panel: how its grades spread, without a name, and below that what the panel thinks."""

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QPlainTextEdit, QVBoxLayout, QWidget

from app.core.errors import AppError
from app.core.shapes.charts import Bar, BarChart
from app.core.shapes.meetings import Consensus, QuestionSpread, SpreadAnswer, Vote
from app.ui.actions.action_line import low
from app.ui.kit.choices import Choices, Option
from app.ui.kit.disclosure import Disclosure
from app.ui.kit.fields import field, number_edit
from app.ui.kit.flow import Flow
from app.ui.kit.message_bar import MessageBar
from app.ui.kit.picture import Picture
from app.ui.kit.words import Card, bare, button, clear_layout, column, label, row, rule
from app.ui.meetings.words import vote_words
from app.ui.quality.chart import ChartView
from app.ui.theme import Look

Typed = tuple[str, tuple[int, ...], str]
"""What a form of the panel's view holds: the option chosen, the votes, the minority note."""

NOT_AGREED = "-"
"""The option for a panel that did not agree; an answer's own code is never this."""


def chart_of(spread: QuestionSpread) -> BarChart:
    """How the grades of a question spread, as bars with words."""
    total = sum(answer.count for answer in spread.answers)
    bars = (Bar(label=one.label, count=one.count, of=total, told=_told(one, total)) for one in spread.answers)
    return BarChart(title=spread.text, bars=tuple(bars))


def _told(answer: SpreadAnswer, total: int) -> str:
    return f"{answer.count} of {total}" if answer.count else "nobody"


class QuestionCard(Card):
    """Bars, reasons and notes above; the panel's view below, as it was set down or as a form."""

    agreed = Signal(object)

    def __init__(self, look: Look, spread: QuestionSpread, voters: int) -> None:
        super().__init__(spacing=10)
        self._look, self.spread, self._changing, self._takes = look, spread, False, True
        self.form = ViewForm(look, spread, voters)
        self.trouble = MessageBar(look)
        self._standing = column(spacing=3)
        self.change_button = button("Change the panel’s view", name=f"Change the panel’s view: {spread.text}")
        self._change_part, self._view_part = QWidget(), QWidget()
        self._change_part.setLayout(bare(row(self.change_button, None), 0))
        self.optional = Disclosure(look, "Set down a view on this question too", QWidget())
        self._build()
        self.form.given.connect(self.agreed)
        self.change_button.clicked.connect(self._change)
        self.show_spread(spread)

    def show_spread(self, spread: QuestionSpread) -> None:
        """Show what stands now; a form that is being filled in stays as it is."""
        changed, agreed = spread.consensus != self.spread.consensus, spread.consensus
        self.spread = spread
        if changed:
            self.trouble.clear()
        clear_layout(self._standing)
        if agreed is not None:
            self._standing.addLayout(standing(self._look, agreed))
        self._changing = self._changing and not changed
        self._change_part.setVisible(agreed is not None and not self._changing and self._takes)
        optional = not spread.to_agree and agreed is None
        self.optional.setVisible(optional)
        self.form.setVisible(self._changing or (agreed is None and (not optional or self.optional.button.isChecked())))

    def take_views(self, takes: bool) -> None:
        """Whether a view is taken now: if not, none is offered to be changed, and what was begun waits as it is."""
        self._takes = takes
        for part in (self.form, self.optional):
            part.setEnabled(takes)
        self.show_spread(self.spread)

    @property
    def half_typed(self) -> bool:
        """Whether the form holds something that is not set down."""
        return not self.form.isHidden() and self.form.begun

    def refuse(self, error: AppError) -> None:
        """Say why it was not set down."""
        self.trouble.show_message("bad", error.what, error.fix)

    def _build(self) -> None:
        spread, look = self.spread, self._look
        self.box.addWidget(label(spread.text, "strong"))
        if spread.answers:
            self.box.addWidget(ChartView(look, chart_of(spread)))
        if spread.reasons:
            told = ",  ".join(f"{words} ({count})" for words, count in spread.reasons)
            self.box.addLayout(column(label("Reasons that were ticked", "key"), label(told), spacing=2))
        if spread.notes:
            notes = [label(f"“{text}”") for text in spread.notes]
            self.box.addLayout(column(label("What members wrote", "key"), *notes, spacing=2))
        if not (spread.answers or spread.notes):
            self.box.addWidget(label("Nobody wrote anything.", "soft"))
        title = label("The panel’s view", "key")
        parts = (rule(), title, self._standing, self.optional, self.form, self.trouble, self._change_part)
        self._view_part.setLayout(bare(column(*parts, spacing=10), 10))
        low(self._view_part)
        self.box.addWidget(self._view_part)
        self._view_part.setVisible(bool(spread.answers))
        self.optional.button.toggled.connect(self.form.setVisible)

    @Slot()
    def _change(self) -> None:
        self._changing = True
        self.form.show_vote(self.spread.consensus)
        self.show_spread(self.spread)
        self.form.answer.segments[0].setFocus()


class ViewForm(QWidget):
    """The answer, the votes, and what those say who see it otherwise."""

    given = Signal(object)

    def __init__(self, look: Look, spread: QuestionSpread, voters: int) -> None:
        super().__init__()
        self._look, self._question, self._voters = look, spread.question, voters
        options = [Option(code=one.code, key="", label=one.label, tone=one.tone) for one in spread.answers]
        options.append(Option(code=NOT_AGREED, key="", label="Not agreed", tone="neutral"))
        self.answer = Choices(look, options, name=f"The panel’s view: {spread.text}", most=4)
        self.votes = {
            name: number_edit(f"{words}: {spread.text}", 0, least=0)
            for name, words in (("for", "Votes for"), ("against", "Votes against"), ("abstained", "Abstained"))
        }
        self.all_button = button(f"All {voters} for it", name=f"All {voters} for it: {spread.text}")
        self.minority = QPlainTextEdit()
        self.minority.setTabChangesFocus(True)
        self.minority.setAccessibleName(f"What those say who see it otherwise: {spread.text}")
        self.minority_part = Disclosure(look, "A minority note", self.minority)
        self.go_button = button("Set this down", kind="primary", name=f"Set down the panel’s view: {spread.text}")
        self._build()
        self.all_button.clicked.connect(self._all)
        self.go_button.clicked.connect(self._give)
        self.answer.chosen.connect(self._allow)
        look.changed.connect(self._fit)
        self._fit()
        self._allow()

    def show_vote(self, agreed: Consensus | None) -> None:
        """Fill the form with what stands."""
        if agreed is None:
            return
        counts = (agreed.votes_for, agreed.votes_against, agreed.votes_abstained)
        self.restore((agreed.choice or NOT_AGREED, counts, agreed.minority))

    @property
    def typed(self) -> Typed:
        """What stands in the form, to be put back into it later."""
        votes = tuple(edit.value() for edit in self.votes.values())
        return self.answer.value, votes, self.minority.toPlainText().strip()

    @property
    def begun(self) -> bool:
        """Whether anything stands in it."""
        chosen, votes, minority = self.typed
        return bool(chosen or minority or any(votes))

    def restore(self, typed: Typed) -> None:
        """Put back what stood in it."""
        chosen, votes, minority = typed
        self.answer.show_value(chosen)
        for edit, number in zip(self.votes.values(), votes, strict=True):
            edit.setValue(number)
        self.minority.setPlainText(minority)
        self.minority_part.open(bool(minority))
        self._allow()

    @property
    def vote(self) -> Vote:
        """What the form says."""
        chosen = self.answer.value
        return Vote(
            question=self._question,
            choice="" if chosen == NOT_AGREED else chosen,
            votes_for=self.votes["for"].value(),
            votes_against=self.votes["against"].value(),
            votes_abstained=self.votes["abstained"].value(),
            minority=self.minority.toPlainText().strip(),
        )

    def _build(self) -> None:
        numbers = QWidget()
        flow = Flow(numbers, spacing=12)
        for name, edit in zip(("For", "Against", "Abstained"), self.votes.values(), strict=True):
            part = QWidget()
            part.setLayout(bare(field(name, edit), 2))
            flow.addWidget(part)
        may = "1 member may vote." if self._voters == 1 else f"{self._voters} members may vote."
        parts = (
            self.answer,
            numbers,
            row(self.all_button, label(may, "small"), stretch=1),
            self.minority_part,
            row(self.go_button, None),
        )
        self.setLayout(bare(column(*parts, spacing=10), 10))

    @Slot()
    def _fit(self) -> None:
        self.minority.setFixedHeight(self._look.em(4))
        for edit in self.votes.values():
            edit.setFixedWidth(self._look.em(6))

    @Slot()
    def _allow(self) -> None:
        self.go_button.setEnabled(bool(self.answer.value))
        self.all_button.setEnabled(bool(self.answer.value) and self.answer.value != NOT_AGREED)

    @Slot()
    def _all(self) -> None:
        for name, edit in self.votes.items():
            edit.setValue(self._voters if name == "for" else 0)
        self.go_button.setFocus()

    @Slot()
    def _give(self) -> None:
        self.given.emit(self.vote)


def standing(look: Look, agreed: Consensus) -> QVBoxLayout:
    """What a panel set down, with its votes and its minority note."""
    icon, tone = ("check", "good") if agreed.choice else ("info", "warn")
    told = agreed.label if agreed.choice else "The panel did not agree"
    head = row(Picture(look, icon, colour=tone, ems=1.1), label(told, "strong"), spacing=6, stretch=1)
    lines = [label(vote_words(agreed)[0].upper() + vote_words(agreed)[1:], "soft")]
    if agreed.minority:
        lines.append(label(f"Minority note: “{agreed.minority}”"))
    return column(head, *lines, spacing=3)
