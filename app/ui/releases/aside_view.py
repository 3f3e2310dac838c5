"""A case that was replaced or withheld after it was released: taking its release back, and what must come back then."""

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QWidget

from app.core.errors import AppError
from app.core.shapes.releases import ReleaseCase, ReleaseItem
from app.ui.context import PageContext
from app.ui.kit.message_bar import MessageBar
from app.ui.kit.page import ScrollColumn
from app.ui.kit.sure_card import SureCard
from app.ui.kit.words import button, column, label, row
from app.ui.releases.still_out import tell_still_out

_SURE = (
    "It was replaced or withheld after it was let go, so it cannot be released here again. What was graded stays, and "
    "the papers that hold its words are named, to be asked back."
)


class AsideView(QWidget):
    """Asks once more, then names the papers that are still out."""

    recall_wanted = Signal(int)
    back_wanted = Signal()
    papers_wanted = Signal()

    def __init__(self, context: PageContext) -> None:
        super().__init__()
        self._case_id = 0
        self.title = label("", "large")
        self.sure, self.out = SureCard(context.look), MessageBar(context.look, can_close=False)
        self.back_button = button("&All cases", name="Back to the cases of the round")
        page = ScrollColumn(context)
        page.box.addLayout(row(self.title, self.back_button, stretch=0))
        page.box.addLayout(column(self.sure, self.out))
        page.box.addStretch(1)
        self.setLayout(column(page))
        self.sure.sure.connect(self._recall)
        self.sure.left.connect(self.back_wanted)
        self.back_button.clicked.connect(self.back_wanted)

    def ask(self, item: ReleaseItem) -> None:
        """Ask whether a case's release is to be taken back."""
        self._case_id = item.case_id
        self.title.setText("  ·  ".join(filter(None, (f"Case {item.number}", item.reference, item.kind_label))))
        self.out.clear()
        self.sure.begin(f"Take the release of case {item.number} back?", _SURE, "Take it back")

    def tell(self, case: ReleaseCase) -> None:
        """It is taken back: name the papers that must come back."""
        self.sure.hide()
        tell_still_out(self.out, case, self.papers_wanted.emit)
        self.back_button.setFocus()

    def refuse(self, error: AppError) -> None:
        """Say why it was not."""
        self.sure.trouble.show_message("bad", error.what, error.fix)

    @Slot()
    def _recall(self) -> None:
        self.recall_wanted.emit(self._case_id)
