"""Small strata joined: nobody is left alone, nobody is joined without need."""

from hypothesis import given
from hypothesis import strategies as st

from app.core.sampling.frame import SMALL
from app.core.sampling.strata import JOINED, join_small


def test_small_ones_go_together():
    assert join_small({"a": 3, "b": 2, "c": 40}) == {"a": JOINED, "b": JOINED, "c": "c"}


def test_one_small_one_takes_the_next_smallest_along():
    assert join_small({"a": 3, "b": 9, "c": 40}) == {"a": JOINED, "b": JOINED, "c": "c"}


def test_two_that_stay_small_take_the_next_smallest_along():
    assert join_small({"a": 1, "b": 2, "c": 9, "d": 40}) == {"a": JOINED, "b": JOINED, "c": JOINED, "d": "d"}


def test_none_small_none_joined():
    assert join_small({"a": 5, "b": 6}) == {"a": "a", "b": "b"}


def test_a_lone_small_one_stays():
    assert join_small({"a": 2}) == {"a": "a"}


@given(st.dictionaries(st.text(min_size=1, max_size=3), st.integers(1, 30), min_size=2, max_size=9))
def test_no_small_stratum_is_left_where_there_are_cases_enough(counts: dict[str, int]):
    names = join_small(counts)
    sizes: dict[str, int] = {}
    for value, name in names.items():
        sizes[name] = sizes.get(name, 0) + counts[value]
    assert sum(sizes.values()) == sum(counts.values())
    if sum(counts.values()) > SMALL:
        assert min(sizes.values()) > SMALL
