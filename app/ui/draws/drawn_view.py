"""A sample: what to do with it in front; its cases; and behind quiet lines all that may be asked about it later."""

from pathlib import Path

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.core.errors import AppError
from app.core.shapes.draws import CaseLine, DrawView, FrameView
from app.core.shapes.reconciling import DueReconciliation
from app.ui.context import PageContext
from app.ui.draws.change_card import ChangeCard
from app.ui.draws.later_plan_card import LaterPlanCard
from app.ui.draws.reconcile_card import ReconcileCard
from app.ui.draws.seal_card import SealCard
from app.ui.draws.targeted_card import TargetedCard
from app.ui.draws.words import (
    SEED_WORDS,
    became_words,
    case_name,
    drawn_words,
    lodged_lines,
    other_lines,
    people_line,
)
from app.ui.kit.digest import Digest
from app.ui.kit.disclosure import Disclosure
from app.ui.kit.flow import Flow
from app.ui.kit.message_bar import MessageBar
from app.ui.kit.moments import moment
from app.ui.kit.page import ScrollColumn
from app.ui.kit.table import Column, Table
from app.ui.kit.words import Card, bare, button, clear_layout, column, label
from app.ui.papers.how_box import HowLine
from app.ui.tasks import Stopped

_CASES = (
    Column(title="No.", text=lambda line: str(line[0]), ems=3, number=True),
    Column(title="Case", text=lambda line: case_name(line[1])),
    Column(title="Group", text=lambda line: line[1].stratum, ems=4.5),
    Column(title="Case code", text=lambda line: line[1].token[:16], ems=10.5),
    Column(title="Draw number", text=lambda line: line[1].ticket[:16], ems=10.5),
    Column(title="What became of it", text=lambda line: line[2]),
)
_GROUP, _BECAME = 2, 5
Line = tuple[int, CaseLine, str]


