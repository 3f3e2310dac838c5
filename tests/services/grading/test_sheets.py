"""Grading a case: answers are on the disk at once, stages lock in order, and what is locked stands."""

from pathlib import Path

import msgspec
import pytest
from sqlalchemy import select, text

from app.core.clock import to_text
from app.core.errors import AppError
from app.core.schemes.spec import Scheme
from app.core.shapes.releases import Letting
from app.core.shapes.sheets import AskedQuestion, Sheet, SheetState
from app.models.record_store import read_values
from app.models.rounds import AnswerRow, AnswerTextRow, RoundCaseRow, SheetStageRow
from app.services import schemes as libraries
from app.services.drawing.frame_views import scheme_of
from app.services.grading import rounds, sheets
from app.services.releasing import releases
from tests import builders
from tests.builders import Drawn, answer_stage, entries, grade, lock, open_case, plain_answer
from tests.coordinated import open_coordinated

LATER = ("sde_code", "ode_code", "outcome", "found_text", "outcome_linked")


@pytest.fixture
def sheet(practice_workspace_with_draw: Drawn) -> Sheet:
    """The first case's sheet, just opened."""
    return open_case(practice_workspace_with_draw)


def save(drawn: Drawn, sheet: Sheet, question: str, answer: str, note: str = "") -> Sheet:
    return sheets.save_answer(drawn.ws, sheet_id=sheet.sheet_id, question=question, answer=answer, note=note).value


def undo(drawn: Drawn, sheet: Sheet) -> Sheet:
    return sheets.undo_answer(drawn.ws, sheet_id=sheet.sheet_id).value


def answers(sheet: Sheet) -> dict[str, str]:
    return {q.id: q.answer for stage in sheet.stages for q in stage.questions if q.answer}


def notes(sheet: Sheet) -> dict[str, str]:
    return {q.id: q.note for stage in sheet.stages for q in stage.questions if q.note}


def question(sheet: Sheet, name: str) -> AskedQuestion:
    return next(item for stage in sheet.stages for item in stage.questions if item.id == name)


# ------------------------------------------------------------------ opening


def test_a_case_opens_with_its_record_and_the_first_stage(practice_workspace_with_draw: Drawn, sheet: Sheet):
    first = practice_workspace_with_draw.draw.cases[0]
    assert (sheet.number, sheet.of, sheet.token, sheet.reference) == (1, 8, first.token, first.case_key)
    assert (sheet.state, sheet.saved_at, sheet.can_undo) == (SheetState.TODO, "", False)
    assert sheet.current is not None
    assert sheet.current.id == "record"
    assert [stage.hidden for stage in sheet.stages] == [False] + [True] * (len(sheet.stages) - 1)
    assert sheet.current.groups
    assert sheet.current.narratives


def test_opening_again_is_the_same_sheet_and_logged_again(practice_workspace_with_draw: Drawn, sheet: Sheet):
    before = len(entries(practice_workspace_with_draw.ws))
    assert open_case(practice_workspace_with_draw) == sheet
    told = entries(practice_workspace_with_draw.ws)[before:]
    assert [entry["event"] for entry in told] == ["queue_opened", "case_opened"]


@pytest.mark.parametrize(("round_id", "case_id"), [(1, 0), (1, 999), (2, 1), (0, 1)])
def test_there_is_no_such_case(practice_workspace_with_draw: Drawn, round_id: int, case_id: int):
    with pytest.raises(AppError, match="has no such case"):
        sheets.open_sheet(practice_workspace_with_draw.ws, round_id=round_id, case_id=case_id)


