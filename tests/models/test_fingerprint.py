"""A fingerprint is of what rows say: not of how a file spells it, nor of its order or its batches."""

from collections.abc import Iterator, Sequence

import pytest

from app.services.workspace import Workspace
from tests.invented import field, scheme
from tests.models.writing import Row, Writing, writing

SCHEME = scheme(
    field("team"), field("gender", "code"), field("length", "integer"), field("why", "narrative"),
    field("who", use=("identity",)),
)  # fmt: skip
ONE = {"ref": "R1", "team": "A", "gender": "red", "length": "4", "why": "Ran."}
TWO = {"ref": "R2", "team": "B", "gender": "", "length": "5", "why": "Hid."}


@pytest.fixture
def store(workspace: Workspace) -> Iterator[Writing]:
    with writing(workspace, SCHEME, scheme(field("team"), kind="other")) as found:
        yield found


def mark(store: Writing, *batches: Sequence[Row], kind: str = "thing") -> str:
    return store.bring(*batches, kind=kind).fingerprint


@pytest.mark.parametrize(
    "batches",
    [
        [[TWO, ONE]],
        [[ONE], [TWO]],
        [[dict(reversed(ONE.items())), TWO]],
        [[{**ONE, "gender": "Red One", "length": "04.0", "at": "14/06/2025 21:40"}, TWO]],
        [[{**ONE, "why": "  Ran. ", "at": "2025-06-14T22:40:00+01:00"}, {**TWO, "gender": "NA", "power": ""}]],
    ],
)
def test_another_order_or_spelling_has_the_same(store: Writing, batches: list[list[dict[str, str]]]) -> None:
    assert mark(store, [ONE, TWO]) == mark(store, *batches)


@pytest.mark.parametrize(
    "rows",
    [
        [ONE],
        [ONE, TWO, TWO],
        [ONE, {**TWO, "at": "2025-06-14T21:41:00Z"}],
        [ONE, {**TWO, "team": "A"}],
        [ONE, {**TWO, "gender": "red"}],
        [ONE, {**TWO, "length": "6"}],
        [ONE, {**TWO, "length": ""}],
        [ONE, {**TWO, "why": "Hid!"}],
        [ONE, {**TWO, "why": "", "ref": "Hid."}],
        [ONE, {**TWO, "ref": "R3"}],
        [{**ONE, "team": "B"}, {**TWO, "team": "A"}],
        [{**ONE, "why": "Hid."}, {**TWO, "why": "Ran."}],
    ],
)
def test_another_value_or_row_has_another(store: Writing, rows: list[dict[str, str]]) -> None:
    assert mark(store, [ONE, TWO]) != mark(store, rows)


def test_the_same_rows_as_another_kind_have_another(store: Writing) -> None:
    rows = [{"ref": "R1", "team": "A"}]
    assert mark(store, rows) != mark(store, rows, kind="other")


def test_rows_that_say_nothing_still_count(store: Writing) -> None:
    assert len({mark(store, [{}] * count) for count in (1, 2, 3)}) == 3
