"""Dealing rows to kinds: which rows are no data, which belong to another kind, and what is counted on the way."""

from typing import Any

import pytest

from app.core.schemes.spec import Condition, Mapping, Route
from app.intake.dealing import Asked, Dealer, Tally
from tests.invented import field, scheme

BLUE = Route(to="blue_thing", when=Condition(field="colour", equals=("blue",)))
NOT_RED = Condition(all=(Condition(field="colour", present=True), Condition(none=(
    Condition(field="colour", equals=("red",)),
))))  # fmt: skip
SCHEMES = {
    item.kind: item
    for item in (
        scheme(field("colour", "code"), field("tags", "codes"), field("length"), routes=(BLUE,)),
        scheme(field("colour", "code"), kind="blue_thing"),
        scheme(field("age", "integer"), field("note"), kind="long_thing"),
        scheme(field("colour", "code"), kind="red_thing", routes=(Route(to="thing", when=NOT_RED),)),
    )
}
HEADER = ["Ref", "When", "Colour", "Loose"]
COLUMNS = {"Ref": "ref", "When": "at", "Colour": "colour"}
WHEN = "2025-06-14T21:40:00"


def dealer(header: list[str] = HEADER, kind: str = "thing", **layout: Any) -> tuple[Dealer, Tally]:
    given = {"columns": COLUMNS, "kinds": (kind,), "times": "utc", "required": (), **layout}
    asked = Asked(
        schemes=SCHEMES, kind=kind, times="utc", laying=None, layout=Mapping(id="a", label={"en": "A"}, **given)
    )
    tally = Tally()
    return Dealer(asked, header, tally), tally


def deal(made: Dealer, *rows: list[str]) -> tuple[dict[str, list[int]], list[tuple[int, str]]]:
    """By kind, the rows kept of a batch; and its problems."""
    kept, problems = made.deal(range(1, len(rows) + 1), range(2, len(rows) + 2), [list(row) for row in rows])
    return {rows.kind: list(rows.rows) for rows in kept}, [(problem.row, problem.reason) for problem in problems]


def kind_of(colour: str, kind: str = "thing", **layout: Any) -> str:
    (found,), problems = deal(dealer(kind=kind, **layout)[0], ["R1", WHEN, colour, ""])
    assert problems == []
    return found


# ------------------------------------------------------------------ which rows are data
def test_rows_that_are_no_data_are_told_in_order_and_the_rest_keep_their_numbers() -> None:
    made, tally = dealer()
    odd: list[list[str]] = [
        ["", "", "", ""],
        ["R1", WHEN, "red", "x"],
        ["R2", WHEN],
        ["REF ", "when", " colour", "LOOSE"],
        [],
        ["R3", "never", "red", "x"],
        ["R4", WHEN, "red", "x", "x"],
        ["", WHEN, "red", "x"],
        ["Ref", WHEN, "red", "x"],
    ]
    kept, problems = deal(made, *odd)
    assert kept == {"thing": [2, 8, 9]}
    assert problems == [
        (1, "the line is blank"),
        (3, "the row has 2 fields where the header has 4"),
        (4, "is the header again"),
        (5, "the line is blank"),
        (6, "is no date and time that can be read"),
        (7, "the row has 5 fields where the header has 4"),
    ]
    assert dict(tally.unmapped) == {"Loose": 4}


def test_a_batch_without_a_row_of_data() -> None:
    assert deal(dealer()[0], [], HEADER) == ({}, [(1, "the line is blank"), (2, "is the header again")])


# ------------------------------------------------------------------ which kind
@pytest.mark.parametrize(
    ("kind", "colour", "becomes"),
    [
        ("thing", "blue", "blue_thing"),
        ("thing", " Blue One ", "blue_thing"),
        ("thing", "red", "thing"),
        ("thing", "", "thing"),
        ("thing", "Purple", "thing"),
        ("red_thing", "RED", "red_thing"),
        ("red_thing", "blue", "thing"),  # not dealt twice
        ("red_thing", "Purple", "thing"),
        ("red_thing", "", "red_thing"),
        ("red_thing", "NA", "red_thing"),  # says nothing, as a blank does
    ],
)
def test_a_rule_of_the_scheme_sends_a_row_to_another_kind(kind: str, colour: str, becomes: str) -> None:
    assert kind_of(colour, kind) == becomes


def test_what_a_word_means_in_this_layout_decides_too() -> None:
    values = {"colour": {"Bleu": "blue", "Blue": ""}}
    assert [kind_of(word, values=values) for word in ("BLEU", "blue", "blue one")] == [
        "blue_thing",
        "thing",
        "blue_thing",
    ]


