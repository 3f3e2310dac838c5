"""Rows into cases of many: which case, which row of it, and the version that is made of them."""

from collections.abc import Iterator

import pytest

from app.core.schemes.spec import Condition, Derivation
from app.services.workspace import Workspace
from tests.invented import field, many
from tests.models.writing import Writing, writing

FORMS = many(
    field("team", merge="lead"),
    field("gender", "code"),
    field("outcome", "yes_no", merge="any"),
    field("level", derive=(Derivation(value="high", when=Condition(field="outcome", equals=("yes",))),)),
    field("why", "narrative", each=True),
    field("who", use=("identity",)),
)
DETENTIONS = many(kind="detention", record_key=(), lead=None)
EARLY, LATE = "2025-06-14T09:00:00Z", "2025-06-14T21:00:00Z"


def row(ref: str, form: str, at: str = LATE, **more: str) -> dict[str, str]:
    return {"ref": ref, "form": form, "at": at, **more}


@pytest.fixture
def store(workspace: Workspace) -> Iterator[Writing]:
    with writing(workspace, FORMS, DETENTIONS) as found:
        yield found


def forms(store: Writing, version: int, kind: str = "thing") -> list[str]:
    """The rows that a version was made of, as they are put in order."""
    return [member.values.get("form") or member.values["entry"] for member in store.members(version, kind)]


# ------------------------------------------------------------------ the scheme's own rows
def test_the_rows_of_one_reference_are_one_case_however_they_lie_in_the_file(store: Writing) -> None:
    writer = store.bring([row("R1", "F2"), row("R2", "F1")], [row("R1", "F1", EARLY)])
    assert store.sql("SELECT id, case_id, row_key, number, stands, part, row_no FROM record_version") == [
        (1, 1, "F2", 1, 0, "", 1),
        (2, 2, "F1", 1, 0, "", 2),
        (3, 1, "F1", 1, 0, "", 1),
        (4, 1, None, 1, 1, "", 0),
        (5, 2, None, 1, 1, "", 0),
    ]
    assert (forms(store, 4), forms(store, 5)) == (["F1", "F2"], ["F1"])
    assert (writer.identical, writer.versions) == (0, 0)


def test_a_form_that_comes_in_a_later_import_makes_a_version_of_the_case_alone(store: Writing) -> None:
    store.bring([row("R1", "F1")])
    writer = store.bring([row("R1", "F2", EARLY), row("R2", "F1")])
    assert store.versions(stands=False) == [(1, 1, True), (1, 1, True), (2, 1, True)]
    assert store.versions(stands=True) == [(1, 1, False), (1, 2, True), (2, 1, True)]
    assert forms(store, store.newest()[1]) == ["F2", "F1"]
    assert forms(store, 2) == ["F1"], "the version that was stays as it was made"
    assert writer.versions == 0, "no row was known before"


def test_an_amended_form_makes_a_version_of_the_form_and_of_the_case(store: Writing) -> None:
    store.bring([row("R1", "F1", why="Ran.", team="A"), row("R1", "F2", why="Hid.")])
    writer = store.bring([row("R1", "F1", why="Walked.", team="B")])
    assert store.versions(stands=False) == [(1, 1, False), (1, 1, True), (1, 2, True)]
    assert store.versions(stands=True) == [(1, 1, False), (1, 2, True)]
    texts = [member.values["why"] for member in store.members(store.newest()[1])]
    assert texts == ["Walked.", "Hid."]
    assert [member.values["why"] for member in store.members(3)] == ["Ran.", "Hid."]
    assert store.values()["team"] == "B"
    assert (writer.versions, writer.identical) == (1, 0)


@pytest.mark.parametrize(("second", "identical"), [("Ran.", 1), ("Hid.", 0)])
def test_a_form_that_comes_twice_in_one_file_is_one_row_with_two_versions(store: Writing, second: str, identical: int):
    writer = store.bring([row("R1", "F1", why="Ran."), row("R1", "F1", why=second)])
    assert store.versions(stands=False) == [(1, 1, False), (1, 2, True)]
    assert [member.values["why"] for member in store.members(3)] == [second]
    assert (writer.identical, writer.versions) == (identical, 1)


@pytest.mark.parametrize("split", [False, True])
def test_forms_without_a_reference_of_their_own_are_told_apart_by_what_they_say(store: Writing, *, split: bool) -> None:
    rows = [row("R1", "", why="Ran."), row("R1", "", why="Hid."), row("R1", "", why="Ran.")]
    writer = store.bring(*[rows[:2], rows[2:]] if split else [rows])
    assert store.versions(stands=False) == [(1, 1, True)] * 3, "equal ones may be two officers' words"
    assert writer.identical == 1
    again = store.bring([*rows, rows[0]])
    assert store.versions(import_id=2, stands=False) == [(1, 2, True)] * 3 + [(1, 1, True)]
    assert (again.identical, again.versions) == (2, 3)


@pytest.mark.parametrize("split", [False, True])
def test_a_row_that_names_no_case_is_a_case_of_its_own(store: Writing, *, split: bool) -> None:
    rows = [row("", "F1"), row("", "F2"), row("", "F1")]
    writer = store.bring(*([item] for item in rows) if split else [rows])
    assert store.versions(stands=True) == [(1, 1, True), (2, 1, True), (3, 1, True)]
    assert writer.identical == 1
    store.bring([rows[0]], [rows[0], rows[0]])
    assert store.versions(stands=True, import_id=2) == [(1, 2, True), (3, 2, True), (4, 1, True)]
    assert store.sql('SELECT COUNT(*), COUNT("key") FROM "case"') == [(4, 0)]


