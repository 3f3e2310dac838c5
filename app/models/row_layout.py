"""How a row's texts lie in the store: facets as small numbers, the rest as one JSON text, long and personal apart."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from sqlalchemy import func, select

from app.core.schemes.spec import Scheme
from app.core.shapes.rows import KindRows
from app.models.filling import Filler
from app.models.laying import FACET_COLUMNS, Numbers
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


class RowLayout:
    """Where the fields of a scheme's rows, or of a part's, lie."""

    def __init__(self, scheme: Scheme, part: str) -> None:
        """For the rows of a scheme (""), or of one of its parts."""
        fields = scheme.fields_of(part)
        self.part = part
        self.time = "" if part else scheme.time
        self.identity = tuple(sorted(field.id for field in fields if "identity" in field.use))
        self.narrative = tuple(f.id for f in fields if f.type == "narrative" and "identity" not in f.use)
        apart = {*FACET_COLUMNS, *self.identity, *self.narrative, self.time}
        self.rest = tuple(field.id for field in fields if field.id not in apart)


class LaidRows:
    """A batch of rows as it goes into the tables; ``rests`` are the JSON texts of each row's remaining fields."""

    def __init__(self, rows: KindRows, layout: RowLayout) -> None:
        """From rows as they were read."""
        self.rows = rows
        self.layout = layout
        columns = [rows.laid[name] for name in layout.rest if name in rows.laid]
        joined = map("".join, zip(*columns, strict=True)) if columns else [""] * len(rows.rows)
        self.rests = [f"{{{text[:-1]}}}" for text in joined]


def facet_columns(laid: Mapping[str, Sequence[Any]]) -> tuple[str, ...]:
    """The facet columns that rows fill."""
    return tuple(name for name in FACET_COLUMNS if name in laid)


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
