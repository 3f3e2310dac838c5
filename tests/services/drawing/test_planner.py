"""The planner in words: sizes for margins, margins of sizes, and what a handful of cases cannot show."""

from time import perf_counter

import pytest

from app.core.errors import AppError
from app.services.drawing import planner


def test_a_size_for_a_margin():
    plan = planner.plan_for_margin(population=1_240, margin="5")
    assert (plan.size, plan.margin, plan.confidence, plan.warning) == (300, "5", "95", "")
    told = "Draw 300 of 1,240. If 150 of them fail, between 558 and 682 of all 1,240 would: a margin of 5 percent"
    assert plan.sentence.startswith(told)
    assert [(result.failed, result.lower, result.upper) for result in plan.results] == [
        (0, 0, 13),
        (30, 90, 166),
        (150, 558, 682),
    ]


def test_what_three_of_five_cannot_show():
    plan = planner.plan_for_size(population=62, size=5)
    assert plan.margin == "38.8"
    assert plan.warning.startswith("5 of 62 can show that something happens")
    assert "if 3 fail, between 10 and 58 of all 62 could" in plan.warning
    assert plan.results[0].sentence == "If none of the 5 fails, up to 31 of all 62 still could."
    assert plan.results[1].sentence == "If 1 of the 5 fails, between 1 and 43 of all 62 could."


@pytest.mark.parametrize("population", [1, 2, 62, 1_000_000])
def test_the_whole_list_has_no_margin(population):
    plan = planner.plan_for_size(population=population, size=population)
    assert plan.margin == "0"
    assert plan.warning == ""
    assert plan.sentence.endswith("reviewed: what is found is so, and there is no margin.")


def test_the_margin_that_is_told_is_one_that_the_size_keeps():
    told = planner.plan_for_size(population=1_240, size=60)
    assert planner.plan_for_margin(population=1_240, margin=told.margin).size <= 60


@pytest.mark.parametrize(("margin", "confidence"), [("5 %", "95%"), (" 5", "95.0"), ("5.00", "95")])
def test_a_percentage_may_be_written_in_many_ways(margin, confidence):
    assert planner.plan_for_margin(population=1_240, margin=margin, confidence=confidence).size == 300


@pytest.mark.parametrize("margin", ["", "5x", "0", "-5", "51", "5,5", "٥", "nan", "1e1", "0.001"])
def test_a_margin_that_cannot_be(margin):
    with pytest.raises(AppError, match="is no margin"):
        planner.plan_for_margin(population=1_240, margin=margin)


@pytest.mark.parametrize("confidence", ["49", "100", "99.99", "sure"])
def test_a_confidence_that_cannot_be(confidence):
    with pytest.raises(AppError, match="is no confidence"):
        planner.plan_for_size(population=1_240, size=60, confidence=confidence)


@pytest.mark.parametrize("population", [0, -1, 10_000_001])
def test_a_list_that_cannot_be(population):
    with pytest.raises(AppError, match="cannot be planned for"):
        planner.plan_for_margin(population=population, margin="5")


@pytest.mark.parametrize("size", [0, 63, -5])
def test_a_size_that_does_not_fit(size):
    with pytest.raises(AppError, match="cannot be drawn from 62"):
        planner.plan_for_size(population=62, size=size)


def test_a_window_need_not_wait():
    started = perf_counter()
    planner.plan_for_margin(population=1_000_000, margin="1")
    assert perf_counter() - started < 2  # a tenth of it on a laptop
