"""How a sample was drawn tells no grader, case by case, what they are to grade without knowing it."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import msgspec
import pytest
from sqlalchemy import select

from app.core.shapes.meetings import Presence
from app.core.shapes.packs import SamplePack
from app.core.shapes.panel_packs import PanelDraw, PanelPack
from app.core.shapes.papers import PaperHow
from app.models.frames import DrawRow, FrameRow
from app.models.papers import PaperShapeRow
from app.models.rounds import RoundCaseRow
from app.services.drawing import bundles, replacing
from app.services.drawing.blinding import Blind, blind_cases
from app.services.drawing.draws import draw_view
from app.services.drawing.frame_views import scheme_of
from app.services.grading import month_views, rounds, sheets
from app.services.panels import meetings
from app.services.papers import draw_papers, panel_packs
from app.services.workspace import Workspace
from app.ui.ceremony.drawn_step import shown_cases
from tests import meeting_room as room_for
from tests.builders import FixedClock, case_ids, draw, grade, import_file, import_practice, seal
from tests.coordinated import open_coordinator
from tests.many_rows import FILES, PRACTICE
from tests.meeting_room import Room

BLIND = ("sde_code", "outcome")


@pytest.fixture(params=BLIND)
def met(tmp_path: Path, request: pytest.FixtureRequest) -> Iterator[Workspace]:
    """A panel's meeting over a draw in groups by what is shown last, all its cases released."""
    ws = open_coordinator(tmp_path / "workspace")
    for name in FILES["stop_search"]:
        import_file(ws, PRACTICE / name, kind="stop_search")
    draw(ws, seal(ws, size=12, reserves=3, form="panel_short", strata=(request.param,), join_small=True).frame_id)
    meetings.set_up_meeting(ws, room_for.plan_of(1))
    room_for.let_all_go(ws)
    yield ws
    ws.close()


def documents(ws: Workspace, folder: Path) -> dict[str, tuple[PanelDraw, ...]]:
    """What each document of the pack says of the draws."""
    panel_packs.write_panel_pack(ws, round_id=1, file=folder / "pack.pdf")
    with ws.read() as session:
        bodies = session.scalars(select(PaperShapeRow.body)).all()
    packs = [msgspec.json.decode(body or b"", type=PanelPack) for body in bodies]
    return {pack.stage.id: pack.draws for pack in packs}


def test_the_first_document_of_a_panel_is_silent_on_groups_and_the_stage_that_shows_them_tells(
    met: Workspace, tmp_path: Path
):
    with met.read() as session:
        row = session.get_one(DrawRow, 1)
        drawn = draw_view(session, row)
        frame = session.get_one(FrameRow, row.frame_id)
        facet = scheme_of(session, frame.scheme_id).field(frame.design["strata_by"][0]).label["en"]
    told = documents(met, tmp_path)
    (first,), (last,) = told["record"], told["reveal"]
    assert first.cases == tuple((at, code, "") for at, code in enumerate(sorted(one.token for one in drawn.cases), 1))
    assert (first.how.strata, first.how.strata_facet, first.how.groups_later) == ((), "", True)
    body = msgspec.json.encode(first).decode()
    assert facet not in body
    assert not any(one.ticket in body for one in (*drawn.cases, *drawn.reserves))
    assert row.seed not in body, "with the seed anyone can work the draw numbers out"
    assert not any(f'"{one.stratum}"' in body for one in drawn.cases)
    assert not told.get("video")
    assert (last.how.strata_facet, last.how.groups_later, last.how.seed) == (facet, False, row.seed)
    assert sum(line.size for line in last.how.strata) == 12
    assert {code: ticket for _, code, ticket in last.cases} == {one.token: one.ticket for one in drawn.cases}


def test_a_meeting_goes_through_its_cases_by_code_where_the_order_drawn_would_tell_groups(met: Workspace):
    with met.read() as session:
        rows = session.scalars(select(RoundCaseRow).order_by(RoundCaseRow.position)).all()
        codes, groups = [row.token.hex() for row in rows], draw_view(session, session.get_one(DrawRow, 1)).cases
    assert len({one.stratum for one in groups}) > 1
    assert codes == sorted(codes)
    assert codes != [one.token for one in groups]


