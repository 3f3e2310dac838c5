"""The report of a meeting: known numbers stand in its text, nothing of what was not seen is in any byte of it."""

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from fractions import Fraction
from io import BytesIO
from pathlib import Path

import msgspec
import pikepdf
import pytest
from sqlalchemy import select

from app.core.errors import AppError
from app.core.shapes.actions import NewAction
from app.core.shapes.meetings import Presence
from app.core.shapes.papers import PaperHow, PrintSize
from app.core.shapes.reports import MeetingReport, ReportChoice
from app.core.stats.interval import limits
from app.export.report import meeting_report
from app.models.papers import PaperRow, PaperShapeRow
from app.models.records import CaseRow
from app.services.audits import verify_audit
from app.services.drawing import replacing
from app.services.grading import actions, sheets
from app.services.papers import reports
from app.services.workspace import Workspace
from tests import meeting_room as room_for
from tests import panels
from tests.builders import SEED, entries, import_practice
from tests.coordinated import open_coordinator
from tests.export.papers import Node, faults, structure
from tests.graded_rounds import graded_panel, panel_of_three
from tests.meeting_room import MEMBERS, Room
from tests.people import WORDS, add, signed_in_as

SEEN, UNSEEN = "Clear reasons, I thought.", "Zanzibar lies in the sea."


@pytest.fixture
def panel(tmp_path: Path) -> Iterator[Workspace]:
    """A panel of five on eight of 304 cases: it saw four of them, and agreed on green, green, amber and red."""
    ws = graded_panel(tmp_path)
    yield ws
    ws.close()


def report_of(ws: Workspace, folder: Path, **options) -> tuple[bytes, MeetingReport]:
    """The report as bytes, and the shape that is kept."""
    file = folder / "report.pdf"
    reports.write_report(ws, round_id=1, file=file, **options)
    with ws.read() as session:
        number = session.scalars(select(PaperRow.id).order_by(PaperRow.id.desc())).first()
        kept = session.get_one(PaperShapeRow, number).body or b""
    return file.read_bytes(), msgspec.json.decode(kept, type=MeetingReport)


def rows(node: Node) -> list[list[str]]:
    """The rows of every table, cell by cell."""
    return [[cell.words for cell in row.children] for row in node.all("TR")]


def every_byte(data: bytes) -> bytes:
    """A file with all that is packed in it unpacked."""
    found = bytearray(data)
    with pikepdf.open(BytesIO(data)) as pdf:
        for thing in pdf.objects:
            found += thing.read_bytes() if isinstance(thing, pikepdf.Stream) else str(thing).encode()
    return bytes(found)


def test_known_numbers_stand_in_its_text(panel: Workspace, tmp_path: Path) -> None:
    data, shape = report_of(panel, tmp_path)
    tree = structure(data)
    table = rows(tree)
    for line in (
        ["Green: good", "11", "2"],  # ggggg gggar ggaaa rrrrg: 5 + 3 + 2 + 1, and agreed on two cases
        ["Amber: something to learn", "4", "1"],
        ["Red: serious concern", "5", "1"],
        ["Community", "5", "5", "0"],
    ):
        assert line in table
    assert "The panel looked at 4 cases of 8." in tree.words
    assert "It agreed a view on 4 of" in tree.words
    (kind,) = shape.kinds
    (overall,) = (one for one in kind.questions if one.question == "C8")
    assert (overall.seats, overall.agreed, overall.not_agreed, overall.no_view) == (20, 4, 0, 0)
    (line,) = (one for one in kind.agreement if one.question == "C8")
    assert (line.cases, line.unanimous) == (4, 1)
    assert "Cases that all their graders gave the same answer: 1 of 4." in tree.words


