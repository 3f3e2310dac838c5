"""A record as its grader may read it: a volunteer gets its texts only as they were released, and barred."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from app.core.redaction.bars import Released
from app.core.schemes.spec import Scheme
from app.core.workflow.case_rows import LaterRow, Row


@dataclass(frozen=True, kw_only=True, slots=True)
class Record:
    """What is read of a case: its own values, the rows that it was made of, and what came after the seal."""

    values: Mapping[str, str]
    rows: Sequence[Row]
    later: Sequence[LaterRow]


def as_released(scheme: Scheme, record: Record, released: Released, furthest: str) -> Record:
    """A record with its texts as a volunteer sees them who has come as far as a stage: long ones, and a few words too.

    Args:
        scheme: of the record.
        record: as recorded.
        released: the texts that were let go; of any other text it is only said that it is not released.
        furthest: the last stage that is open.
    """

    def values(part: str, given: Mapping[str, str]) -> dict[str, str]:
        texts = {field.id for field in scheme.fields_of(part) if field.in_words}
        return {name: released.shown(value, furthest) if name in texts else value for name, value in given.items()}

    def row(given: Row) -> Row:
        return replace(given, values=values(given.part, given.values))

    def later(given: LaterRow) -> LaterRow:
        before = None if given.before is None else values(given.row.part, given.before)
        return replace(given, row=row(given.row), before=before)

    return Record(
        values=values("", record.values),
        rows=tuple(row(each) for each in record.rows),
        later=tuple(later(each) for each in record.later),
    )
