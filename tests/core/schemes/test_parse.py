"""The parser refuses what it does not know and every loose end, naming file and entry."""

import json
import re
import tomllib
from collections.abc import Callable
from typing import Any

import pytest

from app.core.errors import AppError
from app.core.schemes.parse import parse_force, parse_mapping, parse_scheme, parse_shared
from tests.core.schemes.shipped import force, mapping, scheme

SMALL = """
kind = "test"
version = 1
valid_from = "2023-12-20"
label.en = "Test"
one.en = "test"
law.en = "None"
time = "at"
case_key = ["urn"]
overall = "Q1"
headline = ["power"]
groups = [{ id = "all", label.en = "All" }]

[[fields]]
id = "urn"
label.en = "Reference"
type = "text"
use = ["graded"]
group = "all"
seen_by = { line_manager = "one" }

[[fields]]
id = "at"
label.en = "When"
type = "time"
use = ["graded"]
seen_by = { line_manager = "one", volunteer = "one" }

[[fields]]
id = "power"
label.en = "Power"
type = "code"
vocabulary = "power"
use = ["facet"]
seen_by = { line_manager = "one", volunteer = "two" }
derive = [{ value = "a", when = { field = "urn", present = true } }]

[[fields]]
id = "name"
label.en = "Name"
type = "text"
use = ["identity"]

[[stages]]
id = "one"
label.en = "One"

[[stages]]
id = "two"
label.en = "Two"
when = { field = "power", equals = ["a"] }

[[forms]]
id = "panel_short"
label.en = "Short"
roles = ["volunteer"]
minutes = 5
questions = ["Q1", "Q2"]

[[questions]]
id = "Q1"
text.en = "Good?"
scale = "yn"
roles = ["line_manager", "volunteer"]
stage = "one"

[[questions]]
id = "Q2"
text.en = "Why?"
scale = "yn"
roles = ["volunteer"]
stage = "two"
mandatory = false
mandatory_if = { answer = "Q1", equals = ["no"] }
asked_if = { any = [{ field = "power", equals = ["a"] }, { field = "power", present = false }] }

[[routes]]
to = "other"
when = { field = "power", equals = ["b"] }

[scales.yn]
label.en = "Yes or no"
answers = [{ code = "yes", label.en = "Yes", tone = "good" }, { code = "no", label.en = "No", tone = "bad" }]

[vocabularies]
power = [{ code = "a", label.en = "A", also = ["Alpha"] }, { code = "b", label.en = "B" }]
"""

Spoil = Callable[[dict[str, Any]], object]


def spoilt(spoil: Spoil) -> bytes:
    """The small scheme with one thing wrong."""
    tree = tomllib.loads(SMALL)
    spoil(tree)
    return "\n".join(f"{key} = {written(value)}" for key, value in tree.items()).encode()


def written(value: object) -> str:
    """A value as TOML writes it on one line."""
    if isinstance(value, dict):
        return "{ " + ", ".join(f"{json.dumps(key)} = {written(each)}" for key, each in value.items()) + " }"
    if isinstance(value, list):
        return "[" + ", ".join(written(each) for each in value) + "]"
    return json.dumps(value)


def part(**waiting: object) -> dict[str, Any]:
    """A part of the small scheme, with one rule for rows that wait."""
    own = {"id": "sort", "label": {"en": "Sort"}, "type": "text", "use": ["graded"], "group": "all"}
    return {"id": "log", "label": {"en": "Log"}, "one": {"en": "entry"}, "fields": [own], "waiting": [waiting]}


def refusal(data: bytes) -> str:
    """The sentence with which a scheme is refused."""
    with pytest.raises(AppError) as caught:
        parse_scheme(data, "test.toml")
    assert caught.value.fix
    return str(caught.value)


def test_the_small_scheme_is_good():
    parsed = parse_scheme(SMALL.encode(), "test.toml")
    assert [stage.id for stage in parsed.stages] == ["one", "two"]
    assert [field.id for field in parsed.facets] == ["power"]


def test_rows_of_a_part_may_wait_for_a_stage_by_its_fields_and_the_case_key():
    for name in ("sort", "urn"):
        rule = part(stage="two", when={"field": name, "equals": ["x"]})
        parsed = parse_scheme(spoilt(lambda tree, rule=rule: tree.update(parts=[rule])), "test.toml")
        assert [waiting.stage for waiting in parsed.part("log").waiting] == ["two"]


