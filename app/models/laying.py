"""How the text of each field is laid out for the store, as something that another process can be given.

Nothing here knows the database: the process that reads a large extract lays rows out and never opens a store.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import compress
from json.encoder import encode_basestring
from typing import Any

from app.core.schemes.spec import Field, Scheme
from app.core.shapes.rows import KindRows, Laying

FACET_COLUMNS = (
    "lpu", "team", "officer_id", "power", "object", "sde_code", "ode_code", "gender",
    "age_band", "is_child", "search_level", "subject_kind", "outcome", "outcome_linked",
)  # fmt: skip
"""Field ids that have a column of their own, coded as small whole numbers; any other field stands in ``rest``."""

Numbered = tuple[int, str, str]
"""A value's number, its field and the value."""


@dataclass(slots=True)
class Numbers:
    """Gives the values of facet columns their small numbers, new ones as they come; one process at a time.

    Attributes:
        known: the numbers given so far, by field and value.
        following: the number that comes next.
    """

    known: dict[tuple[str, str], int]
    following: int
    _new: list[Numbered] = field(default_factory=list[Numbered])

    def __call__(self, field_id: str, value: str) -> int:
        """The number of a value; 0 for a blank one."""
        if not value:
            return 0
        number = self.known.get((field_id, value))
        if number is None:
            number = self.following
            self._add((number, field_id, value))
        return number

    def adopt(self, given: list[Numbered]) -> None:
        """Take in the numbers that another process gave."""
        for numbered in given:
            self._add(numbered)

    def take_new(self) -> list[Numbered]:
        """The numbers given since the last time."""
        new, self._new = self._new, []
        return new

    def _add(self, numbered: Numbered) -> None:
        number, field_id, value = numbered
        self.known[field_id, value] = number
        self.following = number + 1
        self._new.append(numbered)


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


@dataclass(frozen=True, kw_only=True, slots=True)
class LaidRows:
    """A batch of rows as it goes into the tables.

    Attributes:
        rows: the rows; of what is laid out, only facets.
        layout: where their fields lie.
        rests: the JSON text of each row's remaining fields.
    """

    rows: KindRows
    layout: RowLayout
    rests: Sequence[str]

    def only(self, mask: Sequence[bool]) -> "LaidRows":
        """The rows that a mask, as long as they are, says yes to."""
        return replace(self, rows=self.rows.only(mask), rests=list(compress(self.rests, mask)))


@dataclass(frozen=True, kw_only=True, slots=True)
class LayingPlan:
    """How the rows of an import are to be laid out, by kind: where fields lie, whose texts are wanted too, numbers."""

    layouts: Mapping[str, RowLayout]
    texts: Mapping[str, frozenset[str]]
    numbers: Numbers

    def layings(self, schemes: Mapping[str, Scheme]) -> dict[str, Laying]:
        """How each field of some schemes is laid out, ready for use, by kind."""
        return {
            kind: Laying(of=lay_out(scheme, self.numbers), texts=self.texts[kind]) for kind, scheme in schemes.items()
        }

    def lay(self, rows: KindRows) -> LaidRows:
        """Rows whose fields were laid out, made ready for the tables."""
        layout = self.layouts[rows.kind]
        facets = {name: _small(rows.laid[name]) for name in facet_columns(rows.laid)}
        kept = {name: texts for name, texts in rows.kept.items() if name in self.texts[rows.kind]}
        return LaidRows(rows=replace(rows, kept=kept, laid=facets), layout=layout, rests=rests_of(rows, layout))


def _small(numbers: Sequence[int]) -> Sequence[int]:
    """Numbers as bytes where all fit: another process is sent one thing then, not one for each row."""
    try:
        return bytes(numbers)
    except ValueError:
        return numbers


def rests_of(rows: KindRows, layout: RowLayout) -> list[str]:
    """The JSON text of each row's remaining fields."""
    columns = [rows.laid[name] for name in layout.rest if name in rows.laid]
    joined = map("".join, zip(*columns, strict=True)) if columns else [""] * len(rows.rows)
    return [f"{{{text[:-1]}}}" for text in joined]


def facet_columns(laid: Mapping[str, Sequence[Any]]) -> tuple[str, ...]:
    """The facet columns that rows fill."""
    return tuple(name for name in FACET_COLUMNS if name in laid)


def lay_out(scheme: Scheme, numbers: Callable[[str, str], int]) -> Callable[[Field], Callable[[Any], Any]]:
    """How the kept text of each field of a scheme or its parts is laid out: a number, itself, or an entry of JSON."""

    def of(item: Field) -> Callable[[Any], Any]:
        if item.id in FACET_COLUMNS:
            return lambda text: numbers(item.id, text)
        if item.id == scheme.time or item.type == "narrative" or "identity" in item.use:
            return lambda text: text
        name = encode_basestring(item.id)
        if item.type == "decimal":  # nothing in it that JSON would write otherwise
            return lambda text: f'{name}:"{text}",' if text else ""
        return lambda text: f"{name}:{encode_basestring(text)}," if text else ""

    return of
