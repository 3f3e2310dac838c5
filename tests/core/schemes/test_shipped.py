"""The schemes, settings and mappings that ship keep the promises of the design: blind, complete, plain."""

import csv
import io
import re
from collections.abc import Iterator, Mapping

import pytest

from app.core.resources import root
from app.core.schemes.conditions import holds
from app.core.schemes.spec import Condition, Question, Scheme
from tests.core.schemes.shipped import KINDS, force, mapping, scheme, shared

MAPPINGS = ("force_stop_search", "police_uk")
BLIND = ("sde_code", "sde_refusal_reason", "ode_code", "outcome", "outcome_linked", "found_text")
NEVER_FOR_VOLUNTEERS = (
    "urn", "officer_id", "team", "supervisor_id", "supervisor_review_date", "place_text", "latitude", "longitude",
    "operation", "s60_authority_ref", "bwv_ref", "uof_form_ref", "complaint_flag", "age",
)  # fmt: skip
IDENTITY = ("subject_name", "subject_dob", "subject_address", "vrm", "officer_name")
OPINIONS = ("view_yes_good", "view_yes_bad", "conflict", "enough", "rag", "sure", "ladder", "words")
"""Scales of opinion or of the record itself: nobody's conduct that may or may not have been written down."""


@pytest.fixture(params=KINDS)
def kind(request: pytest.FixtureRequest) -> Scheme:
    return scheme(request.param)


def asked(parsed: Scheme, form: str, fields: Mapping[str, str], role: str) -> list[str]:
    """The questions that one role is asked on a form about one record."""
    found = [parsed.question(name) for name in parsed.form(form).questions]
    stages = {stage.id for stage in parsed.stages if stage.when is None or holds(stage.when, fields)}
    return [
        question.id
        for question in found
        if role in question.roles
        and question.stage in stages
        and (question.asked_if is None or holds(question.asked_if, fields))
    ]


# ------------------------------------------------------------------ files
def test_every_file_of_resources_is_read_here():
    assert sorted(path.stem for path in root().glob("schemes/*.toml")) == sorted(KINDS)
    assert sorted(path.stem for path in root().glob("mappings/*.toml")) == sorted(MAPPINGS)
    assert sorted(path.stem for path in root().glob("forces/*.toml")) == ["cheshire"]
    assert shared()


def test_kind_is_the_name_of_the_file(kind: Scheme):
    assert kind.kind in KINDS
    assert scheme(kind.kind) is kind
    assert kind.version >= 1
    assert re.fullmatch(r"\d{4}-\d{2}-\d{2}", kind.valid_from)


def test_key_time_and_headline(kind: Scheme):
    assert kind.case_key == ("urn",)
    assert kind.time == "searched_at"
    for name in kind.headline:
        assert kind.field(name).seen_by == {"line_manager": "record", "volunteer": "record"}


def every_text(node: object) -> Iterator[str]:
    """Every text, in each of its languages."""
    if isinstance(node, Mapping):
        yield from (text for text in node.values() if isinstance(text, str))


def test_every_text_is_in_english_and_clean(kind: Scheme):
    labels = [field.label for field in kind.fields] + [group.label for group in kind.groups]
    labels += [stage.label for stage in kind.stages] + [form.label for form in kind.forms]
    labels += [code.label for codes in kind.vocabularies.values() for code in codes]
    labels += [answer.label for scale in kind.scales.values() for answer in scale.answers]
    labels += [words for question in kind.questions for words in (question.text, *question.text_for.values())]
    for label in labels:
        assert label["en"]
        assert all(text == text.strip() and "  " not in text for text in every_text(label))


# ------------------------------------------------------------------ blindness
@pytest.mark.parametrize("name", BLIND)
def test_ethnicity_and_outcome_wait_for_the_last_stage(kind: Scheme, name: str):
    last = kind.stages[-1].id
    assert last == "reveal"
    assert kind.field(name).seen_by == {"line_manager": last, "volunteer": last}


