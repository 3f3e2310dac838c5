"""Day and month that a spreadsheet swapped: it took 01/06/2025 for 6 January, and could make nothing of 13/06/2025.

Opened on a machine that puts the month first, days up to the 12th become real dates, the wrong way round, and the
others stay text. So no real date is of a later day than the 12th, and every text is.
"""

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Final, Literal

from app.intake.moments import is_real_date

Sign = Literal["real", "late", "first", "second", "both"]
"""What one date shows: a real one of the first twelve days, or of a later one; a text whose day or month stands first
for certain, or one that may be either way round."""

NUMBERS: Final = re.compile(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4}|\d{2})(?!\d)(.*)", re.ASCII | re.DOTALL)
"""A day written in numbers, the year last."""
LAST_MONTH: Final = 12
_OF_NUMBERS: Final = frozenset({"first", "second", "both"})
_ENOUGH: Final = 2
"""Two of these signs of texts say all that they can say: a third changes nothing that is not told anyway."""
_MANY: Final = 10
"""So many real dates are not all of the first twelve days by chance."""


def sign_of_numbers(first: str, second: str) -> Sign:
    """What the two numbers show that a date written in numbers begins with, one of which is a month."""
    if int(first) > LAST_MONTH:
        return "first"
    return "second" if int(second) > LAST_MONTH else "both"


def sign_of_real(day: int) -> Sign:
    """What a real date shows, of that day of its month."""
    return "late" if day > LAST_MONTH else "real"


def look_swapped(seen: Mapping[Sign, int]) -> bool:
    """Whether the signs of a whole column are those of swapped days: some real, some certain, none against it.

    A few texts of the first twelve days are against it only while there are few real dates.
    """
    certain = [sign for sign in ("first", "second") if seen.get(sign)]
    real = seen.get("real", 0)
    return real > 0 and not seen.get("late") and len(certain) == 1 and (real >= _MANY or not seen.get("both"))


class SwapSigns:
    """Whether the days of a whole column look swapped: asked while it is read, and cheap as soon as they do not."""

    def __init__(self) -> None:
        """For a column of which nothing was seen yet."""
        self.seen = Counter[Sign]()
        self._told = False

    def look(self, text: str, day: int) -> None:
        """Take note of how a time is written; ``day`` is that of its month, as a real date has it."""
        if "late" in self.seen:
            return
        if is_real_date(text):
            self.seen[sign_of_real(day)] += 1
        elif not self._told and (numbers := NUMBERS.fullmatch(text)):
            self.seen[sign_of_numbers(numbers[1], numbers[2])] += 1
            self._told = len(self.seen.keys() & _OF_NUMBERS) >= _ENOUGH

    def look_at_real(self, moments: Sequence[datetime]) -> None:
        """Take note of many times that are all written with the year first."""
        if "late" not in self.seen:
            self.seen[sign_of_real(max(moment.day for moment in moments))] += len(moments)
