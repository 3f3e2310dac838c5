"""What a person adds to a public summary in their own words: looked through for details of people first."""

from collections.abc import Sequence
from typing import Final

from app.core.errors import AppError
from app.core.redaction.findings import BLIND, Certainty
from app.core.shapes.summaries import SummaryWords
from app.services.redacting import find_details

_MOST_LINES: Final = 12
_MOST_WORDS: Final = 600


def checked_words(words: SummaryWords) -> SummaryWords:
    """The same words, trimmed.

    Raises:
        AppError: one is too long or there are too many; one holds a number, which no table stands for, or what may be a
            detail of somebody: the finding is told by its kind, and not repeated.
    """
    return SummaryWords(
        good=_checked(words.good, "What was done well"),
        learning=_checked(words.learning, "What is to be learnt"),
        contact=_trimmed(words.contact),
    )


def _checked(lines: Sequence[str], what: str) -> tuple[str, ...]:
    found = tuple(line for line in map(_trimmed, lines) if line)
    if len(found) > _MOST_LINES:
        raise AppError(f"{what}: {len(found)} texts are too many.", f"Give {_MOST_LINES} at most.")
    for line in found:
        _refuse(line, what)
    return found


def _trimmed(text: str) -> str:
    line = " ".join(text.split())
    if len(line) > _MOST_WORDS:
        raise AppError(f"A text of {len(line):,} characters is too long.", f"Say it in {_MOST_WORDS} at most.")
    return line


def _refuse(line: str, what: str) -> None:
    if any(character.isdigit() for character in line):
        raise AppError(f"{what}: a text holds a number.", "Leave numbers to the tables, where small ones are hidden.")
    kinds = {one.kind for one in find_details(line) if one.kind not in BLIND and one.certainty > Certainty.POSSIBLE}
    if kinds:
        told = ", ".join(sorted(kind.replace("_", " ").lower() for kind in kinds))
        raise AppError(
            f"{what}: a text holds what may be a detail of somebody ({told}).", "Say it without: everyone may read it."
        )
