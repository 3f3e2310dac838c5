"""Dealing the rows of a file to the kinds they belong to, a batch at a time, and counting what must be said of them."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from itertools import compress

from msgspec import structs

from app.core.canonical import clean_text
from app.core.schemes.conditions import holds
from app.core.schemes.derived import fields_asked
from app.core.schemes.spec import LIST, Condition, Scheme
from app.core.schemes.spec import Mapping as Layout
from app.core.schemes.spelling import spelt
from app.core.shapes.rows import KindRows, Laying
from app.core.shapes.workspaces import RowProblem
from app.intake.cells import Reader, field_reader
from app.intake.columns import Noticed
from app.intake.day_and_clock import DayAndClock
from app.intake.extract import heading, is_header
from app.intake.kind_reader import KindReader, Sources
from app.intake.moments import Times
from app.intake.swapped_days import Sign, SwapSigns, look_swapped

BLANK = "the line is blank"
"""Why a row without a filled cell is not stored: it is no loss."""

_REMEMBERED = 10_000
_BECAME = {"bad": "left blank", "mended": "kept with a space for it"}


WholeColumns = Callable[[Sequence[int]], Iterable[Sequence[str]]]
"""The cells of the columns at some places, in every row of a file."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Asked:
    """What a file was said to be: see ``RowChecker``."""

    schemes: Mapping[str, Scheme]
    kind: str
    layout: Layout
    times: Times
    laying: Mapping[str, Laying] | None

    @property
    def routes(self) -> dict[str, Condition]:
        """By kind, when a row belongs to it instead."""
        scheme = self.schemes[self.kind]
        return {} if self.layout.part else {route.to: route.when for route in scheme.routes if route.to in self.schemes}


@dataclass(kw_only=True, slots=True)
class Tally:
    """What was seen on the way that is no problem, but must be said.

    ``unmapped`` counts filled cells of columns that go no further, ``unknown`` the values that no vocabulary has, by
    field, and ``date_only`` the stored cells of a time column that give a day alone (kept as its midnight), by column.
    ``unread`` counts cells that cannot be read, by field, then by what stood there and what became of it; "" stands
    for what is not shown.
    """

    unmapped: Counter[str] = field(default_factory=Counter[str])
    unknown: dict[str, Counter[str]] = field(default_factory=dict[str, Counter[str]])
    unread: dict[str, Counter[tuple[str, str]]] = field(default_factory=dict[str, Counter[tuple[str, str]]])
    date_only: Counter[str] = field(default_factory=Counter[str])
    practice: bool = False
    days: list[SwapSigns] = field(default_factory=list[SwapSigns])
    """How the days look that rows are filed by, kind by kind."""

    @property
    def swapped(self) -> bool:
        """Whether a spreadsheet seems to have swapped day and month."""
        return look_swapped(self._signs)

    @property
    def not_swapped(self) -> bool:
        """Whether there are real dates, and nothing shows that day and month were swapped in them."""
        return self._signs["real"] > 0 and not self.swapped

    @property
    def _signs(self) -> Counter[Sign]:
        return sum((signs.seen for signs in self.days), Counter[Sign]())


