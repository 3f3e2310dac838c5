"""The questions, scales and forms that ship: complete, plain, in order."""

import re
from collections.abc import Iterator

import pytest

from app.core.schemes.conditions import holds
from app.core.schemes.spec import Question, Scheme
from tests.core.schemes.shipped import WITH_VIDEO, asked, force, scheme

OPINIONS = ("view_yes_good", "view_yes_bad", "conflict", "enough", "rag", "sure", "ladder", "words")
"""Scales of opinion or of the record itself: nobody's conduct that may or may not have been written down."""
PREFIXES = {
    "custody": "CU",
    "hate_incident": "HI",
    "s60_authority": "SA",
    "s60_search": "(SS|S6-)",
    "stop_search": "SS",
    "use_of_force": "UF",
    "vehicle_stop": "VS",
}


def test_ids_carry_their_set(kind: Scheme):
    prefixes = rf"C\d+[a-z]?|{PREFIXES[kind.kind]}\d+[a-z]?"
    for question in kind.questions:
        assert re.fullmatch(prefixes, question.id)


def test_the_whole_set_of_domain_section_5_is_there():
    common = {f"C{number}" for number in range(1, 13)}
    eight = {f"SS8{letter}" for letter in "abcdefgh"}
    stop = {question.id for question in scheme("stop_search").questions}
    s60 = {question.id for question in scheme("s60_search").questions}
    assert common | eight | {f"SS{number}" for number in range(1, 19)} <= stop
    assert common | eight | {f"SS{number}" for number in range(9, 17)} | {f"S6-{n}" for n in range(1, 5)} <= s60


def test_a_section_60_search_is_never_asked_for_individual_grounds():
    s60 = scheme("s60_search")
    assert not {question.id for question in s60.questions} & {f"SS{number}" for number in (1, 2, 3, 4, 5, 6, 7, 17, 18)}
    assert "section 60" in s60.question("SS8a").text["en"]
    assert "section 60" in s60.question("SS8g").text["en"]
    assert "section 60" not in scheme("stop_search").question("SS8a").text["en"]


def test_every_question_has_plain_help(kind: Scheme):
    for question in kind.questions:
        assert question.help is not None, question.id
        words = question.help["en"]
        assert len(words) > 40, question.id
        assert not re.search(r"\b(BWV|SDE|ODE|JOG|MTS|EIP|NFA|LPU|AA|URN|UoF|PACE)\b", words + question.text["en"]), (
            question.id
        )
        for sentence in re.split(r"[.!?:](?:\s|$)", words):
            assert len(sentence.split()) <= 34, (question.id, sentence)


def test_every_law_reference_has_its_version(kind: Scheme):
    for question in kind.questions:
        assert all(law.ref and law.version for law in question.law), question.id
        if question.id not in ("C1", "C8", "C8v", "C9", "C11", "C12", "C12v", "SS7", "SA12", "VS8", "HI7"):
            assert question.law, question.id


def test_code_a_is_cited_in_the_version_that_was_read(kind: Scheme):
    cited = {law.version for question in kind.questions for law in question.law if law.ref.startswith("PACE Code A")}
    assert cited <= {"Code A, 20 December 2023"}


def test_conflict_is_asked_first_in_words_for_each_role(kind: Scheme):
    question = kind.question("C1")
    assert set(question.text_for) == {"line_manager", "volunteer"}
    assert kind.scales[question.scale].stops_at == ("yes",)
    assert all(form.questions[0] == "C1" for form in kind.forms)


def test_mandatory_if_takes_the_place_of_mandatory(kind: Scheme):
    for question in kind.questions:
        assert not (question.mandatory and question.mandatory_if), question.id


def test_learning_is_needed_only_for_amber_and_red(kind: Scheme):
    rule = kind.question("C11").mandatory_if
    assert rule is not None
    assert [holds(rule, {}, {"C8": grade}) for grade in ("green", "amber", "red", "cannot_tell", "")] == [
        False, True, True, False, False,
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("name", "fields", "expected"),
    [
        ("C7", {"is_child": "yes"}, True),
        ("C7", {"vulnerable": "yes"}, True),
        ("C7", {"is_child": "no", "vulnerable": "no"}, False),
        ("C7", {}, False),
        ("SS12", {"more_than_outer": "yes"}, True),
        ("SS12", {"more_than_outer": "no"}, False),
        ("SS12", {}, False),
        ("SS13", {"is_child": "yes", "search_level": "eip"}, True),
        ("SS13", {"is_child": "yes", "search_level": "mts"}, False),
        ("SS13", {"search_level": "eip"}, False),
        ("SS14", {"force_used": "yes"}, True),
        ("SS14", {}, False),
        ("C3a", {"bwv_on": "yes"}, False),
        ("C3a", {"bwv_on": "fault"}, True),
        ("C3a", {}, True),
        ("SS8", {}, True),
        ("SS8", {"bwv_on": "yes"}, False),
    ],
)
def test_asked_if(search: Scheme, name: str, fields: dict[str, str], expected: bool):
    rule = search.question(name).asked_if
    assert rule is not None
    assert holds(rule, fields) is expected