def test_a_room_that_watches_the_draw_sees_the_cases_in_the_same_order(met: Workspace):
    with met.read() as session:
        shown = shown_cases(draw_view(session, session.get_one(DrawRow, 1)), {})
    codes = [one.token for one in shown if one.name.startswith("Case")]
    assert codes == sorted(codes)


@pytest.mark.parametrize("role", ["volunteer", "line_manager"])
def test_lines_are_the_same_whichever_group_the_cases_came_from(met: Workspace, role):
    with met.read() as session:
        row = session.get_one(DrawRow, 1)
        frame, cases = session.get_one(FrameRow, row.frame_id), draw_view(session, row).cases
        scheme, blind = scheme_of(session, frame.scheme_id), Blind(role=role, kept_back="kept back")
        lines = blind_cases(scheme, frame, cases, blind)
        for turn in range(1, len(cases)):
            others = zip(cases, (*cases[turn:], *cases[:turn]), strict=True)
            moved = tuple(replace(one, stratum=other.stratum, ticket=other.ticket) for one, other in others)
            assert blind_cases(scheme, frame, tuple(sorted(moved, key=lambda one: one.stratum)), blind) == lines


@pytest.mark.parametrize("facet", BLIND)
def test_a_line_managers_pack_tells_no_group_either_and_counts_like_the_queue(
    workspace: Workspace, tmp_path: Path, facet: str
):
    import_practice(workspace)
    seal(workspace, strata=(facet,), join_small=True, size=20, reserves=4)
    draw(workspace)
    rounds.open_round(workspace, draw_id=1)
    draw_papers.write_pack(workspace, draw_id=1, file=tmp_path / "pack.pdf")
    with workspace.read() as session:
        body = session.scalars(select(PaperShapeRow.body)).one()
        drawn = draw_view(session, session.get_one(DrawRow, 1))
        queue = session.execute(select(RoundCaseRow.position, RoundCaseRow.token)).all()
    pack = msgspec.json.decode(body or b"", type=SamplePack)
    assert {(case.number, case.token) for case in pack.cases} == {(at, token.hex()) for at, token in queue}
    assert [case.token for case in pack.cases] == sorted(case.token for case in drawn.cases)
    assert (pack.how_drawn.strata, pack.how_drawn.strata_facet) == ((), "")
    assert not any(one.ticket.encode() in (body or b"") for one in (*drawn.cases, *drawn.reserves))
    assert (pack.how_drawn.seed, drawn.seed.encode() in (body or b"")) == ("", False)
    assert {case.stratum for case in pack.cases} == {"kept back until graded"}


def test_a_list_in_one_part_is_graded_in_the_order_drawn(workspace: Workspace):
    import_practice(workspace)
    seal(workspace, size=6)
    drawn = draw(workspace)
    rounds.open_round(workspace, draw_id=1)
    with workspace.read() as session:
        queue = session.scalars(select(RoundCaseRow.token).order_by(RoundCaseRow.position)).all()
    assert [token.hex() for token in queue] == [case.token for case in drawn.cases]


# ------------------------------------------------------------------ who writes the groups down is told to keep them
KEEP = "Give it to no one who will grade these cases before they have."


def test_who_makes_a_certificate_or_a_bundle_before_the_cases_are_graded_is_told(met: Workspace, tmp_path: Path):
    paper = draw_papers.write_certificate(met, draw_id=1, file=tmp_path / "c.pdf", how=PaperHow(copies=2))
    assert paper.told == ("This paper says which group each case is in.", KEEP), "once, for all copies"
    bundle = bundles.write_bundle(met, draw_id=1, file=tmp_path / "b.zip")
    assert bundle.told == ("This bundle says which group each case is in.", KEEP)


