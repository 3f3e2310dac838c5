"""Joining strata so small that an outsider might recognise a person in them (DESIGN 3.3)."""

from collections.abc import Mapping
from typing import Final

from app.core.sampling.frame import SMALL

JOINED: Final = "small groups together"
"""The name of the stratum that small ones are joined into."""


def join_small(counts: Mapping[str, int]) -> dict[str, str]:
    """Which stratum each value goes to when small ones are joined.

    Values of 1 to 4 cases go together; while what they make is still that small, the next smallest joins them.

    Args:
        counts: cases by value.

    Returns:
        For every value the name of its stratum: its own, or :data:`JOINED`.
    """
    smallest_first = sorted(counts, key=lambda value: (counts[value], value))
    joined: list[str] = []
    for value in smallest_first:
        together = sum(counts[name] for name in joined)
        if counts[value] > SMALL and not 0 < together <= SMALL:
            break
        joined.append(value)
    if len(joined) < 2:  # one small stratum and nothing to join it to
        joined = []
    return {value: JOINED if value in joined else value for value in counts}
