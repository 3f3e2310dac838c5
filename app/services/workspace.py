"""An open workspace: the one way to write, the one way to look, the one way to read.

``ws.write(event)`` is the only writing session; the change and its link in the audit chain commit together or not at
all. ``ws.consult(event)`` is the same for looking at records: who looked is logged before anything is shown.
``ws.read()`` can only read.
"""

import errno
import os
from collections.abc import Generator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from filelock import FileLock
from sqlalchemy.orm import Session

from app.core.canonical import canonical_json
from app.core.clock import Clock, system_clock, to_text
from app.core.errors import AppError
from app.core.events import Detail, Event
from app.models import audit
from app.models.keys import RandomBytes
from app.models.store import Store


@dataclass(frozen=True, kw_only=True, slots=True)
class Actor:
    """Who acts: the holder of the key slot that opened the workspace; ``recovered`` where the recovery key did."""

    id: int
    uuid: str
    role: str
    recovered: bool = False


@dataclass(kw_only=True)
class Work:
    """A change under way: its session, the time it is made at, and the audit entry it will be."""

    session: Session
    actor: Actor
    at: datetime
    seq: int
    details: dict[str, Detail] = field(default_factory=dict[str, Detail])

    @property
    def written(self) -> dict[str, int]:
        """The columns that say who wrote a row and in which entry: ``SomeRow(..., **work.written)``."""
        return {"actor_id": self.actor.id, "audit_seq": self.seq}

    def note(self, **details: Detail) -> None:
        """Add to the entry what is known only now (ids, counts, digests: never a word of a record)."""
        self.details.update(details)


class Workspace:
    """An open workspace. Doors hold it and hand it to services; only services look inside."""

    def __init__(self, *, folder: Path, store: Store, lock: FileLock, outside: "Outside", identity: "Identity") -> None:
        """Made by ``services.workspaces`` only."""
        self.folder = folder
        self.clock = outside.clock
        self.random_bytes = outside.random_bytes
        self.uuid = identity.uuid
        self.practice = identity.practice
        self.force = identity.force
        self.actor = identity.actor
        self._store = store
        self._lock = lock

    @property
    def data_key(self) -> bytes:
        """The key of the store, to wrap it in another slot of the key file."""
        return self._store.data_key

    @contextmanager
    def read(self) -> Generator[Session]:
        """A session that can only read what is no personal data: lists, counts, settings."""
        with self._store.read() as session:
            yield session

    @contextmanager
    def write(self, event: Event, *, bulk: bool = False) -> Generator[Work]:
        """The only writing session. The change and its audit entry are committed together, or neither is.

        Args:
            event: what is done.
            bulk: rows come by the thousand, and their references are right by themselves: see ``Store.load``.

        Raises:
            AppError: the disk is full, or another program holds the workspace too long.
        """
        with self._store.load() if bulk else self._store.write() as session:
            seq, _ = audit.last_link(session)
            work = Work(session=session, actor=self.actor, at=self.clock(), seq=seq + 1)
            yield work
            _append(work, event)

    def close_entry(self, work: Work, event: Event) -> None:
        """Put what was changed so far into the log, and go on in the same change under the next entry.

        Where one step must be in the log before the next (a seal before its seed), and both are kept or neither.

        Args:
            work: the change under way.
            event: what was done so far; what comes now is the event that the change was begun with.
        """
        _append(work, event)
        work.seq += 1
        work.details.clear()

    @contextmanager
    def consult(self, event: Event) -> Generator[Session]:
        """A reading session for records: that they were looked at is in the log before anything is read."""
        with self.write(event):
            pass
        with self.read() as session:
            yield session

    def place_for(self, file: Path) -> Path:
        """Where a file that is asked for will be written, in full.

        Raises:
            AppError: it would write over one of the workspace's own files, or its folder is not there.
        """
        target = in_full(file)
        if not target.parent.is_dir():
            raise AppError(f"There is no folder {target.parent}.", "Make it first, or check how it is written.")
        if target.is_dir():
            raise AppError(f"{target} is a folder.", "Give the name of a file in it.")
        own = target.name.casefold().startswith("workspace.")
        if own and target.parent.resolve() == self.folder.resolve():
            raise AppError(f"{target} is the workspace itself.", "Choose another name or folder.")
        return target

    def copy_store(self, target: Path) -> None:
        """Copy the encrypted store to a file, by the one library that may touch it."""
        self._store.copy_to(target)

    def open_copy(self, file: Path) -> Store:
        """A copy made by :meth:`copy_store`, opened with the same key."""
        return self._store.sibling(file)

    def close(self) -> None:
        """Close the store and let others open the workspace."""
        self._store.close()
        self._lock.release()


@dataclass(frozen=True, kw_only=True, slots=True)
class Outside:
    """Time and randomness, which no rule makes for itself: tests fix both."""

    clock: Clock = system_clock
    random_bytes: RandomBytes = os.urandom


@dataclass(frozen=True, kw_only=True, slots=True)
class Identity:
    """What a store says of itself, and who opened it."""

    uuid: str
    practice: bool
    force: str
    actor: Actor


def in_full(path: Path) -> Path:
    """A path that a person gave, from the root of the disk, with ``~`` as their own folder.

    Raises:
        AppError: it names nobody's folder, or nothing at all.
    """
    try:
        found = path.expanduser().absolute()
    except RuntimeError as error:
        raise AppError(f"“{path}” begins with a person who is not known here.", "Write the folder in full.") from error
    try:
        found.stat()
    except (OSError, ValueError) as error:  # most of them are told when the file is opened, in words of their own
        if isinstance(error, ValueError) or error.errno in (errno.ENAMETOOLONG, errno.EINVAL):
            raise AppError("That is no name that a file or folder can have here.", "Choose a shorter one.") from error
    return found


def _append(work: Work, event: Event) -> None:
    """Add a change's entry at the end of the chain."""
    work.session.flush()
    _, prev = audit.last_link(work.session)
    audit.append(work.session, seq=work.seq, prev=prev, body=entry_body(event, work))


def entry_body(event: Event, work: Work) -> bytes:
    """The exact bytes of an audit entry."""
    return canonical_json(
        {
            "at": to_text(work.at),
            "actor": work.actor.uuid,
            "act": event.act.value,
            "event": event.name,
            "details": {**event.details, **work.details},
        }
    )
