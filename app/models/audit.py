"""Adding to the audit chain, and walking it."""

from collections.abc import Iterator

from sqlalchemy import insert, select
from sqlalchemy.orm import Session

from app.core.chain import START, Link, link_hash
from app.models.workspaces import AuditRow


def last_link(session: Session) -> tuple[int, bytes]:
    """The place and the hash of the newest entry; (0, 32 zero bytes) before the first."""
    row = session.execute(select(AuditRow.seq, AuditRow.hash).order_by(AuditRow.seq.desc()).limit(1)).first()
    return (row.seq, row.hash) if row else (0, START)


def stands(session: Session, link: tuple[int, bytes]) -> bool:
    """Whether the chain has this hash at this place: a copy's head does, though the chain may have grown since."""
    return session.execute(select(AuditRow.hash).where(AuditRow.seq == link[0])).scalar_one_or_none() == link[1]


def append(session: Session, *, seq: int, prev: bytes, body: bytes) -> bytes:
    """Add an entry at the end of the chain and give its hash. A trigger refuses any other place."""
    head = link_hash(prev, body)
    session.execute(insert(AuditRow).values(seq=seq, body=body, prev=prev, hash=head))
    return head


def links(session: Session) -> Iterator[Link]:
    """Every entry from the first on, without holding the chain in memory."""
    rows = session.execute(
        select(AuditRow.seq, AuditRow.body, AuditRow.prev, AuditRow.hash)
        .order_by(AuditRow.seq)
        .execution_options(yield_per=5_000)
    )
    for row in rows:
        yield Link(seq=row.seq, body=_blob(row.body), prev=_blob(row.prev), hash=_blob(row.hash))


def _blob(value: object) -> bytes:
    """What stands in a column of bytes; text there was put in by other hands, and fits no hash."""
    return value if isinstance(value, bytes) else b""
