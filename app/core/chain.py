"""The audit chain: each entry's hash covers the one before, so that a change shows from there on.

A chain proves nothing to someone who holds file and key and rehashes it all; it does against a head hash that left the
machine. So every paper carries one, and :func:`check` can be asked whether a paper's head stands in the chain.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from hashlib import sha256

START = bytes(32)
"""What the first entry names as the one before it."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Link:
    """One entry as kept: its place from 1, the exact bytes that were hashed, the hash before and its own."""

    seq: int
    body: bytes
    prev: bytes
    hash: bytes


@dataclass(frozen=True, kw_only=True, slots=True)
class ChainCheck:
    """How many entries there are, the last hash, the first trouble in plain words (or ""), and if a head was found."""

    entries: int
    head: bytes
    trouble: str
    head_found: bool


def link_hash(prev: bytes, body: bytes) -> bytes:
    """The hash of an entry: SHA-256 over the 32 bytes of the hash before it and its own body."""
    return sha256(prev + body).digest()


def check(links: Iterable[Link], wanted: bytes | None = None) -> ChainCheck:
    """Walk a chain from its start and say where it first breaks.

    Args:
        links: the entries in the order of their place.
        wanted: a head hash from a paper; the check says whether it stands in the chain.
    """
    prev, count, found = START, 0, False
    for link in links:
        count += 1
        if link.seq != count:
            return ChainCheck(entries=count, head=prev, trouble=f"Entry {count} is missing.", head_found=found)
        if link.prev != prev or link.hash != link_hash(prev, link.body):
            trouble = f"Entry {link.seq} was changed, or one before it was taken out."
            return ChainCheck(entries=count, head=prev, trouble=trouble, head_found=found)
        prev = link.hash
        found = found or prev == wanted
    return ChainCheck(entries=count, head=prev, trouble="", head_found=found)