@pytest.mark.parametrize("name", NEVER_FOR_VOLUNTEERS)
def test_volunteers_never_see(kind: Scheme, name: str):
    assert "volunteer" not in kind.field(name).seen_by


@pytest.mark.parametrize("name", IDENTITY)
def test_identity_is_only_to_redact_with(kind: Scheme, name: str):
    field = kind.field(name)
    assert field.use == ("identity",)
    assert field.seen_by == {}


def test_whoever_is_named_in_the_design_sees_the_record(kind: Scheme):
    for name in ("urn", "officer_id", "team", "place_text", "gender", "age_band", "grounds", "lpu"):
        assert kind.field(name).seen_by["line_manager"] == "record"
    for name in ("grounds", "lpu", "age_band", "is_child", "power", "object", "search_level"):
        assert kind.field(name).seen_by["volunteer"] == "record"
    assert kind.field("gender").seen_by["volunteer"] == "reveal"
    assert kind.field("grounds").type == kind.field("found_text").type == "narrative"


def test_questions_that_need_ethnicity_or_outcome_stand_after_the_reveal(kind: Scheme):
    last = kind.stages[-1].id
    for question in kind.questions:
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


def test_words_shown_before_the_reveal_ask_for_nothing_hidden(kind: Scheme):
    for question in kind.questions:
        if question.stage != "reveal" and question.id not in ("SS2", "C8", "SS1", "SS18"):
            said = question.text["en"] + str(question.help and question.help["en"])
            assert not re.search(r"\bethnic|\boutcome", said), question.id


# ------------------------------------------------------------------ questions
def test_ids_carry_their_set(kind: Scheme):
    prefixes = r"C\d+[a-z]?|SS\d+[a-h]?" + (r"|S6-\d" if kind.kind == "s60_search" else "")
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
        if question.id not in ("C1", "C8", "C8v", "C9", "C11", "C12", "C12v", "SS7"):
            assert question.law, question.id


def test_code_a_is_cited_in_the_version_that_was_read(kind: Scheme):
    cited = {law.version for question in kind.questions for law in question.law if law.ref.startswith("PACE Code A")}
    assert cited == {"Code A, 20 December 2023"}


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
def test_asked_if(kind: Scheme, name: str, fields: dict[str, str], expected: bool):
    rule = kind.question(name).asked_if
    assert rule is not None
    assert holds(rule, fields) is expected


def test_gowisely_is_one_group_of_eight_in_the_video(kind: Scheme):
    group = [question for question in kind.questions if question.group == "SS8" and question.id != "SS8"]
    assert {question.id for question in group} == {f"SS8{letter}" for letter in "abcdefgh"}
    assert {question.stage for question in group} == {"video"}
    order = [name for name in kind.form("full").questions if re.fullmatch("SS8[a-h]", name)]
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
        if name == "grounds":
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
    assert [stage.id for stage in kind.stages] == ["record", "video", "reveal"]
    when = kind.stage("video").when
    assert when is not None
    assert [holds(when, {"bwv_on": value}) for value in ("yes", "no", "fault", "")] == [True, False, False, False]
    assert kind.stages[0].when is None
    assert kind.stages[-1].when is None


def test_forms_follow_the_order_of_the_stages(kind: Scheme):
    order = [stage.id for stage in kind.stages]
    for form in kind.forms:
        stages = [order.index(kind.question(name).stage) for name in form.questions]
        assert stages == sorted(stages), form.id
        assert set(stages) == {0, 1, 2}, form.id


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


# ------------------------------------------------------------------ vocabularies
def test_codes_are_unique_and_grouped_where_charts_need_it(kind: Scheme):
    for name, codes in kind.vocabularies.items():
        assert len({code.code for code in codes}) == len(codes), name
    for name in ("sde", "ode", "power", "object", "outcome"):
        assert all(code.group for code in kind.vocabularies[name]), name


