"""What a reader is given of a text: words of the kind where something is covered, the same however long it was."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from app.core.redaction.findings import Finding
from app.core.redaction.spans import Kind, Span, plain, settle

NOT_RELEASED = "[NOT RELEASED]"
"""Stands for a text that nobody has read for volunteers: it came, or was changed, after the release."""


def bar_word(kind: Kind) -> str:
    """What stands for a covered piece: ``[DATE OF BIRTH]``."""
    return f"[{kind.replace('_', ' ')}]"


def bar(text: str, spans: Iterable[Span], stages_open: Collection[str]) -> str:
    """The text as somebody may see it for whom these stages are open.

    Args:
        text: in its normal form.
        spans: settled: in order, none over another.
        stages_open: a cover that lifts at one of them is taken away.
    """
    told: list[str] = []
    at = 0
    for span in spans:
        if span.lifts_at and span.lifts_at in stages_open:
            continue
        told += [text[at : span.start], bar_word(span.kind)]
        at = span.end
    return "".join([*told, text[at:]])


def bar_found(text: str, found: Iterable[Finding]) -> str:
    """A text with words of the kind wherever something was found in its normal form, whatever it was."""
    return bar(plain(text), (Span(start=one.start, end=one.end, kind=one.kind) for one in found), ())


@dataclass(frozen=True, kw_only=True, slots=True)
class Covered:
    """A text as it was read and let go: in its normal form, with what is covered of it."""

    text: str
    spans: tuple[Span, ...]


class Released:
    """All texts of a case that were let go. Only a text that is here word for word is ever shown, and barred.

    It shows nothing of itself: neither its words nor its covers stand in its ``repr``.
    """

    __slots__ = ("_covers", "_stages")

    def __init__(self, texts: Iterable[Covered], stages: Sequence[str]) -> None:
        """Of the texts of one case; where two of them are the same words, the covers of both hold.

        Args:
            texts: as released.
            stages: the scheme's, in order.
        """
        found: dict[str, tuple[Span, ...]] = {}
        for each in texts:
            found[each.text] = settle(each.text, (*found.get(each.text, ()), *each.spans), stages)
        self._covers: Mapping[str, tuple[Span, ...]] = found
        self._stages = tuple(stages)

    def shown(self, text: str, furthest: str) -> str:
        """A text of the record as a volunteer sees it who has come as far as this stage.

        Args:
            text: as recorded; a blank one stays blank.
            furthest: the last stage that is open; what an earlier one lifts, skipped or not, is lifted.
        """
        if not text.strip():
            return ""
        words = plain(text)
        covers = self._covers.get(words)
        if covers is None:
            return NOT_RELEASED
        return bar(words, covers, self._stages[: self._stages.index(furthest) + 1])

    def __repr__(self) -> str:
        """How many texts; never a word of them."""
        return f"Released({len(self._covers)} texts)"
