"""Chance that falls the same way on every machine and every version of Python."""

import hashlib
from collections.abc import Sequence
from typing import TypeVar

Thing = TypeVar("Thing")


class Dice:
    """A stream of choices fixed by a seed: SHA-256 of the seed and a counter."""

    def __init__(self, seed: str) -> None:
        self._seed = seed
        self._thrown = 0

    def below(self, number: int) -> int:
        """A whole number from 0 to one less than ``number``."""
        self._thrown += 1
        digest = hashlib.sha256(f"{self._seed}:{self._thrown}".encode()).digest()
        return int.from_bytes(digest[:8], "big") % number

    def chance(self, percent: int) -> bool:
        """True that many times in a hundred."""
        return self.below(100) < percent

    def pick(self, things: Sequence[Thing]) -> Thing:
        """One of them."""
        return things[self.below(len(things))]

    def some(self, things: Sequence[Thing], number: int) -> list[Thing]:
        """That many of them, none twice, in any order."""
        left = list(things)
        return [left.pop(self.below(len(left))) for _ in range(min(number, len(left)))]
