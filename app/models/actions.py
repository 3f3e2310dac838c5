"""What follows from grading: actions with every step they went, and feedback to officers.

What is to be done, by whom, and every word of a reply lie in side rows that can be erased; numbers, days, rungs and
steps stay.
"""

from datetime import date, datetime

from sqlalchemy import ForeignKey, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from app.models.base import Base, Erasable, Id, Travels, Written


class ActionRow(Travels, Written, Base):
    """Something to be done because of a case of a round, or of a round alone. Its id is its number."""

    __tablename__ = "action"

    id: Mapped[Id]
    round_id: Mapped[int] = mapped_column(ForeignKey("round.id"), index=True)
    round_case_id: Mapped[int | None] = mapped_column(ForeignKey("round_case.id"))
    rung: Mapped[str] = mapped_column(String(40))
    due: Mapped[date]
    added_at: Mapped[datetime]


class ActionTextRow(Erasable, Base):
    """What is to be done, and by whom: the owner may be someone who never uses the app."""

    __tablename__ = "action_text"

    action_id: Mapped[int] = mapped_column(ForeignKey("action.id"), primary_key=True)
    task: Mapped[str | None] = mapped_column(Text)
    owner: Mapped[str | None] = mapped_column(Text)


class ActionStepRow(Travels, Written, Base):
    """A step of an action: replied, accepted, not accepted, closed. The newest says where it stands."""

    __tablename__ = "action_step"
    __table_args__ = (UniqueConstraint("action_id", "number"),)

    id: Mapped[Id]
    action_id: Mapped[int] = mapped_column(ForeignKey("action.id"))
    number: Mapped[int]
    step: Mapped[str] = mapped_column(String(20))
    taken_at: Mapped[datetime]


class ActionStepTextRow(Erasable, Base):
    """What was said at a step, and who said it."""

    __tablename__ = "action_step_text"

    step_id: Mapped[int] = mapped_column(ForeignKey("action_step.id"), primary_key=True)
    text: Mapped[str | None] = mapped_column(Text)
    said_by: Mapped[str | None] = mapped_column(Text)


class FeedbackRow(Travels, Written, Base):
    """Feedback to the officer of a case, as somebody wrote it from a finished sheet; the newest of a sheet stands.

    One without a row of words says that the case needs none.
    """

    __tablename__ = "feedback"

    id: Mapped[Id]
    sheet_id: Mapped[int] = mapped_column(ForeignKey("sheet.id"), index=True)
    written_at: Mapped[datetime]


class FeedbackTextRow(Erasable, Base):
    """The words of feedback."""

    __tablename__ = "feedback_text"

    feedback_id: Mapped[int] = mapped_column(ForeignKey("feedback.id"), primary_key=True)
    text: Mapped[str | None] = mapped_column(Text)
