"""A disk that fills: a sentence, nothing half-kept, and what was acknowledged before is all there.

The disk is a small one of its own, mounted where nobody else sees it. Where the system lets nobody mount (some
containers), the same steps run under a limit to the size of a file instead, which fails at the same calls.
"""

import json
import subprocess
import sys
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from tests.cli.door import ROOT

SMALL = """
import json, os, resource, shutil, signal, sys
from pathlib import Path
from app.core.errors import AppError
from tests import builders
from tests.journeys.looking import counts, whole

disk, mounted = Path(sys.argv[1]), sys.argv[2] == "mounted"

def fill(room=0):
    # leave no room, or just so much
    if not mounted:
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (room, resource.RLIM_INFINITY))
        return
    try:
        with (disk / "filler").open("ab", buffering=0) as filler:
            while True:
                filler.write(bytes(4096))
    except OSError:
        os.truncate(disk / "filler", max(0, (disk / "filler").stat().st_size - room))

def empty():
    if mounted:
        (disk / "filler").unlink()
    else:
        resource.setrlimit(resource.RLIMIT_FSIZE, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))

def refused(step):
    try:
        step()
    except AppError as refusal:
        return [type(refusal).__name__, refusal.what, refusal.fix]
    return ["done", "", ""]

said = {}
"""

IMPORTING = """
from app.services.audits import verify_audit
drawn = builders.open_drawn(disk / "workspace")
sheet = builders.answer_stage(drawn.ws, builders.open_case(drawn))
before = counts(drawn.ws)
fill(room=600_000)
big = Path(sys.argv[3])
said["import"] = refused(lambda: builders.import_practice(drawn.ws, file=big))
said["same"] = counts(drawn.ws) == before
said["answers"] = [question.answer for question in builders.open_case(drawn).stages[0].questions] == [
    question.answer for question in sheet.stages[0].questions
]
empty()
drawn.ws.close()
ws = builders.reopen(disk / "workspace")
whole(ws)
said["chain"] = list(verify_audit(ws).problems)
said["kept"] = counts(ws)["answer"] == before["answer"]
said["again"] = builders.import_practice(ws, file=big).stored
ws.close()
print(json.dumps(said))
"""

WRITING = """
from app.services import workspaces
from app.services.drawing import bundles
from app.services.papers import draw_papers
drawn = builders.open_drawn(disk / "workspace")
ws, out = drawn.ws, disk / "out"
steps = {
    "pack": lambda: draw_papers.write_pack(ws, draw_id=1, file=out / "D1.pdf"),
    "bundle": lambda: bundles.write_bundle(ws, draw_id=1, file=out / "D1.zip"),
    "backup": lambda: workspaces.backup_workspace(ws, out / "backup.zip"),
}
out.mkdir()
for name in ("D1.pdf", "D1.zip", "backup.zip"):
    (out / name).write_text("the old one")
fill(room=16_384)
for name, step in steps.items():
    said[name] = refused(step)
said["old"] = [file.read_text() for file in sorted(out.iterdir())]
said["names"] = sorted(file.name for file in out.iterdir())
empty()
said["after"] = [refused(steps[name])[0] for name in ("bundle", "backup")]
whole(ws)
ws.close()
print(json.dumps(said))
"""

MAKING = """
from app.services import demo, workspaces
fill(room=16_384)
make = lambda: workspaces.create_workspace(disk / "new", passphrase="x", practice=True, cost=builders.CHEAP)
said["create"] = refused(make)
said["demo"] = refused(lambda: list(demo.run_demo(disk / "demo", passphrase="x")))
said["left"] = sorted(file.name for file in disk.iterdir() if file.name not in ("filler", "demo"))
empty()
said["after"] = refused(lambda: make()[0].close())[0]
print(json.dumps(said))
"""


@cache
def may_mount() -> bool:
    """Whether this system lets us mount a disk that only we see."""
    line = ["unshare", "-rm", "sh", "-c", "mount -t tmpfs -o size=1m tmpfs /mnt"]
    try:
        return subprocess.run(line, capture_output=True, check=False).returncode == 0
    except FileNotFoundError:
        return False


def on_a_small_disk(code: str, disk: Path, *words: object) -> dict[str, Any]:
    """Run code where ``disk`` is 8 MB large, and give what it said."""
    disk.mkdir()
    how = "mounted" if may_mount() else "limited"
    line = [sys.executable, "-c", SMALL + code, str(disk), how, *map(str, words)]
    if may_mount():
        line = [
            "unshare",
            "-rm",
            "sh",
            "-c",
            'mount -t tmpfs -o size=8m tmpfs "$1"; shift; exec "$@"',
            "sh",
            str(disk),
            *line,
        ]
    done = subprocess.run(line, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


DISK = ("The disk is full: nothing of this step was kept.", "The disk could not be read or written: nothing of this")


def test_an_import_on_a_full_disk(tmp_path: Path, big: Path) -> None:
    said = on_a_small_disk(IMPORTING, tmp_path / "disk", big)
    kind, what, fix = said["import"]
    assert (kind, what.startswith(DISK), bool(fix)) == ("AppError", True, True), said["import"]
    assert said["same"], "nothing of the import is in any table"
    assert said["answers"], "and the answers given before are readable while the disk is full"
    assert (said["chain"], said["kept"]) == ([], True)
    assert said["again"] == ROWS, "with room again the same file comes in"


def test_papers_and_backup_on_a_full_disk_leave_the_old_file(tmp_path: Path) -> None:
    said = on_a_small_disk(WRITING, tmp_path / "disk")
    for step in ("pack", "bundle", "backup"):
        kind, what, fix = said[step]
        assert kind == "AppError", (step, said[step])
        assert what.startswith(DISK) or "cannot be written" in what or "could not be written" in what, what
        assert fix
    assert said["names"] == ["D1.pdf", "D1.zip", "backup.zip"], "and no part of a new one"
    assert said["old"] == ["the old one"] * 3
    assert said["after"] == ["done"] * 2


def test_a_workspace_made_on_a_full_disk_is_not_there(tmp_path: Path) -> None:
    said = on_a_small_disk(MAKING, tmp_path / "disk")
    for step in ("create", "demo"):
        assert said[step][0] == "AppError", said[step]
        assert said[step][2]
    assert said["left"] == [], "nothing of the workspace is left behind"
    assert said["after"] == "done"


ROWS = 9_000


@pytest.fixture(scope="module")
def big(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An extract for which there is no room."""
    from tests.intake.extracts import open_data

    file = tmp_path_factory.mktemp("big") / "big.csv"
    rows = ({"Latitude": f"53.{at}"} for at in range(ROWS))
    file.write_text(open_data(rows), encoding="utf-8", newline="")
    return file
