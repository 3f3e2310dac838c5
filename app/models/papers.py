"""Papers: what was made of what, for whom, from which released words, and what became of each copy.

Facts stand; what a paper says, whom it is for and what was noted of it lie in side rows that can be erased.
"""

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, LargeBinary, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from app.models.base import Base, Erasable, Id, Travels, Written

OF = ("frame_id", "draw_id", "round_id", "action_id")
"""The columns of which exactly one says what a paper is of."""

_OF_ONE = " + ".join(f"CASE WHEN {column} IS NULL THEN 0 ELSE 1 END" for column in OF)


class PaperRow(Travels, Written, Base):
    """A copy of a paper that was made: what it is of, its number within that, its size of type, its hash.

    ``part`` tells papers of one sort and subject apart: a stage's id, a seat's number; "" where there is but one.
    ``shape_of`` names the copy that holds the shape, where several were made in one go and this is not the first.
    """

    __tablename__ = "paper"
    __table_args__ = (
        *(UniqueConstraint("sort", "part", column, "copy") for column in OF),
        CheckConstraint(f"{_OF_ONE} = 1", name="of_one"),
    )

    id: Mapped[Id]
    sort: Mapped[str] = mapped_column(String(20))
    frame_id: Mapped[int | None] = mapped_column(ForeignKey("frame.id"))
    draw_id: Mapped[int | None] = mapped_column(ForeignKey("draw.id"))
    round_id: Mapped[int | None] = mapped_column(ForeignKey("round.id"))
    action_id: Mapped[int | None] = mapped_column(ForeignKey("action.id"))
    part: Mapped[str] = mapped_column(String(40), default="")
    copy: Mapped[int]
    size: Mapped[int] = mapped_column(default=11)
    sha256: Mapped[str] = mapped_column(String(64), index=True)
    made_at: Mapped[datetime]
    shape_of: Mapped[int | None] = mapped_column(ForeignKey("paper.id"))


class PaperShapeRow(Erasable, Base):
    """The shape a paper was made from, so that it can be made again byte for byte."""

    __tablename__ = "paper_shape"

    paper_id: Mapped[int] = mapped_column(ForeignKey("paper.id"), primary_key=True)
    body: Mapped[bytes | None] = mapped_column(LargeBinary)


class PaperRecipientRow(Erasable, Base):
    """Whom a copy was made for. The name stands nowhere else: not on the paper, not in the log."""

    __tablename__ = "paper_recipient"

    paper_id: Mapped[int] = mapped_column(ForeignKey("paper.id"), primary_key=True)
    name: Mapped[str | None] = mapped_column(Text)


class PaperReleaseRow(Base):
    """That a paper holds the words of a release."""

    __tablename__ = "paper_release"

    paper_id: Mapped[int] = mapped_column(ForeignKey("paper.id"), primary_key=True)
    release_id: Mapped[int] = mapped_column(ForeignKey("release.id"), primary_key=True, index=True)


class PaperStepRow(Travels, Written, Base):
    """What became of a copy: recalled, returned, destroyed, or out after all. The newest says how it stands."""

    __tablename__ = "paper_step"
    __table_args__ = (UniqueConstraint("paper_id", "number"),)

    id: Mapped[Id]
    paper_id: Mapped[int] = mapped_column(ForeignKey("paper.id"))
    number: Mapped[int]
    step: Mapped[str] = mapped_column(String(20))
    taken_at: Mapped[datetime]


class PaperStepTextRow(Erasable, Base):
    """What was noted at a step."""

    __tablename__ = "paper_step_text"

    step_id: Mapped[int] = mapped_column(ForeignKey("paper_step.id"), primary_key=True)
    note: Mapped[str | None] = mapped_column(Text)
