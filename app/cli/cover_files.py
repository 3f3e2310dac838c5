"""``--covers F.json``: what somebody decided about what was found in a case, as a file."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, cast

from app.cli.command import path_of
from app.core.errors import AppError
from app.core.redaction.spans import CrookedSpan, Span, default_lift, kind_of
from app.core.shapes.releases import ReleaseCase

_AS = 'It is {"covers": [{"text", "start", "end", "kind"}], "leave": [{"text", "start", "end"}]}.'


@dataclass(frozen=True, kw_only=True)
class Decided:
    """Covers by the key of their text, and the places that are left as they stand."""

    covers: Mapping[str, tuple[Span, ...]] = field(default_factory=dict[str, tuple[Span, ...]])
    left: frozenset[tuple[str, int, int]] = frozenset()


def decided_in(case: ReleaseCase, name: str) -> Decided:
    """What a file decides about a case.

    Raises:
        AppError: the file cannot be read, is not as it should be, or names a text that the case has not.
    """
    told = _read(name)
    covers: dict[str, tuple[Span, ...]] = {}
    for entry in _entries(told, "covers", name):
        key, start, end = _place(case, entry, name)
        try:
            kind = kind_of(str(entry.get("kind", "")))
        except CrookedSpan as error:
            raise AppError(f"{name}: {error}", _AS) from error
        lifts_at = str(entry.get("lifts_at", default_lift(kind, (case.lift,))))
        covers[key] = (*covers.get(key, ()), Span(start=start, end=end, kind=kind, lifts_at=lifts_at))
    return Decided(covers=covers, left=frozenset(_place(case, entry, name) for entry in _entries(told, "leave", name)))


def _read(name: str) -> dict[str, Any]:
    file = path_of(name, "--covers")
    try:
        told = json.loads(file.read_bytes())
    except OSError as error:
        raise AppError(f"{file.name} cannot be read: {error.strerror}.", "Give a file that is there.") from error
    except (UnicodeDecodeError, ValueError, RecursionError) as error:
        raise AppError(f"{file.name} is no JSON.", _AS) from error
    if not isinstance(told, dict) or not told.keys() <= {"covers", "leave"}:
        raise AppError(f"{file.name} does not say what is covered and what is left.", _AS)
    return cast("dict[str, Any]", told)


def _entries(told: Mapping[str, Any], which: str, name: str) -> list[dict[str, Any]]:
    entries = told.get(which, [])
    if not isinstance(entries, list) or not all(isinstance(entry, dict) for entry in cast("list[Any]", entries)):
        raise AppError(f"{name}: “{which}” is no list of places.", _AS)
    return cast("list[dict[str, Any]]", entries)


def _place(case: ReleaseCase, entry: Mapping[str, Any], name: str) -> tuple[str, int, int]:
    key, start, end = entry.get("text"), entry.get("start"), entry.get("end")
    if key is None and len(case.texts) == 1:
        key = case.texts[0].key
    if key not in [text.key for text in case.texts]:
        keys = ", ".join(text.key for text in case.texts) or "none"
        raise AppError(f"{name}: a place does not say of which text.", f"Its texts: {keys}.")
    if type(start) is not int or type(end) is not int:
        raise AppError(f"{name}: a place has no start and end in whole numbers.", _AS)
    return str(key), start, end
