"""A workspace of the third rung, as the version before wrote it: its line manager goes on as before."""

import shutil
from collections.abc import Iterator
from datetime import timedelta
from hashlib import sha256
from pathlib import Path

import pytest
from sqlalchemy import text

from app.core.shapes.people import PersonFacts
from app.models.keys import unlock
from app.models.store import DB_FILE, Store
from app.models.triggers import missing_triggers
from app.services import people
from app.services.audits import verify_audit
from app.services.workspace import Workspace
from tests.builders import PASSPHRASE, START, FixedClock, draw, import_practice, reopen, seal
from tests.journeys.looking import tables, whole

KEPT = Path(__file__).parents[1] / "data" / "store-0003"


@pytest.fixture
def older(tmp_path: Path) -> Path:
    """That workspace, to be opened."""
    return shutil.copytree(KEPT, tmp_path / "workspace")


@pytest.fixture
def upgraded(older: Path) -> Iterator[Workspace]:
    """That workspace, opened."""
    ws = reopen(older, FixedClock(START + timedelta(days=1)))
    yield ws
    ws.close()


def all_rows(store: Store) -> dict[str, list[tuple[object, ...]]]:
    with store.read() as session:
        names = session.execute(text("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name")).scalars()
        return {name: [tuple(row) for row in session.execute(text(f'SELECT * FROM "{name}"'))] for name in names}


def test_every_row_but_those_of_people_is_as_it_was(older: Path) -> None:
    store = Store(older / DB_FILE, unlock(older, PASSPHRASE).data_key)
    before = all_rows(store)
    store.close()
    ws = reopen(older)
    after = tables(ws)
    ((number, role, made, uuid),) = before["actor"]
    assert after.pop("actor") == [(number, role, "police", "", made, uuid)]
    assert (before["person"], after.pop("person")) == ([(1, None, None)], [(1, 1, None, None)])
    assert after.pop("person_left") == []
    assert {name: rows for name, rows in after.items() if name not in before and rows} == {}
    assert [row[0] for row in after.pop("paper")] == [row[0] for row in before["paper"]]
    for name in ("actor", "person", "paper", "alembic_version"):
        before.pop(name)
    assert {name: after[name] for name in before} == before
    assert (older / "backups" / "before-upgrade-from-0003.db").exists()
    whole(ws)
    ws.close()


def test_its_line_manager_works_on_and_may_look_after_people(upgraded: Workspace) -> None:
    with upgraded.read() as session:
        assert missing_triggers(session.connection()) == ()
    import_practice(upgraded, again=True)
    assert draw(upgraded, seal(upgraded).frame_id).number == 1
    (only,) = people.list_people(upgraded)
    assert (only.role, only.affiliation, only.standing, only.looks_after) == (
        "line_manager",
        "police",
        "passphrase",
        True,
    )
    assert people.rename_person(upgraded, 1, "Sergeant Dunmore").value.name == "Sergeant Dunmore"
    facts = PersonFacts(name="Bola Ade", role="coordinator", affiliation="pcc")
    assert people.add_person(upgraded, facts).value.person_id == 2
    assert verify_audit(upgraded).problems == ()


def test_the_kept_workspace_is_the_one_that_was_written() -> None:
    assert (
        sha256((KEPT / DB_FILE).read_bytes()).hexdigest()
        == "e4a5c33f81777f313b3af29d0bba4a75c2cc9ed4210fbbf75da89e3d4593ea53"
    )
