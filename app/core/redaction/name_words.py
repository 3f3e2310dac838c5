"""What the words of a text are to a name: which lists they stand in, how they are written, what ties them together."""

import re
from bisect import bisect_left
from functools import cached_property

from app.core.redaction.findings import Certainty, Finding
from app.core.redaction.name_marks import (
    COMMON,
    GIVEN,
    GIVEN_WORDS,
    NAMES,
    NOT_NAMES,
    NOT_SURNAMES,
    PARTS,
    RANKS,
    RELATIVES,
    STREETS,
    SURNAME,
    SURNAME_WORDS,
    TITLES,
    NameMarks,
)
from app.core.redaction.spans import Kind
from app.core.redaction.words import Worded

PARTICLES = frozenset(
    "de da di do das dos du del della den der la le ten ter van von bin binti bint ibn abu ul al el ap ab ferch mac mc "
    "nic ní ó o' y".split()
)
SHORT_RANKS = frozenset("pc wpc dc ps ds di sgt insp pcso mr mrs ms miss dr".split())
VERBAL = re.compile(r".*(?:ed|(?:ing|tion|ment)s?|ness|ble|ous)|.{4,}ly")
_MOST_WORDS = 4
_MOST_UNMIXED = 4
_LEAST_PLURAL = 4
_MOST_SHORTENED = 5
_LEAST_UNHEARD = 3
_VOWEL = re.compile("[aeiouyáéíóúâêîôûŵŷàèäöü]")
_JOINED = re.compile(r"^[@_./\\[\d](?!\s)|(?<=[^\W\d_])(?:[@_\\\]\d]|[./](?=\w))")
"""What makes a word a part of an address on the web or of a number."""
_SPACE = re.compile(r"[ \t]{1,2}[\"“'‘]?|[\"”'’][ \t]|[ \t]?-[ \t]?")
_RANKED = frozenset((" ", ". ", "."))
_COLOURS = frozenset("black white green brown gray grey".split())
_STOP = re.compile(r"\.[ \t]?")
_NUMBERED = re.compile(r"\.? \d{2,6} ")
_OTHER = NOT_NAMES | NOT_SURNAMES | PARTS | RELATIVES