class Dealer:
    """Deals the rows of one file to kinds and has each read as its kind."""

    def __init__(
        self, asked: Asked, header: Sequence[str], tally: Tally, columns: WholeColumns = lambda places: ()
    ) -> None:
        """For a file with this header; ``tally`` gathers what must be said, ``columns`` reads some of it by itself."""
        self._asked = asked
        self._plan = _Plan(header, asked.layout)
        self._tally = tally
        self._joins = {
            name: DayAndClock(partial(columns, [at for at, _ in found])) for name, found in self._plan.sources.items()
        }
        self._readers: dict[str, KindReader] = {}
        self._routes = asked.routes
        fields = fields_asked(self._routes.values())
        scheme = asked.schemes[asked.kind]
        self._routed_by: dict[str, Reader] = {
            item.id: field_reader(scheme, item, asked.times)
            for item in scheme.fields
            if item.type == "code" and item.id in fields
        }
        self._routed: dict[tuple[str, ...], str] = {}
        told = asked.layout.values
        self._spellings = {name: {spelt(word): code for word, code in told.get(name, {}).items()} for name in fields}

    def deal(
        self, rows: Sequence[int], lines: Sequence[int], cells: list[list[str]]
    ) -> tuple[tuple[KindRows, ...], tuple[RowProblem, ...]]:
        """One batch: what is kept of it, by kind, and its problems in the order of the rows."""
        rows, lines, cells, problems = self._whole_rows(rows, lines, cells)
        kept: list[KindRows] = []
        if cells:
            self._tally_loose(cells)
            for kind, mask in self._kinds(cells):
                if mask:
                    mine = (list(compress(rows, mask)), list(compress(lines, mask)), list(compress(cells, mask)))
                    found, troubles = self._read(kind, *mine)
                else:
                    found, troubles = self._read(kind, rows, lines, cells)
                kept.append(found)
                problems += troubles
        return tuple(kept), tuple(sorted(problems, key=lambda problem: problem.row))

    def _whole_rows(
        self, rows: Sequence[int], lines: Sequence[int], cells: list[list[str]]
    ) -> tuple[Sequence[int], Sequence[int], list[list[str]], list[RowProblem]]:
        """The rows that are as wide as the header; what is blank, ragged or the header again is a problem."""
        plan = self._plan
        if plan.all_plain(cells):
            return rows, lines, cells, []
        odd = {at: why for at, row in enumerate(cells) if (why := plan.odd(row))}
        if not odd:
            return rows, lines, cells, []
        problems = [
            RowProblem(row=rows[at], line=lines[at], column="", value="", reason=why) for at, why in odd.items()
        ]
        mask = [at not in odd for at in range(len(cells))]
        return list(compress(rows, mask)), list(compress(lines, mask)), list(compress(cells, mask)), problems

    def _tally_loose(self, cells: list[list[str]]) -> None:
        """Filled cells of columns that are not mapped: counted, and no more; one of them may mark a practice file."""
        practice = self._plan.practice
        if practice is not None and any(
            cell.strip().casefold() == "practice" for cell in {row[practice] for row in cells}
        ):
            self._tally.practice = True
        for index, name in self._plan.loose:
            filled = sum(1 for row in cells if row[index] and not row[index].isspace())
            if filled:
                self._tally.unmapped[name] += filled

    def _kinds(self, cells: list[list[str]]) -> Iterator[tuple[str, list[bool]]]:
        """The kinds that rows of a batch belong to: their file's, unless a rule says another; no mask means all."""
        if not self._routed_by:
            yield self._asked.kind, []
            return
        asked = [self._cells_of(cells, name) for name in self._routed_by]
        kinds = [self._routed.get(said) or self._route(said) for said in zip(*asked, strict=True)]
        found = dict.fromkeys(kinds)
        for kind in found:
            yield kind, [] if len(found) == 1 else [item == kind for item in kinds]

    def _cells_of(self, cells: list[list[str]], field_id: str) -> Sequence[str]:
        sources = self._plan.sources.get(field_id)
        if not sources:
            return [self._asked.layout.constants.get(field_id, "")] * len(cells)
        index = sources[0][0]
        return [row[index] for row in cells]

    def _route(self, cells: tuple[str, ...]) -> str:
        codes = {
            name: self._code(name, read, clean_text(cell))
            for (name, read), cell in zip(self._routed_by.items(), cells, strict=True)
        }
        kind = next((to for to, when in self._routes.items() if holds(when, codes)), self._asked.kind)
        if len(self._routed) < _REMEMBERED:
            self._routed[cells] = kind
        return kind

    def _code(self, field_id: str, read: Reader, text: str) -> str:
        """What a cell says of its row's kind; "" for a cell that is blank or cannot be read: its reader tells why."""
        if not text:
            return ""
        meant = self._spellings[field_id].get(spelt(text))
        if meant is not None:
            return meant
        try:
            return read(text)
        except ValueError:
            return ""

    def _read(
        self, kind: str, rows: Sequence[int], lines: Sequence[int], cells: list[list[str]]
    ) -> tuple[KindRows, list[RowProblem]]:
        columns = list(zip(*cells, strict=True))
        reader = self._readers.get(kind)
        if reader is None:
            reader = self._readers[kind] = self._reader(kind)
        found, problems = reader.read(rows, lines, columns)
        for field_id, noticed in reader.noticed:
            self._tell(field_id, noticed)
        self._tally.unmapped.update(reader.fieldless(columns))
        return found, problems

    def _tell(self, field_id: str, noticed: Noticed) -> None:
        if noticed.what == "unknown":
            for word in noticed.text.split(LIST):
                self._tally.unknown.setdefault(field_id, Counter())[word] += 1
        elif noticed.what == "day":
            self._tally.date_only[self._plan.names(field_id)] += 1
        else:
            became = f"{noticed.reason}: {_BECAME[noticed.what]}"
            self._tally.unread.setdefault(field_id, Counter())[noticed.text, became] += 1

    def _reader(self, kind: str) -> KindReader:
        asked = self._asked
        reader = KindReader(
            asked.schemes[kind],
            structs.replace(asked.layout, times=asked.times),
            sources=self._plan.sources,
            names=self._plan.names,
            laying=asked.laying[kind] if asked.laying else None,
            joins=self._joins,
        )
        self._tally.days.append(reader.swaps)
        return reader


class _Plan:
    """What to do with the columns of a file, by where they stand."""

    def __init__(self, header: Sequence[str], layout: Layout) -> None:
        to = {heading(name): target for name, target in layout.columns.items()}
        practice, ignored = heading(layout.practice_column), frozenset(map(heading, layout.ignored))
        self.header = [heading(name) for name in header]
        self.width = len(header)
        self.sources: Sources = {}
        self.loose: list[tuple[int, str]] = []
        self.practice: int | None = None
        self._names = header
        for index, column in enumerate(self.header):
            target, _, code = to.get(column, "").partition(":")
            if target:
                self.sources.setdefault(target, []).append((index, code))
                continue
            if column and column == practice:
                self.practice = index
            if column not in ignored:
                self.loose.append((index, header[index] or "(a column without a name)"))

    def names(self, field_id: str) -> str:
        """The columns that fill a field, as the file calls them."""
        return " + ".join(self._names[index] for index, _ in self.sources.get(field_id, ()))

    def all_plain(self, cells: list[list[str]]) -> bool:
        """Whether a glance shows that none of the rows is odd: as wide as the header, no first cell blank or its."""
        if set(map(len, cells)) != {self.width}:
            return False
        firsts = {row[0] for row in cells}
        return not ("" in firsts or any(map(str.isspace, firsts)) or self.header[0] in map(heading, firsts))

    def odd(self, row: Sequence[str]) -> str:
        """Why a row is no data row; "" when it is one."""
        if not any(cell.strip() for cell in row):
            return BLANK
        if len(row) != self.width:
            return f"the row has {len(row)} fields where the header has {self.width}"
        return "is the header again" if is_header(self._names, row) else ""
