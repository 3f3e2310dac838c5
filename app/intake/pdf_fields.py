"""The fields of a PDF form: their full names, and what stands in them. Nothing else of the file is looked at."""

import unicodedata
from io import BytesIO
from itertools import islice
from typing import Any

from pypdf import PdfReader
from pypdf.generic import ArrayObject, ByteStringObject, DictionaryObject, NameObject, TextStringObject

from app.core.errors import AppError
from app.core.workflow.form_fields import DIFFERS, LONGEST, OFF
from app.intake.pdf_quiet import without_remarks

_MOST_FIELDS = 20_000
_DEEPEST = 16
_MOST_NAME = 200
_MOST_VALUE = 2 * LONGEST + 1
"""Characters that are looked at: a letter and its accent may be two, and whoever wrote more is told so."""
_MOST_TEXT = 1_000_000
"""Characters of all names and values of a file: fields may share one long text, and reading it takes its time."""
_GRID = "Type what it says into the grid, or ask for the file that was filled in."
_ANOTHER = "Ask for the file that was filled in."


def fields_of(data: bytes, name: str) -> dict[str, str]:
    """What stands in each field: text, or the state of a box; ``DIFFERS`` where another state shows.

    Args:
        data: the file.
        name: what to call it where it is refused.

    Raises:
        AppError: it is damaged, locked with a password, has no pages, runs scripts, is a form of another making (XFA),
            or two forms in one; or it has more fields, or more text in them, than any form of ours.
    """
    try:
        with without_remarks():
            return _Fields(PdfReader(BytesIO(data), strict=False), name).values
    except AppError:
        raise
    except Exception as error:  # a broken file fails the reader in any way there is
        raise AppError(f"{name} is damaged: it cannot be read.", _ANOTHER) from error


class _Fields:
    """The fields of one file. AppError where it is none of ours at first sight."""

    def __init__(self, reader: PdfReader, name: str) -> None:
        self._name = name
        if reader.is_encrypted:
            raise AppError(f"{name} is locked with a password.", "Save it without one, then bring it again.")
        root = _dictionary(reader.root_object)
        if not reader.get_num_pages():
            raise AppError(f"{name} has no pages.", _ANOTHER)
        if _runs(root) or "/JavaScript" in _dictionary(root.get("/Names")):
            raise self._scripted()
        form = _dictionary(root.get("/AcroForm"))
        if "/XFA" in form:
            raise AppError(f"{name} is a form of another making (XFA): none of ours is.", _GRID)
        self.values: dict[str, str] = {}
        self._count = 0
        self._left = _MOST_TEXT
        self._walk(form.get("/Fields"), "", 0)

    def _walk(self, fields: Any, within: str, depth: int) -> None:
        """Every field under some; a kid without a name is a place on the page of its parent."""
        for entry in _array(fields):
            self._count += 1
            if self._count > _MOST_FIELDS or depth > _DEEPEST:
                raise AppError(f"{self._name} has more fields than any form of ours.", _ANOTHER)
            found = _dictionary(entry)
            if _runs(found):
                raise self._scripted()
            own = self._text(found.get("/T"), _MOST_NAME)
            if own is None:
                continue
            name = f"{within}.{own}" if within else own
            self._keep(name, found)
            self._walk(found.get("/Kids"), name, depth + 1)

    def _keep(self, name: str, found: DictionaryObject) -> None:
        if "/FT" not in found and "/V" not in found:
            return  # only a name around other fields
        value = self._text(found.get("/V"), _MOST_VALUE) if "/V" in found else ""
        if value is None:
            value = _NEITHER
        shown = self._shown(found)
        if shown is not None and shown != {value.removeprefix("/")} - set(OFF):
            value = DIFFERS
        if self.values.setdefault(name, value) != value:
            what = f"{self._name} holds two forms in one: a field stands in it twice, with different answers."
            raise AppError(what, "Bring each form as a file of its own.")

    def _shown(self, found: DictionaryObject) -> set[str] | None:
        """The states that a field's boxes are drawn in, but for the empty one; None where nothing says any."""
        boxes = [found, *map(_dictionary, islice(_array(found.get("/Kids")), _MOST_FIELDS))]
        drawn = [box.get("/AS") for box in boxes if "/AS" in box and (box is found or "/T" not in box)]
        states = {self._text(state, _MOST_NAME) or "" for state in drawn}
        return states - set(OFF) if drawn else None

    def _text(self, thing: Any, most: int) -> str | None:
        """Text as it can be kept, so many characters of it at most; None for what is none."""
        words = _words(thing, most)
        if words is None:
            return None
        self._left -= len(words)
        if self._left < 0:
            raise AppError(f"{self._name} holds more text in its fields than any form of ours.", _ANOTHER)
        return _kept(words)

    def _scripted(self) -> AppError:
        return AppError(f"{self._name} holds a script: no form of ours does.", _ANOTHER)


_NEITHER = "\ufffd"
"""Stands for what is neither text nor the state of a box: no field of ours can say it."""


def _runs(found: DictionaryObject) -> bool:
    """Whether something would happen by itself: a script when the file is opened, or a field is touched."""
    opening = found.get("/OpenAction")
    action = opening.get_object() if opening is not None else None
    scripted = isinstance(action, DictionaryObject) and action.get("/S") == "/JavaScript"
    return scripted or "/AA" in found


def _dictionary(thing: Any) -> DictionaryObject:
    found = thing.get_object() if thing is not None else None
    return found if isinstance(found, DictionaryObject) else DictionaryObject()


def _array(thing: Any) -> ArrayObject:
    found = thing.get_object() if thing is not None else None
    return found if isinstance(found, ArrayObject) else ArrayObject()


def _words(thing: Any, most: int) -> str | None:
    """The beginning of a text, before anything is done with it; None for what is none."""
    found = thing.get_object() if thing is not None else None
    if isinstance(found, NameObject):
        return str(found).removeprefix("/")[:most]
    if isinstance(found, ByteStringObject):
        return found[:most].decode("latin-1")
    return str(found[:most]) if isinstance(found, TextStringObject) else None


def _kept(text: str) -> str:
    """Composed letters, and nothing that is no character: half of a pair, or a control but for lines and tabs."""
    whole = unicodedata.normalize("NFC", text.encode("utf-16", "surrogatepass").decode("utf-16", "replace"))
    return "".join(sign for sign in whole if sign in "\n\r\t" or unicodedata.category(sign) != "Cc")
