"""What is covered of a text: from where to where, what kind of detail it is, and whether a later stage lifts it.

Places are code points of the text in its normal form (NFC), from 0; the end is not covered itself.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Literal, get_args
from unicodedata import normalize

Kind = Literal[
    "NAME", "ADDRESS", "VEHICLE", "PHONE", "DATE_OF_BIRTH", "REFERENCE", "EMAIL", "WEB", "DATE", "TIME", "AGE",
    "ETHNICITY", "OUTCOME", "OTHER",
]  # fmt: skip
KINDS: tuple[Kind, ...] = get_args(Kind)
LIFTING: frozenset[Kind] = frozenset({"ETHNICITY", "OUTCOME"})
"""What is covered only so that grading is blind; every other detail stays covered for good."""


class CrookedSpan(ValueError):
    """A cover that cannot be: outside its text, empty, of no known kind, or lifted where nothing may lift it."""


@dataclass(frozen=True, kw_only=True, slots=True, order=True)
class Span:
    """A piece of a text that is covered. ``lifts_at`` is the stage from which it is shown; "" for never."""

    start: int
    end: int
    kind: Kind
    lifts_at: str = ""


def plain(text: str) -> str:
    """A text in the form that places are counted in."""
    return normalize("NFC", text)


def default_lift(kind: Kind, stages: Sequence[str]) -> str:
    """When a new cover of a kind is lifted: ethnicity and outcome at the last stage, all else never."""
    return stages[-1] if kind in LIFTING and stages else ""


def kind_of(word: str) -> Kind:
    """A kind by its name, as a person or a file writes it. CrookedSpan where there is none of that name."""
    found = word.strip().upper().replace(" ", "_").replace("-", "_")
    if found not in KINDS:
        raise CrookedSpan(f"“{word}” is no kind of detail: {', '.join(KINDS)}.")
    return found


def settle(text: str, spans: Iterable[Span], stages: Sequence[str]) -> tuple[Span, ...]:
    """Covers checked, in order, those that overlap joined into one under the stricter rule.

    Args:
        text: in its normal form.
        spans: in any order.
        stages: the scheme's, in order.

    Raises:
        CrookedSpan: a cover lies outside the text or is empty, lifts at no stage of the scheme, or must never lift.
    """
    settled: list[Span] = []
    for span in sorted(set(spans)):
        _check(text, span, stages)
        if settled and span.start < settled[-1].end:
            settled[-1] = _join(settled[-1], span, stages)
        else:
            settled.append(span)
    return tuple(settled)


def _check(text: str, span: Span, stages: Sequence[str]) -> None:
    place = f"{span.start}-{span.end}"
    if span.kind not in KINDS:
        raise CrookedSpan(f"“{span.kind}” is no kind of detail: {', '.join(KINDS)}.")
    if not 0 <= span.start < span.end <= len(text):
        raise CrookedSpan(f"{place} does not lie in the text, which has {len(text):,} characters.")
    if span.lifts_at and span.kind not in LIFTING:
        raise CrookedSpan(f"{place}: a cover of the kind {span.kind} is never lifted.")
    if span.lifts_at and span.lifts_at not in stages:
        raise CrookedSpan(f"{place}: there is no stage “{span.lifts_at}” to lift it at.")


def _join(one: Span, other: Span, stages: Sequence[str]) -> Span:
    """Both as one: never lifted where either is not, else at the later stage; the kind is the stricter one's."""
    stricter = max(one, other, key=lambda span: _strictness(span, stages))  # of equals, the first
    return replace(stricter, start=min(one.start, other.start), end=max(one.end, other.end))


def _strictness(span: Span, stages: Sequence[str]) -> int:
    return stages.index(span.lifts_at) if span.lifts_at else len(stages)
