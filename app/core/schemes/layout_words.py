"""The words of a mapping that windows know too: apart, as what a scheme is made of takes long to import."""

from typing import Final, Literal

DayOrder = Literal["dmy", "mdy", "swapped"]
"""How the days of a file are written; ``swapped``: day first, and a spreadsheet has turned its real dates round."""

AGE_ALONE: Final = "age"
"""Behind a birth date that a column is given to (``subject_dob:age``): its age is worked out, the date is not kept."""
