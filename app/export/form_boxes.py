"""Fields among the parts of a paper: circles and boxes beside their words, and room to write in."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Protocol

from app.core.resources import root
from app.export.boxes import Choices
from app.export.style import Look
from app.export.tagged.canvas import TaggedCanvas
from app.export.tagged.fields import Box, FieldFont, Form, Named
from app.export.tagged.piece import Piece
from app.export.tagged.text import Text


@cache
def field_font() -> FieldFont:
    """The font that viewers write with: Source Sans 3 with the characters of Windows-1252 and of Welsh alone."""
    return FieldFont(root() / "fonts" / "ScrutinyForm.ttf")


class Mark(Protocol):
    """A field that stands beside words."""

    def put(self, canvas: TaggedCanvas, box: Box) -> None:
        """Place it on the page."""
        ...


@dataclass(frozen=True, slots=True)
class Circle:
    """One of several answers: the field it belongs to, what that says when it is filled, and the answer's words."""

    group: Named
    state: str
    words: str

    def put(self, canvas: TaggedCanvas, box: Box) -> None:
        """Place it on the page."""
        Form.of(canvas, field_font()).choice(canvas, self.group, self.state, box, self.words)


@dataclass(frozen=True, slots=True)
class Tickable:
    """A box to tick."""

    field: Named

    def put(self, canvas: TaggedCanvas, box: Box) -> None:
        """Place it on the page."""
        Form.of(canvas, field_font()).tick(canvas, self.field, box)


class Fillable(Choices):
    """Answers or reasons, each a field with its words: in one line if they fit, else in even columns."""

    def __init__(self, marks: Sequence[tuple[Mark, str]], look: Look, indent: float) -> None:
        super().__init__([words for _, words in marks], None, look, indent, ("", ""))
        self._marks: dict[Text, Mark] = {text: mark for (text, _), (mark, _) in zip(self.items, marks, strict=True)}

    def _draw_choice(self, text: Text, ticked: bool, x: float, top: float) -> None:
        canvas, size = self.paper, self.size
        low = top - text.look.leading + (text.look.leading - size) / 2
        canvas.begin("LI")
        canvas.begin("Lbl")
        self._marks[text].put(canvas, Box(x=x, y=low, width=size, height=size))
        canvas.end()
        canvas.begin("LBody")
        text.draw_at(canvas, x + size + self.gap, top - text.height)
        canvas.end()
        canvas.end()


_BY_HAND = 17
"""The least height of a line that is written by hand, in points."""


class WritingField(Piece):
    """Room to write in: by hand on paper, by keyboard in a viewer. Its label stands in the space at its left."""

    def __init__(self, field: Named, look: Look, indent: float, *, label: str = "", lines: int = 2) -> None:
        super().__init__()
        self.field, self.indent, self.size = field, indent, look.base
        self.label = Text(label, look.hint)
        self.high = max(lines * look.base * 1.5, lines * _BY_HAND) + 4
        self.spaceBefore, self.spaceAfter = look.base * 0.25, look.base * 0.1

    def wrap(self, aW: float, aH: float) -> tuple[float, float]:
        """So many lines high."""
        self.width, self.height = aW, self.high
        return self.width, self.height

    def draw(self) -> None:
        """Place the label and the field."""
        _, height = self.label.wrap(self.indent, self.high)
        self.label.draw_at(self.paper, 0, self.high - height - 2)
        box = Box(x=self.indent, y=0, width=self.width - self.indent, height=self.high)
        Form.of(self.paper, field_font()).text(self.paper, self.field, box, self.size)


class NoteField(Piece):
    """A field that nobody sees; it takes no room."""

    def __init__(self, field: Named, value: str) -> None:
        super().__init__()
        self.field, self.value = field, value

    def wrap(self, aW: float, aH: float) -> tuple[float, float]:
        """No room."""
        self.width = self.height = 0
        return 0, 0

    def draw(self) -> None:
        """Place the field."""
        Form.of(self.paper, field_font()).note(self.paper, self.field, self.value)
