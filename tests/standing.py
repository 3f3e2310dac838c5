"""What a store says, whatever the numbers of its rows and imports: to compare stores that came about differently."""

from sqlalchemy.orm import Session

from app.models.record_query import CaseQuery, FoundCase, cases_of, find_versions
from app.models.record_store import read_identity, read_members, read_values
from app.models.records import CaseConflictRow, ReferenceRow
from app.services.schemes import load_library
from app.services.workspace import Workspace

Told = tuple[object, ...]


def find_cases(session: Session, query: CaseQuery) -> list[FoundCase]:
    """The cases a query finds, in the order they came in."""
    return sorted(cases_of(session, find_versions(session, query)))


def standing(ws: Workspace) -> dict[tuple[str, str], list[Told]]:
    """By kind and case key (or the digest of a row without one): the values, rows and conflicts of such cases."""
    found: dict[tuple[str, str], list[Told]] = {}
    with ws.read() as session:
        for kind, scheme in load_library(ws.force).schemes.items():
            cases = find_cases(session, CaseQuery(kind=kind, where={}))
            ids = [case.version_id for case in cases]
            values, members = read_values(session, scheme, ids), read_members(session, scheme, ids)
            for case in cases:
                rows = [
                    (row.part, row.row_key, tuple(sorted(row.values.items())), _who(session, row.version_id))
                    for row in members[case.version_id]
                ]
                conflicts = session.query(CaseConflictRow.field).filter_by(version_id=case.version_id)
                named = session.query(ReferenceRow.field, ReferenceRow.value, ReferenceRow.kind)
                told = (
                    tuple(sorted(values[case.version_id].items())),
                    _who(session, case.version_id),
                    tuple(sorted(rows)),
                    tuple(sorted(row.field for row in conflicts)),
                    tuple(sorted({tuple(row) for row in named.filter_by(case_id=case.case_id)})),
                )
                found.setdefault((kind, case.key or case.sha.hex()), []).append(told)
    return {key: sorted(told) for key, told in found.items()}


def _who(session, version_id: int) -> tuple[tuple[str, str], ...]:
    return tuple(sorted(read_identity(session, version_id).items()))
