"""Making, opening, describing and backing up a workspace."""

import os
import shutil
import tempfile
import zipfile
from contextlib import ExitStack
from dataclasses import dataclass
from hashlib import file_digest
from pathlib import Path
from uuid import uuid4

import platformdirs
from filelock import FileLock, Timeout
from sqlalchemy import func, select, text
from sqlalchemy.orm import Session

from app.core.changes import Done, Topic
from app.core.clock import Clock, system_clock, to_text
from app.core.errors import AppError, Damaged
from app.core.events import Act, Event
from app.core.shapes.workspaces import BackupMade, NewWorkspace, WorkspaceInfo
from app.core.workflow.rights import Affiliation, Right, Role
from app.models import audit, keys, place
from app.models.frames import DrawRow, FrameRow
from app.models.records import RecordVersionRow
from app.models.store import DB_FILE, Store
from app.models.upgrade import bring_up_to_date, create_schema
from app.models.workspaces import ActorRow, PersonRow, WorkspaceRow
from app.services.grading.sheet_state import count_verdicts
from app.services.rights import may_sign_in, require
from app.services.workspace import Actor, Identity, Outside, Work, Workspace, entry_body, in_full

LOCK_FILE = "workspace.lock"
_FORCE = "cheshire"


def suggest_folder(*, practice: bool) -> Path:
    """A folder for a new workspace, in the user's own data folder on this machine."""
    return platformdirs.user_data_path("scrutiny-panel", appauthor=False) / ("practice" if practice else "workspace")


def is_workspace(folder: Path) -> bool:
    """Whether a folder holds a workspace."""
    return (folder / keys.KEY_FILE).is_file() and (folder / DB_FILE).is_file()


def check_place(folder: Path) -> None:
    """Refuse a folder on a network drive or in a synced one; AppError proposes a local folder."""
    place.check_place(folder, local=suggest_folder(practice=False))


def create_workspace(
    folder: Path,
    *,
    passphrase: str,
    practice: bool,
    role: str = Role.LINE_MANAGER.value,
    clock: Clock = system_clock,
    cost: keys.KdfCost | None = None,
) -> tuple[Workspace, NewWorkspace]:
    """Make a new encrypted workspace and open it. A folder with something in it is refused; a failure leaves nothing.

    Args:
        folder: where; it is made, and must be empty if it is there.
        passphrase: opens the first slot; not empty.
        practice: whether it is for practice data: for ever.
        role: what the first person is here for, ``line_manager`` or ``coordinator``: they look after the people.
        clock: gives the time.
        cost: what a try at the passphrase costs; tests lower it.

    Returns:
        The open workspace, and the recovery key, which is shown once and kept nowhere.

    Raises:
        AppError: no passphrase, a folder that is in use or in a shared or synced place, or a full disk.
    """
    target = in_full(folder)
    _check_new(target, passphrase)
    first = _first_role(role)
    recovery_key = keys.new_recovery_key()
    making = _make_beside(target)
    try:
        secrets = _Secrets(passphrase=passphrase, recovery_key=recovery_key, cost=cost or keys.KdfCost())
        _fill(making, secrets, practice=practice, role=first, clock=clock)
        if target.exists():
            target.rmdir()
        making.replace(target)
    except OSError as error:
        what = f"The workspace could not be made in {target}: {error.strerror}."
        raise AppError(what, "Choose another folder.") from error
    finally:
        shutil.rmtree(making, ignore_errors=True)
    workspace = open_workspace(target, passphrase=passphrase, clock=clock)
    return workspace, NewWorkspace(folder=str(target), practice=practice, recovery_key=recovery_key)


def open_workspace(
    folder: Path, *, passphrase: str, clock: Clock = system_clock, random_bytes: keys.RandomBytes = os.urandom
) -> Workspace:
    """Open a workspace with a passphrase or its recovery key; ``random_bytes`` makes frame secrets and app seeds.

    Raises:
        WrongPassphrase: it opens no slot.
        Damaged: a file of it is missing or cannot be read.
        AppError: it is open already, stands in a shared or synced place, or was made by a newer version.
    """
    target = in_full(folder)
    if not any((target / name).exists() for name in (keys.KEY_FILE, DB_FILE)):
        raise AppError(f"There is no workspace in {target}.", "Check the folder, or make one there.")
    check_place(target)
    with ExitStack() as undo:
        lock = _take_lock(target)
        undo.callback(lock.release)
        unlocked = keys.unlock(target, passphrase)
        _refuse_no_store(target / DB_FILE)
        store = Store(target / DB_FILE, unlocked.data_key)
        undo.callback(store.close)
        bring_up_to_date(store, target / "backups")
        with store.read() as session:
            identity = _identity(session, unlocked)
        outside = Outside(clock=clock, random_bytes=random_bytes)
        workspace = Workspace(folder=target, store=store, lock=lock, outside=outside, identity=identity)
        if identity.actor.recovered:
            with workspace.write(Event(act=Act.CONSULT, name="opened_with_recovery_key")):
                pass
        undo.pop_all()
    return workspace


