"""The digits that decide the draw: read from the room's dice, or made by the app for someone drawing alone."""

import unicodedata
from collections.abc import Callable
from typing import Final

from app.core.errors import AppError

LEAST_DIGITS: Final = 20
"""Fewest digits of a seed: twenty rolls of a ten-sided die are 66 bits of chance."""

MOST_DIGITS: Final = 200
"""Most digits of a seed: more is a slip of the hand or a paste of something else."""

APP_DIGITS: Final = 40
"""Digits of a seed that the app makes: 132 bits."""

_DIGITS = frozenset("0123456789")
_BYTES = 17  # 2**136, of which the largest multiple of 10**40 is 8.7e40: nine draws of ten are kept
_TRIES = 1_000


def parse_seed(text: str) -> str:
    """The seed in what a person typed or pasted: any white space ignored, every zero kept (DESIGN 3.7).

    Args:
        text: digits, in groups or not.

    Raises:
        AppError: a character is not one of the digits 0 to 9, or there are fewer than 20 or more than 200 digits.
    """
    seed = "".join(text.split())
    for place, character in enumerate(seed, start=1):
        if character not in _DIGITS:
            raise AppError(
                f"The seed holds {_named(character)} at place {place}; only the digits 0 to 9 count.",
                "Type the digits of the dice, in the order they were rolled.",
            )
    if len(seed) < LEAST_DIGITS:
        raise AppError(
            f"The seed has {len(seed)} digits; it needs at least {LEAST_DIGITS}.",
            f"Roll and add at least {LEAST_DIGITS - len(seed)} more.",
        )
    if len(seed) > MOST_DIGITS:
        raise AppError(f"The seed has {len(seed)} digits; at most {MOST_DIGITS} are taken.", "Give fewer digits.")
    return seed


def app_seed(random_bytes: Callable[[int], bytes]) -> str:
    """Forty decimal digits, each number equally likely (DESIGN 3.7).

    A number above the largest multiple of 10**40 is thrown away and made again: taking a remainder of it would
    favour small seeds.

    Args:
        random_bytes: gives that many bytes of the machine's best randomness (``secrets.token_bytes``).

    Raises:
        RuntimeError: the source gives numbers that are thrown away a thousand times running: it is broken.
    """
    span = 10**APP_DIGITS
    limit = 2 ** (8 * _BYTES) // span * span
    for _ in range(_TRIES):
        number = int.from_bytes(random_bytes(_BYTES), "big")
        if number < limit:
            return f"{number % span:0{APP_DIGITS}}"
    raise RuntimeError("the source of randomness is broken")


def _named(character: str) -> str:
    """The character as a person can find it: shown, and by its Unicode number where it looks like a digit."""
    shown = f"“{character}”" if character.isprintable() else "a character that cannot be seen"
    if character.isascii() and character.isprintable():
        return shown
    name = unicodedata.name(character, "").lower()
    return f"{shown} (U+{ord(character):04X}{', ' + name if name else ''})"
