"""The ladder of migrations: one file a rung in ``versions``, run by Alembic in one transaction (``models.upgrade``)."""