@pytest.mark.parametrize("number", range(1, 9))
def test_no_value_of_the_reveal_is_in_a_real_sheet_before_it(practice_workspace_with_draw: Drawn, number: int):
    """On practice records: what a later stage shows is in the encoded sheet from that stage on, and not before."""
    drawn = practice_workspace_with_draw
    sheet = open_case(drawn, number)
    while sheet.current and sheet.current.id != "reveal":
        shown = {line.label for stage in sheet.stages for group in stage.groups for line in group.lines}
        assert not shown & reveal_labels(drawn)
        assert not {q.id for stage in sheet.stages for q in stage.questions} & {"C4", "C6", "C11", "SS17"}
        sheet = lock(drawn.ws, answer_stage(drawn.ws, sheet))
    shown = {line.label for stage in sheet.stages for group in stage.groups for line in group.lines}
    assert shown & reveal_labels(drawn)


def reveal_labels(drawn: Drawn) -> set[str]:
    with drawn.ws.read() as session:
        scheme = scheme_of(session, 1)
    return {scheme.field(name).label["en"] for name in LATER}


def test_a_volunteers_sheet_has_no_reference_officer_team_or_place(tmp_path: Path):
    drawn = open_coordinated(tmp_path / "workspace")
    for case_id in builders.case_ids(drawn.ws):
        texts = releases.read_for_release(drawn.ws, round_id=1, case_id=case_id).texts
        letting = Letting(covers={}, read=frozenset(text.digest for text in texts))
        releases.release(drawn.ws, round_id=1, case_id=case_id, letting=letting)
    with drawn.ws._store.write() as session:
        session.execute(text("DROP TRIGGER seat_stands"))
        session.execute(text("UPDATE seat SET role = 'volunteer'"))
    for number in range(1, 9):
        sheet = open_case(drawn, number)
        with drawn.ws.read() as session:
            case = session.get_one(RoundCaseRow, sheet.case_id)
            values = read_values(session, scheme_of(session, 1), [case.version_id])[case.version_id]
        held = msgspec.json.encode(sheet).decode()
        assert sheet.reference == ""
        for name in ("urn", "officer_id", "team", "supervisor_id", "place_text", "bwv_ref", "latitude"):
            if len(values.get(name, "")) > 3:  # a shorter one may be part of another word
                assert f'"{values[name]}"' not in held, name


# ------------------------------------------------------------------ answering


def test_an_answer_is_on_the_disk_when_it_is_told(practice_workspace_with_draw: Drawn, sheet: Sheet):
    drawn = practice_workspace_with_draw
    drawn.clock.advance(minutes=3)
    told = save(drawn, sheet, "SS1", "3", "Thin, but there.")
    assert (answers(told), notes(told)) == ({"SS1": "3"}, {"SS1": "Thin, but there."})
    assert (told.state, told.saved_at, told.can_undo) == (SheetState.STARTED, to_text(drawn.clock()), True)
    drawn.ws.close()
    again = builders.reopen(drawn.ws.folder)
    found = sheets.open_sheet(again, round_id=1, case_id=sheet.case_id).value
    assert found == told
    again.close()


def test_the_newest_answer_counts_and_the_older_stay(practice_workspace_with_draw: Drawn, sheet: Sheet):
    drawn = practice_workspace_with_draw
    for answer in ("4", "2", "", "X"):
        told = save(drawn, sheet, "SS1", answer)
        assert question(told, "SS1").answer == answer
    with drawn.ws.read() as session:
        assert session.scalars(select(AnswerRow.choice).order_by(AnswerRow.id)).all() == ["4", "2", "", "X"]
        assert session.scalars(select(AnswerRow.undone_seq)).all() == [None] * 4


def test_a_cleared_answer_is_missing_again_though_a_note_stays(practice_workspace_with_draw: Drawn, sheet: Sheet):
    drawn = practice_workspace_with_draw
    save(drawn, sheet, "SS1", "4", "A note.")
    told = save(drawn, sheet, "SS1", "", "A note.")
    assert (question(told, "SS1").answer, question(told, "SS1").note) == ("", "A note.")
    assert told.current is not None
    assert "SS1" in told.current.missing


