"""Putting a batch of rows into their tables through the driver's ``executemany``: several times faster than the ORM.

Two things make it quicker still: the driver is slow with None and with bytes, so blanks go in as 0 or "" which the
statement turns into null, and digests as ``bytearray``. Ids are given out here: the transaction holds the only write
lock.
"""

import json
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.core.schemes.spec import LIST
from app.core.shapes.rows import KindRows
from app.models.records import CaseRow, ImportRow, RecordVersionRow
from app.models.row_layout import LaidRows, RowLayout, compared, facet_columns
from app.models.words import add_words


class RowTables:
    """The tables that rows go into, with the ids that come next, for one import."""

    def __init__(self, session: Session, import_id: int) -> None:
        """For one import; nothing is written yet."""
        self._session = session
        self._import_id = import_id
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
            sql = f"INSERT INTO \"case\" (id, kind, \"key\", key_hash) VALUES (?, '{kind}', NULLIF(?, ''), ?)"  # noqa: S608
            self._many(sql, list(zip(ids, (key or "" for key in keys), hashes, strict=False)))
        else:
            sql = f"INSERT INTO \"case\" (id, kind, key_hash) VALUES (?, '{kind}', ?)"  # noqa: S608
            self._many(sql, list(zip(ids, hashes, strict=False)))
        return ids

    def add_versions(
        self,
        laid: LaidRows,
        *,
        ids: Sequence[int],
        case_ids: Sequence[int],
        numbers: Iterable[int],
        row_keys: Sequence[str] | None = None,
    ) -> None:
        """New record versions with their narratives, identities and the words of the narratives.

        Args:
            laid: the rows.
            ids: from :meth:`take_versions`.
            case_ids: the case of each.
            numbers: the version number of each.
            row_keys: what tells each from its siblings; None for rows that stand for their cases by themselves.
        """
        rows, layout = laid.rows, laid.layout
        facets = facet_columns(rows.laid)
        stands, part = ("1", "") if row_keys is None else ("0", layout.part)
        columns = [
            "id",
            "case_id",
            "import_id",
            "kind",
            "part",
            "stands",
            "row_key",
            "number",
            "row_no",
            "line_no",
            "sha",
        ]
        marks = ["?", "?", str(self._import_id), f"'{rows.kind}'", f"'{part}'", stands]
        marks += ["NULL" if row_keys is None else "?", "?", "?", "?", "?"]
        values: list[Iterable[Any]] = [ids, case_ids, *([] if row_keys is None else [row_keys]), numbers]
        values += [rows.rows, rows.lines, map(bytearray, rows.shas)]
        if layout.time:
            columns.append("occurred_at")
            marks.append("?")
            values.append(rows.at)
        names = ", ".join(f'"{name}"' for name in (*columns, *facets, "rest"))
        places = ", ".join([*marks, *("NULLIF(?, 0)" if 0 in rows.laid[name] else "?" for name in facets), "?"])
        sql = f"INSERT INTO record_version ({names}) VALUES ({places})"  # noqa: S608 - our own names only
        self._many(sql, list(zip(*values, *(rows.laid[name] for name in facets), laid.rests, strict=False)))
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
        sql = "INSERT INTO reference (version_id, field, value, kind, case_id) VALUES (?, ?, ?, ?, ?)"
        self._many(sql, list(found.values()))

    def overtake(self, pairs: Sequence[tuple[int, int]]) -> None:
        """Say of older versions which newer one has overtaken them: (newer, older) pairs."""
        self._many("UPDATE record_version SET overtaken_by = ? WHERE id = ?", pairs)

    def add_members(self, pairs: Sequence[tuple[int, int]]) -> None:
        """Say of versions that stand for cases of many rows which rows they were made of."""
        self._many("INSERT INTO case_member (version_id, member_id) VALUES (?, ?)", pairs)

    def add_conflicts(self, pairs: Sequence[tuple[int, str]]) -> None:
        """Say of such versions on which fields their rows do not agree."""
        self._many("INSERT INTO case_conflict (version_id, field) VALUES (?, ?)", pairs)

    def _add_narratives(self, rows: KindRows, layout: RowLayout, ids: Sequence[int]) -> None:
        texts = {name: rows.kept[name] for name in layout.narrative if name in rows.kept}
        found = [
            (version, name, text)
            for name, told in texts.items()
            for version, text in zip(ids, told, strict=True)
            if text
        ]
        if found:
            self._many("INSERT INTO narrative (version_id, field, text) VALUES (?, ?, ?)", found)
            add_words(self._session, found)

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
        self._many("INSERT INTO identity (version_id, body) VALUES (?, ?)", bodies)

    def _many(self, sql: str, rows: Sequence[tuple[Any, ...]]) -> None:
        if rows:
            self._session.connection().exec_driver_sql(sql, rows)


def _last_given(session: Session, there: Any, told: Any) -> int:
    """The highest number that was ever given: an import that was undone took its rows with it, not their numbers."""
    return max(session.execute(select(func.coalesce(func.max(column), 0))).scalar_one() for column in (there, told))
