"""The schemes, settings and mappings that ship keep the promises of the design: blind, complete, plain."""

import csv
import io
import itertools
import re
from collections.abc import Iterator, Mapping

import pytest

from app.core.resources import root
from app.core.schemes.conditions import holds
from app.core.schemes.spec import Question, Scheme
from app.core.shapes.sheets import REASON_KEYS
from tests.core.schemes.shipped import KINDS, SEARCHES, derived, force, mapping, scheme, shared

MAPPINGS = tuple(sorted(path.stem for path in root().glob("mappings/*.toml")))


# ------------------------------------------------------------------ files
def test_every_file_of_resources_is_read_here():
    assert set(SEARCHES) <= set(KINDS)
    assert {"force_stop_search", "police_uk"} <= set(MAPPINGS)
    assert sorted(path.stem for path in root().glob("forces/*.toml")) == ["cheshire"]
    assert shared()


def test_kind_is_the_name_of_the_file(kind: Scheme):
    assert kind.kind in KINDS
    assert scheme(kind.kind) is kind
    assert kind.version >= 1
    assert re.fullmatch(r"\d{4}-\d{2}-\d{2}", kind.valid_from)


def test_key_time_and_headline(search: Scheme):
    assert search.case_key == ("urn",)
    assert search.time == "searched_at"
    for name in search.headline:
        assert search.field(name).seen_by == {"line_manager": "record", "volunteer": "record"}


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


# ------------------------------------------------------------------ vocabularies
def test_codes_are_unique_and_grouped_where_charts_need_it(search: Scheme):
    for name, codes in search.vocabularies.items():
        assert len({code.code for code in codes}) == len(codes), name
    for name in ("sde", "ode", "power", "object", "outcome"):
        assert all(code.group for code in search.vocabularies[name]), name


def test_both_generations_of_ethnicity():
    codes = {code.code: code for code in scheme("stop_search").vocabularies["sde"]}
    groups = "W1 W2 W3 W4 W9 M1 M2 M3 M9 A1 A2 A3 A4 A9 B1 B2 B9 O2 O9".split()
    none = "NS N1 N2 N3 N4".split()
    assert [code for code in codes if not codes[code].until] == groups + none
    assert [code for code in codes if codes[code].group == "Not stated"] == none
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
def test_every_coded_value_of_the_practice_files_has_its_code(search: Scheme, layout: str, name: str):
    rows = rows_of(name)
    for column, field_id in mapping(layout).columns.items():
        field = search.field(field_id)
        values = {row[column].strip().lower() for row in rows} - {""}
        if field.type == "code":
            assert values <= set(spellings(search, field.vocabulary)), column
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
def test_every_string_of_data_police_uk_has_its_code(search: Scheme, name: str):
    known = spellings(search, search.field(name).vocabulary)
    for value in POLICE_UK[name].split("|"):
        assert value.lower() in known, value


# ------------------------------------------------------------------ derived values and routes
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
def test_derived(search: Scheme, name: str, fields: dict[str, str], expected: str):
    assert derived(search, name, fields) == expected


def test_derived_values_are_values_of_their_field(kind: Scheme):
    for field in kind.fields:
        if field.type in ("integer", "decimal"):
            continue
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
    assert layout.required
    assert set(layout.required) <= set(layout.columns)
    assert not set(layout.ignored) & set(layout.columns)
    targets = [target.partition(":") for target in layout.columns.values()]
    for given in layout.kinds:
        fields = {field.id: field for field in scheme(given).fields_of(layout.part)}
        assert {name for name, _, _ in targets} | set(layout.constants) | set(layout.values) <= set(fields)
        for name, _, code in targets:
            if code:
                assert code in {entry.code for entry in scheme(given).vocabularies[fields[name].vocabulary]}


def test_both_layouts_of_searches_are_for_both_kinds_of_search():
    for name in ("force_stop_search", "police_uk"):
        assert mapping(name).kinds == ("stop_search", "s60_search")
        assert len(set(mapping(name).columns.values())) == len(mapping(name).columns)


def test_no_layout_is_mistaken_for_another():
    for one, other in itertools.permutations(MAPPINGS, 2):
        assert not set(mapping(one).required) <= set(mapping(other).columns), (one, other)


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


# ------------------------------------------------------------------ links
def test_links_lead_to_a_field_that_the_other_kind_has(kind: Scheme):
    for link in kind.links:
        if link.to in KINDS:
            assert scheme(link.to).field(link.to_field).type == "text"
        assert link.label["en"] and link.back["en"]


def test_a_search_leads_to_its_authority_and_its_force_form(search: Scheme):
    assert [(link.field, link.to, link.to_field) for link in search.links] == [
        ("s60_authority_ref", "s60_authority", "authority_ref"),
        ("uof_form_ref", "use_of_force", "form_ref"),
    ]


def test_only_a_section_60_search_says_uniform_and_authority_told():
    own = {"in_uniform", "authority_told"}
    assert own <= {field.id for field in scheme("s60_search").facets}
    assert own.isdisjoint(field.id for field in scheme("stop_search").fields)


# ------------------------------------------------------------------ reasons
def test_reasons_speak_for_and_against_and_each_has_a_letter(kind: Scheme):
    assert kind.reasons
    for reasons in kind.reasons.values():
        assert {reason.tone for reason in reasons} == {"good", "bad"}
        assert len({reason.label["en"] for reason in reasons}) == len(reasons) <= len(REASON_KEYS)
    with_reasons = [question for question in kind.questions if question.reasons]
    for form in kind.forms:
        assert any(question.id in form.questions for question in with_reasons), form.id


def test_the_letters_of_reasons_do_nothing_else():
    assert not set(REASON_KEYS) & set("NPTUW0123456789")
