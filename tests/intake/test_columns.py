"""Columns, cell by cell: what is remembered and what never is, and that the quick way says what the slow one does."""

from collections.abc import Sequence
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from app.core.schemes.spec import Link
from app.intake.columns import Column, DecimalColumn, JoinedColumn, MomentColumn, Noticed, ReadingWay, make_column
from tests.invented import field, many, scheme

WAY = ReadingWay("at", "local", "dmy")
TYPES = ("text", "narrative", "code", "codes", "time", "date", "integer", "decimal", "yes_no")
SCHEME = scheme(
    *(field(f"a_{sort}", sort) for sort in TYPES),
    field("a_word", "code", vocabulary="words"),
    field("who", use=("identity",)),
    field("lasted", "integer", unit="minutes"),
)
PAST_THE_BOUND = 10_500


def column(name: str, *, codes: Sequence[str] = ("",), way: ReadingWay = WAY, **spellings: str) -> Column:
    lay_out = (lambda text: text) if name == "at" else (lambda text: f"<{text}>")
    return make_column(SCHEME, SCHEME.field(name), way=way, lay_out=lay_out, spellings=spellings, codes=codes)


def kept(made: Column, *cells: Any) -> list[str]:
    return made.take(cells).kept()


# ------------------------------------------------------------------ what is told, and what is remembered
@pytest.mark.parametrize(
    ("name", "cell", "told"),
    [
        ("a_integer", "ten", Noticed("bad", "ten", "is no whole number")),
        ("a_decimal", "1,5", Noticed("bad", "1,5", "is no number")),
        ("a_yes_no", "perhaps", Noticed("bad", "perhaps", "is neither yes nor no")),
        ("a_date", "later", Noticed("bad", "later", "is no date that can be read")),
        ("a_time", "later", Noticed("bad", "later", "is no date and time that can be read")),
        ("at", "01/06/1066 12:00", Noticed("bad", "01/06/1066 12:00", "has a year that cannot be right")),
        ("a_text", "a\x07b", Noticed("mended", "a\x07b", "holds a control character")),
        ("ref", "a\x07b", Noticed("bad", "a\x07b", "holds a control character")),
        ("a_code", "a\x07b", Noticed("bad", "a\x07b", "holds a control character")),
        ("a_code", "Purple", Noticed("unknown", "Purple")),
        ("a_codes", "red; Purple|Pink", Noticed("unknown", "Purple;Pink")),
        ("a_time", "14/06/2025", Noticed("day", "14/06/2025")),
        ("at", "14/06/2025", Noticed("day", "14/06/2025")),
    ],
)
def test_what_must_be_told_is_never_remembered_and_told_every_time(name: str, cell: str, told: Noticed) -> None:
    made = column(name)
    for _ in range(3):
        assert made.take([cell, "", cell]).noticed() == [told, None, told]
    assert made.told == 6
    assert set(made) <= {""}


@pytest.mark.parametrize("name", ["a_code", "a_integer"])
def test_it_is_told_past_the_bound_of_what_is_remembered_too(name: str) -> None:
    made = column(name)
    made.take(map(str, range(PAST_THE_BOUND)))
    assert len(made) <= 10_000
    before = made.told
    assert [item and item.text for item in made.take(["7", "odd", "odd"]).noticed()][1:] == ["odd", "odd"]
    assert made.told - before == 2 + (name == "a_code")


def test_past_the_bound_nothing_is_remembered_and_all_is_read_alike() -> None:
    made, cells = column("a_integer"), [f"{at}.0" for at in range(PAST_THE_BOUND)]
    assert kept(made, *cells) == kept(made, *cells) == [str(at) for at in range(PAST_THE_BOUND)]
    assert len(made) == 10_000


def test_a_long_text_is_not_remembered() -> None:
    made = column("a_narrative")
    assert kept(made, "x" * 100, "y" * 99) == ["x" * 100, "y" * 99]
    assert list(made) == ["y" * 99]


