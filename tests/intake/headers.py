"""The headings of ``tests/data/headers``, with the right answer beside each; and what is needed to guess them."""

from dataclasses import dataclass
from functools import cache
from pathlib import Path

import msgspec

from app.core import resources
from app.core.schemes.synonyms import Synonyms, parse_synonyms, synonyms_for
from app.intake.guessing.guess import Guess, guess_mapping
from app.services.schemes import Library, load_library

FOLDER = Path(__file__).resolve().parents[1] / "data" / "headers"


class Headers(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One invented file: its kind, its headings with what each fills, and some rows, or none."""

    kind: str
    part: str = ""
    columns: dict[str, str]
    rows: list[list[str]] = []


@dataclass(frozen=True, kw_only=True)
class Marks:
    """How a guess did: columns guessed rightly, guessed wrongly, and those of a field that was not found."""

    right: int
    wrong: tuple[str, ...]
    missed: tuple[str, ...]


@cache
def library() -> Library:
    return load_library("cheshire")


@cache
def synonyms() -> tuple[Synonyms, ...]:
    folder = resources.root() / "mappings" / "synonyms"
    return tuple(parse_synonyms(file.read_bytes(), file.name) for file in sorted(folder.glob("*.toml")))


def invented() -> dict[str, Headers]:
    """Every file of headings, by its name."""
    return {file.stem: msgspec.toml.decode(file.read_bytes(), type=Headers) for file in sorted(FOLDER.glob("*.toml"))}


def guess(kind: str, header: list[str], rows: list[list[str]] | None = None, part: str = "") -> Guess:
    """The guess for these headings as this kind."""
    return guess_mapping(library().scheme(kind), header, rows or [], synonyms_for(synonyms(), kind, part), part)


def marks(name: str, headers: Headers) -> Marks:
    """The guess for a file of headings, held against the right answers."""
    found = guess(headers.kind, list(headers.columns), headers.rows, headers.part)
    both = [(choice, headers.columns[choice.column]) for choice in found.choices]
    return Marks(
        right=sum(choice.field == field != "" for choice, field in both),
        wrong=tuple(
            f"{name}: {choice.column} as {choice.field}" for choice, field in both if choice.field not in ("", field)
        ),
        missed=tuple(f"{name}: {choice.column}" for choice, field in both if field and choice.field != field),
    )
