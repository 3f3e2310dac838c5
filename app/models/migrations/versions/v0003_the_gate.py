"""The third rung: designs of several facets, exclusions, lodging, replacing, targets, and papers of a list."""

from pathlib import Path

from alembic import op
from sqlalchemy import text

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    """Climb this rung."""
    bind = op.get_bind()
    for name in bind.execute(text("SELECT name FROM sqlite_master WHERE type = 'trigger'")).scalars().all():
        op.execute(f'DROP TRIGGER "{name}"')  # they are made again after the last rung
    for statement in Path(__file__).with_suffix(".sql").read_text(encoding="utf-8").split(";\n"):
        if statement.strip():
            op.execute(statement)
