"""Use of force: what is asked for which record and of whom, what is hidden until when, and what makes a case."""

import re

import pytest

from app.core.schemes.answers import asked, is_mandatory
from app.core.schemes.conditions import holds
from app.core.schemes.spec import Role
from tests.core.schemes.shipped import mapping, scheme

FORCE = scheme("use_of_force")
BOTH: tuple[Role, ...] = ("line_manager", "volunteer")
PLANTER = ["UF2", "UF3", "UF4", "UF5", "UF6", "UF7", "UF8", "UF2r"]
CALM = {"tactics": "communication", "handcuffs_used": "no", "equipment_used": "no", "injury_subject": "no",
        "injury_staff": "no", "is_child": "no"}  # fmt: skip


def names(form: str, role: Role, values: dict[str, str]) -> list[str]:
    stages = asked(FORCE, form, role, values=values, answers={"C8": "green"})
    return [question.id for questions in stages.values() for question in questions]


def derived(name: str, fields: dict[str, str]) -> str:
    return next((rule.value for rule in FORCE.field(name).derive if holds(rule.when, fields)), "")


# ------------------------------------------------------------------ a case of many forms
def test_a_case_is_a_person_in_an_incident_and_a_row_an_officers_form():
    assert FORCE.case_key == ("incident_ref", "subject_no")
    assert FORCE.record_key == ("form_ref",)
    assert FORCE.many_rows
    assert FORCE.field(FORCE.time).merge == "earliest"


def test_the_marked_form_leads_then_the_earliest_then_the_first_reference():
    lead = FORCE.lead
    assert lead is not None
    assert lead.prefer is not None
    assert lead.by == ("used_at", "form_ref")
    assert [holds(lead.prefer, {"lead_form": value}) for value in ("yes", "no", "")] == [True, False, False]
    assert FORCE.counts_under is not None
    assert "counts under the team and officer whose form leads" in FORCE.counts_under["en"]


def test_team_officer_and_unit_come_from_the_leading_form():
    assert {FORCE.field(name).merge for name in ("officer_id", "team", "supervisor_id", "lpu")} == {"lead"}


def test_what_is_an_officers_own_is_shown_form_by_form():
    own = {field.id for field in FORCE.fields if field.each}
    assert {"form_ref", "officer_id", "team", "tactics", "tactics_effective", "rationale", "main_duty"} <= own
    assert {"injury_staff", "injury_staff_level", "injury_text", "bwv_on", "bwv_ref"} <= own
    assert not own & {
        "incident_ref",
        "subject_no",
        "used_at",
        "lpu",
        "gender",
        "age",
        "ode_code",
        "sde_code",
        "outcome",
    }


def test_what_forms_should_agree_on_is_compared():
    same = {field.id for field in FORCE.fields if field.merge == "same"}
    assert {"gender", "age", "age_band", "ode_code", "sde_code", "place_text", "linked_search_urn"} <= same


def test_what_any_form_says_holds_for_the_case():
    anyone = {field.id for field in FORCE.facets if field.merge == "any"}
    assert {
        "ced_used",
        "irritant_used",
        "baton_used",
        "spit_guard_used",
        "handcuffs_used",
        "ground_restraint",
    } <= anyone
    assert {"injury_subject", "in_custody", "is_child", "vulnerable", "bwv_on", "outcome", "mental_health"} <= anyone


def test_any_takes_the_gravest_of_several_codes_and_any_video():
    last = {name: codes[-1].code for name, codes in FORCE.vocabularies.items()}
    assert last["video"] == "yes"
    assert (last["conduct"], last["injury_level"], last["force_outcome"]) == ("serious", "fatal", "fatality")


@pytest.mark.parametrize(
    ("name", "tactics", "expected"),
    [
        ("handcuffs_used", "cuffs_compliant", "yes"),
        ("handcuffs_used", "communication;cuffs_resisting", "yes"),
        ("handcuffs_used", "communication", "no"),
        ("handcuffs_used", "", ""),
        ("compliant_cuffs", "cuffs_resisting", "no"),
        ("ced_used", "ced_drawn", "yes"),
        ("ced_fired", "ced_drawn;ced_red_dot", "no"),
        ("ced_fired", "ced_fired", "yes"),
        ("ced_used", "ced_not_stated", "yes"),
        ("ced_fired", "ced_not_stated", ""),
        ("ced_fired", "ced_fired;ced_not_stated", "yes"),
        ("irritant_used", "pava_not_stated", "yes"),
        ("ced_fired", "ced_drive_stun", "yes"),
        ("irritant_used", "pava_drawn", "yes"),
        ("baton_used", "baton_drawn", "yes"),
        ("spit_guard_used", "spit_guard", "yes"),
        ("ground_restraint", "unarmed_skills;ground_restraint", "yes"),
        ("dog_used", "dog_bite", "yes"),
        ("firearm_used", "aep_aimed", "yes"),
    ],
)
def test_yes_or_no_from_the_list_of_tactics(name: str, tactics: str, expected: str):
    assert derived(name, {"tactics": tactics} if tactics else {}) == expected


