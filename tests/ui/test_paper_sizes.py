"""Large print and copies wherever a paper is made: on the draw's page, an action's, a month's, beside feedback."""

from pathlib import Path

from app.core.shapes.actions import NewAction
from app.core.shapes.papers import PrintSize
from app.services.grading import actions, feedback
from app.services.papers import issued
from app.ui.actions.feedback_card import FeedbackCard
from app.ui.actions.page import ActionsPage
from app.ui.draws.page import DrawPage
from app.ui.month.page import MonthPage
from app.ui.nav import Place
from app.ui.papers.how_box import HowLine
from tests.builders import Drawn
from tests.services.grading.test_feedback import finished
from tests.services.grading.test_month_views import draw, grade_all, stock
from tests.ui.kit import Bench, settle


def choose(how: HowLine, copies: int = 2) -> None:
    """Large print and so many copies, from behind the line."""
    assert how.button.text() == "How it is printed: normal print, 1 copy"
    how.button.click()
    how.parts.size_box.setCurrentIndex(1)
    how.parts.copies.setValue(copies)
    settle()
    assert how.button.text().startswith("How it is printed: large print (18 point), ")


def page_at(bench: Bench, place: Place) -> object:
    bench.window.go(place)
    settle()
    return bench.window.pages[place]


def test_two_copies_of_a_pack_in_large_print(drawn: tuple[Bench, Drawn], tmp_path: Path) -> None:
    bench, story = drawn
    page = page_at(bench, Place.DRAW)
    assert isinstance(page, DrawPage)
    choose(page.drawn.how)
    bench.ask.answers = [tmp_path / "pack.pdf"]
    page.drawn.pack_button.click()
    settle()
    assert sorted(file.name for file in tmp_path.glob("*.pdf")) == ["pack-copy-1.pdf", "pack-copy-2.pdf"]
    assert "pack-copy-1.pdf to pack-copy-2.pdf" in page.drawn.result.fix.text()
    assert [one.size for one in issued.list_papers(story.ws)] == [PrintSize.LARGE] * 2


def test_a_letter_in_large_print(drawn: tuple[Bench, Drawn], tmp_path: Path) -> None:
    bench, story = drawn
    due = story.clock().date()
    new = NewAction(round_id=1, rung="advice", due=due, task="Order cards.", owner="Sgt Dunmore")
    actions.add_action(story.ws, new)
    page = page_at(bench, Place.ACTIONS)
    assert isinstance(page, ActionsPage)
    page.lines[0].open_button.click()
    settle()
    choose(page.panel.how, copies=1)
    bench.ask.answers = [tmp_path / "letter.pdf"]
    page.panel.letter_button.click()
    settle()
    (paper,) = issued.list_papers(story.ws)
    assert (paper.sort, paper.size) == ("letter", PrintSize.LARGE)


def test_the_paper_of_a_month(empty: Bench, tmp_path: Path) -> None:
    ws = empty.context.desk.workspace
    stock(ws)
    grade_all(ws, draw(ws), most=1)
    page = page_at(empty, Place.MONTH)
    assert isinstance(page, MonthPage)
    page.steps["close"].open()
    choose(page.close_box.how, copies=1)
    empty.ask.answers = [tmp_path / "month.pdf"]
    page.close_box.paper_button.click()
    settle()
    assert page.close_box.trouble.what.text() == "The month’s paper is written."
    (paper,) = issued.list_papers(ws)
    assert (paper.sort, paper.size, paper.of) == ("month", PrintSize.LARGE, "R1")


def test_feedback_that_was_kept_is_written_as_a_sheet(drawn: tuple[Bench, Drawn], tmp_path: Path) -> None:
    bench, story = drawn
    finished(story)
    card = FeedbackCard(bench.context)
    bench.window.stack.addWidget(card)
    bench.window.stack.setCurrentWidget(card)
    card.show_case(1, 1)
    settle()
    assert not card.sheet_button.isVisible(), "a draft is given to nobody"
    feedback.write_feedback(story.ws, round_id=1, case_number=1, text="Thank you for a clear record.")
    card.show_case(1, 1)
    settle()
    choose(card.how, copies=1)
    bench.ask.answers = [tmp_path / "sheet.pdf"]
    card.sheet_button.click()
    settle()
    assert card.trouble.what.text() == "The sheet is written, of the text that was kept."
    (paper,) = issued.list_papers(story.ws)
    assert (paper.sort, paper.size) == ("feedback", PrintSize.LARGE)
