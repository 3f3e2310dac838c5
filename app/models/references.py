"""References by which records of one kind name those of another: which fields hold them, and how they are compared."""

from collections.abc import Iterable

from app.core.schemes.spec import Scheme


def linked_fields(schemes: Iterable[Scheme]) -> dict[str, frozenset[str]]:
    """By kind, the fields that name records of another kind, or that another kind names them by."""
    every = list(schemes)
    found: dict[str, set[str]] = {scheme.kind: set() for scheme in every}
    for scheme in every:
        for link in scheme.links:
            found[scheme.kind].add(link.field)
            found.setdefault(link.to, set()).add(link.to_field)
    return {kind: frozenset(fields) for kind, fields in found.items()}


def compared(reference: str) -> str:
    """A reference in the form that references are compared in: without space, in one case."""
    return "".join(reference.split()).casefold()[:120]
