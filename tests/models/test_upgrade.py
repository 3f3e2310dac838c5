"""The ladder of migrations: it makes what the tables say, a newer file is refused, an older one is copied first."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import text

from app.core.errors import AppError, Damaged
from app.models import upgrade
from app.models.store import DB_FILE
from app.models.tables import METADATA
from app.models.triggers import missing_triggers
from app.services.audits import verify_audit
from app.services.workspace import Workspace
from tests.builders import entries, open_new, reopen
from tests.models.full import open_full

SEVENTH = '''"""A seventh rung, for a test."""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"


def upgrade() -> None:
    """Climb this rung."""
    with op.batch_alter_table("frame", recreate="always") as batch:
        batch.add_column(sa.Column("shade", sa.String(10), nullable=True))
    with op.batch_alter_table("answer", recreate="always") as batch:
        batch.add_column(sa.Column("shade", sa.String(10), nullable=True))
    {end}
'''
FAILS = 'op.execute("UPDATE record_version SET overtaken_by = 1"); raise RuntimeError("a rung broke")'
LEAVES_ORPHANS = 'op.execute("INSERT INTO case_member (version_id, member_id) VALUES (99999, 99999)")'


@pytest.fixture
def ladder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[str], None]:
    """Gives the app a seventh rung that ends with this statement."""

    def add(end: str) -> None:
        scripts = tmp_path / "migrations"
        if not scripts.exists():
            shutil.copytree(upgrade._SCRIPTS, scripts, ignore=shutil.ignore_patterns("__pycache__"))
            monkeypatch.setattr(upgrade, "_SCRIPTS", scripts)
            monkeypatch.setattr(upgrade, "REVISIONS", (*upgrade.REVISIONS, "0007"))
        (scripts / "versions" / "v0007_seventh.py").write_text(SEVENTH.replace("{end}", end), "utf-8")

    return add


@pytest.fixture
def older(tmp_path: Path) -> Path:
    """A full workspace made before the seventh rung, closed."""
    open_full(tmp_path / "workspace").close()
    return tmp_path / "workspace"


def rows(ws: Workspace) -> dict[str, int]:
    with ws.read() as session:
        return {
            name: session.execute(text(f'SELECT count(*) FROM "{name}"')).scalar_one()
            for name in sorted(METADATA.tables)
        }


def columns(ws: Workspace, table: str) -> list[str]:
    with ws.read() as session:
        return [row.name for row in session.execute(text(f'PRAGMA table_info("{table}")'))]


def in_metadata(name: str | None, kind: str, parents: object) -> bool:
    """The index of words is SQLite's own: it is no table of ours, and keeps tables of its own."""
    return kind != "table" or not str(name).startswith("narrative_words")


def write_revision(folder: Path, sql: str) -> None:
    ws = reopen(folder)
    with ws._store.write() as session:
        session.execute(text(sql))
    ws.close()


def test_the_ladder_makes_what_the_tables_say(workspace: Workspace):
    with workspace._store.writer.connect() as connection:
        options = {"compare_type": True, "compare_server_default": True, "include_name": in_metadata}
        context = MigrationContext.configure(connection, opts=options)
        assert compare_metadata(context, METADATA) == []


def test_every_foreign_key_of_the_ladder_waits_for_the_commit_where_the_tables_say_so(workspace: Workspace):
    """A comparison by Alembic does not look at this; the entry of a change is written last."""
    with workspace.read() as session:
        made = dict(session.execute(text("SELECT name, sql FROM sqlite_master WHERE type = 'table'")).all())
    for name, table in METADATA.tables.items():
        wanted = sum(1 for key in table.foreign_keys if key.deferrable)
        assert made[name].upper().count("DEFERRABLE INITIALLY DEFERRED") == wanted, name


def test_nothing_is_deleted_by_a_cascade(workspace: Workspace):
    with workspace.read() as session:
        made = session.execute(text("SELECT group_concat(sql) FROM sqlite_master")).scalar_one().upper()
    assert "CASCADE" not in made
    assert "CREATE TABLE" in made


def test_the_last_revision_is_the_head_of_the_scripts():
    config = Config()
    config.set_main_option("script_location", str(upgrade._SCRIPTS))
    scripts = ScriptDirectory.from_config(config)
    assert scripts.get_heads() == [upgrade.REVISIONS[-1]]
    assert tuple(script.revision for script in reversed(list(scripts.walk_revisions()))) == upgrade.REVISIONS


