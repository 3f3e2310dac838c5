"""Records that were typed in: what a new one would meet in the store, and which versions somebody typed."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.core.sampling.keys import SEPARATOR, case_key
from app.core.schemes.spec import Scheme
from app.models.case_finder import key_hash
from app.models.records import CaseMemberRow, CaseRow, ImportRow, RecordVersionRow

TYPED = "typed"
"""The layout of an import that is one typed record."""

_CHUNK = 500


@dataclass(frozen=True, kw_only=True, slots=True)
class KnownRecord:
    """What the store holds for a reference: the rows of its case, and the versions of this very row (0: none)."""

    rows: int = 0
    versions: int = 0


def find_known(session: Session, scheme: Scheme, values: Mapping[str, str], sha: bytes) -> KnownRecord:
    """What is there already for a record that is about to be typed in.

    Args:
        session: any.
        scheme: of the record.
        values: its kept texts; the first field of the case key is there.
        sha: what its row is known by; b"" while it cannot be said.
    """
    key = case_key([values.get(name, "") for name in scheme.case_key])
    case_id = session.scalars(
        select(CaseRow.id).where(
            CaseRow.key_hash == key_hash(scheme.kind, key, b""), CaseRow.kind == scheme.kind, CaseRow.key == key
        )
    ).first()
    if case_id is None:
        return KnownRecord()
    rows = session.scalars(
        select(RecordVersionRow).where(
            RecordVersionRow.case_id == case_id,
            RecordVersionRow.part == "",
            RecordVersionRow.overtaken_by.is_(None),
            RecordVersionRow.stands.is_(not scheme.many_rows),
        )
    ).all()
    wanted = SEPARATOR.join(values.get(name, "") for name in scheme.record_key)
    same = [row for row in rows if not scheme.record_key or _same_row(row, wanted, sha)]
    return KnownRecord(rows=len(rows), versions=same[0].number if same else 0)


def _same_row(row: RecordVersionRow, wanted: str, sha: bytes) -> bool:
    """Whether a row of a case is the one meant: by its reference, or by its content where it has none."""
    return row.row_key == wanted if wanted.strip(SEPARATOR) else row.sha == sha


def typed_by(session: Session, version_ids: Sequence[int]) -> dict[int, str]:
    """By version id, who typed it in ("typed by line manager"); versions that came from an extract are left out.

    A version that stands for a case of many rows counts as typed when each of the scheme's own rows was.
    """
    words = _typed_rows(session, version_ids)
    members = _members(session, version_ids)
    told = _typed_rows(session, [member for rows in members.values() for member in rows])
    for version, rows in members.items():
        words.pop(version, None)
        if all(member in told for member in rows):
            words[version] = told[rows[0]]
    return words


def typed_row(session: Session, version_id: int) -> RecordVersionRow | None:
    """The newest version of a record that somebody typed in, from any of its versions.

    None where there is no such version, an extract gave the newest, or several typed rows make the case.
    """
    row = session.get(RecordVersionRow, version_id)
    if row is None:
        return None
    while row.overtaken_by is not None:
        row = session.get_one(RecordVersionRow, row.overtaken_by)
    members = _members(session, [row.id]).get(row.id, [row.id])
    typed = list(_typed_rows(session, members))
    return session.get(RecordVersionRow, typed[0]) if len(typed) == 1 else None


def _typed_rows(session: Session, version_ids: Sequence[int]) -> dict[int, str]:
    found: dict[int, str] = {}
    for start in range(0, len(version_ids), _CHUNK):
        rows = session.execute(
            select(RecordVersionRow.id, ImportRow.mapping)
            .join(ImportRow, ImportRow.id == RecordVersionRow.import_id)
            .where(RecordVersionRow.id.in_(version_ids[start : start + _CHUNK]), ImportRow.layout == TYPED)
        )
        found.update({version: words for version, words in rows})
    return found


def _members(session: Session, version_ids: Sequence[int]) -> dict[int, list[int]]:
    """The scheme's own rows that versions were made of; a version of one row is left out."""
    found: dict[int, list[int]] = {}
    for start in range(0, len(version_ids), _CHUNK):
        rows = session.execute(
            select(CaseMemberRow.version_id, CaseMemberRow.member_id)
            .join(RecordVersionRow, RecordVersionRow.id == CaseMemberRow.member_id)
            .where(CaseMemberRow.version_id.in_(version_ids[start : start + _CHUNK]), RecordVersionRow.part == "")
            .order_by(CaseMemberRow.member_id)
        )
        for version, member in rows:
            found.setdefault(version, []).append(member)
    return found
