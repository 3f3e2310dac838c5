"""Reading rows as one kind, column by column: what is kept, what each row is known by, what cannot be read."""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from hashlib import sha256
from itertools import compress
from json.encoder import encode_basestring
from types import MappingProxyType
from typing import Any, Final

from app.core.canonical import clean_text
from app.core.clock import seconds_to_text
from app.core.errors import AppError
from app.core.schemes.derived import Filling, derived_fields
from app.core.schemes.layout_words import AGE_ALONE
from app.core.schemes.spec import Field, Scheme
from app.core.schemes.spec import Mapping as Layout
from app.core.shapes.rows import KindRows, Laying
from app.core.shapes.workspaces import CellProblem, RowProblem
from app.core.words import say
from app.intake.columns import Column, JoinedColumn, Noticed, ReadingWay, make_column
from app.intake.day_and_clock import DayAndClock
from app.intake.swapped_days import SwapSigns

_LONGEST_SHOWN: Final = 100

Sources = dict[str, list[tuple[int, str]]]
"""By field, the columns of the file that fill it, each with the code that a yes there stands for, or ""."""


class KindReader:
    """Reads rows of one layout as one kind."""

    def __init__(
        self,
        scheme: Scheme,
        layout: Layout,
        *,
        sources: Sources,
        names: Callable[[str], str],
        laying: Laying | None,
        joins: Mapping[str, DayAndClock] = MappingProxyType({}),
    ) -> None:
        """For the rows of a scheme, or of the part that the layout names.

        Args:
            scheme: of the rows.
            layout: the layout of the file.
            sources: which columns fill which field.
            names: what the file calls the columns of a field.
            laying: how the store wants them; None leaves texts as they are, and keeps all.
            joins: by field, what joins a day and a time of day of this file.

        Raises:
            AppError: what the layout gives every row cannot be read.
        """
        self.noticed: list[tuple[str, Noticed]] = []
        """What must be told of the rows kept of the last batch, with its field."""
        part = scheme.part(layout.part) if layout.part else None
        fields = {field.id: field for field in scheme.fields_of(layout.part)}
        self._kind = scheme.kind
        self._identity = scheme.identity
        self._needed = {scheme.time, *scheme.case_key}
        """Fields without which a row is no record: any other is left blank where its cell cannot be read."""
        self._unshown = scheme.identity | {name for name, field in fields.items() if field.in_words}
        self._time = "" if part else scheme.time
        self._names = names
        self._first_column = {name: found[0][0] for name, found in sources.items()}
        self._fieldless = [(name, at) for name in sources if name not in fields for at, _ in sources[name]]
        self.swaps = SwapSigns()
        """How the days of the time look that rows are filed by."""
        way = ReadingWay(self._time, layout.times, layout.day_order, self.swaps, joins)
        lays = {name: laying.of(field) if laying else _as_it_is for name, field in fields.items()}
        self._columns: list[tuple[Column, list[int]]] = [
            (
                make_column(
                    scheme,
                    fields[name],
                    way=way,
                    lay_out=lays[name],
                    spellings=layout.values.get(name, {}),
                    codes=["" if code == AGE_ALONE else code for _, code in sources[name]],
                ),
                [index for index, _ in sources[name]],
            )
            for name in sorted(sources)
            if name in fields
        ]
        self._constants = _constants(scheme, fields, way, layout, lays)
        self._strange = [(name, told) for name, (_, _, told) in self._constants.items() if told is not None]
        mapped = {column.field.id for column, _ in self._columns}
        self._given = {
            name: f"{encode_basestring(name)}:{encode_basestring(clean_text(text))},"
            for name, text in layout.constants.items()
            if name in fields and name not in mapped | scheme.identity and clean_text(text)
        }
        """What rows are known by besides their cells: another team's equal row is another row."""
        self._unkept = [name for name, found in sources.items() if {code for _, code in found} == {AGE_ALONE}]
        """Dates of birth of which nothing is kept but the age that is worked out from them."""
        derived = derived_fields(scheme, {*sources, *layout.constants}, part=layout.part)
        asked = {name for item in derived for name in (item.field_id, *item.asks)}
        self._texts = laying.texts | asked if laying else frozenset(fields)
        self._derived: list[tuple[Filling, Callable[[str], Any]]] = [(item, lays[item.field_id]) for item in derived]

    def read(
        self, rows: Sequence[int], lines: Sequence[int], columns: Sequence[Sequence[str]]
    ) -> tuple[KindRows, list[RowProblem]]:
        """A batch of rows, as the columns of the file: what is kept of them, and a problem for every other."""
        self.noticed = []
        pieces: dict[str, Sequence[str]] = {name: [piece] * len(rows) for name, piece in self._given.items()}
        kept: dict[str, Sequence[str]] = {}
        laid: dict[str, Sequence[Any]] = {}
        notices: dict[str, Sequence[Noticed | None]] = {}
        for column, indexes in self._columns:
            joined = isinstance(column, JoinedColumn)
            cells = zip(*(columns[at] for at in indexes), strict=True) if joined else columns[indexes[0]]
            name, taken = column.field.id, column.take(cells)
            pieces[name] = taken.pieces()
            laid[name] = taken.laid()
            if name in self._texts:
                kept[name] = taken.kept()
            if noticed := taken.noticed():
                notices[name] = noticed
        ordered = [pieces[name] for name in sorted(pieces)]
        known = list(map("".join, zip(*ordered, strict=True))) if ordered else [""] * len(rows)
        bad = self._bad_rows(laid, notices, len(rows))
        found = KindRows(
            kind=self._kind,
            rows=rows,
            lines=lines,
            shas=[sha256(f"{{{text[:-1]}}}".encode()).digest() for text in known],
            at=laid.get(self._time, [None] * len(rows)),
            kept=kept,
            laid=laid,
        )
        if bad:
            mask = [at not in bad for at in range(len(rows))]
            found = found.only(mask)
            notices = {name: list(compress(noticed, mask)) for name, noticed in notices.items()}
        self.noticed = [
            (name, self._shown(name, item)) for name, noticed in notices.items() for item in noticed if item is not None
        ]
        self.noticed += self._strange * len(found.rows)
        self._fill(found)
        for name in self._unkept:
            found.kept.pop(name, None)
            found.laid.pop(name, None)
        return found, [_problem(rows[at], lines[at], troubles) for at, troubles in bad.items()]

    def fieldless(self, columns: Sequence[Sequence[str]]) -> Counter[str]:
        """Filled cells of mapped columns that this kind has no field for, by field: rows routed here bring them."""
        counts = Counter[str]()
        for name, index in self._fieldless:
            filled = sum(1 for cell in columns[index] if cell and not cell.isspace())
            if filled:
                counts[self._names(name)] += filled
        return counts

    def _shown(self, name: str, item: Noticed) -> Noticed:
        """What is told of a cell that cannot be read: a word that can be shown and mapped, or nothing of it."""
        if item.what not in ("bad", "mended"):
            return item
        return item._replace(text="" if name in self._unshown else word_of(item.text))

    def _bad_rows(
        self, laid: Mapping[str, Sequence[Any]], notices: Mapping[str, Sequence[Noticed | None]], count: int
    ) -> dict[int, list[CellProblem]]:
        """By place in the batch, why a row cannot be kept, in the order of the columns of the file."""
        bad: dict[int, list[CellProblem]] = {}
        for name in sorted(self._needed & notices.keys(), key=self._first_column.__getitem__):
            for at, item in enumerate(notices[name]):
                if item is not None and item.what == "bad":
                    shown = "" if name in self._identity else item.text
                    trouble = CellProblem(column=self._names(name), value=shown, reason=item.reason)
                    bad.setdefault(at, []).append(trouble)
        if self._time:
            moments = laid.get(self._time)
            missing = range(count) if moments is None else [at for at, moment in enumerate(moments) if moment is None]
            column = self._names(self._time)
            for at in missing:
                if at not in bad:
                    bad[at] = [CellProblem(column=column, value="", reason="is missing, and a record needs it")]
        return bad

    def _fill(self, rows: KindRows) -> None:
        """Fields that every row gets, and those that rules fill where they are blank."""
        count = len(rows.rows)
        for name, (text, laid, _) in self._constants.items():
            rows.kept[name], rows.laid[name] = [text] * count, [laid] * count
        blank = [""] * count
        moments = self._moments(rows)
        for derived, lay_out in self._derived:
            own = rows.kept.get(derived.field_id, blank)
            asked = [moments if name == self._time else rows.kept.get(name, blank) for name in derived.asks]
            if all(texts is blank for texts in asked):
                told = derived[("",) * (len(asked) + 1)]
                if not told and own is not blank:
                    continue  # nothing is asked, and nothing is concluded from that
                filled = [text or told for text in own]
            else:
                filled = list(map(derived.__getitem__, zip(own, *asked, strict=True)))
            rows.kept[derived.field_id] = filled
            laid = {text: lay_out(text) for text in dict.fromkeys(filled)}
            rows.laid[derived.field_id] = list(map(laid.__getitem__, filled))

    def _moments(self, rows: KindRows) -> Sequence[str]:
        """The time that rows are filed by, as the text that the other times are, where it is asked about."""
        if not any(self._time in item.asks for item, _ in self._derived):
            return ()
        return ["" if at is None else seconds_to_text(at) for at in rows.at]


