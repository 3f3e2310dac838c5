"""Composing a list in the real window: groups, always taken, left out, how many, and the month in one step."""

from dataclasses import replace

import pytest
from PySide6.QtWidgets import QLabel, QPushButton, QWidget

from app.ui.draws.page import DrawPage
from app.ui.nav import Place
from tests.builders import import_practice
from tests.ui.kit import Bench, settle


@pytest.fixture
def page(empty: Bench) -> DrawPage:
    import_practice(empty.context.desk.workspace)
    empty.window.go(Place.DRAW)
    settle()
    made = empty.window.pages[Place.DRAW]
    assert isinstance(made, DrawPage)
    made.compose._count()
    return made


def said(widget: QWidget) -> str:
    settle()
    return " | ".join(each.text() for each in widget.findChildren(QLabel) if not each.isHidden())


def pick(combo, code: str) -> None:
    index = combo.findData(code)
    assert index >= 0, f"{code} is not offered"
    combo.setCurrentIndex(index)


def seal(page: DrawPage) -> None:
    page.compose.seal_button.click()
    settle()
    assert page.views.currentWidget() is page.sealed, page.compose.trouble.what.text()


def test_groups_of_two_facets_share_the_sample(page: DrawPage) -> None:
    compose, design = page.compose, page.compose.design
    compose.design_part.open()
    assert not design.facets[0].isVisible()
    design.way.choose("groups")
    assert design.facets[0].isVisible() and not design.facets[1].isVisible()
    pick(design.facets[0], "lpu")
    pick(design.facets[1], "is_child")
    design.join_small.click()
    design.share.choose("equal")
    compose.sample_size.setValue(30)
    compose._count()
    assert len(compose.count.strata.shapes.rows) > 4
    assert sum(line.size for line in compose.count.strata.shapes.rows) == 30
    seal(page)
    facts = said(page.sealed.seal_card)
    assert "In equal parts" in facts
    assert page.sealed.seal_card.strata.isVisible()


def test_numbers_of_ones_own(page: DrawPage) -> None:
    compose, design = page.compose, page.compose.design
    compose.design_part.open()
    design.way.choose("groups")
    pick(design.facets[0], "is_child")
    design.share.choose("fixed")
    compose.sample_size.setValue(3)
    compose._count()
    assert compose.sample_size.accessibleName() == "Cases from each group"
    name = next(iter(design.fixed.edits))
    design.fixed.edits[name].setValue(5)
    compose._count()
    sizes = {line.name: line.size for line in compose.count.strata.shapes.rows}
    assert sizes.pop(name) == 5
    assert set(sizes.values()) == {3}
    seal(page)


def test_so_many_of_each_team(page: DrawPage) -> None:
    compose, design = page.compose, page.compose.design
    compose.design_part.open()
    design.way.choose("each")
    pick(design.each, "team")
    design.each_number.setValue(2)
    compose._count()
    assert not compose.sample_size.isVisible()
    assert {line.size for line in compose.count.strata.shapes.rows} == {2}
    seal(page)
    assert "2 of each" in said(page.sealed.seal_card)


def test_some_cases_are_always_taken(page: DrawPage) -> None:
    compose, design = page.compose, page.compose.design
    compose.design_part.open()
    design.take_all.add_button.click()
    rule = design.take_all.rules[0].rows[0]
    pick(rule.facet, "is_child")
    pick(rule.value, "yes")
    compose._count()
    taken = [line for line in compose.count.strata.shapes.rows if line.name.startswith("All of")]
    assert len(taken) == 1 and taken[0].size == taken[0].cases > 0
    remove = next(each for each in design.take_all.findChildren(QPushButton) if each.text() == "Remove this rule")
    remove.click()
    settle()
    compose._count()
    assert len(compose.count.strata.shapes.rows) == 1


def test_a_case_is_left_out_with_its_reason_and_let_back_in(page: DrawPage) -> None:
    compose, box = page.compose, page.compose.exclusions
    compose.exclusions_part.open()
    box.reference.setText("PSS/25/99999")
    box.add_button.click()
    settle()
    assert box.trouble.what.text().startswith("No search here has that reference") and box.isEnabled()
    box.reference.setText("PSS/25/04202")
    box.note.setText("Reported twice")
    box.add_button.click()
    settle()
    compose._count()
    assert compose.count.total.text() == "303 cases"
    assert "Reported twice" in said(box)
    assert "1 case of this kind left out now" in compose.exclusions_part.button.text()
    funnel = said(compose.count.funnel)
    assert "303" in funnel and "304" in funnel
    lift = next(each for each in box.findChildren(QPushButton) if each.text() == "Lift")
    lift.click()
    settle()
    compose._count()
    assert compose.count.total.text() == "304 cases"


def test_the_planner_says_both_ways(page: DrawPage) -> None:
    compose, planner = page.compose, page.compose.planner
    compose.planner_part.open()
    compose._count()
    assert "304" in planner.shows.text()
    planner.margin.setValue(5)
    needed = int(planner.needs.text().split()[2])
    assert 100 < needed < 304
    planner.use_button.click()
    assert compose.sample_size.value() == needed
    compose.sample_size.setValue(3)
    compose._count()
    assert "3" in planner.shows.text()


def test_what_is_odd_and_what_cannot_be_is_told_before_the_seal(page: DrawPage) -> None:
    compose = page.compose
    compose.sample_size.setValue(900)
    compose._count()
    assert "900" in said(compose.count)
    count = page.context.services.count_frame(page.context.desk.workspace, compose.choice)
    compose.count.show_count(replace(count, advice=("4,000 of them are one event.",)), 900)
    assert "4,000 of them are one event." in said(compose.count)


def test_the_month_makes_its_round_in_one_step(page: DrawPage, empty: Bench) -> None:
    month = page.compose.month
    month.count()
    assert month.isVisible()
    assert "Stop and search" in said(month) and "No case in this month" in said(month)
    month.depart_part.open()
    month.sizes["stop_search"].setValue(2)
    month.count()
    assert "Departs from the plan" in said(month)
    month.draw_button.click()
    settle()
    assert empty.window.stack.currentWidget() is empty.window.pages[Place.GRADING]
    empty.window.go(Place.DRAW)
    settle()
    page.lists.setCurrentIndex(0)
    month.count()
    assert "was drawn already" in said(month)
