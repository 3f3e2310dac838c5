"""The crash sheet: what a fault was, for whoever mends it, and nothing of any record.

An exception's own words may quote a record, so they are left out: its type, the lines of code and the versions stay.
"""

import platform
import traceback
from pathlib import PurePath

_APP = PurePath(__file__).parents[1].as_posix()


def crash_sheet(error: BaseException, *, version: str, at: str) -> str:
    """The text of a crash sheet.

    Args:
        error: the fault.
        version: of the app.
        at: when, UTC text.
    """
    lines = [f"Scrutiny Panel {version}, {at}", f"Python {platform.python_version()} on {platform.system()}", ""]
    fault: BaseException | None = error
    told: set[int] = set()
    while fault is not None and id(fault) not in told:  # a chain of causes may bite its tail
        told.add(id(fault))
        if len(told) > 1:
            lines.append("after:")
        lines.append(f"{type(fault).__module__}.{type(fault).__qualname__}")
        for step in traceback.extract_tb(fault.__traceback__):
            lines.append(f"  {_inside(step.filename)}:{step.lineno} in {step.name}")
        fault = fault.__cause__ or fault.__context__
    return "\n".join(lines) + "\n"


def _inside(filename: str) -> str:
    """A file's place inside the app or its packages: the folders above may name a person."""
    path = filename.replace("\\", "/")
    if path.startswith((f"{_APP}/", "app/")):  # the second is a frozen bundle's way
        return "app" + path.removeprefix(_APP).removeprefix("app")
    _, installed, inside = path.rpartition("/site-packages/")
    return f"site-packages/{inside}" if installed else path.rpartition("/")[2]
