"""A crash sheet says where and what sort, and holds no word of a message, no folder above ours and no value."""

import json
import platform
from pathlib import Path
from types import TracebackType

import pytest

import app
from app.core.canonical import canonical_json
from app.core.crash import _inside, crash_sheet

NAME = "Araminta Quillfeather"


def fault(make: object) -> BaseException:
    try:
        make()  # type: ignore[operator]
    except BaseException as error:
        return error
    raise AssertionError("nothing was raised")


def raises_in_app() -> None:
    canonical_json({"who": [NAME, 1.5]})


def chained() -> None:
    try:
        json.loads(f"{{{NAME}")
    except ValueError as error:
        raise KeyError(NAME) from error


def in_passing() -> None:
    try:
        raise LookupError(NAME)
    except LookupError:
        raise RuntimeError(NAME)  # noqa: B904 - what happens when a handler itself fails


def sheet(error: BaseException) -> str:
    return crash_sheet(error, version="1.2.3", at="2025-07-01T09:00:00Z")


def test_the_head_says_which_version_on_what():
    first, second, _, *_ = sheet(ValueError(NAME)).splitlines()
    assert first == "Scrutiny Panel 1.2.3, 2025-07-01T09:00:00Z"
    assert second == f"Python {platform.python_version()} on {platform.system()}"


@pytest.mark.parametrize("make", [raises_in_app, chained, in_passing])
def test_no_word_of_a_message_and_no_folder_of_this_machine(make: object):
    text = sheet(fault(make))
    for part in (*NAME.split(), NAME.lower(), str(Path(app.__file__).parents[1]), str(Path.home()), "line 1 column"):
        assert part not in text
    assert all(not line.strip().startswith("/") for line in text.splitlines())


def test_it_names_files_lines_and_functions_of_the_app():
    text = sheet(fault(raises_in_app))
    assert "builtins.ValueError" in text
    assert "  app/core/canonical.py:" in text
    assert text.index("in canonical_json\n") < text.index("in _check_object\n") < text.rindex("in _check\n")


def test_the_chain_of_causes_is_told_newest_first():
    for make, newest, oldest in (
        (chained, "builtins.KeyError", "json.decoder.JSONDecodeError"),
        (in_passing, "builtins.RuntimeError", "builtins.LookupError"),
    ):
        text = sheet(fault(make))
        assert text.index(newest) < text.index("\nafter:\n") < text.index(oldest)
        assert text.count("after:") == 1


def test_causes_that_run_in_a_circle_come_to_an_end():
    one, other = ValueError(NAME), KeyError(NAME)
    one.__cause__, other.__cause__ = other, one
    assert sheet(one).count("after:") == 1
    one.__cause__ = one
    assert "after:" not in sheet(one)


def test_a_fault_that_was_never_raised():
    traceback: TracebackType | None = ValueError().__traceback__
    assert traceback is None
    assert sheet(ValueError(NAME)).endswith("builtins.ValueError\n")


@pytest.mark.parametrize(
    ("file", "shown"),
    [
        (str(Path(app.__file__).parent / "core" / "chain.py"), "app/core/chain.py"),
        ("app/core/chain.py", "app/core/chain.py"),
        ("/srv/app/jane.doe/venv/lib/python3.11/site-packages/sqlalchemy/orm/session.py",
         "site-packages/sqlalchemy/orm/session.py"),
        ("C:\\Users\\jane.doe\\app\\venv\\Lib\\site-packages\\msgspec\\json.py", "site-packages/msgspec/json.py"),
        ("/srv/app/jane.doe/python3.11/json/decoder.py", "decoder.py"),
        ("C:\\Users\\jane.doe\\app\\notes.py", "notes.py"),
        ("<string>", "<string>"),
    ],
)  # fmt: skip
def test_where_a_file_is_told_from(file: str, shown: str):
    assert _inside(file) == shown
