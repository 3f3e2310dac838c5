"""How long a grader waits: from a key press to the answer on the disk and the next question painted.

Through the real window with the real worker, offscreen, in a process of its own. Beside it, in the same run and in
turn, what cannot be less: one bare commit of an entry of the log's size by the same library with the same settings,
and one repaint of the same window. And how long a round of many cases takes to open, beside one of few.
"""

import csv
import json
import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from statistics import median, quantiles
from typing import NamedTuple

ROOT = Path(__file__).resolve().parents[2]
EXTRACT = ROOT / "resources" / "practice" / "practice-stop-search-2025-06.csv"
FEW, MANY = 5, 500
PRESSES = 400
OPENINGS = 15
_ENTRY = 420  # bytes of an answer with its entry in the log, about
_PATIENCE = 30.0


class Waits(NamedTuple):
    """Seconds of each press, bare commit and repaint, and of each opening of a short and of a long round."""

    presses: list[float]
    commits: list[float]
    repaints: list[float]
    few: list[float]
    many: list[float]


def compare(folder: Path, rows: int, runs: int) -> Iterator[str]:
    """A line for each bound that the product keeps to.

    Args:
        folder: for the workspace, which is made in it.
        rows: not used: rounds have 5 and 500 cases.
        runs: each with its own process and workspace; the figures are of all of them together.
    """
    found = [_run(folder / f"run-{number}") for number in range(runs)]
    every = Waits(*([each for run in found for each in run[at]] for at in range(len(Waits._fields))))
    both = [commit + paint for commit, paint in zip(every.commits, every.repaints, strict=True)]
    yield (
        f"key press to answer on disk and next question painted: {_ms(_p95(every.presses))} at the 95th percentile; "
        f"bare commit and repaint {_ms(_p95(both))}: {_p95(every.presses) / _p95(both):.2f} times both (at most 3)"
    )
    bare = median(every.commits) + median(every.repaints)
    yield (
        f"the same at the median: {_ms(median(every.presses))}; bare commit {_ms(median(every.commits))} and repaint "
        f"{_ms(median(every.repaints))}: {median(every.presses) / bare:.2f} times both; "
        f"our 95th percentile beside their median: {_p95(every.presses) / bare:.2f} times"
    )
    yield (
        f"opening a round of {MANY} cases: {_ms(median(every.many))}; of {FEW}: {_ms(median(every.few))}: "
        f"{median(every.many) / median(every.few):.2f} times"
    )


def _run(folder: Path) -> Waits:
    folder.mkdir()
    command = [sys.executable, "-m", "tests.bench.grading", str(folder)]
    done = subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True)
    return Waits(*json.loads(done.stdout.splitlines()[-1]))


def _p95(seconds: list[float]) -> float:
    return quantiles(seconds, n=100)[94]


def _ms(seconds: float) -> str:
    return f"{seconds * 1000:.1f} ms"


# ------------------------------------------------------------------ one run, in a process of its own
def main(folder: Path) -> None:
    """Make the workspace and the window, wait at them as a grader would, and print the seconds."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    desk = _Desk(folder)
    short, long = _make_rounds(desk, folder)
    few, many = _open_in_turn(desk, short, long)
    waits = _press_in_turn(desk, long, _bare_store(folder))
    desk.close()
    print(json.dumps(Waits(*waits, few, many)))


def _make_rounds(desk: "_Desk", folder: Path) -> tuple[int, int]:
    """A round of few and one of many cases, on practice rows that are each there twice."""
    from tests.builders import draw, import_file, open_new, open_round, seal

    with EXTRACT.open(encoding="utf-8-sig", newline="") as source:
        header, *real = csv.reader(source)
    reference = header.index("URN")
    file = folder / "bench.csv"
    with file.open("w", encoding="utf-8", newline="") as out:
        writer = csv.writer(out)
        writer.writerow(header)
        for turn in ("", "-2"):
            writer.writerows([*row[:reference], row[reference] + turn, *row[reference + 1 :]] for row in real)
    ws = open_new(folder / "workspace")
    import_file(ws, file)
    made: list[int] = []
    for size in (FEW, MANY):
        frame = seal(ws, size=size, reserves=0)
        made.append(open_round(ws, draw(ws, frame.frame_id).draw_id).round_id)
    desk.put(ws)
    return made[0], made[1]


def _open_in_turn(desk: "_Desk", short: int, long: int) -> tuple[list[float], list[float]]:
    taken: tuple[list[float], list[float]] = ([], [])
    for turn in range(OPENINGS + 1):
        for number, times in zip((short, long), taken, strict=True):
            seconds = desk.open_round(number)
            if turn:  # the first of each also loads what every later one finds loaded
                times.append(seconds)
    return taken


def _press_in_turn(desk: "_Desk", number: int, commit: Callable[[], None]) -> tuple[list[float], ...]:
    presses, commits, repaints = list[float](), list[float](), list[float]()
    desk.open_round(number)
    while len(presses) < PRESSES:
        taken = desk.press()
        if taken is None:
            desk.go_on()
            continue
        presses.append(taken)
        commits.append(_timed(commit))
        repaints.append(_timed(desk.window.repaint))
    return presses[10:], commits[10:], repaints[10:]


def _bare_store(folder: Path) -> Callable[[], None]:
    """What puts one row as long as an answer's into a store of its own, encrypted and synced as ours."""
    from app.models.store import connect

    bare = connect(folder / "bare.db", bytes(range(32)))
    bare.execute("CREATE TABLE entry (id INTEGER PRIMARY KEY, body BLOB NOT NULL)")

    def commit() -> None:
        bare.execute("BEGIN IMMEDIATE")
        bare.execute("INSERT INTO entry (body) VALUES (?)", (os.urandom(_ENTRY),))
        bare.execute("COMMIT")

    return commit


