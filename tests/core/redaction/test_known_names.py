"""Names of the record are found however a text writes them: beside a slash, broken, joined, as initials."""

import pytest

from app.core.redaction.find import find
from app.core.redaction.findings import Certainty
from tests.core.redaction.rules import RULES

KNOWN = ("Zephyrson, Dwayne L", "Jones, Roz", "Smith, Al", "Maria DE SOUZA", "Qwertley O'Brien")


@pytest.mark.parametrize(
    ("text", "covered"),
    [
        ("ZEPHYRSON/DWAYNE 04/02/1999", ["ZEPHYRSON", "DWAYNE"]),
        ("seen with Zephyrson/Snape there", ["Zephyrson"]),
        ("Zephyrson/passenger ran", ["Zephyrson"]),
        ("told to PC/Zephyrson there", ["Zephyrson"]),
        ("the driver/Zephyrson ran", ["Zephyrson"]),
        ("the driver/O'Brien's mate", ["O'Brien"]),
        ("and Zephyr\u00adson ran", ["Zephyr\u00adson"]),
        ("and Sm\u200bith ran", ["Sm\u200bith"]),
        ("and J\u00adones ran", ["J\u00adones"]),
        ("it was Zephyr-\nson who ran", ["Zephyr-\nson"]),
        ("it was Zephyr\u00ad\n  son who ran", ["Zephyr\u00ad\n  son"]),
        ("it was Zephyr\u200b-\nson who ran", ["Zephyr\u200b-\nson"]),
        ("the one who ran off-\nZephyrson came", ["Zephyrson"]),
        ("then DwayneZephyrson ran", ["DwayneZephyrson"]),
        ("then zephyrsondwayne ran", ["zephyrsondwayne"]),
        ("then DeSouza ran", ["DeSouza"]),
        ("said D L Z to me", ["D L Z"]),
        ("said D.L.Z. to me", ["D.L.Z"]),
        ("said D.Z. to me", ["D.Z"]),
    ],
)
def test_a_name_of_the_record_is_covered_whole_however_it_is_written(text: str, covered: list[str]) -> None:
    found = [text[one.start : one.end] for one in find(text, RULES, KNOWN) if one.kind == "NAME"]
    assert all(any(name in piece for piece in found) for name in covered), found


def test_a_name_of_the_record_is_sure_beside_a_slash_and_with_what_nobody_sees_inside() -> None:
    for text in (
        "the driver/Zephyrson ran",
        "and Zephyr\u00adson ran",
        "it was Zephyr-\nson who",
        "DwayneZephyrson ran",
    ):
        assert Certainty.SURE in [one.certainty for one in find(text, RULES, KNOWN) if one.rule == "record_name"]


@pytest.mark.parametrize(
    "text", ["He was on/off the path.", "It was D day.", "Left at A B C then.", "a long-\nterm plan"]
)
def test_words_that_only_come_near_are_left_alone(text: str) -> None:
    assert [one for one in find(text, RULES, KNOWN) if one.rule in ("record_name", "record_initials")] == []
