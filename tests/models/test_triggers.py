"""Rows stand: every table is append-only, may change in named columns only, or may only be blanked."""

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session

from app.core.errors import Damaged
from app.core.events import Act, Event
from app.models import audit, triggers
from app.models.gate_rules import GATE, WITH_PARENT
from app.models.tables import METADATA
from app.models.triggers import APPEND_ONLY, MAY_CHANGE, SIDE_ROWS, ensure_triggers, missing_triggers
from app.models.words import find_words
from app.services.audits import verify_audit
from app.services.workspace import Workspace
from tests.builders import reopen
from tests.models.full import open_full

TABLES = sorted(METADATA.tables)
COLUMNS = [(table, column.name) for table in TABLES for column in METADATA.tables[table].columns]


def first(session: Session, table: str) -> dict[str, object]:
    return dict(session.execute(text(f'SELECT * FROM "{table}" LIMIT 1')).mappings().one())


def refused(session: Session, sql: str, values: dict[str, object] | None = None) -> str:
    with pytest.raises(DBAPIError) as caught:
        session.execute(text(sql), values or {})
    return str(caught.value.orig)


def here(table: str) -> str:
    """The condition that names a table's first row."""
    return f'rowid = (SELECT min(rowid) FROM "{table}")'


def closed(table: str) -> str:
    """What is said where a row comes later than the one that it belongs to."""
    return f"its {WITH_PARENT[table][0]} is closed" if table in WITH_PARENT else ""


def changed(value: object) -> object:
    """Another value of the same sort."""
    if isinstance(value, bytes):
        return bytes(len(value) or 1)
    return value + 1000 if isinstance(value, int) else f"{value or ''}x"


def test_every_table_is_in_exactly_one_list():
    assert sorted([*APPEND_ONLY, *MAY_CHANGE, *SIDE_ROWS]) == TABLES


@pytest.mark.parametrize("table", TABLES)
def test_a_row_never_goes(attempt: Session, table: str):
    first(attempt, table)
    assert "never goes" in refused(attempt, f'DELETE FROM "{table}" WHERE {here(table)}')


@pytest.mark.parametrize("table", TABLES)
def test_a_row_is_not_replaced(attempt: Session, table: str):
    row = first(attempt, table)
    names, marks = ", ".join(f'"{name}"' for name in row), ", ".join(f":{name}" for name in row)
    said = refused(attempt, f'INSERT OR REPLACE INTO "{table}" ({names}) VALUES ({marks})', row)
    at_the_gate = {words for name, words, _ in GATE.values() if name == table}
    assert said in {f"a row of {table} never goes", "audit grows at its end", *at_the_gate, closed(table)}


@pytest.mark.parametrize(("table", "column"), [item for item in COLUMNS if item[0] in APPEND_ONLY])
def test_no_column_of_an_append_only_row_changes(attempt: Session, table: str, column: str):
    values = {"new": changed(first(attempt, table)[column])}
    said = refused(attempt, f'UPDATE "{table}" SET "{column}" = :new WHERE {here(table)}', values)
    assert said == f"a row of {table} stands"


@pytest.mark.parametrize(("table", "column"), [item for item in COLUMNS if item[0] in MAY_CHANGE])
def test_only_named_columns_of_the_others_change(attempt: Session, table: str, column: str):
    sql, new = (
        f'UPDATE "{table}" SET "{column}" = :new WHERE {here(table)}',
        {"new": changed(first(attempt, table)[column])},
    )
    if column in MAY_CHANGE[table]:
        attempt.execute(text(sql), new)
        assert first(attempt, table)[column] == new["new"]
    else:
        assert "stands" in refused(attempt, sql, new)


def test_an_answer_is_taken_back_once_and_stays_taken_back(attempt: Session):
    attempt.execute(text("UPDATE answer SET undone_seq = 3 WHERE id = 1"))
    assert "taken back" in refused(attempt, "UPDATE answer SET undone_seq = NULL WHERE id = 1")
    assert "taken back" in refused(attempt, "UPDATE answer SET undone_seq = 4 WHERE id = 1")


@pytest.mark.parametrize("table", SIDE_ROWS)
def test_a_side_row_may_be_blanked_and_nothing_else(attempt: Session, table: str):
    columns = SIDE_ROWS[table]
    blank = ", ".join(f'"{column}" = NULL' for column in columns)
    where, words = f"WHERE {here(table)}", f"only erasing changes {table}"
    row = first(attempt, table)
    assert refused(attempt, f'UPDATE "{table}" SET {blank} {where}') == words
    for column in columns:
        new = {"new": changed(row[column])}
        assert refused(attempt, f'UPDATE "{table}" SET "{column}" = :new, erased_seq = 2 {where}', new) == words
    for column in set(row) - {*columns, "erased_seq"}:
        new = {"new": changed(row[column])}
        said = refused(attempt, f'UPDATE "{table}" SET "{column}" = :new, {blank}, erased_seq = 2 {where}', new)
        assert said == words
    attempt.execute(text(f'UPDATE "{table}" SET {blank}, erased_seq = 2 {where}'))
    after = first(attempt, table)
    assert all(after[column] is None for column in columns)
    assert after["erased_seq"] == 2
    assert refused(attempt, f'UPDATE "{table}" SET erased_seq = 3 {where}') == words


