"""Files of answers as people make them: by hand, by a spreadsheet here or abroad, with marks and quotes."""

from pathlib import Path

import pytest

from app.core.errors import AppError, NotUtf8
from app.intake.answer_file import answer_rows, open_answers
from tests.intake.workbooks import xlsx

HEADER = ["seat", "case", "question", "answer"]
ROWS = [(2, ["1", "5", "C1", "2"]), (3, ["2", "5", "C11", "More, please"])]
PLAIN = 'seat,case,question,answer\n1,5,C1,2\n2,5,C11,"More, please"\n'


def read(file: Path, encoding: str = "") -> tuple[list[str], list[tuple[int, list[str]]]]:
    extract = open_answers(file, encoding)
    return list(extract.header), [(line, list(cells)) for line, cells in answer_rows(extract)]


@pytest.mark.parametrize(
    "data",
    [
        PLAIN.encode(), PLAIN.encode("utf-8-sig"), PLAIN.replace("\n", "\r\n").encode("utf-8-sig"),
        PLAIN.replace("More, please", "More# please").replace(",", ";").replace("#", ",").encode("utf-8-sig"),
        PLAIN.replace("More, please", "More# please").replace(",", "\t").replace("#", ",").encode(),
        PLAIN.rstrip().encode(),
    ],
    ids=["plain", "marked", "spreadsheet", "semicolons", "tabs", "no last line end"],
)  # fmt: skip
def test_the_same_answers_however_they_were_saved(tmp_path: Path, data: bytes) -> None:
    file = tmp_path / "answers.csv"
    file.write_bytes(data)
    assert read(file) == (HEADER, ROWS)


def test_a_row_a_form_has_its_header_on_top(tmp_path: Path) -> None:
    file = tmp_path / "answers.csv"
    file.write_text("seat,case,C1,SS1\n1,5,2,no\n2,5,1,\n")
    assert read(file) == (["seat", "case", "C1", "SS1"], [(2, ["1", "5", "2", "no"]), (3, ["2", "5", "1", ""])])


def test_a_workbook_serves_as_well(tmp_path: Path) -> None:
    file = xlsx(tmp_path, [HEADER, [1, 5, "C1", 2], [2, 5, "C11", "More, please"]])
    assert read(file) == (HEADER, ROWS)


def test_another_encoding_is_offered(tmp_path: Path) -> None:
    file = tmp_path / "answers.csv"
    file.write_bytes(PLAIN.replace("More, please", "Señor").encode("cp1252"))
    with pytest.raises(NotUtf8, match="line 3 cannot be read"):
        read(file)
    assert read(file, "cp1252")[1][1] == (3, ["2", "5", "C11", "Señor"])


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "is empty"), (b'{"seat": 1}', "no table of answers"), (b"%PDF-1.7", "PDF"),
        (b'seat,case,question,answer\n1,5,C11,"open\n', "quotation marks that do not close"),
        (b"seat|case|question|answer\n1|5|C1|2\n", "upright strokes"),
        (b"x" * (8 * 1024 * 1024 + 1), "too large"),
    ],
    ids=["empty", "json", "pdf", "quotes", "strokes", "large"],
)  # fmt: skip
def test_what_cannot_be_read_is_a_sentence(tmp_path: Path, data: bytes, said: str) -> None:
    file = tmp_path / "answers.csv"
    file.write_bytes(data)
    with pytest.raises(AppError, match=said):
        read(file)


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(AppError, match="cannot be read"):
        open_answers(tmp_path / "none.csv")