def test_a_note_that_is_not_spoken_of_stays(practice_workspace_with_draw: Drawn, sheet: Sheet):
    drawn = practice_workspace_with_draw
    save(drawn, sheet, "SS1", "4", "A note.")
    told = sheets.save_answer(drawn.ws, sheet_id=sheet.sheet_id, question="SS1", answer="2").value
    assert (answers(told), notes(told)) == ({"SS1": "2"}, {"SS1": "A note."})
    assert notes(save(drawn, told, "SS1", "2", "")) == {}


def test_text_is_kept_beside_the_answer_and_nowhere_else(practice_workspace_with_draw: Drawn, sheet: Sheet):
    drawn = practice_workspace_with_draw
    save(drawn, sheet, "SS1", "4", "Quite a note.")
    sheet = grade_to(drawn, sheet, "reveal")
    save(drawn, sheet, "C11", "Words of the grader.")
    with drawn.ws.read() as session:
        given = session.scalars(select(AnswerRow.choice)).all()
        texts = session.scalars(select(AnswerTextRow.text)).all()
    assert texts == ["Quite a note.", "Words of the grader."]
    assert not {"Quite a note.", "Words of the grader."} & set(given)


def grade_to(drawn: Drawn, sheet: Sheet, stage: str) -> Sheet:
    while sheet.current and sheet.current.id != stage:
        sheet = lock(drawn.ws, answer_stage(drawn.ws, sheet))
    return sheet


@pytest.mark.parametrize("answer", ["5", "yes", "Grounds", " 4", "4 ", "not_applicable"])
def test_an_answer_off_the_scale_is_refused(practice_workspace_with_draw: Drawn, sheet: Sheet, answer: str):
    with pytest.raises(AppError, match="is no answer to SS1"):
        save(practice_workspace_with_draw, sheet, "SS1", answer)
    assert answers(open_case(practice_workspace_with_draw)) == {}


@pytest.mark.parametrize("name", ["C6", "C11", "SS7", "C2", "nonsense", ""])
def test_a_question_that_is_not_asked_now_is_refused(practice_workspace_with_draw: Drawn, sheet: Sheet, name: str):
    """Of a later stage, of the other role, of another form, of no scheme."""
    with pytest.raises(AppError, match="is not asked now"):
        save(practice_workspace_with_draw, sheet, name, "yes")


@pytest.mark.parametrize("sheet_id", [0, 99])
def test_there_is_no_such_sheet(practice_workspace_with_draw: Drawn, sheet_id: int):
    ws = practice_workspace_with_draw.ws
    for attempt in (
        lambda: sheets.save_answer(ws, sheet_id=sheet_id, question="C1", answer="no"),
        lambda: sheets.undo_answer(ws, sheet_id=sheet_id),
        lambda: sheets.lock_stage(ws, sheet_id=sheet_id, stage="record"),
    ):
        with pytest.raises(AppError, match="There is no sheet"):
            attempt()


# ------------------------------------------------------------------ locking


def test_stages_lock_in_order_and_show_the_next(practice_workspace_with_draw: Drawn, sheet: Sheet):
    drawn = practice_workspace_with_draw
    order = [stage.id for stage in sheet.stages]
    for at, stage in enumerate(order):
        for other in {"record", "video", "reveal", "nonsense"} - {stage}:
            with pytest.raises(AppError, match="not the one that is open"):
                sheets.lock_stage(drawn.ws, sheet_id=sheet.sheet_id, stage=other)
        sheet = lock(drawn.ws, answer_stage(drawn.ws, sheet))
        assert [item.locked for item in sheet.stages] == [place <= at for place in range(len(order))]
        assert [item.hidden for item in sheet.stages] == [place > at + 1 for place in range(len(order))]
    assert (sheet.state, sheet.current, sheet.can_undo) == (SheetState.DONE, None, False)
    with pytest.raises(AppError, match="not the one that is open"):
        sheets.lock_stage(drawn.ws, sheet_id=sheet.sheet_id, stage=order[-1])


