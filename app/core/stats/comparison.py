"""The line manager's grades beside the community's: two graders on the same cases, when both graded blind."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from app.core.stats.agreement import Agreement, agreement
from app.core.stats.questions import GradedQuestion


@dataclass(frozen=True, kw_only=True, slots=True)
class Comparison:
    """What was found of one question.

    Attributes:
        found: the agreement of the two; its cases are those that both graded blind.
        manager_only: how many of them are adverse by the line manager's grade, and not by the community's.
        community_only: the other way round.
        not_blind: cases that both graded, one of them not blind; they are left out.
    """

    found: Agreement
    manager_only: int
    community_only: int
    not_blind: int


def compare(
    question: GradedQuestion, *, manager: Mapping[str, str], community: Mapping[str, str], blind: Collection[str]
) -> Comparison:
    """Hold the line manager's answers to one question against the community's.

    Args:
        question: what both answered.
        manager: the code of the line manager's answer, by case.
        community: the community's, by case: one for each, such as the consensus.
        blind: the cases on which neither knew the other's grade.

    Raises:
        ValueError: an answer is not one of the question's.
    """
    both = manager.keys() & community.keys()
    pairs = [(manager[case], community[case]) for case in both & set(blind)]
    found = agreement(pairs, categories=tuple(question.answers), ranks=question.ranks)
    against = set(question.adverse)
    return Comparison(
        found=found,
        manager_only=sum(one in against and other not in against for one, other in pairs),
        community_only=sum(other in against and one not in against for one, other in pairs),
        not_blind=len(both) - len(pairs),
    )
