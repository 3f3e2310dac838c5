"""Names of people in running words: by a title, a rank, a relative before them, by names that people have, by capitals.

Where a text has capitals as usual, a name has one. Where all or none are capitals, only the lists and the words before
a name tell it.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from app.core.redaction.findings import Certainty, Finding
from app.core.redaction.name_marks import (
    GIVEN,
    GIVEN_WORDS,
    LEADS,
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
)
from app.core.redaction.name_words import PARTICLES, VERBAL
from app.core.redaction.names_untold import ACTS, AGE, LEARNED, LEAST_SMALL, NICK, QUOTES, UntoldNames
from app.core.redaction.words import Word

GUESSED = frozenset(("one_capital", "two_capitals", "capitals", "unheard"))
"""Rules that take a word for a name because nothing else is known of it."""

_TOLD_ONCE = GUESSED - {"capitals"}
_MOST_RANKS = 6
_LEADS_ON = re.compile(r"(?:\s*[,:(–]|\s-)?\s*[\"“'‘(]?\s*")
_INITIALS = re.compile(r"[A-ZÀ-Þ](?<![\w.].)(?:\.\s?[A-ZÀ-Þ]\.?|[A-ZÀ-Þ])(?!\w)", re.DOTALL)
_VOWEL = re.compile("[aeiouy]")
_INSIDE = frozenset(":(\"“'‘")
_NAMING = frozenset("identified named name names called known".split())
_BEGINS = RANKS | TITLES | LEADS | RELATIVES | PARTS | GIVEN
"""Lists whose words say something in small letters too."""
_MONTHS = frozenset("april may june august".split())
_WHEN = frozenset("in since last until till by from early late mid of this next during".split())
_SPEAKS = frozenset("said says stated states told replied admitted".split())
_LINKS = frozenset("is was as being named called by to with him her them himself herself who poss possibly".split())
_MOST_LINKS = 3


class NameFinder(UntoldNames):
    """Finds names in one text."""

    def find(self) -> Iterator[Finding]:
        """Every name that a rule tells."""
        found: list[Finding] = []
        at = 0
        while at < len(self._words):
            if self._says_nothing(at):
                at += 1
                continue
            finding, behind = self._at(at)
            if finding is not None:
                found.append(finding)
            at = max(behind, at + 1)
        yield from found
        yield from self._again(found)

    def _says_nothing(self, at: int) -> bool:
        """Whether no rule can begin at a word: most are of no list, and in small letters where names have capitals."""
        if not self._mixed[at]:
            marks = self._marks[at]
            return (
                not marks & (_BEGINS | NAMES)
                and (marks != 0 or not (self._is_unheard(at) or self._text.between(at) == ", " or self._speaks(at)))
                and self._word(at) not in NICK
            )
        return not self._words[at].capital and not self._marks[at] & _BEGINS

    def _at(self, at: int) -> tuple[Finding | None, int]:
        """The name that begins at a word, or with the rank at it, and the word behind."""
        for rule in _RULES if self._marks[at] else _RULES_OF_ANY_WORD:
            found = rule(self, at)
            if found is not None:
                return found
        return None, at + 1

    # ---------------------------------------------------------------- rules
    def after_rank(self, at: int) -> tuple[Finding, int] | None:
        """“PC Dodd”, “T/Insp Fallows”, “Mr and Mrs Snape”: title and name are one."""
        begun = first = at
        most = min(len(self._words), at + _MOST_RANKS)
        while at < most and self._is(at, RANKS | TITLES) and (self._tied(at) or self._numbered(at)):
            at += 1
            first = at if self._numbered(at - 1) else first
        if at in (begun, len(self._words)):
            return None
        behind = self._run(self._behind_initial(at), known=False)
        return self._finding(first, behind, "rank", Certainty.LIKELY) if behind > at else None

    def _behind_initial(self, at: int) -> int:
        """The word behind an initial that could be a word: “Mrs A Goldthorpe”."""
        word = self._words[at]
        if at + 1 == len(self._words) or len(word.text) > 1 or not (word.text == "A" or not self._mixed[at]):
            return at
        return at + 1 if self._text.between(at) in (" ", ". ", ".") and self._may_be_name(at + 1) else at

    def after_part(self, at: int) -> tuple[Finding, int] | None:
        """“his brother Liam”, “the driver, Dale Snape”, “details given as ...”, “known as ...”."""
        if at + 1 >= len(self._words) or not self._is(at, LEADS | RELATIVES | PARTS | RANKS):
            return None
        leads = self._is(at, LEADS)
        first = self._behind_links(at + 1)
        if first >= len(self._words) or not _LEADS_ON.fullmatch(self._text.between(first - 1)):
            return None
        if self._is(first, RANKS | TITLES):
            return None
        if not self._mixed[first] and (behind := self.untold_behind(at, first)):
            return self._finding(first, behind, "lead" if leads else "part", Certainty.LIKELY)
        if not self._mixed[first] and self._is_given(first):
            return self.given(first)
        sure = self._mixed[first] or self._named(at, first) or self._is(first, GIVEN | SURNAME)
        behind = self._run(first, known=not sure or (not leads and not self._mixed[first]))
        if behind == first or (self._words[first].opens and self._text.between(first - 1).strip() in (".", "\n")):
            return None
        return self._finding(first, behind, "lead" if leads else "part", Certainty.LIKELY)

    def _behind_links(self, at: int) -> int:
        """The first of what a part or a lead says, behind “is”, “was named”, “him as”."""
        most = min(at + _MOST_LINKS, len(self._words))
        while at < most and self._word(at) in _LINKS and self._text.between(at - 1).strip() == "":
            at += 1
        return at

    def given(self, at: int) -> tuple[Finding, int] | None:
        """A given name that people have, with what follows it."""
        if not self._is_given(at):
            return None
        ordinary = self._is(at, GIVEN_WORDS | NOT_NAMES)
        shy = not self._mixed[at] and ordinary and not self._before_unheard(at)
        behind = self._initial_behind(self._run(at + 1, known=shy) if self._tied(at) else at + 1)
        if ordinary and behind == at + 1:
            if self._is_month(at):
                return None
            alone = self._mixed[at] and not self._words[at].opens and not self._is(at, NOT_NAMES)
            told = alone or self._acts(at) or (self._words[at].capital and self._text.between(at) == " (")
            return self._finding(at, behind, "given_name", Certainty.POSSIBLE) if told else None
        if self._is_street(behind):
            return None
        return self._finding(self._initial_before(at), behind, "given_name", Certainty.LIKELY)

    def surname(self, at: int) -> tuple[Finding, int] | None:
        """A surname that people have: alone, or behind an initial."""
        if not self._written(at) or not self._is(at, SURNAME | SURNAME_WORDS) or self._is_operation(at):
            return None
        first, ordinary = self._initial_before(at), self._is(at, SURNAME_WORDS)
        plain = self._is(at, SURNAME) and not self._is(at, NOT_NAMES)
        if not plain and not (first < at and ordinary) and not (ordinary and self._acts(at)):
            return None
        behind = self._run(at + 1, known=True) if self._tied(at) else at + 1
        doubtful = self._words[at].opens or not self._words[at].capital
        if self._is_street(behind) or (ordinary and first == at and doubtful and not self._acts(at)):
            return None
        shy = first == at and (not self._mixed[at] or self._words[at].opens or ordinary)
        return self._finding(first, behind, "surname", Certainty.POSSIBLE if shy else Certainty.LIKELY)

    def _acts(self, at: int) -> bool:
        """Whether a word with a capital does what people do: “Rose said”, “Will was”."""
        words = self._words
        if self._is(at, PARTS | RELATIVES | RANKS | TITLES):
            return False
        return words[at].capital and not words[at].capitals and self._tied(at) and self._word(at + 1) in ACTS

    def capitals(self, at: int) -> tuple[Finding, int] | None:
        """A SURNAME in capitals where the rest is not, “SNAPE, Dale” and “Dale SNAPE” with it."""
        word = self._words[at]
        if not self._mixed[at] or not word.capitals or len(word.text) < 3 or not _VOWEL.search(word.lower):
            return None
        if self._is(at, NOT_SURNAMES | NOT_NAMES | STREETS) or self._is_of_every_day(at):
            return None
        behind = at + 1
        while behind < len(self._words) and self._words[behind].capitals and self._tied(behind - 1):
            behind += 1
        named = behind < len(self._words) and self._text.between(behind - 1) == ", " and self._is_given(behind)
        behind = self._run(behind + 1, known=False) if named else behind
        sure = named or (behind - at == 1 and self._is(at, NAMES))
        if not sure and len(word.text) < 4:
            return None
        return self._finding(at, behind, "capitals", Certainty.LIKELY if sure else Certainty.POSSIBLE)

    def surname_first(self, at: int) -> tuple[Finding, int] | None:
        """“OYELARAN, TOBI” where all is in capitals: a word that is no other, a comma, and a given name."""
        if self._mixed[at] or not self._words[at].capitals or self._text.between(at) != ", ":
            return None
        if (
            not self._is_no_word(at)
            or self._marks[at]
            or not self._is(at + 1, GIVEN)
            or self._is(at + 1, NOT_NAMES)
            or not self._words[at + 1].capital
        ):
            return None
        return self._finding(at, self._run(at + 2, known=True), "capitals", Certainty.POSSIBLE)

    def speaker(self, at: int) -> tuple[Finding, int] | None:
        """“Demir said”: who begins a sentence and speaks is somebody."""
        return self._finding(at, at + 1, "one_capital", Certainty.POSSIBLE) if self._speaks(at) else None

    def _speaks(self, at: int) -> bool:
        """Whether a word that no list knows begins a sentence and does what only people do."""
        word = self._words[at]
        return (
            word.opens
            and word.capital
            and not self._marks[at]
            and len(word.text) >= LEAST_SMALL
            and self._text.between(at) == " "
            and self._word(at + 1) in _SPEAKS
        )

    def unknown(self, at: int) -> tuple[Finding, int] | None:
        """Two words or more with capitals inside a sentence, of which no list knows another meaning."""
        if not self._mixed[at] or not self._may_be_name(at):
            return None
        if self._begins(at) and not self._before_surname(at) and not self._before_capital(at):
            return self._aged(at) or self._opening(at)
        behind = self._run(at, known=False)
        if self._is_street(behind):
            return None
        if any(self._words[n].capitals for n in range(at, behind)):
            return self._opening(at) if self._words[at].opens else None
        if behind - at < 2:
            return self._alone(at)
        return self._finding(at, behind, "two_capitals", Certainty.POSSIBLE)

    def _opening(self, at: int) -> tuple[Finding, int] | None:
        """“Petrenko (cell 11)”: a word that begins a sentence and is none of every day is somebody, or a place."""
        word = self._words[at]
        if self._marks[at] or word.capitals or len(word.text) < LEAST_SMALL or "/" in word.text:
            return None
        if VERBAL.fullmatch(word.lower) or LEARNED.fullmatch(word.lower):
            return None
        behind = at + 1
        while (
            behind < len(self._words)
            and self._tied(behind - 1)
            and self._words[behind].capital
            and not (self._words[behind].capitals or self._marks[behind])
        ):
            behind += 1
        return self._finding(at, behind, "one_capital", Certainty.POSSIBLE)

    def _before_capital(self, at: int) -> bool:
        """Whether the next word has a capital too, and neither is known to be anything but a name."""
        return self._tied(at) and self._is_no_word(at) and self._may_be_name(at + 1) and self._is_no_word(at + 1)

    def _aged(self, at: int) -> tuple[Finding, int] | None:
        """“Florina aged 16”, “Macsen (3)”: a word with a capital that has an age is somebody."""
        if not AGE.match(self._text.text, self._words[at].end):
            return None
        return self._finding(at, at + 1, "aged", Certainty.LIKELY)

    def _alone(self, at: int) -> tuple[Finding, int] | None:
        """One word with a capital inside a sentence, of which no list knows another meaning."""
        word = self._words[at]
        if len(word.text) < 3 or self._is_operation(at) or self._is_month(at):
            return None
        quoted = self._text.text[max(0, word.start - 1)] in QUOTES
        if word.opens and not quoted and not self._in_brackets(word):
            return self._aged(at) or self._opening(at)
        return self._finding(at, at + 1, "one_capital", Certainty.POSSIBLE)

    def _is_operation(self, at: int) -> bool:
        """“Op Lantern” is nobody."""
        return at > 0 and self._word(at - 1) in ("op", "operation")

    def _is_month(self, at: int) -> bool:
        """“in May”, “last June”."""
        return at > 0 and self._word(at) in _MONTHS and self._word(at - 1) in _WHEN

    def _in_brackets(self, word: Word) -> bool:
        return self._text.text[max(0, word.start - 1)] == "(" and self._text.text[word.end : word.end + 1] == ")"

    def _begins(self, at: int) -> bool:
        """Whether a word has its capital from the sentence that it begins: not behind a colon, bracket or quote."""
        word = self._words[at]
        if not word.opens:
            return False
        text, before = self._text.text, word.start
        while before and text[before - 1] == " ":
            before -= 1
        return not before or text[before - 1] not in _INSIDE

    def _named(self, at: int, first: int) -> bool:
        """“identified as DEVONTE”, “name of amadou”: what follows is a name, in whatever letters."""
        said = self._word(at)
        return said in _NAMING and (first > at + 1 or said in ("called", "named")) and self._is_no_word(first)

    def _again(self, found: Sequence[Finding]) -> Iterator[Finding]:
        """Where a part of a name that was found stands again by itself."""
        if not found:
            return
        taken = {n for finding in found for n in self._inside(finding)}
        sure = self._parts(finding for finding in found if finding.certainty > Certainty.POSSIBLE)
        parts = sure | self._parts(finding for finding in found if finding.rule in _TOLD_ONCE)
        for at, word in enumerate(self._words):
            if word.lower not in parts or at in taken or len(word.text) < 3 or self._is_street(at + 1):
                continue
            if self._mixed[at] and not word.capital:
                continue
            shy = self._is(at, GIVEN_WORDS | SURNAME_WORDS) and (word.opens or not self._mixed[at])
            if shy and not word.capital:
                continue
            certainty = Certainty.POSSIBLE if shy or word.lower not in sure else Certainty.LIKELY
            yield Finding(start=word.start, end=word.end, kind="NAME", rule="again", certainty=certainty)
        yield from self._initials(found)

    def _parts(self, found: Iterable[Finding]) -> frozenset[str]:
        """The parts of some names that may stand for them: no title, no particle, no word that is not also a name."""
        return frozenset(
            self._word(n)
            for finding in found
            for n in self._inside(finding)
            if self._is_part(n)
            and self._word(n) not in PARTICLES
            and (not self._is(n, NOT_NAMES) or self._is(n, GIVEN_WORDS | SURNAME_WORDS))
        )

    def _initials(self, found: Sequence[Finding]) -> Iterator[Finding]:
        """The initials of a whole name that was found: “L.B.” of Leon Bishop."""
        letters: set[str] = set()
        for finding in found:
            parts = [self._words[n].text[0].upper() for n in self._inside(finding) if self._is_part(n)]
            if len(parts) == 2:
                letters.add("".join(parts))
        if letters:
            for each in _INITIALS.finditer(self._text.text):
                if "".join(filter(str.isalpha, each[0])) in letters:
                    start, end = each.span()
                    yield Finding(start=start, end=end, kind="NAME", rule="initials", certainty=Certainty.POSSIBLE)

    def _is_part(self, at: int) -> bool:
        return not self._is(at, RANKS | TITLES)


_RULES_OF_ANY_WORD: Final = (
    NameFinder.capitals,
    NameFinder.surname_first,
    NameFinder.speaker,
    NameFinder.unknown,
    NameFinder.unheard,
)
"""What may find a word that no list holds; in the order in which they are asked."""
_RULES: Final = (
    NameFinder.after_rank,
    NameFinder.nicknamed,
    NameFinder.after_part,
    NameFinder.given,
    NameFinder.surname,
    *_RULES_OF_ANY_WORD,
    NameFinder.small_given,
    NameFinder.small_after_rank,
)
