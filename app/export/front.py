"""How a paper begins: whether it is practice, who issues it, its title, what it is about."""

from typing import Protocol

from app.core.shapes.packs import Issue
from app.export.boxes import Panel
from app.export.parts import Parts, Story
from app.export.tagged.flowables import Heading
from app.export.tagged.text import Text
from app.export.wording import Wording


class Issued(Protocol):
    """The shape of any paper."""

    @property
    def issue(self) -> Issue:
        """What stands on every page."""
        ...

    @property
    def force(self) -> str:
        """Who issues it."""
        ...


def beginning(paper: Issued, title: str, leads: tuple[str, ...], practice: str, parts: Parts) -> Story:
    """The top of the first page.

    Args:
        paper: its shape.
        title: its heading; the place that begins there is called ``top``.
        leads: what it is about, each a paragraph.
        practice: what it means that it was made for practice, told only where it was.
        parts: its look and language.
    """
    look = parts.look
    return [
        *_practice(paper.issue, practice, parts),
        Text(paper.force, look.force),
        Heading(title, look.title, 1, name="top"),
        *(piece for lead in leads for piece in parts.text(lead, look.lead)),
        *parts.lacking(paper),
    ]


def _practice(issue: Issue, means: str, parts: Parts) -> Story:
    """That none of it is real, in a frame."""
    if not issue.practice:
        return []
    word = Wording("running", parts.wording.language).say("running.practice")
    return [Panel([Text(word, parts.look.loud), Text(means, parts.look.cell)], parts.look, strong=True)]