def test_there_is_nothing_to_tell_of_cells_that_can_be_read() -> None:
    assert column("a_code").take(["red", "", "RED ONE"]).noticed() == []


# ------------------------------------------------------------------ what is kept
@pytest.mark.parametrize("cell", ["NA", "n/a", "#N/A", "NULL", "<null>", "NaN", "nil", "-", "--", "?", " na "])
def test_what_exports_write_for_nothing_is_nothing_but_in_a_text(cell: str) -> None:
    for sort in TYPES:
        made = column(f"a_{sort}")
        wanted = cell.strip() if sort in ("text", "narrative") else ""
        assert kept(made, cell) == [wanted], sort
        assert made.told == 0, sort


@pytest.mark.parametrize("name", ["ref", "form", "link"])
@pytest.mark.parametrize("cell", ["N/A", "None", "Not known", "TBC", "UNKNOWN", "-", "u/k", "To be confirmed", "No"])
def test_a_word_that_means_nothing_is_no_reference(name: str, cell: str) -> None:
    link = Link(field="link", to="thing", to_field="ref", label={"en": "Other"}, back={"en": "This"})
    of = many(field("link"), field("plain"), links=(link,))
    made, plain = (make_column(of, of.field(one), way=WAY, lay_out=str, spellings={}) for one in (name, "plain"))
    assert kept(made, cell, "N/A 1", "Unknown-7", "0") == ["", "N/A 1", "Unknown-7", "0"]
    assert made.take([cell]).pieces() == [f'"{name}":"{cell}",']  # rows are known by what stood there
    assert kept(plain, cell) == [cell]


def test_the_number_of_an_entry_is_a_reference_too() -> None:
    of = many()
    made = make_column(of, of.part("log").fields[0], way=WAY, lay_out=str, spellings={})
    assert kept(made, "Unknown", "1") == ["", "1"]


def test_a_vocabulary_may_know_the_word() -> None:
    assert kept(column("a_word"), "NA", "n/a", "Not asked", "NULL") == ["na", "na", "na", ""]


def test_of_several_codes_those_that_say_nothing_are_left_out() -> None:
    made = column("a_codes")
    assert kept(made, "red; N/A", "-;-", "NULL, blue") == ["red", "", "blue"]
    assert made.told == 0


def test_what_a_layout_says_that_words_mean_goes_before_the_vocabulary() -> None:
    made = column("a_code", **{"Rouge": "red", "Green": "blue", "Said no": ""})
    assert kept(made, "ROUGE", "rouge.", "green", "said no", "blue one") == ["red", "red", "blue", "", "blue"]
    assert kept(made, "Vert") == ["Vert"]
    assert made.told == 1


def test_what_words_mean_holds_for_each_of_several_codes_in_one_cell_or_in_many() -> None:
    words = {"Purple": "blue", "Vert, clair": "green", "Said no": ""}
    made = column("a_codes", **words)
    cells = ["red; PURPLE", "purple, red", "Vert, clair|said no", "said no", "mauve, said no"]
    assert kept(made, *cells) == ["red;blue", "blue;red", "green", "", "mauve"]
    assert made.told == 1
    assert kept(column("a_codes", codes=("", ""), **words), ("Red", "Purple"), ("Said no", "")) == ["red;blue", ""]


def test_what_is_no_yes_and_no_number_may_be_said_to_be_one_or_nothing() -> None:
    assert kept(column("a_yes_no", Handcuffs="yes", Unknown="", N="yes"), "handcuffs", "UNKNOWN", "n") == [
        "yes",
        "",
        "yes",
    ]
    assert kept(column("a_integer", **{"10 mins": "10", "Not known": ""}), "10 Mins", "not known", "7") == [
        "10",
        "",
        "7",
    ]
    assert kept(column("a_decimal", North="53.5"), "north", "1.5") == ["53.5", "1.5"]
    assert kept(column("a_time", TBC=""), "tbc", "") == ["", ""]


