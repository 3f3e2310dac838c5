"""A practice workspace of a coordinator, with a drawn sample and its round open: who lets cases go to volunteers."""

import shutil
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from app.core.shapes.draws import DrawView, FrameView
from app.core.shapes.sheets import RoundListing
from app.core.workflow.rights import Role
from app.services import workspaces
from app.services.workspace import Workspace
from tests.builders import CHEAP, PASSPHRASE, Drawn, FixedBytes, FixedClock, draw, import_file, open_round, reopen, seal
from tests.many_rows import FILES, PRACTICE

_SCRATCH = TemporaryDirectory(prefix="scrutiny-tests-")


def open_coordinated(folder: Path, kind: str = "stop_search", clock: FixedClock | None = None) -> Drawn:
    """Practice extracts of a kind imported, a list of June sealed, eight cases drawn, and their round open."""
    place, frame, drawn, opened = _coordinated(kind)
    shutil.copytree(place, folder)
    clock = clock or FixedClock()
    return Drawn(ws=reopen(folder, clock), clock=clock, frame=frame, draw=drawn, round=opened)


def open_coordinator(folder: Path) -> Workspace:
    """An empty practice workspace, made by a coordinator."""
    return workspaces.create_workspace(
        folder, passphrase=PASSPHRASE, practice=True, role=Role.COORDINATOR.value, clock=FixedClock(), cost=CHEAP
    )[0]


@cache
def _coordinated(kind: str) -> tuple[Path, FrameView, DrawView, RoundListing]:
    folder = Path(_SCRATCH.name) / kind
    open_coordinator(folder).close()
    chance = FixedBytes(f"coordinated {kind}")
    ws = workspaces.open_workspace(folder, passphrase=PASSPHRASE, clock=FixedClock(), random_bytes=chance)
    for name in FILES[kind]:
        import_file(ws, PRACTICE / name, kind=kind)
    frame = seal(ws, kind=kind)
    drawn = draw(ws, frame.frame_id)
    opened = open_round(ws, drawn.draw_id)
    ws.close()
    return folder, frame, drawn, opened
