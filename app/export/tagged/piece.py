"""What everything that is laid out on tagged pages has in common."""

from typing import cast

from reportlab.platypus import Flowable

from app.export.tagged.canvas import TaggedCanvas


class Piece(Flowable):
    """A thing with a size that draws itself on a tagged canvas, once it is told which."""

    @property
    def paper(self) -> TaggedCanvas:
        """The canvas it is drawn on; only while it is drawn."""
        return cast("TaggedCanvas", self.canv)