def test_minutes_are_read_with_their_unit_where_the_scheme_says_that_they_are_minutes() -> None:
    assert kept(column("lasted"), "10 mins", "1h 10", "00:10", "7") == ["10", "70", "10", "7"]
    assert column("a_integer").take(["10 mins"]).noticed() == [Noticed("bad", "10 mins", "is no whole number")]


def test_a_sign_in_a_number_is_not_passed_over_as_it_is_in_a_word() -> None:
    made = column("a_integer", **{"1.5": "2", "(7)": "8"})
    assert kept(made, "1.5", "15", "7", "(7)") == ["2", "15", "7", "8"]


@pytest.mark.parametrize("name", ["a_text", "a_narrative", "who"])
def test_a_broken_sign_in_somebodys_words_costs_no_more_than_itself(name: str) -> None:
    made = column(name)
    assert kept(made, "He\x07ran.\x0b", "\x01\x02") == ["He ran.", ""]
    assert made.told == 2


@pytest.mark.parametrize("sign", ["–", ".", "()"])
def test_a_sign_that_means_a_code_does_not_make_blanks_mean_it(sign: str) -> None:
    assert kept(column("a_code", **{sign: "red"}), "", "  ", "blue") == ["", "", "blue"]


def test_texts_are_kept_trimmed_and_composed_and_laid_out_as_the_store_wants_them() -> None:
    taken = column("a_text").take(["  Cafe\u0301\u00a0", "", "\u3000"])
    assert (taken.kept(), taken.laid()) == (["Café", "", ""], ["<Café>", "<>", "<>"])
    assert taken.pieces() == ['"a_text":"Café",', "", ""]


def test_an_identity_is_kept_and_rows_are_not_known_by_it() -> None:
    taken = column("who").take(["Ada", ""])
    assert (taken.kept(), taken.pieces()) == (["Ada", ""], ["", ""])


# ------------------------------------------------------------------ several columns for one field
def test_a_day_and_a_time_are_one_moment() -> None:
    made = column("at", codes=("", ""))
    taken = made.take([("14/06/2025", "21:40"), ("14 June 2025", "9.40 pm"), ("14/06/2025", ""), ("", "")])
    assert isinstance(made, JoinedColumn)
    assert taken.laid() == [1749933600, 1749933600, 1749855600, None]
    assert [item and item.what for item in taken.noticed()] == [None, None, "day", None]
    assert taken.pieces()[0] == '"at":"14/06/2025 21:40",'


def test_a_day_and_a_time_make_any_other_moment_too() -> None:
    assert kept(column("a_time", codes=("", "")), ("14/06/2025", "21:40")) == ["2025-06-14T20:40:00Z"]


def test_several_tactics_are_a_list_each_once_without_the_blanks() -> None:
    made = column("a_codes", codes=("", "", ""))
    cells = [("Red", "", "blue one"), ("red", "RED", ""), ("", "", ""), ("red", "N/A", "-"), ("red", "Purple", "")]
    taken = made.take(cells)
    assert taken.kept() == ["red;blue", "red", "", "red", "red;Purple"]
    assert [item and item.text for item in taken.noticed()] == [None, None, None, None, "Purple"]


@pytest.mark.parametrize(
    ("cells", "codes", "told"),
    [
        (("Yes", "No"), "red", ""),
        (("TRUE", "1"), "red;blue", ""),
        (("No", "0"), "", ""),
        (("", ""), "", ""),
        (("NA", "Yes"), "blue", ""),
        (("perhaps", "Yes"), "perhaps;blue", "perhaps"),  # neither yes nor no: it is told, and lost nowhere
    ],
)
def test_a_yes_stands_for_its_code(cells: tuple[str, str], codes: str, told: str) -> None:
    taken = column("a_codes", codes=("red", "blue")).take([cells])
    assert taken.kept() == [codes]
    assert [item.text for item in taken.noticed() if item] == ([told] if told else [])


def test_one_column_that_stands_for_a_code() -> None:
    assert kept(column("a_codes", codes=("green",)), ("y",), ("n",), ("",)) == ["green", "", ""]


