"""A backup is opened and checked before it takes its name, and opens again as the workspace it was made of."""

import zipfile
from hashlib import sha256
from pathlib import Path
from threading import Event as Signal
from threading import Thread

import pytest
from sqlalchemy import text

from app.core.errors import AppError, Damaged
from app.core.events import Act, Event
from app.models.keys import KEY_FILE
from app.models.store import DB_FILE, Store
from app.models.tables import METADATA
from app.services import workspaces
from app.services.audits import verify_audit
from app.services.workspace import Workspace
from app.services.workspaces import backup_workspace
from tests.builders import Drawn, entries, grade, head, open_case, reopen


def restore(file: Path, folder: Path) -> Workspace:
    """What a person does: unpack into an empty folder, and open."""
    with zipfile.ZipFile(file) as archive:
        archive.extractall(folder)
    return reopen(folder)


def content(ws: Workspace) -> dict[str, list]:
    with ws.read() as session:
        return {
            name: [tuple(row) for row in session.execute(text(f'SELECT * FROM "{name}" ORDER BY rowid'))]
            for name in METADATA.tables
        }


def leftovers(folder: Path) -> list[str]:
    return sorted(item.name for item in folder.iterdir() if item.name.startswith("."))


def test_a_backup_is_the_workspace_again(practice_workspace_with_draw: Drawn, tmp_path):
    drawn = practice_workspace_with_draw
    grade(drawn.ws, open_case(drawn, 1))
    before, at = content(drawn.ws), head(drawn.ws)
    made = backup_workspace(drawn.ws, tmp_path / "backup.zip").value
    assert made.records == 319
    assert bytes.fromhex(made.audit_head) == at[1]
    assert made.sha256 == sha256((tmp_path / "backup.zip").read_bytes()).hexdigest()
    again = restore(tmp_path / "backup.zip", tmp_path / "restored")
    assert head(again) == at
    assert content(again) == before
    assert verify_audit(again, head=made.audit_head).problems == ()
    assert again.uuid == drawn.ws.uuid
    again.close()
    assert leftovers(tmp_path) == leftovers(drawn.ws.folder) == []


def test_the_backup_is_in_the_log_of_the_workspace(workspace: Workspace, tmp_path):
    made = backup_workspace(workspace, tmp_path / "backup.zip").value
    last = entries(workspace)[-1]
    assert (last["act"], last["event"], last["details"]) == ("disclose", "backup_made", {"sha256": made.sha256})


def test_a_backup_holds_the_store_encrypted_and_the_wrapped_keys_only(practice_workspace_with_draw: Drawn, tmp_path):
    backup_workspace(practice_workspace_with_draw.ws, tmp_path / "backup.zip")
    with zipfile.ZipFile(tmp_path / "backup.zip") as archive:
        assert archive.namelist() == [DB_FILE, KEY_FILE]
        assert archive.testzip() is None
    held = (tmp_path / "backup.zip").read_bytes()
    for words in (b"SQLite format", b"CREATE TABLE", b"Northwich", b"PSS/25", b"stop_search"):
        assert words not in held


def test_the_workspace_goes_on_while_and_after_it_is_copied(workspace: Workspace, tmp_path, monkeypatch):
    """Another thread writes while the copy is being checked: the copy is still whole, and the write is not lost."""
    copied, written = Signal(), Signal()
    copy_to = Store.copy_to

    def slowly(store: Store, target: Path) -> None:
        copy_to(store, target)
        copied.set()
        assert written.wait(10)

    def write_in_between() -> None:
        assert copied.wait(10)
        with workspace.write(Event(act=Act.ALTER, name="in_between")):
            pass
        written.set()

    monkeypatch.setattr(Store, "copy_to", slowly)
    other = Thread(target=write_in_between)
    other.start()
    made = backup_workspace(workspace, tmp_path / "backup.zip").value
    other.join()
    assert [entry["event"] for entry in entries(workspace)] == ["workspace_made", "in_between", "backup_made"]
    assert verify_audit(workspace, head=made.audit_head).problems == ()


def test_an_older_file_is_overwritten_by_a_whole_backup_only(workspace: Workspace, tmp_path, monkeypatch):
    target = tmp_path / "backup.zip"
    target.write_bytes(b"someone else's")

    def breaks(self: zipfile.ZipFile, *_: object) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patch, pytest.raises(AppError, match="No space left on device"):
        patch.setattr(zipfile.ZipFile, "write", breaks)
        backup_workspace(workspace, target)
    assert target.read_bytes() == b"someone else's"
    assert len(entries(workspace)) == 1
    assert leftovers(tmp_path) == leftovers(workspace.folder) == []
    backup_workspace(workspace, target)
    assert zipfile.is_zipfile(target)


def test_a_copy_that_did_not_come_out_whole_is_no_backup(workspace: Workspace, tmp_path, monkeypatch):
    copy_to = Store.copy_to

    def half(store: Store, target: Path) -> None:
        copy_to(store, target)
        whole = bytearray(target.read_bytes())
        whole[-2000] ^= 1
        target.write_bytes(whole)

    monkeypatch.setattr(Store, "copy_to", half)
    with pytest.raises(Damaged):
        backup_workspace(workspace, tmp_path / "backup.zip")
    assert not (tmp_path / "backup.zip").exists()
    assert len(entries(workspace)) == 1


def test_a_copy_of_another_chain_is_no_backup(workspace: Workspace, tmp_path, monkeypatch):
    monkeypatch.setattr(workspaces.audit, "stands", lambda session, link: False)
    with pytest.raises(Damaged, match="did not come out whole"):
        backup_workspace(workspace, tmp_path / "backup.zip")
    assert not (tmp_path / "backup.zip").exists()


def test_a_zip_that_reads_back_differently_is_no_backup(workspace: Workspace, tmp_path, monkeypatch):
    monkeypatch.setattr(zipfile.ZipFile, "testzip", lambda self: DB_FILE)
    with pytest.raises(Damaged, match="did not come out whole"):
        backup_workspace(workspace, tmp_path / "backup.zip")
    assert not (tmp_path / "backup.zip").exists()
    assert leftovers(tmp_path) == []


def test_a_place_that_is_not_there_is_told_plainly(workspace: Workspace, tmp_path):
    with pytest.raises(AppError, match="There is no folder"):
        backup_workspace(workspace, tmp_path / "nowhere" / "backup.zip")
    (tmp_path / "folder").mkdir()
    with pytest.raises(AppError, match="is a folder"):
        backup_workspace(workspace, tmp_path / "folder")
    assert len(entries(workspace)) == 1
    assert leftovers(tmp_path) == leftovers(workspace.folder) == []


@pytest.mark.parametrize("name", [DB_FILE, KEY_FILE, f"{DB_FILE}-wal", "workspace.lock", "WORKSPACE.DB"])
def test_a_backup_is_never_written_over_the_workspace_itself(workspace: Workspace, name: str):
    before = (workspace.folder / KEY_FILE).read_bytes()
    with pytest.raises(AppError, match="is the workspace itself"):
        backup_workspace(workspace, workspace.folder / name)
    assert (workspace.folder / KEY_FILE).read_bytes() == before
    assert verify_audit(workspace).problems == ()


def test_two_backups_of_one_workspace_open_side_by_side(workspace: Workspace, tmp_path):
    for number in (1, 2):
        backup_workspace(workspace, tmp_path / f"{number}.zip")
    first, second = (restore(tmp_path / f"{number}.zip", tmp_path / str(number)) for number in (1, 2))
    assert (len(entries(first)), len(entries(second))) == (1, 2)
    first.close()
    second.close()
