"""Cases that a person chose: they stand beside the draws, and no figure ever counts them."""

from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True, slots=True)
class TargetedCase:
    """A case that somebody asked for. ``asked_by`` and ``why`` are blank once they were erased.

    ``targeted`` is always true: whatever counts cases leaves out those that say so. ``rounds`` are the rounds that it
    is graded in.
    """

    targeted_id: int
    kind: str
    kind_label: str
    case_id: int
    reference: str
    reason: str
    reason_label: str
    asked_by: str
    why: str
    added_at: str
    rounds: tuple[int, ...]
    targeted: bool = True
