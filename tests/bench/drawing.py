"""How fast a long list is sealed and drawn from, beside a peer and beside the bare hashes that it takes.

Every run is a process of its own, in turn. The list has the same cases on every machine, in 25 strata of which 40 cases
each are drawn. The last run is the whole command: from the encrypted store to the draw in it.
"""

import hashlib
import hmac
import json
import resource
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from statistics import median
from typing import Any, NamedTuple

from tests.bench.importing import make_file

ROOT = Path(__file__).resolve().parents[2]
STRATA = 25
EACH = 40
SEED = "31415926535897932384"
SECRET = bytes(range(32))
PASSPHRASE = "seven quiet herons"
_SHOWN = 400  # bytes of the canonical JSON of a stop and search, about


class Run(NamedTuple):
    """One run: cases, seconds, and the most memory that the process ever held, in MB."""

    cases: int
    seconds: float
    peak: int


def compare(folder: Path, rows: int, runs: int) -> Iterator[str]:
    """A line for each bound that the product keeps to.

    Args:
        folder: for the workspace of the last run; it wants about 3 GB for a million rows.
        rows: cases of the list; of the last run, rows of the extract that it comes from.
        runs: of each, in turn; the whole command is run once, on a workspace that is made for it.
    """
    taken: dict[str, list[Run]] = {name: [] for name in _WAYS}
    for _ in range(runs):
        for name in taken:
            taken[name].append(_run(name, str(rows)))
    bare, _, core, drawing, peer = (median(run.seconds for run in taken[name]) for name in _WAYS)
    yield (
        f"drawing alone: {drawing:.2f} s for {rows:,} cases; consistent_sampler {peer:.2f} s: "
        f"{peer / drawing:.1f} times as fast (at least 3)"
    )
    yield (
        f"sealing and drawing in core: {core:.2f} s, {core / bare:.2f} times the bare hashes (at most 2.5), "
        f"{max(run.peak for run in taken['core'])} MB (at most 400)"
    )
    _import(folder, rows)
    whole = _run("whole", str(folder / "workspace"))
    per_case = median(run.seconds / run.cases for run in taken["bare with content"])
    yield (
        f"the whole command with the encrypted store: {whole.seconds:.2f} s for {whole.cases:,} cases, "
        f"{whole.seconds / whole.cases / per_case:.2f} times the bare hashes, the records' among them (at most 8), "
        f"{whole.peak} MB (at most 400)"
    )


def _run(name: str, argument: str) -> Run:
    command = [sys.executable, "-m", "tests.bench.drawing", name, argument]
    done = subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True)
    return Run(*json.loads(done.stdout.splitlines()[-1]))


def _import(folder: Path, rows: int) -> None:
    """A workspace with that many cases, made in a process of its own so that its memory is not counted."""
    file = make_file(folder / "bench.csv", rows)
    shutil.rmtree(folder / "workspace", ignore_errors=True)
    command = [sys.executable, "-m", "tests.bench.drawing", "import", str(file)]
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True)
    file.unlink()


# ------------------------------------------------------------------ one run, in a process of its own
def _keys(rows: int) -> Iterator[str]:
    return (f"URN/2025/{number:07}" for number in range(rows))


def _contents(rows: int) -> Iterator[str]:
    return (hashlib.sha256(number.to_bytes(4, "big")).hexdigest() for number in range(rows))


def _ids(rows: int) -> list[tuple[str, str]]:
    return [(token, f"S{place % STRATA + 1:02}") for place, token in enumerate(_contents(rows))]


def _bare(rows: int) -> Callable[[], Any]:
    """The hashes of a token and a ticket for each case, and nothing else."""
    keys, contents = list(_keys(rows)), list(_contents(rows))
    beginning = f"{'0' * 64}:1:{SEED}:"

    def run() -> None:
        for key, content in zip(keys, contents, strict=True):
            encoded = key.encode()
            salt = hmac.digest(SECRET, encoded, "sha256").hex()
            token = hashlib.sha256(f"{salt}:{hashlib.sha256(encoded).hexdigest()}:{content}".encode()).hexdigest()
            hashlib.sha256(f"{beginning}{token}".encode()).digest()

    return run


