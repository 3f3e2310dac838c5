"""kill -9 at random moments while somebody grades at the window: all that was shown as saved is there, and whole.

Five times in an ordinary check, 200 times with ``python -m app test --all``.
"""

import json
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from multiprocessing import get_all_start_methods, get_context
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select

from app.models.rounds import AnswerReasonRow, AnswerRow, AnswerTextRow, SheetRow, SheetStageRow
from app.services.grading.sheet_state import read_grading
from app.services.workspace import Workspace
from tests.builders import FixedBytes, entries, open_drawn, reopen
from tests.journeys import killed
from tests.journeys.test_kill import sound

KILLS = 5
"""So many times on one workspace, each time graded on from where the last kill left it."""
SERIES = 40
MOST = 400
"""The process is killed after at most so many statements: some fifteen answers."""

Answer = tuple[int, str, str, str, tuple[str, ...]]
"""Sheet, question, choice, text or note, reasons."""


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """A series of kills for each."""
    every = metafunc.config.getoption("all_of_it")
    metafunc.parametrize("series", range(SERIES if every else 1))


def test_whatever_the_window_showed_as_saved_is_there(tmp_path: Path, series: int) -> None:
    folder, chance = tmp_path / "workspace", FixedBytes(f"moments {series}")
    open_drawn(folder).ws.close()
    shown: list[dict[str, Any]] = []
    for kill in range(KILLS):
        moment = 1 + int.from_bytes(chance(2), "big") % MOST
        shown += kill_at(moment, folder, f"keys {series} {kill}", tmp_path / f"said-{kill}")
        ws = reopen(folder)
        every_answer_is_there(ws, shown)
        what_stands_is_what_was_shown(ws, shown)
        no_half_sheet(ws)
        sound(ws)
        ws.close()
    assert any("sheet" in line for line in shown)


def kill_at(moment: int, folder: Path, word: str, said: Path) -> list[dict[str, Any]]:
    """Let somebody grade until the store was asked so many things, kill, and give what they had been shown."""
    said.touch()
    with grading(folder, word, said) as (process, ticks):
        for _ in range(moment):
            ticks.recv_bytes()
        process.kill()
    return read_said(said)


def read_said(said: Path) -> list[dict[str, Any]]:
    """What the screen showed as saved, and the keys; a last line cut short was not shown to anybody."""
    return [json.loads(line) for line in said.read_bytes().split(b"\n")[:-1]]


@contextmanager
def grading(folder: Path, word: str, said: Path) -> Iterator[tuple[Any, Connection]]:
    """Somebody at the window, in a process that begins with all modules loaded where the system can do that."""
    here, there = get_context("spawn").Pipe(duplex=False)
    context = get_context("forkserver" if "forkserver" in get_all_start_methods() else "spawn")
    if hasattr(context, "set_forkserver_preload"):
        context.set_forkserver_preload([killed.__name__])
    process = context.Process(target=killed.grade, args=(folder, word, said, there))
    process.start()
    there.close()
    try:
        yield process, here
    finally:
        process.kill()
        process.join()
        here.close()


def every_answer_is_there(ws: Workspace, shown: list[dict[str, Any]]) -> None:
    """Also one that was taken back or answered anew since: no row is ever taken away."""
    wanted = {answer for line in shown if "sheet" in line for answer in given(line)}
    assert wanted - set(kept(ws).values()) == set()
    with ws.read() as session:
        locked = {tuple(row) for row in session.execute(select(SheetStageRow.sheet_id, SheetStageRow.stage))}
    assert {(line["sheet"], stage) for line in shown if "sheet" in line for stage in line["locked"]} <= locked


def what_stands_is_what_was_shown(ws: Workspace, shown: list[dict[str, Any]]) -> None:
    """Of each case as it was shown last; of the one on screen, but for keys that were pressed since."""
    last = {line["sheet"]: set(given(line)) for line in shown if "sheet" in line}
    at = max(place for place, line in enumerate(shown) if "sheet" in line) if last else -1
    pressed = len(shown) - at - 1
    on_screen = shown[at]["sheet"] if last else 0
    standing = standing_answers(ws)
    for sheet, answers in last.items():
        differ = {answer[1] for answer in answers ^ standing.get(sheet, set())}
        assert len(differ) <= (pressed if sheet == on_screen else 0), (sheet, differ)


def no_half_sheet(ws: Workspace) -> None:
    """Each row has its entry in the log and each entry its row; a locked stage has every answer that it needs."""
    log = Counter(entry["event"] for entry in entries(ws))
    with ws.read() as session:
        answers = session.scalars(select(AnswerRow)).all()
        stages = session.scalars(select(SheetStageRow)).all()
        sheets = session.scalars(select(SheetRow)).all()
        assert log["answer_saved"] == len(answers) == len({row.audit_seq for row in answers})
        assert log["answer_undone"] == sum(row.undone_seq is not None for row in answers)
        assert log["stage_locked"] == len(stages) == len({row.audit_seq for row in stages})
        assert log["case_opened"] >= len(sheets)
        assert all(read_grading(session, sheet).incomplete == () for sheet in sheets)


def given(line: dict[str, Any]) -> list[Answer]:
    """What a line says was shown as saved."""
    found: list[Answer] = []
    for question, free, answer, note, reasons in line["answers"]:
        if answer or note or reasons:
            found.append((line["sheet"], question, "" if free else answer, answer if free else note, tuple(reasons)))
    return found


def kept(ws: Workspace) -> dict[int, Answer]:
    """Every answer that was ever kept, by its number."""
    with ws.read() as session:
        reasons: dict[int, list[str]] = {}
        for answer, reason in session.execute(select(AnswerReasonRow.answer_id, AnswerReasonRow.reason)):
            reasons.setdefault(answer, []).append(reason)
        rows = session.execute(
            select(AnswerRow, AnswerTextRow.text).outerjoin(AnswerTextRow, AnswerTextRow.answer_id == AnswerRow.id)
        )
        return {
            row.id: (row.sheet_id, row.question, row.choice, text or "", tuple(sorted(reasons.get(row.id, ()))))
            for row, text in rows
        }


def standing_answers(ws: Workspace) -> dict[int, set[Answer]]:
    """The answers that stand, by sheet: the newest of each question that was not taken back, unless it is blank."""
    answers = kept(ws)
    with ws.read() as session:
        ids = session.scalars(select(AnswerRow.id).where(AnswerRow.undone_seq.is_(None)).order_by(AnswerRow.id)).all()
    newest = {answers[number][:2]: answers[number] for number in ids}
    found: dict[int, set[Answer]] = {}
    for answer in newest.values():
        if any(answer[2:]):
            found.setdefault(answer[0], set()).add(answer)
    return found
