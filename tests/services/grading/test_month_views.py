"""A line manager's month as a whole: each step as far as it has come, its end, and what is carried on."""

from datetime import date

import pytest

from app.core.errors import AppError
from app.core.shapes.actions import NewAction
from app.core.shapes.months import MonthChoice, MonthView, StepState
from app.core.shapes.sheets import Given
from app.core.workflow.month import month_steps
from app.services.drawing import months
from app.services.grading import actions, feedback, month_views, rounds, sheets
from app.services.workspace import Workspace
from tests.builders import FixedClock, entries, grade, import_file, import_practice
from tests.many_rows import FILES, PRACTICE
from tests.people import WORDS, add, signed_in_as

ONE = (("supervisor_id", "2124"),)


def draw(ws: Workspace, month: str = "2025-06") -> int:
    """The month of the sergeant who supervises under 2124; its round."""
    return months.draw_month(ws, MonthChoice(plan="sergeants", month=month, where=ONE)).value.round.round_id


def stock(ws: Workspace) -> None:
    import_practice(ws)
    stock_force(ws)


def stock_force(ws: Workspace) -> None:
    for name in FILES["use_of_force"]:
        import_file(ws, PRACTICE / name, kind="use_of_force")


def view_of(ws: Workspace, month: str = "2025-06", round_id: int | None = None) -> MonthView:
    return month_views.read_month(ws, plan="sergeants", month=month, round_id=round_id)


def steps(view: MonthView) -> dict[str, StepState]:
    return {step.id: step.state for step in month_steps(view)}


def now(view: MonthView) -> str:
    return next((name for name, state in steps(view).items() if state is StepState.NOW), "")


def told(view: MonthView, name: str) -> str:
    return next(step.told for step in month_steps(view) if step.id == name)


def grade_all(ws: Workspace, round_id: int, most: int = 99) -> None:
    for item in rounds.read_queue(ws, round_id=round_id).items[:most]:
        grade(ws, sheets.open_sheet(ws, round_id=round_id, case_id=item.case_id).value)


def test_an_empty_workspace_begins_with_the_month_that_is_over(workspace: Workspace) -> None:
    choices = month_views.month_choices(workspace)
    assert (choices.plan, choices.month) == ("sergeants", "2025-06")
    assert choices.months == (("2025-06", "June 2025"),)
    view = view_of(workspace)
    assert now(view) == "bring_in"
    assert told(view, "bring_in") == "Nothing of June 2025 yet: Stop and search, Use of force."
    assert view.due_told == "due 14 July 2025, in 13 days"
    assert (view.round, view.cases, view.feedback, view.actions, view.carried) == (None, (), (), (), ())


def test_the_extracts_say_which_kind_is_missing(workspace: Workspace) -> None:
    import_practice(workspace)
    view = view_of(workspace)
    assert [(kind.kind, kind.cases) for kind in view.kinds] == [("stop_search", 304), ("use_of_force", 0)]
    assert told(view, "bring_in") == "Stop and search: 304 cases. Nothing of June 2025 yet: Use of force."
    stock_force(workspace)
    view = view_of(workspace)
    assert (view.kinds[1].cases, view.kinds[1].last_day) == (311, "2025-06-30")
    assert now(view) == "draw"


def test_a_month_from_its_draw_to_its_end(workspace: Workspace) -> None:
    stock(workspace)
    round_id = draw(workspace)
    view = view_of(workspace)
    assert (now(view), view.round and view.round.cases) == ("grade", 8)
    assert told(view, "grade") == "0 of 8 cases finished. To grade: Stop and search 5, Use of force 3."
    assert [item.case_id for item in view.to_grade] == [item.case_id for item in view.cases]
    grade_all(workspace, round_id, most=1)
    view = view_of(workspace)
    (first,) = view.feedback
    assert (first.state, now(view), len(view.to_grade)) == ("waits", "grade", 7)
    grade_all(workspace, round_id)
    view = view_of(workspace)
    assert (now(view), len(view.to_tell)) == ("feedback", 8)
    for line in view.feedback[1:]:
        feedback.skip_feedback(workspace, round_id=round_id, case_number=line.number)
    number = view.feedback[0].number
    draft = feedback.read_feedback(workspace, round_id=round_id, case_number=number).draft
    feedback.write_feedback(workspace, round_id=round_id, case_number=number, text=draft)
    view = view_of(workspace)
    assert [line.state for line in view.feedback] == ["kept", *["not_needed"] * 7]
    assert (now(view), told(view, "feedback")) == ("close", "1 written, 7 not needed.")
    closed = month_views.close_month(workspace, round_id=round_id).value
    assert (closed.closed_at, closed.closed_unfinished) == ("2025-07-01T09:00:00Z", 0)
    view = view_of(workspace)
    assert set(steps(view).values()) == {StepState.DONE}
    assert told(view, "close") == "Closed with every case graded."