@pytest.mark.parametrize(
    ("name", "fields", "expected"),
    [
        ("is_child", {"age": "17"}, "yes"),
        ("is_child", {"age_band": "11-17"}, "yes"),
        ("is_child", {"age": "18", "age_band": "11-17"}, "no"),
        ("is_child", {}, ""),
        ("age_band", {"age": "10"}, "0-10"),
        ("age_band", {"age": "34"}, "18-34"),
        ("age_band", {"age": "65"}, "65-over"),
        ("in_custody", {"locations": "street;custody"}, "yes"),
        ("in_custody", {"locations": "street"}, "no"),
        ("vulnerable", {"impact_factors": "alcohol;abd"}, "yes"),
        ("vulnerable", {"mental_disability": "yes"}, "yes"),
        ("vulnerable", {"impact_factors": "alcohol"}, ""),
        ("mental_health", {"impact_factors": "mental_health"}, "yes"),
        ("mental_health", {"impact_factors": "crowd"}, "no"),
        ("equipment_used", {"tactics": "spit_guard", "spit_guard_used": "yes"}, "yes"),
        ("equipment_used", {"tactics": "communication", "spit_guard_used": "no"}, "no"),
    ],
)
def test_derived(name: str, fields: dict[str, str], expected: str):
    assert derived(name, fields) == expected


def test_every_tactic_has_its_home_office_group_and_every_drawn_its_used():
    codes = {code.code: code.group for code in FORCE.vocabularies["tactic"]}
    assert all(codes.values())
    assert {"Restraint", "Unarmed skills", "Other equipment", "Less lethal weapons", "Firearms", "Dogs"} <= set(
        codes.values()
    )
    drawn = {code.removesuffix("_drawn") for code in codes if code.endswith("_drawn")} - {"ced"}
    assert all(f"{name}_used" in codes for name in drawn)


# ------------------------------------------------------------------ questions
def test_the_whole_set_is_there():
    ids = {question.id for question in FORCE.questions}
    assert {f"UF{number}" for number in range(1, 17)} | {f"C{number}" for number in range(1, 13)} <= ids


def test_planter_is_one_group_in_the_order_of_its_letters():
    assert [question.id for question in FORCE.questions if question.group == "PLANTER"] == PLANTER
    asked_now = names("full", "volunteer", CALM)
    assert [name for name in asked_now if name in PLANTER] == PLANTER
    words = [FORCE.question(name).text["en"].partition(":")[0] for name in PLANTER[:-1]]
    assert [word[0] for word in words] == list("PLANTER")
    assert (FORCE.question("UF2").scale, FORCE.question("UF2r").scale) == ("ypn", "rag")


@pytest.mark.parametrize(
    ("name", "fields", "there"),
    [
        ("UF12", {"handcuffs_used": "yes"}, True),
        ("UF12", CALM, False),
        ("UF13", {"injury_subject": "yes"}, True),
        ("UF13", {"injury_staff": "yes"}, True),
        ("UF13", CALM, False),
        ("UF14", {"equipment_used": "yes"}, True),
        ("UF14", CALM, False),
        ("C7", {"is_child": "yes"}, True),
        ("C7", {"vulnerable": "yes"}, True),
        ("C7", CALM, False),
    ],
)
@pytest.mark.parametrize("role", BOTH)
def test_the_record_decides_what_is_asked_and_then_it_is_mandatory(
    role: Role, name: str, fields: dict[str, str], there: bool
):
    assert (name in names("full", role, fields)) is there
    if there:
        assert is_mandatory(FORCE.question(name), fields, {})


