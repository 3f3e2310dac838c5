"""Rows of cases that have many: each finds its case and its place among its siblings; then a version is made of them.

That version stands for the case in lists, filters and sealed lists. A later row makes a later version: what a sealed
list holds stays as it was, with the rows that it was made of.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from typing import Any, Final

from sqlalchemy import select

from app.core.clock import from_text
from app.core.sampling.keys import SEPARATOR
from app.core.schemes.derived import Filling, derived_fields
from app.core.schemes.merging import merge_rows
from app.core.schemes.spec import Scheme
from app.core.shapes.rows import KindRows
from app.models.case_finder import key_hashes
from app.models.case_index import CaseIndex
from app.models.codes import Coder
from app.models.filling import Filler
from app.models.laying import LaidRows, RowLayout, lay_out, rests_of
from app.models.record_store import read_values
from app.models.records import CaseRow, RecordVersionRow
from app.models.row_tables import RowTables

_CHUNK: Final = 500


@dataclass(kw_only=True, slots=True)
class _Member:
    """The newest version of a row of a case."""

    version_id: int
    number: int
    import_id: int
    sha: bytes


class CaseRows:
    """Writes the rows of one import that belong to cases of many rows."""

    def __init__(
        self,
        filler: Filler,
        index: CaseIndex,
        tables: RowTables,
        schemes: Mapping[str, Scheme],
        coder: Coder,
        import_id: int,
    ) -> None:
        """For one import; ``coder`` has the numbers of facet values."""
        self.identical = 0
        self.clashes = 0
        self.versions = 0
        self._filler = filler
        self._index = index
        self._tables = tables
        self._schemes = schemes
        self._coder = coder
        self._import_id = import_id
        self._touched: dict[str, dict[int, None]] = {}
        self._alone: Counter[tuple[str, int]] = Counter()

    def write(self, laid: LaidRows, keys: Sequence[str | None], ids: range) -> list[int]:
        """Keep rows of one kind or part; the case of each is given back."""
        rows, layout = laid.rows, laid.layout
        scheme = self._schemes[rows.kind]
        case_ids = self._cases(rows, keys)
        self._touched.setdefault(rows.kind, {}).update(dict.fromkeys(case_ids))
        known = self._members(layout.part, set(case_ids))
        row_keys, numbers = list[str](), list[int]()
        overtaken: list[tuple[int, int]] = []
        wanted = _row_keys(scheme, layout.part, rows)
        for case_id, wished, sha, version in zip(case_ids, wanted, rows.shas, ids, strict=True):
            siblings = known[case_id]
            row_key = self._place(siblings, wished, sha)
            member = siblings.get(row_key)
            if member is not None:
                overtaken.append((version, member.version_id))
                if member.import_id == self._import_id:
                    self.identical += member.sha == sha
                    self.clashes += member.sha != sha
            number = member.number + 1 if member else 1
            siblings[row_key] = _Member(version_id=version, number=number, import_id=self._import_id, sha=sha)
            row_keys.append(row_key)
            numbers.append(number)
        self._tables.add_versions(laid, ids=ids, case_ids=case_ids, numbers=numbers, row_keys=row_keys)
        self._tables.overtake(overtaken)
        self.versions += len(overtaken)
        return case_ids

    def compose(self) -> None:
        """Make the version that stands for each case that rows were added to."""
        for kind, touched in self._touched.items():
            scheme, case_ids = self._schemes[kind], list(touched)
            derived = derived_fields(scheme, frozenset())  # what was blank in the rows was decided with them
            for start in range(0, len(case_ids), _CHUNK):
                self._compose(scheme, derived, case_ids[start : start + _CHUNK])

    def _cases(self, rows: KindRows, keys: Sequence[str | None]) -> list[int]:
        """The case of each row, new ones made where there is none.

        A row without a reference is a case of its own; equal ones of one import are so many cases, the first of them
        the first that is known, and so on.
        """
        kind = rows.kind
        hashes = key_hashes(kind, keys, rows.shas)
        known = self._known_cases(kind, set(hashes))
        case_ids: list[int] = []
        new: list[tuple[str | None, int]] = []
        for key, number in zip(keys, hashes, strict=True):
            found = known.setdefault((number, key), [])
            at = 0 if key is not None else self._equal_before(kind, number)
            if at == len(found):
                found.append(self._tables.next_case + len(new))
                new.append((key, number))
            case_ids.append(found[at])
        self._tables.add_cases(kind, [key for key, _ in new], [number for _, number in new])
        return case_ids

    def _equal_before(self, kind: str, number: int) -> int:
        """How many rows without a reference that are equal to this one came before it in this import."""
        before = self._alone[kind, number]
        self._alone[kind, number] += 1
        self.identical += before > 0
        return before

    def _known_cases(self, kind: str, hashes: set[int]) -> dict[tuple[int, str | None], list[int]]:
        found: dict[tuple[int, str | None], list[int]] = {}
        wanted = sorted(hashes)
        for start in range(0, len(wanted), _CHUNK):
            rows = self._index.session.execute(
                select(CaseRow.key_hash, CaseRow.key, CaseRow.id)
                .where(CaseRow.key_hash.in_(wanted[start : start + _CHUNK]), CaseRow.kind == kind)
                .order_by(CaseRow.id)
            )
            for number, key, case_id in rows:
                found.setdefault((number, key), []).append(case_id)
        return found

    def _members(self, part: str, case_ids: set[int]) -> dict[int, dict[str, _Member]]:
        """The rows that cases have of the scheme's own, or of a part, by what tells them apart."""
        found: dict[int, dict[str, _Member]] = {case: {} for case in case_ids}
        wanted = sorted(case_ids)
        for start in range(0, len(wanted), _CHUNK):
            rows = self._filler.session.execute(
                _newest(wanted[start : start + _CHUNK]).where(RecordVersionRow.part == part)
            ).scalars()
            for row in rows:
                found[row.case_id][row.row_key or ""] = _Member(
                    version_id=row.id, number=row.number, import_id=row.import_id, sha=row.sha
                )
        return found

    def _place(self, siblings: Mapping[str, _Member], wished: str, sha: bytes) -> str:
        """A row's key: its reference; or its content, and which of the equal rows of this import it is."""
        if wished:
            return wished
        own, number = sha.hex(), 1
        while (taken := siblings.get(f"{own}{SEPARATOR}{number}")) and taken.import_id == self._import_id:
            number += 1
        self.identical += number > 1
        return f"{own}{SEPARATOR}{number}"

    def _compose(self, scheme: Scheme, derived: Sequence[Filling], case_ids: Sequence[int]) -> None:
        members: dict[int, list[RecordVersionRow]] = {case: [] for case in case_ids}
        for row in self._filler.session.execute(_newest(case_ids).order_by(RecordVersionRow.id)).scalars():
            members[row.case_id].append(row)
        owned = {case: rows for case, rows in members.items() if any(not row.part for row in rows)}
        if not owned:
            return
        before = self._standing(list(owned))
        values = self._values(scheme, list(owned.values()))
        merged = [merge_rows(scheme, told[""], derived, told) for told in values]
        ids = self._tables.take_versions(len(owned))
        made = _laid_out(
            scheme, [case.values for case in merged], list(owned.values()), lay_out(scheme, self._coder.numbers)
        )
        numbers = [before[case][1] + 1 if case in before else 1 for case in owned]
        layout = RowLayout(scheme, "")
        laid = LaidRows(rows=made, layout=layout, rests=rests_of(made, layout))
        self._tables.add_versions(laid, ids=ids, case_ids=list(owned), numbers=numbers)
        self._tables.add_members(
            [(version, row.id) for version, rows in zip(ids, owned.values(), strict=True) for row in rows]
        )
        self._tables.add_conflicts(
            [(version, name) for version, case in zip(ids, merged, strict=True) for name in case.conflicts]
        )
        self._tables.overtake(
            [(version, before[case][0]) for version, case in zip(ids, owned, strict=True) if case in before]
        )

    def _values(
        self, scheme: Scheme, members: Sequence[Sequence[RecordVersionRow]]
    ) -> list[dict[str, list[dict[str, str]]]]:
        """For each case, what its rows hold, by part: its own (""), and the parts that its fields ask about."""
        asked = {field.from_rows.part for field in scheme.fields if field.from_rows} | {""}
        wanted = [[row for row in rows if row.part in asked] for rows in members]
        found = {
            part: read_values(
                self._filler.session,
                scheme,
                [row.id for rows in wanted for row in rows if row.part == part],
            )
            for part in asked
        }
        return [{part: [found[part][row.id] for row in rows if row.part == part] for part in asked} for rows in wanted]

    def _standing(self, case_ids: Sequence[int]) -> dict[int, tuple[int, int]]:
        """The version that stands for each case so far, with its number."""
        rows = self._filler.session.execute(
            select(RecordVersionRow.case_id, RecordVersionRow.id, RecordVersionRow.number).where(
                RecordVersionRow.case_id.in_(case_ids), RecordVersionRow.stands, RecordVersionRow.overtaken_by.is_(None)
            )
        )
        return {case: (version, number) for case, version, number in rows}


