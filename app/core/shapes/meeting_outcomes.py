"""What a meeting came to, case by case."""

from dataclasses import dataclass

from app.core.shapes.meetings import Consensus


@dataclass(frozen=True, kw_only=True, slots=True)
class CaseOutcome:
    """What the panel thinks of a case: ``views`` pairs each question that it settled, as it was asked, with its view.

    ``facts`` says in a line what the case is; no reference is in it.
    """

    number: int
    facts: str
    set_aside: bool
    views: tuple[tuple[str, Consensus], ...]
