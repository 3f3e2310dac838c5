"""A rate, told: how many, between how many and how many of all, what stands beside it, and how bad it could be."""

from collections.abc import Sequence

from app.core.quality.shares import share_words
from app.core.shapes.figures import GradeCounts, RateFigure, RateLine, StratumRate
from app.core.stats.questions import GradedQuestion
from app.core.stats.rates import Basis, Chosen, Rate
from app.core.words import count_of

_WHO = {Basis.CONSENSUS: "the panel agreed on together", Basis.LINE_MANAGER: "the line manager gave"}


def tell_rate(found: Rate, question: GradedQuestion, *, basis: Basis, base: int, failing: str = "") -> RateLine:
    """What was found of one question, as figures to show and sentences to print.

    Args:
        found: by ``rate``.
        question: what was answered; it has an adverse answer.
        basis: whose grades they are.
        base: below so many cases there is no percentage.
        failing: what the adverse cases did, in the past tense ("had weak grounds"); blank: got that answer.
    """
    done = failing or f"got {' or '.join(f'“{question.words[code]}”' for code in question.adverse)}"
    divided = len(found.strata) > 1
    confidence = f"{float(found.confidence * 100):.10g}"
    told = [
        _main(found, done, confidence),
        f"These are the grades that {_WHO[basis]}.",
        *_chosen(found),
        *_beside(found.counts),
        _worst(found, base, confidence),
        *_divided(found),
    ]
    return RateLine(
        question=question.id,
        label=question.label,
        basis=basis.value,
        chosen=found.chosen.value,
        confidence=confidence,
        cases=found.cases,
        counts=found.counts,
        share=_share(found.figure, base, divided=divided),
        figure=found.figure,
        worst=found.worst,
        worst_share=_share(found.worst, base, divided=divided),
        cautious=divided,
        strata=found.strata,
        uncovered=found.uncovered,
        sentences=tuple(told),
    )


def shared_sentences(lines: Sequence[RateLine]) -> tuple[str, ...]:
    """What every rate of a draw says in the same words, such as whose grades they are; of a single one, nothing."""
    if len(lines) < 2:
        return ()
    first, *others = lines
    return tuple(sentence for sentence in first.sentences if all(sentence in line.sentences for line in others))


def stratum_words(stratum: StratumRate) -> str:
    """A group of the list by itself."""
    figure = stratum.figure
    if not figure.counted:
        return f"{stratum.name}: none graded that counts, of {count_of(figure.population, 'case')}."
    cases = count_of(figure.population, "case")
    return (
        f"{stratum.name}: {figure.failing:,} of {figure.counted:,} that count; "
        f"between {figure.lower:,} and {figure.upper:,} of its {cases}."
    )


def _main(found: Rate, done: str, confidence: str) -> str:
    counts, figure = found.counts, found.figure
    graded = f"We graded {_number(counts.graded)} of {found.cases:,}"
    if not counts.graded:
        return f"{graded} yet, so nothing can be said of them."
    if not counts.counted:
        return f"{graded}; none of them counts here, so nothing can be said of the others."
    if figure.counted == figure.population:
        return _without_margin(found, graded, done)
    count = "counts" if counts.counted == 1 else "count"
    middle = f"of the {counts.counted:,} that {count} here, " if counts.graded > counts.counted else ""
    apart = counts.left_open + counts.not_recorded + counts.not_applicable
    likewise = ", if the cases that do not count here are like those that do" if apart else ""
    would = _range(figure, found.cases)
    return f"{graded}; {middle}{_number(figure.failing)} {done}; {would} ({confidence}% confidence){likewise}."


def _without_margin(found: Rate, graded: str, done: str) -> str:
    got = f"{_number(found.figure.failing)} {done}"
    if found.uncovered:
        return f"{graded}; {got}. That is every case of the groups that were drawn from, so they have no margin."
    every = "the only case" if found.cases == 1 else f"all {found.cases:,}"
    return f"We graded {every}; {got}. That is the whole list, so there is no margin."


def _range(figure: RateFigure, cases: int) -> str:
    """Between how many and how many of all would, in the fewest words that are true."""
    whole = figure.population == cases
    every = f"all {cases:,}" if whole else f"the {figure.population:,} in the groups that were drawn from"
    if figure.lower == figure.upper:
        return f"{_number(figure.lower)} of {every} would"
    if not figure.lower:
        return f"up to {figure.upper:,} of {every} still could"
    if figure.upper == figure.population:
        return f"at least {figure.lower:,} of {every} would"
    return f"between {figure.lower:,} and {figure.upper:,} of {every} would"


def _chosen(found: Rate) -> list[str]:
    if found.chosen is not Chosen.THEMED:
        return []
    return ["The list was narrowed to a theme before the draw: the figures are of the theme and of nothing else."]


def _beside(counts: GradeCounts) -> list[str]:
    parts = [
        *_left_open(counts),
        (counts.not_recorded, "“not recorded”"),
        (counts.not_applicable, "“does not apply”"),
        (counts.duplicates, "replaced as in the list twice or not of this kind"),
    ]
    beside = _listed(parts)
    told = [f"Beside these: {beside}."] if beside else []
    if counts.not_applicable and counts.counted:
        told.append("In the whole list there may be more to which it does not apply, and then fewer would.")
    return told


def _left_open(counts: GradeCounts) -> list[tuple[int, str]]:
    return [
        (counts.cannot_tell, "“cannot tell”"),
        (counts.ungraded, "not graded"),
        (counts.withheld, "kept back"),
        (counts.replaced, "replaced"),
    ]


def _listed(parts: list[tuple[int, str]]) -> str:
    return ", ".join(f"{count:,} {words}" for count, words in parts if count)


def _worst(found: Rate, base: int, confidence: str) -> str:
    left_open = found.counts.left_open
    if not left_open:
        return "No case was left open that could hide more."
    share = _share(found.worst, base, divided=len(found.strata) > 1)
    would = _range(found.worst, found.cases)
    those = f"the {count_of(left_open, 'case')} left open ({_listed(_left_open(found.counts))})"
    return f"Taking {those} as failing too: {share}; {would} ({confidence}% confidence)."


def _divided(found: Rate) -> list[str]:
    told: list[str] = []
    if len(found.strata) > 1:
        told.append(
            f"The list is in {len(found.strata) + len(found.uncovered):,} groups, each drawn from by itself. "
            "The limits are those of the groups added up, each so wide that all hold at once: they are cautious."
        )
    if found.uncovered:
        names = ", ".join(f"“{stratum.name}”" for stratum in found.uncovered)
        cases = count_of(sum(stratum.cases for stratum in found.uncovered), "case")
        told.append(f"Not covered, as none was drawn: {cases} of {names}. Nothing is said about them.")
    return told


def _share(figure: RateFigure, base: int, *, divided: bool) -> str:
    """Groups may be drawn from unequally, so the share of their cases together is no share of the list."""
    return share_words(figure.failing, figure.counted, figure.counted + 1 if divided else base)


def _number(count: int) -> str:
    return f"{count:,}" if count else "none"
