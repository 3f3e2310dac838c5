"""Taking an import back: what keeps it, and its rows going as if it had never been. Triggers allow just this."""

from collections.abc import Iterator
from contextlib import nullcontext

from sqlalchemy import delete, exists, func, or_, select, union, update
from sqlalchemy.orm import Session, aliased

from app.models.frames import FrameCaseRow
from app.models.gate import ExclusionLiftedRow, ExclusionRow, TargetedCaseRow
from app.models.records import (
    CaseConflictRow,
    CaseMemberRow,
    CaseRow,
    IdentityRow,
    ImportFileRow,
    ImportRow,
    NarrativeRow,
    ProblemRow,
    RecordVersionRow,
    ReferenceRow,
    ReleaseRow,
)
from app.models.rounds import RoundCaseRow
from app.models.words import removing_many

_CHUNK = 10_000
_MANY_TEXTS = 5_000
_OF_VERSIONS = (CaseMemberRow, CaseConflictRow, ReferenceRow, NarrativeRow, IdentityRow)


def sealed_lists(session: Session, row: ImportRow) -> tuple[int, ...]:
    """The sealed lists that hold a record of an import, by itself or among the rows that a case was made of."""
    own = select(FrameCaseRow.frame_id).where(FrameCaseRow.version_id.between(row.first_version, row.last_version))
    among = (
        select(FrameCaseRow.frame_id)
        .join(CaseMemberRow, CaseMemberRow.version_id == FrameCaseRow.version_id)
        .where(CaseMemberRow.member_id.between(row.first_version, row.last_version))
    )
    return tuple(sorted(session.execute(union(own, among)).scalars()))


def is_shown(session: Session, row: ImportRow) -> bool:
    """Whether a record of an import was picked by hand, put into a round or released without having been drawn."""
    picked = exists().where(TargetedCaseRow.case_id.between(row.first_case, row.last_case))
    return session.execute(select(picked)).scalar_one() or any(
        session.execute(
            select(
                exists().where(
                    or_(
                        table.version_id.between(row.first_version, row.last_version),
                        table.case_id.between(row.first_case, row.last_case),
                    )
                )
            )
        ).scalar_one()
        for table in (RoundCaseRow, ReleaseRow)
    )


def left_out(session: Session, row: ImportRow) -> tuple[int, ...]:
    """The exclusions that count now of cases that an import made: were it taken back, they would be forgotten."""
    found = select(ExclusionRow.id).where(
        ExclusionRow.case_id.between(row.first_case, row.last_case),
        ExclusionRow.id.not_in(select(ExclusionLiftedRow.exclusion_id)),
    )
    return tuple(session.scalars(found.order_by(ExclusionRow.id)))


def later_imports(session: Session, row: ImportRow) -> tuple[int, ...]:
    """Later imports that gave cases of an import further rows or versions."""
    newest = session.execute(select(func.coalesce(func.max(RecordVersionRow.id), 0))).scalar_one()
    if newest <= row.last_version:
        return ()
    later = aliased(RecordVersionRow)
    found = (
        select(later.import_id)
        .join(RecordVersionRow, RecordVersionRow.case_id == later.case_id)
        .where(RecordVersionRow.id.between(row.first_version, row.last_version), later.id > row.last_version)
    )
    return tuple(sorted(session.execute(found.distinct()).scalars()))


def take_back(session: Session, row: ImportRow) -> Iterator[int]:
    """Remove what an import brought, some thousands of rows at a time; how many versions and cases are gone so far.

    The versions that it overtook are the newest again. The row of ``import_undone`` must be there: triggers ask for it.
    """
    texts = NarrativeRow.version_id.between(row.first_version, row.last_version)
    many = session.execute(select(func.count()).where(texts)).scalar_one() > _MANY_TEXTS
    with removing_many(session) if many else nullcontext():
        # from the end: versions made of others come after them, and must go first
        for last in range(row.last_version, row.first_version - 1, -_CHUNK):
            first = max(row.first_version, last - _CHUNK + 1)
            _restore(session, row, first, last)
            for table in _OF_VERSIONS:
                session.execute(delete(table).where(table.version_id.between(first, last)))
            session.execute(delete(RecordVersionRow).where(RecordVersionRow.id.between(first, last)))
            yield row.last_version - first + 1
    for first in range(row.first_case, row.last_case + 1, _CHUNK):
        last = min(row.last_case, first + _CHUNK - 1)
        named = exists().where(ExclusionRow.case_id == CaseRow.id)  # by an exclusion that was lifted
        session.execute(delete(CaseRow).where(CaseRow.id.between(first, last), ~named))
        yield row.last_version - row.first_version + 1 + last - row.first_case + 1
    for table in (ProblemRow, ImportFileRow):
        session.execute(delete(table).where(table.import_id == row.id))


def _restore(session: Session, row: ImportRow, first: int, last: int) -> None:
    """Versions that these overtook are the newest again."""
    newer = aliased(RecordVersionRow)
    overtaken = (
        select(RecordVersionRow.id)
        .join(newer, newer.case_id == RecordVersionRow.case_id)
        .where(
            newer.id.between(first, last),
            newer.number > 1,
            RecordVersionRow.overtaken_by == newer.id,
            RecordVersionRow.id < row.first_version,
        )
    )
    session.execute(
        update(RecordVersionRow)
        .where(RecordVersionRow.id.in_(overtaken))
        .values(overtaken_by=None)
        .execution_options(synchronize_session=False)
    )
