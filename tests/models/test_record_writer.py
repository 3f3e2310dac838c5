"""Rows into cases of one row: which case each belongs to, and how it lies in the store."""

import json
from collections.abc import Iterator

import pytest

from app.core.schemes.spec import Link
from app.services.workspace import Workspace
from tests.invented import field, scheme
from tests.models.writing import Writing, writing

SCHEME = scheme(
    field("team"),
    field("outcome", "code"),
    field("length", "integer"),
    field("why", "narrative"),
    field("who", use=("identity",)),
    field("order"),
    links=(Link(field="order", to="order", to_field="ref", label={"en": "Order"}, back={"en": "Things"}),),
)
ORDER = scheme(kind="order")


@pytest.fixture
def store(workspace: Workspace) -> Iterator[Writing]:
    with writing(workspace, SCHEME, ORDER) as found:
        yield found


# ------------------------------------------------------------------ without a reference
X, Y = {"length": "1"}, {"length": "2"}


@pytest.mark.parametrize("batches", [([X, Y, X],), ([X], [Y, X]), ([X], [Y], [X])])
def test_equal_rows_without_a_reference_are_so_many_cases(store: Writing, batches: list[list[dict[str, str]]]) -> None:
    writer = store.bring(*batches)
    assert store.versions() == [(1, 1, True), (2, 1, True), (3, 1, True)]
    assert (writer.identical, writer.versions) == (1, 0)


@pytest.mark.parametrize("batches", [([X, X, Y, X],), ([X], [X, Y, X]), ([X], [X], [Y], [X])])
def test_the_second_equal_row_is_the_second_known_case_and_one_more_is_new(store: Writing, batches) -> None:
    store.bring([X, Y, X])
    writer = store.bring(*batches)
    assert store.versions(import_id=2) == [(1, 2, True), (3, 2, True), (2, 2, True), (4, 1, True)]
    assert store.versions(import_id=1) == [(1, 1, False), (2, 1, False), (3, 1, False)]
    assert (writer.identical, writer.versions) == (2, 3)


def test_the_same_rows_of_two_kinds_are_cases_of_their_own(store: Writing) -> None:
    store.bring([{}])
    store.bring([{}], kind="order")
    assert store.sql('SELECT id, kind, "key" FROM "case"') == [(1, "thing", None), (2, "order", None)]


# ------------------------------------------------------------------ with a reference
@pytest.mark.parametrize("split", [False, True])
def test_a_reference_that_comes_again_in_one_file_is_a_further_version(store: Writing, *, split: bool) -> None:
    rows = [{"ref": "R1", **X}, {"ref": "R2", **X}, {"ref": "R1", **X}, {"ref": "R1", **Y}]
    writer = store.bring(rows[:2], rows[2:]) if split else store.bring(rows)
    assert store.versions() == [(1, 1, False), (2, 1, True), (1, 2, False), (1, 3, True)]
    assert (writer.identical, writer.versions) == (1, 2), "what says something else is no copy"
    assert store.values(1)["length"] == "2"
    assert store.sql("SELECT id, overtaken_by FROM record_version WHERE overtaken_by IS NOT NULL") == [(1, 3), (3, 4)]


def test_known_and_new_ones_in_one_batch(store: Writing) -> None:
    store.bring([{"ref": "R1"}, {"ref": "R2"}])
    store.bring([{"ref": "R3"}, {"ref": "R2"}, {"ref": ""}, {"ref": "R4"}])
    assert store.versions(import_id=2) == [(3, 1, True), (2, 2, True), (4, 1, True), (5, 1, True)]
    assert store.sql('SELECT "key" FROM "case" ORDER BY id') == [("R1",), ("R2",), ("R3",), (None,), ("R4",)]


def test_no_row_is_nothing(store: Writing) -> None:
    writer = store.begin()
    writer.write(store.read(writer, [{}]).only([False]))
    writer.finish()
    assert store.versions() == []
    told = writer.told
    assert (told["last_version"], told["last_case"]) == (told["first_version"] - 1, told["first_case"] - 1)


# ------------------------------------------------------------------ how they lie there
def test_blanks_are_null_in_the_store(store: Writing) -> None:
    store.bring([{"ref": "", "team": "", "outcome": "NA", "length": "", "why": "", "who": "", "order": ""}])
    store.bring([{"ref": "R1", "team": "A", "outcome": ""}, {"ref": "", "team": "", "outcome": "red"}])
    columns = '"key", row_key, team IS NULL, outcome IS NULL, power IS NULL, overtaken_by, rest'
    read = f'SELECT {columns} FROM record_version JOIN "case" ON "case".id = case_id ORDER BY record_version.id'
    assert store.sql(read) == [
        (None, None, 1, 1, 1, None, "{}"),
        ("R1", None, 0, 1, 1, None, '{"ref":"R1"}'),
        (None, None, 1, 0, 1, None, "{}"),
    ]
    assert store.sql("SELECT COUNT(*) FROM narrative") == [(0,)]
    assert store.sql("SELECT COUNT(*) FROM identity") == [(0,)]
    assert store.sql("SELECT field, value FROM code ORDER BY field") == [("outcome", "red"), ("team", "A")]


def test_long_and_personal_texts_lie_apart(store: Writing) -> None:
    store.bring([{"why": "He “ran”.\nThen\\stopped", "who": 'Ada "A" Ö', "length": "3"}, {"why": "She ran."}])
    assert store.sql("SELECT version_id, field, text FROM narrative") == [
        (1, "why", "He “ran”.\nThen\\stopped"),
        (2, "why", "She ran."),
    ]
    ((version, body),) = store.sql("SELECT version_id, body FROM identity")
    assert (version, json.loads(body)) == (1, {"who": 'Ada "A" Ö'})
    assert [json.loads(rest) for (rest,) in store.sql("SELECT rest FROM record_version")] == [{"length": "3"}, {}]


def test_every_reference_of_a_cell_is_found_in_the_form_they_are_compared_in(store: Writing) -> None:
    store.bring([{"ref": "R1", "order": "o 1; O/2,o1 ;"}, {"ref": "", "order": ""}])
    store.bring([{"ref": "O 1"}], kind="order")
    assert store.sql("SELECT version_id, field, value, kind, case_id FROM reference ORDER BY 1, 2, 3") == [
        (1, "order", "o/2", "thing", 1),
        (1, "order", "o1", "thing", 1),
        (3, "ref", "o1", "order", 3),
    ]


# ------------------------------------------------------------------ a file that was doubled
@pytest.mark.parametrize(
    ("rows", "doubled"),
    [
        ([*range(10), *range(10)], True),
        ([at // 2 for at in range(20)], True),
        ([*range(9), *range(9)], False),  # too few to say
        ([*range(11), *range(10)], False),
        ([0] * 21, False),
        ([*range(10), *range(10), *range(10), *range(10)], True),
    ],
)
def test_a_file_of_which_every_row_has_its_equal_is_known(store: Writing, rows: list[int], doubled: bool) -> None:
    writer = store.bring([{"length": str(at)} for at in rows])
    assert writer.every_row_twice(len(rows)) is doubled
