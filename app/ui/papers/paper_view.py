"""One paper: what it is, for whom, how it must be handled; its pages; and what can be done with it."""

from typing import Final

from PySide6.QtCore import QTimer, Signal, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QVBoxLayout, QWidget

from app.core.shapes.papers import OpenedPaper, PaperListing, PaperState
from app.ui.context import PageContext
from app.ui.kit.fields import reading_label
from app.ui.kit.flow import EqualGrid, Flow
from app.ui.kit.low_page import LowPage
from app.ui.kit.message_bar import MessageBar, note
from app.ui.kit.moments import moment
from app.ui.kit.sure_card import SureCard
from app.ui.kit.words import Card, bare, button, clear_layout, column, label, row
from app.ui.papers.erasing import ERASES, Erase, may_erase
from app.ui.papers.how_box import SIZE_WORDS
from app.ui.papers.paper_table import state_words
from app.ui.papers.preview import Preview
from app.ui.papers.step_form import STEPS, StepForm

_RECALLED = (
    "What it shows volunteers was taken back since, or let go anew, or a case in it was replaced or withheld. Ask for "
    "this copy back, or destroy it."
)
_ERASED = "What it said was erased, so it cannot be looked at, saved or printed again. That it was made stays."
_NOT_YOURS = "You may see that it was issued, and not what it says: that is for those who could have made it."
_BUTTONS: Final = {
    PaperState.RECALLED: "&Recall it ...",
    PaperState.RETURNED: "It came &back ...",
    PaperState.DESTROYED: "It was &destroyed ...",
    PaperState.OUT: "That was a &mistake ...",
}


