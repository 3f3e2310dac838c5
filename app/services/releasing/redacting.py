"""Finding what may have to be covered in a text. Nothing is covered here: a person reads and decides."""

import tomllib
from collections.abc import Sequence
from dataclasses import replace
from functools import cache
from pathlib import Path
from unicodedata import combining, is_normalized, normalize

from sqlalchemy.orm import Session

from app.core import resources
from app.core.errors import AppError
from app.core.redaction.find import find
from app.core.redaction.findings import Finding
from app.core.redaction.known_values import KnownValue, value_of
from app.core.redaction.rules import Rules, read_rules
from app.core.redaction.spans import plain
from app.models.record_store import read_identity

_MOST = 2_000_000
"""Characters of a text: more is no account of an event, but a file given by mistake."""


def find_details(
    text: str, names: Sequence[str] = (), values: Sequence[KnownValue] = (), kind: str = ""
) -> tuple[Finding, ...]:
    """What of a text may have to be covered, in order; places are code points of the text in its normal form (NFC).

    Args:
        text: an account of an event.
        names: of the people in it, as the record's fields hold them.
        values: what else its fields hold of them.
        kind: of the record; what its first stage shows anyway is not found.
    """
    return find(text, _rules_for(kind), names, values)


def names_kept(session: Session, version_ids: Sequence[int]) -> tuple[str, ...]:
    """The names that extracts gave of people of some record versions, of the fields kept only to redact with."""
    kept = (read_identity(session, version_id) for version_id in version_ids)
    return tuple({value: None for body in kept for name, value in body.items() if name.endswith("name")})


def values_kept(session: Session, version_ids: Sequence[int]) -> tuple[KnownValue, ...]:
    """What else those fields give of them: addresses, registrations, birth dates, numbers."""
    kept = (read_identity(session, version_id) for version_id in version_ids)
    return tuple({value_of(name, text): None for body in kept for name, text in body.items()})


def find_in_file(file: Path, names_file: Path | None = None) -> tuple[Finding, ...]:
    """The same of a file of UTF-8 text, with places as the file counts; names are in a file of their own, one a line.

    Raises:
        AppError: a file cannot be read, is no UTF-8 text, or is too long.
    """
    names = _read(names_file).splitlines() if names_file is not None else []
    text = _read(file)
    return _as_written(text, find_details(text, [name for name in names if name.strip()]))


def _as_written(text: str, findings: tuple[Finding, ...]) -> tuple[Finding, ...]:
    """Findings with their places in a text that is not in its normal form: a letter and its accent may be two."""
    if is_normalized("NFC", text):
        return findings
    places: list[tuple[int, int]] = []
    """Of each character of the normal form, the piece of the text that it is made of."""
    first = 0
    for at in range(1, len(text) + 1):
        if at == len(text) or _parts(text[first:at], text[at]):
            places += [(first, at)] * len(plain(text[first:at]))
            first = at
    return tuple(replace(one, start=places[one.start][0], end=places[one.end - 1][1]) for one in findings)


def _parts(before: str, letter: str) -> bool:
    """Whether the normal form of a text can be made piece by piece, one ending here.

    A mark goes with the letter before it; so does what makes one letter with it, though it is none: a Korean vowel.
    """
    if letter.isascii():
        return True
    if combining(normalize("NFD", letter)[0]):
        return False
    return plain(before + letter) == plain(before) + plain(letter)


@cache
def _rules_for(kind: str) -> Rules:
    return load_rules().of_kind(kind)


@cache
def load_rules() -> Rules:
    """The rules of this installation. They do not change while the app runs, so they are read once."""
    files = sorted((resources.root() / "redaction").glob("*.toml"))
    return read_rules({file.stem: tomllib.loads(file.read_text("utf-8")) for file in files})


def _read(file: Path) -> str:
    try:
        text = file.read_bytes().decode("utf-8-sig")
    except OSError as error:
        raise AppError(f"{file.name} cannot be read: {error.strerror}.", "Give a file that is there.") from error
    except UnicodeDecodeError as error:
        raise AppError(f"{file.name} is no text in UTF-8.", "Save it as plain text, UTF-8, and try again.") from error
    if len(text) > _MOST:
        raise AppError(f"{file.name} holds {len(text):,} characters.", f"Give a text of {_MOST:,} at most.")
    return text
