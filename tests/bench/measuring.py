"""How much of what is labelled is found (recall), and how much of what is found is labelled (precision)."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from app.core.redaction.findings import Certainty
from tests.bench.labelled import Label, Text

LIFTED = frozenset(("ethnicity", "outcome"))
"""Kinds of labels that a stage shows again: any part of one that is covered is enough for somebody to see it."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Found:
    """A piece of a text that somebody's finder found, by the kind of ours."""

    start: int
    end: int
    kind: str
    certainty: Certainty = Certainty.LIKELY


@dataclass(frozen=True, slots=True)
class Share:
    """How many of how many."""

    good: int
    of: int

    def __str__(self) -> str:
        """In figures: ``0.984 (63/64)``; a dash of none."""
        return f"{self.good / self.of:.3f} ({self.good}/{self.of})" if self.of else "-"


def is_found(text: str, label: Label, found: Iterable[Found]) -> bool:
    """Whether a label is found: every letter and digit of it, or any of ethnicity and outcome.

    What a stage lifts covers no name: it comes back.
    """
    wanted = {at for at in range(label.start, label.end) if text[at].isalnum()}
    lifted = label.kind in LIFTED
    covered = {
        at
        for one in found
        if lifted or one.kind.lower() not in LIFTED
        for at in range(max(one.start, label.start), min(one.end, label.end))
    }
    return bool(wanted & covered) if lifted else wanted <= covered


def is_right(one: Found, labels: Iterable[Label]) -> bool:
    """Whether what was found overlaps a label."""
    return any(one.start < label.end and label.start < one.end for label in labels)


def recall(texts: Sequence[Text], found: Sequence[Sequence[Found]]) -> dict[str, Share]:
    """By the kind of label, in the order of their names; what was found stands in the order of the texts."""
    counted = [
        (label.kind, is_found(text.text, label, ours))
        for text, ours in zip(texts, found, strict=True)
        for label in text.labels
    ]
    return _shares(counted)


def precision(
    texts: Sequence[Text], found: Sequence[Sequence[Found]], least: Certainty = Certainty.POSSIBLE
) -> dict[str, Share]:
    """By the kind of finding, of those as certain as ``least``."""
    counted = [
        (one.kind, is_right(one, text.labels))
        for text, ours in zip(texts, found, strict=True)
        for one in ours
        if one.certainty >= least
    ]
    return _shares(counted)


def covering(shares: dict[str, Share]) -> Share:
    """Of shares by kind, that of what is covered for good: names, addresses, identifiers."""
    kept = [share for kind, share in shares.items() if kind.lower() not in LIFTED]
    return Share(sum(share.good for share in kept), sum(share.of for share in kept))


def together(shares: dict[str, Share]) -> Share:
    """All shares as one."""
    return Share(sum(share.good for share in shares.values()), sum(share.of for share in shares.values()))


def _shares(counted: Iterable[tuple[str, bool]]) -> dict[str, Share]:
    of, good = Counter[str](), Counter[str]()
    for kind, right in counted:
        of[kind] += 1
        good[kind] += right
    return {kind: Share(good[kind], of[kind]) for kind in sorted(of)}