def test_a_month_is_not_closed_over_ungraded_cases_unless_that_is_meant(workspace: Workspace) -> None:
    stock(workspace)
    round_id = draw(workspace)
    grade_all(workspace, round_id, most=6)
    with pytest.raises(AppError, match="2 cases are not graded yet") as told_so:
        month_views.close_month(workspace, round_id=round_id)
    assert "close the month as it is" in told_so.value.fix
    month_views.close_month(workspace, round_id=round_id, unfinished=True)
    assert entries(workspace)[-1]["details"] == {"round_id": round_id, "unfinished": 2}
    view = view_of(workspace)
    assert told(view, "close") == "Closed with 2 cases not graded."
    assert steps(view)["grade"] is StepState.NOW
    assert view.round is not None and not view.round.overdue
    grade_all(workspace, round_id)
    month_views.close_month(workspace, round_id=round_id)
    assert told(view_of(workspace), "close") == "Closed with every case graded."


def test_feedback_that_is_not_needed_can_still_be_written_and_written_stands(workspace: Workspace) -> None:
    stock(workspace)
    round_id = draw(workspace)
    item = rounds.read_queue(workspace, round_id=round_id).items[0]
    with pytest.raises(AppError, match="no sheet about case"):
        feedback.skip_feedback(workspace, round_id=round_id, case_number=item.number)
    grade_all(workspace, round_id, most=1)
    asked = {"round_id": round_id, "case_number": item.number}
    feedback.skip_feedback(workspace, **asked)
    assert not feedback.read_feedback(workspace, **asked).kept
    feedback.write_feedback(workspace, **asked, text="Well done.")
    assert view_of(workspace).feedback[0].state == "kept"
    with pytest.raises(AppError, match="is written already"):
        feedback.skip_feedback(workspace, **asked)


@pytest.mark.parametrize("settled", ["kept", "not_needed"])
def test_feedback_that_was_settled_before_grades_were_changed_is_to_do_again(
    workspace: Workspace, settled: str
) -> None:
    stock(workspace)
    round_id = draw(workspace)
    grade_all(workspace, round_id)
    for line in view_of(workspace).feedback:
        feedback.skip_feedback(workspace, round_id=round_id, case_number=line.number)
    item = rounds.read_queue(workspace, round_id=round_id).items[0]
    asked = {"round_id": round_id, "case_number": item.number}
    if settled == "kept":
        feedback.write_feedback(workspace, **asked, text="Well done.")
    assert now(view_of(workspace)) == "close"
    sheet = sheets.open_sheet(workspace, round_id=round_id, case_id=item.case_id).value
    question = next(one for one in sheet.stages[0].questions if len(one.choices) > 5)
    other = next(choice.code for choice in question.choices if choice.code != question.answer)
    answers = {question.id: Given(answer=other)}
    sheets.change_answers(workspace, sheet_id=sheet.sheet_id, answers=answers, why="I saw the video again.")
    view = view_of(workspace)
    assert ([line.number for line in view.to_tell], now(view)) == ([item.number], "feedback")
    assert told(view, "feedback") == "0 written, 7 not needed, 1 to read again, as grades were changed since."
    assert told(view, "close") == "Every case is graded. Feedback on 1 case is still to be written or read again."
    feedback.write_feedback(workspace, **asked, text="Well done, with one point.")
    assert not view_of(workspace).to_tell


