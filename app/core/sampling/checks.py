"""The single checks of a bundle. Each gives its problems in words for a sceptical volunteer; none: it holds."""

import re
from collections import Counter
from collections.abc import Mapping, Sequence

from app.core.canonical import sha256_hex
from app.core.errors import AppError
from app.core.sampling.allocation import by_rule
from app.core.sampling.draw import Draw, DrawnCase, draw, ticket
from app.core.sampling.frame import HEADER, label_series
from app.core.sampling.members import SHIPPED
from app.core.sampling.plan import APP, Plan
from app.core.sampling.record import DrawRecord
from app.core.sampling.seed import APP_DIGITS, parse_seed
from app.core.sampling.strict import Unreadable, refuse_resaved
from app.core.words import count_of

_LINE = re.compile("([0-9a-f]{64}),(S[0-9]{2,})").fullmatch


def shipped(members: Mapping[str, bytes]) -> list[str]:
    """Are the page and the text of the bundle, where it has them, ones that this project ships or shipped?"""
    return [
        f"{name}: it is none that Scrutiny Panel ever shipped, so nothing that it says can be relied on."
        for name, known in SHIPPED.items()
        if name in members and sha256_hex(members[name]) not in known
    ]


def read_frame(data: bytes) -> dict[str, str]:
    """Token to stratum label of a ``frame.csv`` (DESIGN 3.4).

    Raises:
        Unreadable: header, line ends, a line, the order or the labels are not as they were sealed.
    """
    frame: dict[str, str] = {}
    before = ""
    for place, line in enumerate(_frame_lines(data), start=2):
        match = _LINE(line)
        if not match:
            raise Unreadable(f"frame.csv, line {place}: it is not a case code, a comma and a stratum's label.")
        if match[1] <= before:
            raise Unreadable(f"frame.csv, line {place}: the case code stands twice or out of order.")
        before = match[1]
        frame[before] = match[2]
    labels = sorted(set(frame.values()))
    if labels != label_series(len(labels)):
        raise Unreadable("frame.csv: the strata's labels do not run S01, S02, ... without a gap.")
    return frame


def seal(made_from: str, found: str) -> list[str]:
    """Is it the list that the draw was made from?"""
    return _failed(
        (
            made_from == found,
            f"The seal does not match: the draw was made from {made_from}, but frame.csv gives {found}. "
            "The list was changed after it was sealed, or the seal was.",
        )
    )


def plan_digest(made_by: str, found: str) -> list[str]:
    """Is it the plan that the draw was made by?"""
    return _failed(
        (
            made_by == found,
            f"The plan does not match: the draw was made by {made_by}, but plan.json gives {found}. "
            "The plan was changed after it was fixed, or its digest was.",
        )
    )


def plan_fits(plan: Plan, record: DrawRecord, found: str) -> list[str]:
    """Is the plan for this list and this draw?

    Args:
        plan: as read.
        record: what was published.
        found: the SHA-256 of ``frame.csv`` as it is now.
    """
    return _failed(
        (
            plan.seal == found,
            f"The plan is for the list with the seal {plan.seal}, but frame.csv gives {found}: another list.",
        ),
        (
            record.draw.number == plan.number,
            f"The plan is for draw {plan.number} of this seal, but this is draw {record.draw.number}.",
        ),
    )


def seed(plan: Plan, record: DrawRecord) -> list[str]:
    """Is the seed of the right form, from where the plan allows, and later than seal and plan (DESIGN 3.7)?"""
    given = record.draw.seed
    try:
        form = [] if parse_seed(given) == given else ["The seed holds spaces; it must be digits only."]
    except AppError as error:
        form = [f"The seed is not one: {error.what}"]
    return form + _failed(
        (
            record.seed_source != APP or len(given) == APP_DIGITS,
            f"A seed made by the app has {APP_DIGITS} digits; this one has not.",
        ),
        (
            record.seed_source in plan.seed_sources,
            f"The seed came from “{record.seed_source}”, which the plan does not allow.",
        ),
        (record.sealed_at == plan.sealed_at, "The plan gives another time for the sealing than the draw does."),
        (record.sealed_at <= record.drawn_at, "The draw is said to have been made before the list was sealed."),
        (plan.fixed_at <= record.drawn_at, "The draw is said to have been made before its plan was fixed."),
    )


def others(plan: Plan, record: DrawRecord) -> list[str]:
    """Are all draws of the seal named, from 1 without a gap, and only seals of the same time (DESIGN 3.9)?"""
    numbers = sorted([record.draw.number, *(other.number for other in record.other_draws)])
    early = [other for other in record.other_draws if other.drawn_at and other.drawn_at < record.sealed_at]
    apart = [
        other for other in record.other_seals if other.last_day < plan.first_day or other.first_day > plan.last_day
    ]
    return _failed(
        (
            numbers == list(range(1, len(numbers) + 1)),
            "The draws of this seal are not numbered 1, 2, 3, ...: one is left out, or one stands twice.",
        ),
        (not early, "Another draw of this seal is said to have been made before the list was sealed."),
        (
            record.draw.seal not in {other.seal for other in record.other_seals},
            "The seal stands among the other seals.",
        ),
        (not apart, "A seal stands among the other seals although its period does not overlap this one's."),
    )