LOOSE_ENDS: dict[str, tuple[Spoil, str]] = {
    "no time in an order": (lambda t: t.update(in_order=[{"first": "at", "then": "power"}]), "no time 'power'"),
    "length from no time": (
        lambda t: t["fields"][0].update(between={"first": "at", "then": "then", "unit": "hours"}),
        r"fields \(urn\): 'between' names 'then', which is no time there",
    ),
    "length in words": (
        lambda t: t["fields"][0].update(between={"first": "at", "then": "at", "unit": "hours"}),
        r"fields \(urn\): what is between two times is an integer",
    ),
    "no such rows": (lambda t: t["fields"][0].update(from_rows={"part": "log", "field": "late"}), "'from_rows' makes"),
    "field twice": (lambda t: t["fields"].append(t["fields"][0]), r"fields \(urn\): it stands there twice"),
    "question twice": (lambda t: t["questions"].append(t["questions"][0]), r"questions \(Q1\): it stands there twice"),
    "form twice": (lambda t: t["forms"].append(t["forms"][0]), r"forms \(panel_short\): it stands there twice"),
    "stage twice": (lambda t: t["stages"].append(t["stages"][0]), r"stages \(one\): it stands there twice"),
    "question twice in a form": (
        lambda t: t["forms"][0].update(questions=["Q1", "Q1"]),
        r"forms \(panel_short\) questions \(Q1\): it stands there twice",
    ),
    "no such time": (lambda t: t.update(time="nowhen"), "there is no field 'nowhen'"),
    "no such key": (lambda t: t.update(case_key=["nokey"]), "there is no field 'nokey'"),
    "no such headline": (lambda t: t.update(headline=["nohead"]), "there is no field 'nohead'"),
    "no such vocabulary": (
        lambda t: t["fields"][2].update(vocabulary="words"),
        r"fields \(power\): there is no vocabulary 'words'",
    ),
    "no such group": (lambda t: t["fields"][0].update(group="none"), r"fields \(urn\): there is no group 'none'"),
    "identity seen": (
        lambda t: t["fields"][3].update(seen_by={"line_manager": "one"}),
        r"fields \(name\): an identity field is for redacting only",
    ),
    "identity as a facet": (
        lambda t: t["fields"][3].update(use=["identity", "facet"]),
        r"fields \(name\): an identity field is for redacting only",
    ),
    "seen from no stage": (
        lambda t: t["fields"][0].update(seen_by={"line_manager": "three"}),
        r"fields \(urn\): there is no stage 'three'",
    ),
    "derived from no field": (
        lambda t: t["fields"][2]["derive"][0].update(when={"field": "gone", "present": True}),
        r"fields \(power\): its rule names the field 'gone'",
    ),
    "routed by no field": (
        lambda t: t["routes"][0].update(when={"field": "gone", "present": True}),
        r"routes \(other\): its rule names the field 'gone'",
    ),
    "stage by no field": (
        lambda t: t["stages"][1].update(when={"field": "gone", "present": True}),
        r"stages \(two\): its rule names the field 'gone'",
    ),
    "told in a word that is none": (
        lambda t: t["fields"][1].update(told={"volunteer": "hour"}),
        r"fields \(at\): how a volunteer is told of it is 'hour', and must be one of: hours, day, month, after",
    ),
    "told of no time": (
        lambda t: t["fields"][2].update(told={"volunteer": "hours"}),
        r"fields \(power\): only a time or a date is told coarsely",
    ),
    "told to whom it is not shown": (
        lambda t: t["fields"][1].update(told={"volunteer": "hours"}, seen_by={"line_manager": "one"}),
        r"fields \(at\): it says how a volunteer is told of it, and no volunteer sees it",
    ),
    "told after nothing": (
        lambda t: t["fields"][1].update(told={"volunteer": "after"}),
        r"fields \(at\): 'after' needs 'starts'",
    ),
    "no such scale": (lambda t: t["questions"][0].update(scale="x"), r"questions \(Q1\): there is no scale 'x'"),
    "no such stage": (lambda t: t["questions"][0].update(stage="x"), r"questions \(Q1\): there is no stage 'x'"),
    "a key of no row": (
        lambda t: t["questions"][0].update(short={"en": "Word"}),
        r"questions \(Q1\): its short word is for a row of keys, and it stands in no group",
    ),
    "asked by no field": (
        lambda t: t["questions"][1].update(asked_if={"any": [{"field": "gone", "present": True}]}),
        r"questions \(Q2\): its rule names the field 'gone'",
    ),
    "mandatory by no question": (
        lambda t: t["questions"][1].update(mandatory_if={"answer": "Q9", "equals": ["no"]}),
        r"questions \(Q2\): its rule names the question 'Q9'",
    ),
    "empty rule": (
        lambda t: t["questions"][1].update(asked_if={"equals": ["a"]}),
        r"questions \(Q2\): its rule names neither a field nor a question",
    ),
    "rule that peeks ahead": (
        lambda t: t["questions"][1].update(stage="one"),
        r"questions \(Q2\): its rule reads the field 'power' before the volunteer may see it",
    ),
    "rule on a hidden field": (
        lambda t: t["questions"][1].update(asked_if={"none": [{"field": "urn", "equals": ["1"]}]}),
        r"questions \(Q2\): its rule reads the field 'urn' before the volunteer may see it",
    ),
    "no such overall": (lambda t: t.update(overall="Q9"), "overall: there is no question 'Q9'"),
    "form of no question": (
        lambda t: t["forms"][0].update(questions=["Q9"]),
        r"forms \(panel_short\): there is no question 'Q9'",
    ),
    "short form too long": (
        lambda t: (
            t["questions"].extend({**t["questions"][0], "id": f"L{n}"} for n in range(9)),
            t["forms"][0].update(questions=[f"L{n}" for n in range(9)]),
        ),
        r"forms \(panel_short\): a short form has at most 8 questions",
    ),
    "spelling of two codes": (
        lambda t: t["vocabularies"]["power"][1].update(also=[" ALPHA"]),
        r"vocabularies.power \(b\): 'alpha' already means 'a'",
    ),
    "spelling of two codes but for dots and brackets": (
        lambda t: (
            t["vocabularies"]["power"][0].update(also=["Section 60 (CJPOA)"]),
            t["vocabularies"]["power"][1].update(also=["s.60, CJPOA"]),
        ),
        r"vocabularies.power \(b\): 's60cjpoa' already means 'a'",
    ),
    "code twice": (
        lambda t: t["vocabularies"]["power"].append({"code": "a", "label": {"en": "Again"}}),
        r"vocabularies.power \(a\): it stands there twice",
    ),
    "part that waits for no stage": (
        lambda t: t.update(parts=[part(stage="three", when={"field": "sort", "equals": ["x"]})]),
        r"parts \(log\) waiting: there is no stage 'three'",
    ),
    "part that waits by no field": (
        lambda t: t.update(parts=[part(stage="two", when={"any": [{"field": "power", "equals": ["a"]}]})]),
        r"parts \(log\) waiting: its rule names the field 'power'",
    ),
    "no such set of fields": (lambda t: t.update(fields_from=["gone"]), "there is no set of fields 'gone'"),
}


