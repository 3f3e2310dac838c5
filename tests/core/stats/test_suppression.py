"""Counts of a public table: what is told of rows that were worked out by hand, and exact values that are possible."""

from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.core.stats.suppression import Told, ToldCount, may_be_told, possible_values, tell_alone, tell_row


def words(counts: list[int], *, order: list[int] | None = None, below: int = 5, zero_is_small: bool = False) -> str:
    """What is told of a row, as a reader would write it down."""
    gives_way = order if order is not None else list(range(len(counts)))
    told = tell_row(counts, gives_way=gives_way, below=below, zero_is_small=zero_is_small)
    return "nothing" if told is None else ", ".join(_word(one) for one in told)


def _word(one: ToldCount) -> str:
    return {Told.EXACT: f"{one.lowest}", Told.FEW: f"<{one.highest + 1}", Told.RANGE: f"{one.lowest}-{one.highest}"}[
        one.told
    ]


@pytest.mark.parametrize(
    ("counts", "told"),
    [
        ([12, 8, 0], "12, 8, 0"),  # nothing is small
        ([20, 0, 0], "20, 0, 0"),  # a sample: nobody knows whose cases these are
        ([17, 3, 0], "16-19, <5, 0"),  # 20 - 17 would be 3: so 17 gives way
        ([13, 5, 2], "11-14, 5, <5"),  # 15 for two: 15 - 4 to 15 - 1
        ([11, 5, 3, 1], "7-13, 5, <5, <5"),  # 15 for three: two of 1 to 4 take 2 to 8
        ([8, 1, 0], "5-8, <5, 0"),  # nine are just enough: 4 and 5
        ([7, 1, 0], "nothing"),  # of eight it would be known that it is not 4: then the other were small too
        ([6, 2, 1, 1], "nothing"),  # ten, and three are small: 4 + 1 + 1 leave 4 for the first
        ([7, 2, 1, 1], "5-8, <5, <5, <5"),  # eleven are enough
        ([3, 0, 0], "nothing"),  # three cases in all
        ([2, 2, 2], "nothing"),  # no count is large enough to give way
        ([0, 16, 4], "0, 16-19, <5"),  # the first that is not small, and 0 is told anyway
        ([5, 14, 1], "nothing"),  # the first gives way, whatever the others are: 6 - 1 to 6 - 4 is too little
    ],
)
def test_rows_worked_out_by_hand(counts, told):
    assert words(counts) == told


def test_what_gives_way_is_fixed_beforehand_and_does_not_depend_on_the_counts():
    assert words([12, 7, 1], order=[1, 0, 2]) == "nothing"
    assert words([12, 7, 1], order=[0, 1, 2]) == "9-12, 7, <5"


def test_where_it_is_known_whose_cases_they_are_a_0_is_small_too():
    assert words([20, 0, 0], zero_is_small=True) == "12-20, <5, <5"
    assert words([17, 3, 0], zero_is_small=True) == "12-20, <5, <5", "it looks as if all were the same, and is not"
    assert words([12, 8], zero_is_small=True) == "12, 8"
    assert words([8, 0], zero_is_small=True) == "nothing"
    told = tell_row([20, 0, 0], gives_way=[0, 1, 2], below=5, zero_is_small=True)
    assert told is not None
    assert told[1] == ToldCount(told=Told.FEW, lowest=0, highest=4)


def test_the_force_says_what_is_small():
    assert words([11, 7, 0], below=10) == "nothing"
    assert words([21, 9, 0], below=10) == "21-29, <10, 0"
    assert words([17, 3, 0], below=1) == "17, 3, 0"
    assert words([17, 3, 0], below=0, zero_is_small=True) == "17, 3, 0"


def test_no_cases_at_all_is_no_secret():
    assert words([0, 0, 0], zero_is_small=True) == "0, 0, 0"


@pytest.mark.parametrize("row", [([3, -1], [0, 1]), ([3], [0]), ([3, 4], [0]), ([3, 4], [0, 0])])
def test_a_row_that_cannot_be_is_refused(row):
    with pytest.raises(ValueError, match="cannot be"):
        tell_row(row[0], gives_way=row[1], below=5, zero_is_small=False)


def test_a_count_that_stands_alone():
    assert [_word(tell_alone(count, below=5)) for count in (0, 1, 4, 5, 120)] == ["0", "<5", "<5", "5", "120"]


@given(st.lists(st.sets(st.integers(0, 9), min_size=1), min_size=1, max_size=4), st.integers(0, 30))
def test_possible_values_are_those_of_every_way_there_is(values, total):
    ways = [way for way in product(*values) if sum(way) == total]
    assert possible_values(values, total) == tuple(frozenset(way[at] for way in ways) for at in range(len(values)))


def test_a_range_is_worked_out_at_once_for_many_cases():
    assert words([1_990, 4, 4, 1, 1, 0, 0, 0]) == "1984-1996, <5, <5, <5, <5, 0, 0, 0"


@pytest.mark.parametrize(
    ("cases", "others", "told"),
    [
        (20, [20], True),
        (13, [20], True),  # 13 with a video, 7 without
        (17, [20], False),  # 3 without
        (3, [20], False),
        (0, [20], True),
        (7, [20, 13], True),  # the same 7
        (8, [20, 8], False),  # 8 other cases, perhaps: then 4 were asked neither question
        (9, [20, 13], False),  # 13 and 7: two of the nine were asked the other question too, or four were not
        (8, [20, 14], False),
        (4, [4], True),  # it is told already
    ],
)
def test_how_many_were_asked_is_told_only_where_no_small_number_is_left_over(cases, others, told):
    assert may_be_told(cases, others, below=5) is told
