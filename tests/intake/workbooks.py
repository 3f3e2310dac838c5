"""Workbooks made for a test: by the libraries that write them, and by hand where no library would."""

import io
import zipfile
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape

import openpyxl

_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_LINKS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
_CONTENT_TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
_KIND = "application/vnd.openxmlformats-officedocument.spreadsheetml"
ODS = "application/vnd.oasis.opendocument.spreadsheet"
_ODS_NAMES = " ".join(
    f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"' for name in ("office", "table", "text")
)


def xlsx(folder: Path, rows: Iterable[Sequence[Any]], name: str = "extract.xlsx") -> Path:
    """A workbook of one sheet, as openpyxl writes it."""
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    for row in rows:
        sheet.append(list(row))
    book.save(folder / name)
    return folder / name


def ods(folder: Path, rows: Iterable[Sequence[str]]) -> Path:
    """An ODS file of one sheet of texts: a line end begins another paragraph."""
    lines = ["".join(map(_text_cell, row)) for row in rows]
    parts = ods_parts("".join(f"<table:table-row>{line}</table:table-row>" for line in lines))
    return kept(folder, zipped(parts), "extract.ods")


def _text_cell(text: str) -> str:
    paragraphs = "".join(f"<text:p>{escape(part)}</text:p>" for part in text.split("\n"))
    return f'<table:table-cell office:value-type="string">{paragraphs}</table:table-cell>'


def zipped(members: Mapping[str, str | bytes]) -> bytes:
    """A zip of these members."""
    whole = io.BytesIO()
    with zipfile.ZipFile(whole, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return whole.getvalue()


def xlsx_parts(rows: str) -> dict[str, str | bytes]:
    """The parts of a workbook whose one sheet has these rows, in XML."""
    return {
        "[Content_Types].xml": f'<Types xmlns="{_CONTENT_TYPES}"><Default Extension="xml" ContentType="text/xml"/>'
        f'<Override PartName="/xl/workbook.xml" ContentType="{_KIND}.sheet.main+xml"/></Types>',
        "_rels/.rels": f'<Relationships xmlns="{_RELATIONS}"><Relationship Id="r1" Type="{_LINKS}/officeDocument" '
        'Target="xl/workbook.xml"/></Relationships>',
        "xl/workbook.xml": f'<workbook xmlns="{_MAIN}" xmlns:r="{_LINKS}"><sheets>'
        '<sheet name="Data" sheetId="1" r:id="r1"/></sheets></workbook>',
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{_RELATIONS}"><Relationship Id="r1" '
        f'Type="{_LINKS}/worksheet" Target="worksheets/sheet1.xml"/></Relationships>',
        "xl/worksheets/sheet1.xml": f'<worksheet xmlns="{_MAIN}"><sheetData>{rows}</sheetData></worksheet>',
    }


def ods_parts(rows: str) -> dict[str, str | bytes]:
    """The parts of an ODS file whose one sheet has these rows, in XML."""
    return {
        "mimetype": ODS,
        "META-INF/manifest.xml": '<m:manifest xmlns:m="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"/>',
        "content.xml": f"<office:document-content {_ODS_NAMES}><office:body><office:spreadsheet>"
        f'<table:table table:name="Data">{rows}</table:table>'
        "</office:spreadsheet></office:body></office:document-content>",
    }


def ods_cell(text: str, repeated: int = 1) -> str:
    """A cell of an ODS file, in XML."""
    return (
        f'<table:table-cell office:value-type="string" table:number-columns-repeated="{repeated}">'
        f"<text:p>{text}</text:p></table:table-cell>"
    )


def kept(folder: Path, data: bytes, name: str = "extract.xlsx") -> Path:
    """These bytes as a file."""
    (folder / name).write_bytes(data)
    return folder / name
