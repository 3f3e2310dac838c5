"""All papers that were issued, those still out first of all; and whether a file is one of them."""

from typing import Final

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QWidget

from app.core.shapes.papers import PaperCheck, PaperListing, PaperMatch
from app.core.words import count_of
from app.ui.context import PageContext
from app.ui.kit.empty import Empty
from app.ui.kit.fields import combo, field
from app.ui.kit.message_bar import MessageBar
from app.ui.kit.page import ScrollColumn, heading
from app.ui.kit.pickers import fill_combo
from app.ui.kit.words import Card, button, column, label, row
from app.ui.papers.paper_table import ORDERS, PaperTable

_WHY = "Every copy that was made is listed until it came back or was destroyed."
_NONE = "A paper is made where its subject is: on the draw’s page, a meeting’s, an action’s, a month’s."
_TONES: Final = {
    PaperMatch.EXACT: "good",
    PaperMatch.AGAIN: "good",
    PaperMatch.CHANGED: "bad",
    PaperMatch.UNKNOWN: "info",
    PaperMatch.NOT_OURS: "warn",
}
_WHICH: Final = (("Still out", True), ("All papers", False))


class ListView(QWidget):
    """The table with what can be asked of it."""

    wanted = Signal(int)
    check_wanted = Signal()
    draw_wanted = Signal()

    def __init__(self, context: PageContext) -> None:
        super().__init__()
        self._papers: tuple[PaperListing, ...] = ()
        self.which, self.order = combo("Which papers"), combo("Order")
        self.table = PaperTable(context.look)
        self.count_line, self.none_line = label("", "strong"), label("", "soft")
        self.open_button = button("&Look at it", kind="primary", name="Look at the paper that is marked")
        self.check_button = button("&Check a file ...", name="Check whether a file is one of these papers")
        self.answer = MessageBar(context.look)
        self.found_button = button("Look at that paper")
        self._found = 0
        self.empty = Empty(context.look, "papers", "No paper was issued yet", _NONE, "Go to the draws")
        self._card = Card(padding=12, spacing=10)
        fill_combo(self.which, _WHICH, True)
        fill_combo(self.order, ORDERS, ORDERS[0][1])
        self._build(context)
        self.which.currentIndexChanged.connect(self._filter)
        self.order.currentIndexChanged.connect(self._sort)
        self.table.wanted.connect(self.wanted)
        self.open_button.clicked.connect(self._open)
        self.check_button.clicked.connect(self.check_wanted)
        self.found_button.clicked.connect(self._open_found)
        self.empty.act.clicked.connect(self.draw_wanted)

    def show_papers(self, papers: tuple[PaperListing, ...]) -> None:
        """Show what was issued."""
        self._papers = papers
        self.empty.setVisible(not papers)
        self._card.setVisible(bool(papers))
        self._filter()

    def show_check(self, check: PaperCheck) -> None:
        """Say whether a file is one of ours, and lead to the paper that it is."""
        first, *more = check.told
        self._found = check.paper.paper_id if check.paper is not None else 0
        self.answer.show_message(_TONES[check.match], first, "\n".join(more))
        self.found_button.setVisible(bool(self._found))
        self.page.ensureWidgetVisible(self.answer)

    def forget_check(self) -> None:
        """Say nothing of any file."""
        self._found = 0
        self.answer.clear()
        self.found_button.hide()

    # ---------------------------------------------------------------- building
    def _build(self, context: PageContext) -> None:
        self.page = ScrollColumn(context, ems=66)
        choosing = row(field("Which", self.which), field("Order", self.order))
        choosing.setStretch(0, 1)
        choosing.setStretch(1, 1)
        check = Card(padding=12, spacing=8)
        words = "Drop a PDF on this page, or choose it: is it one of these papers, word for word as it was issued?"
        check.box.addLayout(column(label("Is this paper one of ours?", "strong"), label(words, "soft"), spacing=2))
        check.box.addWidget(self.answer)
        check.box.addLayout(row(self.check_button, self.found_button, None, spacing=8))
        self.found_button.hide()
        for part in (self.count_line, choosing, self.none_line, self.table, row(self.open_button, None)):
            self._card.box.addWidget(part) if isinstance(part, QWidget) else self._card.box.addLayout(part)
        self.page.box.addLayout(heading("Papers", _WHY))
        for part in (self.empty, self._card, check):
            self.page.box.addWidget(part)
        self.page.box.addStretch(1)
        self.setLayout(column(self.page))

    # ---------------------------------------------------------------- choosing
    @Slot()
    def _filter(self) -> None:
        out = tuple(one for one in self._papers if one.still_out)
        shown = out if self.which.currentData() else self._papers
        self.count_line.setText(f"{len(out):,} of {count_of(len(self._papers), 'paper')} still out")
        self.none_line.setText("Nothing is out: every copy came back or was destroyed.")
        self.none_line.setVisible(bool(self._papers) and not shown)
        self.table.show_rows(shown)
        for part in (self.table, self.open_button):
            part.setVisible(bool(shown))

    @Slot()
    def _sort(self) -> None:
        self.table.sort_by(self.order.currentData())

    @Slot()
    def _open_found(self) -> None:
        self.wanted.emit(self._found)

    @Slot()
    def _open(self) -> None:
        if self.table.chosen:
            self.wanted.emit(self.table.chosen)
