"""An outsider's check with nothing but the bundle and coreutils: the shell lines of CHECK.txt, as they stand."""

import hashlib
import json
import subprocess
from pathlib import Path

import pytest

from app.core.resources import root
from tests.core.sampling.bundles import SEED, a_bundle, rewritten

pytestmark = pytest.mark.needs("bash")


def shell_lines() -> str:
    text = (root() / "check" / "CHECK.txt").read_text(encoding="utf-8")
    shell, _ = text.split("\nWINDOWS", 1)
    return "\n".join(line.strip() for line in shell.split("\n") if line.startswith("    "))


def run(folder: Path, members: dict[str, bytes]) -> subprocess.CompletedProcess[str]:
    for name, data in members.items():
        (folder / name).write_bytes(data)
    return subprocess.run(["bash", "-u"], input=shell_lines(), cwd=folder, capture_output=True, text=True, timeout=60)


@pytest.mark.parametrize(
    "members",
    [a_bundle(), a_bundle(stratified=False), a_bundle(1, size=1, reserves=0), a_bundle(30, number=3)],
    ids=["strata", "simple", "one case", "third draw"],
)
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
    assert lines[4] == f"draw {record['number']}, seed {SEED}"
    assert lines[5:] == ["THE CASES ARE THE SAME", "THE RESERVES ARE THE SAME"]
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
