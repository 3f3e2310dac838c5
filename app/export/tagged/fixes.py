"""What ReportLab must have mended before a validator accepts its files; one reason for each repair.

Nothing here changes ReportLab for anyone else in the process: repairs are subclasses, or done to our own copy.
The repairs were found against one version, so another one is refused: try it, run the tests, then move the pin.
"""

import re
from functools import cached_property, lru_cache
from typing import Any

import reportlab
from reportlab.lib.colors import Color, HexColor
from reportlab.pdfbase.pdfdoc import (
    PDFCatalog,
    PDFDictionary,
    PDFDocument,
    PDFName,
    PDFObject,
    PDFPage,
    PDFStream,
    PDFZCompress,
)
from reportlab.pdfbase.ttfonts import TTFont

TESTED_VERSION = "5.1.0"
STREAM_END = b"\r\nendstream"


@lru_cache(maxsize=100)
def colour(code: str) -> Color:
    """A colour such as ``#1d5fa8``; read once, for ReportLab reads one given as text anew each time it is set."""
    return HexColor(code)


def require_tested_version() -> None:
    """Refuse a ReportLab that these repairs were not tried on.

    Raises:
        RuntimeError: another version is installed.
    """
    if reportlab.Version != TESTED_VERSION:
        raise RuntimeError(f"papers were tested with ReportLab {TESTED_VERSION}, not {reportlab.Version}")


class PaperFont(TTFont):
    """A TrueType font that says what it can print, and never prints anything else.

    - A character that the font lacks would become the empty box ``.notdef`` without a word, which PDF/UA forbids
      (7.21.7): here it is a fault. Texts go through :mod:`app.export.tagged.characters` first.
    - ReportLab's ToUnicode table gives its unused codes the value U+0000, which PDF/UA forbids too: they become
      U+FFFD.
    """

    def __init__(self, name: str, filename: str) -> None:
        super().__init__(name, filename, asciiReadable=True, shapable=False)
        self.advances: dict[str, int] = {chr(code): width for code, width in self.face.charWidths.items()}

    @cached_property
    def known(self) -> frozenset[str]:
        """The characters that the font can print."""
        return frozenset(map(chr, self.face.charToGlyph))

    @cached_property
    def _all_of_ascii(self) -> bool:
        return self.known.issuperset(map(chr, range(32, 127)))

    def splitString(self, text, doc, encoding="utf-8"):
        """Refuse a character that the font lacks; the rest is ReportLab's.

        Raises:
            ValueError: the text was not made printable.
        """
        if self._all_of_ascii and text.isascii() and text.isprintable():
            super().splitString("", doc)  # makes the font known to the document; its first part has ASCII as it is
            return [(0, text.encode("ascii"))]
        if not self.known.issuperset(text):
            raise ValueError(f"{self.fontName} lacks a character of a text that was to be printed")
        return super().splitString(text, doc, encoding)

    def addObjects(self, doc):
        """Add the font to the document, with a ToUnicode table that validators accept."""
        super().addObjects(doc)
        for name, thing in doc.idToObject.items():
            if name.startswith("toUnicodeCMap:"):
                thing.content = re.sub(r"> <0000>", "> <FFFD>", thing.content)


def stream_with_line_end(data: bytes) -> bytes:
    """A stream object as PDF/A wants it: a line end before ``endstream`` (6.1.7.1), which ReportLab leaves out.

    Both characters of it: with a line feed alone, a stream whose last byte happens to be a carriage return seems to
    some readers one byte shorter than it says.
    """
    body = data.rstrip(b"\n").removesuffix(b"endstream")
    return body + STREAM_END


def let_catalogue_have(catalogue: PDFCatalog, name: str, value: PDFObject) -> None:
    """Set an entry of the catalogue that ReportLab does not know of: it writes only those it lists."""
    catalogue.__NoDefault__ = [*catalogue.__NoDefault__, name]
    setattr(catalogue, name, value)


def tag_page(page: Any, structure_number: int) -> None:
    """Give a page its key in the parent tree and say that Tab follows the structure: ReportLab lists neither."""
    page.__NoDefault__ = [*PDFPage.__NoDefault__, "StructParents", "Tabs"]
    page.StructParents = structure_number
    page.Tabs = PDFName("S")


def set_page_content(page: PDFPage, code: str) -> None:
    """Give a page its drawing as one compressed binary stream: ReportLab would write it as text, a quarter longer."""
    page.Contents = compressed(code.encode("latin-1"))


def compressed(content: bytes) -> PDFStream:
    """A stream, compressed once."""
    return PDFStream(PDFDictionary(), content=content, filters=[PDFZCompress])


def object_number(document: PDFDocument, thing: Any) -> int:
    """The number under which a thing stands in the file; it is given one if it has none."""
    if not hasattr(thing, "__InternalName__"):
        document.Reference(thing)
    return document.idToObjectNumberAndVersion[thing.__InternalName__][0]


def reserve_numbers(document: PDFDocument, count: int) -> int:
    """Numbers for so many objects that the document itself never sees; gives the first of them.

    ReportLab keeps three tables of its objects, with a name for each: too much for tens of thousands of small ones.
    """
    first = document.objectcounter + 1
    document.objectcounter += count
    return first


def last_number(document: PDFDocument) -> int:
    """The highest number that is given out."""
    return document.objectcounter
