"""What a paper can only show as ``[?]``, told at once to whoever has it made: never more of a text than that."""

import unicodedata
from collections.abc import Iterable, Sequence
from typing import Final

from app.export.tagged.characters import LACKING

_MOST: Final = 5


def unprinted_words(numbers: Sequence[str], characters: Iterable[str]) -> tuple[str, ...]:
    """What is wrong and what to do about it, a sentence each; none where every character can be printed.

    Args:
        numbers: of the papers that hold such a character.
        characters: those that no bundled font has.
    """
    found = sorted(set(characters))
    if not found:
        return ()
    more = f" and {len(numbers) - 1} more" if numbers[1:] else ""
    named = ", ".join(map(_named, found[:_MOST])) + (f" and {len(found) - _MOST} more" if found[_MOST:] else "")
    return (
        f"{LACKING} stands on {numbers[0]}{more} for characters that no font of the program has: {named}.",
        "Read those places on the screen, or correct the text, before you hand it out.",
    )


def _named(character: str) -> str:
    """A character by its code point, and as itself where it can stand alone."""
    code = f"U+{ord(character):04X}"
    alone = character.isprintable() and not unicodedata.category(character).startswith("M")
    return f"{code} “{character}”" if alone else code
