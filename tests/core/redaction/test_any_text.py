"""Whatever a text holds, what is found lies where it says; and the work grows as the text does."""

from itertools import pairwise

import pytest

from app.core.redaction.anchors import small
from app.core.redaction.find import find
from app.core.redaction.spans import plain
from tests.core.redaction.rules import RULES

PLANTED = "Gethin Pellow rang from 01632 960 044."
AROUND = (
    "[REDACTED] and [NAME] said so. {} [REDACTED]", "<p><b>Subject</b><br/>{}</p>", "\u0000\u0007{}\u001b[2J\u0000",
    "\u202e\u05d0\u05d1\u05d2 {} \u202c",
    "\U0001f602\U0001f468\u200d\U0001f469\u200d\U0001f467 {} \U0001f602",
    "e\u0301\u0301{}\u200b",
    "\u0130\u0130\u0130 {} \u1e9e", "\r\n\t{}\r\n", '"{}"', "{}\n" * 3,
)  # fmt: skip


@pytest.mark.parametrize("around", AROUND, ids=range(len(AROUND)))
def test_what_stands_around_a_detail_hides_nothing_and_moves_nothing(around: str) -> None:
    text = plain(around.replace("{}", f" {PLANTED} "))
    found = [(one.kind, text[one.start : one.end]) for one in find(text, RULES)]
    assert found.count(("NAME", "Gethin Pellow")) == around.count("{}")
    assert found.count(("PHONE", "01632 960 044")) == around.count("{}")


@pytest.mark.parametrize("covered", ["[REDACTED]", "[NAME]", "[ADDRESS]", "[DATE OF BIRTH]", "XXXX"])
def test_what_is_covered_already_is_not_found_again(covered: str) -> None:
    text = f"I stopped {covered} near the gate and spoke with {covered} again."
    assert find(text, RULES) == ()


LONG = 100_000
ONE = (
    "a", "A", "1", "0", " ", "-", "\u00ad", ".", "'", "@", "\n", "(", "/", "\u0301", "\u202e", "\U0001f602", "\u0130"
)  # fmt: skip
SOME = (
    "PC ", "PC. ", "log ", "ref no ", "black ", "O'", "A-B-", "A-\n", "A.B", "a@", "a-", "1/", "0 ", "de ", "Mr A ",
    "SMITH, ", "High Street ", "born ", "was ", "found ", "www.", "pc 1234, ", "[at] x. ", "1 jan ", "number is ",
    "his brother ", "Asda on ", "the Red Lion ", "st ", "flat 2 ", "12 the ", "j. ", "rexo & ", "driver rexo ",
    "heol y ", "Leeds, ", "no 4 rexo ", "big rexo ",
)  # fmt: skip


@pytest.mark.parametrize("letter", ONE)
def test_a_hundred_thousand_of_one_letter_are_read_at_once(letter: str) -> None:
    found = find(letter * LONG, RULES, ["Rose Hunt"])
    assert all(one.end <= after.start for one, after in pairwise(found))


@pytest.mark.parametrize("words", SOME)
def test_no_words_make_a_pattern_go_back_and_forth(words: str) -> None:
    found = find(words * (15_000 // len(words)), RULES, ["Rose Hunt"])
    assert all(one.end <= after.start for one, after in pairwise(found))


def places_tried(text: str) -> int:
    """At how many places of a text a pattern is tried, all patterns together."""
    tried = RULES.anchors.met(text, small(text))
    return sum(len(places()) * len(RULES.anchored[anchor]) for anchor, places in tried)


@pytest.mark.parametrize("words", [f"{PLANTED} He was stopped in 12 Larkspur Lane at 14:35 by PC 4521. ", "1 ", "A "])
def test_the_work_grows_as_the_text_does(words: str) -> None:
    short, long = places_tried(words * 100), places_tried(words * 1000)
    assert 0 < long <= 10.5 * short


def test_in_a_usual_account_few_places_are_tried() -> None:
    text = f"{PLANTED} He was stopped in 12 Larkspur Lane at 14:35 by PC 4521 and had a word with his brother. " * 4
    assert places_tried(text) < len(text) * len(RULES.patterns) / 20
