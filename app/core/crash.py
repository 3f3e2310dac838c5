"""The crash sheet: what a fault was, for whoever mends it, and nothing of any record.

An exception's own words may quote a record, so they are left out: its type, the lines of code and the versions stay.
"""

import platform
import traceback


def crash_sheet(error: BaseException, *, version: str, at: str) -> str:
    """The text of a crash sheet.

    Args:
        error: the fault.
        version: of the app.
        at: when, UTC text.
    """
    lines = [f"Scrutiny Panel {version}, {at}", f"Python {platform.python_version()} on {platform.system()}", ""]
    fault: BaseException | None = error
    while fault is not None:
        lines.append(f"{type(fault).__module__}.{type(fault).__qualname__}")
        for step in traceback.extract_tb(fault.__traceback__):
            lines.append(f"  {_inside(step.filename)}:{step.lineno} in {step.name}")
        fault = fault.__cause__ or fault.__context__
        if fault is not None:
            lines.append("after:")
    return "\n".join(lines) + "\n"


def _inside(filename: str) -> str:
    """A file's place inside the app or its packages: the folders above may name a person."""
    parts = filename.replace("\\", "/").split("/")
    for start in ("app", "site-packages"):
        if start in parts:
            return "/".join(parts[len(parts) - 1 - parts[::-1].index(start) :])
    return parts[-1]
