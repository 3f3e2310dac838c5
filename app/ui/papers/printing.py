"""Printing a PDF: page by page as pictures, in the worker, on a printer that was asked for in the window."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPageLayout, QPainter

from app.core.errors import AppError, Cancelled
from app.ui.papers.drawing import POINTS, draw_page, page_sizes
from app.ui.tasks import Report

if TYPE_CHECKING:
    from PySide6.QtPrintSupport import QPrinter

MOST_DOTS = 300
"""Dots an inch: more makes no letter clearer, and much more to send to the printer."""


def print_pages(data: bytes, printer: "QPrinter", report: Report) -> int:
    """Print the pages that the printer was set to, all where none are named.

    Returns:
        How many pages were printed.

    Raises:
        AppError: the printer does not take them.
        Cancelled: the person stopped it; the printer is told to drop what it has.
    """
    sizes = page_sizes(data)
    first, last = _range(printer, len(sizes))
    _lay_out(printer, sizes[first])
    painter = QPainter()
    if not painter.begin(printer):
        raise AppError("The printer does not answer.", "Look whether it is on and has paper, or choose another.")
    try:
        for number in range(first, last + 1):
            report(number - first, last + 1 - first)
            if number > first:
                _lay_out(printer, sizes[number])
                printer.newPage()
            image = draw_page(data, number, min(MOST_DOTS, printer.resolution()))
            painter.drawImage(_place(printer, sizes[number]), image)
    except Cancelled:
        printer.abort()
        raise
    finally:
        painter.end()
    return last + 1 - first


def _range(printer: "QPrinter", pages: int) -> tuple[int, int]:
    """First and last page to print, counted from 0."""
    first, last = printer.fromPage(), printer.toPage()
    if not first:
        return 0, pages - 1
    return min(first, pages) - 1, min(last or first, pages) - 1


def _lay_out(printer: "QPrinter", size: tuple[float, float]) -> None:
    """The whole sheet, as the page lies: a paper brings its own margins."""
    wide = size[0] > size[1]
    printer.setFullPage(True)
    printer.setPageOrientation(QPageLayout.Orientation.Landscape if wide else QPageLayout.Orientation.Portrait)


def _place(printer: "QPrinter", size: tuple[float, float]) -> QRectF:
    """Where a page goes on the sheet: at its own size, smaller only where the sheet is."""
    sheet = printer.pageLayout().fullRectPixels(printer.resolution())
    dots = min(printer.resolution() / POINTS, sheet.width() / size[0], sheet.height() / size[1])
    wide, high = size[0] * dots, size[1] * dots
    return QRectF((sheet.width() - wide) / 2, (sheet.height() - high) / 2, wide, high)
