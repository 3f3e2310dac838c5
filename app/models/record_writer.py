"""Writing the rows of one import inside one session's transaction: each to the case that it belongs to."""

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any, Self

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.core.sampling.keys import case_key
from app.core.schemes.spec import Scheme
from app.core.shapes.rows import KindRows
from app.models.case_finder import CaseFinder, Standing, key_hashes
from app.models.case_index import CaseIndex
from app.models.case_rows import CaseRows
from app.models.codes import Coder
from app.models.filling import Filler
from app.models.fingerprint import Fingerprint
from app.models.laying import LaidRows, LayingPlan, Numbered, RowLayout
from app.models.records import ImportRow, RecordVersionRow
from app.models.references import linked_fields
from app.models.row_tables import RowTables

_FEWEST_DOUBLED = 20
"""Of fewer rows nobody can say that the file was doubled."""


def next_import(session: Session) -> int:
    """The number of the next import; the transaction holds the only write lock."""
    return 1 + session.execute(select(func.coalesce(func.max(ImportRow.id), 0))).scalar_one()


class RecordWriter:
    """Writes the rows of one import, batch by batch; :meth:`finish` makes the cases of many rows whole.

    Leaving it ends the writing: the transaction must not end before.
    """

    def __init__(self, session: Session, schemes: Mapping[str, Scheme], import_id: int, *, part: str = "") -> None:
        """Get ready to write; nothing is written yet.

        Args:
            session: of the writing transaction.
            schemes: every scheme by its kind.
            import_id: the import that the rows come with.
            part: the part of a case that the rows are; "" for the schemes' own rows.
        """
        self._filler = filler = Filler(session)
        self._schemes = schemes
        self._import_id = import_id
        self._part = part
        self._coder = Coder(filler)
        self._tables = RowTables(filler, import_id)
        index = CaseIndex(filler)
        self._finder = CaseFinder(index, import_id)
        self._many_rows = CaseRows(filler, index, self._tables, schemes, self._coder, import_id)
        self._linked = linked_fields(schemes.values())
        self.laying = self._laying_plan()
        """How rows are to be laid out."""
        self._fingerprint = Fingerprint()
        self._versions = 0

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *failure: Any) -> None:
        self._filler.__exit__(*failure)

    def adopt(self, numbers: list[Numbered]) -> None:
        """Take in the numbers of facets that another process gave, before the rows that it gave them for."""
        self._coder.numbers.adopt(numbers)

    @property
    def told(self) -> dict[str, Any]:
        """What the import's own row (``ImportRow``) says of what was written."""
        return {
            "id": self._import_id,
            "part": self._part,
            "content_sha256": self.fingerprint,
            "first_version": self._tables.first_version,
            "last_version": self._tables.last_version,
            "first_case": self._tables.first_case,
            "last_case": self._tables.next_case - 1,
        }

    @property
    def identical(self) -> int:
        """How many rows were equal to an earlier row of the same import; known once it is finished."""
        return self._finder.identical + self._many_rows.identical

    @property
    def clashes(self) -> int:
        """How many rows gave the reference of an earlier row of the same import, and said something else."""
        return self._finder.clashes + self._many_rows.clashes

    @property
    def versions(self) -> int:
        """How many rows gave a known record a further version."""
        return self._versions + self._many_rows.versions

    @property
    def fingerprint(self) -> str:
        """What the rows say, in 64 hex digits: see ``Fingerprint``."""
        return self._fingerprint.hexdigest()

    def every_row_twice(self, stored: int) -> bool:
        """Whether each of the rows written so far has its equal: a file that was doubled, not one with equal rows."""
        if stored < _FEWEST_DOUBLED or self.identical * 2 < stored:
            return False
        shas = (
            select(func.count())
            .where(RecordVersionRow.import_id == self._import_id, RecordVersionRow.row_no > 0)
            .group_by(RecordVersionRow.sha)
        )
        return all(count % 2 == 0 for count in self._filler.session.execute(shas).scalars())

    def write(self, laid: LaidRows) -> None:
        """Keep rows of one kind: new cases where the key is new, further versions where it is known."""
        rows = laid.rows
        if not rows.rows:
            return
        self._coder.keep()
        self._fingerprint.add(laid)
        keys = case_keys(self._schemes[rows.kind], rows)
        ids = self._tables.take_versions(len(rows.rows))
        if self._schemes[rows.kind].many_rows:
            case_ids: Sequence[int] = self._many_rows.write(laid, keys, ids)
        else:
            case_ids = self._write_single(laid, keys, ids)
        self._tables.add_references(rows, self._linked.get(rows.kind, ()), ids, case_ids)

    def finish(self) -> None:
        """Make the versions that stand for the cases of many rows that this import added to."""
        self._many_rows.compose()
        self._coder.keep()
        self._finder.count_equal([kind for kind, scheme in self._schemes.items() if not scheme.many_rows])
        self._filler.settle()

    def _laying_plan(self) -> LayingPlan:
        having = [scheme for scheme in self._schemes.values() if not self._part or self._part in _parts(scheme)]
        layouts = {scheme.kind: RowLayout(scheme, self._part) for scheme in having}
        texts = dict.fromkeys(self._schemes, frozenset[str]())
        texts |= {scheme.kind: self._texts(scheme, layouts[scheme.kind]) for scheme in having}
        return LayingPlan(layouts=layouts, texts=texts, numbers=self._coder.numbers)

    def _texts(self, scheme: Scheme, layout: RowLayout) -> frozenset[str]:
        """The fields whose texts are wanted beside what is laid out."""
        keys = scheme.part(self._part).key if self._part else scheme.record_key
        linked = self._linked.get(scheme.kind, ())
        return frozenset((*scheme.case_key, *keys, *layout.narrative, *layout.identity, *linked))

    def _write_single(self, laid: LaidRows, keys: Sequence[str | None], ids: range) -> Sequence[int]:
        """Rows of cases of one row."""
        rows = laid.rows
        kind = rows.kind
        hashes = key_hashes(kind, keys, rows.shas)
        unasked = self._finder.all_new and not any(keys)
        suspects = frozenset[int]() if unasked else self._finder.suspects(hashes)
        known = self._finder.standing(kind, suspects) if suspects else {}
        if unasked or (not any(known.values()) and len(set(hashes)) == len(hashes)):
            case_ids: Sequence[int] = self._tables.add_cases(kind, keys, hashes)
            self._tables.add_versions(laid, ids=ids, case_ids=case_ids)
            return case_ids
        return self._write_placed(laid, keys, hashes, known, ids)

    def _write_placed(
        self,
        laid: LaidRows,
        keys: Sequence[str | None],
        hashes: Sequence[int],
        known: dict[int, list[Standing]],
        ids: range,
    ) -> list[int]:
        """Rows of which some belong to cases that are there, in the store or earlier in the batch."""
        rows = laid.rows
        for number, times in Counter(hashes).items():
            if times > 1:
                known.setdefault(number, [])
        case_ids, numbers = list[int](), list[int]()
        overtaken: list[tuple[int, int]] = []
        new: list[tuple[str | None, int]] = []
        for number, key, sha, version in zip(hashes, keys, rows.shas, ids, strict=True):
            case = self._finder.match(known[number], key, sha) if number in known else None
            if case is None:
                case = Standing(
                    case_id=self._tables.next_case + len(new),
                    key=key,
                    version_id=version,
                    number=0,
                    import_id=0,
                    sha=sha,
                )
                new.append((key, number))
                if number in known:
                    known[number].append(case)
            else:
                overtaken.append((version, case.version_id))
            case.version_id, case.number, case.import_id, case.sha = version, case.number + 1, self._import_id, sha
            case_ids.append(case.case_id)
            numbers.append(case.number)
        self._tables.add_cases(rows.kind, [key for key, _ in new], [number for _, number in new])
        self._tables.add_versions(laid, ids=ids, case_ids=case_ids, numbers=numbers)
        self._tables.overtake(overtaken)
        self._versions += len(overtaken)
        return case_ids


def _parts(scheme: Scheme) -> set[str]:
    return {part.id for part in scheme.parts}


def case_keys(scheme: Scheme, rows: KindRows) -> list[str | None]:
    """The case key of each row; None where its first reference is blank: then its own content is its key."""
    parts = [rows.kept.get(name) for name in scheme.case_key]
    if parts[0] is None:
        return [None] * len(rows.rows)
    blank = [""] * len(rows.rows)
    told = zip(*(part if part is not None else blank for part in parts), strict=True)
    return [case_key(parts) if parts[0] else None for parts in told]
