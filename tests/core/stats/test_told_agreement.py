"""Agreement in words: the plain count first, luck explained, and a sentence where alpha misleads."""

from fractions import Fraction

import pytest

from app.core.errors import AppError
from app.core.stats.agreement import Gap, agreement
from app.core.stats.comparison import compare
from app.core.stats.told_agreement import measure_words, tell_agreement, tell_comparison
from tests.core.stats.questions import SCALES, question_of

GROUNDS, YPN = question_of("grounds"), question_of("ypn")


def told(question, cases, base=20):
    found = agreement(cases, categories=tuple(question.answers), ranks=question.ranks)
    return tell_agreement(found, question, base)


def test_only_grades_that_are_numbers_have_ranks():
    ranked = {name: question_of(name).ranks for name, scale in SCALES.items() if scale.answers}
    assert {name for name, ranks in ranked.items() if ranks} == {"grounds"}
    assert GROUNDS.ranks == ("4", "3", "2", "1", "0")
    assert (GROUNDS.cannot_tell, YPN.cannot_tell) == ("X", "cannot_tell")
    assert (GROUNDS.adverse, YPN.adverse, question_of("sure").adverse) == (("1", "0"), ("no",), ())


def test_a_question_in_words_cannot_be_counted():
    with pytest.raises(AppError, match="answered in words"):
        question_of("words")


def test_a_panel_of_three_on_twenty_cases():
    cases = [["yes"] * 3] * 12 + [["no"] * 3] * 4 + [["yes", "yes", "no"]] * 3 + [["cannot_tell", "yes", Gap.PASSED]]
    line = told(YPN, cases)
    assert (line.cases, line.unanimous, line.percent) == (20, 16, "85%")
    assert (line.answers, line.cannot_tell, line.passed) == (59, 1, 1)
    assert line.alpha_ordinal == ""
    assert line.sentences == (
        "Cases that all their graders gave the same answer: 16 of 20 (80%).",
        "Take a case and two of its graders: 85% of the time they gave the same answer.",
        f"Allowing for luck: AC1 {line.ac1}, alpha {line.alpha} "
        "(1 is full agreement, 0 is what luck alone would give).",
        "“Cannot tell”: 1 of 59 answers.",
        "No answer: 1 passed.",
    )


def test_few_cases_have_no_percentage_and_a_caution():
    line = told(GROUNDS, [["4", "3"], ["1", "1"], ["0", "X"], ["2"]])
    assert line.percent == ""
    assert not any("%" in sentence for sentence in line.sentences)
    assert line.sentences[0] == "Cases that all their graders gave the same answer: 1 of 3."
    assert "alpha with near misses counted as nearer" in line.sentences[1]
    assert line.sentences[2] == "With only 3 cases, one answer more or less can change these a lot."
    assert line.sentences[3].endswith("It has no place on the scale, so near misses leave it out.")
    assert line.sentences[4] == "Answered by one grader only, so not in these figures: 1 case."


def test_when_nearly_all_answers_are_the_same_a_low_alpha_is_explained():
    line = told(YPN, [["yes"] * 5] * 4 + [["yes"] * 4 + ["no"]])
    assert line.alpha == "0.00"
    assert float(line.ac1) > 0.9
    assert any("Nearly all answers were the same (“Yes”: 24 of 25)" in sentence for sentence in line.sentences)


def test_when_all_answers_are_the_same_alpha_is_not_defined_and_that_is_said():
    line = told(YPN, [["yes", "yes"]] * 25)
    assert (line.percent, line.ac1, line.alpha) == ("100%", "1.00", "")
    assert line.sentences[1:] == (
        "Allowing for luck: AC1 1.00 (1 is full agreement, 0 is what luck alone would give).",
        "Every answer was “Yes”. That is full agreement; alpha is not defined then, because it needs two different "
        "answers to work with.",
    )


def test_less_than_luck_is_explained_too():
    line = told(YPN, [["yes", "no"]] * 3)
    assert line.alpha.startswith("-")
    assert "Below 0 means that they agreed less often than luck would have it." in line.sentences


def test_without_two_answers_to_any_case_there_is_one_sentence():
    line = told(YPN, [["yes", Gap.CONFLICT, Gap.ABSENT], [Gap.UNFINISHED]])
    assert line.sentences == (
        "No case has answers from two graders, so nothing can be said of agreement.",
        "No answer: 1 conflict of interest, 1 absent, 1 not finished.",
        "Answered by one grader only, so not in these figures: 1 case.",
    )
    assert (line.percent, line.ac1, line.alpha) == ("", "", "")


@pytest.mark.parametrize(
    ("value", "words"),
    [
        (None, ""),
        (Fraction(0), "0.00"),
        (Fraction(1), "1.00"),
        (Fraction(999, 1000), "over 0.99"),
        (Fraction(1, 1000), "0.00"),
        (Fraction(-1, 1000), "just below 0"),
        (Fraction(-1, 200), "-0.01"),
        (Fraction(-1, 3), "-0.33"),
        (Fraction(-1), "-1.00"),
        (Fraction(125, 1000), "0.13"),
    ],
)
def test_a_measure_is_never_rounded_to_full_agreement_nor_from_below_0_to_0(value, words):
    assert measure_words(value) == words


def test_the_line_manager_beside_the_community_on_what_both_graded_blind():
    manager = {"a": "yes", "b": "yes", "c": "no", "d": "partly", "e": "yes", "f": "no"}
    community = {"a": "yes", "b": "no", "c": "yes", "d": "no", "e": "cannot_tell", "g": "yes"}
    found = compare(YPN, manager=manager, community=community, blind={"a", "b", "c", "d", "f", "g"})
    assert (found.found.cases, found.found.unanimous) == (4, 1)
    assert (found.manager_only, found.community_only, found.not_blind) == (1, 2, 1)
    line = tell_comparison(found, YPN, 20)
    assert line.agreement.cases == 4
    assert line.sentences[0] == "Cases that the line manager and the community gave the same answer: 1 of 4."
    assert line.sentences[1] == (
        "Adverse by the line manager's grade and not by the community's: 1. The other way round: 2."
    )
    assert line.sentences[-1] == "Left out, as they were not graded blind by both: 1 case."


def test_the_two_change_places_and_only_the_one_sided_counts_do():
    manager, community = {"a": "yes", "b": "no", "c": "no"}, {"a": "no", "b": "yes", "c": "yes"}
    one = compare(YPN, manager=manager, community=community, blind="abc")
    other = compare(YPN, manager=community, community=manager, blind="abc")
    assert one.found == other.found
    assert (one.manager_only, one.community_only) == (other.community_only, other.manager_only) == (2, 1)


def test_nothing_graded_blind_by_both_says_so():
    found = compare(YPN, manager={"a": "yes"}, community={"a": "yes"}, blind=())
    line = tell_comparison(found, YPN, 20)
    assert line.sentences == (
        "No case has answers from two graders, so nothing can be said of agreement.",
        "Left out, as they were not graded blind by both: 1 case.",
    )
