"""Where a row's fields lie: facets as numbers, names and long texts apart, all else in one JSON text."""

import json
from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.core.shapes.rows import KindRows
from app.models.codes import Coder
from app.models.filling import Filler
from app.models.laying import RowLayout, facet_columns, lay_out, rests_of
from app.models.record_store import read_columns, read_values
from app.services.workspace import Workspace
from tests.core.schemes.shipped import KINDS, scheme
from tests.invented import field, many
from tests.models.writing import Writing, writing

SCHEME = many(
    field("team"), field("length", "integer"), field("why", "narrative"), field("who", use=("identity",)),
    field("secret", "narrative", use=("identity",)),
)  # fmt: skip
TEXTS = st.text(st.characters(exclude_categories=["Cs"]), max_size=6) | st.sampled_from(['"', "\\", "\u2028", "é", "🕊"])


@pytest.fixture
def store(workspace: Workspace) -> Iterator[Writing]:
    with writing(workspace, SCHEME) as found:
        yield found


def lay(**texts: str) -> KindRows:
    """One row, laid out; facets as if each value's number were its length."""
    of = lay_out(SCHEME, lambda name, value: len(value))
    fields = {item.id: item for item in SCHEME.fields}
    laid = {name: [of(fields[name])(text)] for name, text in texts.items()}
    kept = {name: [text] for name, text in texts.items()}
    return KindRows(kind="thing", rows=[1], lines=[2], shas=[b"x"], at=[0], kept=kept, laid=laid)


# ------------------------------------------------------------------ where fields lie
def test_names_and_long_texts_are_no_part_of_the_rest() -> None:
    layout = RowLayout(SCHEME, "")
    assert layout.identity == ("secret", "who")
    assert layout.narrative == ("why",), "what says who it is about lies with the names, however long"
    assert (layout.time, layout.rest) == ("at", ("ref", "form", "length"))


def test_a_part_has_the_reference_and_its_own_fields() -> None:
    layout = RowLayout(SCHEME, "log")
    assert (layout.part, layout.time, layout.identity) == ("log", "", ())
    assert (layout.narrative, layout.rest) == (("said",), ("ref", "entry", "logged"))


@pytest.mark.parametrize("kind", KINDS)
def test_each_field_of_a_shipped_scheme_lies_in_one_place(kind: str) -> None:
    given = scheme(kind)
    for part in ("", *(part.id for part in given.parts)):
        layout = RowLayout(given, part)
        places = [*layout.rest, *layout.narrative, *layout.identity, *([layout.time] if layout.time else [])]
        fields = {item.id for item in given.fields_of(part)}
        assert len(places) == len(set(places))
        assert fields - set(places) == set(facet_columns(dict.fromkeys(fields, ()))) - set(layout.identity)
        assert set(layout.identity) == {item.id for item in given.fields_of(part) if "identity" in item.use}


@given(texts=st.fixed_dictionaries({name: TEXTS for name in ("ref", "form", "length", "why", "who", "team", "secret")}))
def test_the_rest_is_the_json_of_what_is_not_blank(texts: dict[str, str]) -> None:
    (rest,) = rests_of(lay(**texts), RowLayout(SCHEME, ""))
    assert json.loads(rest) == {name: texts[name] for name in ("ref", "form", "length") if texts[name]}


def test_a_row_of_which_nothing_is_left() -> None:
    assert rests_of(lay(), RowLayout(SCHEME, "")) == ["{}"]
    assert rests_of(lay(ref="", team="A", why="Ran."), RowLayout(SCHEME, "")) == ["{}"]


def test_only_facets_that_rows_fill_are_columns() -> None:
    assert facet_columns(lay(team="A", ref="R1", who="Ada").laid) == ("team",)


# ------------------------------------------------------------------ numbers for values
def test_a_value_keeps_its_number_and_each_field_has_its_own(store: Writing) -> None:
    filler = Filler(store.session)
    coder = Coder(filler)
    give = coder.numbers
    numbers = [give("team", "A"), give("team", "B"), give("team", "A"), give("power", "A"), give("team", "")]
    assert numbers == [1, 2, 1, 3, 0]
    coder.keep()
    later = Coder(filler).numbers
    assert [later("team", "B"), later("power", "A"), later("power", "B")] == [2, 3, 4]
    assert store.sql("SELECT id, field, value FROM code WHERE value = ''") == []


@pytest.mark.parametrize("text", ['He said "no"\\', "Café", "line\r\nend", "a\u2028b", "🕊"])
def test_what_is_laid_out_is_read_back(store: Writing, text: str) -> None:
    store.bring([{"ref": text, "form": "F1", "team": text, "why": text}])
    assert read_values(store.session, SCHEME, [1])[1] == {
        "ref": text, "form": "F1", "team": text, "why": text, "at": "2025-06-14T21:40:00Z",
    }  # fmt: skip


def test_columns_say_what_the_records_say(store: Writing) -> None:
    store.bring([{"ref": "R1", "team": "A", "why": "Ran."}, {"ref": "", "form": "F1"}, {"ref": "R3", "team": "B"}])
    columns = read_columns(store.session, SCHEME, [1, 2, 3])
    assert set(map(len, columns.values())) == {3}
    rows = [dict(zip(columns, texts, strict=True)) for texts in zip(*columns.values(), strict=True)]
    told = {at: {name: text for name, text in row.items() if text} for at, row in enumerate(rows, 1)}
    assert told == read_values(store.session, SCHEME, [1, 2, 3])
