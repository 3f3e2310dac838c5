"""A case of many rows as one: each rule for each type of field, which row leads, and where the rows do not agree."""

import pytest

from app.core.schemes.derived import derived_fields, fill_derived
from app.core.schemes.merging import Merged, lead_first, merge_rows
from app.core.schemes.rules import FromRows
from app.core.schemes.spec import Condition, Derivation, Lead, Part
from tests.invented import field, many

LEAD = Lead(by=("at", "form"), prefer=Condition(field="leads", equals=("yes",)))


def merged(sort: str, merge: str, *said: str, **more: object) -> Merged:
    """What the rows of a case, the leading first, make of a field."""
    rows = [{"form": str(at), **({"x": value} if value else {})} for at, value in enumerate(said)]
    return merge_rows(many(field("x", sort, merge=merge, **more)), rows)


@pytest.mark.parametrize(
    ("sort", "merge", "said", "value", "agree"),
    [
        ("text", "same", ("a", "a"), "a", True),
        ("text", "same", ("a", "b"), "a", False),
        ("text", "same", ("", "b", ""), "b", True),  # a blank says nothing
        ("text", "same", ("", "b", "c"), "b", False),
        ("code", "same", ("blue", "red"), "blue", False),
        ("codes", "same", ("red;blue", "blue;red"), "red;blue", True),  # a list has no order
        ("codes", "same", ("red", "blue;red"), "red", False),
        ("time", "same", ("2025-06-14T21:05:00Z", "2025-06-14T21:06:00Z"), "2025-06-14T21:05:00Z", False),
        ("text", "lead", ("a", "b"), "a", False),
        ("text", "lead", ("", "b"), None, True),  # what the leading officer left blank is not another's word
        ("yes_no", "lead", ("no", "yes"), "no", False),
        ("yes_no", "any", ("no", "", "yes"), "yes", False),
        ("yes_no", "any", ("no", "no"), "no", True),
        ("yes_no", "any", ("", "no"), None, True),  # the one that is blank may be a yes
        ("yes_no", "any", ("", "yes"), "yes", True),
        ("yes_no", "any", ("", ""), None, True),
        ("integer", "any", ("9", "10", ""), "10", False),
        ("decimal", "any", ("-1.5", "-1.25"), "-1.25", False),
        ("code", "any", ("green", "blue", "red"), "blue", False),  # the last of the vocabulary
        ("code", "any", ("Purple", "red"), "red", False),
        ("codes", "any", ("blue;Purple", "red", "blue"), "red;blue;Purple", False),
        ("text", "any", ("", "b", "a"), "b", False),
        ("time", "earliest", ("2025-06-14T21:05:00Z", "2025-06-14T09:00:00Z"), "2025-06-14T09:00:00Z", True),
        ("date", "earliest", ("", "2025-06-14", "2025-06-13"), "2025-06-13", True),
        ("time", "latest", ("2025-06-14T21:05:00Z", "2025-06-15T09:00:00Z"), "2025-06-15T09:00:00Z", True),
        ("date", "latest", ("2025-06-14", ""), "2025-06-14", True),
    ],
)
def test_each_rule(sort: str, merge: str, said: tuple[str, ...], value: str | None, agree: bool):
    found = merged(sort, merge, *said)
    assert found.values.get("x") == value
    assert found.conflicts == (() if agree else ("x",))


def test_what_is_shown_row_by_row_is_no_conflict():
    assert merged("text", "same", "a", "b", each=True).conflicts == ()


@pytest.mark.parametrize(("own", "conflicts"), [(True, ()), (False, ("tactics", "cuffed"))])
def test_what_follows_from_nothing_but_each_rows_own_is_no_conflict(own: bool, conflicts: tuple[str, ...]):
    used = Derivation(value="yes", when=Condition(field="tactics", equals=("red",)))
    kind = many(field("tactics", merge="any", each=own), field("cuffed", "yes_no", merge="any", derive=(used,)))
    rows = [{"tactics": "red", "cuffed": "yes"}, {"tactics": "blue", "cuffed": "no"}]
    assert merge_rows(kind, rows).conflicts == conflicts


@pytest.mark.parametrize(("sort", "use"), [("narrative", ("graded",)), ("text", ("identity",))])
def test_narratives_and_names_stay_with_their_rows(sort: str, use: tuple[str, ...]):
    assert "x" not in merged(sort, "same", "a", "b", use=use).values


def test_conflicts_stand_in_the_order_of_the_scheme():
    rows = [{"b": "1", "a": "1"}, {"a": "2", "b": "2"}]
    assert merge_rows(many(field("b"), field("a")), rows).conflicts == ("b", "a")