def test_the_limits_are_those_of_the_exact_sums(panel: Workspace, tmp_path: Path) -> None:
    data, shape = report_of(panel, tmp_path)
    words = structure(data).words
    (draw,) = shape.draws
    (line,) = (one for one in draw.rates.lines if one.question == "C8")
    exact = limits(304, 4, 1, Fraction(95, 100))
    assert (line.figure.failing, line.figure.counted, line.figure.population) == (1, 4, 304)
    assert (line.figure.lower, line.figure.upper) == (exact.lower, exact.upper)
    assert f"between {exact.lower:,} and {exact.upper:,} of all 304 would (95% confidence)" in words
    (figure,) = (one for one in structure(data).all("Figure") if "All questions at a glance" in one.alternative)
    assert f"C8. Overall, how do you grade this case on the record?: {exact.lower} to {exact.upper} of 304" in (
        figure.alternative
    )


def test_every_chart_says_its_numbers_and_has_them_in_a_table(panel: Workspace, tmp_path: Path) -> None:
    tree = structure(report_of(panel, tmp_path)[0])
    (figure,) = (one for one in tree.all("Figure") if one.alternative.startswith("C8."))
    assert figure.alternative == (
        "C8. Answers of members over 4 cases. Green: good: 11 of 20; Amber: something to learn: 4 of 20; "
        "Red: serious concern: 5 of 20; Cannot tell: nobody."
    )
    assert "11 of 20" in figure.words


def test_a_case_has_its_spread_and_its_view_with_votes(panel: Workspace, tmp_path: Path) -> None:
    _, shape = report_of(panel, tmp_path)
    second = shape.cases[1]
    (view,) = (one for one in second.views if one.question == "C8")
    assert (view.spread, view.view, view.votes) == (
        "3 Green: good, 1 Amber: something to learn, 1 Red: serious concern",
        "Green: good",
        "3 for, 0 against, 0 abstained",
    )


def test_what_was_not_seen_is_named_and_not_told(panel: Workspace, tmp_path: Path) -> None:
    data, shape = report_of(panel, tmp_path)
    assert [bool(one.views) for one in shape.cases] == [True] * 4 + [False] * 4
    assert "The panel did not see how grades of “The record” spread: cases 5, 6, 7 and 8." in structure(data).words


def test_at_the_end_too_only_what_was_seen_is_in_any_figure(panel: Workspace, tmp_path: Path) -> None:
    panels.close(panel, 1)
    _, shape = report_of(panel, tmp_path)
    assert {line.cases for kind in shape.kinds for line in kind.agreement if line.question == "C8"} == {4}
    assert {one.cases for one in shape.kinds[0].questions if one.question == "C8"} == {4}


def test_nobody_is_named_and_no_reference_stands_in_it(panel: Workspace, tmp_path: Path) -> None:
    data, _ = report_of(panel, tmp_path)
    everything = every_byte(data).decode("latin-1") + structure(data).words
    with panel.read() as session:
        keys = [key for key in session.scalars(select(CaseRow.key)) if key]
    assert keys
    assert not [key for key in keys if key in everything]
    assert "Member 1" not in everything
    named = structure(report_of(panel, tmp_path, choice=ReportChoice(names=True))[0]).words
    assert "The panel agreed that its members are named: Member 1, Member 2" in named


# ------------------------------------------------------------------ a meeting that was held
@pytest.fixture(scope="module")
def held(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Room]:
    """Two cases: the first graded and agreed to its end, with a note and a reason; the second graded, and not seen."""
    room = room_for.opened(tmp_path_factory.mktemp("held") / "workspace", size=2)
    for case, note in ((1, SEEN), (2, UNSEEN)):
        sheets.save_answer(
            room.ws, sheet_id=room.sheet(1, case).sheet_id, question="SS1", answer="4", note=note, reasons=["specific"]
        )
    room_for.finish(room, 1)
    room_for.grade_all(room, 2)
    actions.add_action(
        room.ws,
        NewAction(
            round_id=1, case_number=1, rung="advice", due=date(2025, 8, 1), task="Tell the team.", owner="Sergeant"
        ),
    )
    yield room
    room.ws.close()


