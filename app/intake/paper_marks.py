"""What a PDF says of itself that may make it one of our papers: its name in the metadata, what stands on a page."""

from dataclasses import dataclass
from io import BytesIO

from pypdf import PdfReader

from app.intake.pdf_quiet import without_remarks

_NEAR = 1024
"""A PDF says what it is within its first bytes, though not always in the very first."""


@dataclass(frozen=True, kw_only=True, slots=True)
class PaperMarks:
    """What was found: ``identifier`` from the metadata, ``text`` of the first page; both "" where there is none.

    ``trouble`` is a sentence where nothing of it could be read.
    """

    identifier: str = ""
    text: str = ""
    trouble: str = ""


def read_marks(data: bytes) -> PaperMarks:
    """What a file says of itself. Whatever is wrong with it is told, never raised."""
    if not data:
        return PaperMarks(trouble="The file is empty.")
    if b"%PDF-" not in data[:_NEAR]:
        return PaperMarks(trouble="It is no PDF, and every paper of ours is one.")
    try:
        with without_remarks():
            return _marks(PdfReader(BytesIO(data), strict=False))
    except Exception:  # a crooked file can make anything of its reader: then it is none that we made
        return PaperMarks(trouble="It is damaged: nothing in it can be read.")


def _marks(reader: PdfReader) -> PaperMarks:
    if reader.is_encrypted:
        return PaperMarks(trouble="It is locked with a password, and no paper of ours is.")
    return PaperMarks(identifier=_identifier(reader), text=reader.pages[0].extract_text() if reader.pages else "")


def _identifier(reader: PdfReader) -> str:
    """The name in the metadata; another program may have left metadata that is none."""
    try:
        found = reader.xmp_metadata
        return (found.dc_identifier or "") if found is not None else ""
    except Exception:  # the page may still say whose paper it is
        return ""
