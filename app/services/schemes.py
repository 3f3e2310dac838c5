"""The schemes, force settings and mappings that this installation has, read once from ``resources``."""

from dataclasses import dataclass
from functools import cache
from pathlib import Path

from app.core import resources
from app.core.errors import AppError
from app.core.schemes.parse import parse_force, parse_mapping, parse_scheme, parse_shared
from app.core.schemes.settings import Force
from app.core.schemes.spec import Mapping, Scheme


@dataclass(frozen=True, kw_only=True)
class Library:
    """Every scheme by its kind, every layout of extract, and one force's settings. All of it is immutable."""

    schemes: dict[str, Scheme]
    layouts: tuple[Mapping, ...]
    force: Force

    def scheme(self, kind: str) -> Scheme:
        """The scheme of a kind. AppError names the kinds there are."""
        found = self.schemes.get(kind)
        if found is None:
            raise AppError(f"There is no kind of record called “{kind}”.", f"Choose one of: {', '.join(self.schemes)}.")
        return found


@cache
def load_library(force_id: str) -> Library:
    """All data files, for one force. They do not change while the app runs, so they are read once.

    Raises:
        AppError: a file cannot be used; the sentence names file and entry.
    """
    root = resources.root()
    force = parse_force((root / "forces" / f"{force_id}.toml").read_bytes(), f"resources/forces/{force_id}.toml")
    shared = tuple(parse_shared(file.read_bytes(), _name(root, file)) for file in _files(root / "schemes" / "shared"))
    schemes = [parse_scheme(file.read_bytes(), _name(root, file), shared, force) for file in _files(root / "schemes")]
    layouts = tuple(parse_mapping(file.read_bytes(), _name(root, file)) for file in _files(root / "mappings"))
    return Library(schemes={scheme.kind: scheme for scheme in schemes}, layouts=layouts, force=force)


def _files(folder: Path) -> list[Path]:
    return sorted(folder.glob("*.toml"))


def _name(root: Path, file: Path) -> str:
    return f"resources/{file.relative_to(root).as_posix()}"
