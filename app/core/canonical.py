"""One canonical byte form for everything that is hashed, and SHA-256 over it.

The form is RFC 8785 (JSON Canonicalization Scheme) for the values we let in: objects with ASCII keys, arrays, NFC
text, whole numbers below 2**53, true, false and null. No floats: a coordinate is text. Within those bounds the
standard library's encoder gives RFC 8785's bytes; a test holds it against the reference implementation.
"""

import hashlib
import json
import unicodedata
from typing import Any

_ENCODER = json.JSONEncoder(sort_keys=True, separators=(",", ":"), ensure_ascii=False, allow_nan=False)
_LIMIT = 2**53


def canonical_json(value: Any) -> bytes:
    """The canonical UTF-8 bytes of a value.

    Raises:
        ValueError: it holds a float, a number of 2**53 or more, a key that is not ASCII text, or
            text that is not NFC.
    """
    _check(value)
    return _ENCODER.encode(value).encode("utf-8")


def sha256_hex(data: bytes) -> str:
    """SHA-256 of some bytes, in lower-case hex."""
    return hashlib.sha256(data).hexdigest()


def digest(value: Any) -> str:
    """SHA-256 of a value's canonical JSON, in lower-case hex."""
    return sha256_hex(canonical_json(value))


def clean_text(text: str) -> str:
    """Text as we keep it: NFC, without white space at either end."""
    return text.strip() if text.isascii() else unicodedata.normalize("NFC", text).strip()


def _check(value: Any) -> None:
    if isinstance(value, str):
        if not value.isascii() and not unicodedata.is_normalized("NFC", value):
            raise ValueError("text that is not NFC")
    elif isinstance(value, dict):
        _check_object(value)  # pyright: ignore[reportUnknownArgumentType]
    elif isinstance(value, (list, tuple)):
        for item in value:  # pyright: ignore[reportUnknownVariableType]
            _check(item)
    elif not (value is None or isinstance(value, int)):  # true and false are ints here
        raise ValueError(f"{type(value).__name__} has no canonical form")
    elif value is not None and not -_LIMIT < value < _LIMIT:
        raise ValueError("a number of 2**53 or more")


def _check_object(value: dict[Any, Any]) -> None:
    for key, item in value.items():
        if not (isinstance(key, str) and key.isascii()):
            raise ValueError("a key that is not ASCII text")
        _check(item)
