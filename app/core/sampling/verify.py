"""Does a check bundle hold? Everything is made again from its parts, and each failing check is named in plain words.

Standard library and ``app.core`` only, so that the check runs without a workspace and without anything installed.
What a check cannot show is said in ``resources/help/the-draw.md``: that the list was complete, when things happened
(the times are what the app was told), and that no other draw was made on a copy.
"""

from collections.abc import Callable, Mapping
from typing import TypeVar

from app.core.canonical import sha256_hex
from app.core.sampling import checks
from app.core.sampling.members import ALLOWED, DRAW, FRAME, PLAN, REQUIRED
from app.core.sampling.plan import plan_digest, read_plan
from app.core.sampling.record import read_draw
from app.core.sampling.strict import Unreadable

Read = TypeVar("Read")


def verify(members: Mapping[str, bytes]) -> tuple[str, ...]:
    """Check a bundle (DESIGN 3.11): seal, plan, sizes, every ticket, the order, replacements.

    Args:
        members: name to bytes; the three files a check needs, and whatever else the bundle holds.

    Returns:
        The problems, one sentence each, in the order of the checks; empty when the bundle holds.
    """
    problems = _membership(members)
    if problems:
        return tuple(problems)
    return tuple(_read_and_compare(members))


def _membership(given: Mapping[str, bytes]) -> list[str]:
    missing = [f"{name} is missing: nothing can be checked without it." for name in REQUIRED if name not in given]
    extra = [f"“{name}” does not belong in a check bundle." for name in sorted(given) if name not in ALLOWED]
    return missing + extra


def _read_and_compare(given: Mapping[str, bytes]) -> list[str]:
    problems: list[str] = []
    frame = _read(checks.read_frame, given[FRAME], problems)
    plan = _read(read_plan, given[PLAN], problems)
    record = _read(read_draw, given[DRAW], problems)
    seal = sha256_hex(given[FRAME])
    if plan:
        problems += checks.seal_of_plan(seal, plan)
    if record:
        problems += checks.digests(seal, plan_digest(given[PLAN]), record)
        problems += checks.seed(record) + checks.others(record)
    if plan and frame:
        problems += checks.strata(plan, frame)
    if plan and record:
        problems += checks.record_by_plan(plan, record) + checks.replacements(plan, record)
    if plan and record and frame:
        problems += checks.drawn(plan, record, frame)
    return problems


def _read(read: Callable[[bytes], Read], data: bytes, problems: list[str]) -> Read | None:
    """The file as read, or None and its problem among the problems: the other checks go on."""
    try:
        return read(data)
    except Unreadable as error:
        problems.append(str(error))
        return None
