"""Links between records: what a case is linked to, and references that point nowhere."""

from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True, slots=True)
class LinkLine:
    """A record of another kind that a case names, or that names it: which it is and when, nothing else of it.

    ``case_id`` is 0 where no such record is in the workspace. ``field`` is the case's own field that the link stands
    on: it may be told where that field may; "" where the case has none, and only the other record tells.
    """

    label: str
    kind: str
    kind_label: str
    reference: str
    case_id: int
    when: str
    field: str


@dataclass(frozen=True, kw_only=True, slots=True)
class BrokenLink:
    """A reference that points nowhere. ``reference`` is of the record that gives it; ``import_id`` brought it."""

    kind: str
    kind_label: str
    reference: str
    field_label: str
    value: str
    import_id: int


@dataclass(frozen=True, kw_only=True, slots=True)
class BrokenLinks:
    """Some of the links that point nowhere, and how many there are by kind and field (in plain words)."""

    counts: tuple[tuple[str, str, int], ...]
    links: tuple[BrokenLink, ...]

    @property
    def total(self) -> int:
        """How many there are in all."""
        return sum(count for _, _, count in self.counts)
