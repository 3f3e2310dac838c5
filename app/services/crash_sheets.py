"""Keeping crash sheets in the user's own log folder."""

from pathlib import Path

import platformdirs

import app
from app.core.clock import Clock, system_clock, to_text
from app.core.crash import crash_sheet


def keep_crash_sheet(error: BaseException, *, clock: Clock = system_clock) -> Path | None:
    """Write down a fault. It holds no record text, no path and no name.

    Returns:
        The file, or None where it could not be written.
    """
    at = to_text(clock())
    folder = platformdirs.user_log_path("scrutiny-panel", appauthor=False)
    file = folder / f"crash-{at.replace(':', '')}.txt"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with file.open("a", encoding="utf-8") as sheet:  # two faults in one second share a sheet
            sheet.write(crash_sheet(error, version=app.__version__, at=at))
    except OSError:
        return None
    return file
