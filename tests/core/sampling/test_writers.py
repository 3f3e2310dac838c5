"""Canonical rows written column by column are those written one by one, and those of the general encoder."""

from hypothesis import example, given
from hypothesis import strategies as st

from app.core.canonical import canonical_json, clean_text
from app.core.sampling.keys import ColumnWriter, record_writer

FIELDS = ("b", "a", "other_field", "c")
TEXTS = st.sampled_from(["", " ", 'He said "no"\\', "Cafe\u0301", "x", "12"]) | st.text(
    st.characters(exclude_categories=("Cs",)), max_size=5
)


@given(rows=st.lists(st.fixed_dictionaries({}, optional={name: TEXTS for name in (*FIELDS, "left_out")}), max_size=5))
@example(rows=[{}])
@example(rows=[{"a": "x"}, {"a": "x", "b": " "}])
def test_columns_rows_and_the_general_encoder_agree(rows: list[dict[str, str]]) -> None:
    filled = {name for row in rows for name in row}
    columns = {name: [row.get(name, "") for row in rows] for name in filled}
    written = ColumnWriter(FIELDS).write(columns, len(rows))
    assert written == [record_writer(FIELDS)(row) for row in rows]
    cleaned = [{name: clean_text(text) for name, text in row.items() if name in FIELDS} for row in rows]
    assert written == [canonical_json({name: text for name, text in row.items() if text}) for row in cleaned]


def test_what_is_remembered_is_bounded() -> None:
    writer = ColumnWriter(["a"])
    columns = {"a": [str(number) for number in range(3_000)]}
    assert writer.write(columns, 3_000) == writer.write(columns, 3_000)
    assert len(writer._known["a"]) == 1_000
