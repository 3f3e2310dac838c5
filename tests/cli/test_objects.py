"""``--json``: one object on stdout, of the shape that the contract names, and everything else on stderr."""

import json
import zipfile
from hashlib import sha256
from pathlib import Path
from typing import Any
from unittest import mock

import pytest

from app.cli import command
from app.core.canonical import sha256_hex
from tests.builders import CHEAP, OPEN_DATA, PASSPHRASE, PRACTICE_EXTRACT, SEED, make_workspace
from tests.cli.door import Door, environment, run

HEX = 64


def hexes(*values: object) -> bool:
    return all(isinstance(value, str) and len(value) == HEX and int(value, 16) >= 0 for value in values)


@pytest.fixture
def imported(door: Door) -> Door:
    assert door("import", PRACTICE_EXTRACT, "--kind", "stop_search").code == 0
    return door


# ------------------------------------------------------------------ the shapes of what was done
def test_import(door: Door) -> None:
    said = door("import", OPEN_DATA, "--kind", "stop_search")
    assert said.code == 0
    assert (said.data["rows_read"], said.data["stored"], said.data["rejected"]) == (1185, 1185, 0)
    assert said.data["problems"] == []
    assert said.data["by_kind"] == {"stop_search": 1155, "s60_search": 30}
    assert "1,185 rows read" in said.err


def test_import_with_problems_gives_row_line_column_value_and_reason(door: Door, tmp_path: Path) -> None:
    lines = PRACTICE_EXTRACT.read_text(encoding="utf-8").splitlines()
    file = tmp_path / "a.csv"
    bad = lines[1].replace("01/06/2025 12:39", "noon")
    file.write_text("\n".join([lines[0], lines[1], bad, lines[1], "", ""]), encoding="utf-8")
    data = door("import", file, "--kind", "stop_search").data
    assert (data["rows_read"], data["stored"], data["rejected"]) == (4, 2, 2)
    problem, blank = data["problems"]
    assert {key: problem[key] for key in ("row", "line", "column", "value")} == {
        "row": 2, "line": 3, "column": "Search date/time", "value": "noon",
    }  # fmt: skip
    assert "is no date and time" in problem["reason"]
    assert (blank["row"], blank["line"], blank["reason"]) == (4, 5, "the line is blank")


def test_frame_seal(imported: Door) -> None:
    words = ("--kind", "stop_search", "--from", "2025-06-01", "--to", "2025-06-30")
    data = imported("frame", "seal", *words, "--strata", "lpu", "--size", "20", "--reserves", "5").data
    assert {"frame", "seal", "plan", "cases", "strata"} <= set(data)
    assert (data["frame"], data["cases"]) == ("F1", 304)
    assert hexes(data["seal"], data["plan"])
    for line in data["strata"]:
        assert set(line) == {"label", "name", "cases", "size", "reserves", "rule", "weight"}
    assert [line["label"] for line in data["strata"]] == [f"S{at:02}" for at in range(1, len(data["strata"]) + 1)]
    assert sum(line["cases"] for line in data["strata"]) == 304
    assert sum(line["size"] for line in data["strata"]) == 20
    assert sum(line["reserves"] for line in data["strata"]) == 5


def test_draw(imported: Door) -> None:
    words = ("--kind", "stop_search", "--from", "2025-06-01", "--to", "2025-06-30", "--size", "8", "--reserves", "2")
    sealed = imported("frame", "seal", *words).data
    data = imported("draw", "F1", "--seed", f"{SEED[:10]} {SEED[10:]}").data
    assert {"draw", "number", "seal", "plan", "seed", "cases", "reserves"} <= set(data)
    assert (data["seed_source"], data["lodged"], data["people"], data["whole"]) == ("dice", 0, {}, False)
    assert (data["draw"], data["number"], data["seed"]) == ("D1", 1, SEED)
    assert (data["seal"], data["plan"]) == (sealed["seal"], sealed["plan"])
    assert (len(data["cases"]), len(data["reserves"])) == (8, 2)
    for case in data["cases"] + data["reserves"]:
        assert set(case) == {"token", "stratum", "ticket", "case_key"}
        assert case["ticket"] == sha256(f"{data['seal']}:1:{SEED}:{case['token']}".encode()).hexdigest()
        assert case["stratum"] == "S01"
    tickets = [case["ticket"] for case in data["cases"] + data["reserves"]]
    assert tickets == sorted(tickets)


def test_draw_by_the_app(imported: Door) -> None:
    words = ("--kind", "stop_search", "--from", "2025-06-01", "--to", "2025-06-30", "--size", "8")
    imported("frame", "seal", *words)
    data = imported("draw", "f1", "--app-seed").data
    assert data["seed"].isdecimal()
    assert len(data["seed"]) == 40
    assert data["reserves"] == []


