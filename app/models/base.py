"""What every table shares: names for constraints, UUIDs, who wrote a row and in which audit entry."""

from datetime import datetime
from typing import Annotated
from uuid import uuid4

from sqlalchemy import BigInteger, ForeignKey, Integer, MetaData, String, types
from sqlalchemy.engine import Dialect
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

from app.core.clock import from_text, to_text

BigId = BigInteger().with_variant(Integer, "sqlite")
Id = Annotated[int, mapped_column(BigId, primary_key=True)]


class UtcTime(types.TypeDecorator[datetime]):
    """A moment, kept as UTC text to the second; a moment without a zone is refused."""

    impl = String(20)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> str | None:
        """To text."""
        return None if value is None else to_text(value)

    def process_result_value(self, value: str | None, dialect: Dialect) -> datetime | None:
        """Back to an aware moment."""
        return None if value is None else from_text(value)


class Base(DeclarativeBase):
    """The base of all tables. Constraints have names, so that a migration can find them."""

    metadata = MetaData(
        naming_convention={
            "ix": "ix_%(table_name)s_%(column_0_N_name)s",
            "uq": "uq_%(table_name)s_%(column_0_N_name)s",
            "ck": "ck_%(table_name)s_%(constraint_name)s",
            "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
            "pk": "pk_%(table_name)s",
        }
    )
    type_annotation_map = {datetime: UtcTime()}  # noqa: RUF012 - SQLAlchemy's form


class Written:
    """Who wrote the row, and the audit entry that says so: row and entry are committed together or not at all.

    The entry is written last in its transaction, so the reference is checked at commit.
    """

    actor_id: Mapped[int] = mapped_column(ForeignKey("actor.id"))
    audit_seq: Mapped[int] = mapped_column(ForeignKey("audit.seq", deferrable=True, initially="DEFERRED"))


class Travels:
    """A row that may leave its workspace: it carries a UUID, so that many workspaces can join later."""

    uuid: Mapped[str] = mapped_column(String(36), unique=True, default=lambda: str(uuid4()))


class Erasable:
    """A side row that holds personal text: erasing blanks the text and leaves the entry that did it."""

    erased_seq: Mapped[int | None] = mapped_column(ForeignKey("audit.seq", deferrable=True, initially="DEFERRED"))
