"""A file that holds one record as a JSON object, from a field's id or label to its text."""

import json
from collections import Counter
from pathlib import Path
from typing import Any, Final

from app.core.errors import AppError
from app.core.schemes.spec import LIST, Field, Scheme
from app.core.schemes.spelling import spelt
from app.core.words import say

_LARGEST: Final = 4 * 1024 * 1024
_LONGEST_SHOWN: Final = 60
_CODES: Final = "Of a field with a list of words, give “which”: what is told then names them."
_SHAPE: Final = 'Write one object from field to text, like {"authority_ref": "S60/25/7"}.'


def read_record_file(scheme: Scheme, file: Path) -> dict[str, str]:
    """The texts of a record by field id.

    Several codes of a field come with semicolons between them, true and false as yes and no.

    Raises:
        AppError: the file cannot be read, is no JSON object in UTF-8, names a field that the scheme does not have or
            one twice, or gives something that is no text.
    """
    found: dict[str, str] = {}
    for name, value in _members(file):
        field = _field(scheme, name)
        if field.id in found:
            raise AppError(f"{file.name} gives “{field.id}” twice.", "Give each field once, by its id or its label.")
        found[field.id] = _text(field, value)
    return found


class _Pairs(list[tuple[str, Any]]):
    """The members of a JSON object in order, with those that come twice."""


def _members(file: Path) -> _Pairs:
    try:
        with file.open("rb") as stream:
            data = stream.read(_LARGEST + 1)
    except OSError as error:
        raise AppError(f"{file.name} cannot be read: {error.strerror}.", "Check its name and folder.") from error
    if len(data) > _LARGEST:
        raise AppError(f"{file.name} is too large for one record.", "Bring an extract in with the command import.")
    try:
        found = json.loads(data.decode("utf-8-sig"), object_pairs_hook=_Pairs, parse_constant=_refuse_constant)
    except (ValueError, RecursionError) as error:
        where = f" (line {error.lineno})" if isinstance(error, json.JSONDecodeError) else ""
        raise AppError(f"{file.name} is no JSON in UTF-8{where}.", _SHAPE) from error
    if not isinstance(found, _Pairs):
        raise AppError(f"{file.name} holds no object.", _SHAPE)
    twice = [name for name, times in Counter(name for name, _ in found).items() if times > 1]
    if twice:
        raise AppError(
            f"{file.name} gives “{_short(twice[0])}” twice.", "Give each field once, by its id or its label."
        )
    return found


def _refuse_constant(name: str) -> None:
    raise ValueError(f"{name} is no JSON")


def _field(scheme: Scheme, name: str) -> Field:
    """The field of an id, or of a label however it is spelt."""
    for field in scheme.fields:
        if field.id == name:
            return field
    labelled = [field for field in scheme.fields if spelt(say(field.label)) == spelt(name)]
    if len(labelled) == 1:
        return labelled[0]
    if labelled:
        ids = ", ".join(field.id for field in labelled)
        raise AppError(f"“{_short(name)}” is the label of several fields.", f"Say which by its id: {ids}.")
    known = "; ".join(f"{field.id} ({say(field.label)})" for field in scheme.fields)
    raise AppError(
        f"A {say(scheme.one)} has no field “{_short(name)}”.",
        f"Its fields, each with the words that may stand for it: {known}. {_CODES}",
    )


def _text(field: Field, value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, str | int | float):
        return str(value)
    if isinstance(value, list) and not isinstance(value, _Pairs) and field.type == "codes":
        items: list[Any] = value
        if all(isinstance(item, str) for item in items):
            return LIST.join(items)
    wanted = "a text or a list of texts" if field.type == "codes" else "a text"
    raise AppError(f"“{field.id}” is not {wanted}.", "Write it in double quotes; a number, true and false need none.")


def _short(name: str) -> str:
    return name if len(name) <= _LONGEST_SHOWN else f"{name[:_LONGEST_SHOWN]}…"
