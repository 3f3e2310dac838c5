"""Finding the cases that rows belong to: none that is known is missed, and what only seems known is found out."""

from collections.abc import Iterator
from hashlib import sha256

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy.orm import Session

from app.models.case_finder import CaseFinder, Standing, key_hash, key_hashes
from app.models.case_index import CaseIndex
from app.models.filling import Filler
from app.services.workspace import Workspace
from tests.builders import open_new
from tests.invented import many, scheme
from tests.models.writing import Writing, writing

SIXTY_FOUR = st.integers(-(1 << 63), (1 << 63) - 1)
DIGESTS = st.integers(0, 5).map(lambda at: sha256(bytes([at])).digest())


@pytest.fixture
def store(workspace: Workspace) -> Iterator[Writing]:
    with writing(workspace, scheme(), scheme(kind="other"), many(kind="many")) as found:
        yield found


@pytest.fixture(scope="module")
def empty(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Session]:
    ws = open_new(tmp_path_factory.mktemp("empty") / "workspace")
    with Session(ws._store.writer) as session:
        yield session
    ws.close()


# ------------------------------------------------------------------ the number that a case is found by
@given(rows=st.lists(st.tuples(st.none() | st.text(min_size=1, max_size=3), DIGESTS), max_size=4))
def test_a_batch_gives_what_each_row_gives(rows: list[tuple[str | None, bytes]]) -> None:
    hashes = key_hashes("thing", [key for key, _ in rows], [sha for _, sha in rows])
    assert hashes == [key_hash("thing", key, sha) for key, sha in rows]
    assert all(-(1 << 63) <= number < 1 << 63 for number in hashes)


def test_kind_and_key_make_it_or_the_rows_digest() -> None:
    one, two = sha256(b"1").digest(), sha256(b"2").digest()
    assert key_hash("thing", "R1", one) == key_hash("thing", "R1", two)
    assert len({key_hash(kind, key, one) for kind in ("a", "b") for key in ("R1", "R2")}) == 4
    assert key_hash("thing", None, one) == key_hash("other", None, one) != key_hash("thing", None, two)


# ------------------------------------------------------------------ who may be known
@settings(max_examples=40)
@given(batches=st.lists(st.lists(SIXTY_FOUR | st.integers(-3, 3), max_size=8), max_size=4))
def test_no_number_that_came_before_is_missed(empty: Session, batches: list[list[int]]) -> None:
    finder, seen = CaseFinder(CaseIndex(Filler(empty)), 1), set[int]()
    for batch in batches:
        found = finder.suspects(batch)
        assert found <= set(batch)
        assert {number for at, number in enumerate(batch) if number in seen or number in batch[:at]} <= found
        seen.update(batch)


def test_new_numbers_are_hardly_ever_suspected(empty: Session) -> None:
    finder = CaseFinder(CaseIndex(Filler(empty)), 1)
    hashes = [int.from_bytes(sha256(bytes(str(at), "ascii")).digest()[:8], "big", signed=True) for at in range(20_000)]
    assert len(finder.suspects(hashes)) < 20


def at_place_7(*bits: int) -> int:
    """A number that the filter keeps in its word 7, with those four bits."""
    return 7 | sum(bit << shift for bit, shift in zip(bits, (21, 27, 33, 39), strict=True))


def test_one_that_only_seems_known_is_cleared_by_the_store(empty: Session) -> None:
    finder = CaseFinder(CaseIndex(Filler(empty)), 1)
    assert finder.suspects([at_place_7(1, 2, 3, 4), at_place_7(5, 6, 7, 8)]) == frozenset()
    assert finder.suspects([at_place_7(1, 2, 5, 9)]) == frozenset()
    seeming = finder.suspects([at_place_7(1, 2, 5, 6)])
    assert seeming == {at_place_7(1, 2, 5, 6)}
    assert finder.standing("thing", seeming) == {at_place_7(1, 2, 5, 6): []}


def test_where_there_are_cases_any_number_may_be_one(store: Writing) -> None:
    store.bring([{"ref": "R1"}])
    assert CaseFinder(CaseIndex(Filler(store.session)), 2).suspects([1, 2, 3]) == {1, 2, 3}


# ------------------------------------------------------------------ who is known
def test_what_stands_for_a_case_is_found_by_its_kind_the_oldest_case_first(store: Writing) -> None:
    store.bring([{"ref": "R1"}, {"ref": ""}, {"ref": ""}])
    store.bring([{"ref": "R1"}], kind="other")
    store.bring([{"ref": "R1"}])
    keyed, plain = key_hash("thing", "R1", b""), store.sql('SELECT key_hash FROM "case" WHERE id = 2')[0][0]
    found = CaseFinder(CaseIndex(Filler(store.session)), 4).standing("thing", frozenset({keyed, plain, 7}))
    assert [(case.case_id, case.key, case.version_id, case.number, case.import_id) for case in found[keyed]] == [
        (1, "R1", 5, 2, 3)
    ]
    assert [(case.case_id, case.key) for case in found[plain]] == [(2, None), (3, None)]
    assert found[7] == []


def test_more_than_one_question_holds_are_all_found(store: Writing) -> None:
    store.bring([{"ref": f"R{at}"} for at in range(1_200)])
    hashes = frozenset(key_hash("thing", f"R{at}", b"") for at in range(1_200))
    found = CaseFinder(CaseIndex(Filler(store.session)), 2).standing("thing", hashes)
    assert sorted(case.case_id for cases in found.values() for case in cases) == list(range(1, 1_201))


def standing(case_id: int, key: str | None, import_id: int, sha: bytes = b"x") -> Standing:
    return Standing(case_id=case_id, key=key, version_id=case_id, number=1, import_id=import_id, sha=sha)


@pytest.mark.parametrize(
    ("known", "key", "case_id", "identical"),
    [
        ([], "R1", None, 0),
        ([standing(1, "R2", 1), standing(2, "R1", 1)], "R1", 2, 0),
        ([standing(1, "R1", 9)], "R1", 1, 1),  # came in this import, and says the same
        ([standing(1, "R1", 9, b"y")], "R1", 1, 0),
        ([standing(1, None, 1), standing(2, None, 1)], None, 1, 0),
        ([standing(1, None, 9), standing(2, None, 1)], None, 2, 1),
        ([standing(1, None, 9), standing(2, None, 9)], None, None, 1),
        ([standing(1, None, 1, b"y"), standing(2, "R1", 1)], None, None, 0),  # the same number by chance
    ],
)
def test_the_case_of_a_row(empty: Session, known: list[Standing], key, case_id: int | None, identical: int) -> None:
    finder = CaseFinder(CaseIndex(Filler(empty)), 9)
    finder.all_new = False
    found = finder.match(known, key, b"x")
    assert (found and found.case_id, finder.identical) == (case_id, identical)
