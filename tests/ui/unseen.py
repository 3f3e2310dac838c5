"""An export that the app has never seen: a workbook as a force system writes it, with invented headings and people."""

from datetime import date, timedelta
from pathlib import Path

from openpyxl import Workbook

HEADINGS = (
    "Stop Slip Ref", "Date of Stop", "Time of Stop", "Stop Power", "Looking For", "Why Stopped", "Suspect name",
    "Suspect DOB", "Sex", "Ethnicity (self)", "Officer", "Disposal", "Internal Ref Hash",
)  # fmt: skip
GROUNDS = (
    "Seen to try the handles of four parked cars in a row, and ran when the patrol car turned the corner.",
    "Matched the description given by the shop of a man who had put two bottles under a green coat.",
    "Found in the doorway of a closed shop at night with a torch, and gave two different reasons for being there.",
)
NAMES = ("Orla Fennimore", "Tobias Quillan", "Perpetua Ashgrove", "Lorcan Threlkeld", "Isolde Brackwater")
ETHNICITIES = ("White British", "Asian - Pakistani", "W1 White Brit (self)", "Declined to say to ofcr", "Black African")
OBJECTS = ("Drugs", "Stolen property", "Offensive weapons", "Drugs", "Articles for use in theft")
DISPOSALS = ("NFA", "Arrest", "Community Resolution", "NFA", "NFA")


def rows(month: int, count: int) -> list[list[object]]:
    """The rows of a month: every day of it comes round, so that days after the 12th settle the order."""
    first, made = date(2025, month, 1), list[list[object]]()
    for number in range(count):
        day = first + timedelta(days=number % 28)
        at = number % 5
        made.append([
            f"NX/{month:02}/{number + 1:04}", f"{day:%d/%m/%Y}", f"{(7 + number * 5) % 24:02}:{number * 7 % 60:02}",
            "s1 PACE" if number % 3 else "s23 MDA", OBJECTS[at], f"{GROUNDS[number % 3]} Entry {number + 1}.",
            NAMES[number % 5], f"0{1 + number % 8}/02/19{70 + number % 30}", "Male" if number % 4 else "Female",
            ETHNICITIES[at], 4000 + number % 9, DISPOSALS[at], f"x{number * 7919 % 100003}",
        ])  # fmt: skip
    return made


def write_workbook(file: Path, month: int = 6, count: int = 60) -> Path:
    """Title rows above the header, and a hidden sheet."""
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "Export"
    sheet.append(["Northmarch Constabulary Niche extract"])
    sheet.append([f"Run on 02/{month + 1:02}/2025"])
    sheet.append([])
    sheet.append(list(HEADINGS))
    for row in rows(month, count):
        sheet.append(row)
    lookups = book.create_sheet("Lookups")
    lookups.append(["Code", "Meaning"])
    lookups.append(["W1", "White British"])
    lookups.sheet_state = "hidden"
    book.save(file)
    return file