# ------------------------------------------------------------------ what stands for the case
def test_a_case_is_made_of_its_rows_and_says_where_they_differ(store: Writing) -> None:
    store.bring(
        [
            row("R1", "F1", team="A", gender="red", outcome="no", who="Ada", why="Ran."),
            row("R1", "F2", EARLY, team="B", gender="blue", outcome="yes", who="Ben", why="Hid."),
        ]
    )
    version = store.newest()[1]
    assert store.values() == {
        "ref": "R1", "form": "F2", "at": EARLY, "team": "B", "gender": "blue", "outcome": "yes", "level": "high",
    }  # fmt: skip
    assert store.conflicts(version) == ["at", "gender", "outcome", "team"]
    assert store.sql(f"SELECT COUNT(*) FROM narrative WHERE version_id = {version}") == [(0,)]
    assert store.sql(f"SELECT COUNT(*) FROM identity WHERE version_id = {version}") == [(0,)]
    assert store.sql(f"SELECT line_no, power, sha IS NULL FROM record_version WHERE id = {version}") == [(0, None, 0)]


def test_a_conflict_that_was_mended_is_none_of_the_newer_version(store: Writing) -> None:
    store.bring([row("R1", "F1", gender="red"), row("R1", "F2", gender="blue")])
    before = store.newest()[1]
    store.bring([row("R1", "F2", gender="red")])
    assert (store.conflicts(before), store.conflicts(store.newest()[1])) == (["gender"], [])


def test_what_it_is_known_by_does_not_depend_on_the_order_of_its_rows(store: Writing) -> None:
    rows = [row("R1", "F1"), row("R1", "F2", EARLY)]
    store.bring(rows)
    store.bring(rows[::-1])
    (one,), (other,) = store.sql("SELECT sha FROM record_version WHERE stands ORDER BY id")
    assert one == other


# ------------------------------------------------------------------ parts
LOG = [{"ref": "R1", "entry": "2", "logged": LATE, "said": "Slept."}, {"ref": "R1", "entry": "1", "logged": EARLY}]


def test_a_log_may_come_before_its_detention(store: Writing) -> None:
    store.bring(LOG, part="log", kind="detention")
    assert store.newest() == {}, "nothing stands for a case of which there is only a log"
    store.bring([{"ref": "R1"}], kind="detention")
    assert store.versions() == [(1, 1, True)] * 4
    version = store.newest()[1]
    assert [(member.part, member.values.get("entry", "")) for member in store.members(version, "detention")] == [
        ("", ""),
        ("log", "1"),
        ("log", "2"),
    ]


def test_a_log_that_comes_later_makes_a_version_of_the_case_that_says_the_same(store: Writing) -> None:
    store.bring([{"ref": "R1"}, {"ref": "R2"}], kind="detention")
    before = store.values(1, "detention")
    store.bring(LOG, part="log", kind="detention")
    assert store.versions(stands=True) == [(1, 1, False), (2, 1, True), (1, 2, True)]
    assert store.values(1, "detention") == before
    assert len(store.members(store.newest()[1], "detention")) == 3


def test_an_amended_entry_is_a_version_of_the_entry_and_of_its_case(store: Writing) -> None:
    store.bring([{"ref": "R1"}], kind="detention")
    store.bring(LOG, part="log", kind="detention")
    writer = store.bring([{**LOG[0], "said": "Woke."}], part="log", kind="detention")
    assert store.versions(part="log") == [(1, 1, False), (1, 1, True), (1, 2, True)]
    (woke,) = [
        member.values["said"]
        for member in store.members(store.newest()[1], "detention")
        if member.values.get("entry") == "2"
    ]
    assert (woke, writer.versions) == ("Woke.", 1)


def test_a_detention_has_one_row_of_its_own_and_a_second_is_its_next_version(store: Writing) -> None:
    store.bring([{"ref": "R1", "at": EARLY}, {"ref": "R1", "at": LATE}], kind="detention")
    assert store.versions(stands=False) == [(1, 1, False), (1, 2, True)]
    assert store.values(1, "detention")["at"] == LATE
    assert len(store.members(store.newest()[1], "detention")) == 1


@pytest.mark.parametrize("split", [False, True])
def test_equal_detentions_without_a_reference_are_so_many_cases(store: Writing, *, split: bool) -> None:
    rows = [{"ref": ""}, {"ref": ""}]
    writer = store.bring(*([item] for item in rows) if split else [rows], kind="detention")
    assert store.versions(stands=True) == [(1, 1, True), (2, 1, True)]
    assert writer.identical == 1


def test_an_entry_that_names_no_case_stands_for_none(store: Writing) -> None:
    store.bring([{**LOG[0], "ref": ""}], part="log", kind="detention")
    store.bring([{"ref": "R1"}], kind="detention")
    assert list(store.newest()) == [2]
    assert len(store.members(store.newest()[2], "detention")) == 1


def test_more_cases_than_one_question_holds(store: Writing) -> None:
    store.bring([row(f"R{at}", form) for at in range(600) for form in ("F1", "F2")])
    store.bring([row(f"R{at}", "F3") for at in range(600)])
    newest = store.newest()
    assert len(newest) == 600
    assert all(len(store.members(newest[case])) == 3 for case in (1, 500, 501, 600))
    assert store.sql("SELECT COUNT(*) FROM case_member") == [(600 * 5,)]
