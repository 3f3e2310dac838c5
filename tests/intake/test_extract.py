"""Opening an extract: trusted whole or refused whole, in a sentence; rows and lines are counted right."""

import codecs
import os
from hashlib import sha256
from pathlib import Path

import pytest

from app.core.errors import AppError
from app.intake.extract import NotUtf8, first_rows, look_over, open_extract, read_batches, read_rows
from tests.intake.extracts import POLICE_UK, ROW, line, open_data

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


# ------------------------------------------------------------------ encodings
def test_windows_1252_is_offered_and_read_when_asked_for(tmp_path: Path) -> None:
    file = extract(tmp_path, "Name,Grounds\r\n1,“Café” – it’s €5\r\n".encode("cp1252"))
    with pytest.raises(NotUtf8, match=r"line 2 cannot be read.*can be read as Windows-1252 \(cp1252\)"):
        open_extract(file)
    opened = open_extract(file, encoding="cp1252")
    assert ([row.cells for row in read_rows(opened)], opened.encoding) == ([["1", "“Café” – it’s €5"]], "cp1252")
    assert look_over(file, encoding="CP1252").sha256 == opened.sha256


def test_what_is_not_in_windows_1252_either(tmp_path: Path) -> None:
    file = extract(tmp_path, b"Name,Grounds\r\n1,\x81\r\n")
    with pytest.raises(AppError, match=r"not in Windows-1252 \(cp1252\): line 2") as caught:
        open_extract(file, encoding="cp1252")
    assert not isinstance(caught.value, NotUtf8)
    with pytest.raises(AppError, match=r"not read in “latin-9”\. Say utf-8 or cp1252"):
        open_extract(file, encoding="latin-9")


# ------------------------------------------------------------------ where the rows begin
def test_titles_and_blank_lines_above_the_header(tmp_path: Path) -> None:
    data = f"Stop and search\r\n\r\nFrom,1 June\r\n{GOOD}".encode()
    opened = open_extract(extract(tmp_path, data))
    assert (opened.header_row, opened.header) == (4, tuple(POLICE_UK))
    assert opened.notes == ("The columns are named by row 4; what stands above it was passed over.",)
    assert [(row.row, row.line) for row in read_rows(opened)] == [(1, 5), (2, 6)]
    assert [row.line for row in first_rows(opened, 1)] == [5]


def test_a_header_that_a_person_chose(tmp_path: Path) -> None:
    file = extract(tmp_path, b'"a\nb",c\r\n' + b"x,y\r\n" * 40 + b"Name,Type\r\n1,2\r\n")
    opened = open_extract(file, header_row=42)
    assert opened.header == ("Name", "Type")
    assert [(row.row, row.line, row.cells) for row in read_rows(opened)] == [(1, 44, ["1", "2"])]


def test_formulas_in_cells_are_text(tmp_path: Path) -> None:
    formula = "=cmd|' /C calc'!A0"
    assert read_whole(
        extract(tmp_path, line(["Name", "Type"]).encode() + b"\r\n" + line([formula, "@x"]).encode())
    ) == [[formula, "@x"]]


# ------------------------------------------------------------------ files that are none, or change
def test_a_pipe_and_a_device_are_no_files(tmp_path: Path) -> None:
    socket = tmp_path / "extract.csv"
    os.mkfifo(socket)
    for path in (socket, Path(os.devnull)):
        with pytest.raises(AppError, match=r"is not a file\. Choose the extract itself"):
            open_extract(path)


def test_a_link_to_a_file_is_that_file(tmp_path: Path) -> None:
    link = tmp_path / "link.csv"
    link.symlink_to(extract(tmp_path, GOOD.encode()))
    assert len(read_whole(link)) == 2


def test_a_file_that_grows_or_goes_after_it_was_opened(tmp_path: Path) -> None:
    file = extract(tmp_path, GOOD.encode())
    opened = open_extract(file)
    file.write_bytes(GOOD.encode() + GOOD.splitlines()[1].encode())
    with pytest.raises(AppError, match="was changed while it was being read"):
        list(read_rows(opened))
    file.unlink()
    with pytest.raises(AppError, match="cannot be read: No such file"):
        list(read_rows(opened))


def test_lines_are_counted_over_batches_and_line_ends_in_cells(tmp_path: Path) -> None:
    rows = [line([str(number), "x\r\ny\rz\nw" if number % 7 == 0 else "x"]) for number in range(20)]
    opened = open_extract(extract(tmp_path, "\r\n".join(["a,b", *rows]).encode()))
    wanted = [2 + number + 3 * ((number + 6) // 7) for number in range(20)]
    for size in (1, 3, 20):
        assert [each for batch in read_batches(opened, size) for each in batch.lines] == wanted


@pytest.mark.parametrize(
    "title",
    ["Stop & search extract | Cheshire | June 2025", "Extract; June 2025", "a\tb", "sep=,", '"a, title; with | all"'],
)
def test_a_title_above_the_header_does_not_make_its_marks_the_separator(title: str, tmp_path: Path) -> None:
    file = tmp_path / "month.csv"
    file.write_text(f'{title}\r\nRef,When,Why\r\n1,2,"a; b"\r\n3,4,c|d\r\n', encoding="utf-8")
    opened = open_extract(file)
    assert (opened.header, opened.header_row) == (("Ref", "When", "Why"), 2)


@pytest.mark.parametrize(("mark", "name"), [(";", "semicolons"), ("\t", "tabs"), ("|", "upright strokes")])
def test_another_separator_is_told_whatever_the_title_and_the_cells_hold(mark: str, name: str, tmp_path: Path) -> None:
    file = tmp_path / "month.csv"
    rows = [["Extract, June 2025"], ["Ref", "When", "Why"], ["1", "2", "a, b"], ["3", "4", "c"]]
    file.write_text("\n".join(mark.join(row) for row in rows), encoding="utf-8")
    with pytest.raises(AppError, match=f"separated by {name}"):
        open_extract(file)
