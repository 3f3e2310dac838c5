"""Rows as one kind: what each is known by, what is filled in, and which rows cannot be kept."""

from collections.abc import Sequence
from unicodedata import normalize

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from app.core.errors import AppError
from app.core.sampling.keys import row_digest
from app.core.schemes.spec import Condition, Derivation, Mapping, Scheme
from app.core.shapes.rows import KindRows, Laying
from app.core.shapes.workspaces import RowProblem
from app.intake.columns import Noticed
from app.intake.kind_reader import KindReader
from tests.invented import field, many, scheme

CHILD = (Derivation(value="yes", when=Condition(field="age", below=18)),)
SCHEME = scheme(
    field("age", "integer"),
    field("is_child", "yes_no", derive=CHILD),
    field("colour", "code"),
    field("day", "date"),
    field("why", "narrative"),
    field("who", use=("identity",)),
)
WHEN = "2025-06-14T21:40:00"


def reader(
    to: Sequence[str], of: Scheme = SCHEME, *, laying: Laying | None = None, part: str = "", **constants: str
) -> KindReader:
    """A reader of rows whose columns fill these fields."""
    sources: dict[str, list[tuple[int, str]]] = {}
    for at, name in enumerate(to):
        sources.setdefault(name, []).append((at, ""))
    layout = Mapping(
        id="a", label={"en": "A"}, kinds=("thing",), times="local", required=(), columns={}, part=part,
        constants=constants,
    )  # fmt: skip
    return KindReader(of, layout, sources=sources, names=lambda name: f"column of {name}", laying=laying)


def read(made: KindReader, *rows: Sequence[str]) -> tuple[KindRows, list[RowProblem]]:
    count = len(rows)
    return made.read(range(1, count + 1), range(2, count + 2), list(zip(*rows, strict=True)))


# ------------------------------------------------------------------ what a row is known by
CELL = st.text(st.characters(exclude_categories=["Cs"]), max_size=8) | st.sampled_from(
    ['"', "\\", "\\u0041", " ", "\u00a0", "é", "e\u0301", "\u212b", "\x00", "\u2028", "🕊", "\r\n", "17", ","]
)


@given(cells=st.lists(CELL, min_size=5, max_size=5), order=st.permutations(["ref", "why", "day", "colour", "age"]))
@example(cells=['a"b\\c', "e\u0301", "", " \u00a0", "17.0"], order=["why", "ref", "age", "day", "colour"])
def test_it_is_the_digest_of_its_cells_as_they_stood_in_any_order_and_form(cells: list[str], order: list[str]) -> None:
    given = dict(zip(order, cells, strict=True), at=WHEN)
    found, _ = read(reader([*order, "at"]), list(given.values()))
    for sha in found.shas:
        assert sha.hex() == row_digest(given)
    again, _ = read(reader(["at", *order[::-1]]), [WHEN, *(normalize("NFD", f" {cell}\t") for cell in cells[::-1])])
    assert again.shas == found.shas


@pytest.mark.parametrize(
    ("rows", "alike"),
    [
        (({"who": "Ada"}, {"who": "Ben"}), True),  # who it is about is no part of what it is known by
        (({"colour": "red"}, {"colour": "Red one"}), False),  # as it stood: a new spelling makes no other row of it
        (({"why": "Ran."}, {"why": "Ran"}), False),
        (({"why": ""}, {"why": "  "}), True),
    ],
)
def test_what_makes_another_row(rows: Sequence[dict[str, str]], alike: bool) -> None:
    names = sorted({"at", *rows[0]})
    found, _ = read(reader(names), *([{"at": WHEN, **row}[name] for name in names] for row in rows))
    assert (len(set(found.shas)) == 1) is alike


def test_an_equal_row_of_another_teams_export_is_another_row() -> None:
    plain, _ = read(reader(["at", "age"]), [WHEN, "9"])
    more, _ = read(reader(["at", "age"], colour="red"), [WHEN, "9"])
    assert plain.shas[0].hex() == row_digest({"at": WHEN, "age": "9"})
    assert more.shas[0].hex() == row_digest({"at": WHEN, "age": "9", "colour": "red"})


def test_columns_joined_are_one_cell() -> None:
    found, _ = read(reader(["at", "at"]), ["14/06/2025", "21:40"])
    assert found.shas[0].hex() == row_digest({"at": "14/06/2025 21:40"})


# ------------------------------------------------------------------ what is filled in
def test_constants_are_read_as_cells_are_and_rules_may_ask_about_them() -> None:
    found, problems = read(reader(["at"], colour="Red one", age="9", nothing="x"), [WHEN], [WHEN])
    assert problems == []
    assert {name: found.kept[name] for name in ("colour", "age", "is_child")} == {
        "colour": ["red", "red"],
        "age": ["9", "9"],
        "is_child": ["yes", "yes"],
    }
    assert "nothing" not in found.kept


def test_a_constant_that_cannot_be_read_is_refused_and_an_unknown_word_told_for_each_row_kept() -> None:
    with pytest.raises(AppError, match="as “age” is no whole number"):
        reader(["at"], age="ten")
    with pytest.raises(AppError, match="as “why” holds a control character"):
        reader(["at"], why="He\x07ran.")
    made = reader(["at"], colour="Purple")
    found, _ = read(made, [WHEN], ["never"], [WHEN])
    assert (found.kept["colour"], found.rows) == (["Purple"] * 2, [1, 3])
    assert made.noticed == [("colour", Noticed("unknown", "Purple"))] * 2


