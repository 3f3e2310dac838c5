"""Workspaces whose sample is of a kind with many rows a case: every officer's form of a use of force, a custody log."""

import shutil
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from app.core import resources
from app.core.shapes.draws import DrawView, FrameView
from app.core.shapes.sheets import RoundListing
from tests.builders import Drawn, FixedClock, draw, import_file, open_new, open_round, reopen, seal

PRACTICE = resources.root() / "practice"
FILES = {
    "stop_search": ("practice-stop-search-2025-06.csv",),
    "s60_search": ("practice-s60-search-2025-06.csv",),
    "s60_authority": ("practice-s60-authority-2025.csv",),
    "use_of_force": ("practice-use-of-force-2025-06.csv",),
    "custody": (
        "practice-custody-2025-06.csv",
        "practice-custody-log-2025-06.csv",
        "practice-custody-reviews-2025-06.csv",
    ),
    "vehicle_stop": ("practice-vehicle-stop-2025-06.csv",),
}
"""The practice extracts of each kind, in the order they are imported."""

_SCRATCH = TemporaryDirectory(prefix="scrutiny-tests-")


def open_drawn_kind(folder: Path, kind: str, clock: FixedClock | None = None) -> Drawn:
    """Practice extracts of a kind imported, a list of June sealed, eight cases drawn, and their round open."""
    place, frame, drawn, opened = _drawn(kind)
    shutil.copytree(place, folder)
    clock = clock or FixedClock()
    return Drawn(ws=reopen(folder, clock), clock=clock, frame=frame, draw=drawn, round=opened)


@cache
def _drawn(kind: str) -> tuple[Path, FrameView, DrawView, RoundListing]:
    folder = Path(_SCRATCH.name) / "many rows" / kind  # chance goes by these names: the same draw in every run
    ws = open_new(folder)
    for name in FILES[kind]:
        import_file(ws, PRACTICE / name, kind=kind)
    frame = seal(ws, kind=kind)
    drawn = draw(ws, frame.frame_id)
    opened = open_round(ws, drawn.draw_id)
    ws.close()
    return folder, frame, drawn, opened
