"""Which lists of ``names`` a word stands in, told by one look: a bit for each list."""

from collections.abc import Iterable, Mapping
from typing import Final
from unicodedata import combining, normalize

GIVEN: Final = 1 << 0
GIVEN_WORDS: Final = 1 << 1
SURNAME: Final = 1 << 2
SURNAME_WORDS: Final = 1 << 3
TITLES: Final = 1 << 4
RANKS: Final = 1 << 5
RELATIVES: Final = 1 << 6
PARTS: Final = 1 << 7
LEADS: Final = 1 << 8
NOT_NAMES: Final = 1 << 9
NOT_SURNAMES: Final = 1 << 10
STREETS: Final = 1 << 11
COMMON: Final = 1 << 12
NAMES: Final = GIVEN | GIVEN_WORDS | SURNAME | SURNAME_WORDS
"""Every name that people have, those that are words too."""

_LISTS: Final[Mapping[str, int]] = {
    "given": GIVEN,
    "given_words": GIVEN_WORDS,
    "surname": SURNAME,
    "surname_words": SURNAME_WORDS,
    "titles": TITLES,
    "ranks": RANKS,
    "relatives": RELATIVES,
    "parts": PARTS,
    "leads": LEADS,
    "not_names": NOT_NAMES,
    "not_surnames": NOT_SURNAMES,
}


def _forms(word: str) -> tuple[str, ...]:
    """A word, and how its plural may be written."""
    return (word, f"{word}s", f"{word}es", f"{word[:-1]}ies") if word.endswith("y") else (word, f"{word}s", f"{word}es")


def _bare(word: str) -> str:
    """A word without its accents."""
    return "".join(sign for sign in normalize("NFD", word) if not combining(sign))


class NameMarks:
    """The marks of every word that a list holds."""

    def __init__(self, lists: Mapping[str, Iterable[str]], streets: Iterable[str], others: Iterable[str] = ()) -> None:
        """From the lists of ``names.toml``; ``streets`` make a street of what they follow; ``others`` name nobody."""
        self._marks: dict[str, int] = {}
        for name, mark in _LISTS.items():
            self._add(lists[name], mark)
        self._add(streets, STREETS)
        self._add((form for word in lists["common"] for form in _forms(word)), COMMON)
        self._add(others, COMMON)

    def _add(self, words: Iterable[str], mark: int) -> None:
        for word in words:
            self._marks[word] = self._marks.get(word, 0) | mark

    def of(self, word: str) -> int:
        """The marks of a word in small letters, or without its accents; 0 where no list holds it."""
        return self._marks.get(word, 0) or (0 if word.isascii() else self._marks.get(_bare(word), 0))

    def of_all(self, words: Iterable[str]) -> list[int]:
        """The marks of each word in turn."""
        get = self._marks.get
        return [get(word, 0) if word.isascii() else self.of(word) for word in words]
