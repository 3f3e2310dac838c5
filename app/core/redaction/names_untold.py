"""Names where no capitals tell them, all letters being small or all capitals: by lists, and by what no list knows."""

import re
from typing import Final

from app.core.redaction.findings import Certainty, Finding
from app.core.redaction.name_marks import (
    GIVEN,
    GIVEN_WORDS,
    NOT_NAMES,
    NOT_SURNAMES,
    PARTS,
    RELATIVES,
    SURNAME,
    SURNAME_WORDS,
)
from app.core.redaction.name_words import SHORT_RANKS, VERBAL, NameWords

LEAST_SMALL: Final = 4
QUOTES: Final = frozenset("\"“'‘")
AGE: Final = re.compile(
    r" aged? \d| ?\(\d{1,2}\)|,? \d{1,2} (?:and|yrs|years?)\b| (?:yr|year) \d|,? \(?(?:dob|born)\b", re.IGNORECASE
)
ACTS: Final = frozenset(
    "was is said says had has stated states told asked replied refused became then admitted denied left ran gave "
    "walked stripped shouted started".split()
)
"""What somebody does: a name that is a word too, in front of one of these, is a name."""

LEARNED: Final = re.compile(".*(?:ic|ive|ance|ence|ship|side|ism|ist|ity|ful|less|wards?|able|ible|ural|ional)s?")
"""How a word that begins a sentence ends and is no name."""

_MOST = 3
_SPACES = frozenset((" ", " & ", "/"))
_CLOSES = frozenset("\"”'’")
_BORN = re.compile(r",?\s\(?(?:d\.?o\.?b\b|born\b|\d{1,2}[./-]\d{1,2}[./-]\d\d)", re.IGNORECASE)
_ENDS = re.compile(r"\s*(?:[.,;:)(\"”\n/]|$)|\s-\s")
_NUMBERED = re.compile(r"\b(?:at|from|of|no\.?|number|lives)\s\d{1,4}[a-z]?\s$", re.IGNORECASE)
_FAR = 16
_ALIAS = frozenset("name nickname nicknamed aka alias street-name".split())
_MODAL = frozenset("will may can might left made said saw had would should".split())
_GOES_ON = ACTS | frozenset("who and at on in with by from has is are were were to".split())
_WHO = frozenset(
    "of by with w from to for gave said says saw seen sees asked asks rang rung called met and via v is was re "
    "arrested detained stopped searched know knows named spoke stated advised helped poss possibly "
    "mr mrs ms miss dr".split()
)
"""Words behind which somebody stands."""
_WHERE = frozenset(
    "in at near nr twds towards toward into enter entered entering leaving opp opposite o/s around through via visited "
    "j/w outside arrived".split()
)
"""Words behind which a place stands."""
NICK: Final = frozenset("big wee little lil young old mad fat skinny tall baby uncle aunty".split())


