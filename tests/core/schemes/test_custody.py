"""The scheme of custody: what is asked of which detention, what volunteers see when, and its other rows."""

import re
from collections.abc import Iterator

import pytest

from app.core.schemes.answers import asked as staged
from app.core.schemes.answers import is_mandatory, missing
from app.core.schemes.conditions import holds
from app.core.schemes.spec import Condition, Role, Scheme
from tests.core.schemes.shipped import asked, mapping, scheme
from tests.core.schemes.test_blindness import rules
from tests.core.schemes.test_shipped import derived

REVEALED = (
    "sde_code", "sde_refusal_reason", "ode_code", "outcome", "released_at", "strip_found", "child_overnight",
    "la_bed_sought", "bail_refused_reason",
)  # fmt: skip
NEVER_FOR_VOLUNTEERS = (
    "custody_ref", "suite", "offence_text", "age", "pregnant", "observation_level", "self_harm_marker", "risk_notes",
    "medication", "needs_text", "vulnerable_reason", "linked_search_urn", "uof_form_refs", "bwv_ref", "language",
    "officer_id", "team", "arresting_officer_id", "arresting_team", "complaint_flag",
)  # fmt: skip
IDENTITY = {
    "subject_name", "subject_dob", "subject_address", "officer_name", "arresting_officer_name", "solicitor_name",
    "aa_name", "hcp_name",
}  # fmt: skip
STRIP = {f"CU12{letter}" for letter in "abcdefg"}
FORCE = {f"CU14{letter}" for letter in "abcdef"}
ADULT = {"is_child": "no", "vulnerable": "no", "aa_required": "no"}
CHILD = {"is_child": "yes", "aa_required": "yes"}


@pytest.fixture
def custody() -> Scheme:
    return scheme("custody")


def test_the_whole_set_of_domain_section_5_is_there(custody: Scheme):
    ids = {question.id for question in custody.questions}
    assert {f"C{number}" for number in range(1, 13)} <= ids
    assert {re.sub(r"[a-g]$", "", name) for name in ids if name.startswith("CU")} == {f"CU{n}" for n in range(1, 21)}
    assert ids >= STRIP | FORCE


def test_no_question_of_a_search_is_left_in_it(custody: Scheme):
    """The common questions stand in the words and with the law of custody."""
    for question in custody.questions:
        assert not any(
            law.ref.startswith("PACE Code A") or "stop and search" in law.ref
            for law in question.law
            if "IOPC" not in law.ref
        )
        assert "A search can be green" not in (question.help or {})["en"]


def test_code_c_is_cited_by_paragraph_and_as_not_checked(custody: Scheme):
    cited = [law for question in custody.questions for law in question.law if law.ref.startswith("PACE Code C")]
    assert len(cited) >= 30
    assert all(
        re.fullmatch(r"PACE Code C, (\d+(\.\d+[A-Z]?)?|Annex [A-Z](, \d+(\([a-z]\))?)?)", law.ref) for law in cited
    )
    assert all("not checked" in law.version for law in cited)


# ------------------------------------------------------------------ what is asked
@pytest.mark.parametrize(
    ("values", "there", "gone"),
    [
        (ADULT, set(), {"C7", "CU5", "CU9", "CU10", "CU10a", "CU10b", "CU11", "CU13", "CU15", "C3a"} | STRIP | FORCE),
        (CHILD, {"C7", "CU9", "CU10"}, {"CU10a", "CU11"} | STRIP),
        (CHILD | {"overnight_child": "yes"}, {"CU10", "CU10a"}, {"CU10b"}),
        (CHILD | {"overnight_child": "yes", "child_overnight": "after_charge"}, {"CU10a", "CU10b"}, set()),
        ({"is_child": "no", "vulnerable": "yes", "aa_required": "yes"}, {"C7", "CU9"}, {"CU10", "CU10a"}),
        (ADULT | {"strip_search": "yes"}, {"CU11", "C3a"} | STRIP - {"CU12d"}, {"CU12d"}),
        (CHILD | {"strip_search": "yes"}, {"CU11"} | STRIP, set()),
        ({"vulnerable": "yes", "strip_search": "yes"}, {"CU11"} | STRIP, set()),
        (ADULT | {"strip_search": "yes", "cctv_kept": "yes"}, {"CU11", "C3", "C5v"}, {"C3a"}),
        (ADULT | {"anti_rip": "yes"}, {"CU13"}, {"CU15"} | FORCE),
        (ADULT | {"force_in_custody": "yes"}, FORCE, {"CU13", "CU15"}),
        (ADULT | {"force_in_custody": "yes", "spit_guard": "yes"}, FORCE | {"CU15"}, set()),
        (ADULT | {"interpreter_needed": "yes"}, {"CU5"}, set()),
        (ADULT | {"communication_help": "yes"}, {"CU5"}, set()),
        ({}, set(), {"C7", "CU5", "CU9", "CU10", "CU11", "CU13", "CU15"} | STRIP | FORCE),
    ],
)  # fmt: skip
def test_what_a_detention_was_decides_what_is_asked(custody: Scheme, values: dict[str, str], there, gone):
    both = {name for role in ("line_manager", "volunteer") for name in asked(custody, "full", values, role)}
    assert there <= both
    assert not gone & both
    assert {"CU1", "CU2", "CU3", "CU6", "CU7", "CU8", "CU16", "CU17", "CU18", "CU19", "CU20", "C8"} <= both


