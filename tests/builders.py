"""Workspaces for tests, ready in milliseconds: made once a process with a cheap passphrase, copied for every test.

``open_new`` and ``open_drawn`` are what the fixtures of ``tests/services`` and ``tests/models`` give; any other folder
of tests may import the fixtures in its own ``conftest.py``. Clock and chance are fixed: what a test draws is the same
in every run.
"""

import json
import shutil
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from functools import cache
from hashlib import sha256
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest

from app.core import resources
from app.core.shapes.draws import DrawView, FrameView
from app.core.shapes.sheets import AskedQuestion, RoundListing, Sheet
from app.core.shapes.workspaces import ImportChoice, ImportResult, NewWorkspace
from app.models import audit
from app.models.keys import KdfCost
from app.services import workspaces
from app.services.collecting import imports
from app.services.drawing import draws, frames
from app.services.grading import rounds, sheets
from app.services.workspace import Workspace

CHEAP = KdfCost(passes=1, memory=8192)
"""The least that libsodium allows: a try at a passphrase takes no time."""

PASSPHRASE = "seven quiet herons"
START = datetime(2025, 7, 1, 9, 0, tzinfo=UTC)
SEED = "31415926535897932384"
JUNE = (date(2025, 6, 1), date(2025, 6, 30))
PRACTICE_EXTRACT = resources.root() / "practice" / "practice-stop-search-2025-06.csv"
"""319 invented rows with grounds: 304 ``stop_search``, 15 ``s60_search``."""
OPEN_DATA = resources.root() / "practice" / "cheshire-2025-06-stop-and-search.csv"
"""1,185 real open rows without grounds or reference: 1,155 ``stop_search``, 30 ``s60_search``."""

Choose = Callable[[AskedQuestion], str]
_SCRATCH = TemporaryDirectory(prefix="scrutiny-tests-")


class FixedBytes:
    """Bytes that look random and are the same in every run: what is drawn in a test does not change from day to day."""

    def __init__(self, word: str) -> None:
        self._state = word.encode("utf-8")

    def __call__(self, count: int) -> bytes:
        found = b""
        while len(found) < count:
            self._state = sha256(self._state).digest()
            found += self._state
        return found[:count]


_OPENED: Counter[Path] = Counter()


class FixedClock:
    """A clock that stands still until it is told to go on."""

    def __init__(self, now: datetime = START) -> None:
        self.now = now

    def __call__(self) -> datetime:
        return self.now

    def advance(self, **parts: float) -> datetime:
        """Go on by ``minutes=5``, ``days=1``: whatever ``timedelta`` takes."""
        self.now += timedelta(**parts)
        return self.now


@dataclass(frozen=True, kw_only=True)
class Drawn:
    """A practice workspace whose sample is drawn and whose round is open; nothing is graded yet."""

    ws: Workspace
    clock: FixedClock
    frame: FrameView
    draw: DrawView
    round: RoundListing


def make_workspace(
    folder: Path, *, practice: bool = True, clock: FixedClock | None = None, passphrase: str = PASSPHRASE
) -> tuple[Workspace, NewWorkspace]:
    """A workspace really made in this folder (0.2 s), and its recovery key."""
    return workspaces.create_workspace(
        folder, passphrase=passphrase, practice=practice, clock=clock or FixedClock(), cost=CHEAP
    )


def open_new(folder: Path, *, practice: bool = True, clock: FixedClock | None = None) -> Workspace:
    """An empty workspace in this folder, by copying one made before: two of them have the same UUID and key."""
    shutil.copytree(_made(practice), folder)
    return reopen(folder, clock)


def open_drawn(folder: Path, clock: FixedClock | None = None, *, kind: str = "stop_search") -> Drawn:
    """The practice extract imported, a list sealed, eight cases drawn with two reserves, and their round open."""
    place, frame, draw, opened = _drawn(kind)
    shutil.copytree(place, folder)
    clock = clock or FixedClock()
    return Drawn(ws=reopen(folder, clock), clock=clock, frame=frame, draw=draw, round=opened)


def reopen(folder: Path, clock: FixedClock | None = None, *, passphrase: str = PASSPHRASE) -> Workspace:
    """Open the workspace that lies in this folder."""
    _OPENED[folder] += 1  # a second opening goes on with other bytes: two lists never have one secret
    chance = FixedBytes(f"{folder.parent.name} {folder.name} {_OPENED[folder]}")
    return workspaces.open_workspace(folder, passphrase=passphrase, clock=clock or FixedClock(), random_bytes=chance)


def import_practice(ws: Workspace, **options: Any) -> ImportResult:
    """Import the practice extract."""
    return import_file(ws, **{"file": PRACTICE_EXTRACT, **options})


def import_file(ws: Workspace, file: Path, *, mapping: Any = None, progress: Any = None, **choice: Any) -> ImportResult:
    """Import a file, of stop and searches unless told otherwise."""
    chosen = ImportChoice(**{"kind": "stop_search", **choice})
    return imports.import_extract(ws, file=file, choice=chosen, mapping=mapping, progress=progress).value