def test_gowisely_is_one_group_of_eight_in_the_video(search: Scheme):
    group = [question for question in search.questions if question.group == "GOWISELY" and question.id != "SS8"]
    assert {question.id for question in group} == {f"SS8{letter}" for letter in "abcdefgh"}
    assert {question.stage for question in group} == {"video"}
    order = [name for name in search.form("full").questions if re.fullmatch("SS8[a-h]", name)]
    assert order == sorted(order)


# ------------------------------------------------------------------ scales
def test_every_scale_ends_with_cannot_tell(kind: Scheme):
    for name, scale in kind.scales.items():
        if scale.free_text:
            assert not scale.answers
            continue
        last = scale.answers[-1]
        assert last.code in ("cannot_tell", "X"), name
        assert "cannot tell" in last.label["en"].lower()
        assert (last.counts, last.adverse, last.tone) == (False, False, "neutral")


def test_codes_of_a_scale_are_unique_and_no_more_than_keys_allow(kind: Scheme):
    for scale in kind.scales.values():
        codes = [answer.code for answer in scale.answers]
        assert len(codes) == len(set(codes)) <= 11
        assert set(scale.stops_at) <= set(codes)


def test_no_and_not_recorded_differ_wherever_someone_may_be_at_fault(kind: Scheme):
    for name, scale in kind.scales.items():
        codes = [answer.code for answer in scale.answers]
        if "4" in codes:  # how strong the reasons are
            assert {"1", "0"} <= set(codes)
        elif name not in OPINIONS:
            assert {"no", "not_recorded"} <= set(codes), name


def test_grounds_scale_exactly():
    answers = scheme("stop_search").scales["grounds"].answers
    assert [(answer.code, answer.tone, answer.counts, answer.adverse) for answer in answers] == [
        ("4", "good", True, False),
        ("3", "good", True, False),
        ("2", "warn", True, False),
        ("1", "bad", True, True),
        ("0", "bad", True, True),
        ("X", "neutral", False, False),
    ]


def test_ypn_scale_exactly():
    answers = scheme("stop_search").scales["ypn"].answers
    assert [answer.code for answer in answers] == [
        "yes",
        "partly",
        "no",
        "not_recorded",
        "not_applicable",
        "cannot_tell",
    ]
    assert [answer.counts for answer in answers] == [True, True, True, False, False, False]
    assert [answer.code for answer in answers if answer.adverse] == ["no"]


def test_the_ladder_is_the_forces_own(kind: Scheme):
    rungs = [(answer.code, answer.label) for answer in kind.scales["ladder"].answers[:-1]]
    assert rungs == [(action.code, action.label) for action in force().ladder]


# ------------------------------------------------------------------ forms and stages
def test_stages(kind: Scheme):
    names = [stage.id for stage in kind.stages]
    assert names == (["record", "video", "reveal"] if kind.kind in WITH_VIDEO else ["record", "reveal"])
    for when in [stage.when for stage in kind.stages if stage.id == "video"]:
        assert when is not None
        assert [holds(when, {"bwv_on": value}) for value in ("yes", "no", "fault", "")] == [True, False, False, False]
    assert kind.stages[0].when is None
    assert kind.stages[-1].when is None


def test_forms_follow_the_order_of_the_stages(kind: Scheme):
    order = [stage.id for stage in kind.stages]
    for form in kind.forms:
        stages = [order.index(kind.question(name).stage) for name in form.questions]
        assert stages == sorted(stages), form.id
        assert set(stages) == set(range(len(order))), form.id


def test_every_form_is_for_those_who_answer_it(kind: Scheme):
    assert [form.id for form in kind.forms] == ["monthly", "panel_short", "full"]
    for form in kind.forms:
        for name in form.questions:
            assert set(kind.question(name).roles) & set(form.roles), (form.id, name)
        for role in form.roles:
            assert all(role in kind.question(name).roles for name in ("C1", "C8"))


def test_the_full_form_asks_everything(kind: Scheme):
    assert set(kind.form("full").questions) == {question.id for question in kind.questions}


def test_the_short_form_is_short(kind: Scheme):
    assert len(kind.form("panel_short").questions) <= 8
    assert kind.form("panel_short").roles == ("volunteer",)
    assert all("volunteer" in kind.question(name).roles for name in kind.form("panel_short").questions)


def test_a_line_managers_ordinary_case_takes_a_dozen_questions_at_most(kind: Scheme):
    form = kind.form("monthly")
    assert form.roles == ("line_manager",)
    assert form.minutes <= 10
    ordinary = {"bwv_on": "yes", "is_child": "no", "more_than_outer": "no"}
    assert 8 <= len(asked(kind, "monthly", ordinary, "line_manager")) <= 12


def test_no_video_no_video_questions(kind: Scheme):
    for fields in ({"bwv_on": "no"}, {}):
        for role in ("line_manager", "volunteer"):
            assert all(kind.question(name).stage != "video" for name in asked(kind, "full", fields, role))


def words_of(question: Question) -> Iterator[str]:
    """All that a question says."""
    yield from question.text.values()
    yield from (text for own in question.text_for.values() for text in own.values())
    yield from (question.help or {}).values()