@pytest.mark.parametrize(
    ("role", "never"),
    [
        ("volunteer", {"CU1", "CU4", "CU6", "CU8", "CU14a", "CU14f", "CU16", "CU19", "C3a", "C4", "C12"}),
        ("line_manager", {"CU20", "C9", "C12v"}),
    ],
)
def test_who_is_asked(custody: Scheme, role: str, never: set[str]):
    worst = CHILD | {
        "vulnerable": "yes", "strip_search": "yes", "anti_rip": "yes", "force_in_custody": "yes", "spit_guard": "yes",
        "overnight_child": "yes", "interpreter_needed": "yes",
    }  # fmt: skip
    found = set(asked(custody, "full", worst, role))
    assert not never & found
    assert {
        "CU2",
        "CU3",
        "CU5",
        "CU7",
        "CU9",
        "CU10",
        "CU10a",
        "CU11",
        "CU13",
        "CU14b",
        "CU15",
        "CU17",
        "CU18",
    } <= found
    assert found >= STRIP


def test_a_line_managers_ordinary_detention_takes_a_dozen_questions_at_most(custody: Scheme):
    assert 8 <= len(asked(custody, "monthly", ADULT | {"bwv_on": "yes"}, "line_manager")) <= 12


def test_a_strip_search_of_a_child_is_never_short_for_a_line_manager(custody: Scheme):
    values = CHILD | {"strip_search": "yes", "strip_child": "yes"}
    found = staged(custody, "monthly", "line_manager", values=values, answers={})
    must = {question.id for question in missing(found["record"], values, {})}
    assert {"CU9", "CU10", "CU11"} | STRIP <= must


def test_the_short_form_is_for_volunteers_and_short(custody: Scheme):
    form = custody.form("panel_short")
    assert len(form.questions) <= 8
    assert form.roles == ("volunteer",)
    assert {"CU11", "C7", "CU20", "C8"} <= set(form.questions)
    assert len(asked(custody, "panel_short", ADULT, "volunteer")) == 5


@pytest.mark.parametrize("grade", ["amber", "red"])
def test_words_are_needed_with_a_bad_grade(custody: Scheme, grade: str):
    assert is_mandatory(custody.question("C11"), {}, {"C8": grade})
    assert not is_mandatory(custody.question("C11"), {}, {"C8": "green"})


@pytest.mark.parametrize(
    ("values", "stages"),
    [
        ({"bwv_on": "yes"}, ["record", "video", "reveal"]),
        ({"cctv_kept": "yes", "bwv_on": "no"}, ["record", "video", "reveal"]),
        ({"cctv_kept": "fault", "bwv_on": "no"}, ["record", "reveal"]),
        ({}, ["record", "reveal"]),
    ],
)
def test_footage_of_the_suite_is_video_too(custody: Scheme, values: dict[str, str], stages: list[str]):
    assert list(staged(custody, "full", "volunteer", values=values, answers={})) == stages


# ------------------------------------------------------------------ who sees what
@pytest.mark.parametrize("name", REVEALED)
def test_ethnicity_and_outcome_and_what_would_give_them_away_wait(custody: Scheme, name: str):
    assert custody.field(name).seen_by == {"line_manager": "reveal", "volunteer": "reveal"}


@pytest.mark.parametrize("name", NEVER_FOR_VOLUNTEERS)
def test_volunteers_never_see(custody: Scheme, name: str):
    assert "volunteer" not in custody.field(name).seen_by


def test_language_which_hints_at_ethnicity_waits_for_line_managers_too(custody: Scheme):
    assert custody.field("language").seen_by == {"line_manager": "reveal"}


def test_identity_is_only_to_redact_with(custody: Scheme):
    assert custody.identity == IDENTITY
    assert all(custody.field(name).seen_by == {} for name in IDENTITY)


def test_what_a_volunteer_sees_before_the_reveal_holds_no_person_and_no_illness(custody: Scheme):
    early = [field for field in custody.fields if field.seen_by.get("volunteer") in ("record", "video")]
    assert len(early) >= 50
    assert not {field.id for field in early} & {*REVEALED, *NEVER_FOR_VOLUNTEERS, *IDENTITY}
    for part in custody.parts:
        assert all("volunteer" not in field.seen_by for field in part.fields if field.id.endswith("_id"))


def early_rules(custody: Scheme) -> Iterator[Condition]:
    """Every rule that is decided before the reveal, with all the rules in it."""
    for stage in custody.stages:
        yield from rules(stage.when)
    for question in custody.questions:
        if question.stage != "reveal":
            yield from rules(question.asked_if)
            yield from rules(question.mandatory_if)


