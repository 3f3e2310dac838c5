"""The workspace itself, its audit chain, the people who act in it and the schemes it has used."""

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, Integer, LargeBinary, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from app.models.base import Base, Erasable, Id, Travels, Written


class WorkspaceRow(Base):
    """The one row that says what this file is. Practice or real is for ever: a trigger refuses a change."""

    __tablename__ = "workspace"
    __table_args__ = (CheckConstraint("id = 1", name="one_row"),)

    id: Mapped[Id]
    uuid: Mapped[str] = mapped_column(String(36))
    practice: Mapped[bool]
    force: Mapped[str] = mapped_column(String(40))
    created_at: Mapped[datetime]


class AuditRow(Base):
    """One entry of the audit chain. ``body`` holds the exact bytes that were hashed: ids and digests only."""

    __tablename__ = "audit"

    seq: Mapped[int] = mapped_column(Integer, primary_key=True, autoincrement=False)
    body: Mapped[bytes] = mapped_column(LargeBinary)
    prev: Mapped[bytes] = mapped_column(LargeBinary(32))
    hash: Mapped[bytes] = mapped_column(LargeBinary(32), unique=True)


class ActorRow(Travels, Base):
    """A person of the workspace, named in the log by UUID; the name itself stands apart.

    Who has a passphrase is told by the key file alone. ``scope`` is the code of a team or panel, "" for none.
    """

    __tablename__ = "actor"

    id: Mapped[Id]
    role: Mapped[str] = mapped_column(String(20))
    affiliation: Mapped[str] = mapped_column(String(20))
    scope: Mapped[str] = mapped_column(String(40))
    created_at: Mapped[datetime]


class PersonRow(Erasable, Base):
    """A name of an actor, apart from what they did, so that it can be erased. The newest counts.

    Another name is another row, and the one before is blanked.
    """

    __tablename__ = "person"

    id: Mapped[Id]
    actor_id: Mapped[int] = mapped_column(ForeignKey("actor.id"), index=True)
    name: Mapped[str | None] = mapped_column(String(200))


class PersonLeftRow(Written, Base):
    """Someone who was withdrawn: from then on no passphrase of theirs opens the workspace. What they did stays."""

    __tablename__ = "person_left"

    person_id: Mapped[int] = mapped_column(ForeignKey("actor.id"), primary_key=True)
    left_at: Mapped[datetime]


class SchemeRow(Written, Base):
    """A scheme as it was when it was used, whole: a verdict keeps the version and the wording it answered."""

    __tablename__ = "scheme"
    __table_args__ = (UniqueConstraint("digest"),)

    id: Mapped[Id]
    kind: Mapped[str] = mapped_column(String(40))
    version: Mapped[int]
    digest: Mapped[str] = mapped_column(String(64))
    body: Mapped[bytes] = mapped_column(LargeBinary)
