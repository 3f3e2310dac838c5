"""Writing a file whole or not at all: a disk that fills leaves the old file as it was."""

import os
import shutil
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
    """Write several files so, all of them or none: no name changes hands before the bytes of all are on the disk.

    Older files are kept under a side name until all are in place, and put back where one cannot be.

    Raises:
        AppError: a place cannot be written to, is full, or is a device or a pipe, which a file would replace; older
            files of those names are as they were.
    """
    targets = {file.expanduser().absolute(): data for file, data in files.items()}
    for target in targets:
        _refuse_no_file(target)
    parts = {target: target.with_name(f".{target.name}.part") for target in targets}
    with ExitStack() as afterwards, ExitStack() as back:
        for target, part in parts.items():
            afterwards.callback(_take_away, part)
            with _told(target):
                _write(part, targets[target])
        for target in parts if len(parts) > 1 else ():
            afterwards.callback(_take_away, _side(target))
            with _told(target):
                _keep(target)
        for target, part in parts.items():
            with _told(target):
                part.replace(target)
            back.callback(_put_back, target)
        back.pop_all()


def _refuse_no_file(target: Path) -> None:
    """A folder is left to the system, which says so itself; of all else that is no file it would say nothing."""
    with _told(target):
        other = target.exists() and not (target.is_file() or target.is_dir())
    if other:
        raise AppError(f"{target} cannot be written: it is there and is no file.", "Choose another place.")


def _side(target: Path) -> Path:
    return target.with_name(f".{target.name}.before")


def _keep(target: Path) -> None:
    """Copy an older file to its side name: copied, not moved, so that a kill never leaves its own name empty."""
    if target.is_file():
        shutil.copy2(target, _side(target))
    else:
        _side(target).unlink(missing_ok=True)


def _put_back(target: Path) -> None:
    """Undo a replacement: the older file is there again, or nothing where there was none."""
    if _side(target).exists():
        _side(target).replace(target)
    else:
        target.unlink()


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