def test_nobody_is_told_once_all_that_stands_is_graded(workspace: Workspace, tmp_path: Path):
    import_practice(workspace)
    frame = seal(workspace, strata=("sde_code",), join_small=True, size=3, reserves=1)
    drawn = draw(workspace, frame.frame_id)
    rounds.open_round(workspace, draw_id=1)
    *first, last = case_ids(workspace)
    for case in first:
        grade(workspace, sheets.open_sheet(workspace, round_id=1, case_id=case).value)
    assert KEEP in bundles.write_bundle(workspace, draw_id=1, file=tmp_path / "b.zip").told, "one is still to grade"
    with workspace.read() as session:
        token = session.get_one(RoundCaseRow, last).token.hex()
    replacing.withhold(workspace, draw_id=drawn.draw_id, token=token, reason="safety")
    assert bundles.write_bundle(workspace, draw_id=1, file=tmp_path / "b.zip").told == ()
    assert draw_papers.write_certificate(workspace, draw_id=1, file=tmp_path / "c.pdf").told == ()


def test_a_month_closed_with_cases_left_may_still_be_graded(workspace: Workspace, tmp_path: Path):
    import_practice(workspace)
    draw(workspace, seal(workspace, strata=("sde_code",), join_small=True, size=3, reserves=1).frame_id)
    rounds.open_round(workspace, draw_id=1)
    month_views.close_month(workspace, round_id=1, unfinished=True)
    assert KEEP in bundles.write_bundle(workspace, draw_id=1, file=tmp_path / "b.zip").told
    for case in case_ids(workspace):
        grade(workspace, sheets.open_sheet(workspace, round_id=1, case_id=case).value)
    assert bundles.write_bundle(workspace, draw_id=1, file=tmp_path / "b.zip").told == ()


@pytest.mark.parametrize("facet", [("outcome", "nfa"), ("sde_code", "W1")])
def test_of_a_list_that_is_not_divided_what_it_was_narrowed_by_is_told_from_the_notice_on(
    workspace: Workspace, tmp_path: Path, facet: tuple[str, str]
):
    import_practice(workspace)
    frame = seal(workspace, where=(facet, ("lpu", "crewe")), size=1, reserves=0)
    with workspace.read() as session:
        label = scheme_of(session, 1).field(facet[0]).label["en"]
    narrowed = f"says what the list was narrowed by: {label}."
    notice = draw_papers.write_notice(workspace, frame_id=frame.frame_id, file=tmp_path / "n.pdf")
    assert notice.told == (f"This paper {narrowed}", KEEP)
    draw(workspace, frame.frame_id)
    paper = draw_papers.write_certificate(workspace, draw_id=1, file=tmp_path / "c.pdf")
    bundle = bundles.write_bundle(workspace, draw_id=1, file=tmp_path / "b.zip")
    assert (paper.told, bundle.told) == ((f"This paper {narrowed}", KEEP), (f"This bundle {narrowed}", KEEP))


def test_what_the_panel_agreed_on_first_is_not_graded_to_its_end(met: Workspace, tmp_path: Path):
    room = Room(ws=met, clock=FixedClock(), round_id=1)
    room_for.everyone_comes(room)
    meetings.open_meeting(met, round_id=1)
    tokens = [case.token for case in room.view.cases]
    for token in tokens[1:]:
        replacing.withhold(met, draw_id=1, token=token, reason="safety")
    room_for.grade_all(room)
    room_for.agree_all(room)
    assert KEEP in bundles.write_bundle(met, draw_id=1, file=tmp_path / "b.zip").told, "the reveal is still to come"
    for seat in range(1, len(room.seats) + 1):
        room.mark(seat, Presence.LEFT)
    meetings.close_meeting(met, round_id=1)
    assert bundles.write_bundle(met, draw_id=1, file=tmp_path / "b.zip").told == ()


@pytest.mark.parametrize("chosen", [{}, {"strata": ("lpu",)}, {"where": (("lpu", "crewe"),)}])
def test_nobody_is_told_where_graders_may_know_the_groups(workspace: Workspace, tmp_path: Path, chosen: dict[str, Any]):
    import_practice(workspace)
    frame = seal(workspace, **chosen, join_small=True)
    assert draw_papers.write_notice(workspace, frame_id=frame.frame_id, file=tmp_path / "n.pdf").told == ()
    draw(workspace, frame.frame_id)
    assert bundles.write_bundle(workspace, draw_id=1, file=tmp_path / "b.zip").told == ()
    assert draw_papers.write_certificate(workspace, draw_id=1, file=tmp_path / "c.pdf").told == ()
