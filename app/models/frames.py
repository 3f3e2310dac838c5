"""Sealed lists, their plans and the draws from them. All of it is immutable: triggers refuse a change."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import JSON, ForeignKey, LargeBinary, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from app.models.base import Base, Id, Travels, Written


class FrameRow(Travels, Written, Base):
    """A closed list of cases. ``secret`` makes its tokens and never leaves the store.

    ``design`` says what makes its strata: ``strata_by`` (facets), ``per`` (a facet and how many of each value, or
    null), ``take_all`` (rules, each a list of facets and values) and ``join_small``.
    """

    __tablename__ = "frame"

    id: Mapped[Id]
    kind: Mapped[str] = mapped_column(String(40))
    scheme_id: Mapped[int] = mapped_column(ForeignKey("scheme.id"))
    first_day: Mapped[date]
    last_day: Mapped[date]
    filters: Mapped[list[list[str]]] = mapped_column(JSON)
    funnel: Mapped[list[list[str | int]]] = mapped_column(JSON)
    design: Mapped[dict[str, Any]] = mapped_column(JSON)
    secret: Mapped[bytes] = mapped_column(LargeBinary(32))
    seal: Mapped[str] = mapped_column(String(64), unique=True)
    cases: Mapped[int]
    sealed_at: Mapped[datetime]


class FrameStratumRow(Base):
    """A stratum of a frame: its public label and, for those inside, its name."""

    __tablename__ = "frame_stratum"

    frame_id: Mapped[int] = mapped_column(ForeignKey("frame.id"), primary_key=True)
    label: Mapped[str] = mapped_column(String(12), primary_key=True)
    name: Mapped[str] = mapped_column(Text)
    cases: Mapped[int]


class FrameCaseRow(Base):
    """A case of a frame: its token, its stratum, its key in this frame and the version that was sealed."""

    __tablename__ = "frame_case"
    __table_args__ = (UniqueConstraint("frame_id", "token"), UniqueConstraint("case_id", "frame_id"))

    id: Mapped[Id]
    frame_id: Mapped[int] = mapped_column(ForeignKey("frame.id"))
    case_id: Mapped[int] = mapped_column(ForeignKey("case.id"))
    version_id: Mapped[int] = mapped_column(ForeignKey("record_version.id"), index=True)
    token: Mapped[bytes] = mapped_column(LargeBinary(32))
    label: Mapped[str] = mapped_column(String(12))
    key: Mapped[str] = mapped_column(Text)


class PlanRow(Written, Base):
    """What was fixed before the seed of one draw: the exact bytes of ``plan.json``, and what screens read from it.

    ``seed_source`` is blank where dice or the app's own randomness will do; ``seed_name`` is the public number's name.
    """

    __tablename__ = "plan"
    __table_args__ = (UniqueConstraint("frame_id", "number"),)

    id: Mapped[Id]
    frame_id: Mapped[int] = mapped_column(ForeignKey("frame.id"))
    number: Mapped[int]
    form: Mapped[str] = mapped_column(String(40))
    size: Mapped[int]
    reserves: Mapped[int]
    allocation: Mapped[str] = mapped_column(String(20))
    shares: Mapped[list[list[str | int]]] = mapped_column(JSON)
    seed_source: Mapped[str] = mapped_column(String(20))
    seed_name: Mapped[str] = mapped_column(Text)
    departures: Mapped[list[str]] = mapped_column(JSON)
    fixed_at: Mapped[datetime]
    body: Mapped[bytes] = mapped_column(LargeBinary)
    digest: Mapped[str] = mapped_column(String(64))


class DrawRow(Travels, Written, Base):
    """A draw. One a plan: the seed is saved once and never changed."""

    __tablename__ = "draw"
    __table_args__ = (UniqueConstraint("plan_id"), UniqueConstraint("frame_id", "number"))

    id: Mapped[Id]
    frame_id: Mapped[int] = mapped_column(ForeignKey("frame.id"))
    plan_id: Mapped[int] = mapped_column(ForeignKey("plan.id"))
    number: Mapped[int]
    seed: Mapped[str] = mapped_column(String(400))
    seed_source: Mapped[str] = mapped_column(String(20))
    drawn_at: Mapped[datetime]


class DrawCaseRow(Base):
    """A case that a draw picked, or holds in reserve, with its ticket and its place."""

    __tablename__ = "draw_case"
    __table_args__ = (UniqueConstraint("draw_id", "reserve", "position"),)

    draw_id: Mapped[int] = mapped_column(ForeignKey("draw.id"), primary_key=True)
    frame_case_id: Mapped[int] = mapped_column(ForeignKey("frame_case.id"), primary_key=True)
    reserve: Mapped[bool]
    position: Mapped[int]
    ticket: Mapped[str] = mapped_column(String(64))
