"""What is asked of a further draw, and what a plan fixed, as screens, papers and the batch door show it."""

from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True, slots=True)
class PlanChoice:
    """A further draw from a sealed list: how many of the strata that were sealed, and where its seed will come from.

    ``form`` and ``seed_source`` are as of the first plan where they are blank.
    ``per`` is how many of each value of the one facet that divides the list (0: a number in all). ``fixed`` pairs a
    stratum's public label (``S01``) with the number drawn from it.
    """

    size: int = 0
    per: int = 0
    reserves: int = 0
    allocation: str = "proportional"
    fixed: tuple[tuple[str, int], ...] = ()
    form: str = ""
    seed_source: str = ""
    seed_name: str = ""
    departures: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True, slots=True)
class PlanView:
    """What was fixed before the seed of one draw. ``drawn`` is the number of the draw (as in D3), or None until then.

    ``seed_source`` is ``dice``, ``app``, ``named``, or "" for dice or the app's own randomness.
    """

    plan_id: int
    number: int
    digest: str
    size: int
    reserves: int
    allocation: str
    form: str
    form_label: str
    seed_source: str
    seed_name: str
    departures: tuple[str, ...]
    fixed_at: str
    drawn: int | None
    whole: bool
    """Every stratum is drawn whole: nobody chose, and no dice are needed."""


@dataclass(frozen=True, kw_only=True, slots=True)
class ReasonCount:
    """Cases that were left out of a list for one reason: its code, its words, how many."""

    reason: str
    label: str
    count: int
