"""The store: unreadable without its key, whole or told damaged, one library, and no write lost between two writers."""

import ast
import subprocess
import sys
from pathlib import Path
from threading import Barrier, Thread
from types import SimpleNamespace

import pytest
from sqlalchemy import func, insert, select, text
from sqlalchemy.exc import DBAPIError, IntegrityError

import app
from app.core.errors import AppError, Damaged
from app.core.events import Act, Event
from app.models.keys import KEY_FILE
from app.models.records import CodeRow, NarrativeRow, RecordVersionRow
from app.models.store import DB_FILE, Store, connect, sqlcipher, told_plainly
from app.services.audits import verify_audit
from app.services.workspace import Workspace
from tests.builders import PASSPHRASE, entries, open_drawn, open_new, reopen
from tests.models.full import GROUNDS, NAME, NOTE, open_full

HERE = Path(app.__file__).parent
MODULES = sorted(HERE.rglob("*.py"))
PLANTED = "Canary-Larkspur-7731"
WRITER = """
import sys
from pathlib import Path
from app.models.store import Store
from sqlalchemy import text
store = Store(Path(sys.argv[1]), bytes.fromhex(sys.argv[2]))
print("ready", flush=True)
sys.stdin.readline()
for _ in range(20):
    with store.write() as session:
        value = session.execute(text("SELECT value FROM code WHERE field = 'counter' ORDER BY id DESC")).scalar()
        following = {"value": f"{int(value) + 1:05}"}
        session.execute(text("INSERT INTO code (field, value) VALUES ('counter', :value)"), following)
store.close()
"""
LEAVE_A_LOG = """
import os, sys
from pathlib import Path
from app.models.store import Store
from sqlalchemy import text
store = Store(Path(sys.argv[1]), bytes.fromhex(sys.argv[2]))
with store.write() as session:
    session.execute(text("INSERT INTO code (field, value) VALUES ('canary', :it)"), {"it": sys.argv[3]})
print("kept", flush=True)
os._exit(9)
"""


def key_of(ws: Workspace) -> bytes:
    return ws._store._key


def bytes_of(folder: Path) -> dict[str, bytes]:
    """What lies in a workspace's folder, but for the lock."""
    return {file.name: file.read_bytes() for file in folder.iterdir() if file.is_file() and file.suffix != ".lock"}


def child(code: str, *arguments: str) -> subprocess.Popen:
    command = [sys.executable, "-c", code, *arguments]
    return subprocess.Popen(command, cwd=HERE.parent, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)


def start_together(jobs: list[Thread]) -> None:
    for job in jobs:
        job.start()
    for job in jobs:
        job.join()


# ------------------------------------------------------------------ nothing to read without the key


def test_nothing_planted_can_be_read_in_any_file(tmp_path):
    """With the log of a process that died, so that there is one to look into."""
    ws = open_full(tmp_path / "workspace")
    key = key_of(ws).hex()
    ws.close()
    with child(LEAVE_A_LOG, str(ws.folder / DB_FILE), key, PLANTED) as process:
        assert process.stdout is not None
        assert process.stdout.read() == "kept\n"
    held = bytes_of(ws.folder)
    assert len(held[f"{DB_FILE}-wal"]) > 4096
    assert {DB_FILE, KEY_FILE} <= set(held)
    for words in (PLANTED, NAME, GROUNDS, NOTE, "Northwich", "stop_search", "CREATE TABLE", "SQLite format"):
        for name, content in held.items():
            assert words.encode() not in content, (words, name)
            assert words.encode("utf-16-le") not in content, (words, name)
    ws = reopen(ws.folder)
    with ws.read() as session:
        assert session.scalars(select(CodeRow.value).where(CodeRow.field == "canary")).all() == [PLANTED]
        assert GROUNDS in session.scalars(select(NarrativeRow.text)).all()
    ws.close()


