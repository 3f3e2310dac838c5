"""The cases of a round and whether volunteers may see them."""

from PySide6.QtCore import QSize, Qt, Signal, Slot
from PySide6.QtWidgets import QComboBox, QListWidget, QListWidgetItem, QWidget

from app.core.shapes.meetings import MeetingListing
from app.core.shapes.releases import ReleaseItem, ReleaseQueue, ReleaseState
from app.core.shapes.sheets import RoundListing
from app.core.words import count_of
from app.ui.context import PageContext
from app.ui.icons import icon
from app.ui.kit.page import heading
from app.ui.kit.pickers import fill_combo
from app.ui.kit.words import Card, button, column, label, row
from app.ui.releases.desk import standing_words

Rounds = tuple[RoundListing | MeetingListing, ...]
"""Rounds of line managers and panels' meetings alike."""

_SIGNS = {
    ReleaseState.TO_READ: ("lock", "soft"),
    ReleaseState.RELEASED: ("check", "good"),
    ReleaseState.RECALLED: ("warning", "warn"),
}
_ASIDE = "Replaced or withheld since, and still released: choose it to take that back"
_WHY = "A volunteer sees no text of a case until you have read it, covered what must not be seen, and let it go."


class QueueView(QWidget):
    """A round to choose, its cases, and the way into one."""

    round_wanted = Signal(int)
    case_wanted = Signal(int)
    aside_wanted = Signal(object)

    def __init__(self, context: PageContext) -> None:
        super().__init__()
        self._aside: frozenset[int] = frozenset()
        self._look = context.look
        self.round = QComboBox()
        self.round.setAccessibleName("Round")
        self.round.view().setAccessibleName("Rounds")
        self.round.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.round.setMinimumContentsLength(16)
        self.count_line = label("", "strong")
        self.list = QListWidget()
        self.list.setAccessibleName("Cases of this round")
        self.list.setWordWrap(True)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setVerticalScrollMode(QListWidget.ScrollMode.ScrollPerPixel)
        self.open_button = button("Read the next", kind="primary", name="Read the next case that is to be released")
        card = Card(padding=12, spacing=8)
        card.box.addLayout(row(self.count_line, self.open_button, stretch=0))
        card.box.addWidget(self.list, 1)
        box = column(heading("Releases", _WHY), self.round, card, spacing=12)
        box.setStretch(2, 1)
        box.setContentsMargins(16, 12, 16, 16)
        self.setLayout(box)
        self.round.activated.connect(self._round_chosen)
        self.list.itemActivated.connect(self._chosen)
        self.list.itemClicked.connect(self._chosen)
        self.open_button.clicked.connect(self._next)
        self._look.changed.connect(self._restyle)

    def show_rounds(self, rounds: Rounds, chosen: int) -> None:
        """Show which rounds there are."""
        entries = [(f"R{each.round_id}  {each.label}", each.round_id) for each in rounds]
        fill_combo(self.round, entries, chosen)

    def show_queue(self, queue: ReleaseQueue, marked: int | None) -> None:
        """Show the cases, one of them marked; where that one is released now, the next that is not."""
        self.count_line.setText(f"{queue.released} of {count_of(len(queue.items), 'case')} released")
        self.list.clear()
        self._aside = frozenset(item.case_id for item in queue.aside)
        for item in (*queue.items, *queue.aside):
            self.list.addItem(self._entry(item))
        at = next((at for at, item in enumerate(queue.items) if item.case_id == marked), 0)
        waiting = (no for no, item in enumerate(queue.items) if item.standing.state is not ReleaseState.RELEASED)
        done = bool(queue.items) and queue.items[at].standing.state is ReleaseState.RELEASED
        self.list.setCurrentRow(next((no for no in waiting if no > at), at) if done else at)
        left = any(item.standing.state is not ReleaseState.RELEASED for item in queue.items)
        self.open_button.setVisible(left)
        self._restyle()

    def _entry(self, item: ReleaseItem) -> QListWidgetItem:
        standing = item.standing
        state = _ASIDE if item.case_id in self._aside else standing_words(standing.state, standing.by, standing.at)
        name = "  ·  ".join(filter(None, (f"Case {item.number}", item.reference, item.kind_label)))
        entry = QListWidgetItem("\n".join(filter(None, (name, item.headline, state))))
        entry.setData(Qt.ItemDataRole.UserRole, item)
        entry.setData(Qt.ItemDataRole.AccessibleTextRole, ", ".join((name, item.headline, state)))
        return entry

    @Slot()
    def _restyle(self) -> None:
        side = self._look.em(1.3)
        self.list.setIconSize(QSize(side, side))
        for at in range(self.list.count()):
            entry = self.list.item(at)
            item = entry.data(Qt.ItemDataRole.UserRole)
            name, token = _SIGNS[ReleaseState.RECALLED if item.case_id in self._aside else item.standing.state]
            entry.setIcon(icon(name, self._look.color(token), side))

    @Slot(int)
    def _round_chosen(self, _at: int) -> None:
        self.round_wanted.emit(self.round.currentData())

    @Slot(QListWidgetItem)
    def _chosen(self, entry: QListWidgetItem) -> None:
        item = entry.data(Qt.ItemDataRole.UserRole)
        if item.case_id in self._aside:
            self.aside_wanted.emit(item)
        else:
            self.case_wanted.emit(item.case_id)

    @Slot()
    def _next(self) -> None:
        items = [self.list.item(at).data(Qt.ItemDataRole.UserRole) for at in range(self.list.count())]
        wanted = next((item for item in items if item.standing.state is not ReleaseState.RELEASED), None)
        if wanted is not None:
            self.case_wanted.emit(wanted.case_id)
