"""The batch door from the outside: a line of words in; an exit code, an object and two streams out."""

import contextlib
import io
import json
import os
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from unittest import mock

from app.cli import entry
from tests.builders import PASSPHRASE

ROOT = Path(__file__).resolve().parents[2]


@dataclass(frozen=True, kw_only=True)
class Said:
    """What a command left behind."""

    code: int
    out: str
    err: str

    @property
    def data(self) -> dict[str, Any]:
        """The one object on stdout: nothing may stand before or behind it."""
        found = json.loads(self.out)
        assert isinstance(found, dict)
        assert self.out.count("\n") == 1, "one object, on one line"
        return found


@dataclass(frozen=True, kw_only=True)
class Door:
    """The batch door on one workspace: ``door("import", file, ...)``."""

    workspace: Path
    passphrase: str = PASSPHRASE

    def __call__(self, *words: object, json: bool = True) -> Said:
        """Run a command on the workspace, with ``--json`` unless told otherwise."""
        line = [str(word) for word in words]
        with environment(SCRUTINY_PASSPHRASE=self.passphrase, SCRUTINY_WORKSPACE=str(self.workspace)):
            return run(*line, *(["--json"] if json else []))


def run(*words: object, stdin: str = "") -> Said:
    """Run a command in this process, with nobody to ask."""
    out, err = io.StringIO(), io.StringIO()
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err), mock.patch("sys.stdin", io.StringIO(stdin)):
        code = entry.main([str(word) for word in words])
    said = Said(code=code, out=out.getvalue(), err=err.getvalue())
    assert "Traceback" not in said.err
    return said


def process(*words: object, env: dict[str, str] | None = None, text: bool = True) -> subprocess.CompletedProcess[Any]:
    """Run a command in a process of its own, as the launcher hands it over; nobody to ask."""
    return subprocess.run(
        [sys.executable, "-c", "import sys; from app.__main__ import start; sys.exit(start())", *map(str, words)],
        cwd=ROOT,
        env={**os.environ, **(env or {})},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=text,
        encoding="utf-8" if text else None,
    )


@contextlib.contextmanager
def environment(**variables: str | None) -> Iterator[None]:
    """The environment with these variables set, or without them where None."""
    with mock.patch.dict(os.environ, {name: value for name, value in variables.items() if value is not None}):
        for name, value in variables.items():
            if value is None:
                os.environ.pop(name, None)
        yield
