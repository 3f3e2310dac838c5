"""What came about a case after its list was sealed: further rows, and rows that say something else now."""

from collections.abc import Mapping, Sequence

from sqlalchemy.orm import Session

from app.core.days import local
from app.core.schemes.spec import Scheme
from app.core.workflow.case_rows import LaterRow, Row
from app.models.newest_rows import NewestRow, newest_rows
from app.models.record_store import Member, read_members, read_values

__all__ = ["addenda_of"]


def addenda_of(session: Session, scheme: Scheme, version_ids: Sequence[int]) -> dict[int, tuple[LaterRow, ...]]:
    """What came after the seal, by the sealed version that stands for a case.

    Args:
        session: to read with.
        scheme: of the cases.
        version_ids: the versions that the sealed list holds.

    Rows that came again and say the same are left out. The drawn words are not touched: they are the sealed versions'.
    """
    now = newest_rows(session, scheme, version_ids)
    sealed = _sealed(session, scheme, version_ids)
    known = {member.version_id for members in sealed.values() for member in members}
    fresh = [row.version_id for rows in now.values() for row in rows if row.version_id not in known]
    if not fresh:
        return dict.fromkeys(version_ids, ())
    values = read_values(session, scheme, fresh)
    return {
        version: tuple(
            item
            for row in now[version]
            if row.version_id not in known and (item := _later(row, values[row.version_id], sealed[version]))
        )
        for version in version_ids
    }


def _sealed(session: Session, scheme: Scheme, version_ids: Sequence[int]) -> dict[int, tuple[Member, ...]]:
    """The rows of each case as sealed; a case of one row is a row itself."""
    if scheme.many_rows:
        return read_members(session, scheme, version_ids)
    values = read_values(session, scheme, version_ids)
    return {
        version: (Member(version_id=version, part="", row_key="", values=values[version]),) for version in version_ids
    }


def _later(row: NewestRow, values: Mapping[str, str], sealed: Sequence[Member]) -> LaterRow | None:
    """The row as something that came later; None where it says what it said."""
    siblings = [member for member in sealed if member.part == row.part]
    place = next((at for at, member in enumerate(siblings, 1) if _same_row(member, row)), 0)
    before = siblings[place - 1].values if place else None
    if before == values:
        return None
    told = Row(part=row.part, values=values)
    return LaterRow(row=told, came=local(row.came).date(), before=before, place=place)


def _same_row(member: Member, row: NewestRow) -> bool:
    return not (member.row_key or row.row_key) or member.row_key == row.row_key
