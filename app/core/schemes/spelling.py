"""When two spellings of a coded value are one: "s.60 CJPOA", "Section 60 (CJPOA)" and "S60, C.J.P.O.A."."""

import re
from typing import Final

_SECTION: Final = re.compile(r"\b(?:section|sect|sec|s)[\s.]*(?=\d)")
_IGNORED: Final = re.compile(r"[\s.,:()\[\]–—]+|(?<=\s)-(?=\s)|\bof the\b")


def spelt(text: str) -> str:
    """A spelling as spellings are compared.

    Case, space, dots, commas, colons, brackets, dashes between words and "of the" count for nothing; "section 60" and
    "sec. 60" are "s60", and "&" is "and".
    """
    return _IGNORED.sub("", _SECTION.sub("s", text.casefold()).replace("&", "and"))
