"""A workspace of the first rung, as the version before wrote it: opening it upgrades it, and nothing is lost."""

import json
import shutil
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path

import pytest
from sqlalchemy import select, text

from app.core.errors import AlreadyImported
from app.core.sampling.keys import SEPARATOR
from app.models.case_finder import key_hash
from app.models.keys import unlock
from app.models.record_query import CaseQuery
from app.models.record_store import read_values
from app.models.records import CaseRow, ImportRow, RecordVersionRow, ReferenceRow
from app.models.store import DB_FILE, Store
from app.models.triggers import missing_triggers
from app.models.words import find_words
from app.services.audits import verify_audit
from app.services.collecting import imports
from app.services.drawing import bundles, draws, frames
from app.services.grading import rounds, sheets
from app.services.schemes import load_library
from app.services.workspace import Workspace
from app.services.workspaces import workspace_info
from tests.builders import PASSPHRASE, entries, import_practice, reopen, seal
from tests.journeys.looking import whole
from tests.standing import find_cases

KEPT = Path(__file__).parents[1] / "data" / "store-0001"
SAME = (
    "actor", "answer", "answer_text", "audit", "case", "code", "draw", "draw_case", "frame", "frame_case",
    "frame_stratum", "identity", "import", "import_file", "narrative", "paper", "paper_shape", "person", "plan",
    "problem", "record_version", "release", "release_text", "round", "round_case", "round_draw", "scheme", "seat",
    "seat_person", "sheet", "sheet_stage", "workspace",
)  # fmt: skip
"""The tables of both rungs: each of their rows is there afterwards."""
NEW = ("case_conflict", "case_member", "import_undone", "mapping")


@pytest.fixture
def older(tmp_path: Path) -> Path:
    """That workspace, to be opened."""
    return shutil.copytree(KEPT, tmp_path / "workspace")


@pytest.fixture
def upgraded(older: Path) -> Iterator[Workspace]:
    """That workspace, opened."""
    ws = reopen(older)
    yield ws
    ws.close()


def as_it_is(folder: Path) -> Store:
    """The store, opened without upgrading it."""
    return Store(folder / DB_FILE, unlock(folder, PASSPHRASE).data_key)


def counted(store: Store, tables: tuple[str, ...]) -> dict[str, int]:
    with store.read() as session:
        return {name: session.execute(text(f'SELECT count(*) FROM "{name}"')).scalar_one() for name in tables}


def test_it_is_copied_first_and_every_row_is_there_afterwards(older: Path) -> None:
    before = as_it_is(older)
    had = counted(before, SAME)
    before.close()
    ws = reopen(older)
    assert counted(ws._store, SAME) == had
    assert (had["record_version"], had["narrative"], had["audit"]) == (320, 509, 26)
    assert set(counted(ws._store, NEW).values()) == {0}
    with ws.read() as session:
        assert missing_triggers(session.connection()) == ()
        assert not set(session.scalars(text("SELECT name FROM sqlite_master"))) & {"record", "new_case", "new_import"}
    whole(ws)
    copy = ws.open_copy(older / "backups" / "before-upgrade-from-0001.db")
    assert counted(copy, ("record", *SAME)) == {"record": 320, **had}
    copy.close()
    ws.close()


def test_what_every_record_says_is_the_same(older: Path) -> None:
    before = as_it_is(older)
    with before.read() as session:
        told = session.execute(
            text("SELECT v.id, r.case_id, v.kind, v.occurred_at, v.lpu, v.rest, v.sha FROM record_version v"
                 " JOIN record r ON r.id = v.record_id ORDER BY v.id")
        ).all()  # fmt: skip
    before.close()
    ws = reopen(older)
    with ws.read() as session:
        row = RecordVersionRow
        columns = (row.id, row.case_id, row.kind, row.occurred_at, row.lpu, row.rest, row.sha)
        found = session.execute(select(*columns).order_by(row.id)).all()
        others = select(row.stands, row.part, row.row_key, row.number, row.overtaken_by).distinct()
        assert session.execute(others).all() == [(True, "", None, 1, None)]
        grounds = read_values(session, load_library(ws.force).schemes["stop_search"], [320])[320]["grounds"]
    ws.close()
    assert [tuple(one) for one in found] == [(*one[:5], json.loads(one[5]), one[6]) for one in told]
    assert grounds == "Araminta Quillfeather was seen on Larkspur Passage with a crowbar."


