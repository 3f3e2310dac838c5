"""Every check of the tree, behind ``python -m app test [--all] [PATH ...] [-k EXPR] [--json]``.

Style, formatting, types and import contracts run beside pytest. What could not run for want of a system program
is named last; with ``--all`` that is a failure, and tests that repeat something do so as often as is promised. With
paths, or an expression for the names of tests, those tests run alone, and what was not asked for is said:
``python -m app test tests/core -k seal``.
"""

import contextlib
import json
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from app.__main__ import system_needs

ROOT = Path(__file__).resolve().parents[1]
BESIDE = {
    "style (ruff check)": ["-m", "ruff", "check", "."],
    "layout (ruff format)": ["-m", "ruff", "format", "--check", "."],
    "types (basedpyright)": ["-m", "basedpyright", "--pythonpath", sys.executable],
    "floors (import-linter)": [
        "-c",
        "import sys; from importlinter.cli import lint_imports_command as m; sys.exit(m())",
    ],
}
WHOLE = ["--numprocesses=auto", "--maxprocesses=4", "--dist=worksteal", "--durations=5"]


HELP = """usage: python3 -m app test [--all] [PATH ...] [-k EXPR] [--json]

Every check of the source. With paths or -k, the tests that fit and nothing else.

  --all    a check that cannot run here, for want of a system program, is a failure;
           and what is done a few times else is done in full: 200 kills while grading
  -k EXPR  only tests whose names fit, as pytest reads it
  --json   one object on stdout, all else on stderr"""


class Unknown(Exception):
    """A word that the command does not know, or a value missing."""


@dataclass
class Asked:
    """What the words after ``test`` ask for."""

    part: list[str] = field(default_factory=list)
    all_of_it: bool = False
    help: bool = False

    @classmethod
    def read(cls, words: list[str]) -> "Asked":
        """Understand the words."""
        asked, rest = cls(), iter([word for word in words if word != "--json"])
        for word in rest:
            if word == "-k":
                asked.part += [word, next(rest, "") or _refuse("-k needs an expression")]
            elif word in ("--help", "-h"):
                asked.help = True
            elif word == "--all":
                asked.all_of_it = True
            else:
                asked.part.append(word if _is_test(word) else _refuse(f"Not known here: {word}"))
        return asked


def _is_test(word: str) -> bool:
    """Whether a word names a file or folder of tests, or a test in one."""
    return not word.startswith("-") and (ROOT / word.partition("::")[0]).exists()


def _refuse(words: str) -> str:
    raise Unknown(words)


class Watch:
    """Collects, over all workers of pytest, what was not run and for want of which program."""

    def __init__(self) -> None:
        self.not_run: dict[str, list[str]] = {}

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        """Take the programs that ``conftest.py`` named in a skipped test's report."""
        for name, program in report.user_properties:
            if report.skipped and name == "not run for want of":
                self.not_run.setdefault(str(program), []).append(report.nodeid)


class Beside:
    """A check in its own process, beside pytest."""

    def __init__(self, name: str, words: list[str]) -> None:
        self.name = name
        pipe = subprocess.PIPE
        command = [sys.executable, *words]
        self.process = subprocess.Popen(command, cwd=ROOT, stdin=pipe, stdout=pipe, stderr=subprocess.STDOUT)

    def passed(self) -> bool:
        """Wait for the end; what a failed check said is printed."""
        said, _ = self.process.communicate()
        if self.process.returncode:
            print(f"\n--- {self.name}\n{said.decode('utf-8', 'replace').strip()}")
        return self.process.returncode == 0


def run_pytest(arguments: list[str]) -> tuple[int, dict[str, list[str]]]:
    """Run pytest in this process: its exit code, and what it did not run."""
    watch = Watch()
    os.chdir(ROOT)
    return int(pytest.main(arguments, plugins=[watch])), watch.not_run


def tell_not_run(not_run: dict[str, list[str]], *, whole: bool) -> None:
    """The last words: what stays unproven here, and which Debian package would change that."""
    packages = {program: debian for debian, program, _ in system_needs("start", "test")}
    if not whole:
        print(f"\nNot asked for: {', '.join(BESIDE)}, and every other test.")
    elif not not_run:
        print("\nNOT RUN: nothing; every check was made.")
    if not_run:
        print("\nNOT RUN for want of a system program:")
    for program, tests in sorted(not_run.items()):
        print(f"  {program} (Debian package {packages[program]}), {len(tests)} in all:")
        for test in tests:
            print(f"    {test}")


def run_checks(asked: Asked) -> tuple[dict[str, bool], dict[str, list[str]]]:
    """Run what is asked for and tell how it ended: each check's name and whether it passed; what was not run."""
    began = time.monotonic()
    beside = [] if asked.part else [Beside(name, words) for name, words in BESIDE.items()]
    code, not_run = run_pytest([*(asked.part or WHOLE), *(["--all-of-it"] if asked.all_of_it else [])])
    sys.stdout.flush()
    results = {check.name: check.passed() for check in beside} | {"tests (pytest)": code == 0}
    print()
    for name, passed in results.items():
        print(f"{'passed' if passed else 'FAILED'}  {name}")
    print(f"in {time.monotonic() - began:.0f} s")
    tell_not_run(not_run, whole=not asked.part)
    return results, not_run


@contextlib.contextmanager
def stdout_kept_for_the_object() -> Iterator[None]:
    """Whatever any check prints goes to stderr; afterwards stdout is as it was."""
    kept = os.dup(1)
    os.dup2(2, 1)
    try:
        yield
    finally:
        sys.stdout.flush()
        os.dup2(kept, 1)
        os.close(kept)


def tell(data: dict[str, object], line: str, *, as_json: bool, aside: bool) -> None:
    """The one object, or the line in its place."""
    if as_json:
        print(json.dumps(data))
    if line:
        print(line, file=sys.stderr if as_json or aside else sys.stdout)


def main(argv: list[str]) -> int:
    """Run the checks; 0 where all passed, 2 for a word that is not known."""
    as_json = "--json" in argv
    try:
        asked = Asked.read(argv)
    except Unknown as unknown:
        refusal = {"refused": f"{unknown}.", "fix": "See: python3 -m app test --help"}
        tell(dict(refusal), " ".join(refusal.values()), as_json=as_json, aside=True)
        return 2
    if asked.help:
        tell({"help": HELP}, HELP, as_json=as_json, aside=False)
        return 0
    with stdout_kept_for_the_object() if as_json else contextlib.nullcontext():
        results, not_run = run_checks(asked)
    tell({"passed": results, "not_run": not_run}, "", as_json=as_json, aside=False)
    return 0 if all(results.values()) and not (asked.all_of_it and not_run) else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
