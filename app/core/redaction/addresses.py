"""Streets and addresses in running words: a word for a street with its name before it, a house number before that."""

import re
from collections.abc import Iterator

from app.core.redaction.findings import Certainty, Finding
from app.core.redaction.rules import Words
from app.core.redaction.words import Hand, Word, Worded

_MOST_WORDS = 4
_NUMBERED = 24
"""How far before a street its number is looked for, in characters."""
_NUMBER = re.compile(r"(?<![\w/:.])(?:no\.?\s?)?\d{1,4}[a-z]?(?:\s?[-–&/]\s?\d{1,4}[a-z]?)?,?\s+$", re.IGNORECASE)
_JOINED = re.compile(r"\s?|\s?-\s?|[’'][sS]\s|[’']\s")
_SAINT = re.compile(r"\.?\s")
_THERE = frozenset("on at of in by near to from into along off outside around onto".split())


def find_streets(worded: Worded, lists: Words) -> Iterator[Finding]:
    """Every street of a text; with its house number, flat and town where they stand beside it."""
    words = worded.words
    for at, word in enumerate(words):
        if word.lower not in lists["streets"] or _is_other(worded, at):
            continue
        first = _first(worded, at, lists)
        if first is not None:
            yield _finding(worded, first, at, lists)


def _is_other(worded: Worded, at: int) -> bool:
    """Whether a word for a street is something else: a part of a number, “1st”, or a doctor, “GP Dr Sowerby”."""
    text, word = worded.text, worded.words[at]
    if text[word.end : word.end + 1].isalnum() or text[max(0, word.start - 1) : word.start].isdigit():
        return True
    titled = word.lower == "dr" and at + 1 < len(worded.words) and worded.between(at) in (" ", ". ")
    return titled and worded.words[at + 1].capital and worded.hand is Hand.MIXED


def _first(worded: Worded, at: int, lists: Words) -> int | None:
    """The first word of the street's name; None where there is no name, or nothing says that it is one."""
    words, numbered = worded.words, False
    mixed = worded.hand is Hand.MIXED
    strict = mixed and words[at].capital
    if mixed and not strict and words[at].lower not in lists["plain_streets"]:
        return None
    first = at
    while first > 0 and at - first < _MOST_WORDS and _belongs(worded, first - 1, lists, capitals=mixed):
        first -= 1
        before = words[first].start
        numbered = _NUMBER.search(worded.text, max(0, before - _NUMBERED), before) is not None
        if numbered:
            break
    if first == at:
        return None
    there = first > 0 and words[first - 1].lower in _THERE
    return first if mixed or numbered or there or words[at].lower in lists["plain_streets"] else None


def _belongs(worded: Worded, at: int, lists: Words, *, capitals: bool) -> bool:
    word = worded.words[at]
    joined = _SAINT if word.lower == "st" else _JOINED
    if not joined.fullmatch(worded.between(at)) or "\n" in worded.between(at):
        return False
    return word.lower not in lists["no_streets"] and (word.capital or not capitals)


def _finding(worded: Worded, first: int, at: int, lists: Words) -> Finding:
    words, text = worded.words, worded.text
    start, end = words[first].start, words[at].end
    number = _NUMBER.search(text, max(0, start - _NUMBERED), start)
    if number is not None:
        start = number.start() + len(number[0]) - len(number[0].lstrip())
        start = _unit_before(text, start, lists)
        end = _town_behind(worded, at, lists)
        return Finding(start=start, end=end, kind="ADDRESS", rule="address", certainty=Certainty.LIKELY)
    certain = (
        Certainty.LIKELY
        if words[at].lower in lists["plain_streets"] or worded.hand is Hand.MIXED
        else Certainty.POSSIBLE
    )
    return Finding(start=start, end=end, kind="ADDRESS", rule="street", certainty=certain)


def _unit_before(text: str, start: int, lists: Words) -> int:
    units = "|".join(sorted(lists["units"]))
    found = re.search(
        rf"(?<!\w)(?:{units})\s?[a-z0-9]{{1,4}}\s?,?\s+$", text[max(0, start - 24) : start], re.IGNORECASE
    )
    return max(0, start - 24) + found.start() if found is not None else start


def _town_behind(worded: Worded, at: int, lists: Words) -> int:
    """The end of the town that follows a comma, or of the street."""
    words, end = worded.words, worded.words[at].end
    if worded.between(at) not in (", ", " in ") or not _is_town(words[at + 1], lists):
        return end
    return words[at + 1].end


def _is_town(word: Word, lists: Words) -> bool:
    return any(town == word.lower or town.startswith(f"{word.lower}-") for town in lists["towns"])
