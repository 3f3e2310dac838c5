"""Undoing an import: refused in time, all of it or nothing, and as if it had never been."""

from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import select, text
from sqlalchemy.exc import IntegrityError

from app.core.errors import AppError, Cancelled
from app.core.resources import root
from app.models.records import ImportRow
from app.models.words import find_words
from app.services.audits import verify_audit
from app.services.collecting import imports
from app.services.collecting.undo import undo_import
from app.services.workspace import Workspace
from app.services.workspaces import workspace_info
from tests.builders import OPEN_DATA, entries, import_file, import_practice, seal, write_csv
from tests.journeys.looking import holding, tables, whole
from tests.standing import standing

PRACTICE = root() / "practice"
FORCE = PRACTICE / "practice-use-of-force-2025-06.csv"
NAME = "Quillfeather"
KEPT = ("audit", "import", "import_undone", "code")
"""What undoing leaves: that there was an import, that it was undone, and the small numbers given to words."""


def records(ws: Workspace) -> dict[str, list[tuple[object, ...]]]:
    """Every row of every table that undoing must leave as it was; how the index is laid out on its pages may differ."""
    return {name: rows for name, rows in tables(ws).items() if name not in KEPT and "narrative_words" not in name}


def test_an_import_that_is_undone_leaves_nothing_but_that_it_was(workspace: Workspace, tmp_path: Path) -> None:
    before = records(workspace)
    bad = {"URN": "A/2", "Search date/time": NAME}
    row = {"URN": "A/1", "Person name": NAME, "Grounds for search": f"{NAME} ran off."}
    import_file(workspace, write_csv(tmp_path / f"{NAME}.csv", [row, bad]))
    done = undo_import(workspace, 1).value
    assert (done.import_id, done.rows, done.problems, done.cases) == (1, 1, 1, 1)
    assert records(workspace) == before
    assert holding(workspace, NAME) == set(), "nor in the pages of the index"
    (listed,) = imports.list_imports(workspace)
    assert (listed.undone_at, listed.file_name, listed.stored) == ("2025-07-01T09:00:00Z", "(name erased)", 1)
    last = entries(workspace)[-1]
    assert (last["act"], last["event"]) == ("erase", "import_undone")
    assert last["details"] == {"import_id": 1, "stored": 1, "rejected": 1, "cases": 1}
    whole(workspace)
    assert verify_audit(workspace).problems == ()


def test_the_same_file_can_be_imported_again_without_a_word(workspace: Workspace) -> None:
    first = import_practice(workspace)
    undo_import(workspace, 1)
    second = import_practice(workspace)
    assert (second.import_id, second.stored, second.versions) == (2, first.stored, 0)
    assert workspace_info(workspace).records == {"stop_search": 304, "s60_search": 15}


def test_no_number_is_given_twice(workspace: Workspace) -> None:
    """The log may name a case that someone looked at: another must not stand behind its number."""
    import_practice(workspace)
    undo_import(workspace, 1)
    import_practice(workspace)
    with workspace.read() as session:
        first, second = session.scalars(select(ImportRow).order_by(ImportRow.id))
    assert second.first_version == first.last_version + 1
    assert (first.first_case, first.last_case) == (1, 319)
    assert (second.first_case, second.last_case) == (320, 638)


def test_versions_that_it_overtook_are_the_newest_again(workspace: Workspace, tmp_path: Path) -> None:
    early = [{"URN": "A/1", "Team": "Red", "Grounds for search": "A knife."}, {"URN": "A/2", "Team": "Red"}]
    import_file(workspace, write_csv(tmp_path / "a.csv", early))
    before, told = records(workspace), standing(workspace)
    late = [{"URN": "A/2", "Team": "Blue"}, {"URN": "A/2", "Team": "Green"}, {"URN": "A/3", "Grounds for search": "X."}]
    import_file(workspace, write_csv(tmp_path / "b.csv", late))
    assert standing(workspace) != told
    assert undo_import(workspace, 2).value.cases == 1
    assert records(workspace) == before
    assert standing(workspace) == told


