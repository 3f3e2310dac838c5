"""Workbooks that cannot be trusted: each refused whole, in a sentence, before anything takes all memory."""

import io
import struct
import zipfile
import zlib
from pathlib import Path

import msoffcrypto.format.ooxml as ooxml
import pytest
import xlwt
from xlwt.CompoundDoc import XlsDoc

from app.core.errors import AppError
from app.intake import package
from app.intake.extract import look_over, open_extract, read_rows
from tests.intake.extracts import open_data
from tests.intake.workbooks import kept, ods, ods_cell, ods_parts, xlsx, xlsx_parts, zipped

ONE = '<row r="1"><c r="A1" t="inlineStr"><is><t>Name</t></is></c></row>'
FAR = '<row r="{0}"><c r="{1}{0}"><v>1</v></c></row>'
GOOD = zipped(xlsx_parts(ONE))
WHOLE_SHEET = f'<table:table-row table:number-rows-repeated="1048576">{ods_cell("v", 16_384)}</table:table-row>'
CORNERS = (
    f"<table:table-row>{ods_cell('v')}</table:table-row>"
    '<table:table-row table:number-rows-repeated="1048574"><table:table-cell/></table:table-row>'
    f'<table:table-row><table:table-cell table:number-columns-repeated="99"/>{ods_cell("v")}</table:table-row>'
)


def without(member: str) -> dict[str, str | bytes]:
    return {name: data for name, data in xlsx_parts(ONE).items() if name != member}


def entities() -> bytes:
    book = "<!DOCTYPE x [<!ENTITY a 'aaaaaaaaaa'>]>" + str(xlsx_parts(ONE)["xl/workbook.xml"])
    return zipped({**xlsx_parts(ONE), "xl/workbook.xml": book})


def twice() -> bytes:
    whole = io.BytesIO(GOOD)
    with zipfile.ZipFile(whole, "a") as archive, pytest.warns(UserWarning, match="Duplicate"):
        archive.writestr("xl/worksheets/sheet1.xml", "<worksheet/>")
    return whole.getvalue()


def changed_inside() -> bytes:
    """Another byte in the packed sheet: its checksum tells."""
    with zipfile.ZipFile(io.BytesIO(GOOD)) as archive:
        info = archive.getinfo("xl/worksheets/sheet1.xml")
    at = info.header_offset + 30 + len(info.filename) + info.compress_size // 2
    return GOOD[:at] + bytes([GOOD[at] ^ 255]) + GOOD[at + 1 :]


REFUSED: dict[str, tuple[bytes, str]] = {
    "only the first bytes": (b"PK\x03\x04 and so on", "damaged or cut off"),
    "cut off": (GOOD[:-100], "damaged or cut off"),
    "changed inside": (changed_inside(), "damaged or cut off"),
    "an old workbook's first bytes": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "damaged or cut off"),
    "no sheet where the book says": (zipped(without("xl/worksheets/sheet1.xml")), "damaged|no visible sheet"),
    "no links": (zipped(without("xl/_rels/workbook.xml.rels")), "damaged or cut off"),
    "a book that is no XML": (zipped({**xlsx_parts(ONE), "xl/workbook.xml": "<workbook>"}), "damaged or cut off"),
    "a sheet that is no XML": (zipped(xlsx_parts("<row><c></row>")), "damaged|no visible sheet"),
    "entities": (entities(), "damaged or cut off"),
    "a part twice": (twice(), "damaged or cut off"),
    "a zip of something else": (zipped({"june.csv": open_data([{}])}), "is a zip, .* Unpack it first"),
    "a binary workbook": (zipped({"xl/workbook.bin": b"\x83\x01"}), r"binary workbook \(.xlsb\)"),
    "a document": (zipped({"word/document.xml": "<document/>"}), "no workbook or document with sheets"),
    "opposite corners": (zipped(xlsx_parts(ONE + FAR.format(1_048_576, "XFD"))), "1,048,576 and over 16,384 columns"),
    "beyond any sheet": (zipped(xlsx_parts(FAR.format(99_999_999, "ZZZZZZ"))), "too far to read"),
    "far down in a prefix's dress": (
        zipped(xlsx_parts(ONE.replace("<row", "<x:row").replace("<c ", "<x:c ") + "<x:c s='1' r='XFD1048576'>")),
        "too far to read",
    ),
    "an ODS file's whole sheet filled": (zipped(ods_parts(WHOLE_SHEET)), "too far to read"),
    "an ODS file's opposite corners": (zipped(ods_parts(CORNERS)), "1,048,576 and over 100 columns"),
    "an ODS file without content": (
        zipped({name: data for name, data in ods_parts("").items() if name != "content.xml"}),
        "damaged or cut off",
    ),
    "a locked ODS file": (
        zipped({**ods_parts(""), "META-INF/manifest.xml": "<m><encryption-data/></m>"}),
        "protected with a password",
    ),
    "a web page": (b"\r\n<html><body><table><tr><td>Type</td></tr></table>", "is a web page"),
    "a web page with its mark": (b"\xef\xbb\xbf<!DOCTYPE html>\n<p>Please sign in", "is a web page"),
    "an XML spreadsheet": (b'<?xml version="1.0"?><Workbook xmlns="urn:office:spreadsheet">', "is an XML file"),
}


@pytest.mark.parametrize("name", REFUSED)
def test_refused_in_a_sentence(name: str, tmp_path: Path) -> None:
    data, words = REFUSED[name]
    file = kept(tmp_path, data)
    for look in (open_extract, look_over):
        with pytest.raises(AppError, match=words) as caught:
            look(file)
        assert caught.value.fix


