"""Schemes small enough to read in a test, of fields that the test names."""

from typing import Any

from app.core.schemes.spec import Code, Field, Form, Lead, Part, Scheme, Stage

COLOURS = tuple(Code(code=code, label={"en": code.title()}, also=(f"{code} one",)) for code in ("red", "green", "blue"))
"""A vocabulary."""


def field(name: str, sort: str = "text", **more: Any) -> Field:
    """A field; one of codes is of :data:`COLOURS` unless told otherwise."""
    given = {"use": ("graded",), "vocabulary": "colours" if sort in ("code", "codes") else "", **more}
    return Field(id=name, label={"en": name}, type=sort, **given)  # type: ignore[arg-type]


def scheme(*fields: Field, **more: Any) -> Scheme:
    """A scheme of these fields, and of a reference (``ref``) and a time (``at``) unless they are among them."""
    named = {item.id for item in fields}
    common = [item for item in (field("ref"), field("at", "time")) if item.id not in named]
    text = {"en": "Thing"}
    given = {
        "kind": "thing", "version": 1, "valid_from": "2025-01-01", "label": text, "one": text, "law": text,
        "time": "at", "case_key": ("ref",), "overall": "Q",
        "stages": (Stage(id="record", label=text),),
        "forms": (Form(id="f", label=text, roles=("volunteer",), minutes=1, questions=("Q",)),),
        "vocabularies": {"colours": COLOURS, "words": (Code(code="na", label={"en": "Not asked"}, also=("N/A",)),)},
    }  # fmt: skip
    return Scheme(fields=(*common, *fields), **{**given, **more})


def many(*fields: Field, **more: Any) -> Scheme:
    """A scheme whose cases have many rows, told apart by ``form``; the marked one leads. It has the part ``log``."""
    log = Part(
        id="log", label={"en": "Log"}, one={"en": "entry"}, key=("entry",), time="logged",
        fields=(field("entry"), field("logged", "time"), field("said", "narrative")),
    )  # fmt: skip
    given = {"record_key": ("form",), "lead": Lead(by=("at", "form")), "parts": (log,), **more}
    return scheme(field("form", each=True), *fields, **given)
