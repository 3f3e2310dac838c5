"""What the shipped schemes show, to whom and from which stage on."""

import re
from collections.abc import Iterator

import pytest

from app.core.schemes.spec import Condition, Scheme

BLIND = ("sde_code", "sde_refusal_reason", "ode_code", "outcome", "outcome_linked", "found_text")
NEVER_FOR_VOLUNTEERS = (
    "urn", "officer_id", "team", "supervisor_id", "supervisor_review_date", "place_text", "latitude", "longitude",
    "operation", "s60_authority_ref", "bwv_ref", "uof_form_ref", "complaint_flag", "age",
)  # fmt: skip
IDENTITY = ("subject_name", "subject_dob", "subject_address", "vrm", "officer_name")


def test_ethnicity_and_outcome_wait_for_the_last_stage(kind: Scheme):
    last = kind.stages[-1].id
    assert last == "reveal"
    blind = [field for field in kind.fields if field.id in BLIND or field.group in ("result", "results")]
    assert blind
    for field in blind:
        assert set(field.seen_by.values()) == {last}, field.id


@pytest.mark.parametrize("name", BLIND)
def test_a_search_hides_and_then_shows_ethnicity_and_outcome(search: Scheme, name: str):
    assert search.field(name).seen_by == {"line_manager": "reveal", "volunteer": "reveal"}


def test_volunteers_never_see_who_or_where(kind: Scheme):
    found = [field for field in kind.fields if field.id in NEVER_FOR_VOLUNTEERS or field.id in kind.case_key]
    assert len(found) > 2
    assert all("volunteer" not in field.seen_by for field in found)
    assert all("volunteer" not in kind.field(link.field).seen_by for link in kind.links)


@pytest.mark.parametrize("name", NEVER_FOR_VOLUNTEERS)
def test_a_search_has_what_volunteers_never_see(search: Scheme, name: str):
    assert search.field(name).seen_by


def test_identity_is_only_to_redact_with(kind: Scheme):
    assert kind.identity
    for field in kind.fields:
        if field.id in IDENTITY or field.id in kind.identity or field.group == "identity":
            assert (field.use, field.seen_by) == (("identity",), {}), field.id


@pytest.mark.parametrize("name", IDENTITY)
def test_a_search_has_its_identity_fields(search: Scheme, name: str):
    assert name in search.identity


def test_whoever_is_named_in_the_design_sees_the_record(search: Scheme):
    for name in ("urn", "officer_id", "team", "place_text", "gender", "age_band", "grounds", "lpu"):
        assert search.field(name).seen_by["line_manager"] == "record"
    for name in ("grounds", "lpu", "age_band", "is_child", "power", "object", "search_level"):
        assert search.field(name).seen_by["volunteer"] == "record"
    assert search.field("gender").seen_by["volunteer"] == "reveal"
    assert search.field("grounds").type == search.field("found_text").type == "narrative"


def test_questions_that_need_ethnicity_or_outcome_stand_after_the_reveal(search: Scheme):
    last = search.stages[-1].id
    for question in search.questions:
        if question.id in ("C4", "C6", "SS17", "C10", "C11", "C12", "C12v"):
            assert question.stage == last
        else:
            assert question.stage != last, question.id


def test_the_grade_of_the_case_is_given_before_the_reveal(kind: Scheme):
    assert kind.overall == "C8"
    assert kind.question(kind.overall).stage == kind.stages[0].id
    assert kind.question(kind.overall).mandatory


def rules(rule: Condition | None) -> Iterator[Condition]:
    """A rule and all the rules in it."""
    if rule is not None:
        yield rule
        for part in (*rule.any, *rule.all, *rule.none):
            yield from rules(part)


def test_no_stage_and_no_question_gives_the_outcome_away(kind: Scheme):
    """Whether a stage or an earlier question is there may not depend on what is still hidden."""
    conditions = [stage.when for stage in kind.stages]
    conditions += [rule for question in kind.questions for rule in (question.asked_if, question.mandatory_if)]
    for rule in (part for condition in conditions for part in rules(condition)):
        assert rule.field not in BLIND


def test_words_shown_before_the_reveal_ask_for_nothing_hidden(search: Scheme):
    for question in search.questions:
        if question.stage != "reveal" and question.id not in ("SS2", "C8", "SS1", "SS18"):
            said = question.text["en"] + str(question.help and question.help["en"])
            assert not re.search(r"\bethnic|\boutcome", said), question.id


TEXTS_FOR_VOLUNTEERS = {"community_consulted", "ccg_name"}
"""Texts of a few words that volunteers may read once somebody has read and released them: groups, no persons."""


def test_what_volunteers_see_names_nobody_and_no_exact_place_or_age(kind: Scheme):
    every = (*kind.fields, *(field for part in kind.parts for field in part.fields))
    for field in (field for field in every if "volunteer" in field.seen_by):
        assert not re.search(r"(_id|_ref|_no|address|postcode|vrm|shoulder|collar)$", field.id), field.id
        assert field.id != "age"
        assert field.type != "decimal", f"{field.id}: a place on the map"
        assert field.type != "text" or field.id in TEXTS_FOR_VOLUNTEERS, f"{field.id}: anything may stand in it"
        assert not set(field.use) & {"identity"}
