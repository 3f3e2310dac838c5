"""Texts keyed by language, and numbers with their nouns. Works without Qt: papers and the batch door use it."""

from collections.abc import Iterable, Mapping

Text = Mapping[str, str]
"""One text in each language we have it in: ``{"en": "Grounds", "cy": "Seiliau"}``. English is always there."""


def say(text: Text, language: str = "en") -> str:
    """The text in that language, else in English."""
    return text.get(language) or text["en"]


def count_of(number: int, one: str, many: str = "") -> str:
    """A number with its noun: ``1 case``, ``1,240 cases``."""
    return f"{number:,} {one if number == 1 else many or one + 's'}"


def case_numbers(numbers: Iterable[int]) -> str:
    """Cases by their numbers, in order: ``case 3``, ``cases 3, 5 and 8``. There is at least one."""
    *most, last = map(str, sorted(numbers))
    return f"cases {', '.join(most)} and {last}" if most else f"case {last}"


def typist(words: str) -> str:
    """Who typed a record in, from what its import says (``typed by line manager``): ``a line manager``."""
    who = words.removeprefix("typed by ")
    return f"{'an' if who[:1] in 'aeiou' else 'a'} {who}"
