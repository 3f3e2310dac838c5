"""What was answered before a mind was changed: one version a change, oldest first."""

from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True, slots=True)
class AnswerChange:
    """One answer of a change, as it was and as it became, in words; notes and reasons stand on lines of their own."""

    question: str
    before: str
    after: str


@dataclass(frozen=True, kw_only=True, slots=True)
class SheetChange:
    """Locked answers that were changed at one time. ``why`` is empty where it was erased since."""

    number: int
    changed_at: str
    """UTC text."""
    why: str
    answers: tuple[AnswerChange, ...]
