"""The hate report: what is asked of a crime and of no crime, strands that can be filtered by, and the reveal."""

import pytest

from tests.core.schemes.shipped import asked, derived, scheme

HI = scheme("hate_incident")
CRIME, NON_CRIME = {"classification": "crime"}, {"classification": "non_crime"}
STRANDS = ("race", "religion", "orientation", "disability", "transgender")


def test_the_whole_set_of_domain_section_5_is_there():
    questions = {question.id for question in HI.questions}
    assert {f"HI{number}" for number in range(1, 9)} <= questions
    assert {"C1", "C2", "C3", "C3a", "C5", "C5v", "C6", "C7", "C8", "C8v", "C9", "C10", "C11", "C12"} <= questions
    assert "C4" not in questions, "HI8 asks it of the person targeted"
    assert HI.typed


@pytest.mark.parametrize(
    ("fields", "there"),
    [
        (CRIME, {"HI3"}),
        (NON_CRIME, {"HI2"}),
        ({"classification": "undecided"}, set()),
        ({}, set()),
    ],
)
def test_crime_and_no_crime_are_asked_about_apart(fields: dict[str, str], there: set[str]):
    for form in ("monthly", "full"):
        assert {"HI2", "HI3"} & set(asked(HI, form, fields, "line_manager")) == there


@pytest.mark.parametrize("fields", [CRIME, NON_CRIME])
def test_volunteers_answer_what_needs_no_law(fields: dict[str, str]):
    own = {name for name in asked(HI, "full", fields, "volunteer") if name.startswith("HI")}
    assert own == {"HI5", "HI7"}
    manager = {name for name in asked(HI, "full", fields, "line_manager") if name.startswith("HI")}
    assert manager == {"HI1", "HI4", "HI5", "HI6", "HI8", "HI3" if fields is CRIME else "HI2"}


def test_the_short_form_for_volunteers():
    assert asked(HI, "panel_short", CRIME, "volunteer") == ["C1", "C2", "HI5", "HI7", "C8", "C6", "C11"]
    filmed = {**CRIME, "bwv_on": "yes"}
    assert asked(HI, "panel_short", filmed, "volunteer") == ["C1", "C2", "HI5", "HI7", "C8", "C5v", "C6", "C11"]


@pytest.mark.parametrize("strand", STRANDS)
def test_each_strand_can_be_filtered_by(strand: str):
    name = f"strand_{strand}"
    assert name in {field.id for field in HI.facets}
    assert derived(HI, name, {"strands": strand}) == "yes"
    assert derived(HI, name, {"strands": f"other;{strand}"}) == "yes"
    assert derived(HI, name, {"strands": "other"}) == "no"
    assert derived(HI, name, {}) == ""


@pytest.mark.parametrize(
    ("name", "fields", "expected"),
    [
        ("strand_flagged", {"strands": "race"}, "yes"),
        ("strand_flagged", {}, "no"),
        ("repeat_victim", {"earlier_reports": "3"}, "yes"),
        ("repeat_victim", {"earlier_reports": "0"}, "no"),
        ("repeat_victim", {}, ""),
        ("inspector_reviewed", {"inspector_reviewed_at": "2025-06-20"}, "yes"),
        ("inspector_reviewed", {}, "no"),
        ("sde_state", {"sde_code": "NS"}, "not_stated"),
        ("is_child", {"age": "15"}, "yes"),
    ],
)
def test_derived(name: str, fields: dict[str, str], expected: str):
    assert derived(HI, name, fields) == expected


def test_how_it_ended_and_ethnicity_wait_for_the_reveal():
    for name in ("outcome", "closed_at", "closing_reason", "sde_code", "sde_state", "ode_code"):
        assert set(HI.field(name).seen_by.values()) == {"reveal"}, name
    for name in ("HI6", "HI8", "C6"):
        assert HI.question(name).stage == "reveal"


@pytest.mark.parametrize("name", ["incident_ref", "place_text", "earlier_reports", "threshold_reason", "officer_id"])
def test_volunteers_never_see(name: str):
    assert list(HI.field(name).seen_by) == ["line_manager"]


def test_both_parties_are_kept_only_to_redact_with():
    assert {"subject_name", "subject_phone", "subject_address", "other_party_name"} <= HI.identity
