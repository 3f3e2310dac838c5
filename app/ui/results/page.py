"""What the grades of a round add up to. It names no grader, no officer and no team; nothing here is a table of them."""

from typing import ClassVar, NamedTuple

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QWidget

from app.core.changes import Topic
from app.core.errors import AppError
from app.core.shapes.results import ComparisonChoice, Disagreements, ResultRound, RoundAgreement, RoundRates
from app.ui.context import PageContext
from app.ui.kit.announce import announce
from app.ui.kit.empty import Empty
from app.ui.kit.fields import combo, field
from app.ui.kit.message_bar import MessageBar
from app.ui.kit.page import Page, ScrollColumn, heading
from app.ui.kit.pickers import fill_combo
from app.ui.kit.words import bare, column
from app.ui.nav import Place, is_for
from app.ui.results.agreement_card import AgreementCard
from app.ui.results.compare_card import CompareCard
from app.ui.results.rates_card import RatesCard
from app.ui.results.talk_card import TalkCard
from app.ui.wanted import CaseToGrade


class _Read(NamedTuple):
    """What is read of a round at once; ``agreement`` is None while ``to_come`` sheets are."""

    round: ResultRound
    rates: RoundRates
    to_come: int
    agreement: RoundAgreement | None
    choices: tuple[ComparisonChoice, ...]
    rights: frozenset[str]


class ResultsPage(Page):
    """Rates, agreement, what to talk of first, and a comparison, of one round."""

    topics: ClassVar[frozenset[Topic]] = frozenset({Topic.ROUNDS, Topic.SHEETS, Topic.DRAWS})

    def __init__(self, context: PageContext) -> None:
        super().__init__(context)
        look = context.look
        self._rounds: tuple[ResultRound, ...] = ()
        self._wanted: int | None = None
        self._shown: int | None = None
        self.round = combo("Round")
        self.trouble = MessageBar(look)
        self.talk, self.rates = TalkCard(look), RatesCard(look)
        self.agreement, self.compare = AgreementCard(look), CompareCard(look)
        self.empty = Empty(
            look,
            "results",
            "There is no round yet",
            "Results come from graded cases: draw a sample and grade it, or set up a panel’s meeting.",
            "Go to the draws",
        )
        self._some = QWidget()
        self._build()

    def refresh(self) -> None:
        """Read again what is shown."""
        services, ws = self.context.services, self.context.desk.workspace
        self.context.tasks.run(lambda: services.list_results(ws), then=self._show_rounds)

    def arrive(self, wanted: object) -> None:
        """A round that the person came for."""
        if isinstance(wanted, int):
            self._wanted = wanted
            if self._rounds:
                self._show_rounds(self._rounds)

    def reset(self) -> None:
        """Forget what was shown of another workspace."""
        super().reset()
        self._rounds, self._wanted, self._shown = (), None, None
        self.talk.forget()
        self.trouble.clear()

    # ---------------------------------------------------------------- building
    def _build(self) -> None:
        sentence = (
            "What the grades of a round add up to, question by question. It is about cases: no figure is of an "
            "officer, a team or a grader."
        )
        page = ScrollColumn(self.context, ems=62, fitted=True)
        page.box.addLayout(heading("Results", sentence))
        page.box.addWidget(self.empty)
        inner = bare(column(field("Round", self.round), self.trouble, spacing=14), 14)
        for card in self._cards:
            inner.addWidget(card)
        self._some.setLayout(inner)
        self._some.setProperty("bare", True)
        page.box.addWidget(self._some)
        page.box.addStretch(1)
        self.page = page
        self.setLayout(column(page))
        for part in (self.empty, *self._cards):
            part.hide()
        self.round.currentIndexChanged.connect(self._chosen)
        self.empty.act.clicked.connect(self._draw)
        self.talk.wanted.connect(self._ask_disagreements)
        self.talk.case_wanted.connect(self._open_case)
        self.compare.wanted.connect(self._ask_comparison)

    @property
    def _cards(self) -> tuple[QWidget, ...]:
        return (self.talk, self.agreement, self.rates, self.compare)

    # ---------------------------------------------------------------- the round
    def _show_rounds(self, rounds: tuple[ResultRound, ...]) -> None:
        self._rounds = rounds
        self.empty.setVisible(not rounds)
        self._some.setVisible(bool(rounds))
        chosen = self.round.currentData() if self._wanted is None else self._wanted
        self._wanted = None
        fill_combo(self.round, [(f"R{one.round_id}: {one.label}", one.round_id) for one in rounds], chosen)
        if rounds:
            self._read_round()

    @Slot()
    def _chosen(self) -> None:
        self._read_round()

    def _read_round(self) -> None:
        services, ws = self.context.services, self.context.desk.workspace
        number = self.round.currentData()
        chosen = next((one for one in self._rounds if one.round_id == number), None)
        if chosen is None:
            return

        def read() -> _Read:
            to_come = services.still_to_come(ws, number)
            return _Read(
                round=chosen,
                rates=services.rates_of(ws, number),
                to_come=to_come,
                agreement=None if to_come else services.agreement_of(ws, number),
                choices=services.comparable_with(ws, number),
                rights=services.signed_in(ws).rights,
            )

        self.context.tasks.run(read, then=self._show, refused=self._refused)

    def _show(self, read: _Read) -> None:
        if read.round.round_id != self.round.currentData():
            return  # another was chosen meanwhile
        fresh = read.round.round_id != self._shown
        self._shown = read.round.round_id
        self.trouble.clear()
        if fresh:
            self.talk.forget()
        self.talk.may_open = is_for(Place.MEETINGS, read.rights)
        self.talk.setVisible(read.round.meeting)
        self._show_agreement(read)
        self.rates.show_rates(read.rates)
        self.rates.show()
        self.compare.show_choices(read.choices)
        if read.choices:
            self._ask_comparison()
        if self.talk.shown:
            self._ask_disagreements()
        if fresh:
            announce(self, f"Results of {read.round.label}")

    def _show_agreement(self, read: _Read) -> None:
        if read.agreement is None:
            self.agreement.show_waiting(read.to_come)
        else:
            self.agreement.show_agreement(read.agreement)
        self.agreement.setVisible(read.round.meeting)

    def _refused(self, error: AppError) -> None:
        self._shown = None
        for card in self._cards:
            card.hide()
        self.trouble.show_message("bad", error.what, error.fix)

    # ---------------------------------------------------------------- what is asked for
    @Slot()
    def _ask_disagreements(self) -> None:
        services, ws, number = self.context.services, self.context.desk.workspace, self._shown
        if number is None:
            return

        def show(found: Disagreements) -> None:
            if found.round_id == self._shown:
                self.talk.show_found(found)

        self.context.tasks.run(
            lambda: services.disagreements_of(ws, number), then=show, refused=self.talk.refuse, initiator=self
        )

    @Slot()
    def _ask_comparison(self) -> None:
        services, ws = self.context.services, self.context.desk.workspace
        number, other = self._shown, self.compare.chosen
        if number is None or other is None:
            return
        self.context.tasks.run(
            lambda: services.comparison_of(ws, number, other),
            then=self.compare.show_comparison,
            refused=self.compare.refuse,
            initiator=self,
        )

    @Slot(int)
    def _open_case(self, case_id: int) -> None:
        if self._shown is not None:
            self.visit(Place.MEETINGS, CaseToGrade(round_id=self._shown, case_id=case_id))

    @Slot()
    def _draw(self) -> None:
        self.visit(Place.DRAW)
