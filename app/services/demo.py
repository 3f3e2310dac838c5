"""The main job on practice data, step by step: what a newcomer sees first, and what shows that all of it works."""

import shutil
import tempfile
from collections.abc import Generator, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import platformdirs
from filelock import FileLock, Timeout

from app.core import resources
from app.core.canonical import sha256_hex
from app.core.errors import AppError
from app.core.shapes.sheets import AskedQuestion, Sheet
from app.core.shapes.workspaces import ImportChoice
from app.core.words import count_of
from app.services import workspaces
from app.services.collecting import imports
from app.services.drawing import bundles, draws, frames
from app.services.grading import rounds, sheets
from app.services.papers import draw_papers
from app.services.workspace import Workspace, in_full

PRACTICE_PASSPHRASE = "practice data only"  # noqa: S105 - printed on purpose: practice data is no secret
_MARKER = "SCRUTINY-PANEL-DEMO.txt"
_MARKER_TEXT = "Practice data, made by “python3 -m app demo”. The next demo replaces this whole folder.\n"
_OPEN_DATA = "cheshire-2025-06-stop-and-search.csv"
_WITH_GROUNDS = "practice-stop-search-2025-06.csv"
_OF_OTHER_KINDS = (
    ("s60_authority", "practice-s60-authority-2025.csv"),
    ("s60_search", "practice-s60-search-2025-06.csv"),
    ("use_of_force", "practice-use-of-force-2025-06.csv"),
    ("custody", "practice-custody-2025-06.csv"),
    ("custody", "practice-custody-log-2025-06.csv"),
    ("custody", "practice-custody-reviews-2025-06.csv"),
    ("vehicle_stop", "practice-vehicle-stop-2025-06.csv"),
    ("hate_incident", "practice-hate-incident-2025-06.csv"),
)
_NOTE = "PRACTICE VERDICT: made up to show what a finished sheet looks like."
_GRADED = 3


@dataclass(frozen=True, kw_only=True, slots=True)
class DemoStep:
    """A step that was done, in a sentence, and the file it left (or "")."""

    text: str
    file: str = ""


def default_folder() -> Path:
    """Where the demo goes when nobody says: the user's data folder, never the checkout."""
    return platformdirs.user_data_path("scrutiny-panel", appauthor=False) / "demo"


def workspace_folder(folder: Path) -> Path:
    """The workspace inside a demo's folder."""
    return folder / "workspace"


def run_demo(folder: Path, *, passphrase: str) -> Iterator[DemoStep]:
    """Do the main job in a folder, telling each step when it is done.

    Raises:
        AppError: the folder holds something that is not an earlier demo's, or a step was refused; or the bundle
            that was written does not verify.
    """
    target = in_full(folder)
    with _only_one(target):
        _make_room(target)
        yield from _do_the_job(target, passphrase)


def _do_the_job(target: Path, passphrase: str) -> Iterator[DemoStep]:
    place = workspace_folder(target)
    ws, made = workspaces.create_workspace(place, passphrase=passphrase, practice=True)
    try:
        text = f"Made an encrypted practice workspace. Its recovery key: {made.recovery_key}"
        yield DemoStep(text=text, file=str(place))
        yield from _import_both(ws)
        yield _import_others(ws)
        draw_id = yield from _seal_and_draw(ws)
        yield _grade_some(ws, draw_id)
        yield from _write_papers(ws, target, draw_id)
    finally:
        ws.close()


@contextmanager
def _only_one(target: Path) -> Generator[None]:
    """Hold a lock while a demo is made in a folder; a second one is refused before it touches anything.

    The lock lies in the machine's folder for passing files: nothing is left beside the demo.
    """
    name = f"scrutiny-panel-demo-{sha256_hex(str(target).encode('utf-8'))[:16]}.lock"
    lock = FileLock(Path(tempfile.gettempdir()) / name, thread_local=False)
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        lock.acquire(timeout=0)
    except Timeout as error:
        raise AppError(
            f"Another demo is being made in {target} at this moment.", "Wait for it, or give another folder: --out DIR."
        ) from error
    except OSError as error:
        raise _cannot_be_made(target, error) from error
    try:
        yield
    finally:
        lock.release()


def _cannot_be_made(target: Path, error: OSError) -> AppError:
    return AppError(f"{target} cannot be made: {error.strerror}.", "Give another folder: demo --out DIR.")


def _make_room(target: Path) -> None:
    try:
        if target.exists() and (not target.is_dir() or any(target.iterdir())):
            _take_away(target)
        target.mkdir(parents=True, exist_ok=True)
        (target / _MARKER).write_text(_MARKER_TEXT, encoding="utf-8")
    except OSError as error:
        raise _cannot_be_made(target, error) from error


