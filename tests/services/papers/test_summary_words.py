"""What a person adds to a public summary: no word says how many, nobody is named, and whom to ask is an office."""

import pytest

from app.core.errors import AppError
from app.core.shapes.summaries import SummaryWords
from app.services.papers.summary_words import checked_words


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("Three of the four searches of children had no grounds.", "Three"),
        ("There was only an Asian man who got no receipt.", "only"),
        ("About ¾ of the children.", "¾"),
        ("Part Ⅳ was not filled in.", "Ⅳ"),
        ("In ٣ cases it was good.", "٣"),
        ("A t\u00adwo of them.", "two"),
        ("Ｈalf of the women.", "Half"),
        ("None of the women.", "None"),
        ("Twenty-one were good.", "Twenty"),
    ],
)
def test_no_word_says_how_many(text: str, word: str):
    for words in (SummaryWords(good=(text,)), SummaryWords(contact=text)):
        with pytest.raises(AppError, match="holds a number or says how many") as refused:
            checked_words(words)
        assert refused.value.what.endswith(f": “{word}”.")


GOOD = (
    "Reasons were explained calmly, and everyone was told why.",
    "Supervisors should review a record within a day.",
    "Body Worn Video should be switched on early.",
    "Cheshire Constabulary should say what it will change.",
)


def test_words_that_say_what_was_good_are_taken():
    assert checked_words(SummaryWords(good=GOOD)).good == GOOD


@pytest.mark.parametrize(
    "contact",
    [
        "Ask at the town hall.",
        "Call 101, or write to panel@example.org.",
        "Professional Standards Department, 01244 350000",
        "Avon and Somerset Police, https://www.example.org/stop-and-search-2025",
        "The Panel Coordinator, Office of the Police and Crime Commissioner for Cheshire",
    ],
)
def test_whom_to_ask_is_an_office_and_by_what_it_is_reached(contact: str):
    assert checked_words(SummaryWords(contact=contact)).contact == contact


@pytest.mark.parametrize(
    ("contact", "why"),
    [
        ("Harriet Ashdown", "a detail of somebody (name)"),
        ("Ask Priya Sharma", "a detail of somebody (name)"),
        ("Ask Quillfeather, 01244 350000", "a detail of somebody (name)"),
        ("The office in Acacia Avenue, Chester", "a detail of somebody (address)"),
        ("Born on 12/03/1985", "holds a number"),
        ("12 Acacia Avenue, Chester", "holds a number"),
        ("01244 350000: in 3 cases", "holds a number"),
    ],
)
def test_whom_to_ask_is_nobody_by_name(contact: str, why: str):
    with pytest.raises(AppError) as refused:
        checked_words(SummaryWords(contact=contact))
    assert why in refused.value.what
    assert not {"Ashdown", "Sharma", "Quillfeather"} & set(f"{refused.value.what} {refused.value.fix}".split())
