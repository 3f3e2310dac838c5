"""The rows of cases as they are now, whatever a sealed list holds of them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session, aliased

from app.core.schemes.spec import Scheme
from app.models.records import ImportRow, RecordVersionRow

_CHUNK = 500


@dataclass(frozen=True, kw_only=True, slots=True)
class NewestRow:
    """The newest version of a row of a case, and when the import came that brought it."""

    version_id: int
    part: str
    row_key: str
    came: datetime


def newest_rows(session: Session, scheme: Scheme, version_ids: Sequence[int]) -> dict[int, list[NewestRow]]:
    """The newest rows of the cases that some versions stand for, by that version, in the order they came in.

    Of a case of many rows its own rows and its parts'; else the one version that stands for it now.
    """
    found: dict[int, list[NewestRow]] = {version: [] for version in version_ids}
    standing = aliased(RecordVersionRow)
    for start in range(0, len(version_ids), _CHUNK):
        rows = session.execute(
            select(
                standing.id, RecordVersionRow.id, RecordVersionRow.part, RecordVersionRow.row_key, ImportRow.imported_at
            )
            .join(RecordVersionRow, RecordVersionRow.case_id == standing.case_id)
            .join(ImportRow, ImportRow.id == RecordVersionRow.import_id)
            .where(
                standing.id.in_(version_ids[start : start + _CHUNK]),
                RecordVersionRow.overtaken_by.is_(None),
                RecordVersionRow.stands.is_(not scheme.many_rows),
            )
            .order_by(RecordVersionRow.id)
        )
        for version, row, part, key, came in rows:
            found[version].append(NewestRow(version_id=row, part=part, row_key=key or "", came=came))
    return found
