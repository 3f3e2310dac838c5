"""Filling tables in a thread of its own, while the rows that come next are being read.

SQLite needs no Python while it takes rows in, but hands over to it after every statement; so hundreds of rows go in
with one. On two processors an import then waits hardly at all for the encrypted store.

They go in "OR FAIL": by default SQLite copies each page that a statement is about to change, to be able to take back
that statement alone, a quarter of its time. Here a failure ends the whole transaction anyway.
"""

from collections import deque
from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from itertools import chain, islice
from types import TracebackType
from typing import Any, Final, Self

from sqlalchemy.orm import Session

_AT_ONCE: Final = tuple(1 << power for power in range(9, -1, -1))
"""How many rows one statement takes, the most first: any number of rows is a few statements, each waiting for its turn
of Python, and the statements are few enough to be kept ready.
"""
_WAITING: Final = 4
"""How many batches may wait: more would only fill memory."""


class Filler:
    """Runs the statements of one transaction in the order in which they came. Leaving it waits for the last one."""

    def __init__(self, session: Session) -> None:
        """For the transaction of a session; the thread begins with the first statement."""
        self._session = session
        self._driver: Any = session.connection().connection.driver_connection
        self._thread = ThreadPoolExecutor(max_workers=1, thread_name_prefix="filler")
        self._waiting: deque[Future[None]] = deque()
        self._failed = False

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._thread.shutdown(cancel_futures=error is not None)
        if error is None:
            self.settle()

    @property
    def session(self) -> Session:
        """The session, to read or write with at once: every statement so far has run."""
        self.settle()
        return self._session

    def insert(self, into: str, values: str, rows: Iterable[Iterable[Any]], count: int) -> None:
        """Insert rows.

        Args:
            into: the table and its columns: ``a (b, c)``.
            values: what goes into a row: ``(?, 1)``.
            rows: what goes in for the question marks; taken in the other thread, so nobody may change it any more.
            count: how many rows.

        Raises:
            Exception: what an earlier statement came to.
        """
        if count:
            head = f"INSERT OR FAIL INTO {into} VALUES "  # noqa: S608 - our own
            self._add(lambda: self._insert(head, values, rows, count))

    def run(self, sql: str, rows: Sequence[tuple[Any, ...]]) -> None:
        """Run any other statement once for each row. It raises as :meth:`insert` does."""
        if rows:
            self._add(lambda: self._driver.executemany(sql, rows))

    def settle(self) -> None:
        """Wait until every statement has run. It raises what the first that failed came to."""
        while self._waiting:
            self._waiting.popleft().result()

    def _add(self, work: Callable[[], object]) -> None:
        if len(self._waiting) >= _WAITING:
            self._waiting.popleft().result()
        self._waiting.append(self._thread.submit(self._guarded, work))

    def _guarded(self, work: Callable[[], object]) -> None:
        """After a failure nothing more is run: a full disk ends the transaction, and rows would go in without one."""
        if self._failed:
            return
        try:
            work()
        except BaseException:
            self._failed = True
            raise

    def _insert(self, head: str, values: str, rows: Iterable[Iterable[Any]], count: int) -> None:
        cells, width = chain.from_iterable(rows), values.count("?")
        for many in _AT_ONCE:
            sql = head + ", ".join([values] * many)
            while count >= many:
                self._driver.execute(sql, tuple(islice(cells, many * width)))
                count -= many
