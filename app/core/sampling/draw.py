"""Tickets, and the first of each stratum: the draw itself."""

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from heapq import nsmallest

from app.core.canonical import sha256_hex
from app.core.sampling.allocation import Share
from app.core.sampling.frame import SealedCase
from app.core.sampling.seed import parse_seed


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
    return sha256_hex(f"{seal}:{number}:{seed}:{token}".encode("ascii"))


def draw(
    *,
    seal: str,
    plan: str,
    number: int,
    seed: str,
    cases: Iterable[SealedCase | tuple[str, str]],
    shares: Sequence[Share],
) -> Draw:
    """Draw the cases and reserves of each stratum in ascending ticket order (DESIGN 3.9).

    Args:
        seal: of the frame.
        plan: digest of the plan this draw is made by.
        number: the draw's, among the draws of this seal, from 1.
        seed: as :func:`app.core.sampling.seed.parse_seed` gives it.
        cases: every case of the frame, sealed or as (token, label), in any order.
        shares: of the plan: one for every stratum of the frame.

    Raises:
        AppError: the seed is not one.
        ValueError: the number is below 1, the seed holds spaces, or cases and shares are not of the same frame.
    """
    if number < 1 or parse_seed(seed) != seed:
        raise ValueError("draw numbers count from 1 and a seed holds no spaces")
    strata = _by_stratum(cases)
    ordered = sorted(shares, key=lambda share: share.label)
    if {label: len(tokens) for label, tokens in strata.items()} != {share.label: share.cases for share in ordered}:
        raise ValueError("the shares are not those of this frame")
    drawn: list[DrawnCase] = []
    reserves: list[DrawnCase] = []
    for share in ordered:
        first = nsmallest(share.size + share.reserves, _tickets(seal, number, seed, strata[share.label]))
        picked = [DrawnCase(token=code, stratum=share.label, ticket=place) for place, code in first]
        if len(picked) != share.size + share.reserves:
            raise ValueError("a share asks for more than its stratum holds")
        drawn += picked[: share.size]
        reserves += picked[share.size :]
    return Draw(seal=seal, plan=plan, number=number, seed=seed, cases=tuple(drawn), reserves=tuple(reserves))


def _by_stratum(cases: Iterable[SealedCase | tuple[str, str]]) -> dict[str, list[str]]:
    strata: dict[str, list[str]] = {}
    for case in cases:
        code, label = case if isinstance(case, tuple) else (case.token, case.stratum)
        strata.setdefault(label, []).append(code)
    return strata


def _tickets(seal: str, number: int, seed: str, tokens: Iterable[str]) -> Iterator[tuple[str, str]]:
    """(ticket, token) of each case. The common beginning is hashed once: a million cases take half the time."""
    beginning = hashlib.sha256(f"{seal}:{number}:{seed}:".encode("ascii"))
    for code in tokens:
        whole = beginning.copy()
        whole.update(code.encode("ascii"))
        yield whole.hexdigest(), code
