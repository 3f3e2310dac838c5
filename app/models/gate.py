"""What stands around a draw: cases left out, lodging, who rolled, replacing, targeted cases, outside counts.

Names and words that a person wrote lie in side rows that can be erased; what was done, when and by which reason stays.
"""

from datetime import datetime

from sqlalchemy import JSON, ForeignKey, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from app.models.base import Base, Erasable, Id, Travels, Written


class ExclusionRow(Travels, Written, Base):
    """A case that is left out of every list sealed from now on, until it is lifted."""

    __tablename__ = "exclusion"

    id: Mapped[Id]
    kind: Mapped[str] = mapped_column(String(40))
    case_id: Mapped[int] = mapped_column(ForeignKey("case.id"), index=True)
    reason: Mapped[str] = mapped_column(String(40))
    excluded_at: Mapped[datetime]


class ExclusionTextRow(Erasable, Base):
    """What was noted beside an exclusion."""

    __tablename__ = "exclusion_text"

    exclusion_id: Mapped[int] = mapped_column(ForeignKey("exclusion.id"), primary_key=True)
    note: Mapped[str | None] = mapped_column(Text)


class ExclusionLiftedRow(Written, Base):
    """An exclusion that no longer counts: once lifted it stays lifted, and the case may be excluded anew."""

    __tablename__ = "exclusion_lifted"

    exclusion_id: Mapped[int] = mapped_column(ForeignKey("exclusion.id"), primary_key=True)
    lifted_at: Mapped[datetime]


class FrameExclusionRow(Base):
    """An exclusion that kept a case out of a sealed list."""

    __tablename__ = "frame_exclusion"

    frame_id: Mapped[int] = mapped_column(ForeignKey("frame.id"), primary_key=True)
    exclusion_id: Mapped[int] = mapped_column(ForeignKey("exclusion.id"), primary_key=True)


class LodgingRow(Travels, Written, Base):
    """Seal and plan, given to someone outside before the draw."""

    __tablename__ = "lodging"

    id: Mapped[Id]
    plan_id: Mapped[int] = mapped_column(ForeignKey("plan.id"), index=True)
    how: Mapped[str] = mapped_column(String(20))
    lodged_at: Mapped[datetime]


class LodgingTextRow(Erasable, Base):
    """To whom seal and plan were given, and what was noted."""

    __tablename__ = "lodging_text"

    lodging_id: Mapped[int] = mapped_column(ForeignKey("lodging.id"), primary_key=True)
    recipient: Mapped[str | None] = mapped_column(Text)
    note: Mapped[str | None] = mapped_column(Text)


class DrawPeopleRow(Erasable, Base):
    """Who rolled the dice, who read them out, who witnessed it."""

    __tablename__ = "draw_people"

    draw_id: Mapped[int] = mapped_column(ForeignKey("draw.id"), primary_key=True)
    roller: Mapped[str | None] = mapped_column(Text)
    reader: Mapped[str | None] = mapped_column(Text)
    witness: Mapped[str | None] = mapped_column(Text)


class ReplacementRow(Travels, Written, Base):
    """A drawn case that gave its place to the next reserve of its stratum; to nobody where none was left."""

    __tablename__ = "replacement"
    __table_args__ = (
        UniqueConstraint("draw_id", "number"),
        UniqueConstraint("draw_id", "frame_case_id"),
        UniqueConstraint("draw_id", "by_id"),
    )

    id: Mapped[Id]
    draw_id: Mapped[int] = mapped_column(ForeignKey("draw.id"))
    number: Mapped[int]
    frame_case_id: Mapped[int] = mapped_column(ForeignKey("frame_case.id"))
    by_id: Mapped[int | None] = mapped_column(ForeignKey("frame_case.id"))
    reason: Mapped[str] = mapped_column(String(40))
    replaced_at: Mapped[datetime]


class WithholdingRow(Travels, Written, Base):
    """A drawn case that is kept back from the panel, and stays in the draw."""

    __tablename__ = "withholding"
    __table_args__ = (UniqueConstraint("draw_id", "frame_case_id"),)

    id: Mapped[Id]
    draw_id: Mapped[int] = mapped_column(ForeignKey("draw.id"))
    frame_case_id: Mapped[int] = mapped_column(ForeignKey("frame_case.id"))
    reason: Mapped[str] = mapped_column(String(40))
    withheld_at: Mapped[datetime]


class TargetedCaseRow(Travels, Written, Base):
    """A case that a person chose. It stands beside the draws and is in no rate."""

    __tablename__ = "targeted_case"

    id: Mapped[Id]
    kind: Mapped[str] = mapped_column(String(40))
    case_id: Mapped[int] = mapped_column(ForeignKey("case.id"), index=True)
    reason: Mapped[str] = mapped_column(String(40))
    added_at: Mapped[datetime]


class TargetedTextRow(Erasable, Base):
    """Who asked for a targeted case, and why."""

    __tablename__ = "targeted_text"

    targeted_id: Mapped[int] = mapped_column(ForeignKey("targeted_case.id"), primary_key=True)
    asked_by: Mapped[str | None] = mapped_column(Text)
    why: Mapped[str | None] = mapped_column(Text)


class ReconciliationRow(Travels, Written, Base):
    """A sealed list held against an outside count. The newest of a list is the one that papers tell.

    ``sort`` says what it was held against: a published file, whose SHA-256 stands in ``sha256``, or figures typed in.
    """

    __tablename__ = "reconciliation"

    id: Mapped[Id]
    frame_id: Mapped[int] = mapped_column(ForeignKey("frame.id"), index=True)
    sort: Mapped[str] = mapped_column(String(20))
    source: Mapped[str] = mapped_column(Text)
    sha256: Mapped[str] = mapped_column(String(64))
    lines: Mapped[list[dict[str, str | int]]] = mapped_column(JSON)
    explanation: Mapped[str] = mapped_column(Text)
    reconciled_at: Mapped[datetime]
