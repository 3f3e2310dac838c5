"""Text made fit to be printed: no control characters, nothing that the font lacks, and no silence about either.

A character that the font lacks is replaced by a mark that can be seen. Emoji, Arabic or Hebrew in a narrative are
not lost by that: they stay in the record, and the paper says that it could not print them.
"""

import unicodedata
from collections.abc import Set

LACKING = "[?]"
"""Stands for one or more characters in a row that the font does not have."""

_SPACES = {"\t": "    ", "\x0b": "\n", "\x0c": "\n", "\x85": "\n", "\u2028": "\n", "\u2029": "\n"}
_KEPT = frozenset(_SPACES) | {"\r"}


def plain(text: str) -> str:
    """Composed letters, one kind of line end, and nothing that cannot be seen.

    Controls that turn the direction of writing go too: with them a text can show other words than it holds.
    """
    if text.isascii() and text.isprintable():
        return text
    text = unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n"))
    return "".join(_SPACES.get(character) or _seen(character) for character in text)


def printable(text: str, known: Set[str]) -> str:
    """The text with only characters that a font can print, and line feeds."""
    return text if text.isascii() and text.isprintable() else _replaced(plain(text), known)[0]


def lacking(text: str, known: Set[str]) -> Set[str]:
    """The characters of a text that a font cannot print."""
    if text.isascii():
        return frozenset()
    return _replaced(plain(text), known)[1]


def left_out(text: str) -> Set[str]:
    """The characters of a text that cannot be seen and that a paper leaves out; what stands for a space does not."""
    if text.isascii() and text.isprintable():
        return frozenset()
    return {character for character in set(text) if character not in _KEPT and not _seen(character)}


def _seen(character: str) -> str:
    category = unicodedata.category(character)
    if category == "Zs" and character != "\u00a0":
        return " "
    if category in ("Cc", "Cf") and character != "\n":
        return ""
    return character


def _replaced(text: str, known: Set[str]) -> tuple[str, Set[str]]:
    if known >= set(text) - {"\n"}:
        return text, frozenset()
    missing: set[str] = set()
    pieces: list[str] = []
    for character in text:
        if character == "\n" or character in known:
            pieces.append(character)
            continue
        missing.add(character)
        if not pieces or pieces[-1] != LACKING:
            pieces.append(LACKING)
    return "".join(pieces), missing
