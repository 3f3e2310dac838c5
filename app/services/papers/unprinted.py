"""What a paper cannot show as it was written, told to whoever has it made: never more of a text than that."""

import unicodedata
from collections.abc import Iterable, Sequence
from typing import Final

from app.export.fonts import not_as_written
from app.export.tagged.characters import LACKING, left_out

_MOST: Final = 5
_TURNING: Final = frozenset({"LRE", "RLE", "LRO", "RLO", "PDF", "LRI", "RLI", "FSI", "PDI"})
_DO: Final = "Read those places on the screen, or correct the text, before you hand it out."
_DO_BEFORE: Final = "Read those places with care, and tell the panel what stands there where it matters."


def unprinted_words(papers: Iterable[tuple[str, Sequence[str]]]) -> tuple[str, ...]:
    """What is wrong and what to do about it, a sentence each; none where everything is printed as it was written.

    Args:
        papers: each by its number, with the characters that it shows as ``[?]`` or leaves out.
    """
    marked: dict[str, list[str]] = {}
    dropped: dict[str, list[str]] = {}
    for number, characters in papers:
        for character in characters:
            (dropped if left_out(character) else marked).setdefault(number, []).append(character)
    told: list[str] = []
    if marked:
        where = f"{LACKING} stands on {_numbers(marked)}"
        told.append(f"{where} for characters that no font of the program has: {_listed(marked.values())}.")
    if dropped:
        told.append(f"Left out of {_numbers(dropped)}: {_listed(dropped.values())}.")
    return (*told, _DO) if told else ()


def unprinted_before(shape: object) -> tuple[str, ...]:
    """The same of texts, or of the shape of a paper, before any paper is made of them."""
    found = not_as_written(shape)
    dropped = [character for character in found if left_out(character)]
    marked = [character for character in found if character not in dropped]
    told: list[str] = []
    if marked:
        told.append(f"Papers will show {LACKING} for characters that no font of the program has: {_listed([marked])}.")
    if dropped:
        told.append(f"Papers will leave out {_listed([dropped])}.")
    return (*told, _DO_BEFORE) if told else ()


def _numbers(papers: Iterable[str]) -> str:
    first, *others = papers
    return f"{first} and {len(others)} more" if others else first


def _listed(characters: Iterable[Sequence[str]]) -> str:
    found = sorted({character for some in characters for character in some})
    more = f" and {len(found) - _MOST} more" if len(found) > _MOST else ""
    return ", ".join(map(_named, found[:_MOST])) + more


def _named(character: str) -> str:
    """A character by its code point, and as itself where it can stand alone; of one that is left out, what it does."""
    code = f"U+{ord(character):04X}"
    if left_out(character):
        turns = unicodedata.bidirectional(character) in _TURNING
        return f"{code}, which {'turns the order of letters round' if turns else 'cannot be seen'}"
    alone = character.isprintable() and not unicodedata.category(character).startswith("M")
    return f"{code} “{character}”" if alone else code
