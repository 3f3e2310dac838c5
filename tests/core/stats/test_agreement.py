"""Agreement: every published value, what must hold whoever sits where, and the cases that trip everybody."""

import json
from collections import Counter
from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.core.stats.agreement import Gap, ac1, agreement, alpha, nominal, ordinal, percent_agreement

KNOWN = json.loads((Path(__file__).parents[2] / "known" / "agreement" / "agreement.json").read_text(encoding="utf-8"))
GROUNDS = ("4", "3", "2", "1", "0", "X")
RANKS = GROUNDS[:-1]

marks = st.sampled_from([*GROUNDS, *Gap])
rounds = st.lists(st.lists(marks, max_size=6), max_size=8)


def interval(one: str, other: str, used) -> Fraction:
    return Fraction(int(one) - int(other)) ** 2


def ratio(one: str, other: str, used) -> Fraction:
    return Fraction(int(one) - int(other), int(one) + int(other)) ** 2


def counted(row: dict) -> list[Counter[str]]:
    """The answers to each case, however the source lays them out."""
    if "seats" in row:
        return [Counter(mark for mark in case if mark is not None) for case in zip(*row["seats"], strict=True)]
    if "cases" in row:
        return [Counter({str(place): count for place, count in enumerate(case)}) for case in row["cases"]]
    cells = [(one, other, n) for one, line in enumerate(row["table"]) for other, n in enumerate(line)]
    return [Counter((str(one), str(other))) for one, other, n in cells for _ in range(n)]


def same(found: Fraction | None, published: str | None) -> bool:
    """Whether a measure is the published one, to as many places as were published."""
    if published is None or found is None:
        return found is published
    places = len(published.partition(".")[2])
    return abs(found - Fraction(published)) <= Fraction(1, 2 * 10**places)


ALPHAS = [
    (row, name, value)
    for row in KNOWN["ratings"]
    for name, value in (row["alpha"] | row.get("alpha_computed", {})).items()
]


@pytest.mark.parametrize(("row", "name", "value"), ALPHAS, ids=lambda part: part if isinstance(part, str) else "")
def test_the_published_alphas(row, name, value):
    distances = {"nominal": nominal, "ordinal": ordinal(row["categories"]), "interval": interval, "ratio": ratio}
    assert same(alpha(counted(row), distances[name]), value)


@pytest.mark.parametrize("row", [*KNOWN["counts"], *KNOWN["tables"]], ids=lambda row: row["name"])
def test_the_published_measures_of_counts_and_tables(row):
    cases = counted(row)
    answers = len((row.get("cases") or row["table"])[0])
    assert same(percent_agreement(cases), row["percent"])
    assert same(ac1(cases, answers), row["ac1"])
    assert same(alpha(cases, nominal), row["alpha"])
    found = agreement([list(case.elements()) for case in cases], categories=[str(place) for place in range(answers)])
    assert (found.percent, found.ac1) == (percent_agreement(cases), ac1(cases, answers))
    assert found.alpha == alpha(cases, nominal)


@pytest.mark.parametrize("row", [row for row in KNOWN["ratings"] if "ac1" in row], ids=lambda row: row["name"])
def test_the_published_measures_of_seats_with_gaps(row):
    seats = [[Gap.ABSENT if mark is None else mark for mark in seat] for seat in row["seats"]]
    found = agreement(zip(*seats, strict=True), categories=row["categories"], ranks=row["categories"])
    assert same(found.percent, row["percent"])
    assert same(found.ac1, row["ac1"])
    assert same(found.alpha, row["alpha"]["nominal"])


def test_the_published_kappas_of_many_follow_from_ours():
    six, two = KNOWN["counts"][0], KNOWN["tables"][0]
    for row, name in ((six, "fleiss"), (two, "scott")):
        cases = counted(row)
        answers = sum(case.total() for case in cases)
        # with every case graded by as many, alpha is this kappa, set right for few answers
        kappa = 1 - (1 - alpha(cases, nominal)) * Fraction(answers, answers - 1)
        assert same(kappa, row[name])
        even = Fraction(1, len((row.get("cases") or row["table"])[0]))
        assert same((percent_agreement(cases) - even) / (1 - even), row["brennan_prediger"])


def test_the_published_chance_of_a_single_answers_weight():
    row = next(row for row in KNOWN["ratings"] if "fleiss" in row)
    cases = counted(row)
    percent, found = percent_agreement(cases), ac1(cases, 5)
    chance = (percent - found) / (1 - found)  # which is (1 - the sum of squared shares) / (answers - 1)
    squares = 1 - 4 * chance
    assert same(squares, row["fleiss_chance"])
    assert same((percent - squares) / (1 - squares), row["fleiss"])


def measures(found):
    return (found.percent, found.ac1, found.alpha, found.alpha_ordinal, found.cases, found.unanimous, found.alone)