def test_a_constant_decides_where_there_is_no_column() -> None:
    columns = {"Ref": "ref", "When": "at"}
    assert kind_of("red", columns=columns, constants={"colour": "blue"}) == "blue_thing"


def test_a_layout_of_a_part_is_never_dealt_elsewhere() -> None:
    asked = Asked(
        schemes=SCHEMES, kind="thing", times="utc", laying=None,
        layout=Mapping(id="a", label={"en": "A"}, kinds=("thing",), times="utc", required=(), columns={}, part="log"),
    )  # fmt: skip
    assert asked.routes == {}


def test_rows_of_one_batch_go_to_their_kinds_each_with_its_own_problems() -> None:
    made, tally = dealer()
    rows = [["R1", WHEN, "blue", ""], ["R2", "never", "blue", ""], ["R3", WHEN, "Pink", ""], ["R4", WHEN, "blue", "x"]]
    kept, problems = deal(made, *rows)
    assert kept == {"blue_thing": [1, 4], "thing": [3]}
    assert [row for row, _ in problems] == [2]
    assert (dict(tally.unknown["colour"]), dict(tally.unmapped)) == ({"Pink": 1}, {"Loose": 1})


def test_a_bad_cell_that_would_decide_is_told_and_decides_nothing() -> None:
    made, tally = dealer()
    assert deal(made, ["R1", WHEN, "blue\x07", ""]) == ({"thing": [1]}, [])
    assert tally.unread == {"colour": {("", "holds a control character: left blank"): 1}}


def test_cells_that_the_other_kind_has_no_field_for_are_counted() -> None:
    made, tally = dealer(columns={**COLUMNS, "Loose": "length"})
    deal(made, ["R1", WHEN, "blue", "4 in"], ["R2", WHEN, "red", "5 in"])
    assert dict(tally.unmapped) == {"Loose": 1}


# ------------------------------------------------------------------ what is counted
def test_unknown_words_are_counted_every_time_and_each_of_a_list_by_itself() -> None:
    made, tally = dealer(columns={**COLUMNS, "Loose": "tags"})
    for _ in range(2):
        deal(made, ["R1", WHEN, "Pink", "red; Odd"], ["R2", WHEN, "Pink", "Odd; Strange"], ["R3", "never", "Pink", ""])
    assert {name: dict(words) for name, words in tally.unknown.items()} == {
        "colour": {"Pink": 4},
        "tags": {"Odd": 4, "Strange": 2},
    }


def test_more_different_words_than_are_remembered_are_all_counted_and_dealt() -> None:
    made, tally = dealer()
    words = [f"Word {at}" for at in range(10_500)]
    for batch in (words, words):
        deal(made, *(["R", WHEN, word, ""] for word in batch))
    assert set(tally.unknown["colour"].values()) == {2}
    assert len(tally.unknown["colour"]) == 10_500
    assert deal(made, ["R", WHEN, "blue", ""])[0] == {"blue_thing": [1]}


def test_cells_that_cannot_be_read_are_counted_by_what_stood_there_and_what_became_of_it() -> None:
    made, tally = dealer(
        ["Ref", "When", "Length", "Note"],
        columns={"Ref": "ref", "When": "at", "Length": "age", "Note": "note"},
        kind="long_thing",
    )
    for _ in range(2):
        kept, problems = deal(made, ["R1", WHEN, "ten", "a\x07b"], ["R2", WHEN, "ten", ""], ["R3", WHEN, "x", ""])
        assert (kept, problems) == ({"long_thing": [1, 2, 3]}, [])
    assert tally.unread == {
        "age": {("ten", "is no whole number: left blank"): 4, ("x", "is no whole number: left blank"): 2},
        "note": {("", "holds a control character: kept with a space for it"): 2},
    }


def test_days_alone_are_counted_by_the_columns_they_stand_in() -> None:
    made, tally = dealer(["Ref", "When", "Time"], columns={"Ref": "ref", "When": "at", "Time": "at"})
    deal(made, ["R1", "14/06/2025", ""], ["R2", "14/06/2025", "21:40"])
    assert dict(tally.date_only) == {"When + Time": 1}


@pytest.mark.parametrize(("cell", "practice"), [(" Practice ", True), ("", False), ("practised", False)])
def test_a_practice_column_is_known_by_what_it_says(cell: str, practice: bool) -> None:
    made, tally = dealer(practice_column="loose", ignored=("Loose",))
    deal(made, ["R1", WHEN, "red", cell])
    assert (tally.practice, dict(tally.unmapped)) == (practice, {})
