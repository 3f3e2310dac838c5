"""Making, opening and describing a workspace: all or nothing, one window at a time, plainly refused."""

import os
import signal
import subprocess
import sys
from pathlib import Path
from threading import Thread

import pytest

import app
from app.core.clock import to_text
from app.core.errors import AppError, Damaged, WrongPassphrase
from app.models.keys import KEY_FILE
from app.models.store import DB_FILE
from app.services import workspaces
from app.services.workspace import Workspace
from app.services.workspaces import create_workspace, is_workspace, open_workspace, refuse_open, workspace_info
from tests.builders import (
    CHEAP,
    PASSPHRASE,
    START,
    FixedClock,
    entries,
    head,
    make_workspace,
    open_drawn,
    open_new,
    reopen,
)

HOLD = """
import sys
from pathlib import Path
from app.services.workspaces import open_workspace
ws = open_workspace(Path(sys.argv[1]), passphrase=sys.argv[2])
print("open", flush=True)
sys.stdin.readline()
"""


def tree(folder: Path) -> dict[str, bytes]:
    return {file.name: file.read_bytes() for file in folder.iterdir() if file.suffix != ".lock"}


def test_a_new_workspace_opens_with_passphrase_and_recovery_key(tmp_path):
    ws, made = make_workspace(tmp_path / "panel", practice=False)
    assert (ws.practice, made.practice, ws.folder) == (False, False, tmp_path / "panel")
    assert is_workspace(tmp_path / "panel")
    ws.close()
    for typed in (PASSPHRASE, made.recovery_key, made.recovery_key.lower().replace("-", " ")):
        again = reopen(tmp_path / "panel", passphrase=typed)
        assert again.uuid == ws.uuid
        again.close()


def test_the_first_entry_says_what_was_made(tmp_path):
    for practice in (True, False):
        ws = open_new(tmp_path / str(practice), practice=practice)
        (only,) = entries(ws)
        assert (only["act"], only["event"]) == ("collect", "workspace_made")
        assert only["details"] == {"workspace": ws.uuid, "practice": practice}
        assert only["at"] == to_text(START)
        ws.close()


def test_two_workspaces_share_no_key_and_no_id(tmp_path):
    first, made = make_workspace(tmp_path / "a")
    second, other = make_workspace(tmp_path / "b")
    assert first.uuid != second.uuid
    assert made.recovery_key != other.recovery_key
    assert first._store._key != second._store._key
    first.close()
    second.close()


@pytest.mark.parametrize("passphrase", ["", " ", "\t\n"])
def test_an_empty_passphrase_is_refused(tmp_path, passphrase: str):
    with pytest.raises(AppError, match="needs a passphrase"):
        make_workspace(tmp_path / "panel", passphrase=passphrase)
    assert list(tmp_path.iterdir()) == []


def test_a_folder_with_something_in_it_is_left_alone(tmp_path):
    (tmp_path / "letter.txt").write_text("mine", "utf-8")
    with pytest.raises(AppError, match="is not empty"):
        make_workspace(tmp_path)
    assert [file.name for file in tmp_path.iterdir()] == ["letter.txt"]
    with pytest.raises(AppError, match="is not empty"):
        make_workspace(tmp_path / "letter.txt")
    assert (tmp_path / "letter.txt").read_text("utf-8") == "mine"


def test_an_empty_folder_will_do(tmp_path):
    (tmp_path / "panel").mkdir()
    make_workspace(tmp_path / "panel")[0].close()
    assert is_workspace(tmp_path / "panel")


@pytest.mark.parametrize("step", ["create_schema", "_first_rows", "Store"])
@pytest.mark.parametrize(
    "fault", [OSError(28, "No space left on device"), AppError("Full.", "Free some."), KeyError("x")]
)
def test_a_failure_in_the_middle_leaves_nothing(tmp_path, monkeypatch, step: str, fault: Exception):
    def fails(*_: object, **__: object) -> None:
        raise fault

    monkeypatch.setattr(workspaces, step, fails)
    wanted = AppError if isinstance(fault, OSError) else type(fault)
    with pytest.raises(wanted):
        make_workspace(tmp_path / "panel")
    assert list(tmp_path.iterdir()) == []


def test_a_place_that_cannot_be_made_is_told_plainly(tmp_path):
    (tmp_path / "file").write_text("mine", "utf-8")
    with pytest.raises(AppError, match="cannot be made"):
        make_workspace(tmp_path / "file" / "panel")
    assert [item.name for item in tmp_path.iterdir()] == ["file"]


@pytest.mark.parametrize("cloud", ["OneDrive - Force", "Dropbox"])
def test_neither_made_nor_opened_in_a_synced_folder(tmp_path, cloud: str):
    with pytest.raises(AppError, match="synced folder"):
        make_workspace(tmp_path / cloud / "panel")
    assert list(tmp_path.iterdir()) == []
    open_new(tmp_path / "panel").close()
    (tmp_path / "panel").rename(tmp_path / cloud)
    with pytest.raises(AppError, match="synced folder") as told:
        reopen(tmp_path / cloud)
    assert str(workspaces.suggest_folder(practice=False)) in told.value.fix


def test_a_wrong_passphrase_changes_nothing(tmp_path):
    open_new(tmp_path / "panel").close()
    before = tree(tmp_path / "panel")
    with pytest.raises(WrongPassphrase) as told:
        reopen(tmp_path / "panel", passphrase="wrong and secret")
    assert "wrong and secret" not in str(told.value)
    assert tree(tmp_path / "panel") == before
    reopen(tmp_path / "panel").close()