def test_without_the_key_no_query_is_answered(tmp_path):
    open_new(tmp_path / "workspace").close()
    for key in (bytes(32), b"k" * 32):
        with pytest.raises(sqlcipher.DatabaseError, match="not a database"):
            connect(tmp_path / "workspace" / DB_FILE, key)


# ------------------------------------------------------------------ damage


def break_file(file: Path, how: str) -> None:
    whole = file.read_bytes()
    middle = len(whole) // 2
    broken = {
        "empty": b"",
        "only a header": whole[:100],
        "one page": whole[:4096],
        "half": whole[:middle],
        "a page short": whole[:-4096],
        "not whole pages": whole[:-1],
        "zeroed": bytes(len(whole)),
        "first page zeroed": bytes(4096) + whole[4096:],
        "another file": b"URN,Log number\r\n" * 3000,
        "salt flipped": bytes([whole[0] ^ 1]) + whole[1:],
    }
    file.write_bytes(broken[how])


@pytest.mark.parametrize(
    "how",
    [
        "empty", "only a header", "one page", "half", "a page short", "not whole pages", "zeroed", "first page zeroed",
        "another file", "salt flipped",
    ],
)  # fmt: skip
def test_a_damaged_file_is_told_plainly_and_left_as_it_is(tmp_path, how: str):
    open_full(tmp_path / "workspace").close()
    break_file(tmp_path / "workspace" / DB_FILE, how)
    before = bytes_of(tmp_path / "workspace")
    with pytest.raises(Damaged) as told:
        ws = reopen(tmp_path / "workspace")
        read_everything(ws)
    assert "backup" in told.value.fix
    assert "sql" not in str(told.value).lower()
    assert bytes_of(tmp_path / "workspace") == before


def read_everything(ws: Workspace) -> None:
    """Read each page of the store and hold it against its own code; close the store whatever comes."""
    try:
        with ws.read() as session:
            if session.execute(text("PRAGMA cipher_integrity_check")).all():
                raise Damaged("A page is damaged.", "Restore a backup.")
            assert session.execute(text("PRAGMA integrity_check")).scalar_one() == "ok"
    finally:
        ws.close()


