"""Rows on their way from an extract to the store, column by column: many at once cost less than one at a time."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from itertools import compress
from typing import Any


@dataclass(frozen=True, kw_only=True, slots=True)
class Laying:
    """How a store wants the rows of a kind.

    ``of`` gives, for a field, what lays its kept text out; ``texts`` names the fields whose texts it wants as well (the
    checker adds what its rules read). Others are left out of ``kept``.
    """

    of: Callable[[Any], Callable[[Any], Any]]
    texts: frozenset[str]


@dataclass(frozen=True, kw_only=True, slots=True)
class KindRows:
    """Rows of one kind, column by column; every sequence has an entry for each row.

    ``rows`` and ``lines`` are where they stand in the file, ``shas`` what they are known by, ``at`` when it happened
    in seconds since 1970. ``kept`` holds texts to keep by field ("" for blank), ``laid`` every field laid out for the
    store. The time that rows are filed by is in ``at`` and ``laid``, and blank in ``kept``.
    """

    kind: str
    rows: Sequence[int]
    lines: Sequence[int]
    shas: Sequence[bytes]
    at: Sequence[int | None]
    kept: dict[str, Sequence[str]]
    laid: dict[str, Sequence[Any]]

    def only(self, mask: Sequence[bool]) -> "KindRows":
        """The rows that a mask, as long as they are, says yes to."""
        return replace(
            self,
            rows=list(compress(self.rows, mask)),
            lines=list(compress(self.lines, mask)),
            shas=list(compress(self.shas, mask)),
            at=list(compress(self.at, mask)),
            kept={name: list(compress(texts, mask)) for name, texts in self.kept.items()},
            laid={name: list(compress(things, mask)) for name, things in self.laid.items()},
        )