def _timed(act: Callable[[], None]) -> float:
    begin = time.perf_counter()
    act()
    return time.perf_counter() - begin


class _Desk:
    """The window on a workspace, as somebody with a keyboard and a stopwatch sees it."""

    def __init__(self, folder: Path) -> None:
        from PySide6.QtCore import QTimer
        from PySide6.QtWidgets import QApplication

        from app.ui.nav import Place
        from app.ui.remembered import Remembered
        from app.ui.start import Wanted, make_context, make_window
        from app.ui.theme import load_fonts

        self.app = QApplication(["bench"])
        heart = QTimer(self.app)  # so that a wait that nothing ends is seen to
        heart.start(200)
        self.app.setStyle("Fusion")
        load_fonts()
        self.context = make_context(self.app, Remembered(folder / "window.json"))
        self.window = make_window(self.context, Wanted())
        self.window.show()
        self.window.activateWindow()
        self._place = Place.GRADING
        self._wait(lambda: self.window.isActiveWindow())

    def put(self, ws) -> None:
        """Open a workspace and go where cases are graded."""
        self.context.desk.put(ws)
        self.window.go(self._place)
        self.page = self.window.pages[self._place]
        self._idle()

    def open_round(self, number: int) -> float:
        """Come to a round; the seconds until its first case is painted."""
        self.page.sitting.reset()
        self._idle()
        begin = time.perf_counter()
        self.page.arrive(number)
        self._wait(lambda: self.page.sitting.sheet is not None and not self.context.tasks.is_busy())
        self.window.repaint()
        painted = time.perf_counter()
        self._idle()
        return painted - begin

    def press(self) -> float | None:
        """Answer the question that is marked with its key; None where none is marked that a key answers."""
        from PySide6.QtTest import QTest

        sitting, panel = self.page.sitting, self.page.panel
        question = sitting.question(sitting.active)
        if question is None or question.free_text:
            return None
        watches = {name: _Watch(view) for name, view in panel.views.items() if name != question.id}
        key = "2" if question.id == "C1" else "1"
        begin = time.perf_counter()
        QTest.keyClick(self.window.windowHandle(), key)
        heard = 0.0
        while not heard or (sitting.active and not watches[sitting.active].at):
            self._turn()
            if not heard and not sitting.save_state.waiting:
                heard = time.perf_counter()
            assert time.perf_counter() - begin < _PATIENCE, "the answer never came to the disk"
        assert not sitting.save_state.unsaved
        painted = watches[sitting.active].at if sitting.active else heard
        self._idle()
        return max(heard, painted) - begin

    def go_on(self) -> None:
        """Whatever comes between two answers that a key gives: words, a lock, the next case."""
        sitting = self.page.sitting
        question = sitting.question(sitting.active)
        if question is not None:
            sitting.answer(question.id, "Written for a bench.")
            sitting.go_on()
        else:
            self.page.panel.go_on()
        self._idle()

    def close(self) -> None:
        """Put everything away."""
        ws = self.context.desk.take()
        self.context.tasks.close(ws.close if ws is not None else None)
        self.window.close()

    def _idle(self) -> None:
        self._wait(lambda: not self.context.tasks.is_busy())
        for _ in range(3):
            self.app.processEvents()

    def _turn(self) -> None:
        """Wait for what comes, as a window does: one that asks again and again takes the worker's time."""
        from PySide6.QtCore import QEventLoop

        self.app.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents)

    def _wait(self, done: Callable[[], bool]) -> None:
        begin = time.perf_counter()
        while not done():
            self._turn()
            assert time.perf_counter() - begin < _PATIENCE, "it never came"


class _Watch:
    """When a widget was painted first since the watch was set; 0 before."""

    def __init__(self, widget) -> None:
        from PySide6.QtCore import QEvent, QObject

        watch = self
        self.at = 0.0

        class Eyes(QObject):
            def eventFilter(self, watched: QObject, event: QEvent) -> bool:
                if not watch.at and event.type() == QEvent.Type.Paint:
                    watch.at = time.perf_counter()
                return False

        self._eyes = Eyes(widget)
        widget.installEventFilter(self._eyes)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
