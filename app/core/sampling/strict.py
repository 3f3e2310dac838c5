"""Reading our own JSON files strictly: only the bytes that we would have written ourselves are taken.

A file that two programs could read differently (a key twice, another spelling of a number) proves nothing, so the
value is written again in canonical form and must give the very bytes that were read.
"""

import json
import re
from collections.abc import Callable, Collection
from datetime import date, datetime
from typing import Any, Final, NoReturn, TypeVar

from app.core.canonical import canonical_json
from app.core.clock import from_text, to_text

Item = TypeVar("Item")

CODE: Final = re.compile("[a-z][a-z0-9_]*")
"""How the product's own codes look: kinds, forms, facets, reasons."""

_MARKS: Final = (b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")
"""How a file begins that another program saved in an encoding of its own: UTF-8 with a mark, UTF-16."""

_MOST_DIGITS: Final = 18
_HEX = re.compile("[0-9a-f]{64}")
_LABEL = re.compile("S[0-9]{2,}")


class Unreadable(Exception):
    """A file is not one that this product wrote; the text says which and why, for a person."""


def written(value: dict[str, Any]) -> bytes:
    """A file's bytes: canonical JSON and one line feed, so that ``sha256sum`` of the file is its digest."""
    return canonical_json(value) + b"\n"


def refuse_resaved(name: str, data: bytes) -> None:
    """Refuse a file that another program saved again in its own way: Unreadable says which way."""
    if data.startswith(_MARKS):
        raise Unreadable(f"{name}: it begins with a mark of another encoding: another program saved it again.")
    if b"\r" in data:
        raise Unreadable(f"{name}: its line ends were changed (CR LF or CR instead of LF).")


def load(name: str, data: bytes) -> Any:
    """The value of a file that :func:`written` made.

    Args:
        name: the file's, for the sentence.
        data: its bytes.

    Raises:
        Unreadable: any byte is not as we would have written it.
    """
    refuse_resaved(name, data)
    try:
        value = json.loads(
            data.decode("utf-8"),
            object_pairs_hook=_object,
            parse_int=_whole,
            parse_float=_no_float,
            parse_constant=_no_float,
        )
        same = written(value) == data
    except UnicodeDecodeError:
        raise Unreadable(f"{name}: it is not UTF-8 text.") from None
    except json.JSONDecodeError as error:
        place = f"line {error.lineno:,}, character {error.colno:,}"
        raise Unreadable(f"{name}: it is not JSON, or was cut off: it cannot be read on from {place}.") from None
    except RecursionError:
        raise Unreadable(f"{name}: its lists and objects stand too deep in one another.") from None
    except _Refused as refused:
        raise Unreadable(f"{name}: {refused}.") from None
    except ValueError:
        raise Unreadable(
            f"{name}: it holds text that is not NFC, or a character or a number never written here."
        ) from None
    if not same:
        raise Unreadable(
            f"{name}: it is not written as this product writes it (canonical JSON and one line feed): "
            "another program saved it again, or a character was changed."
        )
    return value


class Fields:
    """The fields of one JSON object, each asked for once and by type.

    All of ``keys`` must be there, those of ``sometimes`` may be, and no other.
    """

    def __init__(self, where: str, value: Any, keys: Collection[str], sometimes: Collection[str] = ()) -> None:
        if not isinstance(value, dict):
            raise Unreadable(f"{where}: an object was expected.")
        self.where = where
        self._value: dict[str, Any] = value
        wanted = set(keys)
        for key in sorted(wanted - set(self._value)):
            raise Unreadable(f"{where}: “{key}” is missing.")
        for key in sorted(set(self._value) - wanted - set(sometimes)):
            raise Unreadable(f"{where}: “{key}” does not belong there.")

    def has(self, key: str) -> bool:
        """Whether a key is there that need not be."""
        return key in self._value

    def text(self, key: str, *, blank: bool = False) -> str:
        """Text that is not blank, unless that is allowed."""
        value = self._value[key]
        if not isinstance(value, str) or not (blank or value.strip()):
            self._refuse(key, "text")
        return value

    def whole(self, key: str, *, least: int = 0) -> int:
        """A whole number from a least one."""
        value = self._value[key]
        if not isinstance(value, int) or isinstance(value, bool) or value < least:
            self._refuse(key, f"a whole number from {least}")
        return value

    def flag(self, key: str) -> bool:
        """True or false."""
        value = self._value[key]
        if not isinstance(value, bool):
            self._refuse(key, "true or false")
        return value

    def digest(self, key: str) -> str:
        """A SHA-256 in lower-case hex."""
        return self._pattern(key, _HEX, "64 digits of lower-case hex")

    def label(self, key: str) -> str:
        """A stratum's label."""
        return self._pattern(key, _LABEL, "a stratum's label such as S01")

    def code(self, key: str) -> str:
        """One of the product's codes."""
        return self._pattern(key, CODE, "a code of lower-case letters, digits and underscores")

    def one_of(self, key: str, choices: Collection[str]) -> str:
        """One of some texts."""
        value = self._value[key]
        if not isinstance(value, str) or value not in choices:
            self._refuse(key, "one of " + ", ".join(sorted(choices)))
        return value

    def moment(self, key: str) -> datetime:
        """A time in UTC, to the second."""
        text = self.text(key)
        try:
            moment = from_text(text)
        except ValueError:
            self._refuse(key, "a time in UTC such as 2026-11-21T10:04:00Z")
        if to_text(moment) != text:
            self._refuse(key, "a time in UTC such as 2026-11-21T10:04:00Z")
        return moment

    def day(self, key: str) -> date:
        """A day."""
        text = self.text(key)
        try:
            day = date.fromisoformat(text)
        except ValueError:
            self._refuse(key, "a day such as 2026-11-21")
        if day.isoformat() != text:
            self._refuse(key, "a day such as 2026-11-21")
        return day

    def items(self, key: str, read: Callable[[str, Any], Item]) -> tuple[Item, ...]:
        """A list, each item read by a function of its place in words and its value."""
        return tuple(
            read(f"{self.where}, {key} {place}", item) for place, item in enumerate(self._list(key, "a list"), start=1)
        )

    def some(self, key: str, read: Callable[[str, Any], Item]) -> tuple[Item, ...]:
        """A list that is written only when it holds something: none where the key is not there."""
        if not self.has(key):
            return ()
        if not self._list(key, "a list"):
            self._refuse(key, "left out where there is nothing to say")
        return self.items(key, read)

    def codes(self, key: str) -> tuple[str, ...]:
        """A list of codes, none twice."""
        return self._texts(key, CODE, "a list of codes, none of them twice")

    def digests(self, key: str) -> tuple[str, ...]:
        """A list of SHA-256 digests, none twice."""
        return self._texts(key, _HEX, "a list of SHA-256 digests in lower-case hex, none of them twice")

    def absent(self, key: str) -> bool:
        """Whether the value is null."""
        return self._value[key] is None

    def _texts(self, key: str, pattern: re.Pattern[str], wanted: str) -> tuple[str, ...]:
        items = self._list(key, wanted)
        texts = [item for item in items if isinstance(item, str) and pattern.fullmatch(item)]
        if len(texts) != len(items) or len(set(texts)) != len(texts):
            self._refuse(key, wanted)
        return tuple(texts)

    def _list(self, key: str, wanted: str) -> list[Any]:
        value = self._value[key]
        if not isinstance(value, list):
            self._refuse(key, wanted)
        return value  # pyright: ignore[reportUnknownVariableType]

    def _pattern(self, key: str, pattern: re.Pattern[str], wanted: str) -> str:
        value = self._value[key]
        if not isinstance(value, str) or not pattern.fullmatch(value):
            self._refuse(key, wanted)
        return value

    def _refuse(self, key: str, wanted: str) -> NoReturn:
        raise Unreadable(f"{self.where}: “{key}” should be {wanted}.")


class _Refused(ValueError):
    """Something that JSON allows and this product never writes; the text says what."""


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    value: dict[str, Any] = {}
    for key, item in pairs:
        if key in value:
            raise _Refused(f"the key “{key}” stands twice in one object")
        value[key] = item
    return value


def _whole(text: str) -> int:
    if len(text) > _MOST_DIGITS:
        raise _Refused(f"a number of {len(text):,} digits is more than anything here can have")
    return int(text)


def _no_float(text: str) -> NoReturn:
    raise _Refused(f"the number {text[:_MOST_DIGITS]} is not a whole one")
