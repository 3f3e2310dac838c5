"""A workspace of the fifth rung, as the version before wrote it: its papers and letters are in one list afterwards."""

import shutil
from collections.abc import Iterator
from datetime import timedelta
from hashlib import sha256
from pathlib import Path

import msgspec
import pytest
from sqlalchemy import text

from app.core.shapes.papers import PaperState
from app.models.keys import unlock
from app.models.papers import PaperShapeRow
from app.models.store import DB_FILE, Store
from app.models.triggers import missing_triggers
from app.services.audits import verify_audit
from app.services.grading import actions
from app.services.papers import action_letters, draw_papers, issued, reissuing
from app.services.papers.issuing import make_paper
from app.services.papers.paper_sorts import SORTS
from app.services.workspace import Workspace
from tests.builders import PASSPHRASE, START, FixedClock, reopen
from tests.journeys.looking import tables, whole

KEPT = Path(__file__).parents[1] / "data" / "store-0005"
MOVED = ("paper", "paper_shape", "action_letter", "action_letter_shape")
NEW = ("paper_recipient", "paper_release", "paper_step", "paper_step_text")
COLUMNS = "id, copy, sha256, made_at, uuid, actor_id, audit_seq"


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


def told(store: Store, sql: str) -> list[tuple[object, ...]]:
    with store.read() as session:
        return [tuple(row) for row in session.execute(text(sql))]


def test_every_row_is_as_it_was_and_letters_follow_the_papers(older: Path) -> None:
    before = Store(older / DB_FILE, unlock(older, PASSPHRASE).data_key)
    names = [str(name) for (name,) in told(before, "SELECT name FROM sqlite_master WHERE type = 'table'")]
    rows = {name: told(before, f'SELECT * FROM "{name}"') for name in names if name not in (*MOVED, "alembic_version")}
    made = told(before, f"SELECT sort, draw_id, frame_id, NULL, {COLUMNS} FROM paper ORDER BY id")
    letters = told(before, f"SELECT 'letter', NULL, NULL, action_id, {COLUMNS} FROM action_letter ORDER BY id")
    shapes = [told(before, f"SELECT body FROM {name}") for name in ("paper_shape", "action_letter_shape")]
    before.close()
    assert (len(made), len(letters)) == (4, 3)

    ws = reopen(older)
    after = tables(ws)
    assert {name: after[name] for name in rows} == rows
    assert not {"action_letter", "action_letter_shape", "new_paper"} & set(after)
    assert {name: after[name] for name in NEW} == {name: [] for name in NEW}
    found = told(ws._store, f"SELECT sort, draw_id, frame_id, action_id, {COLUMNS} FROM paper ORDER BY id")
    moved = [(*letter[:4], letter[4] + len(made), *letter[5:]) for letter in letters]  # type: ignore[operator]
    assert found == [*made, *moved]
    assert told(ws._store, "SELECT body FROM paper_shape ORDER BY paper_id") == [*shapes[0], *shapes[1]]
    assert told(ws._store, "SELECT DISTINCT part, size, round_id, shape_of FROM paper") == [("", 11, None, None)]
    assert (older / "backups" / "before-upgrade-from-0005.db").exists()
    with ws.read() as session:
        assert missing_triggers(session.connection()) == ()
    whole(ws)
    ws.close()


def test_its_papers_are_listed_and_made_again(upgraded: Workspace) -> None:
    listed = issued.list_papers(upgraded)
    assert [(one.name, one.number, one.state) for one in listed] == [
        ("P1", "D1 pack, copy 1", PaperState.OUT),
        ("P2", "D1 certificate, copy 1", PaperState.OUT),
        ("P3", "F2 notice, copy 1", PaperState.OUT),
        ("P4", "D1 pack, copy 2", PaperState.OUT),
        ("P5", "A1 letter, copy 1", PaperState.OUT),
        ("P6", "A2 letter, copy 1", PaperState.OUT),
        ("P7", "A1 letter, copy 2", PaperState.OUT),
    ]
    for one in listed:
        opened = reissuing.open_paper(upgraded, one.paper_id)
        with upgraded.read() as session:
            body = session.get_one(PaperShapeRow, one.paper_id).body
        shape = msgspec.json.decode(body or b"", type=SORTS[one.sort].shape)
        assert (shape.issue.number, shape.issue.paper) == (one.number, "")
        data = make_paper(one.sort, shape, 11)
        assert opened.same == (sha256(data).hexdigest() == one.sha256)
        assert opened.data == data or (not opened.same and opened.listing.number == f"{one.number}, made again")
    assert verify_audit(upgraded).problems == ()


def test_the_next_copies_have_the_next_numbers(upgraded: Workspace, tmp_path: Path) -> None:
    assert actions.read_action(upgraded, 1).letters == 2
    action_letters.write_letter(upgraded, action_id=1, file=tmp_path / "letter.pdf")
    draw_papers.write_certificate(upgraded, draw_id=1, file=tmp_path / "certificate.pdf")
    assert [one.number for one in issued.list_papers(upgraded)[-2:]] == ["A1 letter, copy 3", "D1 certificate, copy 2"]


def test_the_kept_workspace_is_the_one_that_was_written() -> None:
    assert sha256((KEPT / DB_FILE).read_bytes()).hexdigest() == (
        "0d833510938f437c7170075fbe016a3a13af9120f1eb15512fae18ee2b6c2336"
    )