def strata(plan: Plan, frame: Mapping[str, str]) -> list[str]:
    """Do the plan's strata hold as many cases as the list, and do the sizes follow from the rule (DESIGN 3.5)?"""
    counts = Counter(frame.values())
    planned = {share.label: share.cases for share in plan.shares}
    if counts != planned:
        labels = sorted(set(counts) | set(planned))
        return [
            f"The plan gives {label} {count_of(planned.get(label, 0), 'case')}; the list has {counts[label]:,}."
            for label in labels
            if counts[label] != planned.get(label, 0)
        ]
    try:
        right = by_rule(plan.shares)
    except ValueError:
        return ["The plan's sizes follow from no rule: no shares could be made of them."]
    return [
        f"{share.label} should have {other.size:,} drawn and {other.reserves:,} in reserve by the rule "
        f"“{other.rule}”; the plan says {share.size:,} and {share.reserves:,} by “{share.rule}”."
        for share, other in zip(plan.shares, right, strict=True)
        if share != other
    ]


def tickets(record: DrawRecord, frame: Mapping[str, str]) -> list[str]:
    """Is every case on the list, in its stratum, with its own ticket (DESIGN 3.8)?"""
    made = record.draw
    return [problem for case in (*made.cases, *made.reserves) for problem in _one_case(case, made, frame)]


def picked(plan: Plan, record: DrawRecord, frame: Mapping[str, str]) -> list[str]:
    """Are these the cases that the seed picks? Every ticket of the list is made again (DESIGN 3.9)."""
    made = record.draw
    try:
        right = draw(
            seal=made.seal,
            plan=made.plan,
            number=made.number,
            seed=made.seed,
            cases=frame.items(),
            shares=plan.shares,
        )
    except (AppError, ValueError):
        # The counts, the sizes or the seed are wrong, which their own checks have said.
        return ["The draw could not be made again from this list, plan and seed."]
    return [
        *_compare("drawn", made.cases, right.cases, right.reserves),
        *_compare("in reserve", made.reserves, right.reserves, right.cases),
    ]


def replacements(plan: Plan, record: DrawRecord) -> list[str]:
    """Did each case give its place to the next reserve of its stratum, for a reason of the plan (DESIGN 3.10)?"""
    problems: list[str] = []
    playing = {case.token: case.stratum for case in record.draw.cases}
    waiting: dict[str, list[str]] = {}
    for reserve in record.draw.reserves:
        waiting.setdefault(reserve.stratum, []).append(reserve.token)
    for one in record.replaced:
        name = f"The replaced case {_short(one.token)}"
        if one.reason not in plan.replace_reasons:
            problems.append(f"{name}: the plan does not allow the reason “{one.reason}”.")
        stratum = playing.pop(one.token, None)
        if stratum is None:
            problems.append(f"{name} was not in the draw at that moment, or was replaced twice.")
            continue
        queue = waiting.get(stratum, [])
        next_one = queue.pop(0) if queue else None
        if one.by != next_one:
            wanted = f"the next reserve of {stratum} is {_short(next_one)}" if next_one else "no reserve was left"
            problems.append(f"{name} gave its place to {_short(one.by) if one.by else 'nobody'}, but {wanted}.")
        if next_one:
            playing[next_one] = stratum
    return problems + _withheld(plan, record, playing)


def _frame_lines(data: bytes) -> list[str]:
    """The lines below the header, of a file that is whole and has our line ends."""
    refuse_resaved("frame.csv", data)
    if not data.isascii():
        raise Unreadable("frame.csv: it holds characters that a sealed list never has; it was saved again or changed.")
    header, *lines = data.decode("ascii").split("\n")
    if header != HEADER:
        raise Unreadable(f"frame.csv: its first line is not “{HEADER}”.")
    if not lines or lines.pop():
        raise Unreadable("frame.csv: it does not end with a line feed; its end was cut off or changed.")
    if not lines:
        raise Unreadable("frame.csv: it holds no case.")
    return lines


def _withheld(plan: Plan, record: DrawRecord, playing: Mapping[str, str]) -> list[str]:
    problems: list[str] = []
    seen: set[str] = set()
    for one in record.withheld:
        name = f"The withheld case {_short(one.token)}"
        if one.reason not in plan.withhold_reasons:
            problems.append(f"{name}: the plan does not allow the reason “{one.reason}”.")
        if one.token not in playing or one.token in seen:
            problems.append(f"{name} is not in the draw, or is withheld twice.")
        seen.add(one.token)
    return problems


def _one_case(case: DrawnCase, made: Draw, frame: Mapping[str, str]) -> list[str]:
    name = f"Case {_short(case.token)}"
    if case.token not in frame:
        return [f"{name} is not in the sealed list."]
    return _failed(
        (
            frame[case.token] == case.stratum,
            f"{name} is said to be of {case.stratum}, but the list has it in {frame[case.token]}.",
        ),
        (
            ticket(made.seal, made.number, made.seed, case.token) == case.ticket,
            f"{name}: its ticket is not the SHA-256 of seal, draw number, seed and case code.",
        ),
    )


def _compare(
    what: str, given: Sequence[DrawnCase], right: Sequence[DrawnCase], swapped: Sequence[DrawnCase]
) -> list[str]:
    """The first difference between the cases given and the right ones, which is enough: later ones may follow."""
    if len(given) != len(right):
        return [f"{count_of(len(given), 'case')} are {what}, but the plan asks for {len(right):,}."]
    other_list = {case.token for case in swapped}
    for place, (case, wanted) in enumerate(zip(given, right, strict=True), start=1):
        if case.token == wanted.token:
            continue
        why = ": it belongs in the other list, drawn and reserve were swapped" if case.token in other_list else ""
        return [
            f"Place {place} of the cases {what} should be {_short(wanted.token)}, the next lowest ticket of "
            f"{wanted.stratum}, but it is {_short(case.token)}{why}."
        ]
    return []


def _short(code: str) -> str:
    """A code's beginning: enough to find it in the file."""
    return code[:12]


def _failed(*outcomes: tuple[bool, str]) -> list[str]:
    return [sentence for holds, sentence in outcomes if not holds]