def test_cases_of_many_rows_are_as_they_were(workspace: Workspace, tmp_path: Path) -> None:
    header, *rows = FORCE.read_text(encoding="utf-8-sig").splitlines()
    for name, part in {"early": rows[:200], "late": rows[190:]}.items():
        (tmp_path / f"{name}.csv").write_text("\r\n".join([header, *part]) + "\r\n", encoding="utf-8", newline="")
    import_file(workspace, tmp_path / "early.csv", kind="use_of_force")
    before, told = records(workspace), standing(workspace)
    import_file(workspace, tmp_path / "late.csv", kind="use_of_force")
    assert standing(workspace) != told
    undo_import(workspace, 2)
    assert records(workspace) == before
    assert standing(workspace) == told


def test_parts_go_and_the_cases_they_were_added_to_stay(workspace: Workspace) -> None:
    import_file(workspace, PRACTICE / "practice-custody-2025-06.csv", kind="custody")
    before, told = records(workspace), standing(workspace)
    import_file(workspace, PRACTICE / "practice-custody-log-2025-06.csv", kind="custody")
    assert standing(workspace) != told
    undo_import(workspace, 2)
    assert records(workspace) == before
    assert standing(workspace) == told


# ------------------------------------------------------------------ refused
def test_an_import_that_a_sealed_list_uses_stays(workspace: Workspace) -> None:
    import_practice(workspace)
    import_file(workspace, OPEN_DATA)
    seal(workspace, last_day=date(2025, 6, 15))
    seal(workspace)
    before = tables(workspace)
    with pytest.raises(AppError, match=r"Import 1 cannot be undone: its records are in a sealed list \(F1, F2\)"):
        undo_import(workspace, 1)
    assert tables(workspace) == before


def test_a_list_uses_the_rows_that_its_cases_were_made_of(workspace: Workspace) -> None:
    """Here every row of the list's versions is of the second import, but for the members of the first."""
    import_file(workspace, PRACTICE / "practice-custody-2025-06.csv", kind="custody")
    import_file(workspace, PRACTICE / "practice-custody-log-2025-06.csv", kind="custody")
    seal(workspace, kind="custody", size=3, reserves=0)
    for number in (1, 2):
        with pytest.raises(AppError, match=f"Import {number} cannot be undone: its records are in a sealed list"):
            undo_import(workspace, number)


def test_a_later_import_of_the_same_cases_must_go_first(workspace: Workspace, tmp_path: Path) -> None:
    for at, rows in enumerate((["1", "2"], ["3"], ["2", "3"]), start=1):
        import_file(workspace, write_csv(tmp_path / f"{at}.csv", [{"URN": row, "Team": f"T{at}"} for row in rows]))
    for number in (1, 2):
        with pytest.raises(AppError, match="undone yet: import 3 added to the same cases") as told:
            undo_import(workspace, number)
        assert told.value.fix == "Undo import 3 first."
    for number in (3, 1, 2):
        undo_import(workspace, number)
    assert standing(workspace) == {}


def test_what_is_undone_or_was_never_there_is_said(workspace: Workspace) -> None:
    with pytest.raises(AppError, match="There is no import 1"):
        undo_import(workspace, 1)
    import_practice(workspace)
    undo_import(workspace, 1)
    with pytest.raises(AppError, match="Import 1 was undone already, on 01 July 2025 at 10:00"):
        undo_import(workspace, 1)


@pytest.mark.parametrize("table", ["round_case", "release"])
def test_a_case_that_was_put_before_people_keeps_its_import(workspace: Workspace, table: str) -> None:
    """A targeted case is in no list: only the reference to its record says that it was used."""
    import_practice(workspace)
    with workspace._store.write() as session:
        session.execute(text("PRAGMA defer_foreign_keys = ON"))
        names = {"round_case": "round_id, scheme_id, form, token, position, uuid",
                 "release": "state, released_at, uuid, actor_id, audit_seq"}[table]  # fmt: skip
        values = {"round_case": "1, 1, '', x'00', 1, 'u'", "release": "'released', '2025-07-01T09:00:00Z', 'u', 1, 1"}
        if table == "round_case":
            _row_for_a_round(session)
        session.execute(text(f"INSERT INTO {table} (case_id, version_id, {names}) VALUES (1, 1, {values[table]})"))
    before = tables(workspace)
    with pytest.raises(AppError, match="put before people already"):
        undo_import(workspace, 1)
    assert tables(workspace) == before


