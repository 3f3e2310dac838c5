"""What a PDF says of itself that may make it one of our papers: its name in the metadata, what stands on a page."""

from dataclasses import dataclass
from io import BytesIO

from pypdf import PageObject, PdfReader
from pypdf.generic import DictionaryObject, PdfObject, StreamObject

from app.intake.pdf_quiet import without_remarks

_NEAR = 1024
"""A PDF says what it is within its first bytes, though not always in the very first."""

_MOST_DRAWN = 256 * 1024
"""Bytes of what is drawn on a page, unpacked: ours have far less, and reading text off a page takes its time."""

_PICTURES = (b"\xff\xd8\xff", b"\x89PNG", b"II*\0", b"MM\0*")
"""How JPEG, PNG and TIFF begin: what a scanner or a camera makes of a paper."""


@dataclass(frozen=True, kw_only=True, slots=True)
class PaperMarks:
    """What was found: ``identifier`` from the metadata, ``text`` of the first page; both "" where there is none.

    ``trouble`` is a sentence where nothing of it could be read; ``unread`` says that it may be one of ours nonetheless.
    """

    identifier: str = ""
    text: str = ""
    trouble: str = ""
    unread: bool = False


def read_marks(data: bytes) -> PaperMarks:
    """What a file says of itself. Whatever is wrong with it is told, never raised."""
    if not data:
        return PaperMarks(trouble="The file is empty.")
    if b"%PDF-" not in data[:_NEAR]:
        return _no_pdf(data)
    try:
        with without_remarks():
            return _marks(PdfReader(BytesIO(data), strict=False))
    except Exception:  # a crooked file can make anything of its reader
        return PaperMarks(trouble="It is damaged: nothing in it can be read.", unread=True)


def _no_pdf(data: bytes) -> PaperMarks:
    if data.startswith(_PICTURES):
        return PaperMarks(trouble="It is a picture: what stands on it is not read here.", unread=True)
    return PaperMarks(trouble="It is no PDF, and no table or text with these very bytes was made here.")


def _marks(reader: PdfReader) -> PaperMarks:
    if reader.is_encrypted:
        return PaperMarks(trouble="It is locked with a password, so nothing in it can be read.", unread=True)
    text = _text(reader.pages[0]) if reader.pages else ""
    if not text.strip():
        trouble = "Nothing on its first page can be read: it may be a scan, or printed from another program."
        return PaperMarks(identifier=_identifier(reader), trouble=trouble, unread=True)
    return PaperMarks(identifier=_identifier(reader), text=text)


def _text(page: PageObject) -> str:
    """What stands on a page; "" where more is drawn on it, or its typefaces say more, than on any page of ours."""
    resources = _dictionary(page.get("/Resources"))
    resources.pop("/XObject", None)  # drawings within drawings could go on without end, and ours hold no words
    drawn = page.get_contents()
    fonts = (_dictionary(font).get("/ToUnicode") for font in _dictionary(resources.get("/Font")).values())
    tables = (table.get_object() for table in fonts if table is not None)
    sizes = [len(table.get_data()) for table in tables if isinstance(table, StreamObject)]
    if drawn is None or len(drawn.get_data()) > _MOST_DRAWN or sum(sizes) > _MOST_DRAWN:
        return ""
    return page.extract_text()


def _dictionary(thing: object) -> DictionaryObject:
    found = thing.get_object() if isinstance(thing, PdfObject) else None
    return found if isinstance(found, DictionaryObject) else DictionaryObject()


def _identifier(reader: PdfReader) -> str:
    """The name in the metadata; another program may have left metadata that is none."""
    try:
        found = reader.xmp_metadata
        return (found.dc_identifier or "") if found is not None else ""
    except Exception:  # the page may still say whose paper it is
        return ""
