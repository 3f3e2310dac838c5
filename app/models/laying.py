"""How the text of each field is laid out for the store, as something that another process can be given.

Nothing here knows the database: the process that reads a large extract lays rows out and never opens a store.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from json.encoder import encode_basestring
from typing import Any

from app.core.schemes.spec import Field, Scheme
from app.core.shapes.rows import Laying

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


@dataclass(frozen=True, kw_only=True, slots=True)
class LayingPlan:
    """How the rows of an import are to be laid out: by kind, whose texts are wanted too, and the numbers of facets."""

    texts: Mapping[str, frozenset[str]]
    numbers: Numbers

    def layings(self, schemes: Mapping[str, Scheme]) -> dict[str, Laying]:
        """The same for some schemes, ready for use, by kind."""
        return {
            kind: Laying(of=lay_out(scheme, self.numbers), texts=self.texts[kind]) for kind, scheme in schemes.items()
        }


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
