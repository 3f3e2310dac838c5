"""kill -9 at the worst moments: nothing half-stored, nothing acknowledged lost, and the chain holds."""

import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from sqlalchemy import select

from app.core.shapes.workspaces import ImportResult
from app.models.rounds import AnswerRow, AnswerTextRow
from app.services.audits import verify_audit
from app.services.collecting.undo import undo_import
from app.services.workspace import Workspace
from tests.builders import import_practice, open_drawn, open_new, reopen
from tests.cli.door import ROOT
from tests.intake.extracts import open_data
from tests.journeys.looking import counts, whole

ROWS = 12_000
BATCHES = ROWS // 2_000 + 1
"""How often the import tells how far it is: at the start of each batch of 2,000 rows, and at the end."""

IMPORTING = """
import sys
from pathlib import Path
from app.models import store
from tests.builders import import_file, reopen

store._LOADING_KIB = 500  # it writes to the disk as it goes, as a far larger file would
stop_at, told = int(sys.argv[3]), 0

def progress(done, total):
    global told
    told += 1
    print(told, done, total, flush=True)
    if told == stop_at:
        sys.stdin.readline()  # for ever: the parent kills us here

ws = reopen(Path(sys.argv[1]))
import_file(ws, file=Path(sys.argv[2]), progress=progress)
"""

UNDOING = """
import sys
from pathlib import Path
from app.models import store
from app.services.collecting.undo import undo_import
from tests.builders import reopen

stop_at, told = int(sys.argv[2]), 0

def progress(done, total):
    global told
    told += 1
    print(told, done, total, flush=True)
    if told == stop_at:
        sys.stdin.readline()  # for ever: the parent kills us here

undo_import(reopen(Path(sys.argv[1])), 1, progress)
"""

GRADING = """
import itertools, sys
from pathlib import Path
from app.services.grading import rounds, sheets
from tests.builders import plain_answer, reopen

ws = reopen(Path(sys.argv[1]))
items = rounds.read_queue(ws, round_id=1).items
for turn in itertools.count():
    for item in items:
        sheet = sheets.open_sheet(ws, round_id=1, case_id=item.case_id).value
        for question in sheet.current.questions:
            if not question.free_text and question.id != "C1":
                note = f"{sys.argv[2]}-{turn}-{item.case_id}-{question.id}"
                sheets.save_answer(
                    ws, sheet_id=sheet.sheet_id, question=question.id, answer=plain_answer(question), note=note
                )
                print(sheet.sheet_id, question.id, plain_answer(question), note, flush=True)
"""


@contextmanager
def child(code: str, *words: object) -> Iterator[subprocess.Popen[str]]:
    """A process that is killed, whatever happens, when we are done with it."""
    pipe = subprocess.PIPE
    process = subprocess.Popen(
        [sys.executable, "-c", code, *map(str, words)], cwd=ROOT, stdin=pipe, stdout=pipe, text=True
    )
    try:
        yield process
    finally:
        process.kill()
        process.communicate()


def lines(process: subprocess.Popen[str], count: int) -> list[str]:
    """The next lines it writes, waiting for each."""
    assert process.stdout is not None
    found = [process.stdout.readline() for _ in range(count)]
    assert all(found), "the process ended by itself"
    return [line.rstrip("\n") for line in found]


def sound(ws: Workspace) -> None:
    whole(ws)
    assert verify_audit(ws).problems == ()


# ------------------------------------------------------------------ importing
@pytest.fixture(scope="module")
def big(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An extract that is far larger than what its import may keep in memory before it writes to the disk."""
    file = tmp_path_factory.mktemp("big") / "big.csv"
    rows = ({"Latitude": f"53.{at}", "Policing operation": f"Operation {at:>060}"} for at in range(ROWS))
    file.write_text(open_data(rows), encoding="utf-8", newline="")
    return file


def test_killed_during_an_import_nothing_of_it_is_there(tmp_path: Path, big: Path) -> None:
    folder = tmp_path / "workspace"
    ws = open_new(folder)
    import_practice(ws)
    before = counts(ws)
    ws.close()
    with child(IMPORTING, folder, big, BATCHES) as process:
        lines(process, BATCHES)
        log = (folder / "workspace.db-wal").stat().st_size
    assert log > 1_000_000, "much of it was on the disk already when the process died"
    ws = reopen(folder)
    assert counts(ws) == before
    sound(ws)
    result: ImportResult = import_practice(ws, file=big)
    assert (result.stored, result.versions) == (ROWS, 0), "and the file can be imported after all"
    ws.close()


def test_killed_at_the_end_of_an_import_all_of_it_is_there_or_nothing(tmp_path: Path, big: Path) -> None:
    """Not stopped this time: it dies somewhere between its last row and after its commit."""
    folder = tmp_path / "workspace"
    ws = open_new(folder)
    before = counts(ws)
    ws.close()
    with child(IMPORTING, folder, big, 0) as process:
        lines(process, BATCHES)
    ws = reopen(folder)
    after = counts(ws)
    assert after == before or (after["record_version"], after["audit"]) == (ROWS, before["audit"] + 1)
    sound(ws)
    ws.close()


# ------------------------------------------------------------------ grading
def test_killed_during_grading_every_acknowledged_answer_is_there(tmp_path: Path) -> None:
    folder = tmp_path / "workspace"
    open_drawn(folder).ws.close()
    acknowledged: list[str] = []
    for turn, count in enumerate((1, 7, 23)):
        with child(GRADING, folder, turn) as process:
            acknowledged += lines(process, count)
            process.kill()
            rest, _ = process.communicate()
            acknowledged += rest.splitlines()  # said before it died, and not read yet
        ws = reopen(folder)
        found = answers(ws)
        assert [line for line in acknowledged if line not in found] == []
        assert len(found) <= len(acknowledged) + turn + 1, "at most the one answer that was on its way"
        assert counts(ws)["answer"] == counts(ws)["answer_text"] == len(found)
        sound(ws)
        ws.close()
    assert len(acknowledged) >= 31


def answers(ws: Workspace) -> set[str]:
    with ws.read() as session:
        rows = session.execute(
            select(AnswerRow.sheet_id, AnswerRow.question, AnswerRow.choice, AnswerTextRow.text).join(
                AnswerTextRow, AnswerTextRow.answer_id == AnswerRow.id
            )
        )
        return {" ".join(map(str, row)) for row in rows}


# ------------------------------------------------------------------ undoing an import
def test_killed_while_an_import_is_undone_all_of_it_is_there_or_nothing(tmp_path: Path, big: Path) -> None:
    folder = tmp_path / "workspace"
    ws = open_new(folder)
    empty = counts(ws)
    import_practice(ws, file=big)
    before = counts(ws)
    ws.close()
    for stop_at in (2, 0):  # held half-way; then not stopped, and killed somewhere near its commit
        with child(UNDOING, folder, stop_at) as process:
            lines(process, 2 if stop_at else 5)
        ws = reopen(folder)
        after = counts(ws)
        if stop_at:
            assert after == before
        assert after == before or (after["record_version"], after["case"], after["import_undone"]) == (0, 0, 1)
        sound(ws)
        ws.close()
    ws = reopen(folder)
    if not counts(ws)["import_undone"]:
        undo_import(ws, 1)
    assert {name: count for name, count in counts(ws).items() if count != empty[name]} == {
        "audit": empty["audit"] + 2, "import": 1, "import_undone": 1, "code": counts(ws)["code"],
    }  # fmt: skip
    ws.close()
