"""data.police.uk's JSON: the same rows as its CSV files, under the same names; anything else is refused."""

import json
from pathlib import Path

import pytest

from app.core.errors import AppError
from app.intake.extract import look_over, open_extract, read_batches, read_rows
from tests.intake.extracts import POLICE_UK, published
from tests.intake.workbooks import kept

RECORD = {"type": "Person search", "datetime": "2024-01-27T12:24:00+00:00", "involved_person": True}
ONE = json.dumps([RECORD]).encode()
FIRST = {
    "Type": "Person search",
    "Date": "2024-01-27T12:24:00+00:00",
    "Part of a policing operation": "False",
    "Policing operation": "",
    "Latitude": "52.973235",
    "Longitude": "-1.225566",
    "Gender": "Male",
    "Age range": "",
    "Self-defined ethnicity": "White - English/Welsh/Scottish/Northern Irish/British",
    "Officer-defined ethnicity": "White",
    "Legislation": "Misuse of Drugs Act 1971 (section 23)",
    "Object of search": "Controlled drugs",
    "Outcome": "Khat or Cannabis warning",
    "Outcome linked to object of search": "True",
    "Removal of more than just outer clothing": "False",
    "involved_person": "True",
    "outcome_object.id": "bu-khat-or-cannabis-warning",
    "outcome_object.name": "Khat or Cannabis warning",
    "location.street.id": "2241722",
    "location.street.name": "On or near Strelley Road",
    "force_id": "nottinghamshire",
}


def test_a_real_month_has_the_columns_of_the_csv_files_and_then_its_own(tmp_path: Path) -> None:
    opened = open_extract(published("api-2024-01.json", tmp_path))
    assert (opened.form, list(opened.header[:15])) == ("json", POLICE_UK)
    rows = list(read_rows(opened))
    first = dict(zip(opened.header, rows[0].cells, strict=True))
    assert FIRST.items() <= first.items()
    assert (rows[0].row, rows[0].line) == (1, 2)
    assert (rows[1].row, rows[1].line) == (2, 31)
    assert rows[-1].at <= opened.size


def test_fields_in_any_order_and_missing_ones(tmp_path: Path) -> None:
    text = json.dumps([{"datetime": "d", "more": {"a": {"b": 1.50}}}, {"type": "t", "outcome": False}], indent=1)
    opened = open_extract(kept(tmp_path, text.replace("1.5", "1.50").encode(), "x.json"))
    assert opened.header == (*POLICE_UK, "more.a.b")
    rows = [dict(zip(opened.header, row.cells, strict=True)) for row in read_rows(opened)]
    assert {name: cell for name, cell in rows[0].items() if cell} == {"Date": "d", "more.a.b": "1.50"}
    assert {name: cell for name, cell in rows[1].items() if cell} == {
        "Type": "t",
        "Outcome": "Nothing found - no further action",
    }


def test_another_list_of_records_keeps_its_own_names(tmp_path: Path) -> None:
    record = {"ref": "J0", "when": "13/06/2025 10:10", "outcome": False, "age": 30, "person": {"sex": None}}
    opened = open_extract(kept(tmp_path, json.dumps([record, {"lpu": "crewe"}]).encode(), "x.json"))
    assert opened.header == ("ref", "when", "outcome", "age", "person.sex", "lpu")
    assert [row.cells for row in read_rows(opened)] == [
        ["J0", "13/06/2025 10:10", "False", "30", "", ""],
        ["", "", "", "", "", "crewe"],
    ]


def test_what_it_is_shows_in_the_bytes_not_in_the_name(tmp_path: Path) -> None:
    for name in ("month.csv", "month.txt", "month.json"):
        assert look_over(kept(tmp_path, b"\xef\xbb\xbf \r\n" + ONE, name)).form == "json"


def test_batches(tmp_path: Path) -> None:
    opened = open_extract(kept(tmp_path, json.dumps([RECORD] * 5).encode(), "x.json"))
    assert [(batch.first, len(batch.cells)) for batch in read_batches(opened, 2)] == [(1, 2), (3, 2), (5, 1)]


REFUSED = {
    "empty": (b"", "is empty"),
    "blank": (b" \n", "first line .* is blank"),
    "an error from the site": (b'{"error": "no such month"}', "is not a list of records"),
    "a number": (b"17", "is not a list of records"),
    "a list of nothing": (b"[]", "a list of no records"),
    "a list of numbers": (b"[{}, 1]", "line 1 is none"),
    "a list of lists": (b"[\n[1]]", "line 2 is none"),
    "a list inside a record": (b'[{"type": ["a"]}]', "line 1 holds a list in a field"),
    "a name twice": (b'[\n{"type": "a", "type": "b"}]', "line 2 has the same name twice"),
    "a name twice further in": (b'[{"location": {"a": 1, "a": 2}}]', "has the same name twice"),
    "a path twice": (b'[{"a.b": 1, "a": {"b": 2}}]', "has the same name twice"),
    "two names for one column": (b'[{"datetime": "d", "type": "a", "Type": "b"}]', "column “Type” more than once"),
    "cut off in a record": (ONE[:-9], "is cut off"),
    "cut off between records": (ONE[:-1] + b",", "is cut off"),
    "cut off before the end": (ONE[:-1], "is cut off"),
    "no comma": (b"[{} {}]", "not proper JSON: line 1"),
    "more after the end": (ONE + b"\n\n{}", "not proper JSON: line 3"),
    "no quotation marks": (b"[\n{type: 1}]", "not proper JSON: line 2"),
    "numbers that are none": (b'[{"a": NaN}]', "a number that is none"),
    "infinity": (b'[{"a": -Infinity}]', "a number that is none"),
    "nested deep": (b'[{"a":' + b'{"a":' * 200_000, "nested too deep"),
    "lists nested deep": (b"[" * 200_000, "nested too deep|line 1 is none"),
    "NUL": (b'[{"a": "x\\u0000"}]', "characters that are none"),
    "half a character": (b'[{"a": "\\ud800"}]', "characters that are none"),
    "cp1252": (b'[\n{"a": "caf\xe9"}]', "not in UTF-8: line 2"),
    "a web page": (b"<html><h1>502 Bad Gateway</h1>", "is a web page"),
}


@pytest.mark.parametrize("name", REFUSED)
def test_refused_in_a_sentence(name: str, tmp_path: Path) -> None:
    data, words = REFUSED[name]
    with pytest.raises(AppError, match=words) as caught:
        open_extract(kept(tmp_path, data, "month.json"))
    assert caught.value.fix


def test_nested_as_deep_as_the_reader_goes(tmp_path: Path) -> None:
    for depth in (9, 900, 5_000):
        data = b'[{"a":' + b'{"a":' * depth + b"1" + b"}" * depth + b"}]"
        with pytest.raises(AppError, match="nested too deep"):
            open_extract(kept(tmp_path, data, "deep.json"))


def test_a_number_of_many_digits_is_text(tmp_path: Path) -> None:
    opened = open_extract(kept(tmp_path, b'[{"a": ' + b"9" * 10_000 + b"}]", "long.json"))
    assert next(read_rows(opened)).cells[-1] == "9" * 10_000


def test_too_large(tmp_path: Path) -> None:
    file = tmp_path / "large.json"
    with file.open("wb") as out:
        out.write(b"[{")
        out.truncate((512 << 20) + 1)
    with pytest.raises(AppError, match="too large for JSON"):
        open_extract(file)