@pytest.mark.parametrize("name", LOOSE_ENDS)
def test_loose_ends_are_refused(name: str):
    spoil, sentence = LOOSE_ENDS[name]
    said = refusal(spoilt(spoil))
    assert said.startswith("The scheme test.toml cannot be used: ")
    assert re.search(sentence, said)


@pytest.mark.parametrize(
    ("spoil", "sentence"),
    [
        (lambda t: t.update(colour="red"), "test.toml cannot be used: the file: .*`colour`"),
        (lambda t: t["fields"][2].update(colour=1), r"fields\[2\] \(power\): .*`colour`"),
        (
            lambda t: t["questions"][1]["mandatory_if"].update(is_not=1),
            r"questions\[1\] \(Q2\)\.mandatory_if: .*`is_not`",
        ),
        (lambda t: t["vocabularies"]["power"][1].update(colour=1), r"vocabularies.*`colour`"),
        (lambda t: t["fields"][2].update(type="colour"), r"fields\[2\] \(power\)\.type: invalid enum value 'colour'"),
        (lambda t: t["fields"][0].update(seen_by={"chair": "one"}), r"fields\[0\] \(urn\)\.seen_by"),
        (lambda t: t.pop("time"), "missing required field `time`"),
        (lambda t: t.update(version="1"), "version: expected `int`"),
    ],
)
def test_unknown_keys_and_values_are_named_with_file_and_entry(spoil: Spoil, sentence: str):
    assert re.search(sentence, refusal(spoilt(spoil)))


@pytest.mark.parametrize("data", [b"kind = ", b"\xff\xfe\x00", b"a = 1\na = 2\n", b'kind = "\xe9"'])
def test_what_is_not_toml_is_refused_by_name(data: bytes):
    assert refusal(data).startswith("test.toml is not a TOML file")


@pytest.mark.parametrize("parse", [parse_shared, parse_force, parse_mapping])
def test_the_other_files_are_as_strict(parse: Callable[[bytes, str], object]):
    with pytest.raises(AppError, match=r"other.toml cannot be used: .*`colour`"):
        parse(b'colour = "red"', "other.toml")


def test_a_field_of_its_own_replaces_the_shared_one_in_its_place():
    part = parse_shared(
        b"""
        [[fields.set]]
        id = "shared"
        label.en = "Shared"
        type = "text"
        use = ["graded"]
        [[fields.set]]
        id = "urn"
        label.en = "Not this one"
        type = "text"
        use = ["graded"]
        """,
        "part.toml",
    )
    parsed = parse_scheme(spoilt(lambda tree: tree.update(fields_from=["set"])), "test.toml", [part])
    assert [field.id for field in parsed.fields] == ["shared", "urn", "at", "power", "name"]
    assert parsed.field("urn").label == {"en": "Reference"}


def test_a_question_of_its_own_replaces_the_shared_one():
    part = parse_shared(
        b"""
        [[questions]]
        id = "Q1"
        text.en = "Not this one"
        scale = "yn"
        roles = ["volunteer"]
        stage = "one"
        [[questions]]
        id = "Q3"
        text.en = "Asked by no form"
        scale = "yn"
        roles = ["volunteer"]
        stage = "one"
        """,
        "part.toml",
    )
    parsed = parse_scheme(SMALL.encode(), "test.toml", [part])
    assert [question.id for question in parsed.questions] == ["Q1", "Q2"]
    assert parsed.question("Q1").text == {"en": "Good?"}


def test_looking_up_what_is_not_there():
    parsed = scheme("stop_search")
    for look in (parsed.field, parsed.stage, parsed.form, parsed.question):
        with pytest.raises(KeyError):
            look("not there")


def test_force_and_mapping_are_read():
    assert force().police_uk == "cheshire"
    assert mapping("police_uk").times == "utc"
