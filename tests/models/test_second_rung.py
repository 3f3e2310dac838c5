"""A workspace of the second rung, as the version before wrote it: designs, plans and papers are as they were."""

import shutil
from collections.abc import Iterator
from datetime import timedelta
from hashlib import sha256
from pathlib import Path

import pytest
from sqlalchemy import text

from app.models.keys import unlock
from app.models.store import DB_FILE, Store
from app.models.triggers import missing_triggers
from app.services.audits import verify_audit
from app.services.drawing import bundles, draws, frames
from app.services.grading import rounds
from app.services.papers import draw_papers
from app.services.workspace import Workspace
from tests.builders import PASSPHRASE, START, FixedClock, draw, reopen
from tests.journeys.looking import whole

KEPT = Path(__file__).parents[1] / "data" / "store-0002"
SAME = ("audit", "draw", "draw_case", "frame_case", "frame_stratum", "record_version", "round", "round_case", "sheet")
NEW = (
    "draw_people", "exclusion", "exclusion_lifted", "exclusion_text", "frame_exclusion", "lodging", "lodging_text",
    "reconciliation", "replacement", "targeted_case", "targeted_text", "withholding",
)  # fmt: skip


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


def counted(store: Store, tables: tuple[str, ...]) -> dict[str, object]:
    return {name: told(store, f'SELECT count(*) FROM "{name}"')[0][0] for name in tables}


def test_every_row_is_there_afterwards_and_every_column_that_stays(older: Path) -> None:
    before = Store(older / DB_FILE, unlock(older, PASSPHRASE).data_key)
    asked = (
        "SELECT id, kind, filters, funnel, secret, seal, cases, sealed_at, uuid, actor_id, audit_seq FROM frame",
        'SELECT id, frame_id, number, form, size, reserves, shares, seed_source, body, digest, audit_seq FROM "plan"',
        "SELECT id, sort, draw_id, copy, sha256, made_at, uuid, audit_seq FROM paper",
    )
    had, rows = counted(before, SAME), [told(before, sql) for sql in asked]
    before.close()
    ws = reopen(older)
    assert counted(ws._store, SAME) == had
    assert [told(ws._store, sql) for sql in asked] == rows
    assert [len(found) for found in rows] == [2, 2, 1]
    assert set(counted(ws._store, NEW).values()) == {0}
    assert (older / "backups" / "before-upgrade-from-0002.db").exists()
    whole(ws)
    ws.close()


def test_what_made_the_strata_is_a_design_now(upgraded: Workspace) -> None:
    with upgraded.read() as session:
        assert missing_triggers(session.connection()) == ()
    assert told(upgraded._store, "SELECT json(design) FROM frame ORDER BY id") == [
        ('{"strata_by":["lpu"],"per":null,"take_all":[],"join_small":false}',),
        ('{"strata_by":[],"per":null,"take_all":[],"join_small":false}',),
    ]
    told_of_plans = told(upgraded._store, 'SELECT allocation, seed_name, departures FROM "plan"')
    assert told_of_plans == [("proportional", "", "[]")] * 2
    divided, simple = (frames.read_frame(upgraded, frame_id) for frame_id in (1, 2))
    assert {"Warrington", "Widnes"} < {line.name for line in divided.strata}
    assert [line.name for line in simple.strata] == ["all cases"]


def test_its_bundle_verifies_its_draw_goes_on_and_its_other_list_can_be_drawn(
    upgraded: Workspace, tmp_path: Path
) -> None:
    assert verify_audit(upgraded).problems == ()
    assert rounds.read_queue(upgraded, round_id=1).next_case == 2
    assert draws.read_draw(upgraded, 1).number == 1
    assert draw(upgraded, 2).frame_id == 2
    for draw_id in (1, 2):
        bundles.write_bundle(upgraded, draw_id=draw_id, file=tmp_path / f"D{draw_id}.zip")
        assert bundles.verify_bundle(tmp_path / f"D{draw_id}.zip").problems == ()
    draw_papers.write_pack(upgraded, draw_id=1, file=tmp_path / "again.pdf")
    assert told(upgraded._store, "SELECT copy FROM paper ORDER BY id") == [(1,), (2,)]


def test_the_kept_workspace_is_the_one_that_was_written() -> None:
    assert sha256((KEPT / DB_FILE).read_bytes()).hexdigest() == (
        "8d98f6236ea656c3d5cff42d9399c370f1d85adeb5136ca1f39b57d1d5a62885"
    )