def test_both_generations_of_ethnicity():
    codes = {code.code: code for code in scheme("stop_search").vocabularies["sde"]}
    now = "W1 W2 W3 W9 M1 M2 M3 M9 A1 A2 A3 A4 A9 B1 B2 B9 O2 O9 NS".split()
    assert [code for code in codes if not codes[code].until] == now
    assert codes["O1"].until
    assert codes["O1"].group == codes["A4"].group == "Asian"


def test_both_generations_of_outcome():
    spelt = spellings(scheme("stop_search"), "outcome")
    for old, code in (
        ("Suspect arrested", "arrest"),
        ("Local resolution", "community_resolution"),
        ("Offender given drugs possession warning", "drug_warning"),
        ("Offender cautioned", "caution"),
        ("Offender given penalty notice", "penalty_notice"),
        ("Suspect summonsed to court", "summons"),
        ("Nothing found - no further action", "nothing_found"),
        ("Article found - Detailed outcome unavailable", "article_found"),
        ("Suspected psychoactive substances seized - No further action", "psychoactive_seized"),
    ):
        assert spelt[old.lower()] == code


def spellings(parsed: Scheme, vocabulary: str) -> dict[str, str]:
    """Every spelling of a vocabulary with its code, as extracts write it."""
    return {
        text.strip().lower(): code.code for code in parsed.vocabularies[vocabulary] for text in (code.code, *code.also)
    }


def rows_of(name: str) -> list[dict[str, str]]:
    """A practice file's rows."""
    return list(csv.DictReader(io.StringIO((root() / "practice" / name).read_bytes().decode(), newline="")))


@pytest.mark.parametrize(
    ("layout", "name"),
    [
        ("police_uk", "cheshire-2025-06-stop-and-search.csv"),
        ("force_stop_search", "practice-stop-search-2025-06.csv"),
    ],
)
def test_every_coded_value_of_the_practice_files_has_its_code(kind: Scheme, layout: str, name: str):
    rows = rows_of(name)
    for column, field_id in mapping(layout).columns.items():
        field = kind.field(field_id)
        values = {row[column].strip().lower() for row in rows} - {""}
        if field.type == "code":
            assert values <= set(spellings(kind, field.vocabulary)), column
        elif field.type == "yes_no":
            assert values <= {"yes", "no", "true", "false"}, column


POLICE_UK = {
    "subject_kind": "Person search|Vehicle search|Person and Vehicle search",
    "gender": "Male|Female|Other",
    "age_band": "under 10|10-17|18-24|25-34|over 34",
    "ode_code": "White|Black|Asian|Mixed|Other",
    "sde_code": (
        "White - English/Welsh/Scottish/Northern Irish/British|White - Irish|White - Gypsy or Irish Traveller"
        "|White - Any other White background|Mixed/Multiple ethnic groups - White and Black Caribbean"
        "|Mixed/Multiple ethnic groups - White and Black African|Mixed/Multiple ethnic groups - White and Asian"
        "|Mixed/Multiple ethnic groups - Any other Mixed/Multiple ethnic background|Asian/Asian British - Indian"
        "|Asian/Asian British - Pakistani|Asian/Asian British - Bangladeshi|Asian/Asian British - Chinese"
        "|Asian/Asian British - Any other Asian background|Black/African/Caribbean/Black British - African"
        "|Black/African/Caribbean/Black British - Caribbean"
        "|Black/African/Caribbean/Black British - Any other Black/African/Caribbean background"
        "|Other ethnic group - Arab|Other ethnic group - Any other ethnic group|Other ethnic group - Not stated"
        "|White - White British (W1)|Chinese or other ethnic group - Chinese (O1)|Not Stated (NS)"
        "|Black or Black British - Any other Black ethnic background (B9)"
    ),
    "power": (
        "Police and Criminal Evidence Act 1984 (section 1)|Misuse of Drugs Act 1971 (section 23)"
        "|Criminal Justice and Public Order Act 1994 (section 60)|Firearms Act 1968 (section 47)"
        "|Criminal Justice Act 1988 (section 139B)|Psychoactive Substances Act 2016 (s36(2))"
        "|Psychoactive Substances Act 2016 (s37(2))|Police and Criminal Evidence Act 1984 (section 6)"
        "|Poaching Prevention Act 1862 (section 2)|Wildlife and Countryside Act 1981 (section 19)"
        "|Customs and Excise Management Act 1979 (section 163)|Aviation Security Act 1982 (section 27(1))"
        "|Protection of Badgers Act 1992 (section 11)|Deer Act 1991 (section 12)"
        "|Environmental Protection Act 1990 (section 34B )|Crossbows Act 1987 (section 4)"
        "|Public Stores Act 1875 (section 6)|Conservation of Seals Act 1970 (section 4)"
        "|Hunting Act 2004 (section 8)|Sporting Events Act 1985 (section 7)"
    ),
    "object": (
        "Controlled drugs|Offensive weapons|Stolen goods|Evidence of offences under the Act|Article for use in theft"
        "|Articles for use in criminal damage|Firearms|Fireworks|Anything to threaten or harm anyone"
        "|Goods on which duty has not been paid etc.|Game or poaching equipment|Evidence of wildlife offences"
        "|Psychoactive substances|Detailed object of search unavailable|Crossbows|Seals or hunting equipment"
        "|Evidence of hunting any wild mammal with a dog"
    ),
    "outcome": (
        "A no further action disposal|Arrest|Community resolution|Khat or Cannabis warning|Summons / charged by post"
        "|Penalty Notice for Disorder|Caution (simple or conditional)"
    ),
}


