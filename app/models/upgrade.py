"""Bringing a store to today's schema: a copy first, one transaction, checked after; newer files are refused.

Only the revision is read at an ordinary start (a millisecond, without Alembic). Foreign keys are off while a table
may be rebuilt, and the triggers are made again afterwards: a batch migration drops both without a word.
"""

from pathlib import Path

from sqlalchemy import Connection, text
from sqlalchemy.exc import DBAPIError

from app.core.errors import AppError, Damaged
from app.models.store import Store
from app.models.triggers import drop_triggers, ensure_triggers, missing_triggers

REVISIONS = ("0001", "0002", "0003", "0004", "0005", "0006")
"""Every rung, oldest first. The last one is what this version of the app writes."""

_RESTORE = "Restore the folder from a backup."
_SCRIPTS = Path(__file__).parent / "migrations"


def create_schema(store: Store) -> None:
    """Make the tables and triggers of a new store."""
    with store.migrate() as connection:
        _climb(connection)
        ensure_triggers(connection)


def bring_up_to_date(store: Store, backups: Path) -> bool:
    """See that a store has today's schema, upgrading it after a backup where it is older.

    Args:
        store: the store, with the right key.
        backups: the folder for the copy made before an upgrade.

    Returns:
        Whether it was upgraded.

    Raises:
        AppError: the store was made by a newer version.
        Damaged: it has no schema of ours, or its triggers are gone.
    """
    revision = read_revision(store)
    if revision == REVISIONS[-1]:
        _refuse_missing_triggers(store)
        return False
    if revision not in REVISIONS:
        raise AppError(
            "This workspace was made by a newer version of Scrutiny Panel.", "Install the newer version, then open it."
        )
    backups.mkdir(exist_ok=True)
    copy = backups / f"before-upgrade-from-{revision}.db"
    if not copy.exists():  # a failed upgrade that is tried again must not replace the one good copy
        _copy_whole(store, copy)
    with store.migrate() as connection:
        drop_triggers(connection)  # they name one another's tables, which a rung may have to make anew
        _climb(connection)
        ensure_triggers(connection)
        _check(connection)
    return True


def read_revision(store: Store) -> str:
    """The rung a store stands on.

    Raises:
        Damaged: the file is not a store of ours.
    """
    with store.read() as session:
        try:
            found = session.execute(text("SELECT version_num FROM alembic_version")).scalars().all()
        except DBAPIError as error:
            if "no such table" not in str(error.orig):
                raise
            raise Damaged("This file is no workspace of Scrutiny Panel.", _RESTORE) from error
    if len(found) != 1:
        raise Damaged("This workspace does not say which version made it.", _RESTORE)
    return str(found[0])


def _copy_whole(store: Store, copy: Path) -> None:
    """A copy takes its name only when it is whole: half a copy would be taken for the good one the next time."""
    part = copy.with_suffix(".part")
    part.unlink(missing_ok=True)
    try:
        store.copy_to(part)
        part.replace(copy)
    finally:
        part.unlink(missing_ok=True)


def _climb(connection: Connection) -> None:
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(_SCRIPTS))
    config.attributes["connection"] = connection
    command.upgrade(config, "head")


def _check(connection: Connection) -> None:
    broken = connection.execute(text("PRAGMA foreign_key_check")).all()
    whole = connection.execute(text("PRAGMA integrity_check")).scalar_one()
    if broken or whole != "ok":
        raise Damaged("The upgrade did not come out whole, so nothing was changed.", "Open it with the version before.")


def _refuse_missing_triggers(store: Store) -> None:
    with store.read() as session:
        gone = missing_triggers(session.connection())
    if gone:
        raise Damaged(
            "Someone has taken away the safeguards of this workspace's log.",
            "Do not rely on it: restore the folder from a backup, and tell whoever looks after your data.",
        )