# ------------------------------------------------------------------ bombs
def test_a_zip_that_would_unpack_without_end_is_not_opened(tmp_path: Path) -> None:
    bomb = zipped({**xlsx_parts(ONE), "xl/media/image1.png": bytes(250 << 20)})
    assert len(bomb) < 1 << 20
    with pytest.raises(AppError, match="would unpack to 250 MB"):
        open_extract(kept(tmp_path, bomb))


def test_a_zip_that_lies_about_what_it_unpacks_to(tmp_path: Path) -> None:
    """Its directory says that the part is short, with the checksum of the short part."""
    data = bytearray(zipped({**xlsx_parts(ONE), "xl/more.xml": b"x" * 5_000_000}))
    entry = data.rindex(b"PK\x01\x02")
    assert bytes(data[entry + 46 :]).startswith(b"xl/more.xml")
    struct.pack_into("<L", data, entry + 16, zlib.crc32(b"x" * 1000))
    struct.pack_into("<L", data, entry + 24, 1000)
    with pytest.raises(AppError, match="damaged or cut off"):
        open_extract(kept(tmp_path, bytes(data)))


def test_a_real_workbook_of_equal_rows_is_no_bomb(tmp_path: Path) -> None:
    rows = "".join(f'<row r="{row}"><c r="A{row}"><v>1</v></c></row>' for row in range(2, 50_000))
    packed = zipped(xlsx_parts(ONE + rows))
    assert sum(info.file_size for info in package.open_package("x", packed).members.values()) > 8 * len(packed)
    assert len(list(read_rows(open_extract(kept(tmp_path, packed))))) == 49_998


# ------------------------------------------------------------------ passwords
def test_a_workbook_locked_with_a_password(tmp_path: Path) -> None:
    xlsx(tmp_path, [["Name", "Type"], ["a", "b"]], "open.xlsx")
    with (tmp_path / "open.xlsx").open("rb") as plain, (tmp_path / "locked.xlsx").open("wb") as locked:
        ooxml.OOXMLFile(plain).encrypt("seven quiet herons", locked)
    with pytest.raises(AppError, match=r"protected with a password\. Open it in a spreadsheet"):
        open_extract(tmp_path / "locked.xlsx")


def test_an_old_workbook_locked_with_a_password(tmp_path: Path) -> None:
    book = xlwt.Workbook()
    book.add_sheet("Data").write(0, 0, "Name")
    stream = book.get_biff_data()
    begin = 4 + int.from_bytes(stream[2:4], "little")  # right after the record that begins the book
    for file_pass in (struct.pack("<HHHHH", 0x2F, 6, 0, 0x1234, 0x5678), struct.pack("<5H48x", 0x2F, 54, 1, 1, 1)):
        XlsDoc().save(str(tmp_path / "locked.xls"), stream[:begin] + file_pass + stream[begin:])
        with pytest.raises(AppError, match="protected with a password"):
            open_extract(tmp_path / "locked.xls")


def test_a_zip_locked_with_a_password(tmp_path: Path) -> None:
    data = bytearray(GOOD)
    data[data.rindex(b"PK\x01\x02") + 8] |= 1
    with pytest.raises(AppError, match="protected with a password"):
        open_extract(kept(tmp_path, bytes(data)))


# ------------------------------------------------------------------ names that lie, sizes
def test_csv_under_a_workbooks_name_is_read_and_said(tmp_path: Path) -> None:
    opened = open_extract(kept(tmp_path, open_data([{}]).encode(), "june.xls"))
    assert (opened.form, len(list(read_rows(opened)))) == ("csv", 1)
    assert opened.notes == ("june.xls is no workbook, in spite of its name: it was read as CSV.",)


def test_a_cell_of_a_megabyte(tmp_path: Path) -> None:
    cell = '<row r="2"><c r="A2" t="inlineStr"><is><t>' + "x" * (1 << 20) + "</t></is></c></row>"
    for file in (
        kept(tmp_path, zipped(xlsx_parts(ONE + cell))),
        ods(tmp_path, [["Name"], ["x" * (1 << 20)]]),
        kept(tmp_path, b"Name\r\n" + b"x" * (1 << 20) + b"\r\n", "long.csv"),
        kept(tmp_path, b'[{"type": "' + b"x" * (1 << 20) + b'"}]', "long.json"),
    ):
        (row,) = read_rows(open_extract(file))
        assert len(row.cells[0]) == 1 << 20


def test_ten_thousand_columns_are_more_than_an_extract_has(tmp_path: Path) -> None:
    names = [f"Column {number}" for number in range(10_000)]
    for file in (
        kept(tmp_path, (",".join(names) + "\r\n").encode(), "wide.csv"),
        xlsx(tmp_path, [names]),
        kept(tmp_path, ("[{" + ",".join(f'"{name}": 1' for name in names) + "}]").encode(), "wide.json"),
    ):
        with pytest.raises(AppError, match=r"10,0\d\d columns, more than an extract has"):
            open_extract(file)


def test_a_workbook_deleted_after_it_was_opened_is_read_as_it_was_hashed(tmp_path: Path) -> None:
    file = xlsx(tmp_path, [["Name", "Type"], ["a", "b"]])
    opened = open_extract(file)
    file.unlink()
    assert [row.cells for row in read_rows(opened)] == [["a", "b"]]
    with pytest.raises(AppError, match="cannot be read: No such file"):
        open_extract(file)


def test_a_nul_in_a_cell(tmp_path: Path) -> None:
    with pytest.raises(AppError, match="holds NUL characters in its cells"):
        list(read_rows(open_extract(xlsx(tmp_path, [["Name", "Type"], ["a_x0000_", "b"]]))))
