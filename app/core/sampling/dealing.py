"""What each stratum of a list gives to the draw, by the design that was asked for."""

from collections.abc import Mapping, Sequence

from app.core.errors import AppError
from app.core.sampling import allocation as by
from app.core.sampling.allocation import Share, allocate, deal, equal_parts, named, up_to
from app.core.sampling.design import Design
from app.core.sampling.frame import Stratum
from app.core.sampling.strata import is_take_all, plain_name
from app.core.words import count_of


def design_shares(design: Design, strata: Sequence[Stratum]) -> tuple[Share, ...]:
    """What each stratum gives, in label order.

    Args:
        design: what was asked for.
        strata: of the list, with the names that ``strata.stratum_names`` gave; a list that is only counted can be
            given labels of its own.

    Returns:
        A share a stratum: take-all strata whole and without reserves, the others by the design's rule.

    Raises:
        AppError: the list cannot give what was asked for: too few cases are left, a stratum holds fewer than its
            fixed number, or no case is of a stratum that was named.
    """
    all_whole = design.allocation == by.WHOLE
    whole = [one for one in strata if all_whole or is_take_all(one.name)]
    chance = [] if all_whole else [one for one in strata if not is_take_all(one.name)]
    taken = tuple(Share(label=one.label, cases=one.cases, size=one.cases, reserves=0, rule=by.WHOLE) for one in whole)
    counts = {one.label: one.cases for one in chance}
    left = sum(counts.values())
    sizes = _sizes(design, chance, counts, taken)
    drawn = sum(sizes.values())
    if not taken:
        by.check_asked(left, drawn, design.reserves)
    by.check_reserves(left, drawn, design.reserves)
    dealt = deal(counts, sizes, design.reserves, named(_rule(design), len(counts)))
    return tuple(sorted((*taken, *dealt), key=lambda share: share.label))


def _rule(design: Design) -> str:
    return by.PER if design.per else design.allocation


def _sizes(
    design: Design, chance: Sequence[Stratum], counts: Mapping[str, int], taken: Sequence[Share]
) -> Mapping[str, int]:
    if design.per:
        return up_to(counts, design.per[1])
    if design.allocation == by.FIXED:
        return _fixed(design, chance)
    _check_left(design, sum(counts.values()), sum(share.cases for share in taken))
    return equal_parts(counts, design.size) if design.allocation == by.EQUAL else allocate(counts, design.size)


def _fixed(design: Design, chance: Sequence[Stratum]) -> dict[str, int]:
    asked = dict(design.fixed)
    for name in asked.keys() - {one.name for one in chance}:
        raise AppError(
            f"{count_of(asked[name], 'case')} of “{plain_name(name)}” were asked for, and the list has none.",
            "Leave it out, or widen the dates or filters.",
        )
    for one in chance:
        if asked.get(one.name, 0) > one.cases:
            raise AppError(
                f"“{plain_name(one.name)}” holds {count_of(one.cases, 'case')}; {asked[one.name]:,} cannot be drawn.",
                f"Ask for {one.cases:,} or fewer of it.",
            )
    return {one.label: asked.get(one.name, min(design.size, one.cases)) for one in chance}


def _check_left(design: Design, left: int, taken: int) -> None:
    """Refuse a size that is more than the take-all rules leave."""
    if taken and design.size > left:
        raise AppError(
            f"The rules for taking all take {count_of(taken, 'case')} and leave {left:,}; "
            f"{design.size:,} more cannot be drawn.",
            f"Ask for {left:,} or fewer beside them." if left else "Ask for none beside them, or leave out a rule.",
        )
    if not taken:
        by.check_asked(left, design.size, design.reserves)
