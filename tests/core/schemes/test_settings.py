"""A force's settings: reasons with their words, and monthly plans that ask only for what there is."""

import pytest

from app.core.errors import AppError
from app.core.resources import root
from app.core.schemes.parse import parse_force
from app.core.schemes.settings import MonthlyItem, MonthlyPlan
from tests.core.schemes.shipped import force, scheme

PLANS = {plan.id: plan for plan in force().monthly_plans}
ITEMS = [(plan, item) for plan in PLANS.values() for item in plan.items]


@pytest.mark.parametrize("name", ["replace_reasons", "withhold_reasons", "exclude_reasons", "targeted_reasons"])
def test_reasons_have_a_code_of_their_own_and_words(name: str):
    reasons = getattr(force(), name)
    codes = [reason.code for reason in reasons]
    assert len(codes) == len(set(codes)) >= 5
    assert all(reason.label["en"][0].isupper() for reason in reasons)


def test_no_video_is_a_finding_and_no_reason_to_replace_or_exclude():
    reasons = (*force().replace_reasons, *force().exclude_reasons)
    assert not [reason.code for reason in reasons if "video" in reason.code or "video" in reason.label["en"].lower()]


def test_the_plans_that_were_asked_for_ship():
    dips = {item.kind: (item.per, item.size) for item in PLANS["sergeants"].items}
    assert dips == {"stop_search": ("supervisor_id", 5), "use_of_force": ("supervisor_id", 3)}
    always = {item.kind: item for item in PLANS["always"].items}
    assert all(item.allocation == "all" for item in always.values())
    assert always["s60_authority"].where == ()
    assert always["custody"].where == ("strip_child=yes",)


@pytest.mark.parametrize(("plan", "item"), ITEMS, ids=[f"{plan.id} {item.kind}" for plan, item in ITEMS])
def test_a_plan_asks_only_for_kinds_forms_facets_and_values_that_there_are(plan: MonthlyPlan, item: MonthlyItem):
    kind = scheme(item.kind)
    facets = {field.id: field for field in kind.facets}
    assert item.form in {form.id for form in kind.forms}
    assert {*item.strata, *filter(None, [item.per])} <= set(facets)
    assert not (item.strata and item.per)
    for text in [*item.where, *(part for rule in item.take_all for part in rule.split(","))]:
        facet, _, value = text.partition("=")
        known = {code.code for code in kind.vocabularies.get(facets[facet].vocabulary, ())} or {"yes", "no"}
        assert value in known
    assert (item.size == 0) == (item.allocation == "all")
    assert plan.label["en"]


def test_a_word_that_no_plan_knows_is_refused_by_its_place():
    text = (root() / "forces" / "cheshire.toml").read_text(encoding="utf-8")
    wrong = text.replace('per = "supervisor_id", size = 5', 'every = "supervisor_id", size = 5', 1)
    with pytest.raises(AppError, match="monthly_plans") as refused:
        parse_force(wrong.encode(), "cheshire.toml")
    assert "every" in refused.value.what


def test_every_plan_has_a_due_day_that_every_month_has():
    assert {plan.id: plan.due_day for plan in PLANS.values()} == {"sergeants": 14, "always": 21, "inspector": 21}


@pytest.mark.parametrize("day", ["29", "-1", '"14"'])
def test_a_due_day_that_some_month_has_not_is_refused_by_its_place(day: str):
    text = (root() / "forces" / "cheshire.toml").read_text(encoding="utf-8")
    with pytest.raises(AppError, match="monthly_plans"):
        parse_force(text.replace("due_day = 14", f"due_day = {day}", 1).encode(), "cheshire.toml")
