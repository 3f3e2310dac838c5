"""What the store has of how rows are laid out: the numbers given to values, the fields that link kinds."""

from collections.abc import Iterable

from sqlalchemy import func, select

from app.core.schemes.spec import Scheme
from app.models.filling import Filler
from app.models.laying import Numbers
from app.models.records import CodeRow


class Coder:
    """The numbers that the store has for values of facet columns; :meth:`keep` writes those given since."""

    def __init__(self, filler: Filler) -> None:
        """Read the numbers given so far."""
        self._filler = filler
        rows = filler.session.execute(select(CodeRow.field, CodeRow.value, CodeRow.id))
        known = {(field, value): code for field, value, code in rows}
        last = filler.session.execute(select(func.coalesce(func.max(CodeRow.id), 0))).scalar_one()
        self.numbers = Numbers(known, last + 1)

    def keep(self) -> None:
        """Write the numbers given since the last time."""
        new = self.numbers.take_new()
        self._filler.insert("code (id, field, value)", "(?, ?, ?)", new, len(new))


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
