"""The runner of every check says what it did not run, and lets nothing else be left out."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.launcher.make_locks import ROOT

NEEDS = """
import pytest

@pytest.mark.needs("qpdf")
def test_with_a_program():
    raise AssertionError("ran")

def test_without():
    pass
"""
SKIPS = """
import pytest

def test_that_leaves_itself_out():
    pytest.skip("not today")
"""
SKIPS_WHOLE = """
import pytest

pytest.importorskip("absent_library")
"""
UNLISTED = """
import pytest

@pytest.mark.needs("frobnicate")
def test_with_an_unknown_program():
    pass
"""
CALLS_OUT = """
import urllib.request

def test_that_reaches_for_the_network():
    urllib.request.urlopen("http://192.0.2.1/")
"""


@pytest.fixture
def tree(tmp_path: Path) -> Path:
    """A tree with the runner and one test file to come."""
    for name in ("app/__init__.py", "app/__main__.py", "tests/__init__.py", "tests/conftest.py", "tests/check.py"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        shutil.copy(ROOT / name, tmp_path / name)
    shutil.copytree(ROOT / "resources" / "locks", tmp_path / "resources" / "locks")
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    return tmp_path


def check(tree: Path, *words: str, **tests: str) -> tuple[int, str]:
    """Run the planted tests where no system program is found: exit code and what was said."""
    for name, test in tests.items():
        (tree / "tests" / f"test_{name}.py").write_text(test, "utf-8")
    command = [sys.executable, "-m", "tests.check", "tests", *words]
    env = dict(os.environ, PATH=str(tree))
    done = subprocess.run(command, cwd=tree, env=env, capture_output=True, text=True)
    return done.returncode, done.stdout + done.stderr


@pytest.mark.parametrize(("words", "code"), [([], 0), (["--all", "-n2"], 1)])
def test_a_missing_program_is_named_last(tree: Path, words: list[str], code: int):
    result, said = check(tree, *words, planted=NEEDS)
    assert result == code, said
    assert "1 passed, 1 skipped" in said
    assert said.splitlines()[-3:] == [
        "NOT RUN for want of a system program:",
        "  qpdf (Debian package qpdf), 1 in all:",
        "    tests/test_planted.py::test_with_a_program",
    ]


def test_nothing_else_may_be_left_out_or_reach_for_the_network(tree: Path):
    code, said = check(tree, one=SKIPS, another=UNLISTED, third=CALLS_OUT)
    assert code == 1
    assert "Only a test marked needs(program) may be skipped" in said
    assert "say in resources/locks/system.txt" in said
    assert "NetworkUsed" in said
    assert "2 failed, 1 error" in said


def test_a_whole_file_may_not_leave_itself_out(tree: Path):
    code, said = check(tree, planted=SKIPS_WHOLE)
    assert code == 1
    assert "Only a test marked needs(program) may be skipped" in said