def test_what_is_missing_is_named(practice_workspace_with_draw: Drawn, sheet: Sheet):
    drawn = practice_workspace_with_draw
    assert sheet.current is not None
    wanted = list(sheet.current.missing)
    assert len(wanted) > 2
    with pytest.raises(AppError) as told:
        lock(drawn.ws, sheet)
    assert f"{len(wanted)} questions still need an answer: {', '.join(wanted[:6])}." == told.value.what
    for name in wanted[:-1]:
        sheet = save(drawn, sheet, name, plain_answer(question(sheet, name)))
    assert sheet.current is not None
    with pytest.raises(AppError) as told:
        lock(drawn.ws, sheet)
    assert told.value.what == f"Still to answer: {question(sheet, sheet.current.missing[0]).text}"
    with drawn.ws.read() as session:
        assert session.scalars(select(SheetStageRow)).all() == []


def test_locked_answers_stand(practice_workspace_with_draw: Drawn, sheet: Sheet):
    drawn = practice_workspace_with_draw
    first = answer_stage(drawn.ws, sheet)
    given = answers(first)
    sheet = lock(drawn.ws, first)
    for name in given:
        with pytest.raises(AppError, match="is not asked now"):
            save(drawn, sheet, name, "no")
    assert not sheet.can_undo
    with pytest.raises(AppError, match="no answer to take back"):
        undo(drawn, sheet)
    done = grade(drawn.ws, sheet)
    assert answers(done).items() >= given.items()
    for name in answers(done):
        with pytest.raises(AppError, match="This sheet is locked"):
            save(drawn, done, name, "no")
    with pytest.raises(AppError, match="no answer to take back"):
        undo(drawn, done)
    assert answers(open_case(drawn)) == answers(done)


def test_the_log_says_when_a_sheet_became_a_verdict(practice_workspace_with_draw: Drawn, sheet: Sheet):
    drawn = practice_workspace_with_draw
    done = grade(drawn.ws, sheet)
    locks = [entry["details"] for entry in entries(drawn.ws) if entry["event"] == "stage_locked"]
    assert [entry["stage"] for entry in locks] == [stage.id for stage in done.stages]
    assert [entry.get("verdict") for entry in locks] == [None] * (len(locks) - 1) + [True]


# ------------------------------------------------------------------ taking back


def test_undo_goes_back_answer_by_answer_to_the_first(practice_workspace_with_draw: Drawn, sheet: Sheet):
    drawn = practice_workspace_with_draw
    given = [("SS1", "4"), ("SS2", "yes"), ("SS1", "2"), ("C8", "red"), ("SS1", "X"), ("SS2", "")]
    seen = [answers(sheet)]
    for name, answer in given:
        sheet = save(drawn, sheet, name, answer)
        seen.append(answers(sheet))
    for expected in reversed(seen[:-1]):
        assert sheet.can_undo
        sheet = undo(drawn, sheet)
        assert answers(sheet) == expected
    assert (sheet.can_undo, sheet.state) == (False, SheetState.TODO)
    with pytest.raises(AppError, match="no answer to take back"):
        undo(drawn, sheet)
    with drawn.ws.read() as session:
        rows = session.scalars(select(AnswerRow).order_by(AnswerRow.id)).all()
    assert [(row.question, row.choice) for row in rows] == given
    assert all(row.undone_seq is not None for row in rows)


def test_undo_brings_a_note_back_too(practice_workspace_with_draw: Drawn, sheet: Sheet):
    drawn = practice_workspace_with_draw
    save(drawn, sheet, "SS1", "4", "First thought.")
    save(drawn, sheet, "SS1", "1", "Second thought.")
    assert notes(undo(drawn, sheet)) == {"SS1": "First thought."}


def test_undo_stops_at_a_lock(practice_workspace_with_draw: Drawn, sheet: Sheet):
    drawn = practice_workspace_with_draw
    sheet = grade_to(drawn, sheet, "reveal")
    before = answers(sheet)
    assert not sheet.can_undo
    sheet = save(drawn, sheet, "C4", "yes")
    sheet = undo(drawn, sheet)
    assert answers(sheet) == before
    assert not sheet.can_undo


