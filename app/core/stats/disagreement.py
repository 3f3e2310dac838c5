"""Where a panel's grades of a case differ most, so that it talks of that first.

Which seat gave an answer is no part of it: a case is just the answers that it got.
"""

from typing import NamedTuple

from app.core.stats.agreement import Answers
from app.core.stats.questions import GradedQuestion


class Difference(NamedTuple):
    """How grades differ; of two, the greater is talked of first."""

    split: bool
    """One is adverse and another counts and is not."""
    distance: int
    """Steps of the scale between the best and the worst; answers that do not count have no place on it."""
    answers: int
    """How many different ones were given."""
    doubters: int
    """How many graders did not give the commonest."""


def difference(given: Answers, question: GradedQuestion) -> Difference | None:
    """How far the answers to a question of one case differ.

    Args:
        given: how many gave each answer, by code.
        question: what was answered.

    Returns:
        None where no two differ: all gave the same, or only one answered.
    """
    used = [code for code, count in given.items() if count]
    if len(used) < 2:
        return None
    scale = [code for code, answer in question.answers.items() if answer.counts]
    places = [scale.index(code) for code in used if code in scale]
    against = [code in question.adverse for code in used if code in scale]
    counts = [given[code] for code in used]
    return Difference(
        split=len(set(against)) > 1,
        distance=max(places) - min(places) if places else 0,
        answers=len(used),
        doubters=sum(counts) - max(counts),
    )
