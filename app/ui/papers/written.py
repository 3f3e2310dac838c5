"""Where papers were written, and where they can be without taking the place of a file that is there."""

from collections.abc import Sequence
from pathlib import Path


def written_words(files: Sequence[str]) -> str:
    """Where the copies of a paper were written."""
    if len(files) == 1:
        return files[0]
    names = [Path(file).name for file in files]
    return f"{names[0]} to {names[-1]}, in {Path(files[0]).parent}"


def free_file(folder: Path, stem: str) -> Path:
    """A file of that name in a folder, or with a number behind it where papers of that name lie there already."""
    number, named = 1, stem
    while next(folder.glob(f"{named}[.-]*"), None) is not None:
        number += 1
        named = f"{stem} ({number})"
    return folder / f"{named}.pdf"
