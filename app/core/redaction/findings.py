"""What the finder says of a text: a piece that may have to be covered, which rule found it, and how sure it is.

A finding covers nothing: a person reads the text and takes or leaves it.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from enum import IntEnum
from typing import Final

from app.core.redaction.spans import Kind


class Certainty(IntEnum):
    """How sure a rule is. ``SURE`` needs an identifier that passes its own check, or a name of the record itself."""

    POSSIBLE = 1
    LIKELY = 2
    SURE = 3

    @property
    def word(self) -> str:
        """As it is written: ``sure``, ``likely``, ``possible``."""
        return self.name.lower()


@dataclass(frozen=True, kw_only=True, slots=True, order=True)
class Finding:
    """A piece of a text in its normal form, in code points from 0; the end is not part of it."""

    start: int
    end: int
    kind: Kind
    rule: str
    certainty: Certainty


BLIND: Final[frozenset[Kind]] = frozenset({"ETHNICITY", "OUTCOME"})
"""Kinds that a stage lifts: a personal detail inside one of them is a finding of its own."""

_JOINED: Final = BLIND | {"NAME"}
_BESIDE: Final = ("", " ", ". ", "-")
_AT: Final = (" on ", " at ")


def settled(text: str, findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """Findings in order, of those that overlap the one that says most: the surer, else the longer.

    A weaker one that reaches beyond a stronger keeps what lies outside of it, for what was found must not come back;
    parts of one name are one.

    Args:
        text: the one they are of, in its normal form.
        findings: in any order.
    """
    standing: list[Finding] = []  # in order, none over another
    for finding in sorted(_joined(text, findings), key=_weight, reverse=True):
        first = bisect_right(standing, finding.start, key=_end)
        behind = bisect_left(standing, finding.end, first, key=_start)
        if first == behind:
            standing.insert(first, finding)
        else:
            pieces = [piece for piece in _outside(finding, standing[first:behind]) if _says(text, piece)]
            standing[first:behind] = sorted([*standing[first:behind], *pieces])
    return tuple(standing)


def _joined(text: str, findings: Iterable[Finding]) -> list[Finding]:
    """All findings; names that overlap or stand side by side as one, and so give-aways: as sure as their surest."""
    joined: list[Finding] = []
    last: dict[Kind, int] = {}
    for finding in sorted(findings):
        before = joined[last[finding.kind]] if finding.kind in last else None
        if before is not None and (_is_one(text, before, finding)):
            surest = max(before, finding, key=lambda one: one.certainty)
            joined[last[finding.kind]] = replace(surest, start=before.start, end=max(before.end, finding.end))
        else:
            last[finding.kind] = len(joined)
            joined.append(finding)
    return joined


def _is_one(text: str, before: Finding, finding: Finding) -> bool:
    """Whether two findings of a kind are one: names side by side; places, one into or “on” the other."""
    if finding.kind == "ADDRESS":
        joined = finding.start < before.end or text[before.end : finding.start] in _AT
        return joined and Certainty.SURE not in (before.certainty, finding.certainty)
    return finding.kind in _JOINED and text[before.end : finding.start] in _BESIDE


def _says(text: str, piece: Finding) -> bool:
    """Whether a piece holds anything but marks."""
    return any(map(str.isalnum, text[piece.start : piece.end]))


def _weight(finding: Finding) -> tuple[bool, int, bool, int, int]:
    plain_date = finding.kind == "DATE"
    return finding.kind not in BLIND, finding.certainty, not plain_date, finding.end - finding.start, -finding.start


def _outside(finding: Finding, stronger: Iterable[Finding]) -> Iterator[Finding]:
    """The pieces of a finding that none of some stronger ones, in order, covers: before, between and behind them."""
    start = finding.start
    for other in stronger:
        if start < other.start:
            yield replace(finding, start=start, end=other.start)
        start = other.end
    if start < finding.end:
        yield replace(finding, start=start)


def _start(finding: Finding) -> int:
    return finding.start


def _end(finding: Finding) -> int:
    return finding.end