class PaperView(QWidget):
    """Facts and acts beside the pages where there is room, above them where there is not."""

    back = Signal()
    save_wanted = Signal()
    print_wanted = Signal()
    stepped = Signal(object, str)
    erase_wanted = Signal(object)

    def __init__(self, context: PageContext) -> None:
        super().__init__()
        self._look = context.look
        self.paper: PaperListing | None = None
        self._handling = self._told = ""
        self.back_button = button("‹ Papers", kind="quiet", name="Back to the papers")
        self.title = label("", "large")
        self.state = label("", "strong")
        self.save_button = button("&Save a copy ...", kind="primary", name="Save a copy of this paper")
        self.print_button = button("&Print ...", name="Print this paper")
        self.step_buttons = {step: button(words) for step, words in _BUTTONS.items()}
        self.erase_buttons = {what: button(words.button) for what, words in ERASES.items()}
        self._erasing = Erase.NAMES
        self.form, self.sure, self.trouble = StepForm(), SureCard(context.look), MessageBar(context.look)
        self.preview = Preview(context)
        look = context.look
        self._facts = EqualGrid(spacing=10, most=4, cell=lambda: look.em(11), balanced=False)
        self._notes = bare(QVBoxLayout(), 6)
        self._side, self._acts = Card(padding=14, spacing=10), QWidget()
        self._both = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._build()
        self._connect()

    # ---------------------------------------------------------------- showing
    def show_paper(self, paper: PaperListing) -> None:
        """Show what is known of a paper; its pages come when it was made again."""
        if self.paper is None or self.paper.paper_id != paper.paper_id:
            self.trouble.clear()
            self.form.hide()
            self.sure.hide()
            self._forget_pages()
        self.paper = paper
        if not self.may_look:
            self._forget_pages()
        self.title.setText(paper.number)
        self.state.setText(state_words(paper))
        self._show_facts(paper)
        self._show_notes()
        for step, made in self.step_buttons.items():
            made.setVisible(step in paper.can)
        for what, made in self.erase_buttons.items():
            made.setVisible(may_erase(paper, what))
        for each in (self.save_button, self.print_button):
            each.setEnabled(bool(self._handling))
            each.setVisible(self.may_look)
        self.preview.setVisible(self.may_look)

    @property
    def may_look(self) -> bool:
        """Whether there are pages to look at for whoever signed in."""
        return self.paper is not None and self.paper.may_open and not self.paper.erased

    def show_pages(self, opened: OpenedPaper) -> None:
        """Show its pages, and before it is saved or printed how it must be handled."""
        self._handling, self._told = f"{opened.marking}. {opened.handling}", opened.told
        self._show_notes()
        for each in (self.save_button, self.print_button):
            each.setEnabled(True)
        self.preview.show_paper(opened.data)

    def forget(self) -> None:
        """Show nothing."""
        self.paper = None
        self.preview.forget()

    def begin(self) -> None:
        """The paper is shown: the keys turn its pages, where these stand beside what is said of it."""
        beside = self._both.direction() == QBoxLayout.Direction.LeftToRight
        where = self.preview.view if self.may_look and beside else self.back_button
        where.setFocus()

    def told(self, tone: str, what: str, fix: str = "") -> None:
        """Say what came of something."""
        self.trouble.show_message(tone, what, fix)
        self._reveal()

    def put_form_away(self) -> None:
        """What was asked for is set down, or is not wanted."""
        self.form.hide()
        self.sure.hide()
        self.back_button.setFocus()

    # ---------------------------------------------------------------- building
    def _build(self) -> None:
        flow = Flow(self._acts, spacing=8)
        for each in (self.save_button, self.print_button, *self.step_buttons.values(), *self.erase_buttons.values()):
            flow.addWidget(each)
        side = self._side.box
        side.addLayout(column(self.title, self.state, spacing=2))
        side.addLayout(self._notes)
        side.addWidget(self._acts)
        side.addWidget(self.form)
        side.addWidget(self.sure)
        self.sure.hide()
        side.addWidget(self.trouble)
        side.addLayout(self._facts)
        side.addStretch(1)
        self._both.setSpacing(12)
        self._both.addWidget(self._side, 2)
        self._both.addWidget(self.preview, 3)
        whole = column(row(self.back_button, None), self._both, spacing=8)
        whole.setStretch(1, 1)
        whole.setContentsMargins(16, 10, 16, 14)
        self.page = LowPage(whole)
        self.setLayout(column(self.page))

    def _connect(self) -> None:
        self.back_button.clicked.connect(self.back)
        self.save_button.clicked.connect(self.save_wanted)
        self.print_button.clicked.connect(self.print_wanted)
        for made in self.step_buttons.values():
            made.clicked.connect(self._ask)
        for made in self.erase_buttons.values():
            made.clicked.connect(self._ask_erase)
        self.sure.sure.connect(self._erase)
        self.sure.left.connect(self.put_form_away)
        self.form.given.connect(self.stepped)
        self.form.left.connect(self.put_form_away)
        self._look.changed.connect(self._fit)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fit the new size."""
        super().resizeEvent(event)
        self._fit()

    @Slot()
    def _fit(self) -> None:
        """Side by side only where both have room."""
        narrow = self.width() < self._look.em(46)
        way = QBoxLayout.Direction.TopToBottom if narrow else QBoxLayout.Direction.LeftToRight
        self._both.setDirection(way)
        self.page.fit(tight=narrow or self.height() < self._look.em(34))

    # ---------------------------------------------------------------- parts
    def _show_facts(self, paper: PaperListing) -> None:
        facts = [
            ("What it is", paper.sort_label),
            ("For whom", paper.recipient or "Nobody is named"),
            ("Made", f"{moment(paper.made_at)}, by {paper.made_by}" if paper.made_by else moment(paper.made_at)),
            ("Print", SIZE_WORDS[paper.size]),
            ("In the list as", paper.name),
        ]
        facts += [(STEPS[step.state].past, _step_words(step.at, step.by, step.note)) for step in paper.steps]
        clear_layout(self._facts)
        for name, value in facts:
            cell = QWidget()
            cell.setLayout(column(label(name, "small"), reading_label(value), None, spacing=0))
            self._facts.addWidget(cell)

    def _show_notes(self) -> None:
        clear_layout(self._notes)
        paper = self.paper
        told = (
            ("bad", _RECALLED, paper is not None and paper.recalled_words and paper.still_out),
            ("info", _ERASED, paper is not None and paper.erased),
            ("info", _NOT_YOURS, paper is not None and not paper.may_open),
            ("warn", f"Before you save or print it: {self._handling}", bool(self._handling)),
            ("info", self._told, bool(self._told)),
        )
        for tone, words, wanted in told:
            if wanted:
                self._notes.addWidget(note(self._look, tone, words))

    @Slot()
    def _ask(self) -> None:
        pressed = self.sender()
        step = next(step for step, made in self.step_buttons.items() if made is pressed)
        self.trouble.clear()
        self.sure.hide()
        self.form.ask(step)
        self._reveal()

    @Slot()
    def _ask_erase(self) -> None:
        pressed = self.sender()
        self._erasing = next(what for what, made in self.erase_buttons.items() if made is pressed)
        words = ERASES[self._erasing]
        self.trouble.clear()
        self.form.hide()
        self.sure.begin(words.title.format(name=self.title.text()), words.sentence, words.act)
        self._reveal()

    @Slot()
    def _erase(self) -> None:
        self.erase_wanted.emit(self._erasing)

    def _reveal(self) -> None:
        """Bring what is asked or told now into sight, once it has its place."""
        QTimer.singleShot(0, self, self._scroll)

    @Slot()
    def _scroll(self) -> None:
        for part in (self.trouble, self.form, self.sure):
            if part.isVisible():
                self.page.ensureWidgetVisible(part)

    def _forget_pages(self) -> None:
        self.preview.forget()
        self._handling, self._told = "", ""


def _step_words(at: str, by: str, told: str) -> str:
    """When a step was taken, by whom, and what was noted."""
    who = f"{moment(at)}, by {by}" if by else moment(at)
    return f"{who}: {told}" if told else who
