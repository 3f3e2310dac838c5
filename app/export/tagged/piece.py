"""What everything that is laid out on tagged pages has in common."""

from typing import Self, cast

from reportlab.platypus import Flowable

from app.export.tagged.canvas import TaggedCanvas

FUZZ = 1e-7
"""How much too tall a thing may be through rounding and still fit: less than ReportLab's own allowance."""


class Piece(Flowable):
    """A thing with a size that draws itself on a tagged canvas, once it is told which."""

    @property
    def paper(self) -> TaggedCanvas:
        """The canvas it is drawn on; only while it is drawn."""
        return cast("TaggedCanvas", self.canv)

    def alike(self) -> Self:
        """A copy to hold a part of this when it is shared between pages.

        ReportLab notes on a thing that it was put off to the next page once, and takes a second time for a fault; a
        part starts afresh.
        """
        copy = type(self).__new__(type(self))
        copy.__dict__.update(self.__dict__)
        copy.__dict__.pop("_postponed", None)
        return copy
