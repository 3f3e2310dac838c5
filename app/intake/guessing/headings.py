"""A heading as a bag of words, so that ``searchDate``, "Date of Search (local)" and "SEARCH_DT" are one."""

import re
from collections.abc import Sequence
from typing import Final

from app.core.schemes.synonyms import Synonyms

Words = tuple[str, ...]

_CAMEL: Final = re.compile(r"(?<=[a-z])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z]{2})")
_NUMBERED: Final = re.compile(r"(?<=[a-z]{3})(?=\d+\b)")
_INITIALS: Final = re.compile(r"\b(?:[A-Za-z]\.){2,}")
_APART: Final = re.compile(r"[^0-9a-z+]+")
_NUMBER: Final = re.compile(r"\d{1,2}")
_LONGEST: Final = 200
_SHORTEST_PLURAL: Final = 4
_ORDINALS: Final = {
    "primary": 1, "main": 1, "first": 1, "1st": 1, "one": 1,
    "secondary": 2, "second": 2, "2nd": 2, "two": 2,
    "tertiary": 3, "third": 3, "3rd": 3, "three": 3,
    "fourth": 4, "4th": 4, "four": 4, "fifth": 5, "5th": 5, "five": 5,
}  # fmt: skip


class Reader:
    """Cuts headings into words by the lists of ``resources/mappings/synonyms/words.toml``."""

    def __init__(self, synonyms: Synonyms) -> None:
        """Take the lists; they do not change."""
        self._words = {short: tuple(words.split()) for short, words in synonyms.words.items()}
        self._noise = synonyms.noise.words
        self._personal = synonyms.personal
        self._people = synonyms.people

    def words(self, heading: str) -> Words:
        """The words of a heading that mean something, in their order, each once."""
        plain = self._plain(heading)
        told = [word for word in plain if word not in self._noise]
        return tuple(dict.fromkeys(_single(word) for word in (told or plain)))

    def is_personal(self, heading: str) -> bool:
        """Whether a heading is about who a person is, or where they live."""
        found = set(self._plain(heading))
        if found & self._personal.words:
            return not found & self._personal.unless
        told = {word for word in found if not word.isdecimal()} - self._people.unless
        return bool(told) and told <= self._people.words

    def _plain(self, heading: str) -> list[str]:
        heading = _INITIALS.sub(lambda found: found[0].replace(".", "") + " ", heading[:_LONGEST])
        spaced = _CAMEL.sub(" ", heading).casefold().replace("'", "").replace("’", "")
        cut = [word for word in _APART.split(_NUMBERED.sub(" ", spaced)) if word]
        text = " ".join(cut).replace("yes no", "yes")
        return [word for short in text.split() for word in self._words.get(short, (short,))]


def numbered(words: Words) -> tuple[Words, int]:
    """A heading without the number that it ends with, and that number: "tactic 2"; 0 where it has none."""
    if len(words) > 1 and _NUMBER.fullmatch(words[-1]):
        return words[:-1], int(words[-1])
    return words, 0


def counted(words: Words) -> tuple[Words, int]:
    """As :func:`numbered`, where the number may be a word that stands first or last: "primary tactic"."""
    bare, number = numbered(words)
    if number or len(words) < 2:
        return bare, number
    if words[0] in _ORDINALS:
        return words[1:], _ORDINALS[words[0]]
    return (words[:-1], _ORDINALS[words[-1]]) if words[-1] in _ORDINALS else (words, 0)


def without(words: Words, dropped: Sequence[str]) -> frozenset[str]:
    """The words less some of them."""
    return frozenset(words).difference(dropped)


def _single(word: str) -> str:
    plural = len(word) > _SHORTEST_PLURAL and word.endswith("s") and not word.endswith(("ss", "us", "is"))
    return word[:-1] if plural else word
