"""Does a check bundle hold? Everything is made again from its parts, and each failing check is named in plain words.

Standard library and ``app.core`` only, so that the check runs without a workspace and without anything installed.
What a check cannot show is said in ``resources/help/the-draw.md``: that the list was complete, when things happened
(the times are what the app was told), and that no other draw was made on a copy.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import TypeVar

from app.core.canonical import sha256_hex
from app.core.sampling import checks
from app.core.sampling.members import ALLOWED, DRAW, FRAME, HELP, PLAN, REQUIRED
from app.core.sampling.plan import Plan, plan_digest, read_plan
from app.core.sampling.record import DrawRecord, read_draw
from app.core.sampling.strict import Unreadable

Read = TypeVar("Read")


@dataclass(frozen=True, kw_only=True, slots=True)
class Step:
    """One check of a bundle: what it looks at, and its problems, one sentence each; none: it holds."""

    title: str
    problems: tuple[str, ...]


def verify(members: Mapping[str, bytes]) -> tuple[str, ...]:
    """Check a bundle (DESIGN 3.11): seal, plan, sizes, every ticket, the order, replacements.

    Args:
        members: name to bytes; the three files a check needs, and whatever else the bundle holds.

    Returns:
        The problems, one sentence each, in the order of the checks; empty when the bundle holds.
    """
    return tuple(problem for step in steps(members) for problem in step.problems)


def steps(members: Mapping[str, bytes]) -> tuple[Step, ...]:
    """The checks one by one, in the order and under the names of ``check.html``.

    Later checks are left out where a file is missing or cannot be read, since there is nothing to compare.
    """
    return tuple(Step(title=title, problems=tuple(problems)) for title, problems in _steps(members))


def notes(members: Mapping[str, bytes]) -> tuple[str, ...]:
    """What is worth saying of a bundle and is no problem: the check needs neither the page nor the text."""
    return tuple(
        f"{name} is not in the bundle; the draw was checked without it." for name in HELP if name not in members
    )


Steps = Iterator[tuple[str, list[str]]]


def _steps(given: Mapping[str, bytes]) -> Steps:
    problems = _membership(given)
    yield "The three files are there", problems
    if any(name in given for name in HELP):
        yield "The page and the text are ones that this project shipped", checks.shipped(given)
    if problems:
        return
    frame, problems = _read(checks.read_frame, given[FRAME])
    yield "The list is written as it was sealed", problems
    record, problems = _read(read_draw, given[DRAW])
    yield "The record of the draw is whole", problems
    plan, problems = _read(read_plan, given[PLAN])
    yield "The plan is whole and does not contradict itself", problems
    seal = sha256_hex(given[FRAME])
    if record:
        yield "The seal: it is the list that the draw was made from", checks.seal(record.draw.seal, seal)
        digest = plan_digest(given[PLAN])
        yield "The plan: it is the one that the draw was made by", checks.plan_digest(record.draw.plan, digest)
    if plan and record and frame:
        yield from _compared(plan, record, frame, seal)


def _compared(plan: Plan, record: DrawRecord, frame: Mapping[str, str], seal: str) -> Steps:
    yield "The plan is for this list and this draw", checks.plan_fits(plan, record, seal)
    sizes = checks.strata(plan, frame)
    yield "The numbers to draw follow from the list by the plan's rule", sizes
    yield "The seed is of the right form and came after seal and plan", checks.seed(plan, record)
    tickets = checks.tickets(record, frame)
    yield "Every ticket is the SHA-256 of seal, draw number, seed and case code", tickets
    if not sizes:
        picked = checks.picked(plan, record, frame)
        yield "The cases are those with the lowest tickets, the reserves the next", picked
    yield "Replaced and withheld cases follow the plan", checks.replacements(plan, record)
    yield "The other draws of this seal are all named", checks.others(plan, record)


def _membership(given: Mapping[str, bytes]) -> list[str]:
    missing = [f"{name} is missing: nothing can be checked without it." for name in REQUIRED if name not in given]
    extra = [f"“{name}” does not belong in a check bundle." for name in sorted(given) if name not in ALLOWED]
    return missing + extra


def _read(read: Callable[[bytes], Read], data: bytes) -> tuple[Read | None, list[str]]:
    """The file as read, or its problem."""
    try:
        return read(data), []
    except Unreadable as error:
        return None, [str(error)]
