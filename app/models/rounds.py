"""Rounds of grading: their draws and cases, seats apart from persons, sheets with their stages and answers."""

from datetime import date, datetime

from sqlalchemy import ForeignKey, LargeBinary, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from app.models.base import Base, Erasable, Id, Travels, Written


class RoundRow(Travels, Written, Base):
    """One job of grading: a line manager's month (``dip_sample``), or a panel's ``meeting``. Draws may be of any kinds.

    ``monthly_plan`` names the plan of the force's settings, and the month, that it was opened by.
    """

    __tablename__ = "round"

    id: Mapped[Id]
    purpose: Mapped[str] = mapped_column(String(20))
    opened_at: Mapped[datetime]
    due: Mapped[date | None]
    monthly_plan: Mapped[str | None] = mapped_column(String(80))


class RoundClosedRow(Travels, Written, Base):
    """That a line manager's month was closed, with so many drawn cases unfinished; the newest of a round stands."""

    __tablename__ = "round_closed"

    id: Mapped[Id]
    round_id: Mapped[int] = mapped_column(ForeignKey("round.id"), index=True)
    closed_at: Mapped[datetime]
    unfinished: Mapped[int]


class RoundDrawRow(Base):
    """A draw that a round grades."""

    __tablename__ = "round_draw"

    round_id: Mapped[int] = mapped_column(ForeignKey("round.id"), primary_key=True)
    draw_id: Mapped[int] = mapped_column(ForeignKey("draw.id"), primary_key=True)


class RoundCaseRow(Travels, Base):
    """A case of a round, with the words and the scheme it was drawn with. Without a draw it is a targeted case."""

    __tablename__ = "round_case"
    __table_args__ = (UniqueConstraint("round_id", "case_id"), UniqueConstraint("round_id", "position"))

    id: Mapped[Id]
    round_id: Mapped[int] = mapped_column(ForeignKey("round.id"))
    draw_id: Mapped[int | None] = mapped_column(ForeignKey("draw.id"))
    case_id: Mapped[int] = mapped_column(ForeignKey("case.id"), index=True)
    version_id: Mapped[int] = mapped_column(ForeignKey("record_version.id"), index=True)
    scheme_id: Mapped[int] = mapped_column(ForeignKey("scheme.id"))
    form: Mapped[str] = mapped_column(String(40))
    token: Mapped[bytes] = mapped_column(LargeBinary(32))
    position: Mapped[int]


class SeatRow(Travels, Written, Base):
    """A grader's place in a round."""

    __tablename__ = "seat"
    __table_args__ = (UniqueConstraint("round_id", "number"),)

    id: Mapped[Id]
    round_id: Mapped[int] = mapped_column(ForeignKey("round.id"))
    number: Mapped[int]
    role: Mapped[str] = mapped_column(String(20))


class SeatPersonRow(Erasable, Base):
    """Who sits in a seat: apart from the seat, so that it can be erased."""

    __tablename__ = "seat_person"

    seat_id: Mapped[int] = mapped_column(ForeignKey("seat.id"), primary_key=True)
    actor_id: Mapped[int | None] = mapped_column(ForeignKey("actor.id"))
    name: Mapped[str | None] = mapped_column(String(200))


class SheetRow(Travels, Written, Base):
    """One seat's sheet about one case."""

    __tablename__ = "sheet"
    __table_args__ = (UniqueConstraint("round_case_id", "seat_id"),)

    id: Mapped[Id]
    round_case_id: Mapped[int] = mapped_column(ForeignKey("round_case.id"))
    seat_id: Mapped[int] = mapped_column(ForeignKey("seat.id"))
    opened_at: Mapped[datetime]


class SheetStageRow(Written, Base):
    """A stage of a sheet, locked: from here on its answers stand. A sheet with all its stages here is a verdict."""

    __tablename__ = "sheet_stage"

    sheet_id: Mapped[int] = mapped_column(ForeignKey("sheet.id"), primary_key=True)
    stage: Mapped[str] = mapped_column(String(40), primary_key=True)
    locked_at: Mapped[datetime]


class AnswerRow(Written, Base):
    """An answer as it was given. The newest that is not taken back counts; older ones stay."""

    __tablename__ = "answer"

    id: Mapped[Id]
    sheet_id: Mapped[int] = mapped_column(ForeignKey("sheet.id"), index=True)
    question: Mapped[str] = mapped_column(String(40))
    choice: Mapped[str] = mapped_column(String(40))
    answered_at: Mapped[datetime]
    undone_seq: Mapped[int | None] = mapped_column(ForeignKey("audit.seq", deferrable=True, initially="DEFERRED"))


class AnswerTextRow(Erasable, Base):
    """What a grader wrote: a free-text answer, or a note beside a choice."""

    __tablename__ = "answer_text"

    answer_id: Mapped[int] = mapped_column(ForeignKey("answer.id"), primary_key=True)
    text: Mapped[str | None] = mapped_column(Text)


class AnswerReasonRow(Base):
    """A reason ticked beside an answer."""

    __tablename__ = "answer_reason"

    answer_id: Mapped[int] = mapped_column(ForeignKey("answer.id"), primary_key=True)
    reason: Mapped[str] = mapped_column(String(40), primary_key=True)
