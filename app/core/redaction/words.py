"""The words of a text with their places, and how the text is written: capitals tell a name only where not all are."""

import re
from collections.abc import Iterator
from enum import Enum
from functools import cached_property
from typing import NamedTuple
from unicodedata import decimal

_WORD = re.compile(r"[^\W\d_]+(?:[’'][^\W\d_]+)*(?:/[^\W\d_]+)?")
_APART = re.compile(r"[^\W\d_]+(?:[’'][^\W\d_]+)*")
_OTHER_DIGIT = re.compile(r"(?![0-9])\d")
_POSSESSIVE = frozenset(("'s", "’s", "'S", "’S"))
_OPENS = frozenset('.!?\n:;•*"“”(')
_ENDS = frozenset(".!?\n;:•*")
_MOSTLY = 0.7
_HARDLY = 0.012
_FEW = 4
_LEAST_NAME = 2
_SHORT = 3
_LETTERS = frozenset("pace gowisely cctv anpr dvla pava taser pcso npas asbo osu abse".split())
"""Abbreviations of more letters than a usual one."""


def with_ascii_digits(text: str) -> str:
    """A text with the digits of every script as 0 to 9, one for one: ``٠٧`` is ``07``."""
    return text if text.isascii() else _OTHER_DIGIT.sub(lambda digit: str(decimal(digit[0])), text)


class Hand(Enum):
    """How a text is written."""

    MIXED = "mixed"
    CAPITALS = "capitals"
    SMALL = "small"


class Word(NamedTuple):
    """A word of a text, without a possessive ending."""

    start: int
    end: int
    text: str
    lower: str
    opens: bool
    """Whether it is the first of a sentence."""
    capital: bool
    """Whether it begins with a capital."""

    @property
    def capitals(self) -> bool:
        """Whether all of it is in capitals, two at least."""
        return len(self.text) > 1 and self.text.isupper()


def _is_written_as_name(word: Word) -> bool:
    """Whether the capital of a word says something: not that of an abbreviation, “IC1”, “BWV”."""
    if len(word.text) < _LEAST_NAME:
        return False
    return not word.text.isupper() or (len(word.text) > _SHORT and word.lower not in _LETTERS)


class Worded:
    """A text and its words."""

    def __init__(self, text: str, *, apart: bool = False) -> None:
        """Of a text in its normal form; ``apart``: what a slash joins are two words."""
        self.text = text
        self._word = _APART if apart else _WORD

    @cached_property
    def words(self) -> tuple[Word, ...]:
        """In order."""
        text, last = self.text, 0
        curly = "’" in text
        words: list[Word] = []
        for found in self._word.finditer(text):
            start, end = found.span()
            whole, between = found[0], text[last:start]
            opens = not last or (between != " " and not _OPENS.isdisjoint(between))
            last = end
            if whole[-2:] in _POSSESSIVE:
                whole, end = whole[:-2], end - 2
            lower = whole.lower()
            words.append(
                Word(start, end, whole, lower.replace("’", "'") if curly else lower, opens, whole[0].isupper())
            )
        return tuple(words)

    @cached_property
    def hand(self) -> Hand:
        """How it is written."""
        letters = list(filter(str.isalpha, self.text))
        upper = sum(map(str.isupper, letters))
        if len(letters) > 11 and upper > _MOSTLY * len(letters):
            return Hand.CAPITALS
        return Hand.SMALL if upper <= _HARDLY * len(letters) else Hand.MIXED

    @cached_property
    def mixed(self) -> tuple[bool, ...]:
        """Of each word, whether capitals tell a name there: not in a sentence that is all in small letters.

        A sentence of few words says nothing of itself, but where its first is in small letters too.
        """
        if self.hand is not Hand.MIXED:
            return (False,) * len(self.words)
        told: list[bool] = []
        for length, capitals, begins in self._sentences():
            small = not capitals and (length > _FEW or not begins)
            told += [not small] * length
        return tuple(told)

    def _sentences(self) -> Iterator[tuple[int, int, bool]]:
        """Of each sentence, how many words it has, how many behind its first are written as names, if its first is."""
        length = capitals = last = 0
        begins = False
        for word in self.words:
            if word.opens and length and not _ENDS.isdisjoint(self.text[last : word.start]):
                yield length, capitals, begins
                length = capitals = 0
            last = word.end
            if length:
                capitals += word.capital and _is_written_as_name(word)
            else:
                begins = word.capital
            length += 1
        yield length, capitals, begins

    def between(self, at: int) -> str:
        """What stands between a word and the next; a stop where there is none."""
        words = self.words
        return self.text[words[at].end : words[at + 1].start] if at + 1 < len(words) else "."