def _row_for_a_round(session) -> None:
    at, columns = "'2025-07-01T09:00:00Z'", "id, purpose, opened_at, uuid, actor_id, audit_seq"
    session.execute(text(f"INSERT INTO round ({columns}) VALUES (1, 'month', {at}, 'u', 1, 1)"))
    session.execute(text("INSERT INTO scheme VALUES (1, 'stop_search', 1, 'd', x'00', 1, 1)"))


# ------------------------------------------------------------------ the database itself refuses
@pytest.mark.parametrize("table", ["record_version", "case", "narrative", "import_file", "reference"])
def test_without_saying_so_nothing_goes(workspace: Workspace, table: str) -> None:
    import_practice(workspace)
    with pytest.raises(IntegrityError, match="never goes"), workspace._store.write() as session:
        session.execute(text(f'DELETE FROM "{table}"'))


SAY_UNDONE = "INSERT INTO import_undone VALUES ({}, '2025-07-01T09:00:00Z', 1, 1)"


@pytest.mark.parametrize("number", [1, 2])
def test_the_database_refuses_it_once_a_list_is_sealed(workspace: Workspace, number: int) -> None:
    import_file(workspace, PRACTICE / "practice-custody-2025-06.csv", kind="custody")
    import_file(workspace, PRACTICE / "practice-custody-log-2025-06.csv", kind="custody")
    seal(workspace, kind="custody", size=3, reserves=0)
    with pytest.raises(IntegrityError, match="a sealed list uses it"), workspace._store.write() as session:
        session.execute(text(SAY_UNDONE.format(number)))


def test_the_database_lets_rows_go_only_of_the_import_that_is_undone(workspace: Workspace, tmp_path: Path) -> None:
    import_practice(workspace)
    import_file(workspace, write_csv(tmp_path / "a.csv", [{"URN": "A/1", "Grounds for search": "X."}]))
    with pytest.raises(IntegrityError, match="never goes"), workspace._store.write() as session:
        session.execute(text(SAY_UNDONE.format(2)))
        session.execute(text("DELETE FROM narrative WHERE version_id = 1"))


# ------------------------------------------------------------------ all or nothing, and how far it has come
@pytest.mark.parametrize("calls", [1, 2, 3])
def test_cancelled_means_that_all_of_it_stays(workspace: Workspace, calls: int) -> None:
    import_practice(workspace)
    before = tables(workspace)
    undo_at(workspace, calls)
    assert tables(workspace) == before


def undo_at(ws: Workspace, calls: int) -> None:
    heard: list[tuple[int, int]] = []

    def stop(done: int, total: int) -> None:
        heard.append((done, total))
        if len(heard) == calls:
            raise Cancelled

    with pytest.raises(Cancelled):
        undo_import(ws, 1, stop)
    assert heard == [(0, 638), (319, 638), (638, 638)][:calls]


def test_many_narratives_are_taken_out_of_the_index_too(workspace: Workspace, tmp_path: Path) -> None:
    """More than go word by word: the index is written anew, and afterwards it takes words out of its pages again."""
    few = [{"URN": "A/1", "Grounds for search": "A brazen larkspur."}]
    import_file(workspace, write_csv(tmp_path / "a.csv", few))
    rows = [{"URN": f"B/{at}", "Grounds for search": f"{NAME} and a brazen crowbar {at}."} for at in range(6_000)]
    import_file(workspace, write_csv(tmp_path / "b.csv", rows))
    undo_import(workspace, 2)
    assert holding(workspace, NAME) == set()
    with workspace.read() as session:
        assert (find_words(session, "brazen"), find_words(session, "crowbar")) == ([1], [])
        assert session.execute(text("SELECT v FROM narrative_words_config WHERE k = 'secure-delete'")).scalar() == 1
    undo_import(workspace, 1)
    assert holding(workspace, "larkspur") == set()