@pytest.mark.parametrize("name", POLICE_UK)
def test_every_string_of_data_police_uk_has_its_code(kind: Scheme, name: str):
    known = spellings(kind, kind.field(name).vocabulary)
    for value in POLICE_UK[name].split("|"):
        assert value.lower() in known, value


# ------------------------------------------------------------------ derived values and routes
def derived(parsed: Scheme, name: str, fields: Mapping[str, str]) -> str:
    """What a field is derived to be."""
    return next((rule.value for rule in parsed.field(name).derive if holds(rule.when, fields)), "")


@pytest.mark.parametrize(
    ("name", "fields", "expected"),
    [
        ("is_child", {"age": "17"}, "yes"),
        ("is_child", {"age": "18"}, "no"),
        ("is_child", {"age": "18", "age_band": "10-17"}, "no"),
        ("is_child", {"age_band": "10-17"}, "yes"),
        ("is_child", {"age_band": "under-10"}, "yes"),
        ("is_child", {"age_band": "over-34"}, "no"),
        ("is_child", {}, ""),
        ("age_band", {"age": "9"}, "under-10"),
        ("age_band", {"age": "10"}, "10-17"),
        ("age_band", {"age": "18"}, "18-24"),
        ("age_band", {"age": "25"}, "25-34"),
        ("age_band", {"age": "34"}, "25-34"),
        ("age_band", {"age": "35"}, "over-34"),
        ("age_band", {}, ""),
        ("more_than_outer", {"search_level": "mts"}, "yes"),
        ("more_than_outer", {"search_level": "eip"}, "yes"),
        ("more_than_outer", {"search_level": "jog"}, "no"),
        ("force_used", {"handcuffs_used": "yes"}, "yes"),
        ("force_used", {"handcuffs_used": "no", "uof_form_ref": "U1"}, "yes"),
        ("force_used", {"handcuffs_used": "no"}, "no"),
        ("force_used", {}, ""),
        ("operation_part", {"operation": "Op Lantern"}, "yes"),
        ("operation_part", {}, ""),
    ],
)
def test_derived(kind: Scheme, name: str, fields: dict[str, str], expected: str):
    assert derived(kind, name, fields) == expected


def test_derived_values_are_values_of_their_field(kind: Scheme):
    for field in kind.fields:
        allowed = {code.code for code in kind.vocabularies.get(field.vocabulary, ())} or {"yes", "no"}
        assert {rule.value for rule in field.derive} <= allowed, field.id