def _newest(case_ids: Sequence[int]) -> Any:
    """The newest versions of the rows of cases, but not those that stand for cases."""
    return select(RecordVersionRow).where(
        RecordVersionRow.case_id.in_(case_ids), ~RecordVersionRow.stands, RecordVersionRow.overtaken_by.is_(None)
    )


def _row_keys(scheme: Scheme, part: str, rows: KindRows) -> list[str]:
    """What tells each row from its siblings by reference; "" where it has none, and its content must do."""
    fields = scheme.part(part).key if part else scheme.record_key
    if not (part or fields):
        return [SEPARATOR] * len(rows.rows)  # a case has one row of the scheme's own
    told: Iterable[tuple[str, ...]] = zip(*(rows.kept.get(name, [""] * len(rows.rows)) for name in fields), strict=True)
    joined = [SEPARATOR.join(parts) if any(parts) else "" for parts in told]
    return joined or [""] * len(rows.rows)


def _laid_out(
    scheme: Scheme,
    values: Sequence[Mapping[str, str]],
    members: Sequence[Sequence[RecordVersionRow]],
    lays: Callable[[Any], Callable[[Any], Any]],
) -> KindRows:
    """Cases made of many rows, as rows to write. What they are known by is the digests of their rows together."""
    kept: dict[str, Sequence[str]] = {}
    laid: dict[str, Sequence[Any]] = {}
    for field in scheme.fields:
        texts = [case.get(field.id, "") for case in values]
        if any(texts) and field.id != scheme.time:
            lay = lays(field)
            kept[field.id], laid[field.id] = texts, [lay(text) for text in texts]
    blank = [0] * len(values)
    return KindRows(
        kind=scheme.kind,
        rows=blank,
        lines=blank,
        shas=[sha256(b"".join(sorted(row.sha for row in rows))).digest() for rows in members],
        at=[int(from_text(case[scheme.time]).timestamp()) for case in values],
        kept=kept,
        laid=laid,
    )