def test_bundle_and_verify(drawn: Door, tmp_path: Path) -> None:
    file = tmp_path / "D1.zip"
    data = drawn("bundle", "D1", "--out", file).data
    assert data == {"bundle": str(file), "sha256": sha256_hex(file.read_bytes()), "told": []}
    with zipfile.ZipFile(file) as archive:
        assert archive.namelist() == ["frame.csv", "plan.json", "draw.json", "check.html", "CHECK.txt"]
    said = run("verify", file, "--json")
    assert (said.code, said.data["ok"], said.data["problems"]) == (0, True, [])


def test_pack(drawn: Door, tmp_path: Path) -> None:
    file = tmp_path / "D1.pdf"
    data = drawn("pack", "D1", "--out", file).data
    digest = sha256_hex(file.read_bytes())
    copies = [{"file": str(file), "sha256": digest}]
    assert data == {"pack": str(file), "sha256": digest, "copies": copies, "told": []}
    assert file.read_bytes().startswith(b"%PDF-")


def test_a_home_folder_is_found_again(drawn: Door, tmp_path: Path) -> None:
    with environment(HOME=str(tmp_path), USERPROFILE=str(tmp_path)):
        for command, name in (("pack", "D1.pdf"), ("bundle", "D1.zip")):
            assert drawn(command, "D1", f"--out=~/{name}").data[command] == str(tmp_path / name)


def test_audit_verify(drawn: Door) -> None:
    info = drawn("workspace", "info").data
    data = drawn("audit", "verify").data
    assert (data["ok"], data["problems"], data["head_found"]) == (True, [], None)
    assert (data["entries"], data["head"]) == (info["audit_entries"], info["audit_head"])
    drawn("bundle", "D1", "--out", drawn.workspace.parent / "a.zip")
    grouped = " ".join(info["audit_head"][at : at + 8] for at in range(0, HEX, 8)).upper()
    assert drawn("audit", "verify", "--head", grouped).data["head_found"] is True


def test_a_head_that_is_not_in_the_chain_is_3(drawn: Door) -> None:
    said = drawn("audit", "verify", "--head", "ab" * 32)
    assert (said.code, said.data["ok"], said.data["head_found"]) == (3, False, False)
    assert "does not stand in this chain" in said.data["problems"][0]
    assert said.err.endswith("The chain itself is whole, but the head you gave does not stand in it.\n")


@pytest.fixture
def cheap(monkeypatch: pytest.MonkeyPatch) -> None:
    """A try at a passphrase takes no time here."""
    monkeypatch.setattr("app.models.keys.KdfCost", lambda **cost: CHEAP)


@pytest.mark.usefixtures("cheap")
def test_workspace_create_info_and_backup(tmp_path: Path) -> None:
    with environment(SCRUTINY_PASSPHRASE=PASSPHRASE):
        made = run("workspace", "create", tmp_path / "ws", "--practice", "--json")
        assert made.code == 0
        assert set(made.data) == {"workspace", "practice", "recovery_key"}
        assert (made.data["workspace"], made.data["practice"]) == (str(tmp_path / "ws"), True)
        info = run("workspace", "info", "--workspace", tmp_path / "ws", "--json").data
        assert (info["practice"], info["records"], info["audit_entries"]) == (True, {}, 1)
        backup = run("workspace", "backup", tmp_path / "b.zip", "--workspace", tmp_path / "ws", "--json").data
        assert backup["sha256"] == sha256_hex((tmp_path / "b.zip").read_bytes())
        with zipfile.ZipFile(tmp_path / "b.zip") as archive:
            archive.extractall(tmp_path / "restored")
        again = run("workspace", "info", "--workspace", tmp_path / "restored", "--json").data
        assert (again["uuid"], again["audit_head"]) == (info["uuid"], backup["audit_head"])
    with environment(SCRUTINY_PASSPHRASE=made.data["recovery_key"]):
        assert run("workspace", "info", "--workspace", tmp_path / "ws").code == 0


@pytest.mark.usefixtures("cheap")
def test_a_real_workspace_is_made_without_the_word_practice(tmp_path: Path) -> None:
    with environment(SCRUTINY_PASSPHRASE=PASSPHRASE):
        made = run("workspace", "create", tmp_path / "ws", "--json")
    assert made.data["practice"] is False


def test_a_folder_in_use_is_refused_and_left_alone(tmp_path: Path) -> None:
    (tmp_path / "mine.txt").write_text("mine")
    with environment(SCRUTINY_PASSPHRASE=PASSPHRASE):
        said = run("workspace", "create", tmp_path, "--json")
    assert said.code == 1
    assert "is not empty" in said.data["refused"]
    assert [file.name for file in tmp_path.iterdir()] == ["mine.txt"]


# ------------------------------------------------------------------ without --json
def lines_of(door: Door, tmp_path: Path) -> list[tuple[str, ...]]:
    words = ("--kind", "stop_search", "--from", "2025-06-01", "--to", "2025-06-30", "--size", "2")
    return [
        ("workspace", "info"), ("import", str(OPEN_DATA), "--kind", "stop_search"), ("frame", "seal", *words),
        ("draw", "F2", "--app-seed"), ("bundle", "D2", "--out", str(tmp_path / "a.zip")),
        ("verify", str(tmp_path / "a.zip")), ("pack", "D2", "--out", str(tmp_path / "a.pdf")), ("audit", "verify"),
        ("workspace", "backup", str(tmp_path / "b.zip")),
    ]  # fmt: skip


