"""Reading JSON: what data.police.uk gives, as rows under the columns of its CSV files, and other lists of records."""

import json
import re
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path
from typing import Any

from app.core.canonical import clean_text
from app.core.errors import AppError
from app.intake.file_form import cannot_be_read
from app.intake.headers import find_header
from app.intake.sheets import Batch, Extract

COLUMNS = {
    "type": "Type",
    "datetime": "Date",
    "operation": "Part of a policing operation",
    "operation_name": "Policing operation",
    "location.latitude": "Latitude",
    "location.longitude": "Longitude",
    "gender": "Gender",
    "age_range": "Age range",
    "self_defined_ethnicity": "Self-defined ethnicity",
    "officer_defined_ethnicity": "Officer-defined ethnicity",
    "legislation": "Legislation",
    "object_of_search": "Object of search",
    "outcome": "Outcome",
    "outcome_linked_to_object_of_search": "Outcome linked to object of search",
    "removal_of_more_than_outer_clothing": "Removal of more than just outer clothing",
}
"""The interface's names and the CSV files' names for the same thing, in the order of the CSV files."""

_OF_POLICE_UK = frozenset({"type", "datetime"})
"""The names by which it is told from another list of records; the records themselves may lack the others."""
_NOTHING_FOUND = "Nothing found - no further action"  # what the CSV files say where the interface says false
_LARGEST = 512 << 20
_DEEPEST = 8
_OPEN = "Unterminated string"  # the decoder tells where it begins
_SPACE = re.compile(r"[ \t\r\n]*")
_AGAIN = "Fetch it again."
_WANTED = "It should be a list of records, as data.police.uk gives it: [{...}, {...}]."


def look_over_json(path: Path) -> tuple[str, int]:
    """SHA-256 and size of a file of JSON that can be read from end to end.

    Raises:
        AppError: it cannot be read, or is not a list of records.
    """
    data = _whole(path)
    for _ in _records(path.name, _text(path.name, data)):
        pass
    return sha256(data).hexdigest(), len(data)


def open_json(path: Path) -> Extract:
    """Read the whole of a JSON file and find its columns.

    Of data.police.uk they are the CSV files' fifteen, then whatever else records hold; others' are as they name them.

    Raises:
        AppError: it cannot be read, is not a list of records, or a record has a name twice.
    """
    data = _whole(path)
    text = _text(path.name, data)
    names = dict[str, None]()
    count = 0
    for _, _, record in _records(path.name, text):
        names.update(dict.fromkeys(record))
        count += 1
    police = names.keys() >= _OF_POLICE_UK
    if police:
        names = dict.fromkeys((*COLUMNS, *names))
    if not count:
        raise AppError(f"{path.name} is a list of no records.", "Check the month and the force that were asked for.")
    header = tuple(COLUMNS.get(name, name) if police else name for name in names)
    find_header(path.name, [header], 1)
    return Extract(
        path=path,
        sha256=sha256(data).hexdigest(),
        size=len(data),
        header=header,
        header_row=0,
        encoding="utf-8",
        form="json",
        content=(text, tuple(names), police),
    )


def read_json(extract: Extract, size: int) -> Iterator[Batch]:
    """The records as rows, ``size`` at a time; a record's line is the one on which it begins."""
    text, names, police = extract.content
    outcome = names.index("outcome") if police else None
    first, lines, rows, line, counted, end = 1, list[int](), list[list[str]](), 1, 0, 0
    for begin, end, record in _records(extract.path.name, text):
        line, counted = line + text.count("\n", counted, begin), begin
        lines.append(line)
        row = [record.get(name, "") for name in names]
        if outcome is not None and row[outcome] == str(False):
            row[outcome] = _NOTHING_FOUND
        rows.append(row)
        if len(rows) == size:
            yield Batch(first, lines, rows, extract.size * end // len(text))
            first, lines, rows = first + size, [], []
    if rows:
        yield Batch(first, lines, rows, extract.size * end // len(text))


def _whole(path: Path) -> bytes:
    try:
        if path.stat().st_size > _LARGEST:
            raise AppError(f"{path.name} is too large for JSON: over {_LARGEST >> 20} MB.", "Import the CSV file.")
        return path.read_bytes()
    except OSError as error:
        raise cannot_be_read(path, error) from error


def _text(name: str, data: bytes) -> str:
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = 1 + data.count(b"\n", 0, error.start)
        raise AppError(f"{name} is not in UTF-8: line {line:,} cannot be read.", _AGAIN) from error
    if not text.strip():
        raise AppError(f"{name} is empty.", "Check that the export finished.")
    return text


def _records(name: str, text: str) -> Iterator[tuple[int, int, dict[str, str]]]:
    """Each record of the list: where it begins and ends, and its fields, those inside others by a path of names."""
    at = _after_space(text, 0)
    if text[at] != "[":
        raise AppError(f"{name} is not a list of records.", _WANTED)
    at = _after_space(text, at + 1)
    while not text.startswith("]", at):
        begin = at
        record, at = _one(name, text, begin)
        yield begin, at, record
        at = _after_space(text, at)
        if text.startswith(",", at):
            at = _after_space(text, at + 1)
        elif not text.startswith("]", at):
            raise _broken(name, text, at)
    after = _after_space(text, at + 1)
    if after < len(text):
        raise _broken(name, text, after)


def _one(name: str, text: str, begin: int) -> tuple[dict[str, str], int]:
    try:
        record, end = _DECODER.raw_decode(text, begin)
        if not isinstance(record, dict):
            raise AppError(f"{name} is not a list of records: line {_line(text, begin):,} is none.", _WANTED)
        return _once(list(_fields(record))), end
    except RecursionError as error:
        raise AppError(f"{name} is nested too deep, from line {_line(text, begin):,} on.", _WANTED) from error
    except json.JSONDecodeError as error:
        raise _broken(name, text, len(text) if error.msg.startswith(_OPEN) else error.pos) from error
    except ValueError as error:
        raise AppError(f"{name}: the record on line {_line(text, begin):,} {error}.", _AGAIN) from error


def _fields(record: dict[str, Any], above: tuple[str, ...] = ()) -> Iterator[tuple[str, str]]:
    if len(above) > _DEEPEST:
        raise RecursionError
    for key, value in record.items():
        path = (*above, clean_text(key))
        if isinstance(value, dict):
            yield from _fields(value, path)  # pyright: ignore[reportUnknownArgumentType]
        elif isinstance(value, list):
            raise ValueError("holds a list in a field")
        else:
            yield ".".join(path), _as_text(value)


def _as_text(value: object) -> str:
    if value is None:
        return ""
    text = str(value)
    if "\0" in text or any("\ud800" <= sign <= "\udfff" for sign in text):
        raise ValueError("holds characters that are none")
    return text


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) != len(pairs):
        raise ValueError("has the same name twice")
    return found


def _no_number(_: str) -> Any:
    raise ValueError("holds a number that is none")


_DECODER = json.JSONDecoder(object_pairs_hook=_once, parse_int=str, parse_float=str, parse_constant=_no_number)


def _after_space(text: str, at: int) -> int:
    found = _SPACE.match(text, at)
    return found.end() if found else at


def _line(text: str, at: int) -> int:
    return 1 + text.count("\n", 0, at)


def _broken(name: str, text: str, at: int) -> AppError:
    if at >= len(text.rstrip()):
        return AppError(f"{name} is cut off: the list of records does not end.", _AGAIN)
    return AppError(f"{name} is not proper JSON: line {_line(text, at):,} cannot be read.", _AGAIN)
