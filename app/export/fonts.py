"""The typeface of papers: Source Sans 3, which has every letter of Welsh and Polish, Greek, Cyrillic and more.

The faces are bundled under ``resources/fonts`` with their licence (SIL Open Font License). ReportLab finds fonts by
name in a list of the process; ours have names of their own there, and are read from disk once, for the first paper.
"""

from collections.abc import Callable, Set
from dataclasses import fields, is_dataclass
from functools import cache

from reportlab.pdfbase.pdfmetrics import registerFont

from app.core.resources import root
from app.core.sampling.keys import SEPARATOR
from app.export.tagged.characters import lacking, left_out
from app.export.tagged.fixes import PaperFont

PLAIN = "ScrutinyPlain"
BOLD = "ScrutinyBold"
ITALIC = "ScrutinyItalic"

_KEY = "case_key"
"""The entry of a shape of which papers print the parts: what stands between them is no character of a record."""

_FILES = {PLAIN: "SourceSans3-Regular.ttf", BOLD: "SourceSans3-SemiBold.ttf", ITALIC: "SourceSans3-It.ttf"}


@cache
def load() -> frozenset[str]:
    """Make the faces known to ReportLab; gives the characters that all of them have."""
    fonts = [PaperFont(name, str(root() / "fonts" / file)) for name, file in _FILES.items()]
    for font in fonts:
        registerFont(font)
    return frozenset.intersection(*(font.known for font in fonts))


def unprintable(shape: object) -> tuple[str, ...]:
    """The characters anywhere in a shape that a paper made from it can only show as ``[?]``, in order of their codes.

    Ask before a paper is issued, so that a person can be told.
    """
    known = load()
    return _all(shape, lambda text: lacking(text, known))


def not_as_written(shape: object) -> tuple[str, ...]:
    """The same, and the characters that cannot be seen and are left out: those that turn the writing round, say."""
    return tuple(sorted({*unprintable(shape), *_all(shape, left_out)}))


def _all(shape: object, found_in: Callable[[str], Set[str]]) -> tuple[str, ...]:
    found: set[str] = set()
    _collect(shape, found_in, found)
    return tuple(sorted(found))


def _collect(value: object, found_in: Callable[[str], Set[str]], found: set[str]) -> None:
    if isinstance(value, str):
        found |= found_in(value)
    elif isinstance(value, tuple):
        for inner in value:
            _collect(inner, found_in, found)
    else:
        for name in _names(type(value)):
            inner = getattr(value, name)
            _collect(tuple(inner.split(SEPARATOR)) if name == _KEY else inner, found_in, found)


@cache
def _names(kind: type) -> tuple[str, ...]:
    """The entries of a shape; none of anything else."""
    return tuple(entry.name for entry in fields(kind)) if is_dataclass(kind) else ()
