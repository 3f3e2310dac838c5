"""The words of a text with their places, and how the text is written: capitals tell a name only where not all are."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum
from functools import cached_property

_WORD = re.compile(r"[^\W\d_]+(?:[’'][^\W\d_]+)*(?:/[^\W\d_]+)?")
_POSSESSIVE = re.compile(r"[’'][sS]$")
_MOSTLY = 0.7
_HARDLY = 0.012
_FEW = 4


class Hand(Enum):
    """How a text is written."""

    MIXED = "mixed"
    CAPITALS = "capitals"
    SMALL = "small"


@dataclass(frozen=True, slots=True)
class Word:
    """A word of a text, without a possessive ending."""

    start: int
    end: int
    text: str
    lower: str
    opens: bool
    """Whether it is the first of a sentence."""

    @property
    def capital(self) -> bool:
        """Whether it begins with a capital."""
        return self.text[0].isupper()

    @property
    def capitals(self) -> bool:
        """Whether all of it is in capitals, two at least."""
        return len(self.text) > 1 and self.text.isupper()


@dataclass(frozen=True)
class Worded:
    """A text and its words."""

    text: str

    @cached_property
    def words(self) -> tuple[Word, ...]:
        """In order."""
        return tuple(self._read())

    def _read(self) -> Iterator[Word]:
        text, last = self.text, 0
        for found in _WORD.finditer(text):
            whole = _POSSESSIVE.sub("", found[0])
            between = text[last : found.start()]
            opens = not last or any(mark in between for mark in '.!?\n:;•*"“”(')
            yield Word(found.start(), found.start() + len(whole), whole, whole.lower().replace("’", "'"), opens)
            last = found.end()

    @cached_property
    def hand(self) -> Hand:
        """How it is written."""
        letters = [letter for letter in self.text if letter.isalpha()]
        upper = sum(map(str.isupper, letters))
        if len(letters) > 11 and upper > _MOSTLY * len(letters):
            return Hand.CAPITALS
        return Hand.SMALL if upper <= _HARDLY * len(letters) else Hand.MIXED

    @cached_property
    def mixed(self) -> tuple[bool, ...]:
        """Of each word, whether capitals tell a name there: not in a sentence that is all in small letters.

        A sentence of few words says nothing of itself.
        """
        if self.hand is not Hand.MIXED:
            return (False,) * len(self.words)
        told: list[bool] = []
        for sentence in self._sentences():
            small = len(sentence) > _FEW and not any(word.capital for word in sentence[1:])
            told += [not small] * len(sentence)
        return tuple(told)

    def _sentences(self) -> Iterator[list[Word]]:
        sentence: list[Word] = []
        for word in self.words:
            if word.opens and sentence:
                yield sentence
                sentence = []
            sentence.append(word)
        yield sentence

    def between(self, at: int) -> str:
        """What stands between a word and the next; a stop where there is none."""
        words = self.words
        return self.text[words[at].end : words[at + 1].start] if at + 1 < len(words) else "."
