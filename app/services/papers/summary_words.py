"""What a person adds to a public summary in their own words: looked through for numbers and details of people first.

A small count that the tables hide must not be told beside them in words, and a text that everyone may read names
nobody. Whom to ask may be an office with its telephone, e-mail and web address, and nothing else.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Final
from unicodedata import category, normalize, numeric

from app.core.errors import AppError
from app.core.redaction.findings import BLIND, Certainty, Finding
from app.core.redaction.spans import Kind, plain
from app.core.shapes.summaries import SummaryWords
from app.export.wording import Wording
from app.services.releasing.redacting import find_details, load_rules

_SAY: Final = Wording("summary").say
_MOST_LINES: Final = 12
_MOST_WORDS: Final = 600
_REACHED: Final[frozenset[Kind]] = frozenset({"PHONE", "EMAIL", "WEB"})
"""By what an office is reached."""
_SHORT_CALLS: Final = re.compile(r"(?<!\w)(?:18001 )?101(?!\w)")
"""The police's own number, which is too short for the finder."""
_WORD: Final = re.compile(r"[^\W\d_]+")
_CAPITALS: Final = re.compile(r"(?:[ &-]+(?:and\b|[A-Z]\w*))+")


def checked_words(words: SummaryWords) -> SummaryWords:
    """The same words, trimmed.

    Raises:
        AppError: one is too long or there are too many; one holds a number, in figures or in words, or what may be a
            detail of somebody. Of a number the word is quoted; a detail is told by its kind, and not repeated.
    """
    return SummaryWords(
        good=_checked(words.good, "What was done well"),
        learning=_checked(words.learning, "What is to be learnt"),
        contact=_checked_contact(words.contact),
    )


def _checked(lines: Sequence[str], what: str) -> tuple[str, ...]:
    found = tuple(line for line in map(_trimmed, lines) if line)
    if len(found) > _MOST_LINES:
        raise AppError(f"{what}: {len(found)} texts are too many.", f"Give {_MOST_LINES} at most.")
    for line in found:
        _refuse_numbers(line, what)
        details = [one for one in find_details(line) if one.kind not in BLIND]
        _refuse_details([one for one in details if _is_told(one, line)], what, "Say it without: everyone may read it.")
    return found


def _checked_contact(text: str) -> str:
    """Whom to ask; nothing is told there but an office, and by what it is reached."""
    line, what = _trimmed(text), "Whom to ask"
    found = find_details(line)
    reached = [(one.start, one.end) for one in found if one.kind in _REACHED]
    _refuse_numbers(_SHORT_CALLS.sub(" ", _without(line, reached)), what)
    others = [one for one in found if one.kind not in BLIND | _REACHED]
    fix = "Name an office, with its telephone, e-mail or web address. If this is an office, write it in small letters."
    _refuse_details([one for one in others if _is_told(one, line) or not _is_office(one, line)], what, fix)
    return line


def _trimmed(text: str) -> str:
    line = " ".join(plain(text).split())
    if len(line) > _MOST_WORDS:
        raise AppError(f"A text of {len(line):,} characters is too long.", f"Say it in {_MOST_WORDS} at most.")
    return line


# ------------------------------------------------------------------ numbers
def _refuse_numbers(line: str, what: str) -> None:
    number = next(_numbers(line), "")
    if number:
        raise AppError(
            f"{what}: a text holds a number or says how many: “{number}”.",
            "Say it without that word. Numbers stand in the tables alone, where small ones are hidden.",
        )


def _numbers(line: str) -> Iterator[str]:
    """The numerals of any script, and the words that say how many, whatever their letters look like."""
    yield from (character for character in line if numeric(character, None) is not None)
    shown = "".join(character for character in normalize("NFKC", line) if category(character) != "Cf")
    says_how_many = frozenset(_SAY("checked.numbers").split())
    yield from (word for word in _WORD.findall(shown) if word.casefold() in says_how_many)


def _without(line: str, pieces: Sequence[tuple[int, int]]) -> str:
    for start, end in reversed(pieces):
        line = f"{line[:start]} {line[end:]}"
    return line


# ------------------------------------------------------------------ details of people
def _refuse_details(found: Sequence[Finding], what: str, fix: str) -> None:
    kinds = sorted({one.kind.replace("_", " ").lower() for one in found})
    if kinds:
        raise AppError(f"{what}: a text holds what may be a detail of somebody ({', '.join(kinds)}).", fix)


def _is_told(finding: Finding, line: str) -> bool:
    """Whether it is more than a guess; a guess at a name is, where one of its words is a name."""
    names = load_rules().names.any_of("given", "surname")
    return finding.certainty > Certainty.POSSIBLE or (finding.kind == "NAME" and bool(names & _words(finding, line)))


def _is_office(finding: Finding, line: str) -> bool:
    """Whether a guess at a name is an office's: a word of it, or of the capitals right behind it, is one of offices."""
    behind = _CAPITALS.match(line, finding.end)
    called = replace(finding, end=behind.end() if behind else finding.end)
    return finding.kind == "NAME" and bool(_words(called, line) & set(_SAY("checked.offices").split()))


def _words(finding: Finding, line: str) -> frozenset[str]:
    return frozenset(word.casefold() for word in _WORD.findall(line[finding.start : finding.end]))
