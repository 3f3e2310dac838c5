"""Names that the record itself gives, wherever they recur: in any case, as initials, misspelt by one letter."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from app.core.redaction.findings import Certainty, Finding
from app.core.redaction.rules import Words
from app.core.redaction.words import Hand, Word, Worded

_LEAST_MISSPELT = 5
_PART = re.compile(r"[^\W\d_]+(?:[’'][^\W\d_]+)*")


@dataclass(frozen=True)
class KnownNames:
    """The parts of some names, in small letters, and their initials in capitals."""

    parts: frozenset[str]
    initials: frozenset[str]

    @classmethod
    def of(cls, names: Iterable[str], lists: Words) -> "KnownNames":
        """From names as fields hold them: ``Tomkinson, Connor``, ``PC Dodd``; titles and ranks are no part of one."""
        parts: set[str] = set()
        initials: set[str] = set()
        for name in names:
            found = [part.lower().replace("’", "'") for part in _PART.findall(name)]
            found = [part for part in found if len(part) > 1 and part not in lists.any_of("titles", "ranks")]
            parts |= set(found)
            if len(found) > 1:
                letters = "".join(part[0] for part in found).upper()
                initials |= {letters, letters[1:] + letters[0]} if "," in name else {letters}
        return cls(frozenset(parts), frozenset(initials))


def find_known(worded: Worded, known: KnownNames, lists: Words) -> Iterator[Finding]:
    """Every place where a known name recurs; one that is a word too (Rose, Mark) where it is written as a name."""
    if not known.parts:
        return
    for at, word in enumerate(worded.words):
        certainty = _certainty(worded, at, known, lists)
        if certainty is not None:
            yield Finding(start=word.start, end=word.end, kind="NAME", rule="record_name", certainty=certainty)
        elif word.text in known.initials or word.text.replace(".", "") in known.initials:
            yield Finding(
                start=word.start, end=word.end, kind="NAME", rule="record_initials", certainty=Certainty.POSSIBLE
            )
        elif _is_initial(worded, at, known):
            yield Finding(
                start=word.start, end=word.end, kind="NAME", rule="record_initials", certainty=Certainty.LIKELY
            )


def _certainty(worded: Worded, at: int, known: KnownNames, lists: Words) -> Certainty | None:
    word = worded.words[at]
    if word.lower in known.parts or (word.lower.endswith("s") and word.lower[:-1] in known.parts):
        return _as_written(worded, at, known, lists)
    if word.lower in lists.names or word.lower in lists["not_names"]:
        return None
    return Certainty.LIKELY if _misspelt(word, known) else None


def _as_written(worded: Worded, at: int, known: KnownNames, lists: Words) -> Certainty | None:
    word = worded.words[at]
    ordinary = lists.any_of("not_names", "given_words", "surname_words")
    if word.lower not in ordinary or (worded.hand is Hand.MIXED and word.capital and not word.opens):
        return Certainty.SURE
    if _beside_another(worded, at, known):
        return Certainty.SURE
    return Certainty.POSSIBLE if word.capital or worded.hand is not Hand.MIXED else None


def _beside_another(worded: Worded, at: int, known: KnownNames) -> bool:
    """Whether another part of a known name stands right before or behind."""
    words = worded.words
    before = at > 0 and worded.between(at - 1) == " " and words[at - 1].lower in known.parts
    return before or (worded.between(at) == " " and words[at + 1].lower in known.parts)


def _is_initial(worded: Worded, at: int, known: KnownNames) -> bool:
    """One capital before or behind a known name: “C. Tomkinson”, “Connor T”."""
    word, words = worded.words[at], worded.words
    if len(word.text) != 1 or not word.capital or word.text not in {part[0].upper() for part in known.parts}:
        return False
    after = worded.between(at) in (" ", ". ", ".") and at + 1 < len(words) and words[at + 1].lower in known.parts
    return after or (at > 0 and worded.between(at - 1) == " " and words[at - 1].lower in known.parts)


def _misspelt(word: Word, known: KnownNames) -> bool:
    return len(word.lower) >= _LEAST_MISSPELT - 1 and any(
        len(part) >= _LEAST_MISSPELT and abs(len(part) - len(word.lower)) <= 1 and one_apart(part, word.lower)
        for part in known.parts
    )


def one_apart(one: str, other: str) -> bool:
    """Whether two words differ by one letter: another, one more, one less, or two that changed places."""
    if one == other:
        return False
    if len(one) > len(other):
        one, other = other, one
    at = next((n for n, (left, right) in enumerate(zip(one, other, strict=False)) if left != right), len(one))
    if len(one) < len(other):
        return one[at:] == other[at + 1 :]
    swapped = one[at + 1 : at + 2] + one[at] + one[at + 2 :]
    return one[at + 1 :] == other[at + 1 :] or swapped == other[at:]