def _bare_with_content(rows: int) -> Callable[[], Any]:
    """As above, and the hash of what can be shown of each case, as long as that of a case of data.police.uk."""
    bare, shown = _bare(rows), b"x" * _SHOWN

    def run() -> None:
        for _ in range(rows):
            hashlib.sha256(shown).hexdigest()
        bare()

    return run


def _core(rows: int) -> Callable[[], Any]:
    from app.core.sampling.dealing import design_shares
    from app.core.sampling.design import Design
    from app.core.sampling.draw import draw
    from app.core.sampling.frame import FrameCase, file_lines, seal_frame

    contents = b"".join(map(bytes.fromhex, _contents(rows)))  # as little memory as a store would take for them

    def run() -> None:
        cases = (
            FrameCase(key, contents[place * 32 : place * 32 + 32].hex(), f"Place {place % STRATA}")
            for place, key in enumerate(_keys(rows))
        )
        frame = seal_frame(secret=SECRET, cases=cases, stratified=True)
        shares = design_shares(Design(size=EACH, strata_by=("lpu",), allocation="fixed"), frame.strata)
        draw(seal=frame.seal, plan="0" * 64, number=1, seed=SEED, cases=file_lines(frame.file), shares=shares)

    return run


def _drawing(rows: int) -> Callable[[], Any]:
    from app.core.sampling.allocation import Share
    from app.core.sampling.draw import draw

    ids = _ids(rows)
    sizes = [len(range(place, rows, STRATA)) for place in range(STRATA)]
    shares = [
        Share(label=f"S{place + 1:02}", cases=cases, size=min(EACH, cases), reserves=0, rule="fixed")
        for place, cases in enumerate(sizes)
    ]
    return lambda: draw(seal="0" * 64, plan="0" * 64, number=1, seed=SEED, cases=ids, shares=shares)


def _peer(rows: int) -> Callable[[], Any]:
    from consistent_sampler import sampler  # pyright: ignore[reportMissingImports]

    strata: dict[str, list[str]] = {}
    for token, label in _ids(rows):
        strata.setdefault(label, []).append(token)
    return lambda: [
        list(sampler(ids, seed=SEED, take=EACH, with_replacement=False, output="id")) for ids in strata.values()
    ]


def _whole(workspace: str) -> Callable[[], Any]:
    from app.core.shapes.draws import FrameChoice
    from app.services import workspaces
    from app.services.drawing import draws, frames

    ws = workspaces.open_workspace(Path(workspace), passphrase=PASSPHRASE)
    choice = FrameChoice(
        kind="stop_search",
        first_day=date(2024, 1, 1),
        last_day=date(2026, 12, 31),
        strata=("sde_code",),
        size=STRATA * EACH,
    )

    def run() -> int:
        frame = frames.seal_frame(ws, choice).value
        draws.draw_sample(ws, frame_id=frame.frame_id, seed=SEED)
        return frame.cases

    return run


def _make_workspace(file: str) -> Callable[[], Any]:
    from app.core.shapes.workspaces import ImportChoice
    from app.services import workspaces
    from app.services.collecting import imports

    ws, _ = workspaces.create_workspace(Path(file).parent / "workspace", passphrase=PASSPHRASE, practice=True)
    return lambda: imports.import_extract(ws, file=Path(file), choice=ImportChoice(kind="stop_search")).value.stored


_WAYS: dict[str, Callable[[int], Callable[[], Any]]] = {
    "bare": _bare,
    "bare with content": _bare_with_content,
    "core": _core,
    "drawing": _drawing,
    "consistent_sampler": _peer,
}


def main(name: str, argument: str) -> None:
    """Do one run and print it: cases, seconds, peak MB."""
    at_a_place = {"whole": _whole, "import": _make_workspace}
    run = at_a_place[name](argument) if name in at_a_place else _WAYS[name](int(argument))
    begin = time.perf_counter()
    done = run()
    seconds = time.perf_counter() - begin
    cases = int(argument) if name in _WAYS else done
    print(json.dumps([cases, seconds, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024]))


if __name__ == "__main__":
    main(*sys.argv[1:])
