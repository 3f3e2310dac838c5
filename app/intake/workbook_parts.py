"""Which parts of a workbook's zip are sheets, and what is found in them before the library reads them."""

import posixpath
from xml.etree import ElementTree

from app.core.errors import AppError
from app.intake.marks import Marks, sheet_marks, table_marks
from app.intake.package import Package, damaged, locked, open_package

_BOOK = "xl/workbook.xml"
_BINARY = "xl/workbook.bin"
_ODS = "content.xml"
_ODS_TYPE = b"application/vnd.oasis.opendocument.spreadsheet"
_LARGEST_ODS = 1 << 30
_SAVE = "Save it as an Excel workbook (.xlsx) or as “CSV UTF-8”."


def look_through(name: str, data: bytes) -> dict[str, Marks] | list[Marks]:
    """What there is to say of each sheet of a zipped workbook: by its name, or for ODS in the order of the tables.

    Raises:
        AppError: it is damaged, locked with a password, a bomb, no workbook, or a sheet reaches too far.
    """
    package = open_package(name, data)
    if _BOOK in package.members:
        found = _xlsx(package)
        _check(name, list(found.values()))
        return found
    if package.whole("mimetype").startswith(_ODS_TYPE):
        tables = _ods(package)
        _check(name, tables)
        return tables
    if _BINARY in package.members:
        raise AppError(f"{name} is a binary workbook (.xlsb).", _SAVE)
    raise AppError(
        f"{name} is a zip, and no workbook or document with sheets.", "Unpack it first, and choose the extract in it."
    )


def _check(name: str, found: list[Marks]) -> None:
    for marks in found:
        marks.check(name)


def _xlsx(package: Package) -> dict[str, Marks]:
    """Every part is unpacked once: none may be longer than the zip's directory says."""
    sheets = _sheet_parts(package)
    found: dict[str, Marks] = {}
    for member in package.members:
        if member.casefold() in sheets:
            found[sheets[member.casefold()]] = sheet_marks(package.name, package.unpack(member))
        else:
            for _ in package.unpack(member):
                pass
    return found


def _ods(package: Package) -> list[Marks]:
    if b"encryption-data" in package.whole("META-INF/manifest.xml"):
        raise locked(package.name)
    if _ODS not in package.members or package.members[_ODS].file_size > _LARGEST_ODS:
        raise damaged(package.name)
    for member in package.members:
        if member != _ODS:
            for _ in package.unpack(member):
                pass
    return table_marks(package.whole(_ODS))


def _sheet_parts(package: Package) -> dict[str, str]:
    """The sheets' names by their parts, whose names count in any case."""
    relations = _xml(package, "xl/_rels/workbook.xml.rels")
    parts = {one.get("Id", ""): _path(one.get("Target", "")) for one in relations}
    sheets: dict[str, str] = {}
    for one in _xml(package, _BOOK).iter():
        if one.tag.rpartition("}")[2] == "sheet":
            link = next((value for key, value in one.attrib.items() if key.endswith("}id")), "")
            sheets[parts.get(link, "").casefold()] = one.get("name", "")
    return sheets


def _path(target: str) -> str:
    return target.lstrip("/") if target.startswith("/") else posixpath.normpath(f"xl/{target}")


def _xml(package: Package, member: str) -> ElementTree.Element:
    text = package.whole(member)
    if b"<!DOCTYPE" in text:  # a workbook has none; entities are how XML is made to grow without end
        raise damaged(package.name)
    try:
        return ElementTree.fromstring(text)  # noqa: S314
    except ElementTree.ParseError as error:
        raise damaged(package.name) from error
