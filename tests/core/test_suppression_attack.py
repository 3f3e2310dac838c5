"""An attacker who knows the rule, and the program: what is told of a table is held against every table there could be.

The attacker runs the program on all tables of so many cases and answers, and keeps those of which it tells the same as
was published. Whatever a hidden count is in them, it may be; there is no more that anyone could find out.
"""

from collections import defaultdict
from collections.abc import Iterator
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.core.stats.suppression import Told, may_be_told, tell_row

Table = tuple[int, ...]
SIZES = {2: 40, 3: 26, 4: 20, 5: 15, 6: 11}
"""How many cases are tried with so many answers."""


def tables(answers: int, cases: int) -> Iterator[Table]:
    """Every way in which so many cases can have so many answers."""
    if answers == 1:
        yield (cases,)
        return
    for first in range(cases + 1):
        for rest in tables(answers - 1, cases - first):
            yield (first, *rest)


def published(answers: int, cases: int, order: list[int], *, zero_is_small: bool) -> dict[object, list[Table]]:
    """By what is told, the tables of which it is told."""
    found: dict[object, list[Table]] = defaultdict(list)
    for table in tables(answers, cases):
        found[tell_row(table, gives_way=order, below=5, zero_is_small=zero_is_small)].append(table)
    return found


def check(told, fitting: list[Table], *, least: int) -> None:
    """Nothing more can be found out of what is told than it says."""
    for place, values in enumerate(map(set, zip(*fitting, strict=True))):
        if told is None:
            assert len(values) > 1, (place, fitting)
            continue
        one = told[place]
        assert (min(values), max(values)) == (one.lowest, one.highest), "it says less than could be known, or more"
        if one.told is Told.FEW:
            assert values == set(range(least, 5))
        elif one.told is Told.RANGE:
            assert len(values) > 1
            assert min(values) >= 5
        else:
            assert len(values) == 1


@pytest.mark.parametrize("zero_is_small", [False, True])
@pytest.mark.parametrize(("answers", "most"), SIZES.items())
def test_whoever_knows_the_program_finds_out_no_hidden_count(answers, most, zero_is_small):
    order = [*range(1, answers), 0]
    for cases in range(1, most + 1):
        for told, fitting in published(answers, cases, order, zero_is_small=zero_is_small).items():
            check(told, fitting, least=0 if zero_is_small else 1)


@pytest.mark.parametrize(("cases", "share"), [(12, 0.5), (16, 0.9), (20, 0.95)])
def test_most_rows_of_a_panel_are_told(cases, share):
    found = published(4, cases, [0, 1, 2, 3], zero_is_small=False)
    likely = {told: [table for table in fitting if table[0] >= cases / 2] for told, fitting in found.items()}
    every = sum(map(len, likely.values()))
    assert every - len(likely.get(None, [])) >= every * share


@given(st.lists(st.integers(0, 40), min_size=1, max_size=5))
def test_nothing_small_is_left_between_numbers_of_cases_that_were_asked(asked):
    every, told = 40, [40]
    for cases in asked:
        if may_be_told(cases, told, below=5):
            told.append(cases)
    for one, other in combinations([0, *told], 2):
        assert not {abs(one - other), abs(every - one - other)} & {1, 2, 3, 4}
