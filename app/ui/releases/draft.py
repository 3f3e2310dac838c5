"""A case as it is being prepared: what is covered of each text so far, what was found, what was read to its end."""

import re
from dataclasses import replace

from app.core.redaction.findings import Finding
from app.core.redaction.spans import LIFTING, Kind, Span, default_lift, settle
from app.core.shapes.releases import CaseText, Letting, ReleaseCase


class Draft:
    """Kept in memory until the case is let go."""

    def __init__(self, case: ReleaseCase) -> None:
        self.case = case
        self.covers: dict[str, tuple[Span, ...]] = {text.key: text.spans for text in case.texts}
        self.found: dict[str, tuple[Finding, ...]] = {text.key: text.found for text in case.texts}
        self._read: set[str] = set()
        self._stages = [stage.id for stage in case.stages]

    @property
    def changed(self) -> bool:
        """Whether anything is covered that is not kept yet, or uncovered."""
        return self.covers != {text.key: text.spans for text in self.case.texts}

    @property
    def unread(self) -> tuple[CaseText, ...]:
        """The texts that were not read to their end yet."""
        return tuple(text for text in self.case.texts if text.digest not in self._read)

    @property
    def undecided(self) -> int:
        """How many findings of all texts nobody has taken or left yet."""
        return sum(len(found) for found in self.found.values())

    @property
    def letting(self) -> Letting:
        """What would be let go now."""
        return Letting(covers=dict(self.covers), read=frozenset(self._read))

    def mark_read(self, text: CaseText) -> bool:
        """A text was read to its end; whether that is new."""
        new = text.digest not in self._read
        self._read.add(text.digest)
        return new

    def cover(self, text: CaseText, start: int, end: int, kind: Kind) -> Span:
        """Cover from one place to another; the cover that holds it now, which may be one joined with others."""
        span = Span(start=start, end=end, kind=kind, lifts_at=default_lift(kind, self._stages))
        self.covers[text.key] = settle(text.text, (*self.covers[text.key], span), self._stages)
        covered = {at for each in self.covers[text.key] for at in range(each.start, each.end)}
        self.found[text.key] = tuple(
            one for one in self.found[text.key] if not covered.issuperset(range(one.start, one.end))
        )
        return next(each for each in self.covers[text.key] if each.start <= start < each.end)

    def take(self, text: CaseText, finding: Finding) -> Span:
        """Cover what was found."""
        return self.cover(text, finding.start, finding.end, finding.kind)

    def leave(self, text: CaseText, finding: Finding) -> None:
        """Leave what was found as it stands."""
        self.found[text.key] = tuple(one for one in self.found[text.key] if one != finding)

    def cover_same(self, words: str, kind: Kind) -> int:
        """Cover the same words wherever they stand in the case, whatever their case; how many more are covered."""
        pattern = re.compile(rf"(?<!\w){re.escape(words)}(?!\w)", re.IGNORECASE)
        before = sum(map(len, self.covers.values()))
        for text in self.case.texts:
            for match in pattern.finditer(text.text):
                self.cover(text, match.start(), match.end(), kind)
        return sum(map(len, self.covers.values())) - before

    def at(self, text: CaseText, place: int) -> Span | None:
        """The cover that a place lies in, or just behind."""
        spans = self.covers[text.key]
        inside = next((span for span in spans if span.start <= place < span.end), None)
        return inside or next((span for span in spans if span.end == place), None)

    def change(self, text: CaseText, span: Span, kind: Kind) -> Span:
        """Another kind for a cover."""
        return self._put(text, span, replace(span, kind=kind, lifts_at=default_lift(kind, self._stages)))

    def remove(self, text: CaseText, span: Span) -> None:
        """Take a cover away."""
        self.covers[text.key] = tuple(each for each in self.covers[text.key] if each != span)

    def next_lift(self, text: CaseText, span: Span) -> Span:
        """Let a cover lift at the next stage, or after the last one never; only blindness ever lifts."""
        if span.kind not in LIFTING:
            return span
        turns = [*self._stages[1:], ""]
        at = turns.index(span.lifts_at) if span.lifts_at in turns else -1
        return self._put(text, span, replace(span, lifts_at=turns[(at + 1) % len(turns)]))

    def _put(self, text: CaseText, old: Span, new: Span) -> Span:
        self.covers[text.key] = tuple(new if each == old else each for each in self.covers[text.key])
        return new
