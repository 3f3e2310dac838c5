"""What names a case, and the public token that stands for it without giving anything away.

The exact bytes are fixed for ever by format 1 (``resources/help/the-draw.md``): a change here needs a new format.
"""

import hashlib
import hmac
from collections.abc import Callable, Collection, Mapping, Sequence
from itertools import repeat
from json.encoder import encode_basestring
from typing import Final

from app.core.canonical import clean_text, sha256_hex

SEPARATOR: Final = "\x1f"
"""U+001F, the unit separator: between the parts of a case key. No part may hold it."""

SECRET_BYTES: Final = 32
"""Length of a frame's secret."""

_REMEMBERED: Final = 1_000  # texts of one field: words of a list repeat, times and grounds do not
_BLOCK: Final = 64  # bytes of a block of SHA-256, by which HMAC masks its key
_INNER: Final = 0x36
_OUTER: Final = 0x5C


def case_key(parts: Sequence[str]) -> str:
    """The case key made of the scheme's key fields, in the scheme's order (DESIGN 3.1).

    Each part is made NFC and trimmed; a blank part keeps its place, so that ("A", "") and ("", "A") differ.

    Args:
        parts: the key fields' values as text.

    Raises:
        ValueError: every part is blank (the row has no reference: use :func:`row_key`), or a part holds U+001F.
    """
    cleaned = [clean_text(part) for part in parts]
    if not any(cleaned):
        raise ValueError("every field of the case key is blank")
    if any(SEPARATOR in part for part in cleaned):
        raise ValueError("a field of the case key holds the control character U+001F")
    return SEPARATOR.join(cleaned)


def row_digest(values: Mapping[str, str]) -> str:
    """SHA-256 of a row's canonical cells, for rows of an extract that has no reference (DESIGN 3.1).

    Args:
        values: field id to value. Values are made NFC and trimmed; blank ones are left out, so that an extract
            with an empty extra column gives the same digest.

    Raises:
        ValueError: a field id is not ASCII, or a value holds half a character.
    """
    return sha256_hex(record_writer(values)(values))


def row_key(digest: str, occurrence: int) -> str:
    """The case key of a row without a reference: its digest, U+001F, and which of the equal rows it is (DESIGN 3.1).

    Args:
        digest: from :func:`row_digest`.
        occurrence: 1 for the first of the equal rows in the frame, 2 for the second, and so on.

    Raises:
        ValueError: the occurrence is below 1.
    """
    if occurrence < 1:
        raise ValueError("occurrences count from 1")
    return f"{digest}{SEPARATOR}{occurrence}"


def content_digest(records: Sequence[Mapping[str, str]]) -> str:
    """SHA-256 of all that graders can ever be shown of a case, as sealed, all its records (DESIGN 3.1).

    Args:
        records: each record's shown fields: field id to value.

    Raises:
        ValueError: the case has no record, or a field id is not ASCII.
    """
    return sha256_hex(content_text(records))


def content_text(records: Sequence[Mapping[str, str]]) -> bytes:
    """The bytes whose digest is a case's content: one case is opened with them.

    The records are put in the order of their canonical bytes, so that the order of an extract's rows does not
    matter; values are cleaned and blanks left out as in :func:`row_digest`. The arguments are those of
    :func:`content_digest`.
    """
    return written_content([record_writer(record)(record) for record in records])


def written_content(records: Sequence[bytes]) -> bytes:
    """As :func:`content_text`, of records that :func:`record_writer` wrote. ValueError where there is none."""
    if not records:
        raise ValueError("a case without a record")
    return b"[" + b",".join(sorted(records)) + b"]"