def test_sheets_do_not_touch_one_another(practice_workspace_with_draw: Drawn, sheet: Sheet):
    drawn = practice_workspace_with_draw
    other = save(drawn, open_case(drawn, 2), "SS1", "1")
    save(drawn, sheet, "SS1", "4")
    undo(drawn, sheet)
    with pytest.raises(AppError):
        undo(drawn, sheet)
    assert open_case(drawn, 2) == other


# ------------------------------------------------------------------ conflict


def test_a_conflict_takes_the_case_away(practice_workspace_with_draw: Drawn, sheet: Sheet):
    drawn = practice_workspace_with_draw
    sheet = answer_stage(drawn.ws, sheet)
    grounds = [text.text for stage in sheet.stages for text in stage.narratives]
    taken = save(drawn, sheet, "C1", "yes", "A neighbour.")
    assert taken.state is SheetState.CONFLICT
    assert entries(drawn.ws)[-1]["details"]["conflict"] is True
    held = msgspec.json.encode(taken.stages).decode()
    assert all(not stage.groups and not stage.narratives for stage in taken.stages)
    assert all(msgspec.json.encode(words).decode() not in held for words in grounds if words)
    with pytest.raises(AppError, match="taken away from you"):
        sheets.lock_stage(drawn.ws, sheet_id=sheet.sheet_id, stage="record")
    with pytest.raises(AppError, match="taken away from you"):
        save(drawn, sheet, "SS1", "4")
    assert open_case(drawn).state is SheetState.CONFLICT


@pytest.mark.parametrize("way", ["undo", "answer again"])
def test_a_conflict_declared_by_a_slip_can_be_put_right(practice_workspace_with_draw: Drawn, sheet: Sheet, way: str):
    drawn = practice_workspace_with_draw
    save(drawn, sheet, "C1", "no")
    save(drawn, sheet, "C1", "yes")
    again = undo(drawn, sheet) if way == "undo" else save(drawn, sheet, "C1", "no")
    assert again.state is SheetState.STARTED
    assert again.current is not None
    assert again.current.groups


# ------------------------------------------------------------------ the scheme as it was


def test_an_open_round_keeps_the_scheme_it_was_drawn_with(
    practice_workspace_with_draw: Drawn, sheet: Sheet, monkeypatch
):
    """The installation is updated between two answers: other words, another label."""
    drawn = practice_workspace_with_draw
    before = question(sheet, "SS1")
    library = libraries.load_library("cheshire")
    monkeypatch.setitem(library.schemes, "stop_search", changed_scheme(library.scheme("stop_search")))
    after = open_case(drawn)
    assert question(after, "SS1") == before
    assert question(save(drawn, after, "SS1", "3"), "SS1").answer == "3"
    second = builders.seal(drawn.ws)
    draw = builders.draw(drawn.ws, second.frame_id)
    opened = builders.open_round(drawn.ws, draw.draw_id)
    case = builders.case_ids(drawn.ws, opened.round_id)[0]
    fresh = sheets.open_sheet(drawn.ws, round_id=opened.round_id, case_id=case).value
    assert question(fresh, "SS1").text == "Another wording?"
    assert question(open_case(drawn), "SS1").text == before.text
    assert rounds.list_rounds(drawn.ws)[0].kind_label == "A newer label"
    assert rounds.list_rounds(drawn.ws)[1].kind_label == drawn.round.kind_label


def changed_scheme(scheme: Scheme) -> Scheme:
    questions = tuple(
        msgspec.structs.replace(item, text={"en": "Another wording?"}) if item.id == "SS1" else item
        for item in scheme.questions
    )
    return msgspec.structs.replace(
        scheme, version=scheme.version + 1, questions=questions, label={"en": "A newer label"}
    )
