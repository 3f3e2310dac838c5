"""The second rung: cases of many rows, undoing an import, saved mappings, and an index of the words of narratives."""

import json
import re
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path

from alembic import op
from sqlalchemy import text

revision = "0002"
down_revision = "0001"

_OWN_CONTENT = re.compile("([0-9a-f]{64})\x1f[0-9]+")
"""The key of a case without a reference: the digest of its row, and which of the equal rows it is."""
_LINKING = ("urn", "uof_form_ref", "s60_authority_ref")
"""The fields of a search that linked kinds when this rung landed: there were no other kinds before it."""


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
    rows = bind.execute(text("SELECT id, kind, case_id, rest FROM record_version")).all()
    references = [one for row in rows for one in _references(*row)]
    if references:
        sql = "INSERT OR IGNORE INTO reference (version_id, kind, case_id, field, value) VALUES (?, ?, ?, ?, ?)"
        bind.exec_driver_sql(sql, references)


def _named(case_id: int, kind: str, key: str) -> tuple[str | None, int, int]:
    """A case's new key and the first 64 bits of the digest that finds it, as they were made when this rung landed."""
    own = _OWN_CONTENT.fullmatch(key)
    digest = bytes.fromhex(own[1]) if own else sha256(f"{kind}\x1f{key}".encode()).digest()
    return None if own else key, int.from_bytes(digest[:8], "big", signed=True), case_id


def _references(version_id: int, kind: str, case_id: int, rest: str) -> Iterator[tuple[int, str, int, str, str]]:
    """The references that a record gives, in the form they are compared in."""
    values = json.loads(rest)
    for field in _LINKING:
        for told in values.get(field, "").replace(",", ";").split(";"):
            if value := "".join(told.split()).casefold()[:120]:
                yield version_id, kind, case_id, field, value