def test_no_stage_and_no_early_question_gives_the_outcome_away(custody: Scheme):
    assert not {rule.field for rule in early_rules(custody)} & {*REVEALED, "language"}


def test_questions_before_the_reveal_ask_for_nothing_hidden(custody: Scheme):
    for question in custody.questions:
        if question.stage != "reveal" and question.id != "C8":
            words = question.text["en"] + (question.help or {})["en"]
            assert not re.search(r"\bethnic|\boutcome|\bcharged?\b|\bremand", words), question.id


# ------------------------------------------------------------------ what is derived
@pytest.mark.parametrize(
    ("name", "values", "expected"),
    [
        ("aa_required", {"is_child": "yes"}, "yes"),
        ("aa_required", {"is_child": "no", "vulnerable": "yes"}, "yes"),
        ("aa_required", {"is_child": "no", "vulnerable": "no"}, "no"),
        ("aa_required", {"is_child": "no"}, ""),
        ("overnight_child", {"child_overnight": "before_charge"}, "yes"),
        ("overnight_child", {"child_overnight": "after_charge"}, "yes"),
        ("overnight_child", {"child_overnight": "no"}, "no"),
        ("overnight_child", {}, ""),
        ("over_24h", {"hours_held": "24"}, "yes"),
        ("over_24h", {"hours_held": "23"}, "no"),
        ("over_24h", {}, ""),
        ("strip_search", {"strip_at": "2025-06-01T10:00:00Z"}, "yes"),
        ("strip_search", {}, ""),
        ("strip_child", {"strip_search": "yes", "is_child": "yes"}, "yes"),
        ("strip_child", {"strip_search": "yes", "is_child": "no"}, "no"),
        ("strip_child", {"strip_search": "yes"}, ""),
        ("force_in_custody", {"force_officers": "2"}, "yes"),
        ("force_in_custody", {"force_officers": "0"}, "no"),
        ("force_in_custody", {"force_officers": "0", "spit_guard": "yes"}, "yes"),
        ("force_in_custody", {"cell_restraint": "yes"}, "yes"),
        ("force_in_custody", {"uof_form_refs": "UOF-P1"}, ""),
        ("hcp_called", {"hcp_called_at": "2025-06-01T10:00:00Z"}, "yes"),
        ("is_child", {"age": "17"}, "yes"),
        ("age_band", {"age": "17"}, "10-17"),
    ],
)
def test_derived(custody: Scheme, name: str, values: dict[str, str], expected: str):
    assert derived(custody, name, values) == expected


def test_a_field_is_derived_after_what_it_is_derived_from(custody: Scheme):
    """The importer derives in the order of the fields."""
    order = {field.id: number for number, field in enumerate(custody.fields)}
    for field in custody.fields:
        for rule in (part for derivation in field.derive for part in rules(derivation.when)):
            assert not rule.field or order[rule.field] < order[field.id] or not custody.field(rule.field).derive


def test_what_a_panel_samples_by_is_a_facet(custody: Scheme):
    facets = {field.id for field in custody.facets}
    assert {
        "lpu", "suite", "team", "officer_id", "sde_code", "ode_code", "gender", "age_band", "is_child", "outcome",
        "strip_search", "strip_child", "intimate_search", "force_in_custody", "anti_rip", "spit_guard", "vulnerable",
        "aa_required", "overnight_child", "over_24h", "reviews_late",
    } <= facets  # fmt: skip


# ------------------------------------------------------------------ other rows and other records
@pytest.mark.parametrize(("part", "layout"), [("log", "force_custody_log"), ("review", "force_custody_reviews")])
def test_log_and_reviews_name_their_detention(custody: Scheme, part: str, layout: str):
    assert mapping(layout).part == part
    fields = {field.id: field for field in custody.fields_of(part)}
    assert set(mapping(layout).columns.values()) == set(fields)
    assert set(custody.case_key) <= set(fields)
    assert fields[custody.part(part).time].type == "time"


def test_a_detention_names_its_search_and_its_forms_of_force(custody: Scheme):
    assert [(link.field, link.to, link.to_field) for link in custody.links] == [
        ("uof_form_refs", "use_of_force", "form_ref"),
        ("linked_search_urn", "stop_search", "urn"),
        ("linked_search_urn", "s60_search", "urn"),
    ]
    for link in custody.links:
        assert scheme(link.to).field(link.to_field).id == link.to_field


@pytest.mark.parametrize("role", ["line_manager", "volunteer"])
def test_every_rule_can_hold(custody: Scheme, role: Role):
    """No question is asked of nobody: each rule holds for the detention in which everything happened."""
    everything = {field.id: "yes" for field in custody.fields if field.type == "yes_no"}
    for question in custody.questions:
        if role in question.roles and question.asked_if is not None:
            values = everything | {"child_overnight": "after_charge", "bwv_on": "no", "cctv_kept": "no"}
            assert holds(question.asked_if, values), question.id
