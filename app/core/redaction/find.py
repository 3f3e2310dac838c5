"""Finding what may have to be covered in a text: identifiers, addresses, names, and what would undo a blind grading."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from app.core.redaction.addresses import find_streets
from app.core.redaction.anchors import small
from app.core.redaction.findings import Certainty, Finding, settled
from app.core.redaction.known_names import KnownNames, find_known
from app.core.redaction.names import GUESSED, NameFinder
from app.core.redaction.rules import PatternRule, Rules
from app.core.redaction.spans import plain
from app.core.redaction.words import Worded

_BESIDE_A_NAME = 3
"""A date so near behind a name is a date of birth: “Dale Snape, 04.02.59”."""


def find(text: str, rules: Rules, names: Iterable[str] = ()) -> tuple[Finding, ...]:
    """What of a text may have to be covered; in order, none over another.

    Args:
        text: any; places are counted in its normal form (NFC).
        rules: of ``resources/redaction``.
        names: of the people of the record, as its fields hold them.
    """
    words = Worded(plain(text))
    known = KnownNames.of(names, rules.names)
    shapes = [*_patterns(words.text, rules), *find_streets(words, rules.places)]
    names_told = NameFinder(words, rules.name_marks).find()
    found = [*shapes, *find_known(words, known, rules.names), *_beside(names_told, shapes)]
    return tuple(_with_births(words.text, settled(words.text, found)))


def _beside(names: Iterable[Finding], shapes: Sequence[Finding]) -> Iterator[Finding]:
    """Names; a word that is only guessed to be one gives way to whatever else it is known to be: a language, a town."""
    for name in names:
        guessed = name.rule in GUESSED
        if not guessed or not any(one.start < name.end and name.start < one.end for one in shapes):
            yield name


def _patterns(text: str, rules: Rules) -> Iterator[Finding]:
    lower = small(text)
    for rule in rules.anywhere:
        if rule.may_be_in(lower):
            yield from _told(rule, text, rule.pattern.finditer(text))
    for anchor, places in rules.anchors.places(text, lower):
        for rule in rules.anchored[anchor]:
            if rule.may_be_in(lower):
                yield from _told(rule, text, rule.matches(text, places))


def _told(rule: PatternRule, text: str, matches: Iterable[re.Match[str]]) -> Iterator[Finding]:
    for match in matches:
        start, end = _trimmed(text, *match.span(rule.group))
        certainty = rule.certainty_of(text, start, end) if start < end else None
        if certainty is not None:
            yield Finding(start=start, end=end, kind=rule.kind, rule=rule.id, certainty=certainty)


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    """Without space at either end."""
    piece = text[start:end]
    return start + len(piece) - len(piece.lstrip()), end - len(piece) + len(piece.rstrip())


def _with_births(text: str, findings: tuple[Finding, ...]) -> Iterator[Finding]:
    """A full date right behind a name is when somebody was born."""
    yield from findings[:1]
    for before, finding in pairwise(findings):
        beside = finding.start - before.end <= _BESIDE_A_NAME and "\n" not in text[before.end : finding.start]
        if finding.kind == "DATE" and before.kind == "NAME" and beside:
            certainty = min(finding.certainty, Certainty.LIKELY)
            yield replace(finding, kind="DATE_OF_BIRTH", rule="date_behind_name", certainty=certainty)
        else:
            yield finding