def seal(ws: Workspace, **choice: Any) -> FrameView:
    """Seal a list: all stop and searches of June 2025, to draw eight with two in reserve, unless told otherwise."""
    first, last = JUNE
    chosen = {"kind": "stop_search", "first_day": first, "last_day": last, "size": 8, "reserves": 2, **choice}
    return frames.seal_frame(ws, frames.FrameChoice(**chosen)).value


def draw(ws: Workspace, frame_id: int = 1, seed: str | None = SEED) -> DrawView:
    """Draw from a sealed list, with dice that everyone knows."""
    return draws.draw_sample(ws, frame_id=frame_id, seed=seed).value


def open_round(ws: Workspace, draw_id: int = 1) -> RoundListing:
    """Open the round of a draw."""
    return rounds.open_round(ws, draw_id=draw_id).value


def case_ids(ws: Workspace, round_id: int = 1) -> list[int]:
    """The cases of a round in the order drawn, by their number in the queue."""
    return [item.case_id for item in rounds.read_queue(ws, round_id=round_id).items]


def open_case(drawn: Drawn, number: int = 1) -> Sheet:
    """Open the sheet of the first, second ... case of the round."""
    ids = case_ids(drawn.ws, drawn.round.round_id)
    return sheets.open_sheet(drawn.ws, round_id=drawn.round.round_id, case_id=ids[number - 1]).value


def plain_answer(question: AskedQuestion) -> str:
    """An answer to anything: no conflict, the first choice elsewhere, a few words where words are asked for."""
    if question.free_text:
        return "Written for a test."
    return "no" if question.id == "C1" else question.choices[0].code


def answer_stage(ws: Workspace, sheet: Sheet, choose: Choose = plain_answer) -> Sheet:
    """Answer every mandatory question of the open stage, those too that an answer brings up."""
    while sheet.current and sheet.current.missing:
        wanted = sheet.current.missing[0]
        question = next(item for item in sheet.current.questions if item.id == wanted)
        sheet = sheets.save_answer(ws, sheet_id=sheet.sheet_id, question=wanted, answer=choose(question)).value
    return sheet


def lock(ws: Workspace, sheet: Sheet) -> Sheet:
    """Lock the open stage."""
    assert sheet.current is not None
    return sheets.lock_stage(ws, sheet_id=sheet.sheet_id, stage=sheet.current.id).value


def grade(ws: Workspace, sheet: Sheet, choose: Choose = plain_answer) -> Sheet:
    """Answer and lock stage after stage until the sheet is a verdict."""
    while sheet.current:
        sheet = lock(ws, answer_stage(ws, sheet, choose))
    return sheet


def entries(ws: Workspace) -> list[dict[str, Any]]:
    """Every entry of the audit chain, read."""
    with ws.read() as session:
        return [json.loads(link.body) for link in audit.links(session)]


def head(ws: Workspace) -> tuple[int, bytes]:
    """How many entries the chain has, and its newest hash."""
    with ws.read() as session:
        return audit.last_link(session)


def write_csv(file: Path, rows: list[Mapping[str, str]]) -> Path:
    """An extract of our own, in the columns of the practice extract; those that a row leaves out are blank."""
    names = PRACTICE_EXTRACT.read_text(encoding="utf-8-sig").splitlines()[0].split(",")
    lines = [",".join(names)]
    for row in rows:
        cells = {"Practice data": "PRACTICE", "Search date/time": "14/06/2025 23:14", "Power": "S23 MDA", **row}
        assert set(cells) <= set(names), set(cells) - set(names)
        lines.append(",".join('"' + cells.get(name, "").replace('"', '""') + '"' for name in names))
    file.write_text("\r\n".join(lines) + "\r\n", encoding="utf-8", newline="")
    return file


@cache
def _made(practice: bool) -> Path:
    folder = Path(_SCRATCH.name) / ("practice" if practice else "real")
    make_workspace(folder, practice=practice)[0].close()
    return folder


@cache
def _drawn(kind: str) -> tuple[Path, FrameView, DrawView, RoundListing]:
    folder = Path(_SCRATCH.name) / f"drawn-{kind}"
    shutil.copytree(_made(True), folder)
    ws = workspaces.open_workspace(
        folder, passphrase=PASSPHRASE, clock=FixedClock(), random_bytes=FixedBytes("the same draw in every run")
    )
    import_practice(ws)
    frame = seal(ws, kind=kind)
    drawn = draw(ws, frame.frame_id)
    opened = open_round(ws, drawn.draw_id)
    ws.close()
    return folder, frame, drawn, opened


@pytest.fixture
def clock() -> FixedClock:
    """A clock that stands at 1 July 2025, 10:00 in London, until it is told to go on."""
    return FixedClock()


@pytest.fixture
def workspace(tmp_path: Path, clock: FixedClock) -> Iterator[Workspace]:
    """An empty practice workspace, closed at the end."""
    ws = open_new(tmp_path / "workspace", clock=clock)
    yield ws
    ws.close()


@pytest.fixture
def practice_workspace_with_draw(tmp_path: Path, clock: FixedClock) -> Iterator[Drawn]:
    """A practice workspace whose sample is drawn and whose round is open, closed at the end."""
    drawn = open_drawn(tmp_path / "workspace", clock)
    yield drawn
    drawn.ws.close()
