"""Kept values in plain words: labels, times on London's clock, and what no vocabulary knows as it stands."""

import pytest
from msgspec.structs import replace

from app.core.schemes.plain import law_words, question_words, value_words
from app.core.schemes.spec import Law
from tests.core.schemes.shipped import scheme

STOP = scheme("stop_search")


@pytest.mark.parametrize(
    ("field", "value", "words"),
    [
        ("searched_at", "2025-06-14T22:14:00Z", "Saturday 14 June 2025, 23:14"),
        ("searched_at", "2025-01-14T22:14:00Z", "Tuesday 14 January 2025, 22:14"),
        ("bwv_expiry", "2025-07-02", "2 July 2025"),
        ("is_child", "yes", "Yes"),
        ("is_child", "no", "No"),
        ("is_child", "perhaps", "perhaps"),
        ("power", "Some old power", "Some old power"),
        ("urn", "PSS/25/04100", "PSS/25/04100"),
        ("age", "17", "17"),
        ("grounds", "Seen at 23:14.", "Seen at 23:14."),
        ("urn", "", "not recorded"),
        ("is_child", "", "not recorded"),
        ("searched_at", "", "not recorded"),
    ],
)
def test_a_value_in_plain_words(field: str, value: str, words: str):
    assert value_words(STOP, STOP.field(field), value) == words


@pytest.mark.parametrize("name", ["power", "object", "outcome", "sde_code", "ode_code", "gender", "lpu"])
def test_every_code_is_said_by_its_label(name: str):
    field = STOP.field(name)
    codes = STOP.vocabularies[field.vocabulary]
    assert codes
    for code in codes:
        assert value_words(STOP, field, code.code) == code.label["en"]


def test_a_role_has_its_own_wording_where_there_is_one():
    question = replace(STOP.question("SS1"), text={"en": "Plain?"}, text_for={"volunteer": {"en": "For you?"}})
    assert question_words(question, "line_manager") == "Plain?"
    assert question_words(question, "volunteer") == "For you?"


def test_sources_in_one_line():
    question = replace(STOP.question("SS1"), law=(Law(ref="PACE s.1", version="2023"), Law(ref="Code A 2.2")))
    assert law_words(question) == "PACE s.1 (2023); Code A 2.2"
    assert law_words(replace(question, law=())) == ""
