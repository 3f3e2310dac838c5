"""What the record gives of its people besides their names is found wherever it stands, and is sure."""

import pytest

from app.core.redaction.find import find
from app.core.redaction.findings import Certainty
from app.core.redaction.known_values import value_of
from tests.core.redaction.rules import RULES

KEPT = {
    "subject_name": "Pellow, Gethin",
    "subject_address": "12 Mill Wynd View, Upper Deeping, QQ45 5BQ",
    "vrm": "Q2 XYZW",
    "subject_dob": "1999-02-04",
    "subject_phone": "+44 7700 900123",
    "own_reference": "zz-kestrel",
}
VALUES = [value_of(field, text) for field, text in KEPT.items()]


@pytest.mark.parametrize(
    ("text", "piece", "kind"),
    [
        ("by 12, mill WYND-view then", "12, mill WYND-view", "ADDRESS"),
        ("of 12 Mill Wynd View Upper Deeping QQ45 5BQ today", "12 Mill Wynd View Upper Deeping QQ45 5BQ", "ADDRESS"),
        ("in q2xyzw again", "q2xyzw", "VEHICLE"),
        ("in Q2-XY\u00adZW again", "Q2-XY\u00adZW", "VEHICLE"),
        ("on 4.2.99 it was", "4.2.99", "DATE_OF_BIRTH"),
        ("on 4th of February 1999 it was", "4th of February 1999", "DATE_OF_BIRTH"),
        ("on 4Feb99 it was", "4Feb99", "DATE_OF_BIRTH"),
        ("on 1999/02/04 it was", "1999/02/04", "DATE_OF_BIRTH"),
        ("gave 040299 to me", "040299", "DATE_OF_BIRTH"),
        ("gave 0.7.7.0.0.9.0.0.1.2.3 to me", "0.7.7.0.0.9.0.0.1.2.3", "PHONE"),
        ("said Zz Kestrel to me", "Zz Kestrel", "OTHER"),
    ],
)
def test_a_value_of_the_record_is_found_however_it_is_written(text: str, piece: str, kind: str) -> None:
    start = text.index(piece)
    found = [one for one in find(text, RULES, (), VALUES) if one.rule == "record_value"]
    assert [(one.start, one.end, one.kind) for one in found] == [(start, start + len(piece), kind)]
    assert found[0].certainty is Certainty.SURE


@pytest.mark.parametrize("text", ["by 112 Mill Wynd Viewpoint", "on 14.2.99 or 4.2.990", "zzkestrels", "Pellow there"])
def test_a_part_of_something_else_is_not_the_value(text: str) -> None:
    assert [one for one in find(text, RULES, (), VALUES) if one.rule == "record_value"] == []


@pytest.mark.parametrize("kept", ["Unknown", "not known", "N/A", "12", "", "No fixed abode"])
def test_a_field_that_says_nothing_is_looked_for_nowhere(kept: str) -> None:
    text = f"Details unknown, not known, n/a: no fixed abode. {kept}"
    assert [one for one in find(text, RULES, (), [value_of("note", kept)]) if one.rule == "record_value"] == []
