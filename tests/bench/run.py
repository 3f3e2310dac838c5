"""The benchmarks: ``python -m app bench import|reading|draw|grade|redact|pack [--rows N] [--runs N]``, beside peers."""

import argparse
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

from tests.bench import drawing, grading, importing, packing, reading, redacting


def _reading(folder: Path, rows: int, runs: int) -> Iterator[str]:
    for way in (reading.xlsx_against_openpyxl, reading.csv_against_the_bare_reader):
        found = way(folder, min(rows, 100_000) if way is reading.xlsx_against_openpyxl else rows, runs)
        yield f"{found.what}: {found.other:.2f} s; ours {found.ours:.2f} s, {found.times:.2f} times as fast"


BENCHES: dict[str, Callable[[Path, int, int], Iterator[str]]] = {
    "import": importing.compare,
    "reading": _reading,
    "draw": drawing.compare,
    "grade": grading.compare,
    "redact": redacting.compare,
    "pack": packing.compare,
}


def main(argv: list[str]) -> int:
    """Run one benchmark and print its lines; the exit code."""
    parser = argparse.ArgumentParser(prog="python3 -m app bench", description=__doc__)
    parser.add_argument("what", choices=BENCHES)
    parser.add_argument("--rows", type=int, default=1_000_000)
    parser.add_argument("--runs", type=int, default=3)
    asked = parser.parse_args(argv)
    with tempfile.TemporaryDirectory(prefix="scrutiny-bench-") as folder:
        for line in BENCHES[asked.what](Path(folder), asked.rows, asked.runs):
            print(line, flush=True)
    return 0
