"""The batch door in processes of its own: real streams, real exit codes, no window, and no network."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.builders import OPEN_DATA, PASSPHRASE
from tests.cli.door import ROOT, Door, environment, process, run

KEY = {"SCRUTINY_PASSPHRASE": PASSPHRASE}


def test_a_refusal_from_outside(tmp_path: Path) -> None:
    done = process("import", OPEN_DATA, "--kind", "stop_search", "--json", "--workspace", tmp_path / "none", env=KEY)
    assert done.returncode == 1
    assert json.loads(done.stdout) == {
        "refused": f"There is no workspace in {tmp_path / 'none'}.",
        "fix": "Check the folder, or make one there.",
    }
    assert done.stderr == f"There is no workspace in {tmp_path / 'none'}. Check the folder, or make one there.\n"


def test_an_import_from_outside_says_everything_else_on_stderr(door: Door) -> None:
    done = process("import", OPEN_DATA, "--kind", "stop_search", "--json", "--workspace", door.workspace, env=KEY)
    assert done.returncode == 0
    assert json.loads(done.stdout)["stored"] == 1185
    assert "Reading" not in done.stderr, "no progress bar where there is no terminal"


def test_a_line_that_is_none_from_outside() -> None:
    done = process("frame", "--json")
    assert (done.returncode, set(json.loads(done.stdout))) == (2, {"refused", "fix"})


@pytest.mark.parametrize("encoding", ["ascii", "cp1252"])
def test_a_pipe_of_another_encoding_is_no_fault(drawn: Door, encoding: str) -> None:
    done = process(
        "draw", "ŵ“1”", "--app-seed", "--json", "--workspace", drawn.workspace,
        env={**KEY, "PYTHONIOENCODING": encoding, "PYTHONUTF8": "0"}, text=False,
    )  # fmt: skip
    assert done.returncode == 1
    assert json.loads(done.stdout.decode(encoding))["refused"] == "“ŵ“1”” names no sealed list."
    assert b"Traceback" not in done.stderr


def test_a_name_that_is_no_text_is_no_fault(door: Door) -> None:
    with environment(SCRUTINY_PASSPHRASE=PASSPHRASE):
        said = run("import", "none-\udce9.csv", "--kind", "stop_search", "--workspace", door.workspace, "--json")
    assert (said.code, said.data["refused"][:9]) == (1, "none-\udce9.cs")


def test_no_command_loads_the_window_or_a_network_library() -> None:
    code = (
        "import sys; from app.__main__ import start; start(['workspace', 'info']); "
        "print({name.partition('.')[0] for name in sys.modules} & {'PySide6', 'pytest', 'urllib3', 'requests'})"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.stdout.splitlines()[-1] == "set()"


def test_no_command_opens_a_socket(drawn: Door, tmp_path: Path) -> None:
    """An audit hook in a fresh process ends it at the first socket, of any family."""
    code = (
        "import os, sys\n"
        "sys.addaudithook(lambda event, _: event.startswith('socket.') and os._exit(77))\n"
        "from app.__main__ import start\n"
        "for line in sys.argv[1].split(';'):\n"
        "    code = start(line.split('|'))\n"
        "    print(line, code)\n"
    )
    out = tmp_path / "out"
    out.mkdir()
    lines = [
        "workspace|info", f"import|{OPEN_DATA}|--kind|stop_search",
        "frame|seal|--kind|stop_search|--from|2025-06-01|--to|2025-06-30|--size|3", "draw|F2|--app-seed",
        f"bundle|D2|--out|{out}/a.zip", f"verify|{out}/a.zip", f"pack|D2|--out|{out}/a.pdf", "audit|verify",
        f"workspace|backup|{out}/b.zip", f"demo|--no-window|--out|{tmp_path}/demo", "verify|none.zip", "nothing",
    ]  # fmt: skip
    with environment(**KEY, SCRUTINY_WORKSPACE=str(drawn.workspace)):
        done = subprocess.run(
            [sys.executable, "-c", code, ";".join(lines)], cwd=ROOT, capture_output=True, text=True, check=False
        )
    assert done.returncode == 0, done.stderr
    ended = [line.rpartition(" ")[2] for line in done.stdout.splitlines() if "|" in line or line.startswith("nothing")]
    assert ended == ["0"] * 10 + ["1", "2"]


def test_the_hook_would_have_caught_a_socket() -> None:
    code = (
        "import os, sys, socket\n"
        "sys.addaudithook(lambda event, _: event.startswith('socket.') and os._exit(77))\n"
        "socket.socket()\n"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 77


# ------------------------------------------------------------------ nobody listens, or there is no room
def left_alone(*words: object, stdout: int, folder: Path) -> tuple[int, str]:
    """Run a command whose stdout is of no use: its exit code and what stood on stderr."""
    code = "import sys; from app.__main__ import start; sys.exit(start())"
    with environment(**KEY, SCRUTINY_WORKSPACE=str(folder)):
        command = [sys.executable, "-c", code, *map(str, words)]
        done = subprocess.run(command, cwd=ROOT, stdout=stdout, stderr=subprocess.PIPE, text=True, check=False)
    return done.returncode, done.stderr


@pytest.mark.parametrize(("words", "code"), [("workspace info", 0), ("--help", 0), ("draw F7 --app-seed --json", 1)])
def test_a_reader_that_has_gone_changes_nothing(drawn: Door, words: str, code: int) -> None:
    ours, theirs = os.pipe()
    os.close(ours)
    try:
        ended, said = left_alone(*words.split(), stdout=theirs, folder=drawn.workspace)
    finally:
        os.close(theirs)
    assert ended == code
    assert said.startswith("There is no sealed list F7." if code else "")
    assert "Error" not in said


def test_an_answer_that_finds_no_room_keeps_its_code(drawn: Door) -> None:
    with Path("/dev/full").open("w", encoding="ascii") as full:
        code, said = left_alone("workspace", "info", "--json", stdout=full.fileno(), folder=drawn.workspace)
    assert (code, "Traceback" in said) == (0, False)


# ------------------------------------------------------------------ faults
def test_a_fault_is_a_sentence_a_crash_sheet_and_1(door: Door, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    def broken(*_: object, **__: object) -> None:
        raise ValueError("Marmaduke Quill")

    monkeypatch.setattr("app.services.collecting.imports.import_extract", broken)
    said = door("import", OPEN_DATA, "--kind", "stop_search")
    assert said.code == 1
    assert said.data["refused"] == "Something went wrong that should not have (ValueError)."
    (sheet,) = tmp_path.joinpath("state").rglob("crash-*.txt")
    assert str(sheet) in said.data["fix"]
    text = sheet.read_text(encoding="utf-8")
    assert "builtins.ValueError" in text
    assert "app/cli/records.py" in text
    assert "Quill" not in text + said.out + said.err


def test_a_fault_with_nowhere_to_write_is_still_a_sentence(
    door: Door, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    (tmp_path / "state").write_text("a file where the folder would be")
    monkeypatch.setattr("app.services.workspaces.workspace_info", lambda ws: 1 / 0)
    said = door("workspace", "info")
    assert (said.code, said.data["fix"]) == (1, "Please report it.")


def test_stopped_by_the_person(door: Door, monkeypatch: pytest.MonkeyPatch) -> None:
    def stop(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("app.services.workspaces.workspace_info", stop)
    said = door("workspace", "info")
    assert (said.code, said.data["refused"]) == (1, "Stopped.")
    assert door("audit", "verify").code == 0, "and the workspace was closed"
