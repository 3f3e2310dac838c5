"""The second rung: cases of many rows, undoing an import, saved mappings, and an index of the words of narratives."""

import re
from hashlib import sha256
from pathlib import Path

from alembic import op
from sqlalchemy import text

revision = "0002"
down_revision = "0001"

_OWN_CONTENT = re.compile("([0-9a-f]{64})\x1f[0-9]+")
"""The key of a case without a reference: the digest of its row, and which of the equal rows it is."""


def upgrade() -> None:
    """Climb this rung."""
    bind = op.get_bind()
    for name in bind.execute(text("SELECT name FROM sqlite_master WHERE type = 'trigger'")).scalars().all():
        op.execute(f'DROP TRIGGER "{name}"')  # they are made again after the last rung
    for statement in Path(__file__).with_suffix(".sql").read_text(encoding="utf-8").split(";\n"):
        if statement.strip():
            op.execute(statement)
    rows = bind.execute(text('SELECT id, kind, "key" FROM "case"')).all()
    for start in range(0, len(rows), 10_000):
        keys = [_named(*row) for row in rows[start : start + 10_000]]
        bind.exec_driver_sql('UPDATE "case" SET "key" = ?, key_hash = ? WHERE id = ?', keys)


def _named(case_id: int, kind: str, key: str) -> tuple[str | None, int, int]:
    """A case's new key and the first 64 bits of the digest that finds it, as they were made when this rung landed."""
    own = _OWN_CONTENT.fullmatch(key)
    digest = bytes.fromhex(own[1]) if own else sha256(f"{kind}\x1f{key}".encode()).digest()
    return None if own else key, int.from_bytes(digest[:8], "big", signed=True), case_id