def test_good_practice_actions_and_words(held: Room, tmp_path: Path) -> None:
    plain = structure(report_of(held.ws, tmp_path)[0]).words
    assert "How strong are the grounds in the record? Strong Case 1: Specific information (1)" in plain
    assert "Tell the team. Asked of: Sergeant Case 1. Open 1 August 2025" in plain
    assert SEEN not in plain
    assert "What members wrote on 1 case is not printed here." in plain
    told = structure(report_of(held.ws, tmp_path, choice=ReportChoice(words=True))[0]).words
    assert SEEN in told


def test_nothing_of_an_unseen_stage_is_in_any_byte(held: Room, tmp_path: Path) -> None:
    data, shape = report_of(held.ws, tmp_path, choice=ReportChoice(words=True))
    assert UNSEEN.encode() not in every_byte(data) + msgspec.json.encode(shape)
    assert "Zanzibar" not in structure(data).words
    assert not any(name.name in structure(data).words for name in MEMBERS)
    assert shape.cases[1].views == ()


@pytest.mark.parametrize("size", PrintSize)
def test_each_size_keeps_both_standards_and_is_made_again_byte_for_byte(
    held: Room, tmp_path: Path, size: PrintSize
) -> None:
    data, shape = report_of(held.ws, tmp_path, how=PaperHow(size=size))
    assert faults(data, "ua1", tmp_path) == []
    assert faults(data, "2a", tmp_path) == []
    assert meeting_report(shape, base_size=size.value) == data
    assert re.fullmatch(r"R1 report, copy \d+", shape.issue.number)
    last = entries(held.ws)[-1]
    assert (last["act"], last["event"], last["details"]["round_id"]) == ("disclose", "report_made", 1)
    assert verify_audit(held.ws).problems == ()


def test_a_member_who_left_is_counted_as_that(tmp_path: Path) -> None:
    room = room_for.opened(tmp_path / "workspace", size=1)
    room.mark(4, Presence.LEFT)
    room_for.grade_all(room, but=[4])
    room_for.agree_all(room)
    _, shape = report_of(room.ws, tmp_path)
    police = next(line for line in shape.attendance if line.affiliation == "police")
    assert (police.asked, police.came, police.left) == (1, 1, 1)
    assert shape.cases[0].states == "The record: 1 absent"
    room.ws.close()


# ------------------------------------------------------------------ how cases were chosen
def test_groups_by_officer_are_told_by_label_and_a_case_set_aside_with_its_reason(tmp_path: Path) -> None:
    ws = open_coordinator(tmp_path / "workspace")
    panels.small_list(ws, tmp_path, 6, Officer=[f"OFFICER-{at % 2}" for at in range(6)])
    draw = panels.draw_for_panel(ws, SEED, per=("officer_id", 2), size=0, reserves=0)
    panels.panel(ws, draw, 2)
    panels.give(ws, 1, "C8", ["gg", "gg", "gg", "gg"], {"g": "green"})
    panels.see(ws, 1, 1)
    panels.agree(ws, 1, "C8", {1: "green"})
    with ws.read() as session:
        token = panels.cases_of(session, 1)[3].token.hex()
    replacing.withhold(ws, draw_id=draw, token=token, reason="safety")
    panels.close(ws, 1)
    data, shape = report_of(ws, tmp_path)
    assert [line.name for line in shape.draws[0].how.strata] == ["S01", "S02"]
    assert b"OFFICER-" not in every_byte(data) + msgspec.json.encode(shape)
    assert "OFFICER-" not in structure(data).words
    (aside,) = shape.aside
    assert (aside.number, aside.what, aside.reason) == (4, "Withheld from the panel", "Someone could come to harm")
    assert [one.number for one in shape.cases] == [1, 2, 3]
    ws.close()


