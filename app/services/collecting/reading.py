"""Reading an extract for an import: here, or, when it is large, in a process of its own beside the filling store.

Python runs one thread at a time. Checking and hashing a million rows is all Python, and so is half of what goes into
the store; in two processes they take the time of the longer one.
"""

import os
import pickle
import subprocess
import sys
from collections.abc import Callable, Generator, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from pathlib import Path
from typing import IO, Final, cast

from app.core.errors import AppError
from app.core.schemes.spec import Mapping as Layout
from app.core.schemes.spec import Scheme
from app.core.shapes.workspaces import RowProblem
from app.intake.dealing import Tally
from app.intake.extract import Extract
from app.intake.file_form import form_of
from app.intake.moments import Times
from app.intake.rows import CheckedBatch, RowChecker
from app.models.laying import LaidRows, LayingPlan, Numbered

APART_FROM: Final = 16_000_000
"""How many bytes of a file are worth a process of its own: less is read before that has begun."""

_PLACE: Final = Path(__file__).resolve().parents[3]
_HIDDEN: Final[int] = getattr(subprocess, "CREATE_NO_WINDOW", 0)


@dataclass(frozen=True, kw_only=True, slots=True)
class Asked:
    """An extract that is to be read, and as what: all of it can be sent to another process."""

    extract: Extract
    schemes: dict[str, Scheme]
    kind: str
    layout: Layout
    times: Times
    laying: LayingPlan

    def checker(self) -> RowChecker:
        """What checks its rows."""
        return RowChecker(
            schemes=self.schemes,
            kind=self.kind,
            layout=self.layout,
            times=self.times,
            laying=self.laying.layings(self.schemes),
        )


@dataclass(frozen=True, kw_only=True, slots=True)
class Rows:
    """Rows that follow one another.

    Attributes:
        laid: those to keep, by kind, laid out for the store.
        problems: the others.
        at: how many bytes into the file they end.
        numbers: what values of facets were given for them in another process.
    """

    laid: tuple[LaidRows, ...]
    problems: tuple[RowProblem, ...]
    at: int
    numbers: list[Numbered]

    @classmethod
    def of(cls, batch: CheckedBatch, laying: LayingPlan, numbers: list[Numbered]) -> "Rows":
        """From checked rows."""
        laid = tuple(map(laying.lay, batch.kept))
        return cls(laid=laid, problems=batch.problems, at=batch.at, numbers=numbers)


@dataclass(frozen=True, slots=True)
class End:
    """Nothing is left to read: what is to be said of it all."""

    tally: Tally


@dataclass(frozen=True, slots=True)
class Refused:
    """The file failed on the way, in the two sentences of an ``AppError``."""

    what: str
    fix: str


Told = Rows | End | Refused
"""What the reading process says; anything else it comes to ends it without a word."""


class Reader:
    """Reads an extract: see :func:`reader_of`."""

    def __init__(self, process: subprocess.Popen[bytes] | None) -> None:
        """In a process that has begun, or here."""
        self._process = process

    def read(self, asked: Asked, take: Callable[[Rows], None]) -> Tally:
        """Read every row, some thousands at a time and in order; it is asked for once.

        Args:
            asked: the extract, and as what it is read.
            take: given the rows; what it raises ends the reading.

        Returns:
            What must be said of the rows.

        Raises:
            AppError: the file fails on the way.
            RuntimeError: the process that read it ended before it was done.
        """
        if self._process is None:
            return _here(asked, take)
        extract = replace(asked.extract, path=asked.extract.path.absolute())
        for said in _told(self._process, replace(asked, extract=extract)):
            if isinstance(said, End):
                return said.tally
            if isinstance(said, Refused):
                raise AppError(said.what, said.fix)
            take(said)
        raise RuntimeError("the process that reads the extract ended before it was done")


@contextmanager
def reader_of(file: Path) -> Generator[Reader]:
    """What reads a file. Leaving it ends the reading.

    For a large one its process begins at once: it gets ready while the file is looked over.

    Raises:
        AppError: there is no such file, or it is of a kind that holds no rows.
    """
    if form_of(file) != "csv" or file.stat().st_size < APART_FROM or getattr(sys, "frozen", False):
        yield Reader(None)
        return
    process = subprocess.Popen(
        [sys.executable, "-m", "app.services.collecting.reading_process"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,  # a fault's own words may quote a record
        cwd=_PLACE,
        env=_environment(),
        creationflags=_HIDDEN,
    )
    with process:
        try:
            yield Reader(process)
        finally:
            process.kill()


def _here(asked: Asked, take: Callable[[Rows], None]) -> Tally:
    checker = asked.checker()
    for batch in checker.check_batches(asked.extract):
        take(Rows.of(batch, asked.laying, []))  # its numbers were given by the store's own
    return checker.tally


def _told(process: subprocess.Popen[bytes], asked: Asked) -> Iterator[Told]:
    """What the reading process says, until it says no more."""
    said = cast(IO[bytes], process.stdout)
    with suppress(EOFError, BrokenPipeError, pickle.UnpicklingError):
        with cast(IO[bytes], process.stdin) as to:
            pickle.dump(asked, to, pickle.HIGHEST_PROTOCOL)
        while True:
            yield pickle.load(said)  # noqa: S301 - from our own process


def _environment() -> dict[str, str]:
    """The environment for it: no passphrase is its business."""
    return {name: value for name, value in os.environ.items() if not name.startswith("SCRUTINY_")}
