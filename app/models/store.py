"""The encrypted store: opening the SQLCipher file through SQLAlchemy, with the rules that keep what was acknowledged.

One SQLite library in the process (``sqlcipher3``); the live file is never opened or copied by anything else here: a
second library, or a plain file copy, drops the locks of this one and loses writes that were acknowledged. Writing
sessions begin IMMEDIATE and sync FULL; reading sessions cannot write at all.
"""

from collections.abc import Callable, Generator
from contextlib import contextmanager, suppress
from importlib import import_module
from pathlib import Path
from shutil import disk_usage
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session
from sqlalchemy.pool import QueuePool

from app.core.errors import AppError, Damaged

sqlcipher: Any = import_module("sqlcipher3.dbapi2")  # a compiled module without types
DB_FILE = "workspace.db"
_BUSY_SECONDS = 10
_LOADING_KIB = 24 * 1024
_FULL = "disk is full"
_NO_ACCESS = ("disk i/o error", "unable to open database file")
_LEAST_ROOM = 64 * 1024  # the write-ahead log's index takes half of it


class Store:
    """An open store: two engines over one file, one that only reads and one that writes."""

    def __init__(self, file: Path, data_key: bytes) -> None:
        """Open a file with its data key; nothing is read before the first use."""
        self.file = file
        self._key = data_key
        self.reader = _engine(file, data_key, read_only=True)
        self.writer = _engine(file, data_key, read_only=False)

    @property
    def data_key(self) -> bytes:
        """The key that every slot of the key file wraps."""
        return self._key

    @contextmanager
    def read(self) -> Generator[Session]:
        """A session that can only read."""
        with told_plainly(self.file), Session(self.reader) as session:
            yield session

    @contextmanager
    def write(self) -> Generator[Session]:
        """A session whose one transaction is committed at the end, or rolled back whole."""
        with told_plainly(self.file), Session(self.writer, expire_on_commit=False) as session, session.begin():
            yield session

    @contextmanager
    def load(self) -> Generator[Session]:
        """As :meth:`write`, for rows by the million, whose references are right by the way their ids are given out.

        Foreign keys are not looked up row by row, which is a quarter of the time that a row takes, and more of the
        file is held in memory.
        """
        engine = _engine(self.file, self._key, read_only=False, foreign_keys=False, cache_kib=_LOADING_KIB)
        try:
            with told_plainly(self.file), Session(engine, expire_on_commit=False) as session, session.begin():
                yield session
        finally:
            engine.dispose()

    @contextmanager
    def migrate(self) -> Generator[Connection]:
        """A connection with foreign keys off, as rebuilding tables needs; committed or rolled back whole."""
        engine = _engine(self.file, self._key, read_only=False, foreign_keys=False)
        try:
            with told_plainly(self.file), engine.begin() as connection:
                yield connection
        finally:
            engine.dispose()

    def copy_to(self, target: Path) -> None:
        """Copy the whole store, encrypted with the same key, by SQLite's own backup."""
        with told_plainly(self.file):
            source, copy = connect(self.file, self._key), connect(target, self._key, wal=False)
            try:
                source.backup(copy, pages=-1)
            finally:
                copy.close()
                source.close()

    def sibling(self, file: Path) -> "Store":
        """Another file that has the same key."""
        return Store(file, self._key)

    def close(self) -> None:
        """Close every connection; the write-ahead log is folded into the file."""
        self.reader.dispose()
        self.writer.dispose()


def connect(file: Path, data_key: bytes, *, foreign_keys: bool = True, wal: bool = True) -> Any:
    """One raw connection with our settings. The key is the raw 32 bytes, so opening costs about a millisecond."""
    connection = sqlcipher.connect(
        str(file), timeout=_BUSY_SECONDS, check_same_thread=False, isolation_level=None, cached_statements=256
    )
    try:
        _set_up(connection, data_key, foreign_keys=foreign_keys, wal=wal)
    except BaseException:
        connection.close()
        raise
    return connection


def _set_up(connection: Any, data_key: bytes, *, foreign_keys: bool, wal: bool) -> None:
    connection.execute(f"PRAGMA key = \"x'{data_key.hex()}'\"")
    connection.execute("PRAGMA cipher_log_level = NONE")  # a damaged page is told by the error, not on stderr
    connection.execute(f"PRAGMA foreign_keys = {'ON' if foreign_keys else 'OFF'}")
    connection.execute("PRAGMA recursive_triggers = ON")  # else a replacing insert takes a row away untold
    connection.execute("PRAGMA temp_store = MEMORY")
    if wal:
        connection.execute("PRAGMA journal_mode = WAL")
    connection.execute("PRAGMA synchronous = FULL")


def _engine(file: Path, data_key: bytes, *, read_only: bool, foreign_keys: bool = True, cache_kib: int = 0) -> Engine:
    def creator() -> Any:
        connection = connect(file, data_key, foreign_keys=foreign_keys)
        if cache_kib:
            connection.execute(f"PRAGMA cache_size = -{cache_kib}")
        if read_only:
            connection.execute("PRAGMA query_only = ON")
        return connection

    # hide_parameters: an error's text must not carry a record's
    engine = create_engine(
        "sqlite://", module=sqlcipher, creator=creator, poolclass=QueuePool, pool_size=4, hide_parameters=True
    )

    @event.listens_for(engine, "begin")
    def _begin(connection: Connection) -> None:  # pyright: ignore[reportUnusedFunction]
        # a deferred transaction that reads first is never retried by the busy handler
        connection.exec_driver_sql("BEGIN" if read_only else "BEGIN IMMEDIATE")

    return engine


@contextmanager
def told_plainly(file: Path) -> Generator[None]:
    """Turn the database errors that a person can act on into plain sentences; the rest are faults."""
    try:
        yield
    except (DBAPIError, sqlcipher.Error) as error:
        known = _plain(_cause(str(getattr(error, "orig", error)), file))
        if known is None:
            raise
        raise known from error


def _cause(message: str, file: Path) -> str:
    """What SQLite says, or what is behind it: without any room it cannot make its side files, and blames those."""
    if any(sign in message.lower() for sign in _NO_ACCESS):
        with suppress(OSError):
            if disk_usage(file.parent).free < _LEAST_ROOM:
                return _FULL
    return message


def _plain(message: str) -> AppError | None:
    text = message.lower()
    for signs, told in _TOLD:
        if any(sign in text for sign in signs):
            return told()
    return None


def _damaged() -> Damaged:
    what = "The workspace's file is damaged, or is not the one its key file belongs to."
    return Damaged(what, "Restore the folder from a backup.")


def _told(what: str, fix: str) -> Callable[[], AppError]:
    return lambda: AppError(what, fix)


_TOLD: tuple[tuple[tuple[str, ...], Callable[[], AppError]], ...] = (
    (
        (_FULL,),
        _told("The disk is full: nothing of this step was kept.", "Free some space, then do it again."),
    ),
    (
        ("database is locked", "table is locked"),
        _told("Someone else is saving in this workspace.", "Wait a moment, then do it again."),
    ),
    (
        ("attempt to write a readonly database",),
        _told("The workspace cannot be written to.", "Check that its folder is not read-only."),
    ),
    (  # a quota or a failing disk, not a damaged file: SQLCipher finds those itself, and says "malformed"
        _NO_ACCESS,
        _told(
            "The disk could not be read or written: nothing of this step was kept.",
            "Check that it has room and is there, then do it again; if it stays so, restore the folder from a backup.",
        ),
    ),
    (("not a database", "malformed", "hmac"), _damaged),
)
"""What SQLite says, and the sentences that a person can act on instead."""
