"""What is kept: SQLAlchemy tables (their names end in ``Row``), the encrypted store, keys, backups, migrations.

May import ``core``, SQLAlchemy, sqlcipher3 and PyNaCl. Read ``store`` first; ``base`` says what every table shares.
Personal text lives in side rows that can be blanked to a tombstone: everything else is immutable once written,
and triggers (``triggers``) see to that.
"""
