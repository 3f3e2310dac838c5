"""Names that the record itself gives, wherever they recur: in any case, as initials, misspelt by one letter."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import permutations

from app.core.redaction.findings import Certainty, Finding
from app.core.redaction.rules import Words
from app.core.redaction.unseen import readings
from app.core.redaction.words import Hand, Word, Worded

_LEAST_MISSPELT = 5
_MOST_PARTS = 6
_BESIDE = frozenset((" ", "/", "-"))
_APART = frozenset((" ", ".", ". ", "-", "/"))
_PART = re.compile(r"[^\W\d_]+(?:[’'][^\W\d_]+)*")


@dataclass(frozen=True)
class KnownNames:
    """The parts of some names, and two of one name written as one, in small letters; their initials in capitals."""

    parts: frozenset[str]
    joined: frozenset[str]
    initials: frozenset[str]

    @classmethod
    def of(cls, names: Iterable[str], lists: Words) -> "KnownNames":
        """From names as fields hold them: ``Tomkinson, Connor``, ``PC Dodd``; titles and ranks are no part of one."""
        parts: set[str] = set()
        joined: set[str] = set()
        initials: set[str] = set()
        for name in names:
            first, _, behind = (_parts_of(piece, lists) for piece in name.partition(","))
            found = [part for part in first + behind if len(part) > 1]
            parts |= set(found)
            joined |= {"".join(pair) for pair in permutations(found[:_MOST_PARTS], 2)} | {"".join(found)}
            for whole in (first + behind, behind + first):
                letters = "".join(part[0] for part in whole).upper()
                initials |= {letters, letters[:1] + letters[-1:]} if len(whole) > 1 else set()
        joined -= parts
        return cls(frozenset(parts), frozenset(joined), frozenset(initials))


def _parts_of(name: str, lists: Words) -> list[str]:
    found = [part.lower().replace("’", "'") for part in _PART.findall(name)]
    return [part for part in found if part not in lists.any_of("titles", "ranks")]


def find_known(worded: Worded, known: KnownNames, lists: Words) -> Iterator[Finding]:
    """Every place where a known name recurs; one that is a word too (Rose, Mark) where it is written as a name."""
    if not known.parts:
        return
    whole, *broken = readings(worded.text)
    if whole.text == worded.text and "/" not in worded.text:
        yield from _find(worded, known, lists)
    else:
        broken = [whole, *broken]
    for reading in broken:
        for finding in _find(Worded(reading.text, apart=True), known, lists):
            start, end = reading.span(finding.start, finding.end)
            yield replace(finding, start=start, end=end)


def _find(worded: Worded, known: KnownNames, lists: Words) -> Iterator[Finding]:
    for at, word in enumerate(worded.words):
        certainty = _certainty(worded, at, known, lists)
        if certainty is not None:
            yield _finding("record_name", word.start, word.end, certainty)
        elif word.text in known.initials:
            yield _finding("record_initials", word.start, word.end, Certainty.POSSIBLE)
        elif _is_initial(worded, at, known):
            yield _finding("record_initials", word.start, word.end, Certainty.LIKELY)
        elif len(word.text) == 1 and (last := _last_initial(worded, at, known)) > at:
            certainty = Certainty.LIKELY if last - at > 1 else Certainty.POSSIBLE
            yield _finding("record_initials", word.start, worded.words[last].end, certainty)


def _finding(rule: str, start: int, end: int, certainty: Certainty) -> Finding:
    return Finding(start=start, end=end, kind="NAME", rule=rule, certainty=certainty)


def _certainty(worded: Worded, at: int, known: KnownNames, lists: Words) -> Certainty | None:
    word = worded.words[at]
    if word.lower in known.parts or (word.lower.endswith("s") and word.lower[:-1] in known.parts):
        return _as_written(worded, at, known, lists)
    if word.lower in known.joined:
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
    before = at > 0 and worded.between(at - 1) in _BESIDE and words[at - 1].lower in known.parts
    return before or (worded.between(at) in _BESIDE and words[at + 1].lower in known.parts)


def _is_initial(worded: Worded, at: int, known: KnownNames) -> bool:
    """One capital before or behind a known name: “C. Tomkinson”, “Connor T”."""
    word, words = worded.words[at], worded.words
    if len(word.text) != 1 or not word.capital or word.text not in {part[0].upper() for part in known.parts}:
        return False
    after = worded.between(at) in (" ", ". ", ".") and at + 1 < len(words) and words[at + 1].lower in known.parts
    return after or (at > 0 and worded.between(at - 1) == " " and words[at - 1].lower in known.parts)


def _last_initial(worded: Worded, at: int, known: KnownNames) -> int:
    """The last of the initials that stand apart from a word on, “D L Z”, “D.Z.”; the word itself where none do."""
    letters, last = "", at
    for n, word in enumerate(worded.words[at : at + _MOST_PARTS], at):
        if len(word.text) > 1 or not word.capital or (n > at and worded.between(n - 1) not in _APART):
            break
        letters += word.text
        last = n if letters in known.initials else last
    return last


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
