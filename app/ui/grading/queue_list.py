"""The queue: every case with its number and state, the state told by shape and word."""

from itertools import zip_longest

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPointF, QRectF, QSize, Qt, Signal, Slot
from PySide6.QtGui import QFont, QFontMetricsF, QPainter, QPen, QResizeEvent
from PySide6.QtWidgets import (
    QListWidget,
    QListWidgetItem,
    QProgressBar,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
)

from app.core.shapes.sheets import Queue, QueueItem, SheetState
from app.ui.kit.segment import paint_tick
from app.ui.kit.words import Card, label, row
from app.ui.theme import SMALL, Look

WORDS = {
    SheetState.TODO: "not started",
    SheetState.STARTED: "started",
    SheetState.DONE: "finished",
    SheetState.CONFLICT: "not for you",
    SheetState.PASSED: "passed",
    SheetState.WAITING: "waits for the panel",
    SheetState.MISSED: "the panel has seen it",
    SheetState.REPLACED: "replaced by another case",
    SheetState.WITHHELD: "withheld",
}
_TOLD = frozenset(WORDS) - {SheetState.TODO, SheetState.DONE}
_TO_GRADE = frozenset({SheetState.TODO, SheetState.STARTED, SheetState.PASSED})
_PICKED = "Picked by a person"
_BETWEEN = "  ·  "
_LINE = 1.06
"""The height of a line in em."""


class Ruler:
    """Puts text in lines that fit. Each word is measured once: hundreds of cases share most of theirs."""

    def __init__(self, font: QFont) -> None:
        self._metrics = QFontMetricsF(font)
        self._known: dict[str, float] = {}

    def wrapped(self, text: str, room: int) -> list[str]:
        """Text in lines: between its parts where it is too long, and else between words; no word is broken."""
        lines = self._lines(text, room)
        if len(lines) < 2 or _BETWEEN not in text:
            return lines
        return [line for part in text.split(_BETWEEN) for line in self._lines(part, room)]

    def _lines(self, text: str, room: int) -> list[str]:
        lines: list[str] = []
        line, used, space = "", 0.0, self._word(" ")
        for word in text.split(" "):
            wide = self._word(word)
            if line and used + space + wide > room:
                lines.append(line)
                line, used = word, wide
            else:
                line, used = (f"{line} {word}", used + space + wide) if line else (word, wide)
        return [*lines, line]

    def _word(self, word: str) -> float:
        if word not in self._known:
            self._known[word] = self._metrics.horizontalAdvance(word)
        return self._known[word]


