"""Finding what may have to be covered in a text: identifiers, addresses, names, and what would undo a blind grading."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import pairwise

from app.core.redaction.addresses import find_streets
from app.core.redaction.anchors import small
from app.core.redaction.findings import Certainty, Finding, settled
from app.core.redaction.known_names import KnownNames, find_known
from app.core.redaction.known_values import KnownValue, find_values
from app.core.redaction.names import GUESSED, NameFinder
from app.core.redaction.rules import Rules
from app.core.redaction.spans import plain
from app.core.redaction.words import Worded, with_ascii_digits

_BESIDE_A_NAME = 3
"""A date so near behind a name is a date of birth: “Dale Snape, 04.02.59”."""


def find(text: str, rules: Rules, names: Iterable[str] = (), values: Iterable[KnownValue] = ()) -> tuple[Finding, ...]:
    """What of a text may have to be covered; in order, none over another.

    Args:
        text: any; places are counted in its normal form (NFC).
        rules: of ``resources/redaction``.
        names: of the people of the record, as its fields hold them.
        values: what else its fields hold of them.
    """
    written = plain(text)
    words = Worded(with_ascii_digits(written))
    known = KnownNames.of(names, rules.names)
    told = tuple(find_values(words.text, values, rules.places["not_given"]))
    patterns = _in_their_form(_patterns(words.text, rules), written, words.text)
    shapes = [*patterns, *find_streets(words, rules.places, rules.name_marks), *told]
    names_told = NameFinder(words, rules.name_marks).find()
    found = [*shapes, *find_known(words, known, rules.names), *_beside(names_told, shapes, len(words.text))]
    return tuple(_with_births(words.text, settled(words.text, found)))


def _beside(names: Iterable[Finding], shapes: Iterable[Finding], length: int) -> Iterator[Finding]:
    """Names; a word that is only guessed to be one gives way to whatever else it is known to be: a language, a town."""
    taken = bytearray(length)
    for one in (one for one in shapes if one.kind != "OUTCOME"):
        taken[one.start : one.end] = b"\1" * (one.end - one.start)
    return (name for name in names if name.rule not in GUESSED or not _gives_way(name, taken))


def _gives_way(name: Finding, taken: bytearray) -> bool:
    """Whether a guessed name is something else: not “AB12 CDE, Dale Snape”, whose end nothing else is."""
    if name.certainty > Certainty.POSSIBLE and not taken[name.end - 1]:
        return False
    return any(taken[name.start : name.end])


def _in_their_form(findings: Iterable[Finding], written: str, read: str) -> Iterator[Finding]:
    """Findings; an identifier with figures of another script has not the form that makes one sure."""
    for one in findings:
        odd = written[one.start : one.end] != read[one.start : one.end]
        yield replace(one, certainty=min(one.certainty, Certainty.LIKELY)) if odd else one


def _patterns(text: str, rules: Rules) -> list[Finding]:
    lower = small(text)
    found: list[Finding] = []
    for rule in rules.anywhere:
        if rule.may_be_in(lower):
            found += rule.find_anywhere(text)
    for anchor, places in rules.anchors.met(text, lower):
        tried = [rule for rule in rules.anchored[anchor] if rule.may_be_in(lower)]
        where = places() if tried else ()
        for rule in tried:
            found += rule.find_at(text, where)
    return found


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
