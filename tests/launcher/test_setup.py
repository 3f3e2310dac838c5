"""The set-up for real: a small checkout, a small lock, packages from a folder, no network."""

import base64
import hashlib
import json
import os
import shutil
import subprocess
import sys
import zipfile
from dataclasses import dataclass
from pathlib import Path

import pytest

from app.__main__ import MARK, UNFINISHED
from tests.launcher.make_locks import ROOT

SAYS = "Setting up (once)"
ENTRY = """
import json, sys
def main(argv):
    import {package}
    print(json.dumps([argv, {package}.VERSION, sys.prefix]))
    return 7
"""


def make_wheel(folder: Path, name: str, version: str) -> str:
    """A package of one line; gives its line of a lock."""
    info = f"{name}-{version}.dist-info"
    files = {
        f"{name}.py": f"VERSION = {version!r}\n",
        f"{info}/METADATA": f"Metadata-Version: 2.1\nName: {name}\nVersion: {version}\n",
        f"{info}/WHEEL": "Wheel-Version: 1.0\nGenerator: test\nRoot-Is-Purelib: true\nTag: py3-none-any\n",
    }
    record = "".join(
        f"{path},sha256={base64.urlsafe_b64encode(hashlib.sha256(text.encode()).digest()).decode().rstrip('=')},\n"
        for path, text in files.items()
    )
    path = folder / f"{name}-{version}-py3-none-any.whl"
    with zipfile.ZipFile(path, "w") as wheel:
        for inside, text in (files | {f"{info}/RECORD": f"{record}{info}/RECORD,,\n"}).items():
            wheel.writestr(inside, text)
    return f"{name}=={version} --hash=sha256:{hashlib.sha256(path.read_bytes()).hexdigest()}\n"


@dataclass
class Checkout:
    """A checkout with the real launcher and next to nothing else."""

    root: Path
    wheels: Path

    def lock(self, **locks: str) -> None:
        for name, text in locks.items():
            (self.root / "resources" / "locks" / f"{name}.txt").write_text(text, "utf-8")

    def begin(self, *words: str) -> subprocess.Popen[str]:
        """Start ``python -m app`` with these words; the packages come from the folder of wheels alone."""
        env = {name: value for name, value in os.environ.items() if name not in ("SCRUTINY_VENV", "PIP_FIND_LINKS")}
        command = [sys.executable, "-m", "app", *words, "--wheels", str(self.wheels)]
        pipe = subprocess.PIPE
        return subprocess.Popen(command, cwd=self.root, env=env, stdin=pipe, stdout=pipe, stderr=pipe, text=True)

    def run(self, *words: str) -> tuple[int, str, str]:
        """The same, to its end: exit code, stdout, stderr."""
        process = self.begin(*words)
        out, err = process.communicate()
        assert "Traceback" not in err, err
        return process.returncode, out, err

    @property
    def venv(self) -> Path:
        return self.root / ".venv"


@pytest.fixture
def checkout(tmp_path: Path) -> Checkout:
    root, wheels = tmp_path / "a folder", tmp_path / "wheels"
    for folder in (root / "app" / "cli", root / "resources" / "locks", wheels):
        folder.mkdir(parents=True)
    for name in ("__init__.py", "__main__.py"):
        shutil.copy(ROOT / "app" / name, root / "app")
    shutil.copy(ROOT / "resources" / "locks" / "system.txt", root / "resources" / "locks")
    (root / "pyproject.toml").touch()
    (root / "app" / "cli" / "entry.py").write_text(ENTRY.format(package="small"), "utf-8")
    made = Checkout(root, wheels)
    small, large = make_wheel(wheels, "small", "1"), make_wheel(wheels, "large", "1")
    made.lock(base=small, window=small + large, test=small + large, bench=small + large)
    return made


def test_the_first_start_sets_up_and_later_ones_do_not_until_a_lock_changes(checkout: Checkout):
    code, out, err = checkout.run("import", "a file", "--json")
    assert code == 7
    assert json.loads(out) == [["import", "a file", "--json"], "1", str(checkout.venv)]
    assert err.count(SAYS) == 1

    assert checkout.run("import") == (7, json.dumps([["import"], "1", str(checkout.venv)]) + "\n", "")

    checkout.lock(base=make_wheel(checkout.wheels, "small", "2"))
    code, out, err = checkout.run("import")
    assert (code, json.loads(out)[1], err.count(SAYS)) == (7, "2", 1)

    checkout.lock(base="large==1 --hash=sha256:" + "0" * 64 + "\n")
    code, out, err = checkout.run("import")
    assert (code, out) == (1, "")
    assert "A package is not the one that was pinned" in err
    assert checkout.venv.exists()  # what stood before a failure still stands after it

    checkout.lock(base=make_wheel(checkout.wheels, "small", "2"))
    (checkout.venv / MARK).write_text(UNFINISHED + "\n", "utf-8")  # as a kill during the set-up leaves it
    (checkout.venv / "left over").touch()
    code, out, err = checkout.run("import")
    assert (code, json.loads(out)[1], err.count(SAYS)) == (7, "2", 1)
    assert not (checkout.venv / "left over").exists()


def test_two_first_starts_at_once_wait_for_one_another_and_their_set_up_grows(checkout: Checkout):
    both = [checkout.begin("first"), checkout.begin("second")]
    results = [process.communicate() for process in both]
    assert [process.returncode for process in both] == [7, 7]
    assert [json.loads(out)[0] for out, _ in results] == [["first"], ["second"]]
    said = "".join(err for _, err in results)
    assert said.count(SAYS) == 1
    assert said.count("Another start is setting up; waiting for it.") == 1

    # and what they set up grows, and is not touched for less
    (checkout.root / "tests").mkdir()
    (checkout.root / "tests" / "check.py").write_text(ENTRY.format(package="large"), "utf-8")
    code, out, err = checkout.run("test", "-k", "seal")
    assert (code, json.loads(out)[0], err.count(SAYS)) == (7, ["-k", "seal"], 1)
    code, out, err = checkout.run("import")
    assert (code, err) == (7, "")


def test_a_set_up_that_fails_leaves_nothing_and_says_what_to_do(checkout: Checkout):
    (checkout.wheels / "small-1-py3-none-any.whl").unlink()
    code, out, err = checkout.run("import", "--json")
    assert code == 1
    assert set(json.loads(out)) == {"refused", "fix"}
    assert "A package was not found for this computer" in err
    assert not checkout.venv.exists()


def test_a_folder_that_is_not_ours_is_left_alone(checkout: Checkout):
    checkout.venv.mkdir()
    (checkout.venv / "thesis.txt").write_text("years of work", "utf-8")
    code, _, err = checkout.run("import")
    assert code == 1
    assert "was not made by Scrutiny Panel" in err
    assert [path.name for path in checkout.venv.iterdir()] == ["thesis.txt"]
