"""A workspace of the fourth rung, as the version before wrote it: nothing in it changes, and it takes a meeting."""

import shutil
from pathlib import Path

from sqlalchemy import text

from app.models.keys import unlock
from app.models.store import DB_FILE, Store
from app.models.triggers import missing_triggers
from app.services import sheets
from app.services.audits import verify_audit
from tests.builders import PASSPHRASE, reopen
from tests.journeys.looking import tables, whole

KEPT = Path(__file__).parents[1] / "data" / "store-0004"


def test_every_row_is_as_it_was_and_new_tables_are_empty(tmp_path: Path) -> None:
    older = shutil.copytree(KEPT, tmp_path / "workspace")
    store = Store(older / DB_FILE, unlock(older, PASSPHRASE).data_key)
    with store.read() as session:
        names = session.execute(text("SELECT name FROM sqlite_master WHERE type = 'table'")).scalars().all()
        before = {
            name: [tuple(row) for row in session.execute(text(f'SELECT * FROM "{name}"'))]
            for name in names
            if name != "alembic_version"
        }
    store.close()
    ws = reopen(older)
    after = tables(ws)
    assert {name: after[name] for name in before} == before
    assert {name for name in after if name not in before and after[name]} <= {"alembic_version"}
    assert (older / "backups" / "before-upgrade-from-0004.db").exists()
    with ws.read() as session:
        assert missing_triggers(session.connection()) == ()
    whole(ws)
    (sheet,) = [sheet for sheet in before["sheet"] if sheet[0] == 2]
    assert sheets.save_answer(ws, sheet_id=sheet[0], question="SS2", answer="yes").value.saved_at
    assert verify_audit(ws).problems == ()
    ws.close()