def test_texts_are_joined_with_a_space() -> None:
    made = column("a_text", codes=("", "", ""))
    assert kept(made, (" High ", "", "Street"), ("", "", "")) == ["High Street", ""]


# ------------------------------------------------------------------ the time that rows are filed by
def texts() -> st.SearchStrategy[str]:
    """Times as ISO 8601 writes them and as others take that for, right and wrong."""
    day = st.dates().map(str) | st.sampled_from(
        ["2025-06-14", "20250614", "2025-W24-6", "2025-03-30", "2025-10-26", "1989-12-31", "1990-01-01", "2100-12-31",
         "2101-01-01", "0001-01-01", "9999-12-31", "14/06/2025"]
    )  # fmt: skip
    between = st.sampled_from(["T", "T", "T", " ", "t", "W", "é", "\u212b", "\t", "  ", '"', "\\", ""])
    clock = st.times().map(str) | st.sampled_from(
        ["00:00", "01:30", "24:00", "24:00:00", "25:00", "21", "2140", "21:40:59.9", "21:40:00.000000", ""]
    )
    offset = st.sampled_from(["", "", "Z", "+00:00", "+01:00", "-0500", "+23:59", "+24:00", " +01:00", "W"])
    return st.builds(str.__add__, st.builds(str.__add__, st.builds(str.__add__, day, between), clock), offset)


@pytest.mark.parametrize("times", ["utc", "local"])
@settings(max_examples=300)
@given(cells=st.lists(texts() | st.just("") | st.text(max_size=20), min_size=1, max_size=3))
@example(cells=["2025-06-14\u212b21:40"])
@example(cells=["2025-03-30T01:30:00", "2025-10-26T01:30:00+00:00"])
@example(cells=["2100-12-31T23:59:59-10:00", "1990-01-01T00:00+10:00"])
@example(cells=["2025-06-14T21:40:59.999999"])
def test_the_quick_way_gives_what_the_slow_one_gives(times: Any, cells: list[str]) -> None:
    way = ReadingWay("at", times, "dmy")
    quick = column("at", way=way)
    assert isinstance(quick, MomentColumn)
    found, one_by_one = quick.take(cells), [column("at", way=way)[cell] for cell in cells]
    parts = zip(found.pieces(), found.kept(), found.laid(), found.noticed() or [None] * len(cells), strict=True)
    assert list(parts) == one_by_one


def test_a_batch_with_one_cell_that_is_otherwise_is_read_cell_by_cell() -> None:
    taken = column("at").take(["2025-06-14T21:40:00", "14/06/2025 21:40", "never", "2025-06-14T21:40:00"])
    assert taken.laid() == [1749933600, 1749933600, None, 1749933600]
    assert [item and item.what for item in taken.noticed()] == [None, None, "bad", None]


def test_the_quick_way_remembers_nothing() -> None:
    made = column("at")
    assert made.take(["2025-06-14T21:40:00"] * 3).laid() == [1749933600] * 3
    assert (len(made), made.told) == (0, 0)


@settings(max_examples=300)
@given(
    cells=st.lists(
        st.from_regex(r"[+-]?[0-9]{1,3}(\.[0-9]{0,4})?\n?", fullmatch=True)
        | st.sampled_from(["", " 5", "NA", "1,5", "\u0665"]),
        min_size=1,
        max_size=4,
    )
)
@example(cells=["5\n6", "53.0", "-2.40", "7"])
@example(cells=["53.342560", "", "-0.0", "10"])
def test_many_different_numbers_are_read_at_one_go_as_they_would_be_one_by_one(cells: list[str]) -> None:
    quick = column("a_decimal")
    assert isinstance(quick, DecimalColumn)
    quick.take([f"{number}.5" for number in range(PAST_THE_BOUND)])
    assert quick.full
    found, one_by_one = quick.take(cells), [column("a_decimal")[cell] for cell in cells]
    parts = zip(found.pieces(), found.kept(), found.laid(), found.noticed() or [None] * len(cells), strict=True)
    assert list(parts) == one_by_one