def test_a_flipped_bit_is_never_read_as_data(tmp_path):
    """One bit in each of forty places: whichever page holds it, reading that page says so."""
    open_full(tmp_path / "workspace").close()
    file = tmp_path / "workspace" / DB_FILE
    whole = file.read_bytes()
    for at in range(0, len(whole), len(whole) // 40):
        file.write_bytes(whole[:at] + bytes([whole[at] ^ 4]) + whole[at + 1 :])
        with pytest.raises(Damaged):
            read_everything(reopen(tmp_path / "workspace"))
    file.write_bytes(whole)
    read_everything(reopen(tmp_path / "workspace"))


def test_reading_a_damaged_page_is_told_plainly(tmp_path):
    drawn = open_drawn(tmp_path / "workspace")
    with drawn.ws.read() as session:
        sql = "SELECT rootpage FROM sqlite_master WHERE name = 'narrative'"
        page = session.execute(text(sql)).scalar_one()
    drawn.ws.close()
    file = tmp_path / "workspace" / DB_FILE
    whole = bytearray(file.read_bytes())
    whole[page * 4096 - 2000] ^= 1
    file.write_bytes(whole)
    ws = reopen(tmp_path / "workspace")
    try:
        with pytest.raises(Damaged, match="damaged"), ws.read() as session:
            session.execute(select(NarrativeRow.text)).all()
    finally:
        ws.close()


# ------------------------------------------------------------------ errors say nothing of a record


def test_an_errors_text_holds_no_value(workspace: Workspace):
    with pytest.raises(IntegrityError) as caught, workspace._store.write() as session:
        session.execute(insert(CodeRow).values(field=PLANTED, value=PLANTED))
        session.execute(insert(CodeRow).values(field=PLANTED, value=PLANTED))
    assert "UNIQUE" in str(caught.value)
    assert PLANTED not in str(caught.value)
    assert PLANTED not in repr(caught.value)


@pytest.mark.parametrize(
    ("message", "plain"),
    [
        ("database or disk is full", "The disk is full"),
        ("database is locked", "Someone else is saving"),
        ("attempt to write a readonly database", "cannot be written to"),
        ("file is not a database", "damaged"),
        ("database disk image is malformed", "damaged"),
        ("disk I/O error", "The disk could not be read or written"),
        ("unable to open database file", "The disk could not be read or written"),
    ],
)
def test_errors_a_person_can_act_on_are_told_in_their_words(tmp_path, message: str, plain: str):
    with pytest.raises(AppError, match=plain) as told, told_plainly(tmp_path / DB_FILE):
        raise sqlcipher.OperationalError(message)
    assert told.value.fix


@pytest.mark.parametrize("message", ["disk I/O error", "unable to open database file"])
def test_a_disk_without_any_room_is_called_full(tmp_path, monkeypatch: pytest.MonkeyPatch, message: str):
    """SQLite cannot make its side files there, and blames those."""
    monkeypatch.setattr("app.models.store.disk_usage", lambda folder: SimpleNamespace(free=4096))
    with pytest.raises(AppError, match="The disk is full"), told_plainly(tmp_path / DB_FILE):
        raise sqlcipher.OperationalError(message)


@pytest.mark.parametrize("message", ["NOT NULL constraint failed: sheet_stage.locked_at", "no such table: secret"])
def test_other_errors_are_faults(tmp_path, message: str):
    with pytest.raises(sqlcipher.Error), told_plainly(tmp_path / DB_FILE):
        raise sqlcipher.OperationalError(message)


# ------------------------------------------------------------------ sessions


@pytest.mark.parametrize(
    "sql", ["INSERT INTO code (field, value) VALUES ('a', 'b')", "DELETE FROM code", "DROP TABLE code"]
)
def test_a_reading_session_cannot_write(workspace: Workspace, sql: str):
    with pytest.raises(AppError, match="cannot be written to"), workspace.read() as session:
        session.execute(text(sql))


@pytest.mark.parametrize("fault", [ValueError("odd"), AppError("No.", "Yes."), KeyboardInterrupt()], ids=repr)
def test_a_change_that_fails_is_rolled_back_with_its_entry(workspace: Workspace, fault: BaseException):
    before = entries(workspace)
    with pytest.raises(type(fault)), workspace.write(Event(act=Act.ALTER, name="tried")) as work:
        work.session.add(CodeRow(field="a", value="b"))
        work.session.flush()
        raise fault
    assert entries(workspace) == before
    with workspace.read() as session:
        assert session.scalars(select(CodeRow)).all() == []


def test_an_entry_that_cannot_be_written_takes_the_change_with_it(workspace: Workspace):
    with pytest.raises(ValueError, match="NFC"), workspace.write(Event(act=Act.ALTER, name="tried")) as work:
        work.session.add(CodeRow(field="a", value="b"))
        work.note(odd="e\u0301")
    with workspace.read() as session:
        assert session.scalars(select(CodeRow)).all() == []


def test_a_row_cannot_name_an_entry_that_is_not_written(workspace: Workspace):
    with pytest.raises(DBAPIError, match="FOREIGN KEY"), workspace._store.write() as session:
        sql = "INSERT INTO scheme (kind, version, digest, body, actor_id, audit_seq) VALUES ('a', 1, 'b', x'00', 1, 99)"
        session.execute(text(sql))
    assert verify_audit(workspace).entries == 1


def test_every_connection_has_our_settings(workspace: Workspace):
    with workspace._store.write() as session:
        found = {
            name: session.execute(text(f"PRAGMA {name}")).scalar_one()
            for name in (
                "journal_mode",
                "synchronous",
                "foreign_keys",
                "temp_store",
                "recursive_triggers",
                "query_only",
            )
        }
    full, memory = 2, 2
    assert found == {
        "journal_mode": "wal", "synchronous": full, "foreign_keys": 1, "temp_store": memory, "recursive_triggers": 1,
        "query_only": 0,
    }  # fmt: skip


# ------------------------------------------------------------------ two writers


def test_two_threads_that_read_then_write_lose_nothing(workspace: Workspace):
    barrier = Barrier(2)

    def count_up() -> None:
        barrier.wait()
        for _ in range(20):
            with workspace.write(Event(act=Act.ALTER, name="counted")) as work:
                seen = work.session.execute(select(func.count()).select_from(CodeRow)).scalar_one()
                work.session.add(CodeRow(field="counter", value=str(seen)))

    start_together([Thread(target=count_up) for _ in range(2)])
    with workspace.read() as session:
        values = sorted(int(value) for value in session.scalars(select(CodeRow.value)))
    assert values == list(range(40))
    result = verify_audit(workspace)
    assert (result.entries, result.problems) == (41, ())


def test_two_processes_that_read_then_write_lose_nothing(tmp_path):
    ws = open_new(tmp_path / "workspace")
    with ws._store.write() as session:
        session.add(CodeRow(field="counter", value="00000"))
    arguments = (str(ws.folder / DB_FILE), key_of(ws).hex())
    processes = [child(WRITER, *arguments) for _ in range(2)]
    for process in processes:
        assert process.stdout is not None
        assert process.stdout.readline() == "ready\n"
    for process in processes:
        process.communicate("go\n")
        assert process.returncode == 0
    with ws.read() as session:
        assert len(session.scalars(select(CodeRow)).all()) == 41
        assert session.execute(select(func.max(CodeRow.value))).scalar_one() == "00040"
    ws.close()


def test_a_writing_session_holds_the_lock_from_its_start(workspace: Workspace):
    """A deferred transaction would let both read, and then refuse one of them."""
    with workspace._store.write() as session:
        session.connection()
        other = connect(workspace.folder / DB_FILE, key_of(workspace))
        other.execute("PRAGMA busy_timeout = 1")
        with pytest.raises(sqlcipher.OperationalError, match="locked"):
            other.execute("BEGIN IMMEDIATE")
        assert other.execute("SELECT count(*) FROM audit").fetchone() == (1,)
        other.close()


# ------------------------------------------------------------------ one library


@pytest.mark.parametrize("file", MODULES, ids=lambda file: file.relative_to(HERE).as_posix())
def test_no_module_of_ours_imports_another_sqlite(file: Path):
    names = set()
    for node in ast.walk(ast.parse(file.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            names |= {alias.name.partition(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            names.add((node.module or "").partition(".")[0])
    assert not names & {"sqlite3", "_sqlite3", "pysqlite3", "apsw", "aiosqlite"}


def test_opening_and_reading_loads_one_library(tmp_path):
    """SQLAlchemy and Alembic know the other one too: with ours handed to them they must not reach for it."""
    open_drawn(tmp_path / "workspace").ws.close()
    code = (
        "import sys; from pathlib import Path; from app.services import workspaces, audits;"
        "from app.services.grading import rounds;"
        f"ws = workspaces.open_workspace(Path(sys.argv[1]), passphrase={PASSPHRASE!r});"
        "rounds.read_queue(ws, round_id=1); audits.verify_audit(ws); ws.close();"
        "print(sorted(name for name in sys.modules if 'sqlite3' in name.split('.')[0]))"
    )
    with child(code, str(tmp_path / "workspace")) as process:
        assert process.stdout is not None
        assert process.stdout.read().strip() == "[]"


def test_a_record_version_is_read_by_the_same_store_only(tmp_path):
    """A copy keyed alike opens; it is a copy, and the live file does not follow it."""
    drawn = open_drawn(tmp_path / "workspace")
    drawn.ws.copy_store(tmp_path / "copy.db")
    copy: Store = drawn.ws.open_copy(tmp_path / "copy.db")
    with copy.read() as session, drawn.ws.read() as live:
        count = select(func.count()).select_from(RecordVersionRow)
        assert session.execute(count).scalar_one() == live.execute(count).scalar_one() == 319
    copy.close()
    drawn.ws.close()
