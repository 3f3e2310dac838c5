"""A text as a reader takes it: without what nobody sees, such as a soft hyphen; a word that a line breaks is whole."""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple
from unicodedata import category

_HYPHENS = frozenset("-‐‑\N{SOFT HYPHEN}")


class Reading(NamedTuple):
    """A text with some characters left out, and where each of the others stands in the whole."""

    text: str
    places: Sequence[int]

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Where a piece of it stands in the whole text, with what was left out inside of it."""
        return self.places[start], self.places[end - 1] + 1


def readings(text: str) -> Iterator[Reading]:
    """How a text may be read: without what is not seen; where a hyphen ends a line, also with the word made whole."""
    unseen = set[str]() if text.isascii() else {letter for letter in set(text) if category(letter) == "Cf"}
    seen = [at for at, letter in enumerate(text) if letter not in unseen] if unseen else range(len(text))
    yield _without(text, seen)
    between = re.escape("".join(sorted(unseen | _HYPHENS)))
    ends = re.finditer(rf"(?<=\w)[{between} \t\r]++\n[{between} \t]*+(?=\w)", text)
    broken = {at for end in ends if not _HYPHENS.isdisjoint(end[0]) for at in range(*end.span())}
    if broken:
        yield _without(text, [at for at in seen if at not in broken])


def _without(text: str, places: Sequence[int]) -> Reading:
    return Reading(text if len(places) == len(text) else "".join(map(text.__getitem__, places)), places)
