"""Writing a file whole or not at all: a disk that fills leaves the old file as it was."""

import os
import tempfile
from pathlib import Path

from app.core.errors import AppError


def write_whole(file: Path, data: bytes) -> None:
    """Write bytes to a file in one step: the name changes hands only when all of them are on the disk.

    Raises:
        AppError: the place cannot be written to, or is full; an older file of that name is untouched.
    """
    target = file.expanduser().absolute()
    part: Path | None = None
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.NamedTemporaryFile(dir=target.parent, prefix=".part-", delete=False) as out:
            part = Path(out.name)
            out.write(data)
            out.flush()
            os.fsync(out.fileno())
        part.replace(target)
    except OSError as error:
        raise AppError(f"{target} cannot be written: {error.strerror}.", "Choose another place.") from error
    finally:
        if part is not None:
            part.unlink(missing_ok=True)
