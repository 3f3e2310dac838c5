"""Writing a file whole or not at all: a disk that fills leaves the old file as it was."""

import os
from collections.abc import Generator, Mapping
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path

from app.core.errors import AppError


def write_whole(file: Path, data: bytes) -> None:
    """Write bytes to a file in one step: the name changes hands only when all of them are on the disk.

    The bytes gather under a name of their own beside it, always the same for a file: what a kill leaves there is
    written over next time.

    Raises:
        AppError: the place cannot be written to, or is full; an older file of that name is untouched.
    """
    write_all_whole({file: data})


def write_all_whole(files: Mapping[Path, bytes]) -> None:
    """Write several files so: no name changes hands before the bytes of all are on the disk.

    Raises:
        AppError: a place cannot be written to, or is full; older files of those names are untouched.
    """
    targets = {file.expanduser().absolute(): data for file, data in files.items()}
    with ExitStack() as afterwards:
        parts: dict[Path, Path] = {}
        for target, data in targets.items():
            parts[target] = target.with_name(f".{target.name}.part")
            afterwards.callback(_take_away, parts[target])
            with _told(target):
                _write(parts[target], data)
        for target, part in parts.items():
            with _told(target):
                part.replace(target)


def _write(part: Path, data: bytes) -> None:
    with part.open("wb") as out:
        out.write(data)
        out.flush()
        os.fsync(out.fileno())


@contextmanager
def _told(target: Path) -> Generator[None]:
    """Say in plain words what the system says of a file."""
    try:
        yield
    except OSError as error:
        raise AppError(f"{target} cannot be written: {error.strerror}.", "Choose another place.") from error


def _take_away(part: Path) -> None:
    with suppress(OSError):
        part.unlink(missing_ok=True)
