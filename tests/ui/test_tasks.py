"""The real worker: work off the window's thread, news on it, nothing lost, and it stops when asked."""

import threading
from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.core.changes import Done, Topic
from app.core.errors import AppError
from app.ui.tasks import Report, Stopped, Tasks
from tests.ui.inline import InlineTasks


@pytest.fixture
def tasks(qapp: QApplication) -> Iterator[Tasks]:
    made = Tasks()
    yield made
    made.close()
    made.deleteLater()


def is_idle(tasks: Tasks, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: not tasks.is_busy(), timeout=5000)


def test_work_runs_in_the_worker_and_its_news_in_the_window(tasks: Tasks, qtbot: QtBot) -> None:
    here, where, told, changes = threading.get_ident(), [], [], []
    tasks.changed.connect(lambda topics, initiator: changes.append((topics, initiator, threading.get_ident())))

    def act() -> Done[str]:
        where.append(threading.get_ident())
        return Done(value="seven", changed=frozenset({Topic.DRAWS}))

    tasks.run(act, then=lambda value: told.append((value, threading.get_ident())), initiator=tasks)
    is_idle(tasks, qtbot)
    assert told == [("seven", here)]
    assert where != [here]
    assert changes == [(frozenset({Topic.DRAWS}), tasks, here)]


def test_three_hundred_pieces_keep_their_order_and_none_is_lost(tasks: Tasks, qtbot: QtBot) -> None:
    told: list[int] = []
    for number in range(300):
        tasks.run(lambda number=number: number, then=told.append)
    is_idle(tasks, qtbot)
    assert told == list(range(300))


def test_a_refusal_goes_to_its_asker_else_to_everyone(tasks: Tasks, qtbot: QtBot) -> None:
    own, common = [], []
    tasks.refused.connect(common.append)

    def act() -> None:
        raise AppError("The disk is full.", "Make room.")

    tasks.run(act, refused=own.append)
    tasks.run(act)
    is_idle(tasks, qtbot)
    assert [str(error) for error in own + common] == ["The disk is full. Make room."] * 2


def test_a_fault_goes_to_the_crash_sheet_and_its_asker_hears_nothing_of_it(tasks: Tasks, qtbot: QtBot) -> None:
    faults, own = [], []
    tasks.faulted.connect(faults.append)

    def act() -> None:
        raise ValueError("a word of a record")

    tasks.run(act, refused=own.append)
    is_idle(tasks, qtbot)
    assert [type(fault) for fault in faults] == [ValueError]
    assert "record" not in str(own[0])


def test_long_work_reports_and_stops(tasks: Tasks, qtbot: QtBot) -> None:
    started, ended, seen = threading.Event(), [], []

    def act(report: Report) -> None:
        while True:
            report(1, 2)
            started.set()

    work = tasks.run_long("Counting", act, then=ended.append, refused=ended.append)
    work.progressed.connect(lambda done, total: seen.append((done, total, threading.get_ident())))
    qtbot.waitUntil(started.is_set, timeout=5000)
    with qtbot.waitSignal(work.ended, timeout=1000):
        work.cancel()
    assert [type(each) for each in ended] == [Stopped]
    assert {each for each in seen} <= {(1, 2, threading.get_ident())}


def test_work_cancelled_before_it_starts_never_starts(tasks: Tasks, qtbot: QtBot) -> None:
    gate, ran, ended = threading.Event(), [], []
    tasks.run(gate.wait)
    work = tasks.run_long("Later", lambda _report: ran.append(1), then=ended.append, refused=ended.append)
    work.cancel()
    gate.set()
    is_idle(tasks, qtbot)
    assert not ran
    assert [type(each) for each in ended] == [Stopped]


def test_closing_lets_an_answer_on_its_way_reach_the_disk(qapp: QApplication) -> None:
    tasks, written = Tasks(), []
    for number in range(50):
        tasks.run(lambda number=number: written.append(number))
    tasks.run_long("Import", lambda _report: written.append("long"), then=written.append)
    tasks.close(lambda: written.append("closed"))
    assert written == [*range(50), "closed"]
    tasks.deleteLater()


def test_inline_tasks_tell_before_they_return(qapp: QApplication) -> None:
    tasks, told = InlineTasks(), []
    tasks.run(lambda: Done(value=3, changed=frozenset()), then=told.append)
    assert told == [3]
    tasks.close()
    tasks.deleteLater()
