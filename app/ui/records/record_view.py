"""One record whole: what it says, all its rows, what it is linked to, which lists hold it, and how it came to be."""

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from app.core.shapes.links import LinkLine
from app.core.shapes.records import HeldBy, RecordStep, RecordView
from app.core.shapes.sheets import RowChanges
from app.core.words import count_of
from app.ui.context import PageContext
from app.ui.grading.record_parts import group_block, narratives_block, title
from app.ui.grading.row_blocks import part_block, row_block
from app.ui.kit.announce import announce
from app.ui.kit.fields import reading_label
from app.ui.kit.moments import moment, period
from app.ui.kit.page import ScrollColumn
from app.ui.kit.words import bare, button, clear_layout, column, label, row, set_key

NO_REFERENCE = "A record without a reference"


class OneRecordView(QWidget):
    """A page to read, from top to bottom."""

    back = Signal()
    opened = Signal(int)
    """(case id): the person follows a link."""
    change_wanted = Signal(int)
    """(version id): the person wants to change what somebody typed in."""

    def __init__(self, context: PageContext) -> None:
        super().__init__()
        self._look = context.look
        self._change_version = 0
        self.back_button = button("Back to the list", key="Esc")
        self.reference = reading_label("", "large")
        self.about = label("", "soft")
        self.typed = label("", "soft")
        self.change_button = button("Change", name="Change what was typed in")
        self.page = ScrollColumn(context, ems=62)
        self._parts = bare(QVBoxLayout(), 16)
        self.page.box.addLayout(row(self.back_button, None))
        self.page.box.addLayout(column(self.reference, self.about, self.typed, spacing=2))
        self.page.box.addLayout(row(self.change_button, None))
        self.page.box.addLayout(self._parts)
        self.page.box.addStretch(1)
        self.setLayout(column(self.page))
        self.back_button.clicked.connect(self.back)
        self.change_button.clicked.connect(lambda: self.change_wanted.emit(self._change_version))
        self._show_typed("", 0)

    def show_record(self, record: RecordView, *, came_from: str) -> None:
        """Show a record; ``came_from`` is where back leads, in words."""
        self.back_button.setText(f"Back to {came_from}".replace("&", "&&"))
        self.back_button.setAccessibleName(f"Back to {came_from}")
        set_key(self.back_button, "Esc")  # a new text takes the key away
        self.reference.setText(record.reference or NO_REFERENCE)
        self.about.setText(" · ".join(filter(None, (record.kind_label, record.when))))
        self._show_typed(record.rows.typed, record.change_version)
        clear_layout(self._parts)
        self._add_content(record)
        self._add_links(record.links)
        self._add_lists(record.held_by)
        self._add_history(record.steps)
        self.page.verticalScrollBar().setValue(0)
        self.back_button.setFocus()
        announce(self, f"{self.reference.text()}, {self.about.text()}")

    def forget(self) -> None:
        """Show nothing any more."""
        clear_layout(self._parts)
        self.reference.clear()
        self.about.clear()
        self._show_typed("", 0)

    def _show_typed(self, typed: str, version: int) -> None:
        self._change_version = version
        self.typed.setText(typed)
        self.typed.setVisible(bool(typed))
        self.change_button.setVisible(bool(version))

    # ---------------------------------------------------------------- the record
    def _add_content(self, record: RecordView) -> None:
        look = self._look
        if record.narratives:
            self._parts.addLayout(narratives_block(look, record.narratives))
        for group in record.groups:
            self._parts.addLayout(group_block(look, group))
        if record.rows.counts_under:
            self._parts.addWidget(label(record.rows.counts_under, "small"))
        for block in record.rows.rows:
            self._parts.addWidget(row_block(look, block))
        for part in record.rows.parts:
            self._parts.addLayout(part_block(look, part))

    # ---------------------------------------------------------------- around it
    def _add_links(self, links: tuple[LinkLine, ...]) -> None:
        if links:
            self._parts.addLayout(_section("Linked records", *(self._link(link) for link in links)))

    def _link(self, link: LinkLine) -> QWidget:
        holder = QWidget()
        name = label(link.label, "small")
        if not link.case_id:
            holder.setLayout(column(name, reading_label(f"{link.reference}: no such record here"), spacing=1))
            return holder
        words = " · ".join(filter(None, (link.reference or NO_REFERENCE, link.kind_label, link.when)))
        made = _LinkButton(link.case_id, words)
        made.clicked.connect(self._follow)
        holder.setLayout(column(name, row(made, None), spacing=1))
        return holder

    @Slot()
    def _follow(self) -> None:
        made = self.sender()
        if isinstance(made, _LinkButton):
            self.opened.emit(made.case_id)

    def _add_lists(self, lists: tuple[HeldBy, ...]) -> None:
        told = [label(list_words(held)) for held in lists] or [label("No sealed list holds this record.", "soft")]
        self._parts.addLayout(_section("Sealed lists that hold it", *told))

    def _add_history(self, steps: tuple[RecordStep, ...]) -> None:
        self._parts.addLayout(_section("Where it came from", *(_step(step) for step in steps)))


class _LinkButton(QPushButton):
    """Goes to another record."""

    def __init__(self, case_id: int, words: str) -> None:
        super().__init__(words.replace("&", "&&"))
        self.case_id = case_id
        self.setProperty("quiet", True)
        self.setAccessibleName(words)


def list_words(held: HeldBy) -> str:
    """A sealed list that holds the record, in a sentence."""
    days = period(held.first_day, held.last_day)
    words = f"List {held.frame_id}: {count_of(held.cases, 'case')} of {days}, sealed {moment(held.sealed_at)}."
    return words if held.same_words else f"{words} The record has been brought in with changes since."


def step_words(step: RecordStep) -> str:
    """What an import brought, in a sentence."""
    parts = [f"brought {', '.join(_inside(name) for name in step.new)}"] if step.new else []
    changed = [_inside(change.label) for change in step.changes if change.lines]
    same = [_inside(change.label) for change in step.changes if not change.lines]
    parts += [f"changed {', '.join(changed)}"] if changed else []
    parts += [f"gave {', '.join(same)} once more, the same"] if same else []
    return f"{moment(step.at)}: {step.source} {' and '.join(parts)}."


def _inside(name: str) -> str:
    """A row's name inside a sentence."""
    return name[:1].lower() + name[1:]


def _step(step: RecordStep) -> QWidget:
    holder = QWidget()
    box = bare(QVBoxLayout(holder), 6)
    box.addWidget(label(step_words(step)))
    for change in step.changes:
        if change.lines:
            box.addLayout(_changes(change))
    return holder


def _changes(changes: RowChanges) -> QVBoxLayout:
    box = bare(QVBoxLayout(), 4)
    box.setContentsMargins(16, 0, 0, 4)
    for change in changes.lines:
        box.addWidget(label(f"{changes.label}: {change.label}", "small"))
        box.addWidget(reading_label(f"Was: {change.was}", "body"))
        box.addWidget(reading_label(f"Now: {change.now}", "body"))
    return box


def _section(name: str, *parts: QWidget) -> QVBoxLayout:
    return column(title(name), *parts, spacing=8)
