"""Every change is one entry of the log, with the right act, and no entry holds a word of a record or a person."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from sqlalchemy import select

from app.core.clock import to_text
from app.core.errors import AppError
from app.core.events import Act, Event
from app.models import audit
from app.models.records import CodeRow, NarrativeRow
from app.models.tables import METADATA
from app.services import audits, workspaces
from app.services.collecting import imports
from app.services.drawing import bundles, draws, frames
from app.services.grading import rounds, sheets
from app.services.papers import draw_papers
from app.services.workspace import Workspace
from tests import builders
from tests.builders import Drawn, entries, open_drawn
from tests.models.full import GROUNDS, NAME, NOTE, open_full

Do = Callable[[Drawn, Path], object]


def started(drawn: Drawn) -> int:
    """A sheet with one answer; its number."""
    sheet = builders.open_case(drawn)
    sheets.save_answer(drawn.ws, sheet_id=sheet.sheet_id, question="C1", answer="no")
    return sheet.sheet_id


def ready(drawn: Drawn) -> int:
    """A sheet whose first stage can be locked; its number."""
    return builders.answer_stage(drawn.ws, builders.open_case(drawn)).sheet_id


def nothing(drawn: Drawn) -> int:
    return 0


WRITES: list[tuple[str, str, Callable[[Drawn], int], Callable[[Drawn, Path, int], object]]] = [
    ("extract_imported", "collect", nothing, lambda d, p, n: builders.import_practice(d.ws, again=True)),
    ("frame_sealed", "combine", nothing, lambda d, p, n: builders.seal(d.ws)),
    ("sample_drawn", "combine", lambda d: builders.seal(d.ws).frame_id, lambda d, p, n: builders.draw(d.ws, n)),
    ("round_opened", "combine", lambda d: builders.draw(d.ws, builders.seal(d.ws).frame_id).draw_id,
     lambda d, p, n: builders.open_round(d.ws, n)),
    ("queue_opened", "consult", nothing, lambda d, p, n: rounds.read_queue(d.ws, round_id=1)),
    ("case_opened", "consult", nothing, lambda d, p, n: sheets.open_sheet(d.ws, round_id=1, case_id=1)),
    ("seat_looked_at", "consult", nothing, lambda d, p, n: sheets.open_sheet(d.ws, round_id=1, case_id=1, looks=True)),
    ("answer_saved", "alter", started,
     lambda d, p, n: sheets.save_answer(d.ws, sheet_id=n, question="C1", answer="no", note=NOTE)),
    ("answer_undone", "alter", started, lambda d, p, n: sheets.undo_answer(d.ws, sheet_id=n)),
    ("stage_locked", "alter", ready, lambda d, p, n: sheets.lock_stage(d.ws, sheet_id=n, stage="record")),
    ("pack_made", "disclose", nothing, lambda d, p, n: draw_papers.write_pack(d.ws, draw_id=1, file=p / "pack.pdf")),
    ("bundle_written", "disclose", nothing, lambda d, p, n: bundles.write_bundle(d.ws, draw_id=1, file=p / "b.zip")),
    ("backup_made", "disclose", nothing, lambda d, p, n: workspaces.backup_workspace(d.ws, p / "backup.zip")),
]  # fmt: skip
READS: dict[str, Callable[[Workspace], object]] = {
    "workspace_info": workspaces.workspace_info,
    "verify_audit": audits.verify_audit,
    "list_imports": imports.list_imports,
    "list_kinds": imports.list_kinds,
    "list_frames": frames.list_frames,
    "list_draws": draws.list_draws,
    "list_rounds": rounds.list_rounds,
    "the same round again": lambda ws: rounds.open_round(ws, draw_id=1),
}
REFUSED: dict[str, Callable[[Workspace, Path], object]] = {
    "import twice": lambda ws, p: builders.import_practice(ws),
    "no kind": lambda ws, p: builders.import_practice(ws, kind="taser"),
    "too many": lambda ws, p: builders.seal(ws, size=1000),
    "no case": lambda ws, p: sheets.open_sheet(ws, round_id=1, case_id=999),
    "no sheet": lambda ws, p: sheets.save_answer(ws, sheet_id=999, question="C1", answer="no"),
    "no draw": lambda ws, p: draw_papers.write_pack(ws, draw_id=9, file=p / "pack.pdf"),
    "no bundle": lambda ws, p: bundles.write_bundle(ws, draw_id=9, file=p / "b.zip"),
    "no round": lambda ws, p: rounds.open_round(ws, draw_id=9),
    "itself": lambda ws, p: draw_papers.write_pack(ws, draw_id=1, file=ws.folder / "workspace.db"),
}


@pytest.mark.parametrize(("event", "act", "first", "do"), WRITES, ids=[write[0] for write in WRITES])
def test_a_change_is_one_entry_with_its_act(practice_workspace_with_draw: Drawn, tmp_path, event, act, first, do):
    drawn = practice_workspace_with_draw
    number = first(drawn)
    before = entries(drawn.ws)
    drawn.clock.advance(minutes=7)
    do(drawn, tmp_path, number)
    after = entries(drawn.ws)
    assert after[:-1] == before
    assert (after[-1]["event"], after[-1]["act"]) == (event, act)
    assert after[-1]["actor"] == drawn.ws.actor.uuid
    assert after[-1]["at"] == to_text(drawn.clock())
    assert audits.verify_audit(drawn.ws).problems == ()


@pytest.mark.parametrize("name", READS)
def test_reading_what_is_no_record_leaves_the_log_alone(practice_workspace_with_draw: Drawn, name: str):
    before = entries(practice_workspace_with_draw.ws)
    assert READS[name](practice_workspace_with_draw.ws) is not None
    assert entries(practice_workspace_with_draw.ws) == before


@pytest.mark.parametrize("name", REFUSED)
def test_what_is_refused_leaves_the_log_alone(practice_workspace_with_draw: Drawn, tmp_path, name: str):
    ws = practice_workspace_with_draw.ws
    before = entries(ws)
    with pytest.raises(AppError) as told:
        REFUSED[name](ws, tmp_path)
    assert told.value.what
    assert told.value.fix
    assert entries(ws) == before


@pytest.mark.parametrize("seed", ["123", "31415926535897932384x", None])
def test_a_refused_attempt_at_a_draw_is_logged_once(practice_workspace_with_draw: Drawn, seed: str | None):
    ws = practice_workspace_with_draw.ws
    before = entries(ws)
    with pytest.raises(AppError):
        draws.draw_sample(ws, frame_id=1, seed=seed)
    (refusal,) = entries(ws)[len(before) :]
    assert (refusal["event"], refusal["act"]) == ("draw_refused", "combine")
    assert seed is None or seed not in json.dumps(refusal)


def test_bodies_hold_ids_and_digests_only(tmp_path):
    """Whatever was planted, imported, answered, noted or named: none of it is in the log."""
    ws = open_full(tmp_path / "workspace")
    with ws.read() as session:
        log = b"\n".join(link.body for link in audit.links(session)).decode()
        personal = {
            GROUNDS,
            NOTE,
            NAME,
            *NAME.split(),
            "Northwich",
            "northwich",
            "PSS/25",
            "2025-06-14",
            ".csv",
            ".pdf",
        }
        personal |= {text for text in session.scalars(select(NarrativeRow.text)) if text}
        codes = session.scalars(select(CodeRow.value).where(CodeRow.field.in_(("lpu", "team", "officer_id")))).all()
    ws.close()
    assert len(log) > 3000
    assert len(codes) > 20
    for words in personal:
        assert words not in log
    told = {word for entry in log.splitlines() for word in json_strings(json.loads(entry))}
    assert not told & set(codes)


def json_strings(value: object) -> set[str]:
    if isinstance(value, dict):
        return {text for item in value.values() for text in json_strings(item)}
    if isinstance(value, list):
        return {text for item in value for text in json_strings(item)}
    return {value} if isinstance(value, str) else set()


def test_every_row_that_says_who_wrote_it_names_the_entry_that_did(tmp_path):
    ws = open_full(tmp_path / "workspace")
    events = [entry["event"] for entry in entries(ws)]
    made_by = {
        "import": "extract_imported", "scheme": "frame_sealed", "frame": "frame_sealed", "plan": "frame_sealed",
        "draw": "sample_drawn", "round": "round_opened", "seat": "round_opened", "sheet": "case_opened",
        "answer": ("answer_saved", "answers_changed"), "sheet_stage": "stage_locked",
        "paper": ("pack_made", "papers_made"), "paper_step": "papers_made", "release": "released",
        "mapping": "mapping_saved", "import_undone": "import_undone", "exclusion": "case_excluded",
        "exclusion_lifted": "exclusion_lifted", "lodging": "seal_lodged", "replacement": "case_replaced",
        "withholding": "case_withheld", "targeted_case": "case_targeted", "reconciliation": "list_reconciled",
        "person_left": "person_withdrawn", "concern": "concern_raised", "concern_seen": "concern_taken_on",
        "seat_habit": "single_keys_set", "sheet_change": "answers_changed", "action": "action_added",
        "action_step": "action_added", "feedback": "action_added",
        "round_closed": "action_added",
        **dict.fromkeys(("meeting", "meeting_step", "meeting_seat", "seat_presence", "case_stage", "spread_seen",
                         "sheet_entry", "consensus"), "meeting_set_up"),
        "sheet_pass": ("case_passed", "case_taken_up"),
    }  # fmt: skip
    written = {name for name, table in METADATA.tables.items() if "audit_seq" in table.columns}
    assert written == set(made_by)
    with ws.read() as session:
        for name, event in made_by.items():
            table = METADATA.tables[name]
            for seq, actor in session.execute(select(table.c.audit_seq, table.c.actor_id)):
                assert actor == ws.actor.id
                assert events[seq - 1] in (event if isinstance(event, tuple) else (event,))
    ws.close()


def test_a_look_is_logged_before_anything_is_read(workspace: Workspace):
    looked = Event(act=Act.CONSULT, name="looked", details={"case": 1})
    with workspace.consult(looked) as session:
        assert audit.last_link(session)[0] == 2
    with pytest.raises(AppError, match="cannot be written to"), workspace.consult(looked) as session:
        session.execute(CodeRow.__table__.insert().values(field="a", value="b"))
    assert [entry["event"] for entry in entries(workspace)] == ["workspace_made", "looked", "looked"]


def test_details_known_only_at_the_end_are_in_the_entry(workspace: Workspace):
    with workspace.write(Event(act=Act.ALTER, name="tried", details={"first": 1, "second": "a"})) as work:
        work.note(second="b", third=[1, 2])
        assert work.written == {"actor_id": workspace.actor.id, "audit_seq": 2}
    assert entries(workspace)[-1]["details"] == {"first": 1, "second": "b", "third": [1, 2]}


def test_two_workspaces_open_at_once_do_not_mix(tmp_path):
    first, second = open_drawn(tmp_path / "a"), open_drawn(tmp_path / "b")
    builders.grade(first.ws, builders.open_case(first))
    assert workspaces.workspace_info(first.ws).verdicts == 1
    assert workspaces.workspace_info(second.ws).verdicts == 0
    first.ws.close()
    second.ws.close()
