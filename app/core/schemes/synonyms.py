"""The other headings that extracts use for a kind's fields, and how headings are compared: data, like the schemes."""

from collections.abc import Iterable

import msgspec

from app.core.errors import AppError
from app.core.schemes.rules import Struct


class Listed(Struct, frozen=True, kw_only=True):
    """A list of words, and the words beside which one of them does not count."""

    words: frozenset[str] = frozenset()
    unless: frozenset[str] = frozenset()


class Synonyms(Struct, frozen=True, kw_only=True):
    """One file of ``resources/mappings/synonyms``, or several of them joined for one kind."""

    kinds: tuple[str, ...] = ()
    """The kinds that it is for; none means every kind."""
    part: str = ""
    """The part of a case whose rows it is for; "" is the kind's own rows."""
    fields: dict[str, tuple[str, ...]] = msgspec.field(default_factory=dict[str, tuple[str, ...]])
    """By field id, headings that mean it."""
    words: dict[str, str] = msgspec.field(default_factory=dict[str, str])
    """Short forms, each with the words that it stands for."""
    noise: Listed = Listed()
    """Words that say nothing about which field it is."""
    plain: Listed = Listed()
    """Words that tell what sort of value it is ("date"), and little of what it is about."""
    others: Listed = Listed()
    """Words for people other than the one whom a record is about."""
    personal: Listed = Listed()
    """Words of headings about a person, which no shown field is guessed for."""
    people: Listed = Listed()
    """Words that make such a heading where nothing stands beside them but ``unless``: "Victim", "Driver details"."""


def parse_synonyms(data: bytes, source: str) -> Synonyms:
    """Synonyms from their file. AppError names the file when it is no TOML, or has a key that is not known."""
    try:
        return msgspec.toml.decode(data, type=Synonyms)
    except (msgspec.DecodeError, UnicodeDecodeError, ValueError) as error:
        raise AppError(f"{source} cannot be used: {error}.", "Mend the file, then try again.") from error


def synonyms_for(files: Iterable[Synonyms], kind: str, part: str = "") -> Synonyms:
    """The files that are for a kind's rows, as one.

    A heading that a kind's own file gives to a field is taken from the field that every kind has it for: "Section" is
    a team on most forms and a power on a search.
    """
    files = tuple(files)
    common = [file for file in files if not file.kinds]
    own = [file for file in files if kind in file.kinds and file.part == part]
    taken = {heading.casefold() for file in own for headings in file.fields.values() for heading in headings}
    fields: dict[str, tuple[str, ...]] = {}
    for file in common:
        for name, headings in file.fields.items():
            left = tuple(text for text in headings if text.casefold() not in taken)
            fields[name] = (*fields.get(name, ()), *left)
    for file in own:
        for name, headings in file.fields.items():
            fields[name] = (*fields.get(name, ()), *headings)
    joined = (*common, *own)
    return Synonyms(
        kinds=(kind,),
        part=part,
        fields=fields,
        words={short: words for file in joined for short, words in file.words.items()},
        noise=_listed(file.noise for file in joined),
        plain=_listed(file.plain for file in joined),
        others=_listed(file.others for file in joined),
        personal=_listed(file.personal for file in joined),
        people=_listed(file.people for file in joined),
    )


def _listed(lists: Iterable[Listed]) -> Listed:
    lists = tuple(lists)
    return Listed(
        words=frozenset(word for item in lists for word in item.words),
        unless=frozenset(word for item in lists for word in item.unless),
    )
