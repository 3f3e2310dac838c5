"""Writing a file whole or not at all: a disk that fills leaves the old file as it was."""

import os
from contextlib import suppress
from pathlib import Path

from app.core.errors import AppError


def write_whole(file: Path, data: bytes) -> None:
    """Write bytes to a file in one step: the name changes hands only when all of them are on the disk.

    The bytes gather under a name of their own beside it, always the same for a file: what a kill leaves there is
    written over next time.

    Raises:
        AppError: the place cannot be written to, or is full; an older file of that name is untouched.
    """
    target = file.expanduser().absolute()
    part = target.with_name(f".{target.name}.part")
    try:
        with part.open("wb") as out:
            out.write(data)
            out.flush()
            os.fsync(out.fileno())
        part.replace(target)
    except OSError as error:
        raise AppError(f"{target} cannot be written: {error.strerror}.", "Choose another place.") from error
    finally:
        _take_away(part)


def _take_away(part: Path) -> None:
    with suppress(OSError):
        part.unlink(missing_ok=True)