class NameWords:
    """The words of one text."""

    def __init__(self, worded: Worded, marks: NameMarks) -> None:
        """Of a text; ``marks`` say which lists a word stands in."""
        self._text, self._words = worded, worded.words
        self._mixed = worded.mixed
        self._marks = marks.of_all(word.lower for word in self._words)
        barred = "[" in self._text.text
        for at, word in enumerate(self._words):
            if barred and self._is_bar(at):
                self._marks[at] = NOT_NAMES
            elif word.lower[-1] == "s" and not self._marks[at]:
                self._marks[at] = self._of_whom(at, marks)
            elif self._marks[at] & SURNAME and self._text.text[word.end : word.end + 1] in ("'", "’"):
                self._marks[at] = marks.of(f"{word.lower}s") & NOT_NAMES or self._marks[at]  # “McDonald's” is a shop

    def _is_bar(self, at: int) -> bool:
        """Whether a word is what stands for another that is covered: “[NAME]”."""
        word, text = self._words[at], self._text.text
        return word.capitals and text[word.start - 1 : word.start] == "[" and text[word.end : word.end + 1] in "] "

    def _of_whom(self, at: int, marks: NameMarks) -> int:
        """The lists of a name with an s behind it and no mark: “Tonys brother”."""
        word = self._words[at].lower
        return marks.of(word[:-1]) & (GIVEN | SURNAME) if len(word) > _LEAST_PLURAL and self._written(at) else 0

    def _word(self, at: int) -> str:
        return self._words[at].lower

    def _is(self, at: int, marks: int) -> bool:
        """Whether a word stands in any of some lists."""
        return self._marks[at] & marks != 0

    @cached_property
    def _starts(self) -> list[int]:
        """Where each word begins."""
        return [word.start for word in self._words]

    def _written(self, at: int) -> bool:
        """Whether a word is written as a name would be."""
        return self._words[at].capital or not self._mixed[at]

    def _is_given(self, at: int) -> bool:
        return self._written(at) and self._is(at, GIVEN | GIVEN_WORDS)

    def _may_be_name(self, at: int) -> bool:
        """Whether a word can be a part of a name that no list knows."""
        word = self._words[at]
        if not self._written(at) or self._is(at, RANKS) or len(word.text) < 2:
            return False
        if self._is(at, _OTHER):
            return self._mixed[at] and self._is(at, GIVEN | SURNAME) and not word.capitals
        if self._mixed[at]:
            return True
        ranked = at > 0 and self._word(at - 1) in SHORT_RANKS and self._text.between(at - 1) in _RANKED
        if self._is(at, NAMES) or ranked:
            return True
        return len(word.text) > 2 and not self._is(at, COMMON) and not VERBAL.fullmatch(word.lower)

    def _is_no_word(self, at: int) -> bool:
        return len(self._word(at)) > 2 and not self._is(at, NOT_NAMES | NOT_SURNAMES | PARTS | RELATIVES | RANKS)

    def _is_unheard(self, at: int) -> bool:
        """Whether a word, where capitals tell nothing, is in no list and like no word of every day."""
        word = self._words[at]
        if self._mixed[at] or self._marks[at] or len(word.text) < _LEAST_UNHEARD or not _VOWEL.search(word.lower):
            return False
        return not VERBAL.fullmatch(word.lower) and not _JOINED.search(
            self._text.text, max(0, word.start - 1), word.end + 2
        )

    def _is_of_every_day(self, at: int) -> bool:
        """Whether a word is a usual one, and nobody's name."""
        return not self._is(at, NAMES) and (self._is(at, COMMON) or VERBAL.fullmatch(self._word(at)) is not None)

    def _run(self, at: int, *, known: bool) -> int:
        """The word behind a run of parts of a name; ``known``: only names that people have."""
        first = at
        while at < len(self._words) and at - first < _MOST_WORDS:
            if at > first and not self._tied(at - 1):
                break
            particle = self._is_particle(at)
            behind = at > 0 and self._written(at) and self._is(at, SURNAME_WORDS) and self._follows(at)
            if not particle and not behind and not self._part_of_name(at, known=known):
                break
            if not self._mixed[at] and at - first >= _MOST_UNMIXED:
                break
            at += 1
        return at

    def _follows(self, at: int) -> bool:
        """Whether a surname that is a word too stands where it is one: with a capital, or right behind a given name."""
        if self._mixed[at]:
            return True
        known = self._is(at - 1, GIVEN) and not self._is(at - 1, GIVEN_WORDS | NOT_NAMES)
        ranked = at > 1 and self._is(at - 1, GIVEN_WORDS) and self._is(at - 2, RANKS | TITLES)
        return (known or ranked) and self._word(at) not in _COLOURS and self._tied(at - 1)

    def _is_particle(self, at: int) -> bool:
        """Whether a word, or two, joins what stands before it to a name behind: “van der Merwe”, “bin Osman”."""
        for behind in (at + 1, at + 2):
            if self._word(behind - 1) not in PARTICLES or not self._tied(behind - 1):
                return False
            if self._may_be_name(behind):
                return True
        return False

    def _part_of_name(self, at: int, *, known: bool) -> bool:
        if self._hyphened(at):
            return True
        if not self._mixed[at] and self._is(at, STREETS):
            return False
        if known:
            given = at > 0 and self._is(at - 1, GIVEN) and not self._is(at - 1, GIVEN_WORDS)
            return self._written(at) and (self._is(at, SURNAME) or (given and self._is_unheard(at)))
        return self._may_be_name(at) or (self._mixed[at] and self._is_initial(at))

    def _hyphened(self, at: int) -> bool:
        """Whether a hyphen joins a word to one before it that has a capital: “Wei-Jun”, “Hyun-woo”."""
        if at == 0 or self._text.between(at - 1) != "-":
            return False
        if not self._mixed[at]:
            return (
                self._is(at - 1, GIVEN | GIVEN_WORDS) and len(self._words[at].text) > 1 and not self._is(at, NOT_NAMES)
            )
        return self._words[at - 1].capital and len(self._words[at].text) > 1 and not self._words[at].capitals

    def _is_initial(self, at: int) -> bool:
        word = self._words[at]
        alone = len(word.text) == 1 and not self._text.text[word.end : word.end + 1].isdigit()
        return alone and word.capital and word.lower not in ("i", "a")

    def _before_surname(self, at: int) -> bool:
        return self._tied(at) and self._words[at + 1].capital and self._is(at + 1, SURNAME)

    def _initial_before(self, at: int) -> int:
        """The first of the initials that stand before a word: “J. P. Snape”, “A J PEMBERTON”, “j. snape”."""
        first = at
        while first > 0 and self._is_initial_of(first - 1, first < at):
            first -= 1
        return first

    def _is_initial_of(self, at: int, joins: bool) -> bool:
        """Whether a word is an initial of the next one, or, where ``joins`` it, of an initial."""
        between = self._text.between(at)
        if between not in (" ", ". ", ".") or len(self._words[at].text) > 1:
            return False
        if self._mixed[at]:
            return self._is_initial(at)
        stopped = between != " " and (at == 0 or self._text.between(at - 1)[-1:] in " .(")
        return stopped or (self._words[at].capital and (joins or self._is_initial(at)))

    def _tied(self, at: int) -> bool:
        """Whether nothing but a space or a hyphen stands between a word and the next; a stop, where it is shortened."""
        if at + 1 == len(self._words):
            return False
        between = self._text.between(at)
        if between == " " or _SPACE.fullmatch(between) is not None:
            return True
        short = self._is_initial(at) or (self._is(at, RANKS | TITLES) and len(self._word(at)) <= _MOST_SHORTENED)
        return short and _STOP.fullmatch(between) is not None

    def _numbered(self, at: int) -> bool:
        """Whether an officer's number stands between a rank and the next word: “PC 2207 Oakes”."""
        return self._is(at, RANKS) and _NUMBERED.fullmatch(self._text.between(at)) is not None

    def _is_street(self, behind: int) -> bool:
        """Whether what was found is the name of a street."""
        return (
            behind < len(self._words)
            and self._is(behind, STREETS)
            and self._text.between(behind - 1).strip() == ""
            and self._written(behind)
        )

    def _inside(self, finding: Finding) -> range:
        return range(bisect_left(self._starts, finding.start), bisect_left(self._starts, finding.end))

    def _finding(
        self, first: int, behind: int, rule: str, certainty: Certainty, kind: Kind = "NAME"
    ) -> tuple[Finding, int]:
        start, end = self._words[first].start, self._words[behind - 1].end
        return Finding(start=start, end=end, kind=kind, rule=rule, certainty=certainty), behind
