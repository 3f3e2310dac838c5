"""Fields that rules fill: in the scheme's order, the first rule that fits, and never over a value of their own."""

import pytest

from app.core.schemes.derived import Derived, derived_fields, fields_asked, fill_derived
from app.core.schemes.spec import Condition, Derivation
from tests.invented import field, scheme

CHILD = Derivation(value="yes", when=Condition(field="age", below=18))
ADULT = Derivation(value="no", when=Condition(field="age", present=True))
SCHEME = scheme(
    field("age", "integer"),
    field("is_child", "yes_no", derive=(CHILD, ADULT)),
    field("care", derive=(Derivation(value="appropriate adult", when=Condition(field="is_child", equals=("yes",))),)),
)


@pytest.mark.parametrize(
    ("values", "filled"),
    [
        ({"age": "17"}, {"is_child": "yes", "care": "appropriate adult"}),
        ({"age": "18"}, {"is_child": "no"}),
        ({"age": "17", "is_child": "no"}, {}),
        ({"is_child": "yes"}, {"care": "appropriate adult"}),
        ({"age": "17", "care": "none"}, {"is_child": "yes"}),
        ({"age": "17", "is_child": ""}, {"is_child": "yes", "care": "appropriate adult"}),
        ({}, {}),
    ],
)
def test_the_first_rule_that_fits_fills_a_blank_and_a_later_field_may_ask_about_it(values, filled):
    before = dict(values)
    assert fill_derived(derived_fields(SCHEME), values) == {**values, **filled}
    assert values == before


def test_a_field_asked_about_is_named_once_wherever_it_stands_in_the_rules():
    deep = Condition(any=(Condition(field="b", present=True), Condition(none=(Condition(field="a", below=3),))))
    rules = [deep, Condition(all=(Condition(field="b", equals=("x",)), Condition(answer="Q", equals=("yes",))))]
    assert fields_asked(rules) == {"a", "b"}
    assert Derived("c", [Derivation(value="1", when=rule) for rule in rules], {}).asks == ("a", "b")


def test_what_was_decided_before_is_the_same_when_it_is_asked_again_and_past_the_bound():
    item = Derived("is_child", (CHILD, ADULT), {})
    ages = [str(age) for age in (*range(11_000), *range(30))]
    assert [item["", age] for age in ages] == ["yes" if int(age) < 18 else "no" for age in ages]
    assert len(item) <= 10_000


USED = field("used", "yes_no", derive=(
    Derivation(value="yes", when=Condition(field="tactics", equals=("red",))),
    Derivation(value="no", when=Condition(field="tactics", present=True)),
))  # fmt: skip
SIGNED = field("signed", "yes_no", derive=(Derivation(value="no", when=Condition(field="by", present=False)),))


@pytest.mark.parametrize(
    ("tactics", "used"),
    [("red", "yes"), ("green", "no"), ("green;Leg restraint", None), ("red;Leg restraint", "yes"), ("Unread", None)],
)
def test_nothing_is_concluded_from_a_word_that_no_list_knows(tactics, used):
    given = scheme(field("tactics", "codes"), USED)
    assert fill_derived(derived_fields(given), {"tactics": tactics}).get("used") == used


@pytest.mark.parametrize(("columns", "signed"), [(None, "no"), ({"by"}, "no"), (set(), None)])
def test_a_blank_says_nothing_where_the_extract_has_no_such_column(columns, signed):
    assert fill_derived(derived_fields(scheme(field("by"), SIGNED), columns), {}).get("signed") == signed
