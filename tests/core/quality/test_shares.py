"""Parts of a whole in words."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.core.quality.shares import percent_words, share_words


@pytest.mark.parametrize(
    ("count", "of", "words"),
    [
        (0, 0, "0 of 0"),
        (3, 12, "3 of 12"),
        (19, 19, "19 of 19"),
        (10, 20, "10 of 20 (50%)"),
        (221, 312, "221 of 312 (71%)"),
        (1, 312, "1 of 312 (under 1%)"),
        (311, 312, "311 of 312 (over 99%)"),
        (0, 1000, "0 of 1,000 (0%)"),
        (1000, 1000, "1,000 of 1,000 (100%)"),
        (1, 200, "1 of 200 (under 1%)"),
        (25, 1000, "25 of 1,000 (3%)"),
    ],
)
def test_a_share_has_a_percentage_only_from_twenty_on(count: int, of: int, words: str) -> None:
    assert share_words(count, of, 20) == words


@given(st.integers(1, 10**7).flatmap(lambda of: st.tuples(st.integers(0, of), st.just(of))))
def test_none_and_all_are_said_of_none_and_all_alone(pair: tuple[int, int]) -> None:
    count, of = pair
    words = percent_words(count, of)
    assert (words == "0%") == (count == 0)
    assert (words == "100%") == (count == of)
    if words not in ("under 1%", "over 99%"):
        assert abs(int(words.removesuffix("%")) * of - count * 100) * 2 <= of