class QueueDelegate(QStyledItemDelegate):
    """Paints one case: a mark by its state, its reference and its headline."""

    def __init__(self, look: Look, parent: QListWidget) -> None:
        super().__init__(parent)
        self._look = look
        self._title, self._small = Ruler(look.font(weight=QFont.Weight.DemiBold)), Ruler(look.font(SMALL))
        self.most = 3
        """The lines of the longest entry: all are as high as that one, so that hundreds are laid out at once."""

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        """The size it would like."""
        return QSize(self._look.em(8), self._look.em(0.82 + _LINE * self.most))

    def lines_of(self, item: QueueItem, width: int) -> tuple[list[str], list[str]]:
        """The lines of an entry in a list of that width: those of its title, and those under it."""
        room = width - 12 - self._look.em(1.55) - self._look.em(1)
        below = [line for text in below_of(item) for line in self._small.wrapped(text, room)]
        return self._title.wrapped(title_of(item), room), below

    def measure_anew(self) -> None:
        """The letters have another size."""
        self._title, self._small = Ruler(self._look.font(weight=QFont.Weight.DemiBold)), Ruler(self._look.font(SMALL))

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Paint one entry."""
        item: QueueItem = index.data(Qt.ItemDataRole.UserRole)
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)  # type: ignore[attr-defined]
        focused = bool(option.state & QStyle.StateFlag.State_HasFocus)  # type: ignore[attr-defined]
        area = QRectF(option.rect).adjusted(1, 2, -3, -2)  # type: ignore[attr-defined]
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if chosen:
            painter.setBrush(self._look.color("accent_soft"))
            painter.setPen(QPen(self._look.color("accent"), 2) if focused else Qt.PenStyle.NoPen)
            painter.drawRoundedRect(area, 7, 7)
        side = self._look.em(1.55)
        mark = QRectF(area.left() + self._look.em(0.45), area.center().y() - side / 2, side, side)
        self._paint_mark(painter, mark, item, chosen=chosen)
        lines = self.lines_of(item, option.rect.width())  # type: ignore[attr-defined]
        self._paint_words(painter, area.adjusted(side + self._look.em(1), 0, 0, 0), lines, chosen=chosen)
        painter.restore()

    def _paint_mark(self, painter: QPainter, mark: QRectF, item: QueueItem, *, chosen: bool) -> None:
        look = self._look
        if item.state is SheetState.DONE:
            painter.setBrush(look.color("good_soft"))
            painter.setPen(QPen(look.color("good"), 1.4))
            painter.drawEllipse(mark)
            paint_tick(painter, mark.adjusted(3, 3, -3, -3), look.color("good"))
            return
        if item.state in (SheetState.CONFLICT, SheetState.PASSED, SheetState.MISSED) or item.state.set_aside:
            painter.setBrush(look.color("neutral_soft"))
            painter.setPen(QPen(look.color("neutral"), 1.6))
            painter.drawEllipse(mark)
            inset = mark.width() * 0.28
            left, right = (
                QPointF(mark.left() + inset, mark.center().y()),
                QPointF(mark.right() - inset, mark.center().y()),
            )
            painter.drawLine(left, right)
            return
        painter.setBrush(look.color("accent") if chosen else look.color("surface"))
        painter.setPen(QPen(look.color("accent" if chosen else "edge"), 1.2))
        painter.drawEllipse(mark)
        if item.state is SheetState.STARTED:
            pen = QPen(look.color("on_accent" if chosen else "accent"), 2.4)
            pen.setCapStyle(Qt.PenCapStyle.FlatCap)
            painter.setPen(pen)
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawArc(mark.adjusted(2, 2, -2, -2), 90 * 16, -180 * 16)
        painter.setFont(look.font(SMALL, QFont.Weight.DemiBold))
        painter.setPen(look.color("on_accent" if chosen else "soft"))
        painter.drawText(mark, Qt.AlignmentFlag.AlignCenter, str(item.number))

    def _paint_words(
        self, painter: QPainter, area: QRectF, words: tuple[list[str], list[str]], *, chosen: bool
    ) -> None:
        look, (title, below) = self._look, words
        weight = QFont.Weight.DemiBold if chosen else QFont.Weight.Normal
        lines = [(line, look.font(weight=weight), "text") for line in title]
        lines += [(line, look.font(SMALL), "soft") for line in below]
        top = area.center().y() - look.em(_LINE) * len(lines) / 2
        middle = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
        for number, (text, font, token) in enumerate(lines):
            painter.setFont(font)
            painter.setPen(look.color(token))
            painter.drawText(
                QRectF(area.left(), top + number * look.em(_LINE), area.width(), look.em(_LINE)), middle, text
            )


def title_of(item: QueueItem) -> str:
    """A case's name in the list: its reference where the grader may know it."""
    return item.reference or f"Case {item.number}"


def below_of(item: QueueItem) -> list[str]:
    """The lines under it: when it was, then what, and how far it is where that needs a word."""
    when, _, what = item.headline.partition(" · ")
    words = WORDS[item.state].capitalize() if item.state in _TOLD else ""
    picked = _PICKED if item.targeted else ""
    told = _BETWEEN.join(part for part in (words, picked, what) if part)
    video = item.video_told.capitalize() if item.state in _TO_GRADE else ""
    return [line for line in (when, told, video) if line]