class UntoldNames(NameWords):
    """Finds names in those sentences of a text where capitals say nothing."""

    def untold_behind(self, at: int, first: int) -> int:
        """The word behind a name that follows a part, “driver osagie”, or a relative, “nan carol”; 0 for none."""
        if self._is_unheard(first) and self._text.between(first - 1) != "-":
            return self._with_given(self._untold_run(first))
        if self._is_alias(at, first):
            return first + 1
        if not self._is(at, PARTS | RELATIVES) or not self._is(first, GIVEN_WORDS | SURNAME_WORDS):
            return 0
        if self._is(first, PARTS | RELATIVES):
            return 0
        behind = self._untold_run(first)
        ends = _ENDS.match(self._text.text, self._words[behind - 1].end) is not None
        goes_on = behind < len(self._words) and (self._word(behind) in _GOES_ON or VERBAL.fullmatch(self._word(behind)))
        return self._with_given(behind) if ends or (goes_on and self._word(first) not in _MODAL) else 0

    def _is_alias(self, at: int, first: int) -> bool:
        """Whether a word of any kind is what somebody is called: “nick name spud.”, “known as junior,”."""
        said = self._word(at)
        told = said in _ALIAS or (said == "known" and self._word(first - 1) == "as")
        if self._is(first, NOT_NAMES) or VERBAL.fullmatch(self._word(first)):
            return False
        return told and _ENDS.match(self._text.text, self._words[first].end) is not None

    def _before_unheard(self, at: int) -> bool:
        """Whether a word that nobody knows follows: “faith mbeki”."""
        return self._tied(at) and self._word(at) not in _MODAL and self._is_unheard(at + 1)

    def _initial_behind(self, behind: int) -> int:
        """The word behind an initial with its stop that follows a name: “umar f.”; the same one where there is none."""
        if behind == len(self._words) or self._mixed[behind] or self._text.between(behind - 1) != " ":
            return behind
        word = self._words[behind]
        return behind + 1 if len(word.text) == 1 and self._text.text[word.end : word.end + 1] == "." else behind

    def _untold_run(self, at: int) -> int:
        """The word behind a run of words that may be parts of a name."""
        behind, most = at + 1, min(at + _MOST, len(self._words))
        while behind < most and self._tied(behind - 1) and self._may_follow(behind):
            behind += 1
        return behind

    def _may_follow(self, at: int) -> bool:
        return (
            self._is_unheard(at)
            or self._is_particle(at)
            or self._hyphened(at)
            or (self._is(at, SURNAME | GIVEN) and not self._is(at, NOT_NAMES | NOT_SURNAMES))
        )

    def _with_given(self, behind: int) -> int:
        """The same, behind a given name that follows a comma: “OYELARAN, TOBI”."""
        if behind < len(self._words) and self._text.between(behind - 1) == ", " and self._is(behind, GIVEN):
            return self._untold_run(behind)
        return behind

    def unheard(self, at: int) -> tuple[Finding, int] | None:
        """A word that is none of every day, where somebody or a place would stand."""
        if not self._is_unheard(at):
            return None
        behind = self._with_given(self._untold_run(at))
        before = self._word(at - 1) if at > 0 and self._text.between(at - 1) in _SPACES else ""
        if before in _WHERE or _NUMBERED.search(
            self._text.text, max(0, self._words[at].start - _FAR), self._words[at].start
        ):
            return self._finding(at, behind, "unheard", Certainty.POSSIBLE, "ADDRESS")
        first = self._initial_before(at)
        told = first < at or behind - at > 1 or before in _WHO or self._is_somebody(at, behind)
        return self._finding(first, behind, "unheard", Certainty.POSSIBLE) if told else None

    def _is_somebody(self, at: int, behind: int) -> bool:
        """Whether a word stands in quotes, has an age or a date of birth, or does what people do."""
        text, start, end = self._text.text, self._words[at].start, self._words[behind - 1].end
        quoted = (
            start > 0 and text[start - 1] in QUOTES and text[end : end + 1] in _CLOSES and text[end : end + 1] != ""
        )
        if quoted or AGE.match(text, end) or _BORN.match(text, end):
            return True
        return self._words[at].opens and self._opens_so(at, behind)

    def _opens_so(self, at: int, behind: int) -> bool:
        """Whether a word that begins a sentence is somebody: with others, doing something, or like no learned word."""
        word = self._words[at]
        if at > 0 and len(word.text) > LEAST_SMALL and not LEARNED.fullmatch(word.lower):
            return True
        if behind == len(self._words):
            return False
        if self._text.between(behind - 1) in (", ", " & "):
            return self._is_unheard(behind) or self._is(behind, GIVEN)
        return self._tied(behind - 1) and self._word(behind) in ACTS

    def nicknamed(self, at: int) -> tuple[Finding, int] | None:
        """“big malky”, “wee davie”, “BIG TONE”."""
        if self._word(at) not in NICK or not self._tied(at) or self._mixed[at]:
            return None
        if not self._is(at + 1, GIVEN) and not self._is_unheard(at + 1):
            return None
        return self._finding(at, self._untold_run(at + 1), "nickname", Certainty.POSSIBLE)

    def small_given(self, at: int) -> tuple[Finding, int] | None:
        """A given name in small letters where capitals are usual, and is no other word: “kyle”."""
        if self._words[at].capital or not self._is(at, GIVEN) or len(self._word(at)) < LEAST_SMALL:
            return None
        if self._is(at, GIVEN_WORDS | SURNAME_WORDS | NOT_NAMES | NOT_SURNAMES):
            return None
        behind = at + 1
        if self._tied(at) and self._is_no_word(behind) and not VERBAL.fullmatch(self._word(behind)):
            behind += 1
        return self._finding(at, behind, "small_letters", Certainty.POSSIBLE)

    def small_after_rank(self, at: int) -> tuple[Finding, int] | None:
        """“pc collins”, “mr li wei”, where capitals are usual."""
        if self._word(at) not in SHORT_RANKS or not self._tied(at) or not self._is_no_word(at + 1):
            return None
        return self._finding(at, at + 2, "rank", Certainty.POSSIBLE)
