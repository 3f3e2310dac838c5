"""Streets, buildings and grounds in running words: what kind of place it is, its name before that, its number before.

“Larkspur Rd”, “Leeds stn”, “Flat 2, 14a Larkspur Passage, Crewe”, “Co-op on Mansel Street”, “skate park”.
"""

import re
from collections.abc import Iterator
from typing import Final

from app.core.redaction.findings import Certainty, Finding
from app.core.redaction.name_marks import (
    COMMON,
    LEADS,
    NAMES,
    NOT_NAMES,
    PARTS,
    RANKS,
    RELATIVES,
    SURNAME,
    SURNAME_WORDS,
    NameMarks,
)
from app.core.redaction.name_words import VERBAL
from app.core.redaction.rules import Words
from app.core.redaction.words import Hand, Worded

_MOST_WORDS = 4
_MOST_BEFORE = 2
_NUMBERED = 24
"""How far before a street its number is looked for, in characters."""
_NUMBER = re.compile(
    r"(?<![\w/:.])(?:no\.?\s?)?\d{1,4}[a-z]?(?:\s?[-–&/]\s?\d{1,4}[a-z]?)?,?\s+(?:the\s)?$", re.IGNORECASE
)
_UNITED = 40
"""The same of a flat or the like."""
_UNIT = (
    r"(?<!\w)(?:(?:(?:garden|basement|attic|top|upper|lower|ground|rear|front|back|middle|annexe?)\s)?(?:{units})"
    r"(?:\s?[a-z0-9/]{{1,4}}|\s(?:above|over|behind|below|beneath|to|at)\s(?:the\s)?[a-z]+)?\s?[,/]?"
    r"|(?:rear|side|back|front)\s(?:of|to))\s+$"
)
_JOINED = re.compile(r"\s?|\s?-\s?|[’'][sS]\s|[’']\s")
_SAINT = re.compile(r"\.?\s")
_AND = re.compile(r"\s?&\s?")
_THERE: Final = frozenset(
    "on at of in by near nr to from into along off outside around onto behind opposite opp adj entered entering enter "
    "leaving left towards toward twds through thru past inside down up o/s in/at o/side jct j/w junction via visited "
    "attended".split()
)
_DISTRICT = re.compile(r",?\s([A-Z]{1,2})\d{1,2}[A-Z]?(?![\w/]|\s\d)", re.IGNORECASE)
_PART = re.compile(
    r",?\s(?:level|floor|deck|bay|stand|platform|gate|pump)\s[a-z]?\d{1,3}[a-z]?(?!\w)"
    r"|,\s(?:upper|lower|ground|first|second|top)\s(?:mall|floor|level|deck)(?!\w)",
    re.IGNORECASE,
)
"""Behind a place, where in it."""
_BEFORE_MARK = re.compile(r"[.,;)\n]|$|\s[A-Z]{1,2}\d")
_MOST_BEHIND = 3
_ORDINARY = COMMON | NOT_NAMES | PARTS | RELATIVES | RANKS | LEADS
_LINKS = frozenset("on in at by".split())
_BACK = frozenset("back long half first second third north south east west little great".split())
"""With a house number before them, they begin the name of a street: “2 Back Hope St”."""
_ROADS = frozenset("street st road rd lane ln avenue ave".split())
_INSIDE = frozenset("and the".split())


