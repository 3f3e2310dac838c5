"""What a public summary tells beside its counts: who took part, how cases were drawn, what was asked for."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import select

from app.core.errors import AppError
from app.core.shapes.actions import NewAction
from app.models.frames import DrawRow, FrameCaseRow
from app.models.rounds import RoundDrawRow
from app.services.drawing import draws, lodging, replacing
from app.services.drawing.standing import standing_of
from app.services.grading import actions
from app.services.grading.rounds import join_round
from app.services.workspace import Workspace
from tests import panels
from tests.builders import SEED, draw, seal
from tests.people import WORDS, add, signed_in_as
from tests.summarised import RAG, listed, question_of, summarise, told
from tests.summary_attacker import read_text


@pytest.fixture
def sixty(tmp_path: Path) -> Iterator[Workspace]:
    """Sixty searches."""
    ws = listed(tmp_path, 60)
    yield ws
    ws.close()


def held(ws: Workspace, size: int = 20, **choice) -> int:
    """A closed meeting over a draw in which every case was green."""
    round_id = panels.panel(ws, panels.draw_for_panel(ws, SEED, size=size, **choice), seats=3)
    panels.agree(ws, round_id, "C8", dict.fromkeys(range(1, size + 1), RAG[0]))
    panels.close(ws, round_id)
    return round_id


def ask_for(ws: Workspace, count: int, *, replied: int = 0) -> None:
    for at in range(count):
        new = NewAction(
            round_id=1, rung="training", due=date(2025, 7, 15), task="Show a good record.", owner="Somebody"
        )
        made = actions.add_action(ws, new).value
        if at < replied:
            reply(ws, made.action_id)


def reply(ws: Workspace, action: int) -> None:
    actions.reply_action(ws, action_id=action, text="It was shown.", said_by="Somebody")


def test_how_the_cases_were_drawn_is_told_in_plain_words(sixty: Workspace, tmp_path: Path):
    found = summarise(sixty, tmp_path, held(sixty)).meetings[0].draws[0]
    assert found.heading == "Stop and search, 1 to 30 June 2025"
    assert found.how[0].startswith("A list of 60 cases was closed and sealed on ")
    assert found.how[0].endswith("The list is not divided: every case in it has the same chance.")
    assert found.how[1].startswith("20 cases were drawn from it on ")
    assert found.how[2:] == (
        "Seal and plan were not lodged with anyone before the draw.",
        "No case was replaced or kept back.",
        "Anyone can check this. Ask for the draw certificate and the check bundle of draw D1: they show how each case "
        "was drawn, and hold nothing about a person.",
    )


def test_a_list_that_was_narrowed_says_to_what_and_one_with_a_tiny_group_is_for_an_auditor(tmp_path: Path):
    ws = listed(tmp_path, 60, Age=["20"] * 57 + ["40"] * 3)
    narrowed = summarise(ws, tmp_path, held(ws, where=(("age_band", "18-24"),))).meetings[0].draws[0]
    assert any("It was narrowed before the draw" in line and "18" in line for line in narrowed.how)
    ws.close()
    folder = tmp_path / "b"
    folder.mkdir()
    ws = listed(folder, 60, Age=["20"] * 57 + ["40"] * 3)
    tiny = summarise(ws, folder, held(ws, strata=("age_band",))).meetings[0].draws[0]
    assert tiny.how[-1].startswith("An auditor can check this")
    ws.close()


def test_where_a_group_was_taken_whole_a_0_is_small_too(tmp_path: Path):
    ws = listed(tmp_path, 60, Age=["20"] * 55 + ["40"] * 5)
    rule = ((("age_band", "over-34"),),)
    made = summarise(ws, tmp_path, held(ws, take_all=rule))
    assert told(question_of(made))[1:] == [*["fewer than 5"] * 3, "5"], "20 by lot, and 5 without a view by the rule"
    assert "means 0 to 4" in made.meetings[0].draws[0].few
    ws.close()


def test_that_the_seal_was_lodged_is_told_without_a_name(sixty: Workspace, tmp_path: Path):
    frame = seal(sixty, form="panel_short", size=20)
    lodging.lodge(sixty, frame_id=frame.frame_id, to="Quillfeather, the chair", how="paper")
    number = panels.panel(sixty, draw(sixty, frame.frame_id).draw_id, seats=3)
    panels.close(sixty, number)
    made = summarise(sixty, tmp_path, number)
    assert "Seal and plan were lodged with somebody outside before the draw." in made.meetings[0].draws[0].how
    assert "Quillfeather" not in (tmp_path / "s.txt").read_text("utf-8")


def test_replaced_and_kept_back_cases_are_counted(sixty: Workspace, tmp_path: Path):
    draw_id = panels.draw_for_panel(sixty, SEED, size=20)
    tokens = [case.token for case in draws.read_draw(sixty, draw_id).cases]
    replacing.replace(sixty, draw_id=draw_id, token=tokens[0], reason="duplicate")
    replacing.withhold(sixty, draw_id=draw_id, token=tokens[1], reason="safety")
    number = panels.panel(sixty, draw_id, seats=3)
    panels.close(sixty, number)
    found = summarise(sixty, tmp_path, number).meetings[0].draws[0]
    assert "1 case was replaced, for a reason that was fixed before the draw." in found.how
    assert "1 case was kept back from the panel, for a reason that was fixed before the draw." in found.how
    assert found.cases.startswith("19 cases were put before the panel, ")


def both_held(ws: Workspace, size: int) -> int:
    """A closed meeting over two draws of one list, in which the last case of the first draw that both have was red."""
    one, two = (panels.draw_for_panel(ws, seed, size=size, reserves=0) for seed in (SEED, "9" * 24))
    round_id = panels.panel(ws, one, seats=3)
    with ws.write(panels.EVENT) as work:
        work.session.add(RoundDrawRow(round_id=round_id, draw_id=two))
        wanted = select(FrameCaseRow).where(FrameCaseRow.id.in_(standing_of(work.session, two).called))
        listed_too = work.session.scalars(wanted).all()
        join_round(work.session, round_id, work.session.get_one(DrawRow, two), listed_too)
        rows = panels.cases_of(work.session, round_id)
        shared = {case.case_id for case in listed_too} & {row.case_id for row in rows if row.draw_id == one}
        red = max(row.position for row in rows if row.case_id in shared)
    panels.agree(ws, round_id, "C8", {row.position: RAG[2 if row.position == red else 0] for row in rows})
    panels.close(ws, round_id)
    return round_id


def test_of_a_draw_that_shares_cases_with_another_nothing_is_told(sixty: Workspace, tmp_path: Path):
    first, second = summarise(sixty, tmp_path, both_held(sixty, 20)).meetings[0].draws
    assert told(next(one for one in first.questions if one.id == "C8"))[:3] == ["16 to 19", "0", "fewer than 5"]
    assert (second.questions, second.few) == ((), "")
    assert second.not_told.startswith("What the panel found is not shown for this draw: some of its cases")
    assert second.cases == first.cases == "20 cases were put before the panel, drawn by lot from a list of 60."
    text = (tmp_path / "s.txt").read_text("utf-8")
    assert "1 got" not in text
    every = [seen.numbers() for seen in read_text(text) if "Red: serious concern" in seen.counts]
    assert every == [set()], "told once, of the first draw, and no sentence has a number"


ASKED_FOR = "Things that the panel asked for because of these cases: {}."
NOT_SHOWN = "How far they are is not shown: a count would be smaller than 5."


@pytest.mark.parametrize(
    ("asked", "replied", "sentences", "table"),
    [
        (0, 0, ("The panel asked for nothing to be done.",), []),
        (3, 3, (ASKED_FOR.format("fewer than 5"), NOT_SHOWN), []),
        (8, 2, (ASKED_FOR.format(8), NOT_SHOWN), []),
        (12, 5, (ASKED_FOR.format(12),), ["7", "5", "0", "0"]),
    ],
)
def test_actions_are_told_by_how_far_they_are_or_not_at_all(
    sixty: Workspace, tmp_path: Path, asked: int, replied: int, sentences: tuple[str, ...], table: list[str]
):
    number = held(sixty)
    ask_for(sixty, asked, replied=replied)
    meeting = summarise(sixty, tmp_path, number).meetings[0]
    assert meeting.actions == sentences
    assert [one.words for one in meeting.actions_table] == table


def test_actions_go_on_and_the_meeting_is_told_again(sixty: Workspace, tmp_path: Path):
    number = held(sixty)
    summarise(sixty, tmp_path, number)
    ask_for(sixty, 6)
    assert summarise(sixty, tmp_path, number).meetings[0].actions == (
        "Things that the panel asked for because of these cases: 6.",
    )


def test_of_two_summaries_nobody_learns_which_action_was_replied_to_in_between(sixty: Workspace, tmp_path: Path):
    number = held(sixty)
    ask_for(sixty, 11, replied=5)
    first = summarise(sixty, tmp_path, number).meetings[0]
    assert [one.words for one in first.actions_table] == ["6", "5", "0", "0"]
    assert summarise(sixty, tmp_path, number).meetings[0] == first, "nothing changed"
    reply(sixty, 6)
    second = summarise(sixty, tmp_path, number).meetings[0]
    assert (second.actions, second.actions_table, second.actions_asked) == (
        (
            "What was asked for was told in an earlier summary of this meeting. It is not told again: the two side by "
            "side would show a change of fewer than 5.",
        ),
        (),
        None,
    )
    for action in range(7, 11):
        reply(sixty, action)
    ask_for(sixty, 5)
    third = summarise(sixty, tmp_path, number).meetings[0]
    assert [one.words for one in third.actions_table] == ["6", "10", "0", "0"], "5 more, beside the first"
    assert third.actions == (ASKED_FOR.format(16),)


def test_who_left_took_part_and_who_was_absent_did_not(sixty: Workspace, tmp_path: Path):
    draw_id = panels.draw_for_panel(sixty, SEED, size=20)
    number = panels.panel(sixty, draw_id, seats=4)
    panels.mark(sixty, number, 2, "left")
    panels.mark(sixty, number, 3, "absent")
    panels.close(sixty, number)
    assert summarise(sixty, tmp_path, number).meetings[0].members == ("3 members took part: 3 from the community.")


def test_a_line_manager_publishes_no_panel(tmp_path: Path):
    ws = listed(tmp_path, 60)
    number = held(ws)
    add(ws, role="line_manager")
    ws = signed_in_as(ws, WORDS)
    with pytest.raises(AppError, match="who may not see how a panel"):
        summarise(ws, tmp_path, number)
    ws.close()
