"""A scene: what is drawn where, whoever draws it. Lengths are in sizes of its text, and y grows downwards.

So a chart in large print is the same scene with a larger text. Nothing in it speaks by colour alone: every mark has its
words beside it, and the inks differ in how dark they are.
"""

from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum
from typing import Literal

Measure = Callable[[str, bool], float]
"""How wide a text is, in sizes of the text; and whether it is in strong letters."""

LINE = 1.3
"""From one line of words to the next."""


class Ink(Enum):
    """What a colour is for: the window has its theme's, a paper its own."""

    TEXT = "text"
    SOFT = "soft"
    MARK = "mark"
    TRACK = "track"
    RULE = "rule"
    GROUND = "ground"


@dataclass(frozen=True, kw_only=True, slots=True)
class Box:
    """A filled rectangle by its upper left corner; ``round`` is the radius of its corners."""

    x: float
    y: float
    width: float
    height: float
    ink: Ink
    round: float = 0.0


@dataclass(frozen=True, kw_only=True, slots=True)
class Line:
    """A straight line."""

    x1: float
    y1: float
    x2: float
    y2: float
    ink: Ink
    thick: float


@dataclass(frozen=True, kw_only=True, slots=True)
class Dot:
    """A filled circle by its middle."""

    x: float
    y: float
    radius: float
    ink: Ink


@dataclass(frozen=True, kw_only=True, slots=True)
class Words:
    """A line of words: where they begin, end or have their middle, and the line that they stand on."""

    x: float
    y: float
    text: str
    align: Literal["left", "centre", "right"] = "left"
    ink: Ink = Ink.TEXT
    strong: bool = False


Item = Box | Line | Dot | Words


@dataclass(frozen=True, kw_only=True, slots=True)
class Scene:
    """A chart, laid out. ``alternative`` says all that it shows, for whoever cannot see it."""

    width: float
    height: float
    items: tuple[Item, ...]
    alternative: str


def lines_of(text: str, width: float, measure: Measure) -> list[str]:
    """The lines of a text that fit a width, at least one; a word that is wider than a line is cut."""
    lines = [""]
    for word in text.split():
        for piece in _cut(word, width, measure):
            longer = f"{lines[-1]} {piece}".strip()
            if lines[-1] and measure(longer, False) > width:
                lines.append(piece)
            else:
                lines[-1] = longer
    return lines


def _cut(word: str, width: float, measure: Measure) -> list[str]:
    pieces = [""]
    for letter in word:
        if pieces[-1] and measure(pieces[-1] + letter, False) > width:
            pieces.append("")
        pieces[-1] += letter
    return pieces


def words_at(lines: list[str], x: float, top: float) -> list[Words]:
    """Lines of words below one another, the first of them with its upper edge there."""
    return [Words(x=x, y=base(top) + LINE * at, text=line) for at, line in enumerate(lines)]


def base(top: float) -> float:
    """The line that words stand on whose upper edge is there."""
    return top + 0.98
