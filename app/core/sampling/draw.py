"""Tickets, and the first of each stratum: the draw itself."""

import hashlib
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from app.core.canonical import sha256_hex
from app.core.sampling.allocation import Share
from app.core.sampling.frame import PublicCase
from app.core.sampling.seed import parse_seed

_ABOVE_ALL: Final = b"\xff" * 33
_ROOM: Final = 1_000  # so that a stratum which gives little is not cut all the time


@dataclass(frozen=True, kw_only=True, slots=True)
class DrawnCase:
    """A case that was drawn, or stands in reserve: its public token, its stratum's label, its ticket."""

    token: str
    stratum: str
    ticket: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Draw:
    """What a seed picked from a sealed frame: strata in label order, within each in ticket order.

    ``plan`` is the digest of the plan; ``number`` counts the draws of one seal from 1, without gaps.
    """

    seal: str
    plan: str
    number: int
    seed: str
    cases: tuple[DrawnCase, ...]
    reserves: tuple[DrawnCase, ...]


def ticket(seal: str, number: int, seed: str, token: str) -> str:
    """A case's ticket (DESIGN 3.8): hex SHA-256 of the ASCII text ``seal:number:seed:token``."""
    return sha256_hex(f"{seal}:{number}:{seed}:{token}".encode())


def draw(
    *,
    seal: str,
    plan: str,
    number: int,
    seed: str,
    cases: Iterable[PublicCase],
    shares: Sequence[Share],
) -> Draw:
    """Draw the cases and reserves of each stratum in ascending ticket order (DESIGN 3.9).

    Args:
        seal: of the frame.
        plan: digest of the plan this draw is made by.
        number: the draw's, among the draws of this seal, from 1.
        seed: as :func:`app.core.sampling.seed.parse_seed` gives it.
        cases: every case of the frame, token first, then its stratum's label, in any order. They are gone through
            once and not kept.
        shares: of the plan: one for every stratum of the frame.

    Raises:
        AppError: the seed is not one.
        ValueError: the number is below 1, the seed holds spaces, or cases and shares are not of the same frame.
    """
    if number < 1 or parse_seed(seed) != seed:
        raise ValueError("draw numbers count from 1 and a seed holds no spaces")
    ordered = sorted(shares, key=lambda share: share.label)
    lowest, counts = _lowest(f"{seal}:{number}:{seed}:", cases, ordered)
    if counts != {share.label: share.cases for share in ordered}:
        raise ValueError("the shares are not those of this frame")
    drawn: list[DrawnCase] = []
    reserves: list[DrawnCase] = []
    for share in ordered:
        picked = [
            DrawnCase(token=code, stratum=share.label, ticket=digest.hex()) for digest, code in lowest[share.label]
        ]
        if len(picked) != share.size + share.reserves:
            raise ValueError("a share asks for more than its stratum holds")
        drawn += picked[: share.size]
        reserves += picked[share.size :]
    return Draw(seal=seal, plan=plan, number=number, seed=seed, cases=tuple(drawn), reserves=tuple(reserves))


Ticketed = tuple[bytes, str]
"""A case's ticket as bytes, and its token."""


def _lowest(
    beginning: str, cases: Iterable[PublicCase], shares: Sequence[Share]
) -> tuple[dict[str, list[Ticketed]], dict[str, int]]:
    """The lowest tickets of each stratum, as many as it gives, and how many cases each stratum has.

    The cases are gone through once and not kept. Of each stratum the lowest so far are kept in a list that is cut
    when it has grown to twice what is wanted, and from then on only what is lower than the last of them goes in.
    """
    wanted = {share.label: share.size + share.reserves for share in shares}
    kept: dict[str, list[Ticketed]] = {label: [] for label in wanted}
    limits = dict.fromkeys(wanted, _ABOVE_ALL)
    counts: Counter[str] = Counter()
    start = hashlib.sha256(beginning.encode("ascii")).copy
    for case in cases:
        label = case[1]
        counts[label] += 1
        whole = start()
        whole.update(case[0].encode())
        digest = whole.digest()
        if digest < limits.get(label, b""):
            best = kept[label]
            best.append((digest, case[0]))
            if len(best) >= 2 * wanted[label] + _ROOM:
                limits[label] = _cut(best, wanted[label])
    for label, best in kept.items():
        _cut(best, wanted[label])
    return kept, dict(counts)


def _cut(best: list[Ticketed], wanted: int) -> bytes:
    """Leave the lowest in ticket order; the ticket from which on nothing more goes in."""
    best.sort()
    del best[wanted:]
    return best[-1][0] if best else b""
