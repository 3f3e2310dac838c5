"""Work in the background: one worker thread runs all services, and every callback runs in the window's thread.

The worker only ever emits one private signal, queued to a slot here: a plain function connected to a signal that a
worker emits would run in the worker.
"""

import threading
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QObject, Qt, Signal, Slot

from app.core.changes import Done
from app.core.errors import AppError, Cancelled

Report = Callable[[int, int], None]
"""Told (done, total) by long work; raises ``Cancelled`` once the person asked to stop."""

_BETWEEN_REPORTS = 0.05


class Stopped(AppError):
    """The person stopped a long piece of work; nothing of it was kept."""


@dataclass(frozen=True, kw_only=True)
class _Ended:
    value: Any = None
    error: BaseException | None = None


class Work(QObject):
    """One piece of work. ``ended`` comes exactly once, after its own callback has run."""

    progressed = Signal(int, int)
    ended = Signal()
    _told = Signal(object)

    def __init__(self, parent: QObject, label: str, act: Callable[[Report], Any]) -> None:
        super().__init__(parent)
        self.label = label
        self._act = act
        self._stop = threading.Event()
        self._last = 0.0
        self._finish: Callable[[_Ended], None] | None = None
        self._told.connect(self._hear, Qt.ConnectionType.QueuedConnection)

    def cancel(self) -> None:
        """Ask it to stop at its next report, or not to start."""
        self._stop.set()

    def report(self, done: int, total: int) -> None:
        """Called by the work itself, in the worker."""
        if self._stop.is_set():
            raise Cancelled
        now = time.monotonic()
        if done >= total or now - self._last >= _BETWEEN_REPORTS:
            self._last = now
            self._told.emit((done, total))

    def perform(self) -> None:
        """Do it, in the worker."""
        self._told.emit(self.outcome())

    def outcome(self) -> _Ended:
        """Do it here and say how it ended."""
        try:
            if self._stop.is_set():
                raise Cancelled
            return _Ended(value=self._act(self.report))
        except BaseException as error:
            return _Ended(error=error)

    def on_end(self, finish: Callable[[_Ended], None]) -> None:
        """Set the one who is told, in the window's thread, how it ended."""
        self._finish = finish

    @Slot(object)
    def _hear(self, news: object) -> None:
        if isinstance(news, tuple):
            self.progressed.emit(*news)
            return
        self.settle(news)

    def settle(self, news: Any) -> None:
        """Tell the callbacks, then say that it is over."""
        finish, self._finish = self._finish, None
        if finish is not None:
            finish(news)
        self.ended.emit()


class Tasks(QObject):
    """The one worker. Services' changes come out as ``changed(topics, initiator)`` for open pages.

    What a service tells beside its result comes out as ``told``, after whoever asked has said what was done.
    """

    changed = Signal(object, object)
    told = Signal(object)
    refused = Signal(object)
    faulted = Signal(object)
    long_started = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._pool = ThreadPoolExecutor(1, thread_name_prefix="worker")
        self._live: set[Work] = set()
        self._closed = False

    def run(
        self,
        act: Callable[[], Any],
        *,
        then: Callable[[Any], None] | None = None,
        refused: Callable[[AppError], None] | None = None,
        initiator: QObject | None = None,
    ) -> Work:
        """Run a short piece of work; ``then`` gets its value (a ``Done`` is unwrapped), ``refused`` an AppError."""
        work = Work(self, "", lambda _report: act())
        work.on_end(lambda ended: self._settle(ended, then, refused, initiator))
        return self._start(work)

    def run_long(
        self,
        label: str,
        act: Callable[[Report], Any],
        *,
        then: Callable[[Any], None],
        refused: Callable[[AppError], None] | None = None,
        initiator: QObject | None = None,
    ) -> Work:
        """Run work that shows its progress and can be stopped; stopping it is told to ``refused`` as ``Stopped``."""
        work = Work(self, label, act)
        work.on_end(lambda ended: self._settle(ended, then, refused, initiator))
        self.long_started.emit(work)
        return self._start(work)

    def is_busy(self) -> bool:
        """Whether any work is waiting, running or not yet told."""
        return bool(self._live)

    def close(self, last: Callable[[], None] | None = None) -> None:
        """Let short work finish (an answer may be on its way to disk), stop long work, do one last thing, then rest."""
        if self._closed:
            return
        self._closed = True
        for work in self._live:
            if work.label:
                work.cancel()
        if last is not None:
            self._pool.submit(last)
        self._pool.shutdown(wait=True)

    def _start(self, work: Work) -> Work:
        self._live.add(work)
        work.ended.connect(self._forget)
        self._hand_over(work)
        return work

    def _hand_over(self, work: Work) -> None:
        self._pool.submit(work.perform)

    @Slot()
    def _forget(self) -> None:
        work = self.sender()
        if isinstance(work, Work):
            self._live.discard(work)
            work.deleteLater()

    def _settle(
        self,
        ended: _Ended,
        then: Callable[[Any], None] | None,
        refused: Callable[[AppError], None] | None,
        initiator: QObject | None,
    ) -> None:
        if self._closed:
            return
        if ended.error is None:
            self._tell_value(ended.value, then, initiator)
            return
        error: BaseException = ended.error
        if isinstance(error, Cancelled):
            error = Stopped("You stopped it.", "Nothing of it was kept.")
        if not isinstance(error, AppError):
            self.faulted.emit(error)
            error = AppError("Something went wrong inside the program.", "What was saved before is safe.")
            if refused is not None:
                refused(error)
            return
        (refused or self.refused.emit)(error)

    def _tell_value(self, value: Any, then: Callable[[Any], None] | None, initiator: QObject | None) -> None:
        topics = value.changed if isinstance(value, Done) else frozenset()
        if then is not None:
            then(value.value if isinstance(value, Done) else value)
        if topics:
            self.changed.emit(topics, initiator)
        if isinstance(value, Done) and value.told:
            self.told.emit(value.told)
