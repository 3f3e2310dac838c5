"""Putting a batch of rows into their tables past the ORM: many times faster.

The driver is slow with None and with bytes, so blanks go in as 0 or "" which the statement turns into null, and digests
as ``bytearray``. Ids are given out here: the transaction holds the only write lock.
"""

import json
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.core.schemes.spec import LIST
from app.core.shapes.rows import KindRows
from app.models.filling import Filler
from app.models.laying import LaidRows, RowLayout, facet_columns
from app.models.records import CaseRow, ImportRow, RecordVersionRow
from app.models.references import compared
from app.models.words import INDEX, words_of


class RowTables:
    """The tables that rows go into, with the ids that come next, for one import."""

    def __init__(self, filler: Filler, import_id: int) -> None:
        """For one import; nothing is written yet."""
        session = filler.session
        self._filler = filler
        self._import_id = import_id
        self._blanks: dict[str, set[str]] = {}
        self.first_case = self.next_case = 1 + _last_given(session, CaseRow.id, ImportRow.last_case)
        self.first_version = self._next_version = 1 + _last_given(session, RecordVersionRow.id, ImportRow.last_version)

    @property
    def last_version(self) -> int:
        """The id of the newest version; one below ``first_version`` while there is none."""
        return self._next_version - 1

    def take_versions(self, count: int) -> range:
        """The ids of as many versions as will be written next."""
        self._next_version += count
        return range(self._next_version - count, self._next_version)

    def add_cases(self, kind: str, keys: Sequence[str | None], hashes: Sequence[int]) -> range:
        """New cases, by their keys (None where there is no reference); their ids."""
        ids = range(self.next_case, self.next_case + len(keys))
        self.next_case += len(keys)
        if any(keys):
            rows = zip(ids, (key or "" for key in keys), hashes, strict=True)
            self._filler.insert(
                '"case" (id, kind, "key", key_hash)', f"(?, '{kind}', NULLIF(?, ''), ?)", rows, len(keys)
            )
        else:
            rows = zip(ids, hashes, strict=True)
            self._filler.insert('"case" (id, kind, key_hash)', f"(?, '{kind}', ?)", rows, len(keys))
        return ids

    def add_versions(
        self,
        laid: LaidRows,
        *,
        ids: Sequence[int],
        case_ids: Sequence[int],
        numbers: Iterable[int] | None = None,
        row_keys: Sequence[str] | None = None,
    ) -> None:
        """New record versions with their narratives, identities and the words of the narratives.

        Args:
            laid: the rows.
            ids: from :meth:`take_versions`.
            case_ids: the case of each.
            numbers: the version number of each; None when all are the first of their rows.
            row_keys: what tells each from its siblings; None for rows that stand for their cases by themselves.
        """
        rows, layout = laid.rows, laid.layout
        facets = facet_columns(rows.laid)
        stands, part = ("1", "") if row_keys is None else ("0", layout.part)
        same = {"import_id": f"{self._import_id}", "kind": f"'{rows.kind}'", "part": f"'{part}'", "stands": stands}
        given: dict[str, Iterable[Any]] = {
            "id": ids, "case_id": case_ids, "row_no": rows.rows, "line_no": rows.lines,
            "sha": map(bytearray, rows.shas),
        }  # fmt: skip
        if numbers is None:
            same["number"] = "1"
        else:
            given["number"] = numbers
        if row_keys is not None:
            given["row_key"] = row_keys
        if layout.time:
            given["occurred_at"] = rows.at
        given |= {"rest": laid.rests} | {name: rows.laid[name] for name in facets}
        names = ", ".join(f'"{name}"' for name in (*same, *given))
        blanks = self._blanks.setdefault(rows.kind, set())  # it only grows, so that few statements are made ready
        blanks.update(name for name in facets if 0 in rows.laid[name])
        places = ", ".join([*same.values(), *("NULLIF(?, 0)" if name in blanks else "?" for name in given)])
        told = zip(*given.values(), strict=False)
        self._filler.insert(f"record_version ({names})", f"({places})", told, len(rows.rows))
        self._add_narratives(rows, layout, ids)
        self._add_identities(rows, layout, ids)

    def add_references(
        self, rows: KindRows, fields: Iterable[str], ids: Sequence[int], case_ids: Sequence[int]
    ) -> None:
        """The references that rows give in fields that link kinds; a cell may hold several, with ";" between them."""
        found: dict[tuple[int, str, str], tuple[int, str, str, str, int]] = {}
        for field in fields:
            for version, case, text in zip(ids, case_ids, rows.kept.get(field, ()), strict=False):
                for value in map(compared, text.replace(",", LIST).split(LIST)) if text else ():
                    if value:
                        found[version, field, value] = (version, field, value, rows.kind, case)
        into = "reference (version_id, field, value, kind, case_id)"
        self._filler.insert(into, "(?, ?, ?, ?, ?)", found.values(), len(found))

    def overtake(self, pairs: Sequence[tuple[int, int]]) -> None:
        """Say of older versions which newer one has overtaken them: (newer, older) pairs."""
        self._filler.run("UPDATE record_version SET overtaken_by = ? WHERE id = ?", pairs)

    def add_members(self, pairs: Sequence[tuple[int, int]]) -> None:
        """Say of versions that stand for cases of many rows which rows they were made of."""
        self._filler.insert("case_member (version_id, member_id)", "(?, ?)", pairs, len(pairs))

    def add_conflicts(self, pairs: Sequence[tuple[int, str]]) -> None:
        """Say of such versions on which fields their rows do not agree."""
        self._filler.insert("case_conflict (version_id, field)", "(?, ?)", pairs, len(pairs))

    def _add_narratives(self, rows: KindRows, layout: RowLayout, ids: Sequence[int]) -> None:
        texts = {name: rows.kept[name] for name in layout.narrative if name in rows.kept}
        found = [
            (version, name, text)
            for name, told in texts.items()
            for version, text in zip(ids, told, strict=True)
            if text
        ]
        self._filler.insert("narrative (version_id, field, text)", "(?, ?, ?)", found, len(found))
        words = words_of(found)
        self._filler.insert(INDEX, "(?, ?)", words, len(words))

    def _add_identities(self, rows: KindRows, layout: RowLayout, ids: Sequence[int]) -> None:
        texts: Mapping[str, Sequence[str]] = {name: rows.kept[name] for name in layout.identity if name in rows.kept}
        bodies = [
            (
                version,
                json.dumps({name: text for name, text in zip(texts, told, strict=True) if text}, ensure_ascii=False),
            )
            for version, told in zip(ids, zip(*texts.values(), strict=True), strict=False)
            if any(told)
        ]
        self._filler.insert("identity (version_id, body)", "(?, ?)", bodies, len(bodies))


def _last_given(session: Session, there: Any, told: Any) -> int:
    """The highest number that was ever given: an import that was undone took its rows with it, not their numbers."""
    return max(session.execute(select(func.coalesce(func.max(column), 0))).scalar_one() for column in (there, told))
