"""The small rules: each form, and that a blank never equals, is below or at least anything."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.core.schemes.conditions import holds
from app.core.schemes.spec import Condition

IS_A = Condition(field="x", equals=("a", "b"))


@pytest.mark.parametrize(
    ("rule", "fields", "answers", "expected"),
    [
        (IS_A, {"x": "a"}, {}, True),
        (IS_A, {"x": "b"}, {}, True),
        (IS_A, {"x": "A"}, {}, False),
        (IS_A, {"x": ""}, {}, False),
        (IS_A, {}, {}, False),
        (Condition(field="x", present=True), {"x": "0"}, {}, True),
        (Condition(field="x", present=True), {"x": ""}, {}, False),
        (Condition(field="x", present=False), {}, {}, True),
        (Condition(field="age", below=18), {"age": "17"}, {}, True),
        (Condition(field="age", below=18), {"age": "18"}, {}, False),
        (Condition(field="age", below=18), {}, {}, False),
        (Condition(field="age", below=18), {"age": "about 17"}, {}, False),
        (Condition(field="age", below=18), {"age": "-1"}, {}, False),
        (Condition(field="age", at_least=18), {"age": "18"}, {}, True),
        (Condition(field="age", at_least=18), {}, {}, False),
        (Condition(field="age", at_least=10, below=18), {"age": "9"}, {}, False),
        (Condition(field="age", at_least=10, below=18), {"age": "10"}, {}, True),
        (Condition(answer="C8", equals=("red",)), {"C8": "red"}, {}, False),
        (Condition(answer="C8", equals=("red",)), {}, {"C8": "red"}, True),
        (Condition(field="x", equals=("a",)), {}, {"x": "a"}, False),
        (Condition(any=(IS_A, Condition(field="y", present=True))), {"y": "1"}, {}, True),
        (Condition(all=(IS_A, Condition(field="y", present=True))), {"y": "1"}, {}, False),
        (Condition(all=(IS_A, Condition(field="y", present=True))), {"x": "a", "y": "1"}, {}, True),
        (Condition(none=(IS_A, Condition(field="y", present=True))), {"y": "1"}, {}, False),
        (Condition(none=(IS_A,)), {}, {}, True),
        (
            Condition(all=(Condition(none=(IS_A,)), Condition(any=(Condition(field="y", equals=("1",)),)))),
            {"y": "1"},
            {},
            True,
        ),
    ],
)
def test_each_form(rule, fields, answers, expected):
    assert holds(rule, fields, answers) is expected


def test_without_answers_a_rule_about_one_does_not_hold():
    assert holds(Condition(answer="C8", equals=("red",)), {"C8": "red"}) is False


@given(st.lists(st.text(), min_size=1), st.integers(0, 200))
def test_a_blank_equals_nothing_and_is_no_number(values, number):
    for fields in ({}, {"x": ""}):
        assert not holds(Condition(field="x", equals=tuple(value for value in values if value) or ("a",)), fields)
        assert not holds(Condition(field="x", below=number), fields)
        assert not holds(Condition(field="x", at_least=number), fields)


@given(st.integers(0, 130), st.integers(0, 130))
def test_below_and_at_least_are_opposites_for_a_number(value, bound):
    fields = {"x": str(value)}
    assert holds(Condition(field="x", below=bound), fields) is (value < bound)
    assert holds(Condition(field="x", at_least=bound), fields) is (value >= bound)


@given(st.dictionaries(st.sampled_from("xyz"), st.sampled_from(["", "a", "b", "c"])))
def test_none_is_the_opposite_of_any(fields):
    parts = (IS_A, Condition(field="y", present=True))
    assert holds(Condition(none=parts), fields) is not holds(Condition(any=parts), fields)
