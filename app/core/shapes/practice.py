"""The made-up case that shows a newcomer the keys: what is to be tried next."""

from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True, slots=True)
class PracticeStep:
    """One thing to try: its number, of how many, and how, in a sentence. Number 0: everything was tried."""

    number: int
    of: int
    text: str