def test_erasing_is_kept_with_its_entry_and_the_chain_still_holds(tmp_path):
    ws = open_full(tmp_path / "workspace")
    try:
        with ws.write(Event(act=Act.ERASE, name="person_erased", details={"version": 1})) as work:
            for table, columns in SIDE_ROWS.items():
                blank = ", ".join(f'"{column}" = NULL' for column in columns)
                work.session.execute(text(f'UPDATE "{table}" SET {blank}, erased_seq = {work.seq}'))
        with ws.read() as session:
            for table, columns in SIDE_ROWS.items():
                filled = " OR ".join(f'"{column}" IS NOT NULL' for column in columns)
                assert session.execute(text(f'SELECT count(*) FROM "{table}" WHERE {filled}')).scalar_one() == 0
            assert find_words(session, "crowbar") == []
        assert verify_audit(ws).problems == ()
    finally:
        ws.close()


def test_erasing_must_name_an_entry_that_there_is(full: Workspace):
    with pytest.raises(DBAPIError, match="FOREIGN KEY"), full._store.write() as session:
        session.execute(text("UPDATE problem SET value = NULL, erased_seq = 999999"))
    with full.read() as session:
        assert first(session, "problem")["erased_seq"] is None


@pytest.mark.parametrize("place", [-1, 0, 2], ids=["the last again", "far back", "one left out"])
def test_the_chain_grows_at_its_end_only(attempt: Session, place: int):
    seq, prev = audit.last_link(attempt)
    at = 1 if place == 0 else seq + place
    with pytest.raises(DBAPIError, match="audit grows at its end"):
        audit.append(attempt, seq=at, prev=prev, body=b"{}")


def test_the_chain_takes_no_entry_that_names_another_before_it(attempt: Session):
    seq, _ = audit.last_link(attempt)
    with pytest.raises(DBAPIError, match="audit grows at its end"):
        audit.append(attempt, seq=seq + 1, prev=bytes(32), body=b"{}")


@pytest.mark.parametrize("sql", ["UPDATE workspace SET practice = 0", "UPDATE OR REPLACE workspace SET practice = 0"])
def test_practice_is_for_ever(attempt: Session, sql: str):
    assert refused(attempt, sql) == "a row of workspace stands"


def test_there_is_no_second_workspace_row(attempt: Session):
    sql = "INSERT INTO workspace SELECT 2, uuid, 0, force, created_at FROM workspace"
    assert "one_row" in refused(attempt, sql)


def test_all_triggers_stand_after_creation(full: Workspace):
    with full.read() as session:
        assert missing_triggers(session.connection()) == ()


@pytest.mark.parametrize("gutted", [False, True], ids=["gone", "without its teeth"])
def test_a_workspace_whose_trigger_is_gone_or_gutted_does_not_open(tmp_path, gutted: bool):
    ws = open_full(tmp_path / "workspace")
    with ws._store.write() as session:
        session.execute(text('DROP TRIGGER "audit_stands"'))
        if gutted:
            session.execute(text('CREATE TRIGGER "audit_stands" BEFORE UPDATE ON "audit" BEGIN SELECT 1; END'))
    ws.close()
    with pytest.raises(Damaged, match="safeguards"):
        reopen(tmp_path / "workspace")


def test_every_trigger_is_missed_when_it_is_gone(full: Workspace):
    for name, _ in triggers._triggers():
        with Session(full._store.writer) as session:
            session.execute(text(f'DROP TRIGGER "{name}"'))
            assert missing_triggers(session.connection()) == (name,)
            session.rollback()


def test_missing_triggers_are_made_again(full: Workspace):
    with Session(full._store.writer) as session:
        session.execute(text('DROP TRIGGER "answer_stays"'))
        session.execute(text('DROP TRIGGER "code_stands"'))
        session.execute(text('CREATE TRIGGER "code_stands" BEFORE UPDATE ON "code" BEGIN SELECT 1; END'))
        assert set(missing_triggers(session.connection())) == {"answer_stays", "code_stands"}
        ensure_triggers(session.connection())
        assert missing_triggers(session.connection()) == ()
        session.rollback()