class CaseList(QListWidget):
    """A list that says when it has become wider or narrower."""

    resized = Signal()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Say so."""
        super().resizeEvent(event)
        self.resized.emit()


class QueueCard(Card):
    """The list in its card, with how far the round is."""

    case_wanted = Signal(int)

    def __init__(self, look: Look) -> None:
        super().__init__(padding=12, spacing=8)
        self._look = look
        self._shown: tuple[QueueItem, ...] = ()
        self.count_line = label("", "small", wrap=False)
        self.order_line = label("Video that ends first is on top", "small")
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.bar.setAccessibleName("Cases finished")
        self.list = CaseList()
        self.list.setObjectName("list")
        self.list.setAccessibleName("Cases of this round")
        self._delegate = QueueDelegate(look, self.list)
        self.list.setItemDelegate(self._delegate)
        self.list.setVerticalScrollMode(QListWidget.ScrollMode.ScrollPerPixel)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setUniformItemSizes(True)
        self.list.itemActivated.connect(self._chosen)
        self.list.itemClicked.connect(self._chosen)
        self.box.addLayout(row(label("Cases", "strong", wrap=False), None, self.count_line))
        self.box.addWidget(self.bar)
        self.box.addWidget(self.order_line)
        self.box.addWidget(self.list, 1)
        self.list.resized.connect(self._fit_lines)
        look.changed.connect(self._delegate.measure_anew)
        look.changed.connect(self._fit_lines)
        look.changed.connect(self.list.doItemsLayout)

    def show_queue(self, queue: Queue, case_id: int | None) -> None:
        """Show the cases and mark the one that is open."""
        done = sum(item.state in (SheetState.DONE, SheetState.CONFLICT) for item in queue.items)
        wanted = sum(not item.state.set_aside for item in queue.items)
        passed = sum(item.state is SheetState.PASSED for item in queue.items)
        self.count_line.setText(f"{done} of {wanted} finished" + (f", {passed} passed" if passed else ""))
        self.bar.setRange(0, max(1, wanted))
        self.bar.setValue(done)
        soon = [item.video_days_left for item in queue.items if item.video_told]
        self.order_line.setVisible(queue.video_first and any(left is not None and left >= 0 for left in soon))
        if self.list.count() != len(queue.items):
            self._shown = ()
            self.list.clear()
            self.list.addItems([""] * len(queue.items))
        for number, (item, before) in enumerate(zip_longest(queue.items, self._shown)):
            if item != before:
                self._fill(self.list.item(number), item)
        self._shown = queue.items
        self._fit_lines()
        self.mark(case_id)

    def mark(self, case_id: int | None) -> None:
        """Mark the case that is open."""
        at = next((number for number, item in enumerate(self._shown) if item.case_id == case_id), None)
        if at is not None:
            self.list.setCurrentRow(at)
            self.list.scrollToItem(self.list.item(at))

    @Slot()
    def _fit_lines(self) -> None:
        """Make every entry as high as the longest needs, so that nothing of any is cut."""
        width = self.list.viewport().width()
        counted = (sum(map(len, self._delegate.lines_of(item, width))) for item in self._shown)
        most = max(counted, default=3)
        if most != self._delegate.most:
            self._delegate.most = most
            self.list.scheduleDelayedItemsLayout()

    @staticmethod
    def _fill(entry: QListWidgetItem, item: QueueItem) -> None:
        entry.setData(Qt.ItemDataRole.UserRole, item)
        picked = [_PICKED.lower()] if item.targeted else []
        video = [item.video_told] if item.video_told else []
        said = ", ".join((f"Case {item.number}", item.reference, item.headline, *picked, WORDS[item.state], *video))
        entry.setData(Qt.ItemDataRole.AccessibleTextRole, said)
        told = (title_of(item), item.headline, WORDS[item.state].capitalize(), *(each.capitalize() for each in video))
        entry.setToolTip("\n".join(told))

    @Slot(QListWidgetItem)
    def _chosen(self, entry: QListWidgetItem) -> None:
        self.case_wanted.emit(entry.data(Qt.ItemDataRole.UserRole).case_id)
