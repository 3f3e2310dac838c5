"""Every check of the tree, behind ``python -m app test [--all]``.

Style, formatting, types and import contracts run beside pytest. What could not run for want of a system program
is named last; with ``--all`` that is a failure. Any other words go to pytest, which then runs alone:
``python -m app test tests/core -k seal``.
"""

import os
import subprocess
import sys
import time
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


def tell_not_run(not_run: dict[str, list[str]]) -> None:
    """The last words: what stays unproven here, and which Debian package would change that."""
    packages = {program: debian for debian, program, _ in system_needs("start", "test")}
    print("\nNOT RUN for want of a system program:" if not_run else "\nNOT RUN: nothing; every check was made.")
    for program, tests in sorted(not_run.items()):
        print(f"  {program} (Debian package {packages[program]}), {len(tests)} in all:")
        for test in tests:
            print(f"    {test}")


def main(argv: list[str]) -> int:
    """Run the checks; 0 where all passed."""
    all_of_it = "--all" in argv
    chosen = [word for word in argv if word != "--all"]
    began = time.monotonic()
    beside = [] if chosen else [Beside(name, words) for name, words in BESIDE.items()]
    code, not_run = run_pytest(chosen or WHOLE)
    sys.stdout.flush()
    results = {check.name: check.passed() for check in beside} | {"tests (pytest)": code == 0}
    print()
    for name, passed in results.items():
        print(f"{'passed' if passed else 'FAILED'}  {name}")
    print(f"in {time.monotonic() - began:.0f} s")
    tell_not_run(not_run)
    return 0 if all(results.values()) and not (all_of_it and not_run) else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