def test_actions_that_are_not_closed_are_carried_to_the_next_month(workspace: Workspace, clock: FixedClock) -> None:
    stock(workspace)
    first = draw(workspace)
    number = rounds.read_queue(workspace, round_id=first).items[0].number
    new = NewAction(
        round_id=first, case_number=number, rung="advice", due=date(2025, 7, 20), task="Show how.", owner="PS Hale"
    )
    actions.add_action(workspace, new)
    assert [action.name for action in view_of(workspace).actions] == ["A1"]
    assert view_of(workspace, "2025-07").carried[0].round_id == first
    assert told(view_of(workspace, "2025-07"), "actions") == "1 carried from earlier rounds."
    actions.reply_action(workspace, action_id=1, text="Done.", said_by="PS Hale")
    actions.accept_action(workspace, action_id=1)
    actions.close_action(workspace, action_id=1)
    assert view_of(workspace, "2025-07").carried == ()
    assert actions.default_due(workspace) == date(2025, 7, 29)
    clock.advance(days=30)
    assert actions.default_due(workspace) == date(2025, 8, 28)


def test_a_month_that_was_drawn_twice_shows_the_open_round_and_names_the_other(workspace: Workspace) -> None:
    stock(workspace)
    first, second = draw(workspace), draw(workspace)
    view = view_of(workspace)
    assert (view.round and view.round.round_id, view.others) == (second, (first,))
    assert "R1 too" in told(view, "draw")
    assert view_of(workspace, round_id=first).others == (second,)
    with pytest.raises(AppError, match="R9 is no round of yours"):
        view_of(workspace, round_id=9)


def test_months_go_on_where_they_were_left(workspace: Workspace, clock: FixedClock) -> None:
    stock(workspace)
    assert month_views.month_choices(workspace).month == "2025-06"
    round_id = draw(workspace)
    clock.advance(days=62)
    choices = month_views.month_choices(workspace)
    assert (choices.plan, choices.month) == ("sergeants", "2025-06"), "it is drawn and not closed"
    assert [found.round_id for found in choices.rounds] == [round_id]
    month_views.close_month(workspace, round_id=round_id, unfinished=True)
    choices = month_views.month_choices(workspace)
    assert choices.month == "2025-08", "nothing of July is here: the month that is just over"
    assert [month for month, _ in choices.months] == ["2025-08", "2025-07", "2025-06"]


def test_a_month_is_its_own_line_managers(workspace: Workspace) -> None:
    stock(workspace)
    round_id = draw(workspace)
    add(workspace, role="line_manager")
    other = signed_in_as(workspace, WORDS)
    assert view_of(other).round is None
    assert month_views.month_choices(other).rounds == ()
    with pytest.raises(AppError, match="not a month of yours"):
        month_views.close_month(other, round_id=round_id)
    other.close()


def test_who_does_not_grade_has_no_month(workspace: Workspace) -> None:
    add(workspace, role="coordinator")
    coordinator = signed_in_as(workspace, WORDS)
    with pytest.raises(AppError, match="may not grade"):
        view_of(coordinator)
    coordinator.close()


def test_looking_at_a_month_is_logged_and_choosing_one_is_not(workspace: Workspace) -> None:
    before = entries(workspace)
    month_views.month_choices(workspace)
    assert entries(workspace) == before
    view_of(workspace)
    assert entries(workspace)[-1]["event"] == "month_opened"
    assert entries(workspace)[-1]["details"] == {"plan": "sergeants", "month": "2025-06", "round_id": None}
    with pytest.raises(AppError, match="no monthly plan"):
        month_views.read_month(workspace, plan="weekly", month="2025-06")
    with pytest.raises(AppError, match="is no month"):
        view_of(workspace, "June")


def test_a_month_is_narrowed_as_the_one_before_was(workspace: Workspace) -> None:
    stock(workspace)
    assert view_of(workspace).narrowed == ()
    draw(workspace)
    assert view_of(workspace, "2025-07").narrowed == ONE
    other = month_views.read_month(workspace, plan="always", month="2025-06")
    assert other.narrowed == (), "another plan, another team"