@given(rounds, st.randoms(use_true_random=False))
def test_it_does_not_matter_who_sits_where_nor_which_case_comes_first(cases, shuffled):
    found = agreement(cases, categories=GROUNDS, ranks=RANKS)
    mixed = [shuffled.sample(case, len(case)) for case in shuffled.sample(cases, len(cases))]
    assert measures(agreement(mixed, categories=GROUNDS, ranks=RANKS)) == measures(found)
    # nor which end of the scale comes first, nor seats that gave no answer
    turned = agreement(cases, categories=GROUNDS[::-1], ranks=RANKS[::-1])
    assert measures(turned) == measures(found)
    answered = [[mark for mark in case if isinstance(mark, str)] for case in cases]
    assert measures(agreement(answered, categories=GROUNDS, ranks=RANKS)) == measures(found)


@given(rounds)
def test_full_agreement_is_one_and_nothing_is_more(cases):
    found = agreement(cases, categories=GROUNDS, ranks=RANKS)
    defined = [value for value in (found.percent, found.ac1, found.alpha, found.alpha_ordinal) if value is not None]
    assert all(value <= 1 for value in defined)
    assert (found.percent == 1) == (found.cases > 0 and found.unanimous == found.cases)
    assert (found.ac1 == 1) == (found.percent == 1)
    if found.alpha is not None:
        assert (found.alpha == 1) == (found.percent == 1)


@given(st.lists(st.tuples(st.sampled_from(GROUNDS), st.integers(2, 6)), min_size=1, max_size=8))
def test_where_all_agree_every_measure_that_is_defined_is_one(cases):
    found = agreement([[code] * seats for code, seats in cases], categories=GROUNDS, ranks=RANKS)
    codes = {code for code, _ in cases}
    assert found.percent == found.ac1 == 1
    assert found.alpha == (1 if len(codes) > 1 else None)
    assert found.alpha_ordinal == (1 if len(codes - {"X"}) > 1 else None)


@given(rounds)
def test_the_pairs_of_a_case_one_by_one_give_the_same_percentage(cases):
    shares = []
    for case in cases:
        given_ = [mark for mark in case if isinstance(mark, str)]
        pairs = [(one, other) for at, one in enumerate(given_) for other in given_[at + 1 :]]
        if pairs:
            shares.append(Fraction(sum(one == other for one, other in pairs), len(pairs)))
    found = agreement(cases, categories=GROUNDS).percent
    assert found == (sum(shares) / len(shares) if shares else None)


@given(st.lists(st.lists(st.sampled_from(["yes", "no"]), min_size=2, max_size=5), min_size=1))
def test_of_two_ranks_the_ordinal_alpha_is_the_nominal_one(cases):
    found = agreement(cases, categories=("yes", "no"), ranks=("yes", "no"))
    assert found.alpha_ordinal == found.alpha


def test_near_misses_weigh_less_than_far_ones():
    near = agreement([["4", "3"], ["2", "2"], ["0", "0"], ["4", "4"]], categories=GROUNDS, ranks=RANKS)
    far = agreement([["4", "0"], ["2", "2"], ["0", "0"], ["4", "4"]], categories=GROUNDS, ranks=RANKS)
    assert near.percent == far.percent == Fraction(3, 4)
    assert near.alpha_ordinal > far.alpha_ordinal


def test_cannot_tell_is_an_answer_and_passed_conflict_and_absent_are_none():
    found = agreement(
        [["4", "X", Gap.PASSED], ["X", "X", Gap.CONFLICT], ["3", Gap.ABSENT, Gap.ABSENT], [Gap.UNFINISHED], []],
        categories=GROUNDS,
        ranks=RANKS,
    )
    assert (found.cases, found.unanimous, found.alone) == (2, 1, 1)
    assert found.answers == {"4": 1, "X": 3, "3": 1}
    assert found.compared == {"4": 1, "X": 3}
    assert found.gaps == {Gap.PASSED: 1, Gap.CONFLICT: 1, Gap.ABSENT: 2, Gap.UNFINISHED: 1}
    assert found.percent == Fraction(1, 2)
    assert found.alpha_ordinal is None  # no case has two grades of the scale


@pytest.mark.parametrize("cases", [[], [[]], [["4"], ["3"]], [[Gap.PASSED, Gap.ABSENT]]])
def test_with_no_two_answers_to_a_case_nothing_is_defined(cases):
    found = agreement(cases, categories=GROUNDS, ranks=RANKS)
    assert measures(found)[:6] == (None, None, None, None, 0, 0)


def test_a_question_with_one_answer_leaves_chance_nothing_to_do():
    assert agreement([["yes", "yes"]], categories=("yes",)).ac1 is None


@pytest.mark.parametrize(("answer", "ranks"), [("5", ()), ("4", ("4", "5"))])
def test_an_answer_or_a_rank_that_the_question_does_not_have_is_refused(answer, ranks):
    with pytest.raises(ValueError, match="not one of the question's"):
        agreement([[answer, "4"]], categories=GROUNDS, ranks=ranks)