def refuse_open(folder: Path) -> None:
    """Raise AppError when another window or program has this workspace open."""
    _take_lock(folder).release()


def workspace_info(ws: Workspace) -> WorkspaceInfo:
    """The workspace in numbers."""
    with ws.read() as session:
        row = session.scalars(select(WorkspaceRow)).one()
        seq, head = audit.last_link(session)
        standing = select(RecordVersionRow.kind, func.count()).where(
            RecordVersionRow.stands, RecordVersionRow.overtaken_by.is_(None)
        )
        records = {kind: count for kind, count in session.execute(standing.group_by(RecordVersionRow.kind))}
        return WorkspaceInfo(
            folder=str(ws.folder),
            uuid=row.uuid,
            practice=row.practice,
            force=row.force,
            actor=ws.actor.role,
            created_at=to_text(row.created_at),
            records=records,
            frames=_count(session, FrameRow),
            draws=_count(session, DrawRow),
            verdicts=count_verdicts(session),
            audit_entries=seq,
            audit_head=head.hex(),
            name=name_of(session, ws.actor.id),
        )


def name_of(session: Session, actor_id: int) -> str:
    """The name of an actor as it stands, "" where none was given or it was erased."""
    newest = select(PersonRow.name).where(PersonRow.actor_id == actor_id).order_by(PersonRow.id.desc()).limit(1)
    return session.scalars(newest).one_or_none() or ""


def backup_workspace(ws: Workspace, file: Path) -> Done[BackupMade]:
    """Copy the workspace, encrypted, into one file; the copy is opened and checked before it takes its name.

    The file is a zip of the store and its key file: unpacked into an empty folder it is the workspace again. It may
    lie on a network drive or a stick.

    Raises:
        AppError: the place cannot be written to, or is full; the old file, if there was one, stays.
        Damaged: the copy did not come out whole.
    """
    require(ws, Right.BACK_UP)
    target = ws.place_for(file)
    try:
        # the copy is made beside the store: SQLite must not write to a network drive, a plain file may
        with tempfile.TemporaryDirectory(dir=ws.folder, prefix=".backup-") as scratch:
            records, head = _copy_and_check(ws, Path(scratch) / DB_FILE)
            digest = _pack_backup(ws, Path(scratch), target)
    except OSError as error:
        raise AppError(f"The backup could not be written: {error.strerror}.", "Choose another place.") from error
    with ws.write(Event(act=Act.DISCLOSE, name="backup_made", details={"sha256": digest})):
        pass
    made = BackupMade(file=str(target), sha256=digest, records=records, audit_head=head)
    return Done(value=made, changed=frozenset({Topic.AUDIT}))


def _pack_backup(ws: Workspace, scratch: Path, target: Path) -> str:
    """Store and key file as one zip under the target's name, once it is whole; its SHA-256."""
    part = target.with_name(f".{target.name}.part")
    try:
        with zipfile.ZipFile(part, "w", zipfile.ZIP_STORED) as archive:
            archive.write(scratch / DB_FILE, DB_FILE)
            archive.write(ws.folder / keys.KEY_FILE, keys.KEY_FILE)
        with zipfile.ZipFile(part) as archive, part.open("r+b") as written:
            if archive.testzip() is not None:
                raise Damaged("The backup did not come out whole.", "Try another disk.")
            digest = file_digest(written, "sha256").hexdigest()
            os.fsync(written.fileno())
        part.replace(target)
    finally:
        part.unlink(missing_ok=True)
    return digest


def _check_new(target: Path, passphrase: str) -> None:
    if not passphrase.strip():
        raise AppError("A workspace needs a passphrase.", "Choose one that you will remember, of several words.")
    check_place(target)
    if target.exists() and (not target.is_dir() or any(target.iterdir())):
        raise AppError(f"The folder {target} is not empty.", "Choose a new folder: nothing there was touched.")


def _make_beside(target: Path) -> Path:
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        return Path(tempfile.mkdtemp(dir=target.parent, prefix=".making-"))
    except OSError as error:
        raise AppError(f"The folder {target} cannot be made: {error.strerror}.", "Choose another folder.") from error


