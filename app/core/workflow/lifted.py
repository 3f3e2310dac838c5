"""What a stage uncovers of texts that an earlier one showed with bars: its paper shows those texts again."""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import replace

from app.core.shapes.sheets import CaseRows, FieldGroup, FieldLine, Narrative, PartRows, RowBlock, SheetStage
from app.core.workflow.sheet import Grading, sheet_stages


def come_to(blank: Grading, before: Collection[str]) -> Grading:
    """A case as a seat has it that has locked those stages and no more, whatever a meeting has opened so far."""
    return replace(blank, locked=tuple(before), opened=None, spread_seen=())


def lifted_texts(grading: Grading) -> tuple[Narrative, ...]:
    """The texts of earlier stages that say more at the open one than they said before it, each with its place.

    Args:
        grading: as :func:`come_to` gives it.
    """
    shown = [stage for stage in sheet_stages(grading) if not stage.hidden][:-1]
    if not shown:
        return ()
    before = {text for stage in sheet_stages(come_to(grading, grading.locked[:-1])) for text in _texts(stage)}
    return tuple(text for stage in shown for text in _texts(stage) if text not in before)


def _texts(stage: SheetStage) -> Iterator[Narrative]:
    yield from stage.narratives
    yield from _of_groups(stage.groups, "")
    yield from _of_rows(stage.rows)


def _of_rows(rows: CaseRows) -> Iterator[Narrative]:
    yield from _of_blocks(rows.rows)
    yield from _of_parts(rows.parts)
    for later in rows.later:
        yield from _of_blocks(later.rows)
        yield from _of_parts(later.parts)
        for changes in later.changes:
            for change in changes.lines:
                yield Narrative(label=f"{changes.label}: {change.label}, as drawn", text=change.was)
                yield Narrative(label=f"{changes.label}: {change.label}, now", text=change.now)


def _of_blocks(blocks: Iterable[RowBlock]) -> Iterator[Narrative]:
    for block in blocks:
        yield from (Narrative(label=f"{block.label}: {one.label}", text=one.text) for one in block.narratives)
        yield from _of_groups(block.groups, f"{block.label}: ")


def _of_parts(parts: Iterable[PartRows]) -> Iterator[Narrative]:
    for part in parts:
        for row in part.rows:
            place = f"{part.label}, {row.when}: " if row.when else f"{part.label}: "
            yield from (Narrative(label=f"{place}{one.label}", text=one.text) for one in row.texts)
            yield from _of_lines(row.facts, place)


def _of_groups(groups: Iterable[FieldGroup], place: str) -> Iterator[Narrative]:
    for group in groups:
        yield from _of_lines(group.lines, place)


def _of_lines(lines: Iterable[FieldLine], place: str) -> Iterator[Narrative]:
    return (Narrative(label=f"{place}{line.label}", text=line.value) for line in lines)
