"""From a whole extract to checked rows of a kind, or problems that say where and why."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field

from app.core.canonical import clean_text
from app.core.errors import AppError
from app.core.schemes.conditions import holds
from app.core.schemes.spec import Condition, Derivation, Scheme
from app.core.schemes.spec import Mapping as Layout
from app.core.shapes.workspaces import CellProblem, RowProblem
from app.intake.cells import Reader, Times, is_day, readers, vocabulary_reader
from app.intake.extract import Extract, RawRow, heading, read_rows


@dataclass(frozen=True, kw_only=True, slots=True)
class CheckedRow:
    """A row that can be stored: the kind it belongs to and its fields as text, blanks left out.

    ``cells`` are the mapped cells as they stood, trimmed, by field id: what a row without a reference is known by, so
    that another reading of its times, or a new spelling in a vocabulary, does not make it another row.
    """

    row: int
    line: int
    kind: str
    values: dict[str, str]
    cells: dict[str, str]
    at: int


@dataclass(kw_only=True, slots=True)
class Tally:
    """What was seen on the way that is no problem, but must be said.

    ``unmapped`` counts filled cells of columns that go no further, ``unknown`` the values that no vocabulary has, by
    field, and ``date_only`` the stored cells of a time column that give a day alone (kept as its midnight), by column.
    """

    unmapped: Counter[str] = field(default_factory=Counter[str])
    unknown: dict[str, Counter[str]] = field(default_factory=dict[str, Counter[str]])
    date_only: Counter[str] = field(default_factory=Counter[str])
    practice: bool = False


def choose_layout(header: Sequence[str], layouts: Sequence[Layout], kind: str) -> Layout:
    """The layout whose required columns the header holds all of, in any case; the one that asks for most wins.

    Raises:
        AppError: none fits; the sentence names what the nearest one misses.
    """
    offered = [layout for layout in layouts if kind in layout.kinds]
    if not offered:
        raise AppError(f"No layout of extract is known for {kind}.", "Choose another kind.")
    names = {heading(name) for name in header}
    fitting = [layout for layout in offered if names.issuperset(map(heading, layout.required))]
    if fitting:
        return max(fitting, key=lambda layout: len(layout.required))
    raise _no_layout(names, offered)


def _no_layout(names: AbstractSet[str], offered: Sequence[Layout]) -> AppError:
    """Which layout is nearest, by how many of its columns are there, and what the file lacks of it."""
    known = [len(names & {heading(name) for name in (*layout.required, *layout.columns)}) for layout in offered]
    fix = "Check that this is the right file and that its first line names the columns."
    if not any(known):
        labels = " or ".join(f"“{layout.label['en']}”" for layout in offered)
        return AppError(f"The columns are none that we know. They should be those of {labels}.", fix)
    nearest = offered[known.index(max(known))]
    missing = [name for name in nearest.required if heading(name) not in names]
    return AppError(
        f"The columns are none that we know. The nearest layout, {nearest.label['en']}, also needs: "
        + ", ".join(f"“{name}”" for name in missing[:5])
        + (" and others." if len(missing) > 5 else "."),
        fix,
    )


class RowChecker:
    """Checks the rows of one extract against a scheme and the schemes it may route rows to."""

    def __init__(self, *, schemes: Mapping[str, Scheme], kind: str, layout: Layout, times: Times) -> None:
        """Get ready for a file of ``layout`` that was said to be of ``kind``."""
        self._scheme = schemes[kind]
        self._columns = {heading(name): to for name, to in layout.columns.items()}
        self._ignored = frozenset(map(heading, layout.ignored))
        self._practice_column = heading(layout.practice_column)
        self._ways = {name: _way(scheme, times) for name, scheme in schemes.items()}
        self._routes = {route.to: route.when for route in self._scheme.routes if route.to in schemes}
        self._routed_by = _codes_read(self._scheme, self._routes.values())
        self._routed: dict[tuple[str, ...], str] = {}
        self.tally = Tally()

    def check(self, extract: Extract) -> Iterator[CheckedRow | RowProblem]:
        """Every data row of the file, as a checked row or as a problem: none is left out.

        Raises:
            AppError: encoding or quoting fails on the way.
        """
        plan = self._plan(extract.header)
        for raw in read_rows(extract):
            yield self._check_row(raw, plan)

    def _plan(self, header: Sequence[str]) -> "_Plan":
        plan = _Plan(width=len(header))
        for index, name in enumerate(header):
            column = heading(name)
            field_id = self._columns.get(column, "")
            if field_id:
                plan.mapped.append((index, field_id))
                plan.names[field_id] = name
            elif column and column == self._practice_column:
                plan.practice = index
            if not field_id and column not in self._ignored:
                plan.loose.append((index, name or "(a column without a name)"))
        return plan

    def _check_row(self, raw: RawRow, plan: "_Plan") -> CheckedRow | RowProblem:
        width, row = len(raw.cells), raw.cells
        if width != plan.width:
            blank = not any(cell.strip() for cell in row)
            return _problem(
                raw, "the line is blank" if blank else f"the row has {width} fields where the header has {plan.width}"
            )
        cells = {
            field_id: text
            for index, field_id in plan.mapped
            if (cell := row[index]) and (text := cell.strip() if cell.isascii() else clean_text(cell))
        }
        if not cells and not any(cell.strip() for cell in row):
            return _problem(raw, "the line is blank")
        self._tally_loose(row, plan)
        kind = self._route(cells)
        way = self._ways[kind]
        values, troubles = self._read_cells(way, cells, plan)
        if way.time not in values and not troubles:
            column = plan.names.get(way.time, "")
            troubles = [CellProblem(column=column, value="", reason="is missing, and a record needs it")]
        if troubles:
            first, *others = troubles
            return _problem(raw, first.reason, column=first.column, value=first.value, also=tuple(others))
        _derive(way, values)
        self._tally_known(way, cells, values, plan)
        return CheckedRow(row=raw.row, line=raw.line, kind=kind, values=values, cells=cells, at=raw.at)

    def _route(self, cells: Mapping[str, str]) -> str:
        """The kind a row belongs to: its file's, unless a rule of the scheme says it is another."""
        asked = tuple(cells.get(name, "") for name in self._routed_by)
        kind = self._routed.get(asked)
        if kind is None:
            codes = {name: read(cells[name]) for name, read in self._routed_by.items() if name in cells}
            kind = next((to for to, when in self._routes.items() if holds(when, codes)), self._scheme.kind)
            if len(self._routed) < 10_000:
                self._routed[asked] = kind
        return kind

    def _read_cells(
        self, way: "_Way", cells: Mapping[str, str], plan: "_Plan"
    ) -> tuple[dict[str, str], list[CellProblem]]:
        values: dict[str, str] = {}
        troubles: list[CellProblem] = []
        for field_id, text in cells.items():
            reader = way.readers.get(field_id)
            if reader is None:  # the kind it was routed to has no such field
                self.tally.unmapped[plan.names[field_id]] += 1
                continue
            try:
                values[field_id] = reader(text)
            except ValueError as error:
                troubles.append(CellProblem(column=plan.names[field_id], value=text, reason=str(error)))
        return values, troubles

    def _tally_loose(self, row: Sequence[str], plan: "_Plan") -> None:
        """Filled cells of columns that are not mapped: counted, and no more; one of them may mark a practice file."""
        if plan.practice is not None and row[plan.practice].strip().casefold() == "practice":
            self.tally.practice = True
        for index, name in plan.loose:
            if row[index].strip():
                self.tally.unmapped[name] += 1

    def _tally_known(self, way: "_Way", cells: Mapping[str, str], values: Mapping[str, str], plan: "_Plan") -> None:
        for field_id, value in values.items():
            codes = way.codes.get(field_id)
            if codes is not None and value not in codes:
                self.tally.unknown.setdefault(field_id, Counter())[value] += 1
        for field_id in way.times:
            if field_id in cells and is_day(cells[field_id]):
                self.tally.date_only[plan.names[field_id]] += 1


