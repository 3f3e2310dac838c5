"""The pages of a PDF as pictures and as text. Each function opens the PDF and closes it again.

They are called in the worker: PDFium knows no threads, so that only one of them is in it at a time. Nothing is written
to disk, and nothing of PDFium outlives a call.
"""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Final

from PySide6.QtGui import QImage

if TYPE_CHECKING:
    from pypdfium2 import PdfDocument

POINTS: Final = 72
"""Points to an inch: what a PDF measures its pages in."""

_ALONE: Final = threading.Lock()
"""Held by whoever is in PDFium: two threads in it at once can hang or crash it."""


def page_sizes(data: bytes) -> tuple[tuple[float, float], ...]:
    """Width and height of every page, in points."""
    with _opened(data) as pdf:
        return tuple(pdf.get_page_size(number) for number in range(len(pdf)))


def draw_page(data: bytes, number: int, dots: float) -> QImage:
    """A page, counted from 0, at so many dots an inch, with what stands in the fields of a form."""
    with _opened(data) as pdf:
        page = pdf[number]
        drawn = page.render(scale=dots / POINTS, prefer_bgrx=True)  # type: ignore[arg-type]
        image = QImage(drawn.buffer, drawn.width, drawn.height, drawn.stride, QImage.Format.Format_RGB32).copy()
        drawn.close()
        page.close()
        return image


def page_text(data: bytes, number: int) -> str:
    """The words of a page, counted from 0, in the order in which they stand in the file."""
    with _opened(data) as pdf:
        page = pdf[number]
        words = page.get_textpage()
        text = words.get_text_range()
        words.close()
        page.close()
        return text.replace("\r\n", "\n").replace("\ufffe", "")


@contextmanager
def _opened(data: bytes) -> "Iterator[PdfDocument]":
    from pypdfium2 import PdfDocument

    with _ALONE:
        pdf = PdfDocument(data)
        try:
            pdf.init_forms()
            yield pdf
        finally:
            pdf.close()