class DrawnView(QWidget):
    """What a sergeant needs is in front: the cases, the round, the papers."""

    grade_wanted = Signal(int)
    paper_wanted = Signal(str, int, object)
    """(which paper, draw, file): pack, certificate or bundle."""

    def __init__(self, context: PageContext) -> None:
        super().__init__()
        look = context.look
        self.context = context
        self._draw: DrawView | None = None
        self.title, self.source_line, self.people_line = label("", "strong"), label("", "soft"), label("", "small")
        self.grade_button = button("&Grade these cases", kind="primary", name="Grade these cases")
        self.certificate_button = button("Write the c&ertificate (PDF) ...", name="Write the certificate")
        self.pack_button = button("Write the pac&k (PDF) ...", name="Write the pack")
        self.bundle_button = button("Write the check b&undle ...", name="Write the check bundle")
        self.how = HowLine(look)
        self.result = MessageBar(look)
        self.seed = Digest(look, name="Numbers of the draw", points=13.0, group=5)
        self.cases = Table(look, _CASES, name="Cases drawn", most=12)
        self.reserves = Table(look, _CASES, name="Reserves", most=5)
        self.change, self.reconcile = ChangeCard(context), ReconcileCard(context)
        self.targeted, self.later = TargetedCard(context), LaterPlanCard(context)
        self.seal_card = SealCard(context)
        self.change_part = Disclosure(look, "A case cannot be graded: replace it, or keep it back", self.change)
        self._numbers, self._others = QWidget(), QWidget()
        self.numbers_part = Disclosure(look, "The numbers, who rolled them, and the reserves", self._numbers)
        self.reconcile_part = Disclosure(look, "Is the list whole?", self.reconcile)
        self.targeted_part = Disclosure(look, "Cases that somebody asked for", self.targeted)
        self.later_part = Disclosure(look, "A further draw from the same list", self.later)
        self.others_part = Disclosure(look, "Other draws and other lists", self._others)
        self.seal_part = Disclosure(look, "The sealed list", self.seal_card)
        self._other_lines = bare(QVBoxLayout(), 4)
        self._lodged = bare(QVBoxLayout(), 2)
        self._build()
        self._connect()

    def show_draw(self, draw: DrawView, frame: FrameView, due: DueReconciliation | None) -> None:
        """Show a sample; the same one again stays where it is."""
        again = self._draw is not None and self._draw.draw_id == draw.draw_id
        self._draw = draw
        self.title.setText(drawn_words(draw))
        self.source_line.setText(f"{SEED_WORDS.get(draw.seed_source, '')} Drawn on {moment(draw.drawn_at)}.".strip())
        self.people_line.setText(people_line(draw))
        self.seed.show_text(draw.seed)
        self._show_cases(draw, frame)
        self.change.show_draw(draw)
        self.reconcile.show_frame(frame, due)
        self.targeted.show_draw(draw)
        self.later.show_frame(frame)
        self.later_part.setVisible(all(plan.drawn is not None for plan in frame.plans))
        self.reconcile_part.rename(f"Is the list whole?{_state(frame, due)}")
        self.seal_card.show_frame(frame)
        _fill(self._other_lines, other_lines(draw))
        _fill(self._lodged, lodged_lines(draw))
        self.others_part.setVisible(bool(other_lines(draw)))
        if not again:
            self.result.clear()
            for part in self._parts:
                part.open(False)
            self.page.verticalScrollBar().setValue(0)

    def told(self, tone: str, what: str, fix: str = "") -> None:
        """Say what came of a paper."""
        for each in self._buttons:
            each.setEnabled(True)
        self.result.show_message(tone, what, fix)

    def refuse(self, error: AppError) -> None:
        """Say why a paper was not written."""
        self.told("info" if isinstance(error, Stopped) else "bad", error.what, error.fix)

    # ---------------------------------------------------------------- building
    def _build(self) -> None:
        self._buttons = (self.grade_button, self.certificate_button, self.pack_button, self.bundle_button)
        first = Card(spacing=12)
        buttons = Flow(spacing=8)
        for each in self._buttons:
            buttons.addWidget(each)
        first.box.addLayout(column(self.title, self.source_line, self._lodged, spacing=2))
        first.box.addLayout(buttons)
        first.box.addWidget(self.how)
        first.box.addWidget(self.result)
        first.box.addWidget(self.cases)
        first.box.addWidget(self.change_part)
        reserves = column(label("Reserves, in the order they would be taken", "strong"), self.reserves, spacing=4)
        self._reserves = QWidget()
        self._reserves.setLayout(reserves)
        numbers = column(label("The numbers", "small"), self.seed, self.people_line, spacing=2)
        self._numbers.setLayout(column(numbers, self._reserves, spacing=10))
        self._others.setLayout(self._other_lines)
        later = (
            self.numbers_part,
            self.reconcile_part,
            self.targeted_part,
            self.later_part,
            self.others_part,
            self.seal_part,
        )
        self._parts = (self.change_part, *later)
        second = Card(padding=8, spacing=4)
        for part in later:
            second.box.addWidget(part)
        self.page = ScrollColumn(self.context, ems=66)
        for card in (first, second):
            self.page.box.addWidget(card)
        self.page.box.addStretch(1)
        self.setLayout(column(self.page))

    def _connect(self) -> None:
        self.grade_button.clicked.connect(self._grade)
        self.certificate_button.clicked.connect(self._ask_certificate)
        self.pack_button.clicked.connect(self._ask_pack)
        self.bundle_button.clicked.connect(self._ask_bundle)
        self.cases.selectionModel().currentRowChanged.connect(self._marked)

    def _show_cases(self, draw: DrawView, frame: FrameView) -> None:
        divided = len(frame.strata) > 1
        called = [(line, became_words(draw, line)) for line in draw.cases]
        came = [case for case in draw.standing if case.token not in {line.token for line in draw.cases}]
        called += [(line, became_words(draw, line) or "called from the reserve") for line in came]
        lines: list[Line] = [(number, line, words) for number, (line, words) in enumerate(called, 1)]
        for table in (self.cases, self.reserves):
            table.setColumnHidden(_GROUP, not divided)
        self.cases.setColumnHidden(_BECAME, not any(words for _, _, words in lines))
        self.cases.show_rows(lines)
        waiting = [line for line in draw.reserves if line.token not in {case.token for case in came}]
        self.reserves.setColumnHidden(_BECAME, True)
        self.reserves.show_rows([(number, line, "") for number, line in enumerate(waiting, 1)])
        self._reserves.setVisible(bool(waiting))

    # ---------------------------------------------------------------- acting
    @Slot()
    def _marked(self) -> None:
        row = self.cases.currentIndex().row()
        if 0 <= row < len(self.cases.shapes.rows):
            self.change.choose_case(self.cases.shapes.rows[row][1])

    @Slot()
    def _grade(self) -> None:
        if self._draw is not None:
            self.grade_wanted.emit(self._draw.draw_id)

    @Slot()
    def _ask_certificate(self) -> None:
        self._ask("Where to put the certificate", "certificate", "pdf", "PDF (*.pdf)")

    @Slot()
    def _ask_pack(self) -> None:
        self._ask("Where to put the pack", "pack", "pdf", "PDF (*.pdf)")

    @Slot()
    def _ask_bundle(self) -> None:
        self._ask("Where to put the check bundle", "bundle", "zip", "Bundle (*.zip)")

    def _ask(self, title: str, which: str, suffix: str, filters: str) -> None:
        draw = self._draw
        if draw is None:
            return
        stem = "check-bundle" if which == "bundle" else which

        def chosen(file: Path) -> None:
            for each in self._buttons[1:]:
                each.setEnabled(False)
            self.paper_wanted.emit(which, draw.draw_id, file)

        self.context.ask.save_file(title, Path.home() / f"draw-{draw.draw_id}-{stem}.{suffix}", filters, chosen)


def _fill(box: QVBoxLayout, lines: tuple[str, ...]) -> None:
    clear_layout(box)
    for line in lines:
        box.addWidget(label(line, "soft"))


def _state(frame: FrameView, due: DueReconciliation | None) -> str:
    if frame.reconciled is not None:
        return " It agrees with the other count" if frame.reconciled.agrees else " It differs from the other count"
    return " Not yet reconciled, and due" if due is not None and due.is_due else " Not yet reconciled"
