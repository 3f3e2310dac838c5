"""The index that cases are found by: away while an empty store fills, there for every question and at every end."""

from collections.abc import Callable
from pathlib import Path

import pytest

from app.core.errors import AppError, Cancelled
from app.core.shapes.workspaces import ImportChoice
from app.models.case_index import CaseIndex
from app.services.collecting.imports import import_extract
from app.services.workspace import Workspace
from tests.builders import OPEN_DATA, PRACTICE_EXTRACT, import_file
from tests.invented import many, scheme
from tests.journeys.looking import whole
from tests.models.writing import writing

ASKED = "SELECT count(*) FROM sqlite_master WHERE name = 'ix_case_key_hash'"
HOW = 'EXPLAIN QUERY PLAN SELECT id FROM "case" WHERE key_hash = 7'


def there(ws: Workspace) -> bool:
    with ws.read() as session:
        return "ix_case_key_hash" in str(session.connection().exec_driver_sql(HOW).all())


def test_rows_without_a_reference_go_into_an_empty_store_without_it(workspace: Workspace) -> None:
    with writing(workspace, scheme(), many(kind="many")) as store:
        writer = store.begin()
        assert store.sql(ASKED) == [(0,)]
        writer.write(store.read(writer, [{"ref": ""}] * 3))
        writer.write(store.read(writer, [{"ref": "R1"}]))
        assert store.sql(ASKED) == [(0,)], "nobody has asked for a case yet"
        writer.finish()
        assert (store.sql(ASKED), writer.identical) == ([(1,)], 2)


@pytest.mark.parametrize("kind", ["thing", "many"])
def test_it_is_there_for_the_first_question(workspace: Workspace, kind: str) -> None:
    with writing(workspace, scheme(), many(kind="many")) as store:
        writer = store.begin()
        for _ in range(2):
            writer.write(store.read(writer, [{"ref": "R1", "note": "the same"}], kind=kind))
        assert store.sql(ASKED) == [(1,)]
        writer.finish()
        assert store.sql('SELECT count(*) FROM "case"') == [(1,)]


def test_where_there_are_cases_it_stays(workspace: Workspace) -> None:
    with writing(workspace, scheme()) as store:
        store.bring([{"ref": "R1"}])
        assert store.sql(ASKED) == [(1,)]
        store.begin()
        assert store.sql(ASKED) == [(1,)]


def stopped(ws: Workspace, folder: Path) -> None:
    def stop(done: int, total: int) -> None:
        if done > 0:
            raise Cancelled

    with pytest.raises(Cancelled):
        import_file(ws, OPEN_DATA, progress=stop)


def refused(ws: Workspace, folder: Path) -> None:
    file = folder / "open.csv"
    file.write_bytes(OPEN_DATA.read_bytes() + b'"never closed\r\n')
    with pytest.raises(AppError):
        import_extract(ws, file=file, choice=ImportChoice(kind="stop_search"))


def kept(ws: Workspace, folder: Path) -> None:
    for file in (OPEN_DATA, PRACTICE_EXTRACT):
        import_file(ws, file)


@pytest.mark.parametrize("ending", [stopped, refused, kept])
def test_however_an_import_ends_cases_are_found_by_it(
    workspace: Workspace, tmp_path: Path, ending: Callable[[Workspace, Path], None]
) -> None:
    ending(workspace, tmp_path)
    assert there(workspace)
    whole(workspace)


def test_a_question_waits_for_what_is_on_its_way(workspace: Workspace) -> None:
    with writing(workspace, scheme()) as store:
        writer = store.begin()
        writer.write(store.read(writer, [{"ref": ""}] * 5))
        session = CaseIndex(writer._filler).session
        assert store.sql('SELECT count(*) FROM "case"') == [(5,)]
        assert session is store.session
