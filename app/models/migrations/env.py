"""What Alembic runs: our tables against the one connection it is handed."""

from alembic import context

from app.models import tables

context.configure(
    connection=context.config.attributes["connection"], target_metadata=tables.METADATA, render_as_batch=True
)
with context.begin_transaction():
    context.run_migrations()
