"""Questions to the references that records give: which record is named, and which names point nowhere."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import and_, exists, func, or_, select
from sqlalchemy.orm import Session, aliased

from app.models.records import CaseRow, RecordVersionRow, ReferenceRow

_CHUNK = 500


@dataclass(frozen=True, kw_only=True, slots=True)
class Target:
    """Where a reference may point: the records of a kind that give it in this field."""

    kind: str
    field: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Given:
    """A reference that the newest version of a row gives, as it is compared."""

    version_id: int
    case_id: int
    kind: str
    field: str
    value: str
    import_id: int


def references_of(session: Session, case_ids: Sequence[int]) -> list[Given]:
    """The references that the newest rows of some cases give."""
    found: list[Given] = []
    for start in range(0, len(case_ids), _CHUNK):
        wanted = _given().where(ReferenceRow.case_id.in_(case_ids[start : start + _CHUNK]))
        found += _read(session, wanted.order_by(ReferenceRow.version_id))
    return found


def cases_named(session: Session, target: Target, values: Iterable[str]) -> dict[str, list[int]]:
    """The cases whose newest rows give a reference in a field, by the reference; only cases that stand in lists."""
    wanted = sorted(set(values))
    found: dict[str, list[int]] = {value: [] for value in wanted}
    for start in range(0, len(wanted), _CHUNK):
        rows = session.execute(
            select(ReferenceRow.value, ReferenceRow.case_id)
            .distinct()
            .join(RecordVersionRow, RecordVersionRow.id == ReferenceRow.version_id)
            .where(
                ReferenceRow.kind == target.kind,
                ReferenceRow.field == target.field,
                ReferenceRow.value.in_(wanted[start : start + _CHUNK]),
                RecordVersionRow.overtaken_by.is_(None),
                _stands(ReferenceRow.case_id),
            )
            .order_by(ReferenceRow.case_id)
        )
        for value, case_id in rows:
            found[value].append(case_id)
    return found


def standing_versions(session: Session, case_ids: Sequence[int]) -> dict[int, tuple[int, str | None, int | None]]:
    """The version that stands for each case, with the case's key and the second it happened; none for half a case."""
    found: dict[int, tuple[int, str | None, int | None]] = {}
    for start in range(0, len(case_ids), _CHUNK):
        rows = session.execute(
            select(CaseRow.id, RecordVersionRow.id, CaseRow.key, RecordVersionRow.occurred_at)
            .join(RecordVersionRow, RecordVersionRow.case_id == CaseRow.id)
            .where(
                CaseRow.id.in_(case_ids[start : start + _CHUNK]),
                RecordVersionRow.stands,
                RecordVersionRow.overtaken_by.is_(None),
            )
        )
        found |= {case: (version, key, at) for case, version, key, at in rows}
    return found


def count_broken(session: Session, kind: str, field: str, targets: Sequence[Target]) -> int:
    """How many references of a kind's field point nowhere: none of the targets has them."""
    return session.execute(_broken(select(func.count()), kind, field, targets)).scalar_one()


def find_broken(session: Session, kind: str, field: str, targets: Sequence[Target], *, limit: int) -> list[Given]:
    """The first so many of them, in the order they came in."""
    return _read(session, _broken(_given(), kind, field, targets).order_by(ReferenceRow.version_id).limit(limit))


def count_orphans(session: Session, kind: str, part: str) -> int:
    """How many rows of a part name a case that is not there."""
    return session.execute(_orphans(select(func.count()), kind, part)).scalar_one()


def find_orphans(session: Session, kind: str, part: str, *, limit: int) -> list[tuple[str, int]]:
    """The key of the case that each of the first so many of them names, and the import that brought it."""
    wanted = _orphans(select(CaseRow.key, RecordVersionRow.import_id), kind, part)
    rows: Any = session.execute(wanted.order_by(RecordVersionRow.id).limit(limit))
    return [(key or "", import_id) for key, import_id in rows]


def _given() -> Any:
    return select(
        ReferenceRow.version_id,
        ReferenceRow.case_id,
        ReferenceRow.kind,
        ReferenceRow.field,
        ReferenceRow.value,
        RecordVersionRow.import_id,
    ).where(RecordVersionRow.id == ReferenceRow.version_id, RecordVersionRow.overtaken_by.is_(None))


def _read(session: Session, wanted: Any) -> list[Given]:
    names = ("version_id", "case_id", "kind", "field", "value", "import_id")
    return [Given(**dict(zip(names, row, strict=True))) for row in session.execute(wanted)]


def _broken(wanted: Any, kind: str, field: str, targets: Sequence[Target]) -> Any:
    named, row = aliased(ReferenceRow), aliased(RecordVersionRow)
    somewhere = or_(*(and_(named.kind == target.kind, named.field == target.field) for target in targets))
    hit = exists().where(
        named.value == ReferenceRow.value,
        somewhere,
        row.id == named.version_id,
        row.overtaken_by.is_(None),
        _stands(named.case_id),
    )
    return wanted.where(
        RecordVersionRow.id == ReferenceRow.version_id,
        RecordVersionRow.overtaken_by.is_(None),
        ReferenceRow.kind == kind,
        ReferenceRow.field == field,
        ~hit,
    )


def _orphans(wanted: Any, kind: str, part: str) -> Any:
    return wanted.where(
        RecordVersionRow.kind == kind,
        RecordVersionRow.part == part,
        RecordVersionRow.overtaken_by.is_(None),
        CaseRow.id == RecordVersionRow.case_id,
        ~_stands(CaseRow.id),
    )


def _stands(case_id: Any) -> Any:
    """Whether a version stands for a case: rows of a log alone make none."""
    version = aliased(RecordVersionRow)
    return exists().where(version.case_id == case_id, version.stands, version.overtaken_by.is_(None))
