"""A workspace of the fourth rung, as the version before wrote it: nothing in it changes, and it takes a meeting."""

import shutil
from pathlib import Path

import pytest
from sqlalchemy import text

from app.core.shapes.sheets import SheetState
from app.models.keys import unlock
from app.models.store import DB_FILE, Store
from app.models.triggers import missing_triggers
from app.services.audits import verify_audit
from app.services.grading import sheets
from tests.builders import PASSPHRASE, reopen
from tests.journeys.looking import tables, whole

DATA = Path(__file__).parents[1] / "data"
AROUND_A_SHEET = {"sheet_pass", "sheet_change", "sheet_change_text", "seat_habit", "concern", "concern_text",
                  "concern_seen"}  # fmt: skip
"""Tables that this rung got while it was in use: some of its workspaces have them, some have not."""


@pytest.mark.parametrize(("kept", "has"), [("store-0004-as-first-used", set()), ("store-0004", AROUND_A_SHEET)])
def test_every_row_is_as_it_was_and_new_tables_are_empty(tmp_path: Path, kept: str, has: set[str]) -> None:
    older = shutil.copytree(DATA / kept, tmp_path / "workspace")
    store = Store(older / DB_FILE, unlock(older, PASSPHRASE).data_key)
    with store.read() as session:
        names = session.execute(text("SELECT name FROM sqlite_master WHERE type = 'table'")).scalars().all()
        before = {
            name: [tuple(row) for row in session.execute(text(f'SELECT * FROM "{name}"'))]
            for name in names
            if name != "alembic_version"
        }
    store.close()
    assert AROUND_A_SHEET & set(before) == has
    ws = reopen(older)
    after = tables(ws)
    papers = [before.pop(name) for name in ("paper", "action_letter", "action_letter_shape")]
    assert [row[0] for row in after.pop("paper")] == [row[0] for row in papers[0]]
    assert papers[1:] == [[], []]
    assert {name: after[name] for name in before} == before
    assert {name for name in after if name not in before and after[name]} <= {"alembic_version"}
    assert (older / "backups" / "before-upgrade-from-0004.db").exists()
    with ws.read() as session:
        assert missing_triggers(session.connection()) == ()
    whole(ws)
    (sheet,) = [sheet for sheet in before["sheet"] if sheet[0] == 2]
    assert sheets.save_answer(ws, sheet_id=sheet[0], question="SS2", answer="yes").value.saved_at
    assert sheets.pass_case(ws, sheet_id=sheet[0]).value.state is SheetState.PASSED
    assert verify_audit(ws).problems == ()
    ws.close()
