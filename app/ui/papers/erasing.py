"""Erasing what is kept of a paper: for whom it is, or what it says. It cannot be taken back, and is asked twice."""

from enum import Enum
from typing import Final, NamedTuple

from app.core.shapes.papers import PaperListing


class Erase(Enum):
    """What is erased."""

    NAMES = "names"
    WORDS = "words"


class _Words(NamedTuple):
    button: str
    title: str
    sentence: str
    act: str
    done: str


ERASES: Final = {
    Erase.NAMES: _Words(
        "Erase &names and notes ...",
        "Erase for whom {name} is?",
        "For whom this copy is, and what was noted of it, is blanked in this workspace for good; backups still have "
        "it. That it was made, and what became of it, stays in the list.",
        "Erase the names and notes",
        "For whom it is, and what was noted of it, is erased.",
    ),
    Erase.WORDS: _Words(
        "Erase what it s&ays ...",
        "Erase what {name} says?",
        "What it says is blanked in this workspace for good, for every copy that was made in one go with it: none can "
        "be looked at, saved or printed here again. Copies that are out, files that were saved, and backups still have "
        "it. That they were made stays in the list.",
        "Erase what it says",
        "What it said is erased, for every copy that was made with it.",
    ),
}


def may_erase(paper: PaperListing, what: Erase) -> bool:
    """Whether there is anything of that to erase, and whoever signed in may."""
    if what is Erase.WORDS:
        return paper.may_erase and not paper.erased
    return paper.may_erase and bool(paper.recipient or any(step.note for step in paper.steps))
