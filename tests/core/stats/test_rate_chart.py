"""A rate as ranges: where they begin and end, and what a screen reader is told."""

from dataclasses import replace
from fractions import Fraction

from app.core.shapes.charts import RangeChart
from app.core.shapes.figures import RateLine
from app.core.stats.rate_chart import glance_chart, rate_chart
from app.core.stats.rates import Basis, rate
from app.core.stats.told_rates import tell_rate
from tests.core.stats.questions import question_of
from tests.core.stats.samples import simple

RAG = question_of("rag")


def line(cases: int, **grades: int) -> RateLine:
    found = rate(simple(cases, **grades), Fraction(95, 100))
    return tell_rate(found, RAG, basis=Basis.CONSENSUS, base=20)


def chart(cases: int, **grades: int) -> RangeChart:
    return rate_chart(line(cases, **grades))


def test_the_range_and_the_worst_beside_it():
    found = chart(1240, adverse=6, passes=54, cannot_tell=1)
    assert [(one.label, one.lower, one.upper, one.of, one.found) for one in found.ranges] == [
        ("As graded", 49, 251, 1240, 124.0),
        ("If all left open fail too", 61, 272, 1240, 1240 * 7 / 61),
    ]
    assert found.sentence == (
        "Q1: how many of all. As graded: 49 to 251 of 1,240; If all left open fail too: 61 to 272 of 1,240."
    )


def test_a_list_drawn_whole_has_one_number_and_nothing_left_open_no_second_range():
    (one,) = chart(10, adverse=3, passes=7).ranges
    assert (one.lower, one.upper, one.told, one.found) == (3, 3, "3 of 10", 3.0)


def test_groups_that_are_drawn_from_unequally_have_no_one_share_to_mark():
    strata = replace(line(10, adverse=3, passes=6, ungraded=1), cautious=True)
    assert [one.found for one in rate_chart(strata).ranges] == [None, None]


def test_a_glance_has_a_range_a_question_and_none_where_nothing_counts():
    found = glance_chart([line(1240, adverse=6, passes=54), line(10, not_applicable=2)])
    told = [(one.lower, one.upper, one.told, one.found) for one in found.ranges]
    assert told == [(49, 251, "49 to 251 of 1,240", 124.0), (0, 0, "none counts", None)]
    assert {one.label for one in found.ranges} == {"Q1. Was it right?"}