def test_a_record_of_many_versions_has_its_newest_last(older: Path) -> None:
    """The kept workspace has none: two are given to its first record, as the version before would have."""
    store = as_it_is(older)
    with store.write() as session:
        names = [row.name for row in session.execute(text('PRAGMA table_info("record_version")'))]
        for number in (2, 3):
            new = {"id": str(319 + number), "number": str(number), "import_id": "2"}
            values = ", ".join(new.get(name, f'"{name}"') for name in names)
            session.execute(text(f"INSERT INTO record_version SELECT {values} FROM record_version WHERE id = 1"))
        session.execute(text("UPDATE record SET latest = 322 WHERE id = 1"))
    store.close()
    ws = reopen(older)
    with ws.read() as session:
        row = RecordVersionRow
        found = session.execute(select(row.id, row.number, row.overtaken_by).where(row.case_id == 1).order_by(row.id))
        assert [tuple(one) for one in found] == [(1, 1, 321), (321, 2, 322), (322, 3, None)]
        numbers = select(ImportRow.first_version, ImportRow.last_version, ImportRow.first_case, ImportRow.last_case)
        assert [tuple(one) for one in session.execute(numbers)] == [(1, 319, 1, 319), (320, 322, 320, 320)]
    assert workspace_info(ws).records["stop_search"] == 305
    ws.close()


def test_every_case_is_found_by_its_key_or_by_what_it_says(upgraded: Workspace) -> None:
    with upgraded.read() as session:
        rows = session.execute(
            select(CaseRow, RecordVersionRow.sha).join(RecordVersionRow, RecordVersionRow.case_id == CaseRow.id)
        ).all()
    assert sum(case.key is None for case, _ in rows) == 5
    for case, sha in rows:
        assert case.key_hash == key_hash(case.kind, case.key, sha)
        assert case.key is None or SEPARATOR not in case.key


def test_the_same_practice_file_again_makes_versions_and_no_case(upgraded: Workspace) -> None:
    with pytest.raises(AlreadyImported):
        import_practice(upgraded)
    result = import_practice(upgraded, again=True)
    assert (result.stored, result.versions) == (319, 319)
    assert workspace_info(upgraded).records == {"stop_search": 305, "s60_search": 15}


def test_its_narratives_can_be_searched(upgraded: Workspace) -> None:
    with upgraded.read() as session:
        assert find_words(session, "larkspur crowbar") == [320]
        for word in ("cannabis", "knife"):
            told = text("SELECT DISTINCT version_id FROM narrative WHERE text LIKE :word")
            holding = set(session.scalars(told, {"word": f"%{word}%"}))
            assert holding
            assert set(find_words(session, word)) <= holding


def test_the_references_that_its_records_give_are_found(upgraded: Workspace) -> None:
    """Written by the upgrade as an import writes them: importing the same file makes the same once more."""
    found = select(ReferenceRow.field, ReferenceRow.value, ReferenceRow.kind, ReferenceRow.case_id)
    with upgraded.read() as session:
        made = {tuple(row) for row in session.execute(found.where(ReferenceRow.version_id < 320))}
    import_practice(upgraded, again=True)
    with upgraded.read() as session:
        assert {tuple(row) for row in session.execute(found.where(ReferenceRow.version_id > 320))} == made
    assert len(made) > 319


def test_the_log_the_seal_and_the_draw_still_verify(upgraded: Workspace, tmp_path: Path) -> None:
    assert verify_audit(upgraded).problems == ()
    frame, draw = frames.read_frame(upgraded, 1), draws.read_draw(upgraded, 1)
    assert (frame.cases, draw.seal, len(draw.cases)) == (304, frame.seal, 8)
    bundles.write_bundle(upgraded, draw_id=1, file=tmp_path / "D1.zip")
    checked = bundles.verify_bundle(tmp_path / "D1.zip")
    assert checked.problems == ()
    assert checked.seal == frame.seal


def test_grading_goes_on_where_it_was_left(upgraded: Workspace) -> None:
    queue = rounds.read_queue(upgraded, round_id=1)
    first, second = (sheets.open_sheet(upgraded, round_id=1, case_id=item.case_id).value for item in queue.items[:2])
    assert first.current is None, "a verdict"
    assert second.current is not None
    question = next(item for item in second.current.questions if item.id == "SS1")
    sheets.save_answer(upgraded, sheet_id=second.sheet_id, question="SS1", answer=question.choices[0].code)
    assert entries(upgraded)[-1]["event"] == "answer_saved"


def test_a_list_sealed_after_it_has_the_tokens_of_cases_as_before(upgraded: Workspace) -> None:
    """The key of a case without a reference is made from its digest now, and is the same key."""
    with upgraded.read() as session:
        old = set(session.scalars(text("SELECT key FROM frame_case WHERE frame_id = 1")))
        keyless = [case for case in find_cases(session, CaseQuery(kind="stop_search", where={})) if case.key is None]
    seal(upgraded)
    with upgraded.read() as session:
        new = set(session.scalars(text("SELECT key FROM frame_case WHERE frame_id = 2")))
    assert new - old == {"PSS/25/00001"}
    assert old - new == set()
    assert keyless
    assert all(f"{case.sha.hex()}{SEPARATOR}1" in new for case in keyless)


def test_the_kept_workspace_is_the_one_that_was_written(older: Path) -> None:
    assert sha256((KEPT / DB_FILE).read_bytes()).hexdigest() == (
        "932d3c6573e26a8a917196c8a7c5d97f0988c784efe062509aeb448d7428bcad"
    )
    assert [item.import_id for item in imports.list_imports(reopen(older))] == [2, 1]
