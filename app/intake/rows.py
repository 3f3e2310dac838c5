"""From a whole extract to checked rows of a kind, or problems that say where and why."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field

from app.core.canonical import clean_text
from app.core.errors import AppError
from app.core.schemes.conditions import holds
from app.core.schemes.spec import Mapping as Layout
from app.core.schemes.spec import Scheme
from app.core.shapes.workspaces import CellProblem, RowProblem
from app.intake.cells import Reader, Times, is_day, readers
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
        self._schemes = schemes
        self._scheme = schemes[kind]
        self._columns = {heading(name): to for name, to in layout.columns.items()}
        self._ignored = frozenset(map(heading, layout.ignored))
        self._practice_column = heading(layout.practice_column)
        self._readers: dict[str, dict[str, Reader]] = {name: readers(schemes[name], times) for name in schemes}
        self._known = {name: _vocabularies(scheme) for name, scheme in schemes.items()}
        self._times = {
            name: [item.id for item in scheme.fields if item.type == "time"] for name, scheme in schemes.items()
        }
        self.tally = Tally()

    def check(self, extract: Extract) -> Iterator[CheckedRow | RowProblem]:
        """Every data row of the file, as a checked row or as a problem: none is left out.

        Raises:
            AppError: encoding or quoting fails on the way.
        """
        columns = [self._columns.get(heading(name), "") for name in extract.header]
        for raw in read_rows(extract):
            yield self._check_row(raw, extract.header, columns)

    def _check_row(self, raw: RawRow, header: Sequence[str], columns: Sequence[str]) -> CheckedRow | RowProblem:
        if not any(cell.strip() for cell in raw.cells):
            return _problem(raw, "", "", "the line is blank")
        if len(raw.cells) != len(header):
            reason = f"the row has {len(raw.cells)} fields where the header has {len(header)}"
            return _problem(raw, "", "", reason)
        cells, names = self._named_cells(raw, header, columns)
        kind = self._route(cells)
        values, troubles = self._read_cells(kind, cells, names)
        scheme = self._schemes[kind]
        if scheme.time not in values and not troubles:
            when = next((name for name, to in zip(header, columns, strict=True) if to == scheme.time), "")
            troubles = [CellProblem(column=when, value="", reason="is missing, and a record needs it")]
        if troubles:
            first, *others = troubles
            return _problem(raw, first.column, first.value, first.reason, tuple(others))
        self._derive(scheme, values)
        self._tally_unknown(kind, values)
        for name in self._times[kind]:
            if name in cells and is_day(cells[name]):
                self.tally.date_only[names[name]] += 1
        return CheckedRow(row=raw.row, line=raw.line, kind=kind, values=values, cells=cells, at=raw.at)

    def _named_cells(
        self, raw: RawRow, header: Sequence[str], columns: Sequence[str]
    ) -> tuple[dict[str, str], dict[str, str]]:
        """The filled cells by field, and the column each came from; cells of unmapped columns are counted only."""
        cells: dict[str, str] = {}
        names: dict[str, str] = {}
        for name, field_id, cell in zip(header, columns, raw.cells, strict=True):
            text = clean_text(cell)
            if not text:
                continue
            if field_id:
                cells[field_id], names[field_id] = text, name
            elif heading(name) == self._practice_column and text.casefold() == "practice":
                self.tally.practice = True
            elif heading(name) not in self._ignored:
                self.tally.unmapped[name or "(a column without a name)"] += 1
        return cells, names

    def _route(self, cells: Mapping[str, str]) -> str:
        """The kind a row belongs to: its file's, unless a rule of the scheme says it is another."""
        for route in self._scheme.routes:
            if route.to in self._schemes and holds(route.when, self._coded(cells)):
                return route.to
        return self._scheme.kind

    def _coded(self, cells: Mapping[str, str]) -> dict[str, str]:
        """The coded cells as codes: all that routes ask about."""
        known, read = self._known[self._scheme.kind], self._readers[self._scheme.kind]
        return {name: read[name](cells[name]) for name in cells if name in known}

    def _read_cells(
        self, kind: str, cells: Mapping[str, str], names: Mapping[str, str]
    ) -> tuple[dict[str, str], list[CellProblem]]:
        values: dict[str, str] = {}
        troubles: list[CellProblem] = []
        read = self._readers[kind]
        for field_id, text in cells.items():
            reader = read.get(field_id)
            if reader is None:  # the kind it was routed to has no such field
                self.tally.unmapped[names[field_id]] += 1
                continue
            try:
                _refuse_controls(text)
                values[field_id] = reader(text)
            except ValueError as error:
                troubles.append(CellProblem(column=names[field_id], value=text, reason=str(error)))
        return values, troubles

    def _derive(self, scheme: Scheme, values: dict[str, str]) -> None:
        for item in scheme.fields:
            if item.id in values:
                continue
            for rule in item.derive:
                if holds(rule.when, values):
                    values[item.id] = rule.value
                    break

    def _tally_unknown(self, kind: str, values: Mapping[str, str]) -> None:
        for field_id, codes in self._known[kind].items():
            value = values.get(field_id)
            if value is not None and value not in codes:
                self.tally.unknown.setdefault(field_id, Counter())[value] += 1


def _refuse_controls(text: str) -> None:
    """Only printable text, line breaks and tabs are kept: anything else is a broken export, or a forged key."""
    if not text.isprintable() and any(char < " " and char not in "\t\n\r" for char in text):
        raise ValueError("holds a control character")


def _vocabularies(scheme: Scheme) -> dict[str, frozenset[str]]:
    return {
        item.id: frozenset(code.code for code in scheme.vocabularies[item.vocabulary])
        for item in scheme.fields
        if item.type == "code"
    }


def _problem(raw: RawRow, column: str, value: str, reason: str, also: tuple[CellProblem, ...] = ()) -> RowProblem:
    return RowProblem(row=raw.row, line=raw.line, column=column, value=value, reason=reason, also=also)
