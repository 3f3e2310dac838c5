"""Filling tables in another thread: every row, in order, and nothing more once a statement has failed."""

from collections.abc import Iterator

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy.orm import Session

from app.models.filling import Filler
from app.models.store import sqlcipher
from app.services.workspace import Workspace


@pytest.fixture
def session(workspace: Workspace) -> Iterator[Session]:
    with Session(workspace._store.writer) as session:
        session.connection().exec_driver_sql("CREATE TEMP TABLE filled (a INTEGER UNIQUE, b TEXT)")
        yield session


def filled(session: Session) -> list[tuple[int, str]]:
    rows = session.connection().exec_driver_sql("SELECT a, b FROM filled ORDER BY rowid")
    return [(number, text) for number, text in rows]


@settings(max_examples=20, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(counts=st.lists(st.integers(0, 1_300), min_size=1, max_size=7))
def test_every_row_goes_in_in_order(session: Session, counts: list[int]) -> None:
    session.connection().exec_driver_sql("DELETE FROM filled")
    rows = [(number, f"row {number}") for number in range(sum(counts))]
    with Filler(session) as filler:
        begin = 0
        for count in counts:
            filler.insert(
                "filled (a, b)", "(?, 'row ' || ?)", ((a, str(a)) for a, _ in rows[begin : begin + count]), count
            )
            begin += count
    assert filled(session) == rows


def test_whoever_asks_for_the_session_finds_all_that_was_put(session: Session) -> None:
    with Filler(session) as filler:
        filler.insert("filled (a, b)", "(?, 'one')", [(number,) for number in range(1_000)], 1_000)
        filler.run("UPDATE filled SET b = ? WHERE a = ?", [("two", 999)])
        assert filled(filler.session)[-1] == (999, "two")


def test_after_a_failure_nothing_more_is_run_and_it_is_told(session: Session) -> None:
    filler = Filler(session)
    filler.insert("filled (a, b)", "(?, 'x')", [(1,), (1,)], 2)
    filler.insert("filled (a, b)", "(?, 'after')", [(2,)], 1)
    with pytest.raises(sqlcipher.IntegrityError):
        filler.settle()
    filler.settle()
    assert filled(session) == [(1, "x")]


def test_leaving_tells_what_failed(session: Session) -> None:
    with pytest.raises(sqlcipher.IntegrityError), Filler(session) as filler:
        filler.insert("filled (a, b)", "(?, 'x')", [(1,), (1,)], 2)


def test_leaving_with_an_error_waits_and_tells_that_error(session: Session) -> None:
    with pytest.raises(KeyError), Filler(session) as filler:
        filler.insert("filled (a, b)", "(?, 'x')", [(1,)], 1)
        raise KeyError
    assert len(filled(session)) <= 1
