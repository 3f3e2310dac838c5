"""How fast a million rows of data.police.uk's format come in, beside peers that do none of the checks.

Every run is a process of its own, in turn, on the same file. Ours takes from the first byte to the commit: validated,
hashed, duplicates found, in the encrypted store with its indexes.
"""

import csv
import json
import resource
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from statistics import median
from typing import Any, NamedTuple

from tests.bench.memory import Held

ROOT = Path(__file__).resolve().parents[2]
SAMPLE = ROOT / "resources" / "practice" / "cheshire-2025-06-stop-and-search.csv"
PEERS = {
    "sqlite3 .import": "the bare command, all text, no checks",
    "pandas to_sql": "over SQLAlchemy, no checks",
    "ORM add_all": "SQLAlchemy, a tenth of the rows, no checks",
}
_START = datetime(2024, 1, 1, tzinfo=UTC)
_LCG = (6364136223846793005, 1442695040888963407)


class Run(NamedTuple):
    """One run: rows, seconds, and the most memory that the process ever held, in MB."""

    rows: int
    seconds: float
    peak: int


def compare(folder: Path, rows: int, runs: int) -> Iterator[str]:
    """A line for ours and one for each peer, with the ratio of medians of seconds a row.

    Args:
        folder: for passing files; it wants about 1 GB for a million rows.
        rows: of the file that is made.
        runs: of each, in turn.
    """
    file = make_file(folder / "bench.csv", rows)
    taken: dict[str, list[Run]] = {name: [] for name in ("ours", *PEERS)}
    for _ in range(runs):
        for name in taken:
            taken[name].append(_run(name, file, folder))
    ours = _middle(taken["ours"])
    yield (
        f"ours: {_rate(ours):,.0f} rows a second, {median(run.seconds for run in taken['ours']):.1f} s, "
        f"{max(run.peak for run in taken['ours'])} MB at most ({rows:,} rows, median of {runs})"
    )
    for name, what in PEERS.items():
        other = _middle(taken[name])
        ratio = (ours.seconds / ours.rows) / (other.seconds / other.rows)
        yield f"{name}: {_rate(other):,.0f} rows a second; ours takes {ratio:.2f} of its time ({what})"


def make_file(file: Path, rows: int) -> Path:
    """A file of that many rows, the same on every machine: each cell drawn for itself from those of a real month."""
    with SAMPLE.open(encoding="utf-8-sig", newline="") as source:
        header, *real = csv.reader(source)
    columns = [sorted({row[at] for row in real}) for at in range(len(header))]
    date, latitude, longitude = (header.index(name) for name in ("Date", "Latitude", "Longitude"))
    with file.open("w", encoding="utf-8", newline="") as out:
        writer = csv.writer(out)
        writer.writerow(header)
        state = 1
        for number in range(rows):
            state = (state * _LCG[0] + _LCG[1]) % 2**64
            chance = state >> 11
            row = [values[(chance >> at) % len(values)] for at, values in enumerate(columns)]
            row[date] = (_START + timedelta(seconds=number * 31 + chance % 31)).isoformat()
            row[latitude], row[longitude] = f"{52.9 + chance % 60000 / 1e5:.6f}", f"-{2.2 + chance % 60013 / 1e5:.6f}"
            writer.writerow(row)
    return file


def _run(name: str, file: Path, folder: Path) -> Run:
    place = folder / "run"
    shutil.rmtree(place, ignore_errors=True)
    place.mkdir()
    command = [sys.executable, "-m", "tests.bench.importing", name, str(file), str(place)]
    done = subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True)
    return Run(*json.loads(done.stdout.splitlines()[-1]))


def _middle(runs: list[Run]) -> Run:
    return sorted(runs, key=lambda run: run.seconds)[len(runs) // 2]


def _rate(run: Run) -> float:
    return run.rows / run.seconds


# ------------------------------------------------------------------ one run, in a process of its own
def _ours(file: Path, place: Path) -> Callable[[], int]:
    from app.core.shapes.workspaces import ImportChoice
    from app.services import workspaces
    from app.services.collecting import imports

    ws, _ = workspaces.create_workspace(place / "workspace", passphrase="seven quiet herons", practice=True)
    return lambda: imports.import_extract(ws, file=file, choice=ImportChoice(kind="stop_search")).value.stored


def _bare_command(file: Path, place: Path) -> Callable[[], int]:
    command = ["sqlite3", str(place / "bare.db"), ".mode csv", f'.import "{file}" searches']

    def run() -> int:
        subprocess.run(command, check=True)
        counted = subprocess.run(
            ["sqlite3", str(place / "bare.db"), "SELECT count(*) FROM searches"], check=True, capture_output=True
        )
        return int(counted.stdout)

    return run


def _pandas(file: Path, place: Path) -> Callable[[], int]:
    import pandas
    import sqlalchemy

    engine = sqlalchemy.create_engine(f"sqlite:///{place / 'pandas.db'}")

    def run() -> int:
        table = pandas.read_csv(file, dtype=str)
        table.to_sql("searches", engine, index=False)
        return len(table)

    return run


def _orm(file: Path, place: Path) -> Callable[[], int]:
    import sqlalchemy
    from sqlalchemy.orm import DeclarativeBase, Session

    class Base(DeclarativeBase):
        pass

    with file.open(encoding="utf-8", newline="") as source:
        header, *rows = csv.reader(source)
    names = [f"column_{at}" for at in range(len(header))]
    columns: dict[str, Any] = {name: sqlalchemy.Column(sqlalchemy.Text) for name in names}
    columns |= {"__tablename__": "searches", "id": sqlalchemy.Column(sqlalchemy.Integer, primary_key=True)}
    table: Any = type("Search", (Base,), columns)
    engine = sqlalchemy.create_engine(f"sqlite:///{place / 'orm.db'}")
    Base.metadata.create_all(engine)
    rows = rows[: max(1, len(rows) // 10)]

    def run() -> int:
        with Session(engine) as session:
            for start in range(0, len(rows), 10_000):
                chunk = rows[start : start + 10_000]
                session.add_all([table(**dict(zip(names, row, strict=True))) for row in chunk])
                session.flush()
            session.commit()
        return len(rows)

    return run


_WAYS: dict[str, Callable[[Path, Path], Callable[[], int]]] = {
    "ours": _ours,
    "sqlite3 .import": _bare_command,
    "pandas to_sql": _pandas,
    "ORM add_all": _orm,
}


def main(name: str, file: str, place: str) -> None:
    """Do one run and print it: rows, seconds, peak MB."""
    run = _WAYS[name](Path(file), Path(place))
    with Held() as held:
        begin = time.perf_counter()
        rows = run()
        seconds = time.perf_counter() - begin
    alone = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    print(json.dumps([rows, seconds, max(alone, held.most)]))


if __name__ == "__main__":
    main(*sys.argv[1:])
