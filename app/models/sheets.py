"""What happens around a sheet: a case passed, a mind changed after locking, a concern raised, how a seat types."""

from datetime import datetime

from sqlalchemy import ForeignKey, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from app.models.base import Base, Erasable, Id, Travels, Written


class SheetPassRow(Travels, Written, Base):
    """A case that a seat passed, without a reason, or took up again; the newest row says which."""

    __tablename__ = "sheet_pass"

    id: Mapped[Id]
    sheet_id: Mapped[int] = mapped_column(ForeignKey("sheet.id"), index=True)
    passed: Mapped[bool]
    at: Mapped[datetime]


class SheetChangeRow(Travels, Written, Base):
    """Locked answers changed, all at once: the new ones were written in the same entry; the old ones stay."""

    __tablename__ = "sheet_change"

    id: Mapped[Id]
    sheet_id: Mapped[int] = mapped_column(ForeignKey("sheet.id"), index=True)
    changed_at: Mapped[datetime]


class SheetChangeTextRow(Erasable, Base):
    """Why a mind was changed."""

    __tablename__ = "sheet_change_text"

    change_id: Mapped[int] = mapped_column(ForeignKey("sheet_change.id"), primary_key=True)
    why: Mapped[str | None] = mapped_column(Text)


class SeatHabitRow(Travels, Written, Base):
    """Whether one key answers at once for a seat, or only after Enter; the newest row says which."""

    __tablename__ = "seat_habit"

    id: Mapped[Id]
    seat_id: Mapped[int] = mapped_column(ForeignKey("seat.id"), index=True)
    single_keys: Mapped[bool]
    set_at: Mapped[datetime]


class ConcernRow(Travels, Written, Base):
    """Something that cannot wait: a possible crime, misconduct, a child at risk. It says nothing of any grade."""

    __tablename__ = "concern"

    id: Mapped[Id]
    round_case_id: Mapped[int] = mapped_column(ForeignKey("round_case.id"), index=True)
    seat_id: Mapped[int] = mapped_column(ForeignKey("seat.id"))
    sort: Mapped[str] = mapped_column(String(20))
    raised_at: Mapped[datetime]


class ConcernTextRow(Erasable, Base):
    """What was said of a concern."""

    __tablename__ = "concern_text"

    concern_id: Mapped[int] = mapped_column(ForeignKey("concern.id"), primary_key=True)
    text: Mapped[str | None] = mapped_column(Text)


class ConcernSeenRow(Written, Base):
    """That a coordinator has read a concern and taken it on."""

    __tablename__ = "concern_seen"

    concern_id: Mapped[int] = mapped_column(ForeignKey("concern.id"), primary_key=True)
    seen_at: Mapped[datetime]
