"""Opening an extract: trusted whole or refused whole, in a sentence; rows and lines are counted right."""

import codecs
from hashlib import sha256
from pathlib import Path

import pytest

from app.core.errors import AppError
from app.intake.extract import open_extract, read_rows
from tests.intake.extracts import ROW, line, open_data

GOOD = open_data([{}, {}])


def extract(folder: Path, data: bytes) -> Path:
    file = folder / "extract.csv"
    file.write_bytes(data)
    return file


def read_whole(file: Path) -> list[list[str]]:
    return [row.cells for row in read_rows(open_extract(file))]


REFUSED = {
    "empty": (b"", "is empty"),
    "only a byte order mark": (codecs.BOM_UTF8, "is empty"),
    "nothing but blank lines": (b"\r\n" * 40, "first line .* blank"),
    "a header of blanks": (b",,,\r\n1,2,3,4\r\n", "first line .* blank"),
    "a column twice": (b"Type,Date, Type\r\na,b,c\r\n", "column “Type” more than once"),
    "a column twice but for its case": (b"Type,Date,type \r\na,b,c\r\n", "column “Type” more than once"),
    "semicolons": (GOOD.replace('","', '";"').encode(), "separated by semicolons, not by commas"),
    "bare semicolons": (b"Type;Date\na;b\n", "separated by semicolons"),
    "tabs": (b"Type\tDate\ra\tb\r", "separated by tabs"),
    "NUL in the text": (GOOD.replace("Female", "Fem\0ale").encode(), "NUL bytes"),
    "binary": (bytes(range(1, 256)) * 40, "not in UTF-8|quotation"),
    "a picture": (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "NUL bytes"),
    "a workbook": (b"PK\x03\x04 and so on", "workbook or document"),
    "an old workbook": (b"\xd0\xcf\x11\xe0 and so on", "workbook or document"),
    "a PDF": (b"%PDF-1.7 and so on", "PDF document"),
    "UTF-16 little end, marked": (codecs.BOM_UTF16_LE + GOOD.encode("utf-16-le"), "UTF-16"),
    "UTF-16 big end, marked": (codecs.BOM_UTF16_BE + GOOD.encode("utf-16-be"), "UTF-16"),
    "UTF-16 little end": (GOOD.encode("utf-16-le"), "UTF-16"),
    "UTF-32 little end, marked": (codecs.BOM_UTF32_LE + GOOD.encode("utf-32-le"), "UTF-32"),
    "UTF-32 big end, marked": (codecs.BOM_UTF32_BE + GOOD.encode("utf-32-be"), "UTF-32"),
    "UTF-32 little end": (GOOD.encode("utf-32-le"), "UTF-32"),
    "UTF-32 big end": (GOOD.encode("utf-32-be"), "UTF-32"),
    "two byte order marks": (codecs.BOM_UTF8 * 2 + GOOD.encode(), "the mark of UTF-8 twice"),
    "UTF-16 big end": (GOOD.encode("utf-16-be"), "UTF-16"),
    "cp1252": (GOOD.replace("Arrest", "Café – it’s").encode("cp1252"), "not in UTF-8: line 2 cannot be read"),
    "cut off inside quotation marks": (GOOD[:-8].encode(), "quotation marks that do not close"),
    "cut off in a late row": (b'a,b\n1,"2\n3"\n4,"5\n6\n', "do not close, in the row that begins on line 4"),
    "text after a closing mark": (GOOD.encode() + b'"a"b",c\r\n', "text right after .* begins on line 4"),
    "cut off inside a character": (GOOD.encode() + "é".encode()[:1], "not in UTF-8"),
}


@pytest.mark.parametrize("name", REFUSED)
def test_a_file_that_cannot_be_trusted_is_refused_in_a_sentence(name: str, tmp_path: Path) -> None:
    data, words = REFUSED[name]
    with pytest.raises(AppError, match=words) as caught:
        read_whole(extract(tmp_path, data))
    assert caught.value.fix


def test_missing_file_and_folder(tmp_path: Path) -> None:
    with pytest.raises(AppError, match=r"none.csv cannot be read: No such file"):
        open_extract(tmp_path / "none.csv")
    with pytest.raises(AppError, match="cannot be read: Is a directory"):
        open_extract(tmp_path)


def test_a_cell_over_any_sense_is_refused(tmp_path: Path) -> None:
    with pytest.raises(AppError, match=r"a cell of over 16 million characters.* begins on line 2"):
        read_whole(extract(tmp_path, b"a,b\r\n1," + b"x" * (17 * 1024 * 1024) + b"\r\n"))


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("before", [0, 3, 40_000])
def test_the_line_where_the_encoding_fails_is_told(tmp_path: Path, end: str, before: int) -> None:
    rows = [line(ROW), *[line(["é", "x" * 40])] * before, ""]
    data = end.join(rows).encode() + b"Caf\x93 on this line" + f"{end}and{end}more".encode()
    with pytest.raises(AppError, match=rf"is not in UTF-8: line {before + 2:,} cannot be read"):
        open_extract(extract(tmp_path, data))


@pytest.mark.parametrize("filler", range(4))
def test_a_line_end_over_two_blocks_counts_once(tmp_path: Path, filler: int) -> None:
    start = b"a,b\r\n" + b"x" * ((1 << 20) - 8 + filler) + b"\r\n"
    with pytest.raises(AppError, match=r"line 3 cannot be read"):
        open_extract(extract(tmp_path, start + b"\x93"))
    with pytest.raises(AppError, match=r"line 3 cannot be read"):
        open_extract(extract(tmp_path, start + "é".encode()[:1]))


def test_a_file_that_changes_while_it_is_read(tmp_path: Path) -> None:
    opened = open_extract(extract(tmp_path, GOOD.encode()))
    extract(tmp_path, GOOD.replace("Arrest", "Café").encode("cp1252"))
    with pytest.raises(AppError, match="was changed while it was being read"):
        list(read_rows(opened))


def test_hash_size_and_header(tmp_path: Path) -> None:
    data = codecs.BOM_UTF8 + "Type , Café\r\na,b\r\n".encode()
    opened = open_extract(extract(tmp_path, data))
    assert (opened.sha256, opened.size) == (sha256(data).hexdigest(), len(data))
    assert opened.header == ("Type", "Café")


@pytest.mark.parametrize("end", ["\r\n", "\n", "\r"])
def test_rows_and_lines_part_company_where_a_cell_holds_line_ends(tmp_path: Path, end: str) -> None:
    text = end.join(["a,b", "1,x", f'2,"over{end}three{end}lines"', "", "4,y", ""])
    rows = list(read_rows(open_extract(extract(tmp_path, text.encode()))))
    assert [(row.row, row.line, len(row.cells)) for row in rows] == [(1, 2, 2), (2, 3, 2), (3, 6, 0), (4, 7, 2)]
    assert rows[1].cells[1] == f"over{end}three{end}lines"


def test_quotation_marks_inside_a_bare_cell_are_text(tmp_path: Path) -> None:
    assert read_whole(extract(tmp_path, b'a,b\n1,Ma"le\n')) == [["1", 'Ma"le']]


def test_a_last_line_without_an_end_is_a_row(tmp_path: Path) -> None:
    assert read_whole(extract(tmp_path, b"a,b\n1,2\n3,4")) == [["1", "2"], ["3", "4"]]