def test_rules_fill_what_the_rows_leave_blank_and_never_what_one_of_them_says():
    given = many(
        field("used", "yes_no", merge="any"),
        field("level", derive=(Derivation(value="high", when=Condition(field="used", equals=("yes",))),)),
    )
    rules = derived_fields(given)
    assert merge_rows(given, [{"used": "no"}, {"used": "yes"}], rules).values["level"] == "high"
    assert merge_rows(given, [{"used": "yes"}, {"level": "low"}], rules).values["level"] == "low"


USED = many(
    field("tactics", "codes", merge="any", each=True),
    field("age", "integer"),
    field(
        "blue_used",
        "yes_no",
        merge="any",
        derive=(
            Derivation(value="yes", when=Condition(field="tactics", equals=("blue",))),
            Derivation(value="no", when=Condition(field="tactics", present=True)),
        ),
    ),
    field(
        "child",
        "yes_no",
        merge="any",
        derive=(Derivation(value="no", when=Condition(field="age", at_least=18)),),
    ),
)


@pytest.mark.parametrize(
    ("tactics", "used"),
    [
        (("red", "red"), "no"),
        (("red", "blue"), "yes"),
        (("red", ""), None),  # the form without a tactic may be the one
        (("Purple", "red"), None),  # and so may the word that no list has
        (("Purple", "blue"), "yes"),
        (("", ""), None),
    ],
)
def test_that_none_did_is_worked_out_only_from_all_of_them(tactics: tuple[str, ...], used: str | None):
    rules = derived_fields(USED)
    rows = [fill_derived(rules, {"tactics": each} if each else {}) for each in tactics]
    assert merge_rows(USED, rows, rules).values.get("blue_used") == used


def test_what_one_row_tells_of_the_person_is_enough():
    rules = derived_fields(USED)
    rows = [fill_derived(rules, {"age": "33"}), {}]
    assert merge_rows(USED, rows, rules).values["child"] == "no"


@pytest.mark.parametrize(
    ("rows", "order"),
    [
        ([{"form": "2", "at": "b"}, {"form": "1", "at": "a"}], "12"),
        ([{"form": "1"}, {"form": "2", "at": "b"}], "21"),  # a blank comes last
        ([{"form": "2", "at": "a"}, {"form": "1", "at": "a"}], "12"),
        ([{"form": "1", "at": "a"}, {"form": "2", "at": "b", "leads": "yes"}], "21"),
        ([{"form": "2", "at": "b", "leads": "yes"}, {"form": "1", "at": "a", "leads": "yes"}], "12"),
        ([{"form": "1", "leads": "yes"}, {"form": "2", "at": "a", "leads": "no"}], "12"),
    ],
)
def test_the_preferred_row_leads_then_the_first_with_blanks_last(rows: list[dict[str, str]], order: str):
    assert "".join(row["form"] for row in lead_first(many(lead=LEAD), rows)) == order


def test_rows_alike_stay_as_they_came_and_so_do_all_without_a_rule():
    rows = [{"at": "b", "n": "1"}, {"at": "b", "n": "2"}, {"at": "a", "n": "3"}]
    assert [row["n"] for row in lead_first(many(lead=LEAD), rows)] == ["3", "1", "2"]
    assert lead_first(many(lead=None), rows) == rows


def test_a_case_without_a_row_is_a_fault():
    with pytest.raises(ValueError, match="without a row"):
        merge_rows(many(), [])


LATE = field("late", "yes_no")
REVIEWED = many(
    field("reviews_late", "yes_no", from_rows=FromRows(part="review", field="late")),
    parts=(Part(id="review", label={"en": "Reviews"}, one={"en": "review"}, fields=(LATE,)),),
)


@pytest.mark.parametrize(
    ("own", "reviews", "told", "conflicts"),
    [
        ("", ("no", "yes", ""), "yes", ()),
        ("", ("no", "no"), "no", ()),
        ("", ("no", ""), None, ()),
        ("", (), None, ()),
        ("yes", ("yes",), "yes", ()),
        ("no", ("no", "yes"), "no", ("reviews_late",)),
        ("yes", (), "yes", ()),
    ],
)
def test_the_rows_of_a_part_fill_a_blank_and_gainsay_what_the_case_says(own, reviews, told, conflicts):
    rows = [{"form": "1", "reviews_late": own}]
    found = merge_rows(REVIEWED, rows, parts={"review": [{"late": each} for each in reviews]})
    assert found.values.get("reviews_late") == told
    assert found.conflicts == conflicts