class PlaceFinder:
    """Finds places in one text."""

    def __init__(self, worded: Worded, lists: Words, marks: NameMarks) -> None:
        """Of a text; ``lists`` are of ``places.toml``, ``marks`` say which words name nothing."""
        self._worded, self._words, self._text = worded, worded.words, worded.text
        self._lists, self._marks = lists, marks
        self._mixed = worded.mixed

    def find(self) -> Iterator[Finding]:
        """Every place that a word for one tells."""
        streets, premises = self._lists["streets"], self._lists["premises"]
        either = self._lists.any_of("streets", "premises")
        for at, word in enumerate(self._words):
            if word.lower not in either or self._is_other(at):
                continue
            first = self._first_of_premises(at) if word.lower in premises else None
            if first is not None:
                yield self._finding(first, at, "premises_named", Certainty.POSSIBLE)
                continue
            first = self._first_of_street(at) if word.lower in streets else None
            if first is not None:
                plain = self._mixed[at] or word.lower in self._lists["plain_streets"]
                yield self._finding(first, at, "street", Certainty.LIKELY if plain else Certainty.POSSIBLE)

    def _is_other(self, at: int) -> bool:
        """Whether a word for a street is something else: a part of a number, “1st”, or a doctor, “GP Dr Sowerby”."""
        text, word = self._text, self._words[at]
        if text[word.end : word.end + 1].isalnum() or text[max(0, word.start - 1) : word.start].isdigit():
            return True
        titled = word.lower == "dr" and at + 1 < len(self._words) and self._worded.between(at) in (" ", ". ")
        return titled and self._words[at + 1].capital and self._worded.hand is Hand.MIXED

    # ---------------------------------------------------------------- streets
    def _first_of_street(self, at: int) -> int | None:
        """The first word of the street's name; None where there is no name, or nothing says that it is one."""
        words, numbered, mixed = self._words, False, self._mixed[at]
        plain = words[at].lower in self._lists["plain_streets"]
        if mixed and not words[at].capital and not plain:
            return None
        first = at
        while first > 0 and at - first < _MOST_WORDS and self._belongs(first - 1, capitals=mixed):
            first -= 1
            numbered = self._number_before(words[first].start) is not None
            if numbered:
                break
        if first == at:
            return None
        if numbered or self._is_there(first) or (mixed and words[at].capital):
            return first
        ordinary = [self._is_ordinary(n) for n in range(first, at)]
        return first if not (all(ordinary) if plain else any(ordinary)) or self._is_road(at) else None

    def _is_road(self, at: int) -> bool:
        """Whether a word says nothing but street."""
        return self._words[at].lower in _ROADS

    def _belongs(self, at: int, *, capitals: bool) -> bool:
        word = self._words[at]
        joined = _SAINT if word.lower == "st" else _JOINED
        if not joined.fullmatch(self._worded.between(at)) or "\n" in self._worded.between(at):
            return False
        if word.lower in self._lists.any_of("soft_streets", "short_streets") and not self._is_road(at + 1):
            return False
        if word.lower in _BACK and self._number_before(word.start) is not None:
            return True
        other = word.lower in self._lists["no_streets"] or word.lower in _THERE
        return not other and (word.capital or not capitals)

    def _is_there(self, first: int) -> bool:
        """Whether the word before a place says that something is there."""
        if first > 0 and self._words[first - 1].lower == "the":
            first -= 1
        return first > 0 and self._words[first - 1].lower in _THERE

    def _number_before(self, start: int) -> re.Match[str] | None:
        return _NUMBER.search(self._text, max(0, start - _NUMBERED), start)

    # ---------------------------------------------------------------- buildings and grounds
    def _first_of_premises(self, at: int) -> int | None:
        """The first word of what a building or ground is called: “Bell Farm estate”, “the Dog & Partridge PH”."""
        words, mixed = self._words, self._mixed[at]
        weak = words[at].lower in self._lists["weak_premises"]
        begin = at
        while at - begin < _MOST_BEFORE and begin > 0 and self._is_sort(begin - 1):
            begin -= 1
        first = self._called_from(begin, mixed=mixed)
        if weak and mixed and begin == at and not words[at].capital and not self._is_at(first, at):
            return None
        if first == begin:
            return first if begin < at and self._names_itself(begin) else None
        return first if self._is_told(first, begin, weak=weak, mixed=mixed) else None

    def _called_from(self, begin: int, *, mixed: bool) -> int:
        """The first word of what is called by the words before another; that one itself where none of them calls it."""
        words, first = self._words, begin
        while first > 0 and begin - first < _MOST_WORDS and self._calls(first - 1, mixed=mixed):
            first -= 1
        while first < begin and (words[first].lower in _INSIDE or self._only_begins(first, mixed=mixed)):
            first += 1
        return first

    def _is_told(self, first: int, begin: int, *, weak: bool, mixed: bool) -> bool:
        """Whether words before a sort of place are its name: not those of a chain of shops, nor words of every day."""
        said = [self._words[at].lower for at in range(first, begin)]
        if all(word in self._lists["shops"] for word in said):
            return False
        if mixed:
            return True
        ordinary = [self._is_ordinary(at) for at in range(first, begin)]
        if not self._is_there(first):
            return not any(ordinary) and not (weak and any(map(self._marks.of, said)))
        if weak:
            return not any(ordinary)
        return not all(ordinary) or self._worded.hand is not Hand.MIXED

    def _is_at(self, first: int, at: int) -> bool:
        """Whether somebody is at what a word in small letters calls a place: “at Bury nick”, but not “at big nick”."""
        called = first < at and self._worded.between(at - 1) == " " and self._is_there(first)
        said = range(first, at)
        return called and not any(self._is_ordinary(n) or self._words[n].lower in self._lists["towns"] for n in said)

    def _names_itself(self, at: int) -> bool:
        """Whether what sort a place is says which it is: “royal infirmary”."""
        told = self._words[at].capital and not self._words[at].opens if self._mixed[at] else self._is_there(at)
        return told and self._words[at].lower in self._lists["naming_sorts"]

    def _is_sort(self, at: int) -> bool:
        """Whether a word says more closely what sort of place the next is: “bus stn”, “retail park”."""
        return self._words[at].lower in self._lists["sorts"] and self._worded.between(at) in (" ", "-", "'s ", "’s ")

    def _calls(self, at: int, *, mixed: bool) -> bool:
        """Whether a word is part of what a place is called."""
        word, between = self._words[at], self._worded.between(at)
        if mixed and word.lower in _INSIDE and at > 0 and between == " ":
            return self._words[at - 1].capital and self._worded.between(at - 1) == " "
        joined = _SAINT if word.lower == "st" else _JOINED
        if not (joined.fullmatch(between) or _AND.fullmatch(between)) or "\n" in between:
            return False
        if word.lower in self._lists.any_of("no_streets", "no_premises", "soft_streets"):
            return False
        return word.capital and len(word.text) > 1 if mixed else word.lower not in _THERE and len(word.text) > 1

    def _only_begins(self, at: int, *, mixed: bool) -> bool:
        """Whether a word has its capital only from the sentence that it begins."""
        return mixed and self._words[at].opens and self._is_ordinary(at)

    def _is_ordinary(self, at: int) -> bool:
        """Whether a word is one of every day, and nobody's name."""
        word = self._words[at].lower
        marks = self._marks.of(word)
        if word in self._lists["towns"]:
            return False
        return marks & _ORDINARY != 0 or (marks & NAMES == 0 and VERBAL.fullmatch(word) is not None)

    # ---------------------------------------------------------------- what belongs to a place
    def _finding(self, first: int, at: int, rule: str, certainty: Certainty) -> Finding:
        at = self._tail_behind(at)
        start, end = self._words[first].start, self._words[at].end
        number = self._number_before(start)
        if number is not None:
            start = number.start() + len(number[0]) - len(number[0].lstrip())
            start, rule, certainty = self._unit_before(start), "address", Certainty.LIKELY
        else:
            start = self._shop_before(first)
        end = self._district_behind(self._town_behind(at) if number is not None else end)
        if (part := _PART.match(self._text, end)) is not None:
            end = part.end()
        return Finding(start=start, end=end, kind="ADDRESS", rule=rule, certainty=certainty)

    def _shop_before(self, first: int) -> int:
        """Where a shop begins that stands before its street: “Asda, Pilgrim St”, “Co-op on Mansel Street”."""
        words, start, at = self._words, self._words[first].start, first - 1
        if at > 0 and words[at].lower in _LINKS and self._worded.between(at) == " ":
            at -= 1
            if words[at].lower in self._lists["premises"] and words[at].capital and self._worded.between(at) == " ":
                return words[at].start
        elif at < 0 or self._worded.between(at) not in (", ", " "):
            return start
        while at >= 0 and words[at].lower in self._lists["shops"] and self._worded.between(at) in (" ", ", ", "-", "&"):
            start = words[at].start
            at -= 1
        return start

    def _tail_behind(self, at: int) -> int:
        """The last word that says what of a place is meant: “Peel Park skate bowl”, “Copley Close flats”."""
        words, last, sort = self._words, at, False
        for behind in range(at + 1, min(at + 1 + _MOST_BEHIND, len(words))):
            between, word = self._worded.between(behind - 1), words[behind].lower
            if between not in (" ", "-"):
                break
            if word in self._lists["tails"] or (sort and word in self._lists["premises"]):
                last = behind
            elif between == " " and word not in self._lists["sorts"]:
                break
            sort = True
        return last

    def _unit_before(self, start: int) -> int:
        """Where a flat or the like begins before a house number, or with it: “Flat 2, 14 ...”, “rear of 7 ...”."""
        units = "|".join(sorted(self._lists["units"]))
        before = self._text[max(0, start - _UNITED) : start]
        found = re.search(_UNIT.format(units=units), before, re.IGNORECASE)
        return start - len(before) + found.start() if found is not None else start

    def _town_behind(self, at: int) -> int:
        """The end of the towns and districts that follow a comma, or of the street."""
        words, end, most = self._words, self._words[at].end, at + _MOST_BEHIND
        while at + 1 < len(words) and at < most:
            between = self._worded.between(at)
            last = at + 1
            known = between == " " and words[last].lower in self._lists["towns"]
            if not known and (between not in (", ", " in ") or not self._is_town(last)):
                break
            at, end = last, words[last].end
        return end

    def _is_town(self, at: int) -> bool:
        """Whether a word behind a comma is a town: a known one, or one with a capital before a mark or a postcode."""
        word, towns = self._words[at], self._lists["towns"]
        if word.lower in towns or any(town.startswith(f"{word.lower}-") for town in towns):
            return True
        if (
            (self._mixed[at] and not word.capital)
            or self._is_ordinary(at)
            or self._marks.of(word.lower) & ~(SURNAME | SURNAME_WORDS)
        ):
            return False
        return _BEFORE_MARK.match(self._text, word.end) is not None

    def _district_behind(self, end: int) -> int:
        """The end of the first half of a postcode that follows a place: “8 Heriot St L5”."""
        found = _DISTRICT.match(self._text, end)
        known = found is not None and found[1].lower() in self._lists["postcode_areas"]
        return found.end() if found is not None and known else end


def find_streets(worded: Worded, lists: Words, marks: NameMarks) -> Iterator[Finding]:
    """Every street, building and ground of a text; with its house number, flat and town where they stand beside it.

    Args:
        worded: the text.
        lists: of ``places.toml``.
        marks: which lists of names a word stands in, and whether it is one of every day.
    """
    return PlaceFinder(worded, lists, marks).find()
