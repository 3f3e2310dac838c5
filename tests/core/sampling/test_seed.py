"""The seed: what a person may type, and what the app makes itself."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.core.errors import AppError
from app.core.sampling.seed import app_seed, parse_seed


def test_spaces_are_ignored_and_zeros_kept() -> None:
    assert parse_seed(" 00000 00000\t00000\r\n00000 \n") == "0" * 20


@pytest.mark.parametrize("space", ["\u00a0", "\u2009", "\u202f", "\u3000", "\u2028", "\x0b", "\x85"])
def test_a_pasted_space_of_any_sort_is_a_space(space: str) -> None:
    assert parse_seed(f"{space}12345{space}67890{space}1234567890{space}") == "12345678901234567890"


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", "has 0 digits"),
        ("1" * 19, "has 19 digits"),
        ("1" * 201, "at most 200"),
        ("1" * 19 + "x1", "“x” at place 20"),
        ("1" * 19 + "\uff15", "U.FF15, fullwidth digit five.* at place 20"),
        ("\u0663" + "1" * 20, "U.0663, arabic-indic digit three"),
        ("1" * 20 + "\u200b", "cannot be seen"),
        ("1" * 20 + "\u00b2", "superscript two"),
        ("-" + "1" * 20, "“-” at place 1"),
    ],
)
def test_refused_in_words(text: str, words: str) -> None:
    with pytest.raises(AppError, match=words):
        parse_seed(text)


def test_app_seed_is_forty_digits_with_its_zeros() -> None:
    assert app_seed(bytes) == "0" * 40
    assert app_seed(lambda count: (10**40 + 7).to_bytes(count, "big")) == "7".rjust(40, "0")


def test_app_seed_throws_away_what_would_favour_small_seeds() -> None:
    limit = 8 * 10**40
    answers = iter([limit, 2**136 - 1, limit - 1])
    assert app_seed(lambda count: next(answers).to_bytes(count, "big")) == "9" * 40


def test_a_broken_source_is_a_fault() -> None:
    with pytest.raises(RuntimeError):
        app_seed(lambda count: b"\xff" * count)


@given(st.binary(min_size=17, max_size=17).filter(lambda data: data[0] < 0xEB))
def test_app_seed_is_a_seed(data: bytes) -> None:
    seed = app_seed(lambda _: data)
    assert parse_seed(seed) == seed
    assert len(seed) == 40