def test_every_rung_and_its_sql_is_there():
    folder = upgrade._SCRIPTS
    assert {"env.py", "script.py.mako"} <= {file.name for file in folder.iterdir()}
    rungs = {file.stem.partition("_")[0] for file in (folder / "versions").glob("v*.py")}
    assert rungs == {f"v{revision}" for revision in upgrade.REVISIONS}
    assert {f"v{revision}" for revision in upgrade.REVISIONS} == {
        file.stem.partition("_")[0] for file in (folder / "versions").glob("v*.sql")
    }


def test_a_file_of_today_is_opened_without_a_copy(older: Path):
    reopen(older).close()
    assert not (older / "backups").exists()


def test_a_newer_file_is_refused_and_left_as_it_is(older: Path):
    write_revision(older, "UPDATE alembic_version SET version_num = '0099'")
    before = (older / DB_FILE).read_bytes()
    with pytest.raises(AppError, match="made by a newer version of Scrutiny Panel") as told:
        reopen(older)
    assert told.value.fix == "Install the newer version, then open it."
    assert (older / DB_FILE).read_bytes() == before
    assert not (older / "backups").exists()


@pytest.mark.parametrize(
    ("sql", "said"),
    [("DROP TABLE alembic_version", "no workspace"), ("DELETE FROM alembic_version", "which version")],
)
def test_a_file_without_a_revision_is_refused(older: Path, sql: str, said: str):
    write_revision(older, sql)
    with pytest.raises(Damaged, match=said):
        reopen(older)


def test_an_older_file_is_copied_then_upgraded_with_all_its_rows(older: Path, ladder: Callable[[str], None]):
    ws = reopen(older)
    before, log = rows(ws), entries(ws)
    ws.close()
    ladder("")
    ws = reopen(older)
    assert (columns(ws, "frame")[-1], columns(ws, "answer")[-1]) == ("shade", "shade")
    assert rows(ws) == before
    assert entries(ws) == log
    assert verify_audit(ws).problems == ()
    with ws.read() as session:
        assert missing_triggers(session.connection()) == ()
        assert session.execute(text("PRAGMA foreign_key_check")).all() == []
        assert session.execute(text("PRAGMA foreign_keys")).scalar_one() == 1
    copy = ws.open_copy(older / "backups" / "before-upgrade-from-0006.db")
    with copy.read() as session:
        assert session.execute(text("SELECT version_num FROM alembic_version")).scalar_one() == "0006"
        assert session.execute(text("SELECT count(*) FROM audit")).scalar_one() == before["audit"]
    copy.close()
    ws.close()
    reopen(older).close()  # and it stays so


@pytest.mark.parametrize(
    ("end", "fault", "said"),
    [(FAILS, RuntimeError, "a rung broke"), (LEAVES_ORPHANS, Damaged, "did not come out whole")],
    ids=["a rung that breaks", "a rung that leaves orphans"],
)
def test_a_rung_that_fails_leaves_no_trace_but_the_copy(older: Path, ladder, end: str, fault: type, said: str):
    ws = reopen(older)
    before, log, had = rows(ws), entries(ws), columns(ws, "frame")
    ws.close()
    ladder(end)
    with pytest.raises(fault, match=said):
        reopen(older)
    copy = older / "backups" / "before-upgrade-from-0006.db"
    first = (copy.read_bytes(), copy.stat().st_mtime_ns)
    with pytest.raises(fault, match=said):
        reopen(older)
    assert (copy.read_bytes(), copy.stat().st_mtime_ns) == first
    ladder("")  # the rung is mended: now it goes through, and nothing was lost on the way
    ws = reopen(older)
    assert (rows(ws), entries(ws), columns(ws, "frame")) == (before, log, [*had, "shade"])
    ws.close()


def test_half_a_copy_is_never_taken_for_the_copy(older: Path, ladder, monkeypatch: pytest.MonkeyPatch):
    ladder("")

    def fills_the_disk(self: object, target: Path) -> None:
        target.write_bytes(b"half")
        raise AppError("The disk is full: nothing of this step was kept.", "Free some space, then do it again.")

    with monkeypatch.context() as patch, pytest.raises(AppError, match="disk is full"):
        patch.setattr("app.models.store.Store.copy_to", fills_the_disk)
        reopen(older)
    assert list((older / "backups").iterdir()) == []
    ws = reopen(older)
    assert columns(ws, "frame")[-1] == "shade"
    assert (older / "backups" / "before-upgrade-from-0006.db").stat().st_size > 100_000
    ws.close()


def test_a_failed_opening_leaves_the_workspace_free(tmp_path, ladder):
    open_new(tmp_path / "workspace").close()
    ladder(FAILS)
    for _ in range(2):  # were the lock kept, the second would be told that it is open already
        with pytest.raises(RuntimeError):
            reopen(tmp_path / "workspace")
