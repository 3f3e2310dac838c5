"""A sealed list as it stands for ever: its seal, large enough to read out, and what was fixed with it."""

from PySide6.QtCore import Slot
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

from app.core.shapes.draws import FrameView
from app.ui.context import PageContext
from app.ui.draws.count_card import STRATA_COLUMNS, Funnel, small_words
from app.ui.draws.words import list_facts
from app.ui.kit.digest import Digest
from app.ui.kit.disclosure import Disclosure
from app.ui.kit.fields import reading_label
from app.ui.kit.flow import EqualGrid
from app.ui.kit.message_bar import note
from app.ui.kit.moments import moment
from app.ui.kit.table import Table
from app.ui.kit.words import Card, button, clear_layout, column, label, row, rule


class SealCard(Card):
    """The seal, the plan's number, what was fixed; the funnel behind one line."""

    def __init__(self, context: PageContext) -> None:
        super().__init__(spacing=12)
        look = context.look
        self._look = look
        self.title = label("", "strong")
        self.seal = Digest(look, name="Seal of the list", points=15.0)
        self.plan = Digest(look, name="Number of the plan", points=11.0)
        self.copy_button = button("Copy the seal")
        self.sealed_line = label("", "small")
        self._facts = EqualGrid(spacing=14, most=4, cell=lambda: look.em(10), balanced=False)
        self.strata = Table(look, STRATA_COLUMNS, name="Groups of the list", most=6)
        self.funnel = Funnel(look)
        self.funnel_part = Disclosure(look, "From all records to this list, step by step", self.funnel)
        self._warning = column()
        self._seal = ""
        self.copy_button.clicked.connect(self._copy)
        words = (
            "This number stands for the whole list. Read it out or send it to someone now: if a single case were "
            "added, taken out or changed, it would be another number."
        )
        self.box.addLayout(row(self.title, self.copy_button, stretch=0))
        self.box.addWidget(self.seal)
        self.box.addWidget(label(words, "soft"))
        self.box.addLayout(column(label("Plan, fixed with it", "small"), self.plan, self.sealed_line, spacing=2))
        self.box.addWidget(rule())
        self.box.addLayout(self._facts)
        self.box.addWidget(self.strata)
        self.box.addWidget(self.funnel_part)
        self.box.addLayout(self._warning)

    def show_frame(self, frame: FrameView) -> None:
        """Show a list."""
        self._seal = frame.seal
        self.title.setText(f"The seal of list {frame.frame_id}")
        self.seal.show_text(frame.seal)
        self.plan.show_text(frame.plan)
        self.sealed_line.setText(f"Sealed on {moment(frame.sealed_at)}")
        clear_layout(self._facts)
        for name, value in list_facts(frame):
            cell = QWidget()
            cell.setLayout(column(label(name, "small"), reading_label(value), None, spacing=0))
            self._facts.addWidget(cell)
        self.strata.setVisible(len(frame.strata) > 1)
        self.strata.show_rows(frame.strata)
        self.funnel.show_steps(frame.funnel)
        self._show_warnings(frame)

    def _show_warnings(self, frame: FrameView) -> None:
        clear_layout(self._warning)
        if frame.small_strata:
            self._warning.addWidget(note(self._look, "warn", small_words(frame.small_strata)))
        for sentence in frame.departures:
            self._warning.addWidget(note(self._look, "warn", f"Departs from the monthly plan: {sentence}"))
        if frame.other_seals:
            words = "Other lists over the same kind and period were sealed here. Every paper of this draw names them."
            self._warning.addWidget(note(self._look, "info", words))

    @Slot()
    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self._seal)
