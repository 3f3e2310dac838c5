"""Which questions a sheet asks, stage by stage, and what is still missing, by schemes small enough to read."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.core.schemes.answers import asked, conflict, is_mandatory, missing, stages_of
from app.core.schemes.conditions import holds
from app.core.schemes.spec import Condition, Question
from tests.core.schemes.shipped import KINDS, WITH_VIDEO, scheme

RED = Condition(answer="C8", equals=("red",))
CHILD = Condition(field="is_child", equals=("yes",))


def question(**parts: object) -> Question:
    given = {"id": "Q", "text": {"en": "Q?"}, "scale": "ypn", "roles": ("volunteer",), "stage": "record", **parts}
    return Question(**given)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("parts", "values", "answers", "wanted"),
    [
        ({}, {}, {}, True),
        ({"mandatory": False}, {}, {}, False),
        ({"mandatory": False, "mandatory_if": RED}, {}, {"C8": "red"}, True),
        ({"mandatory": False, "mandatory_if": RED}, {}, {"C8": "green"}, False),
        ({"mandatory": False, "mandatory_if": RED}, {}, {}, False),
        ({"mandatory": True, "mandatory_if": RED}, {}, {"C8": "green"}, False),
        ({"mandatory_if": CHILD}, {"is_child": "yes"}, {}, True),
        ({"mandatory_if": CHILD}, {}, {"is_child": "yes"}, False),
    ],
)
def test_a_question_is_mandatory_by_its_word_or_its_rule(parts, values, answers, wanted: bool):
    assert is_mandatory(question(**parts), values, answers) is wanted
    assert bool(missing([question(**parts)], values, answers)) is wanted


@pytest.mark.parametrize(("answer", "left"), [({}, ["Q"]), ({"Q": ""}, ["Q"]), ({"Q": "no"}, []), ({"R": "no"}, ["Q"])])
def test_an_answer_is_missing_until_it_is_given(answer: dict[str, str], left: list[str]):
    assert [item.id for item in missing([question()], {}, answer)] == left


@pytest.mark.parametrize("kind", WITH_VIDEO)
@pytest.mark.parametrize(("values", "video"), [({"bwv_on": "yes"}, True), ({"bwv_on": "no"}, False), ({}, False)])
def test_a_case_has_the_stages_it_needs(kind: str, values: dict[str, str], video: bool):
    stages = ["record", "video", "reveal"] if video else ["record", "reveal"]
    assert [stage.id for stage in stages_of(scheme(kind), values)] == stages
    assert list(asked(scheme(kind), "monthly", "line_manager", values=values, answers={})) == stages


@given(st.sampled_from(KINDS), st.sampled_from(["line_manager", "volunteer"]), st.data())
def test_each_stage_asks_its_own_questions_of_the_form_for_the_role_in_order(kind, role, data: st.DataObject):
    whole = scheme(kind)
    form = data.draw(st.sampled_from(whole.forms))
    names = ("bwv_on", "is_child", "vulnerable", "more_than_outer", "force_used")
    values = {name: value for name in names if (value := data.draw(st.sampled_from(["", "yes", "no"])))}
    answers = {"C8": data.draw(st.sampled_from(["green", "amber", "red"]))}
    found = asked(whole, form.id, role, values=values, answers=answers)
    for stage, questions in found.items():
        expected = [
            name for name in form.questions
            if (item := whole.question(name)).stage == stage and role in item.roles
            and (item.asked_if is None or holds(item.asked_if, values, answers))
        ]  # fmt: skip
        assert [item.id for item in questions] == expected


@pytest.mark.parametrize(("values", "there"), [({"is_child": "yes"}, True), ({"vulnerable": "yes"}, True), ({}, False)])
def test_a_question_is_asked_where_its_rule_holds(values: dict[str, str], there: bool):
    found = asked(scheme("stop_search"), "monthly", "line_manager", values=values, answers={})
    assert ("C7" in {item.id for item in found["record"]}) is there


@pytest.mark.parametrize(("answer", "taken"), [("yes", True), ("no", False), ("cannot_tell", False), ("", False)])
def test_a_conflict_is_an_answer_that_stops(answer: str, taken: bool):
    whole = scheme("stop_search")
    assert conflict([whole.question("C1"), whole.question("SS2")], whole, {"C1": answer, "SS2": "yes"}) is taken
    assert not conflict([whole.question("SS2")], whole, {"C1": answer, "SS2": "yes"})
