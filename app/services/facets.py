"""Facets as people name them: a label or a code to the value we keep."""

from app.core.errors import AppError
from app.core.schemes.plain import NOT_RECORDED
from app.core.schemes.spec import Field, Scheme
from app.intake.cells import spellings


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
        return spellings(scheme.vocabularies[field.vocabulary]).get(plain.casefold(), plain)
    return plain.casefold() if field.type == "yes_no" else plain


def publishable(field: Field) -> bool:
    """Whether a facet's values may stand in a published plan: not those that volunteers may never see."""
    return "volunteer" in field.seen_by
