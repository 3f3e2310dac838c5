"""How fast a tagged pack is made, beside ReportLab without tags and beside WeasyPrint with them.

The pack is a line manager's: cover, contents, how the sample was drawn, question guide, and two or three pages a case
with its form. The peers lay out the same words in the same styles. Every run is a process of its own, in turn; time is
that of the processor. WeasyPrint wants Pango of the system and another build of a package that we pin, so it is taken
from an environment that has it: name that environment's interpreter in ``SCRUTINY_WEASYPRINT``.
"""

import json
import os
import resource
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from statistics import median
from typing import NamedTuple

ROOT = Path(__file__).resolve().parents[2]
PEER = "SCRUTINY_WEASYPRINT"
CASES = 100
_WITHOUT = (
    f"WeasyPrint: not usable here. `pip install weasyprint` into an environment of its own, with Pango of the system, "
    f"and name its interpreter in {PEER}; figures beside it are left out."
)


class Run(NamedTuple):
    """One run: pages, seconds of the processor, the most memory that the process ever held in MB, bytes."""

    pages: int
    seconds: float
    peak: int
    size: int

    @property
    def rate(self) -> float:
        """Pages a second."""
        return self.pages / self.seconds


def compare(folder: Path, rows: int, runs: int) -> Iterator[str]:
    """A line for each bound that the product keeps to.

    Args:
        folder: not used.
        rows: cases of the long pack; 1,000 of them at the most.
        runs: of each, in turn; the long pack is made once.
    """
    taken: dict[str, list[Run]] = {name: [] for name in (*_WAYS, "weasyprint")}
    for _ in range(runs):
        for name in _WAYS:
            taken[name].append(_run(name, CASES))
    for _ in range(min(runs, 2)):
        peer = _ask_weasyprint()
        taken["weasyprint"] += [peer] if peer else []
    ours, plain = _middle(taken["tagged"]), _middle(taken["untagged"])
    yield (
        f"tagged, {CASES} cases with forms, {ours.pages} pages: {ours.seconds:.2f} s, {ours.rate:.0f} pages a second "
        f"(at least 100), {ours.peak} MB (at most 120), {ours.size / 1e6:.1f} MB of file"
    )
    yield (
        f"ReportLab untagged, the same words, {plain.pages} pages: {plain.seconds:.2f} s, {plain.rate:.0f} pages a "
        f"second; ours takes {ours.seconds / plain.seconds:.2f} times as long (at most 1)"
    )
    if taken["weasyprint"]:
        other = _middle(taken["weasyprint"])
        yield (
            f"WeasyPrint tagged, the same words, {other.pages} pages: {other.seconds:.2f} s; ours is "
            f"{other.seconds / ours.seconds:.1f} times as fast (at least 5)"
        )
    else:
        yield _WITHOUT
    forms = _middle(taken["forms"])
    yield (
        f"forms to fill in, {CASES} cases, {forms.pages} pages: {forms.seconds:.2f} s, {forms.rate:.0f} pages a "
        f"second (at least 100), {forms.peak} MB"
    )
    many = min(rows, 1_000)
    long = _run("tagged", many)
    yield (
        f"{many:,} cases, {long.pages:,} pages: {long.seconds:.2f} s, {long.seconds / ours.seconds:.1f} times those of "
        f"{CASES} ({many / CASES:.0f} would be linear), {long.peak} MB"
    )


def _middle(runs: list[Run]) -> Run:
    middle = median(sorted(run.seconds for run in runs)[: len(runs) // 2 * 2 + 1])
    return min(runs, key=lambda run: abs(run.seconds - middle))


def _run(name: str, cases: int) -> Run:
    command = [sys.executable, "-m", "tests.bench.packing", name, str(cases)]
    done = subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True)
    return Run(*json.loads(done.stdout.splitlines()[-1]))


def _ask_weasyprint() -> Run | None:
    """What WeasyPrint took for the same pack; None where it is not installed."""
    from tests.bench.plainly import blocks_of, html
    from tests.export import samples

    page = html(*blocks_of(samples.pack(CASES, practice=False, answered=0)))
    command = [os.environ.get(PEER) or sys.executable, str(ROOT / "tests" / "bench" / "weasyprint_peer.py")]
    done = subprocess.run(command, input=page, capture_output=True, text=True)
    if done.returncode == 3:
        return None
    done.check_returncode()
    told = json.loads(done.stdout)
    return Run(told["pages"], told["seconds"], told["peak"], told["bytes"])


# ------------------------------------------------------------------ one run, in a process of its own
def _tagged(cases: int) -> Callable[[], tuple[bytes, int]]:
    from app.export.pack import sample_pack
    from tests.export import samples

    shape = samples.pack(cases, practice=False, answered=0)

    def make() -> tuple[bytes, int]:
        return sample_pack(shape), 0

    return make


def _untagged(cases: int) -> Callable[[], tuple[bytes, int]]:
    from tests.bench.plainly import blocks_of, reportlab_untagged
    from tests.export import samples

    blocks, running = blocks_of(samples.pack(cases, practice=False, answered=0))
    return lambda: reportlab_untagged(blocks, running)


def _forms(cases: int) -> Callable[[], tuple[bytes, int]]:
    from app.export.grading_forms import grading_forms
    from tests.export import form_samples

    shape = form_samples.forms(cases)

    def make() -> tuple[bytes, int]:
        return grading_forms(shape), 0

    return make


_WAYS: dict[str, Callable[[int], Callable[[], tuple[bytes, int]]]] = {
    "tagged": _tagged,
    "untagged": _untagged,
    "forms": _forms,
}


def main(name: str, cases: str) -> None:
    """Do one run and print it; the file is read only once it is timed and weighed."""
    run = _WAYS[name](int(cases))
    begin = time.process_time()
    data, pages = run()
    seconds = time.process_time() - begin
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    print(json.dumps([pages or _pages(data), seconds, peak, len(data)]))


def _pages(data: bytes) -> int:
    import pypdfium2

    with pypdfium2.PdfDocument(data) as pdf:
        return len(pdf)


if __name__ == "__main__":
    main(*sys.argv[1:])