def routed(parsed: Scheme, fields: Mapping[str, str]) -> str:
    """The kind a row of this kind's extract really is."""
    return next((route.to for route in parsed.routes if holds(route.when, fields)), parsed.kind)


@pytest.mark.parametrize(
    ("given", "fields", "expected"),
    [
        ("stop_search", {"power": "s60_cjpoa"}, "s60_search"),
        ("stop_search", {"power": "s23_mda"}, "stop_search"),
        ("stop_search", {}, "stop_search"),
        ("s60_search", {"power": "s60_cjpoa"}, "s60_search"),
        ("s60_search", {"power": "s23_mda"}, "stop_search"),
        ("s60_search", {}, "s60_search"),
    ],
)
def test_routes(given: str, fields: dict[str, str], expected: str):
    assert routed(scheme(given), fields) == expected


def test_cheshire_june_holds_thirty_section_60_searches():
    power = spellings(scheme("stop_search"), "power")
    kinds = [
        routed(scheme("stop_search"), {"power": power.get(row["Legislation"].lower(), "")})
        for row in rows_of("cheshire-2025-06-stop-and-search.csv")
    ]
    assert (len(kinds), kinds.count("s60_search")) == (1185, 30)


# ------------------------------------------------------------------ mappings and force
@pytest.mark.parametrize("name", MAPPINGS)
def test_mappings_fill_fields_that_every_kind_has(name: str):
    layout = mapping(name)
    assert layout.kinds == ("stop_search", "s60_search")
    assert len(set(layout.columns.values())) == len(layout.columns)
    assert set(layout.required) <= set(layout.columns)
    assert not set(layout.ignored) & set(layout.columns)
    for given in layout.kinds:
        assert set(layout.columns.values()) <= {field.id for field in scheme(given).fields}


def test_no_layout_is_mistaken_for_the_other():
    assert not set(mapping("police_uk").required) <= set(mapping("force_stop_search").columns)
    assert not set(mapping("force_stop_search").required) <= set(mapping("police_uk").columns)


def test_headers_of_the_practice_files_are_known():
    for layout, name in (
        ("police_uk", "cheshire-2025-06-stop-and-search.csv"),
        ("force_stop_search", "practice-stop-search-2025-06.csv"),
    ):
        assert set(mapping(layout).required) <= set(rows_of(name)[0])


def test_times_and_practice_mark():
    assert (mapping("police_uk").times, mapping("police_uk").practice_column) == ("utc", "")
    force_layout = mapping("force_stop_search")
    assert (force_layout.times, force_layout.practice_column) == ("local", "Practice data")
    assert "Practice data" not in force_layout.required


def test_cheshire():
    cheshire = force()
    assert len(cheshire.vocabularies["lpu"]) == 9
    assert (cheshire.video_days, cheshire.suppress_below, cheshire.percent_base) == (31, 5, 20)
    assert cheshire.marking["pack"].text == "OFFICIAL-SENSITIVE"
    assert cheshire.marking["pack"].handling["en"]
    assert {"duplicate", "wrong_kind", "live_investigation"} <= {reason.code for reason in cheshire.replace_reasons}
    assert "no_video" not in {reason.code for reason in cheshire.replace_reasons}, "no video is reported, not replaced"
    assert cheshire.eip_child_min_rank in {code.code for code in scheme("stop_search").vocabularies["rank"]}
    for entries in (cheshire.replace_reasons, cheshire.withhold_reasons, cheshire.ladder):
        assert len({entry.code for entry in entries}) == len(entries)


def words_of(question: Question) -> Iterator[str]:
    """All that a question says."""
    yield from question.text.values()
    yield from (text for own in question.text_for.values() for text in own.values())
    yield from (question.help or {}).values()


def test_our_words_are_ours_and_british(kind: Scheme):
    american = r"\b(behavior|color|center|license plate|organiz|recogniz|judgment call|gotten)\b"
    for question in kind.questions:
        for text in words_of(question):
            assert not re.search(american, text, re.IGNORECASE), question.id
            assert "  " not in text
