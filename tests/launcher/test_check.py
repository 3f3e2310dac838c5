"""The runner of every check says what it did not run, and lets nothing else be left out."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests import check as runner
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


def run(tree: Path, *words: str) -> subprocess.CompletedProcess[str]:
    """Run the checks with these words, where no system program is found."""
    command, env = [sys.executable, "-m", "tests.check", *words], dict(os.environ, PATH=str(tree))
    return subprocess.run(command, cwd=tree, env=env, capture_output=True, text=True)


def check(tree: Path, *words: str, **tests: str) -> tuple[int, str]:
    """Run the planted tests where no system program is found: exit code and what was said."""
    for name, test in tests.items():
        (tree / "tests" / f"test_{name}.py").write_text(test, "utf-8")
    done = run(tree, "tests", *words)
    return done.returncode, done.stdout + done.stderr


@pytest.mark.parametrize(("words", "code"), [([], 0), (["--all"], 1)])
def test_a_missing_program_is_named_last(tree: Path, words: list[str], code: int):
    result, said = check(tree, *words, planted=NEEDS)
    assert result == code, said
    assert "1 passed, 1 skipped" in said
    assert "Not asked for: style (ruff check), layout (ruff format)" in said
    assert "every check was made" not in said
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


@pytest.mark.parametrize(
    ("words", "sentence"),
    [("--bogus", "Not known here: --bogus."), ("tests -x", "Not known here: -x."), ("-n4", "Not known here: -n4."),
     ("tests/none.py", "Not known here: tests/none.py."), ("-k", "-k needs an expression.")],
)  # fmt: skip
def test_a_word_it_does_not_know_is_2_and_runs_nothing(words: str, sentence: str, capsys: pytest.CaptureFixture[str]):
    assert runner.main([*words.split(), "--json"]) == 2
    said = capsys.readouterr()
    assert json.loads(said.out) == {"refused": sentence, "fix": "See: python3 -m app test --help"}
    assert said.err.startswith(sentence)


def test_help_is_told_and_runs_nothing(capsys: pytest.CaptureFixture[str]):
    assert runner.main(["--help"]) == 0
    assert "[--all] [PATH ...] [-k EXPR]" in capsys.readouterr().out
    assert runner.main(["--help", "--json"]) == 0
    assert set(json.loads(capsys.readouterr().out)) == {"help"}


def test_the_object_stands_alone_on_stdout(tree: Path):
    (tree / "tests" / "test_planted.py").write_text(NEEDS, "utf-8")
    done = run(tree, "tests", "-k", "program or without", "--json")
    assert json.loads(done.stdout) == {
        "passed": {"tests (pytest)": True},
        "not_run": {"qpdf": ["tests/test_planted.py::test_with_a_program"]},
    }
    assert "1 passed, 1 skipped" in done.stderr


def test_only_a_whole_run_says_that_every_check_was_made(capsys: pytest.CaptureFixture[str]):
    runner.tell_not_run({}, whole=True)
    assert capsys.readouterr().out == "\nNOT RUN: nothing; every check was made.\n"
    runner.tell_not_run({}, whole=False)
    assert capsys.readouterr().out.endswith("floors (import-linter), and every other test.\n")
