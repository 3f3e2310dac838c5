"""From a whole extract to checked rows of a kind, or problems that say where and why.

Rows are checked a batch at a time, column by column: see :mod:`app.intake.columns`. What goes in comes out, or is a
problem; nothing is made up.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial

from app.core.clock import to_text
from app.core.schemes.spec import Mapping as Layout
from app.core.schemes.spec import Scheme
from app.core.shapes.rows import KindRows, Laying
from app.core.shapes.workspaces import RowProblem
from app.intake.dealing import Asked, Dealer, Tally
from app.intake.extract import Extract, read_batches, read_columns
from app.intake.moments import Times


@dataclass(frozen=True, kw_only=True, slots=True)
class CheckedRow:
    """A row that can be stored: the kind it belongs to and its fields as text, blanks left out.

    ``sha`` is the digest of its mapped cells as they stood, trimmed, those of identity fields left out: what a row
    without a reference is known by, so that another reading of its times, or a new spelling in a vocabulary, does not
    make it another row.
    """

    row: int
    line: int
    kind: str
    values: dict[str, str]
    sha: bytes


@dataclass(frozen=True, kw_only=True, slots=True)
class CheckedBatch:
    """Rows that follow one another: those to keep, by kind, and the problems; ``at`` is how far into the file."""

    kept: tuple[KindRows, ...]
    problems: tuple[RowProblem, ...]
    at: int


class RowChecker:
    """Checks the rows of one extract against a scheme and the schemes it may route rows to."""

    def __init__(
        self,
        *,
        schemes: Mapping[str, Scheme],
        kind: str,
        layout: Layout,
        times: Times | None = None,
        laying: Mapping[str, Laying] | None = None,
    ) -> None:
        """Get ready for a file of ``layout`` that was said to be of ``kind``.

        Args:
            schemes: every scheme by its kind.
            kind: what the file holds.
            layout: which column fills which field.
            times: how times are read; None leaves it to the layout.
            laying: by kind, how the store wants rows; None leaves texts as they are, and keeps all.
        """
        self.tally = Tally()
        self._asked = Asked(schemes=schemes, kind=kind, layout=layout, times=times or layout.times, laying=laying)

    def check(self, extract: Extract) -> Iterator[CheckedRow | RowProblem]:
        """Every data row of the file in order, as a checked row or as a problem: none is left out.

        Raises:
            AppError: the file fails on the way.
        """
        for batch in self.check_batches(extract):
            rows: list[CheckedRow | RowProblem] = list(batch.problems)
            for kept in batch.kept:
                rows += _one_by_one(kept, self._asked.schemes[kept.kind].time)
            yield from sorted(rows, key=lambda row: row.row)

    def check_batches(self, extract: Extract) -> Iterator[CheckedBatch]:
        """The rows of the file, some thousands at a time.

        Raises:
            AppError: the file fails on the way.
        """
        dealer = Dealer(self._asked, extract.header, self.tally, partial(read_columns, extract))
        for raw in read_batches(extract):
            rows = range(raw.first, raw.first + len(raw.cells))
            kept, problems = dealer.deal(rows, raw.lines, raw.cells)
            yield CheckedBatch(kept=kept, problems=problems, at=raw.at)


def _one_by_one(kept: KindRows, time: str) -> Iterator[CheckedRow]:
    for at, (row, line, sha, moment) in enumerate(zip(kept.rows, kept.lines, kept.shas, kept.at, strict=True)):
        values = {name: texts[at] for name, texts in kept.kept.items() if texts[at]}
        if moment is not None:
            values[time] = to_text(datetime.fromtimestamp(moment, UTC))
        yield CheckedRow(row=row, line=line, kind=kept.kind, values=values, sha=sha)
