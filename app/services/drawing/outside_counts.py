"""The published count that a sealed list is held against: read from files as an import would read them."""

from collections import Counter
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path

from app.core.clock import from_text
from app.core.days import local, month_words
from app.core.errors import AppError
from app.core.schemes.derived import derived_fields
from app.core.schemes.spec import Mapping as Layout
from app.core.schemes.spec import Scheme
from app.core.shapes.workspaces import RowProblem
from app.core.words import count_of, say
from app.intake.dealing import BLANK
from app.intake.extract import open_extract
from app.intake.layouts import choose_layout
from app.intake.moments import Times
from app.intake.rows import CheckedRow, RowChecker
from app.models.frames import FrameRow
from app.services.schemes import load_library
from app.services.workspace import Workspace

Counts = Counter[tuple[str, str]]
"""How many, by month (``2025-06``) and power ("" where none is recorded)."""


def month_of(moment: datetime) -> str:
    """The month of Europe/London in which something happened."""
    return f"{local(moment):%Y-%m}"


def months_of(first: date, last: date) -> list[str]:
    """The months that a period touches, in order."""
    places = range(first.year * 12 + first.month - 1, last.year * 12 + last.month)
    return [f"{at // 12:04}-{at % 12 + 1:02}" for at in places]


@dataclass(kw_only=True)
class PublishedFiles:
    """The published files of a list's months, counted."""

    ws: Workspace
    frame: FrameRow
    scheme: Scheme
    times: Times | None
    counts: Counts = field(default_factory=Counts)
    shas: list[str] = field(default_factory=list[str])
    labels: set[str] = field(default_factory=set[str])
    covered: set[str] = field(default_factory=set[str])
    unread: int = 0

    def read(self, file: Path) -> None:
        """Count the rows of a file that are of the list's kind and period; others are routed to theirs."""
        if self.scheme.many_rows:
            raise AppError(
                f"Such a file counts rows, and a case of {self.scheme.kind} may have several.",
                "Give a count of cases with its source instead.",
            )
        library = load_library(self.ws.force)
        extract = open_extract(file)
        layout = choose_layout(extract.header, [one for one in library.layouts if not one.part], self.frame.kind)
        if extract.sha256 in self.shas:
            raise AppError(f"{file.name} is given twice.", "Give the file of each month once.")
        self._check_filters(layout)
        checker = RowChecker(schemes=library.schemes, kind=layout.kinds[0], layout=layout, times=self.times)
        before, rows = self.unread, 0
        for row in checker.check(extract):
            rows += 1
            self._count(row)
        if (self.unread - before) * 2 > rows or not rows:
            raise AppError(f"{file.name} cannot be read, or most of it cannot.", "Check that it is the right file.")
        if checker.tally.practice and not self.ws.practice:
            raise AppError(f"{file.name} is a practice file, and this is a real workspace.", "Take the published file.")
        self.shas.append(extract.sha256)
        self.labels.add(say(layout.label))

    def check_covers(self) -> None:
        """Refuse files that leave out a month of the list's period."""
        missing = [month for month in months_of(self.frame.first_day, self.frame.last_day) if month not in self.covered]
        if missing:
            named = ", ".join(map(month_words, missing))
            raise AppError(f"No row given is of {named}.", "Give the published file of each month of the list.")

    def source(self, imported: set[str]) -> str:
        """Where the count is from, in a sentence or two, for papers."""
        told = [f"{', '.join(sorted(self.labels))}. SHA-256 {', '.join(sorted(self.shas))}."]
        if self.unread:
            told.append(f"{count_of(self.unread, 'row')} cannot be read: not counted.")
        if imported & set(self.shas):
            told.append("The same file was imported here: this shows only that no row of it was lost.")
        return " ".join(told)

    def _check_filters(self, layout: Layout) -> None:
        mapped = {to.partition(":")[0] for to in layout.columns.values()} | set(layout.constants)
        known = mapped | {one.field_id for one in derived_fields(self.scheme, mapped)}
        strange = [facet for facet, _ in self.frame.filters if facet not in known]
        if strange:
            names = ", ".join(dict.fromkeys(say(self.scheme.field(facet).label) for facet in strange))
            raise AppError(
                f"The list was narrowed by something that the file does not tell: {names}.",
                "Give a figure with its source instead.",
            )

    def _count(self, row: CheckedRow | RowProblem) -> None:
        if isinstance(row, RowProblem):
            self.unread += row.reason != BLANK
            return
        moment = from_text(row.values[self._time(row.kind)])
        day, month = local(moment).date(), month_of(moment)
        if not self.frame.first_day <= day <= self.frame.last_day:
            return
        self.covered.add(month)
        if row.kind == self.frame.kind and all(row.values.get(name, "") in ok for name, ok in self._where().items()):
            self.counts[month, row.values.get("power", "")] += 1

    def _time(self, kind: str) -> str:
        return load_library(self.ws.force).schemes[kind].time

    def _where(self) -> dict[str, list[str]]:
        found: dict[str, list[str]] = {}
        for facet, value in self.frame.filters:
            found.setdefault(facet, []).append(value)
        return found
