"""Sentences of results, put together for the page: what holds for all figures is said once."""

from collections.abc import Sequence

from app.core.shapes.figures import RateLine, StratumRate
from app.core.words import count_of


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