@dataclass(kw_only=True, slots=True)
class _Plan:
    """What to do with the cells of a file's rows, by where they stand."""

    width: int
    mapped: list[tuple[int, str]] = field(default_factory=list[tuple[int, str]])
    names: dict[str, str] = field(default_factory=dict[str, str])
    loose: list[tuple[int, str]] = field(default_factory=list[tuple[int, str]])
    practice: int | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class _Way:
    """What a scheme asks of a row, laid out to be quick: its readers, its codes, its times, what it derives."""

    time: str
    readers: dict[str, Reader]
    codes: dict[str, frozenset[str]]
    times: tuple[str, ...]
    derived: tuple["_Derived", ...]


def _way(scheme: Scheme, times: Times) -> _Way:
    return _Way(
        time=scheme.time,
        readers=readers(scheme, times),
        codes={
            item.id: frozenset(code.code for code in scheme.vocabularies[item.vocabulary])
            for item in scheme.fields
            if item.type == "code"
        },
        times=tuple(item.id for item in scheme.fields if item.type == "time"),
        derived=tuple(_Derived(item.id, item.derive) for item in scheme.fields if item.derive),
    )


def _codes_read(scheme: Scheme, rules: Iterable[Condition]) -> dict[str, Reader]:
    """Readers of the coded fields that rules ask about."""
    asked = _fields_asked(rules)
    return {
        item.id: vocabulary_reader(scheme.vocabularies[item.vocabulary])
        for item in scheme.fields
        if item.type == "code" and item.id in asked
    }


def _derive(way: _Way, values: dict[str, str]) -> None:
    for derived in way.derived:
        if derived.field_id not in values:
            found = derived.value(values)
            if found is not None:
                values[derived.field_id] = found


class _Derived:
    """A field that rules fill; what they say is decided once for each set of the values that they ask about."""

    def __init__(self, field_id: str, rules: Sequence[Derivation]) -> None:
        self.field_id = field_id
        self._rules = rules
        self._asks = sorted(_fields_asked(rule.when for rule in rules))
        self._decided: dict[tuple[str | None, ...], str | None] = {}

    def value(self, values: Mapping[str, str]) -> str | None:
        asked = tuple([values.get(name) for name in self._asks])
        if asked in self._decided:
            return self._decided[asked]
        found = next((rule.value for rule in self._rules if holds(rule.when, values)), None)
        if len(self._decided) < 10_000:
            self._decided[asked] = found
        return found


def _fields_asked(rules: Iterable[Condition]) -> set[str]:
    asked: set[str] = set()
    waiting = list(rules)
    while waiting:
        rule = waiting.pop()
        asked.add(rule.field)
        waiting += (*rule.any, *rule.all, *rule.none)
    return asked


def _problem(
    raw: RawRow, reason: str, *, column: str = "", value: str = "", also: tuple[CellProblem, ...] = ()
) -> RowProblem:
    return RowProblem(row=raw.row, line=raw.line, column=column, value=value, reason=reason, also=also)