def test_there_is_nothing_to_open(tmp_path):
    (tmp_path / "file").write_text("mine", "utf-8")
    for place in (tmp_path, tmp_path / "nowhere", tmp_path / "file"):
        with pytest.raises(AppError, match="There is no workspace in"):
            reopen(place)
    assert [item.name for item in tmp_path.iterdir()] == ["file"]


def test_a_missing_file_is_told_plainly_and_not_made_anew(tmp_path):
    open_new(tmp_path / "panel").close()
    (tmp_path / "panel" / DB_FILE).unlink()
    with pytest.raises(Damaged, match="missing from its folder"):
        reopen(tmp_path / "panel")
    assert not (tmp_path / "panel" / DB_FILE).exists()


def test_a_missing_key_file_is_told_plainly(tmp_path):
    open_new(tmp_path / "panel").close()
    (tmp_path / "panel" / KEY_FILE).unlink()
    with pytest.raises(Damaged, match="key file is missing from its folder"):
        reopen(tmp_path / "panel")


def test_a_damaged_key_file_is_told_plainly(tmp_path):
    open_new(tmp_path / "panel").close()
    (tmp_path / "panel" / KEY_FILE).write_bytes(b"{")
    before = tree(tmp_path / "panel")
    with pytest.raises(Damaged, match="key file is damaged"):
        reopen(tmp_path / "panel")
    assert tree(tmp_path / "panel") == before


def test_a_key_file_of_another_workspace_is_told_plainly(tmp_path):
    for name in ("a", "b"):
        make_workspace(tmp_path / name)[0].close()
    (tmp_path / "b" / KEY_FILE).replace(tmp_path / "a" / KEY_FILE)
    before = tree(tmp_path / "a")
    with pytest.raises(Damaged, match="not the one its key file belongs to"):
        reopen(tmp_path / "a")
    assert tree(tmp_path / "a") == before


def test_a_slot_of_someone_unknown_is_told_plainly(tmp_path):
    ws = open_new(tmp_path / "panel")
    ws.close()
    keys = tmp_path / "panel" / KEY_FILE
    keys.write_text(keys.read_text("utf-8").replace(ws.actor.uuid, "00000000-0000-4000-8000-000000000000"), "utf-8")
    with pytest.raises(Damaged, match="do not belong together"):
        reopen(tmp_path / "panel")


# ------------------------------------------------------------------ one at a time


def test_a_second_window_is_refused_until_the_first_is_closed(workspace: Workspace):
    for _ in range(2):
        with pytest.raises(AppError, match="open already"):
            reopen(workspace.folder)
    with pytest.raises(AppError, match="open already"):
        refuse_open(workspace.folder)
    workspace.close()
    refuse_open(workspace.folder)
    reopen(workspace.folder).close()


def test_what_one_thread_opens_another_may_close(tmp_path):
    opened: list[Workspace] = []
    worker = Thread(target=lambda: opened.append(open_new(tmp_path / "panel")))
    worker.start()
    worker.join()
    with pytest.raises(AppError, match="open already"):
        reopen(tmp_path / "panel")
    opened[0].close()
    reopen(tmp_path / "panel").close()


def test_another_process_is_refused_and_a_killed_one_lets_go(tmp_path):
    open_new(tmp_path / "panel").close()
    command = [sys.executable, "-c", HOLD, str(tmp_path / "panel"), PASSPHRASE]
    there = Path(app.__file__).parents[1]
    with subprocess.Popen(command, cwd=there, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as holder:
        assert holder.stdout is not None
        assert holder.stdout.readline() == "open\n"
        with pytest.raises(AppError, match="open already"):
            reopen(tmp_path / "panel")
        os.kill(holder.pid, signal.SIGTERM if os.name == "nt" else signal.SIGKILL)
        holder.wait()
    ws = reopen(tmp_path / "panel")
    assert len(entries(ws)) == 1
    ws.close()


# ------------------------------------------------------------------ what it says of itself


def test_an_empty_workspace_in_numbers(workspace: Workspace):
    info = workspace_info(workspace)
    assert (info.practice, info.force, info.actor) == (True, "cheshire", "line_manager")
    assert (info.records, info.frames, info.draws, info.verdicts) == ({}, 0, 0, 0)
    assert (info.audit_entries, bytes.fromhex(info.audit_head)) == head(workspace)
    assert info.created_at == to_text(START)


def test_a_full_workspace_in_numbers(tmp_path):
    drawn = open_drawn(tmp_path / "panel")
    info = workspace_info(drawn.ws)
    assert (info.records, info.frames, info.draws) == ({"stop_search": 304, "s60_search": 15}, 1, 1)
    drawn.ws.close()


def test_practice_stays_what_it_was_made(tmp_path):
    for practice in (True, False):
        folder = tmp_path / str(practice)
        open_new(folder, practice=practice).close()
        ws = reopen(folder)
        assert ws.practice is practice
        ws.close()


def test_the_clock_is_the_one_that_was_given(tmp_path):
    clock = FixedClock()
    ws, _ = create_workspace(tmp_path / "panel", passphrase="a b", practice=True, clock=clock, cost=CHEAP)
    assert ws.clock is clock
    ws.close()
    again = open_workspace(tmp_path / "panel", passphrase="a b", clock=clock)
    assert again.clock is clock
    again.close()
