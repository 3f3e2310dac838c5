"""Day and month that a spreadsheet swapped: it took 01/06/2025 for 6 January, and could make nothing of 13/06/2025.

Opened on a machine that puts the month first, days up to the 12th become real dates, the wrong way round, and the
others stay text. So no real date is of a later day than the 12th, and every text is.
"""

import re
from collections.abc import Collection, Iterable
from datetime import datetime
from typing import Final, Literal

from app.intake.moments import is_real_date

Sign = Literal["real", "late", "first", "second", "both"]
"""What one date shows: a real one of the first twelve days, or of a later one; a text whose day or month stands first
for certain, or one that may be either way round."""

NUMBERS: Final = re.compile(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4}|\d{2})(?!\d)(.*)", re.ASCII | re.DOTALL)
"""A day written in numbers, the year last."""
LAST_MONTH: Final = 12


def sign_of_numbers(first: str, second: str) -> Sign:
    """What the two numbers show that a date written in numbers begins with, one of which is a month."""
    if int(first) > LAST_MONTH:
        return "first"
    return "second" if int(second) > LAST_MONTH else "both"


def sign_of_real(day: int) -> Sign:
    """What a real date shows, of that day of its month."""
    return "late" if day > LAST_MONTH else "real"


def look_swapped(seen: Collection[str]) -> bool:
    """Whether the signs of a whole column are those of swapped days: a real one, a certain one, and no other."""
    signs = set(seen)
    return "real" in signs and len(signs) == len(("real", "first")) and bool(signs & {"first", "second"})


class SwapSigns:
    """Whether the days of a whole column look swapped: asked while it is read, and cheap as soon as they do not."""

    def __init__(self) -> None:
        """For a column of which nothing was seen yet."""
        self.seen = set[Sign]()

    def look(self, text: str, moment: datetime) -> None:
        """Take note of a time and of how it is written."""
        if "late" in self.seen or "both" in self.seen:
            return
        if is_real_date(text):
            self.seen.add(sign_of_real(moment.day))
        elif numbers := NUMBERS.fullmatch(text):
            self.seen.add(sign_of_numbers(numbers[1], numbers[2]))

    def look_at_real(self, moments: Iterable[datetime]) -> None:
        """Take note of many times that are all written with the year first."""
        if "late" not in self.seen:
            self.seen.add(sign_of_real(max(moment.day for moment in moments)))
