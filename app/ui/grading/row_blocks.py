"""The rows of a case on screen: each officer's form, the entries of a log, and what came after the list was sealed."""

from PySide6.QtWidgets import QFrame, QGridLayout, QVBoxLayout, QWidget

from app.core.shapes.sheets import LaterRows, PartRow, PartRows, RowBlock, RowChanges
from app.core.words import count_of
from app.ui.grading.record_parts import BLANK, group_block, narratives_block, title
from app.ui.kit.fields import reading_label
from app.ui.kit.words import bare, column, label
from app.ui.theme import Look

NOT_DRAWN = "This was not in the list that the case was drawn from. The words above are the drawn ones, as sealed."
_WHEN, _WHAT = 2, 5
"""The shares of the columns of a log: the moments, and what was written."""


def row_block(look: Look, block: RowBlock) -> QFrame:
    """One form, in a frame of its own so that nobody takes one officer's words for another's."""
    frame = QFrame()
    frame.setProperty("card", True)
    inner = bare(QVBoxLayout(frame), 12)
    inner.setContentsMargins(14, 10, 14, 14)
    inner.addWidget(label(block.label, "large"))
    if block.narratives:
        inner.addLayout(narratives_block(look, block.narratives))
    for group in block.groups:
        inner.addLayout(group_block(look, group))
    return frame


def part_block(look: Look, part: PartRows) -> QVBoxLayout:
    """A log as a list of its moments, with what was written beside each."""
    name = f"{part.label}: {count_of(len(part.rows), 'entry', 'entries')}"
    grid = QGridLayout()
    grid.setContentsMargins(0, 0, 0, 0)
    grid.setHorizontalSpacing(12)
    grid.setVerticalSpacing(look.em(0.5))
    grid.setColumnStretch(0, _WHEN)
    grid.setColumnStretch(1, _WHAT)
    for at, entry in enumerate(part.rows):
        when = label(entry.when or "No time recorded", "key")
        grid.addWidget(column_of(when), at, 0)
        grid.addWidget(_entry(entry), at, 1)
    return column(title(name), grid, spacing=8)


def later_block(look: Look, later: LaterRows) -> QFrame:
    """What came after the seal, marked: it was not in the list that the case was drawn from."""
    frame = QFrame()
    frame.setProperty("bar", "warn")
    inner = bare(QVBoxLayout(frame), 12)
    inner.setContentsMargins(14, 12, 14, 12)
    inner.addWidget(label(later.title, "strong"))
    inner.addWidget(label(NOT_DRAWN, "small"))
    for changes in later.changes:
        inner.addLayout(_changes(changes))
    for block in later.rows:
        inner.addWidget(row_block(look, block))
    for part in later.parts:
        inner.addLayout(part_block(look, part))
    return frame


def column_of(widget: QWidget) -> QWidget:
    """A widget at the top of its cell, however tall its neighbour is."""
    holder = QWidget()
    holder.setLayout(column(widget, None))
    return holder


def _entry(entry: PartRow) -> QWidget:
    lines = [reading_label(text.text, "body") for text in entry.texts]
    facts = " · ".join(f"{fact.label}: {fact.value}" for fact in entry.facts)
    blank = f"{BLANK}: {', '.join(entry.blank)}" if entry.blank else ""
    lines += [label(words, "small") for words in (facts, blank) if words]
    holder = QWidget()
    holder.setLayout(column(*lines, None, spacing=1))
    return holder


def _changes(changes: RowChanges) -> QVBoxLayout:
    box = bare(QVBoxLayout(), 4)
    box.addWidget(label(f"{changes.label} says something else now", "key"))
    for change in changes.lines:
        box.addWidget(label(change.label, "small"))
        box.addWidget(reading_label(f"Was: {change.was}", "body"))
        box.addWidget(reading_label(f"Now: {change.now}", "body"))
    return box