def test_the_video_is_compared_only_where_there_is_one():
    assert "UF16" in names("full", "line_manager", {"bwv_on": "yes"})
    assert "UF16" not in names("full", "line_manager", {"bwv_on": "fault"})
    assert "C3a" in names("full", "line_manager", {"bwv_on": "fault"})
    assert "UF16" not in names("full", "volunteer", {"bwv_on": "yes"})


def test_each_role_is_asked_its_own():
    everything = {"bwv_on": "yes", "handcuffs_used": "yes", "injury_subject": "yes", "equipment_used": "yes"}
    manager, volunteer = (set(names("full", role, everything)) for role in BOTH)
    assert {"UF1", "UF9", "UF10", "UF15", "UF16", "C4", "C12"} == manager - volunteer
    assert {"UF7", "C9", "C12v"} == volunteer - manager


def test_the_short_form_is_eight_questions_whatever_the_record():
    everything = {"bwv_on": "yes", "handcuffs_used": "yes", "injury_subject": "yes", "equipment_used": "yes",
                  "is_child": "yes"}  # fmt: skip
    assert names("panel_short", "volunteer", everything) == ["C1", "UF2", "UF6", "UF8", "C8", "C5v", "C6", "C11"]


def test_a_hard_case_of_a_line_manager_still_takes_few_questions():
    hard = {
        "bwv_on": "yes",
        "handcuffs_used": "yes",
        "injury_subject": "yes",
        "equipment_used": "yes",
        "is_child": "yes",
    }
    assert len(names("monthly", "line_manager", hard)) <= 16


@pytest.mark.parametrize("name", ["C5", "C5v", "C6", "C7", "C8"])
def test_common_questions_speak_of_force_and_not_of_a_search(name: str):
    question = FORCE.question(name)
    assert question.help is not None
    assert "search" not in question.text["en"] + question.help["en"]
    assert not any("Code A" in law.ref or "stop and search" in law.ref for law in question.law)


def test_nobody_claims_to_have_read_the_law_that_was_not_read():
    for question in FORCE.questions:
        for law in question.law:
            if re.search(r"\bAct \d{4}|Authorised Professional Practice|Home Office", law.ref):
                assert "not checked" in law.version, (question.id, law.ref)


# ------------------------------------------------------------------ blindness
@pytest.mark.parametrize("name", ["sde_code", "sde_refusal_reason", "ode_code", "outcome"])
def test_ethnicity_and_outcome_wait_for_everyone(name: str):
    assert FORCE.field(name).seen_by == {"line_manager": "reveal", "volunteer": "reveal"}


@pytest.mark.parametrize(
    "name",
    ["form_ref", "incident_ref", "subject_no", "officer_id", "team", "supervisor_id", "place_text", "bwv_ref",
     "custody_ref", "linked_search_urn", "operation", "complaint_flag", "age", "lead_form", "ced_body_map"],
)  # fmt: skip
def test_a_volunteer_never_sees_who_or_where(name: str):
    assert "volunteer" not in FORCE.field(name).seen_by


def test_no_free_text_but_narratives_is_shown_to_volunteers():
    """A narrative is read and released by a person first; another text would go out as it stands."""
    assert not [field.id for field in FORCE.fields if field.type == "text" and "volunteer" in field.seen_by]
    assert {field.id for field in FORCE.fields if field.type == "narrative"} == {"rationale", "injury_text"}


def test_only_questions_that_need_it_stand_after_the_reveal():
    after = {question.id for question in FORCE.questions if question.stage == "reveal"}
    assert after == {"UF15", "C4", "C6", "C10", "C11", "C12", "C12v"}
    assert FORCE.question("C8").stage == "record"


# ------------------------------------------------------------------ links and the layout
def test_a_force_names_its_search_and_its_detention():
    assert [(link.field, link.to, link.to_field) for link in FORCE.links] == [
        ("linked_search_urn", "stop_search", "urn"),
        ("linked_search_urn", "s60_search", "urn"),
        ("custody_ref", "custody", "custody_ref"),
    ]


def test_the_layout_fills_one_field_from_several_columns():
    columns = mapping("force_use_of_force").columns
    assert [name for name, to in columns.items() if to == "used_at"] == ["Date", "Time"]
    assert [name for name, to in columns.items() if to == "tactics"] == [f"Tactic {number}" for number in range(1, 7)]
    ticks = {to.partition(":")[2] for to in columns.values() if to.startswith("impact_factors:")}
    assert ticks == {code.code for code in FORCE.vocabularies["impact_factor"]}
