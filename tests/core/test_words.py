"""Texts keyed by language, and numbers with their nouns."""

import pytest

from app.core.words import case_numbers, count_of, say


@pytest.mark.parametrize(
    ("text", "language", "said"),
    [
        ({"en": "Grounds", "cy": "Seiliau"}, "en", "Grounds"),
        ({"en": "Grounds", "cy": "Seiliau"}, "cy", "Seiliau"),
        ({"en": "Grounds"}, "cy", "Grounds"),
        ({"en": "Grounds", "cy": ""}, "cy", "Grounds"),
    ],
)
def test_a_text_in_a_language_else_in_english(text: dict[str, str], language: str, said: str):
    assert say(text, language) == said


def test_english_unless_asked_otherwise():
    assert say({"en": "Grounds", "cy": "Seiliau"}) == "Grounds"


@pytest.mark.parametrize(
    ("number", "words"),
    [(0, "0 cases"), (1, "1 case"), (2, "2 cases"), (1240, "1,240 cases"), (1_000_000, "1,000,000 cases")],
)
def test_a_number_with_its_noun(number: int, words: str):
    assert count_of(number, "case") == words


def test_a_noun_with_its_own_plural():
    assert [count_of(number, "search", "searches") for number in (1, 2)] == ["1 search", "2 searches"]


@pytest.mark.parametrize(
    ("numbers", "words"), [((3,), "case 3"), ((5, 3), "cases 3 and 5"), ((8, 3, 10), "cases 3, 8 and 10")]
)
def test_cases_by_their_numbers(numbers: tuple[int, ...], words: str):
    assert case_numbers(numbers) == words