def record_writer(fields: Collection[str]) -> Callable[[Mapping[str, str]], bytes]:
    """A function that writes the canonical JSON of those fields of a row, cleaned and without the blank ones.

    As ``canonical_json`` would, which takes any value and so takes many times as long: a list may have a million
    rows, all with the same fields, and a row has only text.

    Args:
        fields: their ids; a row need not have them all, and what else it has is left out.

    Raises:
        ValueError: a field id is not ASCII.
    """
    if not all(field.isascii() for field in fields):
        raise ValueError("a field id that is not ASCII text")
    known: list[tuple[str, dict[str, str]]] = [(field, {}) for field in sorted(fields)]

    def write(row: Mapping[str, str]) -> bytes:
        cells: list[str] = []
        for field, cells_by_text in known:
            text = row.get(field)
            if text:
                cell = cells_by_text.get(text)
                if cell is None:
                    cell = _cell(field, text)
                    if len(cells_by_text) < _REMEMBERED:
                        cells_by_text[text] = cell
                if cell:
                    cells.append(cell)
        return f"{{{','.join(cells)}}}".encode()

    return write


class ColumnWriter:
    """As :func:`record_writer`, of rows that come column by column: what was made of a text is remembered."""

    def __init__(self, fields: Collection[str]) -> None:
        """For the fields that are written. ValueError: an id is not ASCII."""
        if not all(field.isascii() for field in fields):
            raise ValueError("a field id that is not ASCII text")
        self._known = {field: _Cells(field) for field in sorted(fields)}

    def write(self, columns: Mapping[str, Sequence[str]], count: int) -> list[bytes]:
        """The canonical JSON of each row.

        Args:
            columns: by field, a text for each row; "" where it is blank. What is no field of ours is left out.
            count: how many rows.
        """
        cells = [map(known.__getitem__, columns[field]) for field, known in self._known.items() if field in columns]
        rows = map("".join, zip(*cells, strict=True)) if cells else repeat("", count)
        return [f"{{{text[:-1]}}}".encode() for text in rows]


class _Cells(dict[str, str]):
    """By a text of one field, its cell in canonical JSON with a comma behind it; "" for a blank one."""

    def __init__(self, field: str) -> None:
        super().__init__()
        self._field = field

    def __missing__(self, text: str) -> str:
        cell = f"{cell}," if (cell := _cell(self._field, text)) else ""
        if len(self) < _REMEMBERED:
            self[text] = cell
        return cell


def _cell(field: str, text: str) -> str:
    """A field and its cleaned text in canonical JSON; nothing where it is blank."""
    cleaned = clean_text(text)
    return f"{encode_basestring(field)}:{encode_basestring(cleaned)}" if cleaned else ""


def salt_of(secret: bytes, key: str) -> str:
    """The salt that opens one case to an outsider and no other (DESIGN 3.2): hex HMAC-SHA256(secret, case key)."""
    return hmac.digest(secret, key.encode(), "sha256").hex()


def token(secret: bytes, key: str, content: str) -> str:
    """A case's public stand-in (DESIGN 3.2): hex SHA-256 of the ASCII text ``salt:key:content``.

    Args:
        secret: the frame's 32 random bytes.
        key: the case key.
        content: from :func:`content_digest`.
    """
    return opened_token(salt_of(secret, key), sha256_hex(key.encode()), content)


def token_maker(secret: bytes) -> Callable[[str, str], bytes]:
    """A function that makes tokens as :func:`token` does, as bytes: what the secret adds is hashed once for all.

    HMAC (RFC 2104) is SHA-256 of the secret, padded and masked one way, and the SHA-256 of the secret, masked another
    way, and the message. A list of a million cases takes half the time.

    Args:
        secret: the frame's 32 random bytes.

    Returns:
        Takes a case key and a content digest, and gives the token's 32 bytes.
    """
    block = secret.ljust(_BLOCK, b"\0")
    inner = hashlib.sha256(bytes(byte ^ _INNER for byte in block))
    outer = hashlib.sha256(bytes(byte ^ _OUTER for byte in block))
    sha256 = hashlib.sha256

    def make(key: str, content: str) -> bytes:
        encoded = key.encode()
        message = inner.copy()
        message.update(encoded)
        salt = outer.copy()
        salt.update(message.digest())
        whole = f"{salt.hexdigest()}:{sha256(encoded).hexdigest()}:{content}"
        return sha256(whole.encode()).digest()

    return make


def opened_token(salt: str, key_digest: str, content: str) -> str:
    """The token, from the three values that an auditor is given when one case is opened (DESIGN 3.2)."""
    return sha256_hex(f"{salt}:{key_digest}:{content}".encode("ascii"))
