"""How a case came to be what it is: every version of every row of it, by the import that brought it; and its seals."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.models.frames import FrameCaseRow, FrameRow
from app.models.records import CaseRow, ImportFileRow, ImportRow, RecordVersionRow


@dataclass(frozen=True, kw_only=True, slots=True)
class KeptVersion:
    """A version of a row. ``file`` is None where the import's file name was erased."""

    version_id: int
    part: str
    row_key: str
    overtaken_by: int | None
    sha: bytes
    import_id: int
    layout: str
    file: str | None
    at: datetime


@dataclass(frozen=True, kw_only=True, slots=True)
class SealedIn:
    """A sealed list that holds a case, and the version that it holds."""

    frame_id: int
    version_id: int
    first_day: date
    last_day: date
    sealed_at: datetime
    cases: int


def find_case(session: Session, case_id: int) -> tuple[str, int] | None:
    """The kind of a case and the version that stands for it now; None when there is no such case."""
    row: Any = session.execute(
        select(CaseRow.kind, RecordVersionRow.id)
        .join(RecordVersionRow, RecordVersionRow.case_id == CaseRow.id)
        .where(CaseRow.id == case_id, RecordVersionRow.stands, RecordVersionRow.overtaken_by.is_(None))
    ).first()
    return (row[0], row[1]) if row else None


def row_versions(session: Session, case_id: int, *, many_rows: bool) -> list[KeptVersion]:
    """Every version of every row that a case was given, in the order they came: not those that were made of them."""
    version = RecordVersionRow
    rows: Any = session.execute(
        select(
            version.id, version.part, version.row_key, version.overtaken_by, version.sha,
            ImportRow.id, ImportRow.layout, ImportFileRow.name, ImportRow.imported_at,
        )
        .join(ImportRow, ImportRow.id == version.import_id)
        .outerjoin(ImportFileRow, ImportFileRow.import_id == ImportRow.id)
        .where(version.case_id == case_id, version.stands.is_(not many_rows))
        .order_by(version.id)
    )  # fmt: skip
    return [
        KeptVersion(
            version_id=row[0],
            part=row[1],
            row_key=row[2] or "",
            overtaken_by=row[3],
            sha=row[4],
            import_id=row[5],
            layout=row[6],
            file=row[7],
            at=row[8],
        )
        for row in rows
    ]


def seals_of(session: Session, case_id: int) -> list[SealedIn]:
    """The sealed lists that hold a case, the newest first."""
    found = select(FrameRow, FrameCaseRow.version_id).join(FrameCaseRow, FrameCaseRow.frame_id == FrameRow.id)
    rows = session.execute(found.where(FrameCaseRow.case_id == case_id).order_by(FrameRow.id.desc()))
    return [
        SealedIn(
            frame_id=frame.id,
            version_id=version,
            first_day=frame.first_day,
            last_day=frame.last_day,
            sealed_at=frame.sealed_at,
            cases=frame.cases,
        )
        for frame, version in rows
    ]
