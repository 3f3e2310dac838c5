"""The section 60 authority: its questions by role, what its fields work out, and what waits for the second stage."""

import pytest

from tests.core.schemes.shipped import asked, derived, scheme

SA = scheme("s60_authority")
EXTENDED = {"extended": "yes"}


def test_the_whole_set_of_domain_section_5_is_there():
    wanted = {*(f"SA{number}" for number in range(1, 11)), "SA11a", "SA11b", "SA11c", "SA12"}
    assert {question.id for question in SA.questions if question.id.startswith("SA")} == wanted
    common = {question.id for question in SA.questions} - wanted
    assert common == {"C1", "C2", "C6", "C8", "C9", "C10", "C11", "C12", "C12v"}, (
        "a decision has no person and no video"
    )


def test_it_is_typed_and_named_by_its_reference():
    assert SA.typed
    assert (SA.case_key, SA.time, SA.links) == (("authority_ref",), "starts_at", ())


@pytest.mark.parametrize("role", ["line_manager", "volunteer"])
def test_legal_questions_are_for_line_managers(role: str):
    found = asked(SA, "full", EXTENDED, role)
    legal = {"SA1", "SA3", "SA5", "SA6", "SA9", "SA11a", "SA11b", "SA11c", "C12"}
    assert legal <= set(found) if role == "line_manager" else legal.isdisjoint(found)
    assert {"SA2", "SA4", "SA7", "SA8", "SA10", "C6", "C8"} <= set(found)
    assert ("SA12" in found) is (role == "volunteer")


@pytest.mark.parametrize(("fields", "there"), [(EXTENDED, True), ({"extended": "no"}, False), ({}, False)])
def test_an_extension_is_asked_about_where_there_is_one(fields: dict[str, str], there: bool):
    for form in ("monthly", "full"):
        assert ("SA6" in asked(SA, form, fields, "line_manager")) is there


def test_the_short_form_for_volunteers():
    assert asked(SA, "panel_short", {}, "volunteer") == ["C1", "SA2", "SA4", "SA8", "C8", "SA12", "C6", "C11"]


@pytest.mark.parametrize(
    ("name", "fields", "expected"),
    [
        ("over_15h", {"hours": "15"}, "no"),
        ("over_15h", {"hours": "16"}, "yes"),
        ("over_15h", {}, ""),
        ("over_24h", {"hours": "24"}, "no"),
        ("over_24h", {"hours": "25"}, "yes"),
        ("over_limit", {"hours": "16"}, "no"),
        ("over_limit", {"hours": "16", "busss_applies": "no"}, "no"),
        ("over_limit", {"hours": "16", "busss_applies": "yes"}, "yes"),
        ("over_limit", {"hours": "25"}, "yes"),
        ("over_limit", {"busss_applies": "yes"}, ""),
        ("extended", {"ends_at": "2025-06-07T23:00:00Z"}, "no"),
        ("extended", {"ends_at": "2025-06-07T23:00:00Z", "extension_reason": "More trouble."}, "yes"),
        ("extended", {}, ""),
        ("extension_out_of_order", {"extension_rank": "inspector", "extension_hours": "6"}, "yes"),
        ("extension_out_of_order", {"extension_rank": "superintendent", "extension_hours": "25"}, "yes"),
        ("extension_out_of_order", {"extension_rank": "superintendent", "extension_hours": "24"}, "no"),
        ("extension_out_of_order", {"extension_rank": "superintendent"}, ""),
        ("extension_out_of_order", {}, ""),
        ("signed", {"signed_at": "2025-06-07T17:00:00Z"}, "yes"),
        ("signed", {}, "no"),
        ("public_told", {"comms_channels": "website;social"}, "yes"),
        ("public_told", {"comms_channels": "none"}, "no"),
        ("public_told", {}, ""),
        ("debriefed", {}, "no"),
        ("published", {"published_at": "2025-07-01"}, "yes"),
        ("ccg_reviewed", {}, "no"),
    ],
)
def test_derived(name: str, fields: dict[str, str], expected: str):
    assert derived(SA, name, fields) == expected


def test_what_came_of_it_waits_for_the_second_stage():
    assert [stage.id for stage in SA.stages] == ["record", "reveal"]
    after = [field for field in SA.fields if field.group in ("results", "review")]
    assert len(after) > 20
    assert all(set(field.seen_by.values()) == {"reveal"} for field in after)
    for name in ("SA10", "SA11a", "SA11b", "SA11c", "SA12", "C6"):
        assert SA.question(name).stage == "reveal"


@pytest.mark.parametrize(
    "name", ["authority_ref", "authoriser_id", "operation", "intelligence_refs", "briefing_record"]
)
def test_volunteers_never_see(name: str):
    assert list(SA.field(name).seen_by) == ["line_manager"]


@pytest.mark.parametrize("name", ["grounds", "necessity", "locality", "extension_reason", "limb", "hours", "lpu"])
def test_volunteers_judge_the_decision_by(name: str):
    assert SA.field(name).seen_by["volunteer"] == "record"


def test_the_scale_of_strength_speaks_of_a_decision():
    answers = SA.scales["grounds"].answers
    assert [answer.code for answer in answers] == ["4", "3", "2", "1", "0", "X"]
    assert [answer.adverse for answer in answers] == [False, False, False, True, True, False]
    assert not any("person" in (answer.help or {}).get("en", "") for answer in answers)
