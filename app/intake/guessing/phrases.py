"""The headings known for a kind's fields, and how near another heading comes to each of them."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from difflib import get_close_matches
from math import fsum, log
from typing import NamedTuple

from app.core.schemes.spec import Field, Scheme
from app.core.schemes.synonyms import Synonyms
from app.core.words import say
from app.intake.guessing.headings import Reader, Words, numbered

_NEAR = 0.45
_ABOUT_ANOTHER = 0.6
_COVERED = 0.65
_MOST_COLUMNS = 12
_FEW = 2
_TYPED_WRONG = 0.85
_SHORTEST_GUESS = 5


@dataclass(frozen=True, kw_only=True, slots=True)
class Found:
    """A field whose known heading a column's heading is, or is like; ``score`` is 1 where all words agree."""

    field: str
    phrase: str
    exact: bool
    score: float


class Flag(NamedTuple):
    """The code of a list that a yes/no column may stand for; ``led``: the heading names the field too."""

    field: str
    code: str
    label: str
    led: bool


class _Phrase(NamedTuple):
    field: str
    text: str
    words: frozenset[str]


class Phrases:
    """Every known heading of every field of one kind's rows: its synonyms, its label and its id."""

    def __init__(self, reader: Reader, fields: Iterable[Field], synonyms: Synonyms) -> None:
        """Read them all once."""
        self._reader = reader
        self._fields = tuple(fields)
        self._synonyms = synonyms
        self._others = synonyms.others.words
        self._labels = {field.id: say(field.label) for field in self._fields}
        self._exact: dict[frozenset[str], _Phrase] = {}
        self._with: dict[str, list[_Phrase]] = defaultdict(list)
        told = [(field.id, text) for field in self._fields for text in synonyms.fields.get(field.id, ())]
        told += [(field.id, say(field.label)) for field in self._fields]
        told += [(field.id, field.id) for field in self._fields]
        for name, text in told:
            self._learn(name, text)
        total = len(self._fields)
        held_by = {word: len({phrase.field for phrase in phrases}) for word, phrases in self._with.items()}
        self._weights = {word: log(1 + total / count) for word, count in held_by.items()}
        self._strange = log(1 + total / 4)
        for word in synonyms.plain.words & self._weights.keys():
            self._weights[word] /= 4

    def near(self, words: Words) -> list[Found]:
        """The fields that a heading may mean, the best first: one entry a field."""
        told = frozenset(self._mended(word) for word in words)
        bare = frozenset(self._mended(word) for word in self._unnumbered(words))
        exact = self._exact.get(told) or self._exact.get(bare)
        best: dict[str, Found] = {}
        for phrase in dict.fromkeys(phrase for word in sorted(bare) for phrase in self._with.get(word, ())):
            score = self._overlap(bare, phrase.words)
            if score >= _NEAR and (phrase.field not in best or score > best[phrase.field].score):
                best[phrase.field] = Found(field=phrase.field, phrase=phrase.text, exact=False, score=score * 0.95)
        for name, score in self._covered(bare).items():
            if name not in best or score > best[name].score:
                best[name] = Found(field=name, phrase=self._labels[name], exact=False, score=score)
        if exact:
            best[exact.field] = Found(field=exact.field, phrase=exact.text, exact=True, score=1.0)
        return sorted(best.values(), key=lambda found: (-found.score, found.field))

    def codes(self, scheme: Scheme) -> dict[frozenset[str], Flag]:
        """Headings of yes/no columns by their words: the code alone, or led by a heading of its field.

        A code that several lists have is known only by a heading that names its list too.
        """
        alone: dict[frozenset[str], list[Flag]] = defaultdict(list)
        led: dict[frozenset[str], Flag] = {}
        for field in self._fields:
            if field.type != "codes":
                continue
            heads = {phrase.words for phrases in self._with.values() for phrase in phrases if phrase.field == field.id}
            for code in scheme.vocabularies[field.vocabulary]:
                for text in (code.code, say(code.label), *code.also):
                    words = frozenset(self._reader.words(text))
                    label = say(code.label)
                    alone[words].append(Flag(field.id, code.code, label, False))
                    led |= {words | head: Flag(field.id, code.code, label, True) for head in heads}
        single = {words: flags[0] for words, flags in alone.items() if len({flag[:2] for flag in flags}) == 1}
        return {**led, **single}

    def _learn(self, name: str, text: str) -> None:
        words = frozenset(self._reader.words(text))
        if not words:
            return
        phrase = _Phrase(name, text, words)
        if self._exact.setdefault(words, phrase).field == name:
            for word in sorted(words):
                self._with[word].append(phrase)

    def _mended(self, word: str) -> str:
        """A word that was typed wrong ("occured") as the known one that it is nearly."""
        if word in self._with or len(word) < _SHORTEST_GUESS:
            return word
        return next(iter(get_close_matches(word, self._with, n=1, cutoff=_TYPED_WRONG)), word)

    def _covered(self, words: frozenset[str]) -> dict[str, float]:
        """Fields all of a heading's words are known for, though no one heading of theirs has them all."""
        if len(words) < _FEW:
            return {}
        fields = [{phrase.field for phrase in self._with.get(word, ())} for word in words]
        return dict.fromkeys(set.intersection(*fields), _COVERED)

    def _unnumbered(self, words: Words) -> Words:
        """A heading without the number it ends with, unless the number is part of known headings ("under 18")."""
        bare, number = numbered(words)
        return words if number > _MOST_COLUMNS and words[-1] in self._with else bare

    def _overlap(self, words: frozenset[str], phrase: frozenset[str]) -> float:
        """How much of two headings is shared, words that few fields have counting for more."""
        shared = fsum(self._weight(word) for word in words & phrase)
        score = shared / fsum(self._weight(word) for word in words | phrase)
        about_another = (words - phrase) & self._others
        return score * _ABOUT_ANOTHER if about_another else score

    def _weight(self, word: str) -> float:
        return self._weights.get(word, self._strange)