def test_while_it_goes_on_a_theme_that_would_sway_is_kept_back_and_told_at_its_end(tmp_path: Path) -> None:
    ws = open_coordinator(tmp_path / "workspace")
    import_practice(ws)
    theme = {"where": (("outcome", "arrest"),), "size": 2, "reserves": 0}
    panels.panel(ws, panels.draw_for_panel(ws, SEED, **theme), 2)
    panels.give(ws, 1, "C8", ["gg"], {"g": "green"})
    panels.see(ws, 1, 1)
    panels.agree(ws, 1, "C8", {1: "green"})
    going_on = structure(report_of(ws, tmp_path)[0]).words
    assert "The meeting is not closed: this is how things stand now." in going_on
    assert "Outcome kept back from the panel" in going_on
    assert "Outcome: kept back from the panel" in going_on
    assert "Arrest" not in going_on
    panels.close(ws, 1)
    data, shape = report_of(ws, tmp_path)
    assert shape.draws[0].how.filters[0][1] == "Arrest"
    assert "The list was narrowed to a theme before the draw" in structure(data).words
    ws.close()


# ------------------------------------------------------------------ whatever is in it
HOSTILE = "</para><b>x</b> {seal} %s \u202e\x07 مرحبا 🔪 " + "W" * 300


@pytest.mark.parametrize("size", [11, 24])
def test_any_text_is_printed_and_keeps_both_standards(held: Room, tmp_path: Path, size: int) -> None:
    _, shape = report_of(held.ws, tmp_path, choice=ReportChoice(words=True))
    (kind,) = shape.kinds
    text = HOSTILE * 12
    case = replace(shape.cases[0], words=((HOSTILE, (text, "")),), states=HOSTILE)
    case = replace(case, views=tuple(replace(view, text=HOSTILE) for view in case.views))
    named = replace(shape.attendance[0], names=(HOSTILE,), affiliation=HOSTILE)
    todo = replace(shape.actions[0], task=text, owner=HOSTILE)
    questions = tuple(replace(one, text=HOSTILE) for one in kind.questions)
    told = replace(
        shape,
        subtitle=HOSTILE,
        facts=((HOSTILE, text),),
        attendance=(named,),
        kinds=(replace(kind, kind_label=HOSTILE, questions=questions),),
        cases=(case,) * 3,
        actions=(todo,),
        left_out=(text,),
    )
    data = meeting_report(told, base_size=size)
    assert faults(data, "ua1", tmp_path) == []
    assert faults(data, "2a", tmp_path) == []
    assert "</para><b>x</b> {seal} %s" in structure(data).words


def test_a_report_with_as_little_as_may_be(held: Room, tmp_path: Path) -> None:
    _, shape = report_of(held.ws, tmp_path)
    bare = replace(
        shape, short=(), facts=(), attendance=(), attended=(), draws=(), kinds=(), cases=(), actions=(), left_out=()
    )
    data = meeting_report(bare)
    assert faults(data, "ua1", tmp_path) == []
    words = structure(data).words
    assert "No action was raised." in words
    assert "The panel found no element missing." in words


# ------------------------------------------------------------------ refused
def test_a_panel_that_has_seen_nothing_has_no_report(tmp_path: Path) -> None:
    ws = panel_of_three(tmp_path)
    panels.give(ws, 1, "C8", ["ggg"], {"g": "green"})
    with pytest.raises(AppError, match="has not seen yet how its grades spread"):
        reports.write_report(ws, round_id=1, file=tmp_path / "report.pdf")
    assert not (tmp_path / "report.pdf").exists()
    with pytest.raises(AppError, match="There is no meeting R7"):
        reports.write_report(ws, round_id=7, file=tmp_path / "report.pdf")
    ws.close()


@pytest.mark.parametrize("role", ["line_manager", "chair", "auditor"])
def test_only_who_may_make_papers_of_cases_and_see_spreads_makes_it(
    panel: Workspace, tmp_path: Path, role: str
) -> None:
    add(panel, "Somebody else", role, WORDS)
    other = signed_in_as(panel, WORDS)
    with pytest.raises(AppError, match="may not"):
        reports.write_report(other, round_id=1, file=tmp_path / "report.pdf")
    other.close()
