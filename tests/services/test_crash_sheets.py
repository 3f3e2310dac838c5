"""Crash sheets are kept in the user's own log folder, and hold nothing of a record."""

from pathlib import Path

import platformdirs
import pytest

import app
from app.core.clock import to_text
from app.services.crash_sheets import keep_crash_sheet
from tests.builders import FixedClock


@pytest.fixture
def logs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The user's log folder, not made yet."""
    folder = tmp_path / "user" / "logs"
    monkeypatch.setattr(platformdirs, "user_log_path", lambda *_, **__: folder)
    return folder


def fault(words: str) -> BaseException:
    try:
        raise ValueError(words)
    except ValueError as error:
        return error


def test_a_sheet_is_kept_under_its_time(logs: Path, clock: FixedClock):
    file = keep_crash_sheet(fault("Araminta Quillfeather"), clock=clock)
    assert file == logs / "crash-2025-07-01T090000Z.txt"
    text = file.read_text("utf-8")
    assert text.startswith(f"Scrutiny Panel {app.__version__}, {to_text(clock())}\n")
    assert "builtins.ValueError" in text
    assert "Araminta" not in text + file.name


def test_two_faults_in_one_second_are_both_kept(logs: Path, clock: FixedClock):
    first = keep_crash_sheet(fault("a"), clock=clock)
    try:
        raise KeyError("b")
    except KeyError as error:
        assert keep_crash_sheet(error, clock=clock) == first
    assert first is not None
    text = first.read_text("utf-8")
    assert ("builtins.ValueError" in text, "builtins.KeyError" in text) == (True, True)
    assert list(logs.iterdir()) == [first]


def test_a_folder_that_cannot_be_written_is_no_second_fault(logs: Path, clock: FixedClock):
    logs.parent.mkdir(parents=True)
    logs.write_text("a file", "utf-8")
    assert keep_crash_sheet(fault("a"), clock=clock) is None
    assert logs.read_text("utf-8") == "a file"