def _take_away(target: Path) -> None:
    """An earlier demo, and nothing else."""
    if not (target / _MARKER).is_file():
        raise AppError(
            f"{target} holds something that is not a demo, so nothing there was touched.",
            "Give an empty folder: demo --out DIR.",
        )
    place = workspace_folder(target)
    if workspaces.is_workspace(place):
        workspaces.refuse_open(place)
    shutil.rmtree(target)


def _import_both(ws: Workspace) -> Iterator[DemoStep]:
    practice = resources.root() / "practice"
    for name, what in ((_OPEN_DATA, "Cheshire's real open data"), (_WITH_GROUNDS, "a practice extract with grounds")):
        result = imports.import_extract(ws, file=practice / name, choice=ImportChoice(kind="stop_search")).value
        kinds = ", ".join(f"{count:,} {kind}" for kind, count in result.by_kind.items())
        yield DemoStep(
            text=f"Imported {what}, June 2025: {count_of(result.rows_read, 'row')} read, "
            f"{result.stored:,} stored ({kinds}), {result.rejected:,} not stored",
            file=str(practice / name),
        )


def _import_others(ws: Workspace) -> DemoStep:
    """Practice records of every kind, so that each can be tried out; the rest of the demo is about searches."""
    practice = resources.root() / "practice"
    for kind, name in _OF_OTHER_KINDS:
        imports.import_extract(ws, file=practice / name, choice=ImportChoice(kind=kind))
    held = ", ".join(f"{kind.label} {kind.records:,}" for kind in imports.list_kinds(ws))
    return DemoStep(text=f"Imported practice extracts of every other kind. Cases now: {held}", file=str(practice))


def _seal_and_draw(ws: Workspace) -> Generator[DemoStep, None, int]:
    choice = frames.FrameChoice(
        kind="stop_search",
        first_day=date(2025, 6, 1),
        last_day=date(2025, 6, 30),
        where=(("lpu", "warrington"),),
        size=8,
        reserves=2,
    )
    frame = frames.seal_frame(ws, choice).value
    yield DemoStep(
        text=f"Sealed F{frame.frame_id}: {count_of(frame.cases, 'search', 'searches')} of Warrington. Seal {frame.seal}"
    )
    draw = draws.draw_sample(ws, frame_id=frame.frame_id, seed=None).value
    yield DemoStep(
        text=f"Drew D{draw.draw_id} after the seal: {count_of(len(draw.cases), 'case')}, "
        f"{count_of(len(draw.reserves), 'reserve')}"
    )
    return draw.draw_id


def _grade_some(ws: Workspace, draw_id: int) -> DemoStep:
    opened = rounds.open_round(ws, draw_id=draw_id).value
    queue = rounds.read_queue(ws, round_id=opened.round_id)
    for item in queue.items[:_GRADED]:
        _grade(ws, sheets.open_sheet(ws, round_id=opened.round_id, case_id=item.case_id).value)
    return DemoStep(text=f"Filled {_GRADED} of {len(queue.items)} sheets with practice verdicts, labelled as such")


def _grade(ws: Workspace, sheet: Sheet) -> None:
    while (stage := sheet.current) is not None:
        todo = next((question for question in stage.questions if question.mandatory and not question.answer), None)
        if todo is None:
            sheet = sheets.lock_stage(ws, sheet_id=sheet.sheet_id, stage=stage.id).value
        else:
            answer = _made_up(todo, sheet.number)
            note = _NOTE if todo.id == "C8" else ""
            sheet = sheets.save_answer(ws, sheet_id=sheet.sheet_id, question=todo.id, answer=answer, note=note).value


def _made_up(question: AskedQuestion, case: int) -> str:
    """An answer for show: no conflict, and a good grade for all but the last case, which gets a middling one."""
    if question.free_text:
        return _NOTE
    if question.id == "C1":
        return "no"
    wanted = "warn" if question.id == "C8" and case == _GRADED else "good"
    return next((choice.code for choice in question.choices if choice.tone == wanted), question.choices[0].code)


def _write_papers(ws: Workspace, folder: Path, draw_id: int) -> Iterator[DemoStep]:
    pack = draw_papers.write_pack(ws, draw_id=draw_id, file=folder / f"D{draw_id}-pack.pdf").value[0]
    yield DemoStep(text="Wrote the pack: tagged PDF, one sheet a case", file=pack)
    bundle = bundles.write_bundle(ws, draw_id=draw_id, file=folder / f"D{draw_id}-check.zip").value
    yield DemoStep(text="Wrote the check bundle, for anyone to check the draw", file=bundle)
    problems = bundles.verify_bundle(Path(bundle)).problems
    if problems:
        raise AppError("The bundle just written does not verify: " + " ".join(problems), "Please report this.")
    yield DemoStep(text="Verified the bundle: list, plan, seed and cases agree")