def test_without_json_the_words_go_to_stdout_and_nothing_to_stderr(drawn: Door, tmp_path: Path) -> None:
    for line in lines_of(drawn, tmp_path):
        said = drawn(*line, json=False)
        assert (said.code, said.err) == (0, ""), line
        assert said.out.strip(), line


def test_a_refusal_without_json_leaves_stdout_empty(door: Door) -> None:
    said = door("draw", "F1", "--app-seed", json=False)
    assert (said.code, said.out) == (1, "")
    assert said.err == "There is no sealed list F1. Seal a list first; a seed comes after the seal.\n"


# ------------------------------------------------------------------ the passphrase
def test_a_wrong_passphrase_is_one_sentence(door: Door) -> None:
    with environment(SCRUTINY_PASSPHRASE="wrong"):
        said = run("workspace", "info", "--workspace", door.workspace, "--json")
    assert said.code == 1
    assert "does not open this workspace" in said.data["refused"]
    assert "recovery key" in said.data["fix"]


@pytest.mark.parametrize("words", [("workspace", "info"), ("workspace", "create", "DIR")])
def test_no_passphrase_and_nobody_to_ask(door: Door, words: tuple[str, ...], tmp_path: Path) -> None:
    line = [str(tmp_path / "new") if word == "DIR" else word for word in words]
    said = run(*line, "--workspace", door.workspace, "--json", stdin="typed by nobody\n")
    assert said.code == 1
    assert said.data == {
        "refused": "A passphrase is needed, and there is nobody to ask.",
        "fix": "Set SCRUTINY_PASSPHRASE.",
    }


class Terminal:
    """A person at a terminal, who types these passphrases."""

    def __init__(self, *typed: str) -> None:
        self.typed = list(typed)
        self.asked: list[str] = []

    def isatty(self) -> bool:
        return True

    def getpass(self, prompt: str, stream: Any) -> str:
        self.asked.append(prompt)
        return self.typed.pop(0)


def at(terminal: Terminal) -> Any:
    return mock.patch.multiple(command, getpass=terminal, sys=mock.Mock(stdin=terminal))


def test_a_passphrase_is_asked_for_once(door: Door) -> None:
    terminal = Terminal(PASSPHRASE)
    with at(terminal):
        assert command.passphrase() == PASSPHRASE
    assert terminal.asked == ["Passphrase: "]


def test_a_new_passphrase_is_asked_for_twice() -> None:
    with at(Terminal("one", "one")):
        assert command.passphrase(new=True) == "one"
    with at(Terminal("one", "two")), pytest.raises(command.AppError, match="The two passphrases differ"):
        command.passphrase(new=True)


def test_an_empty_passphrase_makes_no_workspace(tmp_path: Path) -> None:
    with environment(SCRUTINY_PASSPHRASE=" "):
        said = run("workspace", "create", tmp_path / "ws", "--json")
    assert said.code == 1
    assert "needs a passphrase" in said.data["refused"]
    assert not (tmp_path / "ws").exists()


# ------------------------------------------------------------------ the workspace
def test_where_there_is_no_workspace(tmp_path: Path) -> None:
    with environment(SCRUTINY_PASSPHRASE=PASSPHRASE):
        for folder in (tmp_path, tmp_path / "none"):
            said = run("audit", "verify", "--workspace", folder, "--json")
            assert (said.code, said.data["refused"]) == (1, f"There is no workspace in {folder}.")


def test_a_workspace_that_is_open_elsewhere(tmp_path: Path) -> None:
    ws, _ = make_workspace(tmp_path / "ws")
    with environment(SCRUTINY_PASSPHRASE=PASSPHRASE):
        said = run("workspace", "info", "--workspace", tmp_path / "ws", "--json")
    assert said.code == 1
    assert "open already, in another window or program" in said.data["refused"]
    ws.close()
    with environment(SCRUTINY_PASSPHRASE=PASSPHRASE):
        assert run("workspace", "info", "--workspace", tmp_path / "ws").code == 0


def test_a_damaged_workspace_is_one_sentence(door: Door) -> None:
    file = door.workspace / "workspace.db"
    data = bytearray(file.read_bytes())
    data[2000] ^= 1
    file.write_bytes(data)
    said = door("audit", "verify")
    assert said.code == 1
    assert "file is damaged" in said.data["refused"]
    assert "backup" in said.data["fix"]


# ------------------------------------------------------------------ characters that a pipe may not know
def test_the_object_is_ascii_and_reads_back(door: Door, tmp_path: Path) -> None:
    name = tmp_path / "dŵr “x”.csv"
    said = door("import", name, "--kind", "stop_search")
    assert said.out.isascii()
    assert str(name) in json.loads(said.out)["refused"]
