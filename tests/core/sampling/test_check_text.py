"""An outsider's check with nothing but the bundle and coreutils: the shell lines of CHECK.txt, as they stand."""

import hashlib
import json
import subprocess
from pathlib import Path
from typing import Any

import pytest

from app.core.resources import root
from app.core.sampling.verify import verify
from tests.core.sampling.bundles import a_bundle, rewritten
from tests.core.sampling.tampering import good_bundles

pytestmark = pytest.mark.needs("bash")


def shell_lines() -> str:
    text = (root() / "check" / "CHECK.txt").read_text(encoding="utf-8")
    shell, _ = text.split("\nWINDOWS", 1)
    return "\n".join(line.strip() for line in shell.split("\n") if line.startswith("    "))


def run(folder: Path, members: dict[str, bytes]) -> subprocess.CompletedProcess[str]:
    for name, data in members.items():
        (folder / name).write_bytes(data)
    return subprocess.run(["bash", "-u"], input=shell_lines(), cwd=folder, capture_output=True, text=True, timeout=60)


SAME = ["THE CASES ARE THE SAME", "THE RESERVES ARE THE SAME", "THE REPLACED CASES FOLLOW THE ORDER"]


def moved(kind: str) -> dict[str, bytes]:
    """A bundle in which cases were replaced and withheld, one way or another."""
    members = a_bundle(stratified=False, reserves=2)

    def change(record: dict[str, Any]) -> None:
        first, second, third = (case["token"] for case in record["cases"][:3])
        one, two = (case["token"] for case in record["reserves"])
        good = [(first, one), (second, two), (third, None)]
        ways = {
            "until none is left": good,
            "a reserve too": [(first, one), (one, two)],
            "out of turn": [(first, two)],
            "one passed over": [(first, None)],
            "twice": [(first, one), (first, two)],
            "a stranger": [("f" * 64, one)],
            "a reserve not in yet": [(two, one)],
        }
        record["replaced"] = [{"token": token, "by": by, "reason": "duplicate"} for token, by in ways[kind]]
        record["withheld"] = [{"token": record["cases"][5]["token"], "reason": "live_investigation"}]

    return rewritten(members, "draw.json", change)


BUNDLES = [pytest.param(members, id=name) for name, members in good_bundles() if name != "with page and text"]


@pytest.mark.parametrize("kind", ["until none is left", "a reserve too"])
def test_lines_follow_the_replaced(tmp_path: Path, kind: str) -> None:
    members = moved(kind)
    assert verify(members) == ()
    done = run(tmp_path, members)
    record = json.loads(members["draw.json"])
    assert done.stderr == ""
    assert SAME[2] in done.stdout
    for one in record["replaced"]:
        assert f"{one['token']} {one['by'] or 'null'} duplicate\n" in done.stdout
    assert f"{record['withheld'][0]['token']} live_investigation\n" in done.stdout
    assert '"replace_reasons":["duplicate","wrong_kind"]\n"withhold_reasons":["live_investigation"]' in done.stdout


@pytest.mark.parametrize("kind", ["out of turn", "one passed over", "twice", "a stranger", "a reserve not in yet"])
def test_lines_find_a_replacement_out_of_order(tmp_path: Path, kind: str) -> None:
    members = moved(kind)
    assert verify(members)
    done = run(tmp_path, members)
    assert SAME[2] not in done.stdout
    assert "gave way to" in done.stdout


@pytest.mark.parametrize("members", BUNDLES)
def test_lines_reproduce_seal_plan_and_draw(tmp_path: Path, members: dict[str, bytes]) -> None:
    done = run(tmp_path, members)
    assert done.stderr == ""
    lines = done.stdout.splitlines()
    record = json.loads(members["draw.json"])
    seal, plan = (hashlib.sha256(members[name]).hexdigest() for name in ("frame.csv", "plan.json"))
    assert lines[0] == f"{seal}  frame.csv"
    assert lines[1] == f"{plan}  plan.json"
    assert lines[2] == f'"seal":"{seal}"'
    assert lines[3] == f'"plan":"{plan}"'
    assert lines[4] == f"draw {record['number']}, seed {record['seed']}"
    assert lines[5:8] == SAME
    mine = [line.split()[2] for line in (tmp_path / "my-cases.txt").read_text().splitlines()]
    assert mine == [case["token"] for case in record["cases"]]
    reserves = [line.split()[2] for line in (tmp_path / "my-reserves.txt").read_text().splitlines()]
    assert reserves == [case["token"] for case in record["reserves"]]


def test_lines_find_a_swap(tmp_path: Path) -> None:
    def swap(record: dict[str, list[object]]) -> None:
        record["cases"][0], record["reserves"][0] = record["reserves"][0], record["cases"][0]

    done = run(tmp_path, rewritten(a_bundle(), "draw.json", swap))
    assert "SAME" not in done.stdout
    assert "differ" in done.stdout


def test_lines_find_a_list_out_of_order(tmp_path: Path) -> None:
    members = a_bundle()
    header, *lines = members["frame.csv"].splitlines(keepends=True)
    done = run(tmp_path, {**members, "frame.csv": b"".join([header, *reversed(lines)])})
    assert "disorder" in done.stderr
    assert "SAME" not in done.stdout