def _first_role(role: str) -> Role:
    if role not in (Role.LINE_MANAGER.value, Role.COORDINATOR.value):
        what = "A workspace is begun by a line manager or a coordinator."
        raise AppError(what, "Choose one of the two; others are added afterwards.")
    return Role(role)


@dataclass(frozen=True, kw_only=True, slots=True)
class _Secrets:
    """What opens a new workspace, and what a try at its passphrase costs."""

    passphrase: str
    recovery_key: str
    cost: keys.KdfCost


def _fill(folder: Path, secrets: _Secrets, *, practice: bool, role: Role, clock: Clock) -> None:
    actor_uuid = str(uuid4())
    data_key = keys.write_key_file(
        folder,
        passphrase=secrets.passphrase,
        recovery_key=secrets.recovery_key,
        actor=actor_uuid,
        random_bytes=os.urandom,
        cost=secrets.cost,
    )
    store = Store(folder / DB_FILE, data_key)
    try:
        create_schema(store)
        with store.write() as session:
            _first_rows(session, actor_uuid=actor_uuid, practice=practice, role=role, clock=clock)
    finally:
        store.close()


def _first_rows(session: Session, *, actor_uuid: str, practice: bool, role: Role, clock: Clock) -> None:
    now, workspace_uuid = clock(), str(uuid4())
    session.add(WorkspaceRow(id=1, uuid=workspace_uuid, practice=practice, force=_FORCE, created_at=now))
    first = ActorRow(id=1, role=role.value, affiliation=Affiliation.POLICE.value, scope="", created_at=now)
    first.uuid = actor_uuid
    session.add(first)
    session.flush()
    session.add(PersonRow(actor_id=1, name=None))
    work = Work(session=session, actor=Actor(id=1, uuid=actor_uuid, role=role.value), at=now, seq=1)
    event = Event(act=Act.COLLECT, name="workspace_made", details={"workspace": workspace_uuid, "practice": practice})
    session.flush()
    audit.append(session, seq=1, prev=audit.last_link(session)[1], body=entry_body(event, work))


def _take_lock(folder: Path) -> FileLock:
    lock = FileLock(folder / LOCK_FILE, thread_local=False)  # a worker may open what the window closes
    try:
        lock.acquire(timeout=0)
    except Timeout as error:
        raise AppError(
            "This workspace is open already, in another window or program.", "Close it there, then try again."
        ) from error
    except OSError as error:
        what = f"The workspace cannot be opened: {error.strerror}."
        raise AppError(what, "Check that you may write there.") from error
    return lock


def _refuse_no_store(file: Path) -> None:
    fix = "Restore the folder from a backup."
    if not file.is_file():
        raise Damaged("The workspace's file is missing from its folder.", fix)
    if file.stat().st_size == 0:  # SQLite would take it for a new one, and write to it
        raise Damaged("The workspace's file is empty.", fix)


def _identity(session: Session, unlocked: keys.Unlocked) -> Identity:
    row = session.scalars(select(WorkspaceRow)).one()
    actor = session.scalars(select(ActorRow).where(ActorRow.uuid == unlocked.actor)).one_or_none()
    if actor is None:
        what = "The workspace's file and its key file do not belong together."
        raise Damaged(what, "Restore the folder from a backup.")
    recovered = unlocked.slot == "recovery"
    if not recovered and actor not in may_sign_in(session):  # a crash, or an old key file, kept the slot
        what = "Whoever had this passphrase signs in here no more."
        raise AppError(what, "Ask whoever looks after its people.")
    who = Actor(id=actor.id, uuid=actor.uuid, role=actor.role, recovered=recovered)
    return Identity(uuid=row.uuid, practice=row.practice, force=row.force, actor=who)


def _copy_and_check(ws: Workspace, copy: Path) -> tuple[int, str]:
    ws.copy_store(copy)
    opened = ws.open_copy(copy)
    try:
        with opened.read() as session, ws.read() as live:
            head = audit.last_link(session)
            whole = session.execute(text("PRAGMA integrity_check")).scalar_one() == "ok"
            bad_pages = session.execute(text("PRAGMA cipher_integrity_check")).first()
            if not whole or bad_pages is not None or not audit.stands(live, head):
                raise Damaged("The backup did not come out whole.", "Try again, or use another disk.")
            return _count(session, RecordVersionRow), head[1].hex()
    finally:
        opened.close()


def _count(session: Session, table: type) -> int:
    return session.execute(select(func.count()).select_from(table)).scalar_one()