def word_of(text: str) -> str:
    """What stood in a cell, where it is a word that can be shown and told what it means; else ""."""
    return text if len(text) <= _LONGEST_SHOWN and text.isprintable() else ""


def _problem(row: int, line: int, troubles: Sequence[CellProblem]) -> RowProblem:
    first, *others = troubles
    return RowProblem(
        row=row, line=line, column=first.column, value=first.value, reason=first.reason, also=tuple(others)
    )


def _constants(
    scheme: Scheme,
    fields: Mapping[str, Field],
    way: ReadingWay,
    layout: Layout,
    lays: Mapping[str, Callable[[str], Any]],
) -> dict[str, tuple[str, Any, Noticed | None]]:
    """Fields that the layout gives every row: as kept, as laid out, and the word that no vocabulary has."""
    made: dict[str, tuple[str, Any, Noticed | None]] = {}
    for name, text in layout.constants.items():
        if name in fields:
            column = make_column(scheme, fields[name], way=way, lay_out=lays[name], spellings={})
            _, kept, laid, told = column[text]
            if told is not None and told.reason:
                what = f"The value that every row is to get as “{say(fields[name].label)}” {told.reason}."
                raise AppError(what, "Give another value, or none.")
            made[name] = (kept, laid, told if told is not None and told.what == "unknown" else None)
    return made


def _as_it_is(text: Any) -> Any:
    return text