def test_a_rule_fills_a_blank_and_leaves_what_the_row_says() -> None:
    rows = [[WHEN, "9", ""], [WHEN, "9", "No"], [WHEN, "", ""], [WHEN, "40", "1"]]
    found, _ = read(reader(["at", "age", "is_child"]), *rows)
    assert found.kept["is_child"] == ["yes", "no", "", "yes"]


def test_the_store_gets_each_field_laid_out_and_the_texts_it_wants() -> None:
    laying = Laying(of=lambda item: lambda text: (item.id, text), texts=frozenset({"ref"}))
    found, _ = read(reader(["at", "ref", "age", "colour"], laying=laying), [WHEN, "R1", "9", "RED"])
    assert {name: found.laid[name][0] for name in ("ref", "age", "colour", "is_child")} == {
        "ref": ("ref", "R1"),
        "age": ("age", "9"),
        "colour": ("colour", "red"),
        "is_child": ("is_child", "yes"),
    }
    assert set(found.kept) == {"ref", "age", "is_child"}, "what was asked for, and what rules read and fill"
    assert found.at == [1749933600]


# ------------------------------------------------------------------ what cannot be kept
def test_only_the_time_and_the_reference_refuse_a_row_and_each_is_named_in_the_order_of_the_file() -> None:
    made = reader(["ref", "at", "age"])
    rows = [["R\x07", "never", "ten"], ["R2", WHEN, "9"], ["R3", "later", "9"], ["R\x1f4", WHEN, "9"]]
    found, problems = read(made, *rows)
    assert (list(found.rows), list(found.lines), found.at) == ([2], [3], [1749933600])
    first, *others = sorted(problems, key=lambda one: one.row)
    assert [(one.row, one.line, one.column, one.reason) for one in (first, *others)] == [
        (1, 2, "column of ref", "holds a control character"),
        (3, 4, "column of at", "is no date and time that can be read"),
        (4, 5, "column of ref", "holds a control character"),
    ]
    assert [cell.column for cell in first.also] == ["column of at"]
    assert made.noticed == [], "of the rows kept"


def test_any_other_cell_that_cannot_be_read_is_left_blank_and_told() -> None:
    made = reader(["day", "colour", "at", "age", "is_child", "why"])
    rows = [["later", "Pink", WHEN, "ten", "perhaps", "He\x07ran."], ["", "red", WHEN, "9", "", ""]]
    found, problems = read(made, *rows)
    assert (list(found.rows), problems) == ([1, 2], [])
    assert {name: found.kept[name] for name in ("day", "colour", "age", "is_child", "why")} == {
        "day": ["", ""], "colour": ["Pink", "red"], "age": ["", "9"], "is_child": ["", "yes"], "why": ["He ran.", ""],
    }  # fmt: skip
    assert sorted(made.noticed) == [
        ("age", Noticed("bad", "ten", "is no whole number")),
        ("colour", Noticed("unknown", "Pink")),
        ("day", Noticed("bad", "later", "is no date that can be read")),
        ("is_child", Noticed("bad", "perhaps", "is neither yes nor no")),
        ("why", Noticed("mended", "", "holds a control character")),
    ]


def test_a_row_is_known_by_what_stood_there_so_that_saying_what_it_means_makes_no_other_row() -> None:
    rows = [[WHEN, "ten"], [WHEN, "nine"], [WHEN, ""]]
    found, _ = read(reader(["at", "age"]), *rows)
    assert len(set(found.shas)) == 3
    assert [sha.hex() for sha in found.shas[:2]] == [row_digest({"at": WHEN, "age": age}) for age in ("ten", "nine")]


def test_what_says_who_somebody_is_is_not_told_nor_what_cannot_be_shown() -> None:
    of = scheme(field("born", "date", use=("identity",)), field("age", "integer"))
    made = reader(["at", "born", "age"], of)
    found, problems = read(made, [WHEN, "1 Octember", "x" * 101], [WHEN, "", "\x1b[2J"])
    assert (len(found.rows), problems) == (2, [])
    assert [(name, item.text) for name, item in made.noticed] == [("age", ""), ("age", ""), ("born", "")]


@pytest.mark.parametrize(("to", "row"), [(["at", "ref"], ["", "R1"]), (["ref"], ["R1"]), (["at"], ["NA"])])
def test_a_row_without_its_time_is_a_problem(to: list[str], row: list[str]) -> None:
    found, problems = read(reader(to), row)
    assert (list(found.rows), len(problems)) == ([], 1)
    assert problems[0].column == "column of at"


def test_a_row_of_a_part_needs_no_time_and_has_the_reference_too() -> None:
    found, problems = read(reader(["ref", "said", "logged"], many(), part="log"), ["R1", "Seen.", ""])
    assert problems == []
    assert {name: list(texts) for name, texts in found.kept.items()} == {
        "ref": ["R1"],
        "said": ["Seen."],
        "logged": [""],
    }
    assert found.at == [None]


def test_columns_of_another_kind_are_counted_where_they_are_filled() -> None:
    made = reader(["at", "length", "ref"])
    assert made.fieldless([[WHEN] * 3, ["4", " ", ""], ["", "R", ""]]) == {"column of length": 1}
