"""A sealed list that waits for its numbers: give its seal away, then draw."""

from PySide6.QtWidgets import QWidget

from app.core.shapes.draws import FrameView
from app.ui.context import PageContext
from app.ui.draws.draw_card import DrawCard
from app.ui.draws.lodging_card import LodgingCard
from app.ui.draws.seal_card import SealCard
from app.ui.kit.page import ScrollColumn
from app.ui.kit.words import column


class SealedView(QWidget):
    """The seal, who has it, and the way to the draw."""

    def __init__(self, context: PageContext) -> None:
        super().__init__()
        self._shown = 0
        self.seal_card = SealCard(context)
        self.lodging = LodgingCard(context)
        self.draw_card = DrawCard(context.look)
        self.page = ScrollColumn(context, ems=66)
        for card in (self.draw_card, self.lodging, self.seal_card):
            self.page.box.addWidget(card)
        self.page.box.addStretch(1)
        self.setLayout(column(self.page))

    def show_frame(self, frame: FrameView) -> None:
        """Show a list; the same one again stays where it is."""
        self.seal_card.show_frame(frame)
        self.lodging.show_frame(frame)
        self.draw_card.show_frame(frame)
        if frame.frame_id != self._shown:
            self._shown = frame.frame_id
            self.page.verticalScrollBar().setValue(0)
            self.draw_card.begin()
