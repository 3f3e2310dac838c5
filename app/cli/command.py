"""What every command shares: its parser, its workspace, its values, and what it gives back."""

import getpass
import os
import re
import sys
from argparse import Action, ArgumentParser, Namespace, _SubParsersAction  # pyright: ignore[reportPrivateUsage]
from collections.abc import Callable, Generator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from pathlib import Path
from typing import Any

from app.core.errors import AppError
from app.services.workspace import Workspace, in_full
from app.services.workspaces import open_workspace

DONE, REFUSED, USAGE, FAILED = 0, 1, 2, 3

_DAY = re.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}")
_FIRST_YEAR, _LAST_YEAR = 1900, 2099
_MOST_DIGITS = 9

Commands = _SubParsersAction  # what ``add_subparsers`` gives


class UsageError(Exception):
    """An unknown command or option, or one missing."""


class HelpAsked(Exception):
    """``--help``: the text is what to show."""


@dataclass(frozen=True, kw_only=True)
class Answer:
    """What a command gives back: the object for ``--json``, the lines for people, and the exit code."""

    data: dict[str, Any]
    lines: tuple[str, ...]
    code: int = DONE


Run = Callable[[Namespace], Answer]


class Parser(ArgumentParser):
    """A parser that raises instead of leaving the program, so that one place keeps the exit codes."""

    def __init__(self, **settings: Any) -> None:
        """Options are never guessed from their first letters."""
        super().__init__(**{"allow_abbrev": False, **settings})
        self.register("action", None, _Once)

    def error(self, message: str) -> Any:
        """Tell the caller, in our words."""
        raise UsageError(_plainly(message))

    def print_help(self, file: Any = None) -> None:
        """Tell the caller, who knows how the answer is to be told."""
        raise HelpAsked(self.format_help().rstrip())


class _Once(Action):
    """Keeps the one value of an option; a second one is refused, for nobody could say which of them counts."""

    def __call__(self, parser: Any, namespace: Namespace, values: Any, option_string: str | None = None) -> None:
        """Keep it."""
        given: set[str] = namespace.__dict__.setdefault("given", set())
        if self.dest in given:
            raise UsageError(f"{option_string} is given twice")
        given.add(self.dest)
        setattr(namespace, self.dest, values)


def _plainly(message: str) -> str:
    """What ``argparse`` says, in our words."""
    for sign, words in _TOLD:
        if found := sign.fullmatch(message):
            return words.format(*(text.replace("'", "") for text in found.groups()))
    return message


_TOLD = tuple(
    (re.compile(sign), words)
    for sign, words in (
        ("the following arguments are required: (.*)", "Missing: {0}"),
        ("one of the arguments (.*) is required", "Missing, one of: {0}"),
        (r"argument \S+: invalid choice: (.*) \(choose from (.*)\)", "There is no command “{0}” here, but: {1}"),
        ("argument (.*): expected one argument", "{0} needs a value"),
        ("argument (.*): not allowed with argument (.*)", "{0} and {1} do not go together"),
        ("argument (.*): ignored explicit argument .*", "{0} takes no value"),
        ("unrecognized arguments: (.*)", "Not known here: {0}"),
    )
)
"""The sentences of ``argparse``, and ours."""


@contextmanager
def workspace_of(options: Namespace) -> Generator[Workspace]:
    """The workspace that ``--workspace`` or SCRUTINY_WORKSPACE names, open."""
    folder = options.workspace
    if folder is None:
        folder = os.environ.get("SCRUTINY_WORKSPACE")
        if not folder:
            raise UsageError("Which workspace? Give --workspace DIR, or set SCRUTINY_WORKSPACE")
    ws = open_workspace(path_of(folder, "--workspace"), passphrase=passphrase())
    try:
        yield ws
    finally:
        ws.close()


def written(key: str, what: str, file: str) -> Answer:
    """What to say of a file that was written: where it is, and the hash that it can be known by."""
    digest = sha256(Path(file).read_bytes()).hexdigest()
    return Answer(data={key: file, "sha256": digest}, lines=(f"Wrote the {what}: {file}", f"SHA-256 {digest}"))


def path_of(text: str, name: str) -> Path:
    """A file or folder that a person named. AppError where it is no name, or begins with nobody's ``~``."""
    if not text.strip():
        raise AppError(f"{name} is empty.", "Name a file or folder.")
    in_full(Path(text))
    return Path(text).expanduser()


def passphrase(*, new: bool = False) -> str:
    """The passphrase from SCRUTINY_PASSPHRASE, else asked for; a new one twice.

    Raises:
        AppError: there is nobody to ask, or the two differ.
    """
    given = os.environ.get("SCRUTINY_PASSPHRASE")
    if given is not None:
        return given
    if not sys.stdin.isatty():
        raise AppError("A passphrase is needed, and there is nobody to ask.", "Set SCRUTINY_PASSPHRASE.")
    text = getpass.getpass("Passphrase: ", stream=sys.stderr)
    if new and getpass.getpass("The same again: ", stream=sys.stderr) != text:
        raise AppError("The two passphrases differ.", "Try again.")
    return text


def new_passphrase() -> str:
    """A passphrase that somebody is to have from now on: from SCRUTINY_NEW_PASSPHRASE, else asked for twice.

    Raises:
        AppError: there is nobody to ask, or the two differ.
    """
    given = os.environ.get("SCRUTINY_NEW_PASSPHRASE")
    if given is not None:
        return given
    if not sys.stdin.isatty():
        raise AppError("The new passphrase is needed, and there is nobody to ask.", "Set SCRUTINY_NEW_PASSPHRASE.")
    text = getpass.getpass("New passphrase, typed by whoever will have it: ", stream=sys.stderr)
    if getpass.getpass("The same again: ", stream=sys.stderr) != text:
        raise AppError("The two passphrases differ.", "Try again.")
    return text


def day(text: str, option: str) -> date:
    """A day of Europe/London, as ``2025-06-01``. AppError otherwise."""
    try:
        found = date.fromisoformat(text) if _DAY.fullmatch(text) else None  # the library would take 2025-W23-1 too
    except ValueError:
        found = None
    if found is None:
        raise AppError(f"{option}: “{text}” is no day.", "Write it like 2025-06-01.")
    if not _FIRST_YEAR <= found.year <= _LAST_YEAR:
        span = f"{_FIRST_YEAR}-01-01 to {_LAST_YEAR}-12-31"
        raise AppError(f"{option}: {text} is too far away.", f"Give a day from {span}, like 2025-06-01.")
    return found


def facet_value(text: str, option: str = "--where") -> tuple[str, str]:
    """A filter, as ``lpu=chester``. AppError otherwise."""
    facet, equals, value = text.partition("=")
    if not (facet and equals):
        raise AppError(f"{option}: “{text}” is no filter.", f"Write it like {option} lpu=chester.")
    return facet.strip(), value.strip()


def count(text: str, option: str) -> int:
    """A whole number, not negative. AppError otherwise."""
    if not (text.isascii() and text.isdecimal()):
        raise AppError(f"{option}: “{text}” is no whole number.", "Write it like 20.")
    if len(text.lstrip("0")) > _MOST_DIGITS:
        raise AppError(f"{option}: “{text}” is too large.", "No list holds that many cases: write it like 20.")
    return int(text)


def number(text: str, letter: str, what: str) -> int:
    """The number of an id that carries its letter: ``F1``. AppError otherwise."""
    digits = text[1:]
    if text[:1].upper() == letter and digits.isascii() and digits.isdecimal() and len(digits) < 10:
        return int(digits)
    raise AppError(f"“{text}” names no {what}.", f"A {what} is named like {letter}1.")
