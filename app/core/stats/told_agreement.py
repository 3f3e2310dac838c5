"""Agreement, told: the plain count first, then the measures that allow for luck, and when not to trust them."""

from fractions import Fraction
from typing import Final

from app.core.quality.shares import percent_words, share_words
from app.core.shapes.figures import AgreementLine, ComparisonLine
from app.core.stats.agreement import Agreement, Gap
from app.core.stats.comparison import Comparison
from app.core.stats.questions import GradedQuestion
from app.core.words import count_of

_NEARLY_ALL: Final = Fraction(9, 10)
"""From this share of one answer on alpha says little, ..."""

_LOW: Final = Fraction(1, 2)
"""... and below this it misleads."""

_WHY_NONE: Final = (
    (Gap.PASSED, "passed"),
    (Gap.CONFLICT, "conflict of interest"),
    (Gap.ABSENT, "absent"),
    (Gap.UNFINISHED, "not finished"),
)


def tell_agreement(found: Agreement, question: GradedQuestion, base: int) -> AgreementLine:
    """What was found of one question, as figures to show and sentences to print.

    Args:
        found: by ``agreement``.
        question: what was answered.
        base: below so many cases there is no percentage.
    """
    everyone = "Cases that all their graders gave the same answer"
    return _line(found, question, base, (_same(everyone, found, base), *_pairs(found, base)))


def tell_comparison(found: Comparison, question: GradedQuestion, base: int) -> ComparisonLine:
    """What came of holding the line manager's grades against the community's; arguments as for ``tell_agreement``."""
    both = "Cases that the line manager and the community gave the same answer"
    alone = (
        f"Adverse by the line manager's grade and not by the community's: {found.manager_only:,}. "
        f"The other way round: {found.community_only:,}."
    )
    line = _line(found.found, question, base, (_same(both, found.found, base), alone))
    left_out = f"Left out, as they were not graded blind by both: {count_of(found.not_blind, 'case')}."
    return ComparisonLine(
        agreement=line,
        manager_only=found.manager_only,
        community_only=found.community_only,
        not_blind=found.not_blind,
        sentences=(*line.sentences, *((left_out,) if found.not_blind else ())),
    )


def measure_words(value: Fraction | None) -> str:
    """A measure to two decimals, halves away from 0; blank where it is not defined.

    Never rounded to full agreement, nor from below 0 to 0: what is said of numbers below 0 goes for it too.
    """
    if value is None:
        return ""
    hundredths = int(abs(value) * 100 + Fraction(1, 2))
    if hundredths == 100 and 0 < value < 1:
        return "over 0.99"
    if value < 0 and not hundredths:
        return "just below 0"
    sign = "-" if value < 0 else ""
    return f"{sign}{hundredths // 100}.{hundredths % 100:02}"


def _line(found: Agreement, question: GradedQuestion, base: int, plain: tuple[str, ...]) -> AgreementLine:
    told = [
        *(plain if found.cases else ("No case has answers from two graders, so nothing can be said of agreement.",)),
        *_measures(found, question, base),
        *_beside(found, question),
    ]
    return AgreementLine(
        question=question.id,
        label=question.label,
        cases=found.cases,
        unanimous=found.unanimous,
        alone=found.alone,
        answers=sum(found.answers.values()),
        cannot_tell=found.answers.get(question.cannot_tell, 0),
        passed=found.gaps.get(Gap.PASSED, 0),
        conflict=found.gaps.get(Gap.CONFLICT, 0),
        absent=found.gaps.get(Gap.ABSENT, 0),
        unfinished=found.gaps.get(Gap.UNFINISHED, 0),
        percent=_percent(found, base),
        ac1=measure_words(found.ac1),
        alpha=measure_words(found.alpha),
        alpha_ordinal=measure_words(found.alpha_ordinal),
        sentences=tuple(told),
    )


def _same(who: str, found: Agreement, base: int) -> str:
    return f"{who}: {share_words(found.unanimous, found.cases, base)}."


def _percent(found: Agreement, base: int) -> str:
    if found.percent is None or found.cases < base:
        return ""
    return percent_words(found.percent.numerator, found.percent.denominator)


def _pairs(found: Agreement, base: int) -> tuple[str, ...]:
    told = _percent(found, base)
    if not told or found.unanimous == found.cases:
        return ()
    return (f"Take a case and two of its graders: {told} of the time they gave the same answer.",)


def _measures(found: Agreement, question: GradedQuestion, base: int) -> list[str]:
    if not found.cases:
        return []
    told = [f"{name} {measure_words(value)}" for name, value in _named(found) if value is not None]
    sentences = [f"Allowing for luck: {', '.join(told)} (1 is full agreement, 0 is what luck alone would give)."]
    if found.alpha is None:
        (only,) = found.compared
        sentences.append(
            f"Every answer was “{question.words[only]}”. That is full agreement; alpha is not defined then, "
            "because it needs two different answers to work with."
        )
    else:
        sentences += _caution(found, found.alpha, question)
    if found.cases < base:
        sentences.append(f"With only {count_of(found.cases, 'case')}, one answer more or less can change these a lot.")
    return sentences


def _named(found: Agreement) -> tuple[tuple[str, Fraction | None], ...]:
    ordinal = ("alpha with near misses counted as nearer", found.alpha_ordinal)
    return (("AC1", found.ac1), ("alpha", found.alpha), ordinal)


def _caution(found: Agreement, alpha: Fraction, question: GradedQuestion) -> list[str]:
    """Why a low alpha need not mean what it seems to."""
    most = max(found.compared, key=lambda code: found.compared[code])
    count, of = found.compared[most], sum(found.compared.values())
    if count >= _NEARLY_ALL * of and alpha < _LOW:
        return [
            f"Nearly all answers were the same (“{question.words[most]}”: {count:,} of {of:,}). Alpha is low then "
            "however well people agree, because it takes the few other answers for luck: go by the plain count and AC1."
        ]
    return ["Below 0 means that they agreed less often than luck would have it."] if alpha < 0 else []


def _beside(found: Agreement, question: GradedQuestion) -> list[str]:
    told: list[str] = []
    unsure = found.answers.get(question.cannot_tell, 0)
    if unsure:
        words = question.words[question.cannot_tell]
        ranked = " It has no place on the scale, so near misses leave it out." if question.ranks else ""
        told.append(f"“{words}”: {unsure:,} of {count_of(sum(found.answers.values()), 'answer')}.{ranked}")
    none = [f"{found.gaps[why]:,} {words}" for why, words in _WHY_NONE if found.gaps.get(why)]
    if none:
        told.append(f"No answer: {', '.join(none)}.")
    if found.alone:
        told.append(f"Answered by one grader only, so not in these figures: {count_of(found.alone, 'case')}.")
    return told
