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


class Reader:
    """Cuts headings into words by the lists of ``resources/mappings/synonyms/words.toml``."""

    def __init__(self, synonyms: Synonyms) -> None:
        """Take the lists; they do not change."""
        self._words = {short: tuple(words.split()) for short, words in synonyms.words.items()}
        self._noise = synonyms.noise.words
        self._personal = synonyms.personal

    def words(self, heading: str) -> Words:
        """The words of a heading that mean something, in their order, each once."""
        plain = self._plain(heading)
        told = [word for word in plain if word not in self._noise]
        return tuple(dict.fromkeys(_single(word) for word in (told or plain)))

    def is_personal(self, heading: str) -> bool:
        """Whether a heading is about who a person is, or where they live."""
        found = set(self._plain(heading))
        return bool(found & self._personal.words) and not found & self._personal.unless

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


def without(words: Words, dropped: Sequence[str]) -> frozenset[str]:
    """The words less some of them."""
    return frozenset(words).difference(dropped)


def _single(word: str) -> str:
    plural = len(word) > _SHORTEST_PLURAL and word.endswith("s") and not word.endswith(("ss", "us", "is"))
    return word[:-1] if plural else word
