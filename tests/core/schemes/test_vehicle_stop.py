"""The vehicle stop: its questions by role and record, how ethnicity was recorded, and what waits for the reveal."""

import pytest

from app.core.schemes.derived import derived_fields, fill_derived
from tests.core.schemes.shipped import asked, derived, scheme

VS = scheme("vehicle_stop")
SEARCHED = {"became_search": "yes"}
FILMED = {"bwv_on": "yes"}


def test_the_whole_set_of_domain_section_5_is_there():
    questions = {question.id for question in VS.questions}
    assert {f"VS{number}" for number in range(1, 9)} <= questions
    assert {"C1", "C2", "C3", "C3a", "C5", "C5v", "C6", "C7", "C8", "C8v", "C9", "C10", "C11", "C12"} <= questions
    assert "C4" not in questions, "VS2 asks it of a driver"


@pytest.mark.parametrize("role", ["line_manager", "volunteer"])
def test_each_role_has_its_own(role: str):
    found = asked(VS, "full", {**SEARCHED, **FILMED}, role)
    own = {"VS2", "VS3", "VS8", "C12"}
    assert own <= set(found) if role == "line_manager" else own.isdisjoint(found)
    assert {"VS1", "VS4v", "VS5", "VS6", "VS7", "C6", "C8"} <= set(found)


@pytest.mark.parametrize(
    ("name", "fields", "there"),
    [
        ("VS5", SEARCHED, True),
        ("VS5", {"became_search": "no"}, False),
        ("VS5", {}, False),
        ("VS4", {}, True),
        ("VS4", {"bwv_on": "fault"}, True),
        ("VS4", FILMED, False),
        ("VS4v", FILMED, True),
        ("VS4v", {}, False),
        ("C7", {"is_child": "yes"}, True),
        ("C7", {}, False),
    ],
)
def test_asked_if(name: str, fields: dict[str, str], there: bool):
    assert (name in asked(VS, "full", fields, "line_manager")) is there


def test_the_short_form_for_volunteers():
    assert asked(VS, "panel_short", {}, "volunteer") == ["C1", "VS1", "VS4", "C8", "VS6", "C6", "C11"]
    assert asked(VS, "panel_short", FILMED, "volunteer") == ["C1", "VS1", "C8", "VS4v", "VS6", "C6", "C11"]


@pytest.mark.parametrize(
    ("fields", "state", "officer_only"),
    [
        ({"sde_code": "W1", "ode_code": "white_north"}, "stated", "no"),
        ({"sde_code": "W1"}, "stated", "no"),
        ({"sde_code": "NS", "sde_refusal_reason": "N4"}, "not_stated_reason", "no"),
        ({"sde_code": "NS", "sde_refusal_reason": "N4", "ode_code": "asian"}, "not_stated_reason", "yes"),
        ({"sde_code": "NS", "ode_code": "asian"}, "not_stated", "yes"),
        ({"sde_refusal_reason": "N1"}, "not_stated_reason", "no"),
        ({"ode_code": "asian"}, "missing", "yes"),
        ({}, "missing", "no"),
    ],
)
def test_stated_not_stated_and_missing_are_told_apart(fields: dict[str, str], state: str, officer_only: str):
    assert derived(VS, "sde_state", fields) == state
    assert derived(VS, "officer_view_only", fields) == officer_only
    assert {"sde_state", "officer_view_only"} <= {field.id for field in VS.facets}


@pytest.mark.parametrize("kind", ["vehicle_stop", "stop_search", "custody", "use_of_force", "hate_incident"])
def test_the_code_of_a_reason_in_the_place_of_an_answer_is_the_reason(kind: str):
    filled = fill_derived(derived_fields(scheme(kind)), {"sde_code": "N2", "ode_code": "asian"})
    assert filled["sde_refusal_reason"] == "N2"
    assert filled.get("sde_state", "not_stated_reason") == "not_stated_reason"
    assert filled.get("officer_view_only", "yes") == "yes"


def test_nothing_is_said_of_an_answer_in_words_that_no_list_knows():
    filled = fill_derived(derived_fields(VS), {"sde_code": "Purple", "ode_code": "asian"})
    assert filled.keys().isdisjoint({"sde_state", "officer_view_only", "sde_refusal_reason"})


@pytest.mark.parametrize(
    ("name", "fields", "expected"),
    [
        ("became_search", {"linked_search_urn": "PSS/25/04100"}, "yes"),
        ("became_search", {"action": "advice;search"}, "yes"),
        ("became_search", {"action": "advice"}, "no"),
        ("became_search", {}, ""),
        ("outcome", {"action": "advice;ticket"}, "ticket"),
        ("outcome", {"action": "search;arrest;ticket"}, "arrest"),
        ("outcome", {"action": "none"}, "none"),
        ("outcome", {"action": "advice", "linked_search_urn": "PSS/25/04100"}, "search"),
        ("outcome", {}, ""),
        ("repeat_stop", {"earlier_stops": "2"}, "yes"),
        ("repeat_stop", {"earlier_stops": "0"}, "no"),
        ("repeat_stop", {}, ""),
        ("force_used", {"linked_uof_ref": "UOF-P1000"}, "yes"),
        ("force_used", {}, ""),
        ("is_child", {"age": "17"}, "yes"),
    ],
)
def test_derived(name: str, fields: dict[str, str], expected: str):
    assert derived(VS, name, fields) == expected


def test_every_action_is_ranked():
    ranked = [rule.value for rule in VS.field("outcome").derive]
    assert ranked == [code.code for code in reversed(VS.vocabularies["stop_action"])]


def test_what_was_done_and_ethnicity_wait_for_the_reveal():
    for name in ("action", "outcome", "became_search", "linked_search_urn", "sde_code", "sde_state", "ode_code"):
        assert set(VS.field(name).seen_by.values()) == {"reveal"}, name
    for name in ("VS2", "VS5", "VS6", "C6"):
        assert VS.question(name).stage == "reveal"


@pytest.mark.parametrize(
    "name", ["urn", "place_text", "make_model", "earlier_stops", "linked_search_urn", "linked_uof_ref", "officer_id"]
)
def test_volunteers_never_see(name: str):
    assert list(VS.field(name).seen_by) == ["line_manager"]


def test_links():
    assert [(link.field, link.to, link.to_field) for link in VS.links] == [
        ("linked_search_urn", "stop_search", "urn"),
        ("linked_search_urn", "s60_search", "urn"),
        ("linked_uof_ref", "use_of_force", "form_ref"),
    ]
