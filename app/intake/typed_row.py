"""One record as somebody typed it, field by field: read by the readers that every import uses."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from app.core.canonical import clean_text
from app.core.schemes.spec import LIST, Field, Scheme
from app.core.schemes.spec import Mapping as Layout
from app.core.shapes.rows import KindRows, Laying
from app.intake.cells import field_reader
from app.intake.kind_reader import KindReader
from app.intake.moments import Times, read_moment

TIMES: Times = "local"
"""Who types a time reads it off a paper: it is of the clock on the wall in London."""


@dataclass(frozen=True, kw_only=True, slots=True)
class ReadTexts:
    """What became of the texts of a form.

    ``kept`` is by field, ``problems`` the reasons in plain words, and ``days`` are the time fields that give a day
    alone (kept as its midnight).
    """

    kept: dict[str, str] = field(default_factory=dict[str, str])
    problems: dict[str, str] = field(default_factory=dict[str, str])
    days: list[str] = field(default_factory=list[str])


def clean_texts(scheme: Scheme, texts: Mapping[str, str]) -> dict[str, str]:
    """The texts of a form by field, in the scheme's order: cleaned, blanks left out."""
    cleaned = {item.id: clean_text(texts.get(item.id, "")) for item in scheme.fields}
    return {name: text for name, text in cleaned.items() if text}


def read_texts(scheme: Scheme, texts: Mapping[str, str]) -> ReadTexts:
    """Read each text of a form by itself. A word that a vocabulary does not have is a problem: nobody exported it."""
    found = ReadTexts()
    for name, text in clean_texts(scheme, texts).items():
        item = scheme.field(name)
        try:
            kept = _read(scheme, item, text)
        except ValueError as error:
            found.problems[name] = str(error)
            continue
        if kept:
            found.kept[name] = kept
        if kept and item.type == "time" and read_moment(text, TIMES).day:
            found.days.append(name)
    return found


def typed_rows(scheme: Scheme, texts: Mapping[str, str], laying: Laying | None) -> KindRows:
    """The one row that a form makes, ready to be written.

    Args:
        scheme: of the record.
        texts: without a problem: see :func:`read_texts`.
        laying: how the store wants it; None leaves texts as they are.

    Raises:
        ValueError: it cannot be read after all.
    """
    cleaned = clean_texts(scheme, texts)
    sources = {name: [(at, "")] for at, name in enumerate(cleaned)}
    layout = Layout(id="typed", label={"en": "Typed in"}, kinds=(scheme.kind,), times=TIMES, required=(), columns={})
    reader = KindReader(scheme, layout, sources=sources, names=lambda name: name, laying=laying)
    rows, problems = reader.read([1], [1], [[text] for text in cleaned.values()])
    if problems:
        raise ValueError(problems[0].reason)
    for _, noticed in reader.noticed:
        if noticed.reason:
            raise ValueError(noticed.reason)
    return rows


def _read(scheme: Scheme, item: Field, text: str) -> str:
    if any("\ud800" <= sign <= "\udfff" for sign in text):  # a half of a character, which no text can be kept with
        raise ValueError("holds a broken character")
    kept = field_reader(scheme, item, TIMES)(text)
    if item.type in ("code", "codes") and kept:
        known = {code.code for code in scheme.vocabularies[item.vocabulary]}
        if not known.issuperset(kept.split(LIST) if item.type == "codes" else (kept,)):
            raise ValueError("is not on the list of this field")
    return kept
