"""A rate as ranges: where they begin and end, and what a screen reader is told."""

from fractions import Fraction

from app.core.shapes.charts import BarChart
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


def chart(cases: int, **grades: int) -> BarChart:
    return rate_chart(line(cases, **grades))


def test_the_range_and_the_worst_beside_it():
    found = chart(1240, adverse=6, passes=54, cannot_tell=1)
    assert [(bar.label, bar.start, bar.count, bar.of) for bar in found.bars] == [
        ("As graded", 49, 251, 1240),
        ("If all left open fail too", 61, 272, 1240),
    ]
    assert found.sentence == (
        "Q1: how many of all. As graded: 49 to 251 of 1,240; If all left open fail too: 61 to 272 of 1,240."
    )


def test_a_list_drawn_whole_has_one_number_and_nothing_left_open_no_second_bar():
    (bar,) = chart(10, adverse=3, passes=7).bars
    assert (bar.start, bar.count, bar.told) == (3, 3, "3 of 10")
    assert (bar.begin, bar.share) == (0.3, 0.3)


def test_a_glance_has_a_bar_a_question_and_none_where_nothing_counts():
    found = glance_chart([line(1240, adverse=6, passes=54), line(10, not_applicable=2)])
    told = [(bar.start, bar.count, bar.told) for bar in found.bars]
    assert told == [(49, 251, "49 to 251 of 1,240"), (0, 0, "none counts")]
    assert {bar.label for bar in found.bars} == {"Q1. Was it right?"}
