"""Facets as people name them: a label or a code to the value we keep."""

from collections.abc import Iterable
from contextlib import suppress

from app.core.errors import AppError
from app.core.schemes.plain import NOT_RECORDED
from app.core.schemes.spec import Field, Scheme
from app.intake.cells import read_yes_no, vocabulary_reader
from app.models.record_query import CaseQuery, facet_counts
from app.services.workspace import Workspace

_SHOWN = 12


def facet_of(scheme: Scheme, name: str) -> Field:
    """The facet of that id. AppError names the facets there are."""
    for field in scheme.facets:
        if field.id == name:
            return field
    names = ", ".join(field.id for field in scheme.facets)
    raise AppError(f"There is no facet called “{name}” for {scheme.kind}.", f"Choose one of: {names}.")


def value_of(scheme: Scheme, field: Field, text: str) -> str:
    """The value we keep for what a person typed: a code, a label or another spelling; blank for "not recorded"."""
    plain = text.strip()
    if not plain or plain.casefold() == NOT_RECORDED:
        return ""
    if field.type == "code":
        return vocabulary_reader(scheme.vocabularies[field.vocabulary])(plain)
    if field.type == "yes_no":
        with suppress(ValueError):
            return read_yes_no(plain)
    return plain


def known_value(ws: Workspace, scheme: Scheme, field: Field, text: str) -> str:
    """The value we keep for a word; refused when no vocabulary and no record has it: a slip, not a choice."""
    value = value_of(scheme, field, text)
    if not value or value in possible_values(scheme, field):
        return value
    with ws.read() as session:
        counts = facet_counts(session, CaseQuery(kind=scheme.kind, where={}), field.id)
    if value not in counts:
        raise AppError(f"No record has “{text}” as its {field.id}.", how_to_choose(scheme, field, counts))
    return value


def possible_values(scheme: Scheme, field: Field) -> frozenset[str]:
    """The values that a facet can have by its scheme alone; none where only the records tell."""
    if field.type == "yes_no":
        return frozenset({"yes", "no"})
    return frozenset(code.code for code in scheme.vocabularies.get(field.vocabulary, ()))


def how_to_choose(scheme: Scheme, field: Field, stored: Iterable[str]) -> str:
    """What to do about a value that there is not; it lists no stored value that volunteers may never see."""
    possible = possible_values(scheme, field)
    if not possible and not publishable(field):
        return "Its values are not listed, for volunteers may never see them. Check it against the extract."
    some = ", ".join(sorted(possible) or sorted(filter(None, stored))[:_SHOWN])
    return f"Choose one of: {some}." if some else "No record has any value there: leave it out."


def publishable(field: Field) -> bool:
    """Whether a facet's values may stand in a published plan: not those that volunteers may never see."""
    return "volunteer" in field.seen_by
