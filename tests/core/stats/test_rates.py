"""Rates by DESIGN 4: what counts, the published limits, small divided lists by brute force, and what is refused."""

import json
from dataclasses import replace
from fractions import Fraction
from itertools import product
from math import comb
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.core.errors import AppError
from app.core.stats.interval import limits
from app.core.stats.rates import (
    Chosen,
    Grade,
    Sample,
    StratumDrawn,
    grade_of,
    rate,
)
from tests.core.stats.questions import SCALES
from tests.core.stats.samples import cases_of, sample_of, simple

KNOWN = json.loads((Path(__file__).parents[2] / "known" / "intervals" / "limits.json").read_text(encoding="utf-8"))
USUAL = Fraction(95, 100)


def figures(figure) -> tuple[int, ...]:
    return (figure.population, figure.counted, figure.failing, figure.lower, figure.upper)


@pytest.mark.parametrize("row", KNOWN["two_sided"], ids=lambda row: f"{row['failed']} of {row['size']}")
def test_the_published_limits_come_through(row):
    if not row["size"]:
        row = row | {"population": row["population"] + 1}  # a draw of nothing is no draw
        sample = simple(row["population"], cannot_tell=1)
        wanted = [0, row["population"]]
    else:
        sample = simple(row["population"], passes=row["size"] - row["failed"], adverse=row["failed"])
        wanted = row["limits"]
    found = rate(sample, Fraction(row["confidence"]))
    assert [found.figure.lower, found.figure.upper] == wanted
    assert (found.figure.counted, found.figure.failing) == (row["size"], row["failed"])


def test_what_counts_what_stands_beside_and_what_fails_at_worst():
    found = rate(
        simple(
            1_240,
            passes=50,
            adverse=6,
            cannot_tell=2,
            not_recorded=3,
            not_applicable=4,
            ungraded=1,
            withheld=1,
            replaced=2,
            duplicate=1,
            wrong_kind=2,
        ),
        USUAL,
    )
    assert figures(found.figure) == (1_240, 56, 6, *limits(1_240, 56, 6, USUAL))
    # cannot tell, not graded, kept back and the two replaced; never what was no case of the list
    assert figures(found.worst) == (1_240, 62, 12, *limits(1_240, 62, 12, USUAL))
    counts = found.counts
    assert (counts.counted, counts.graded, counts.left_open, counts.duplicates) == (56, 65, 6, 3)
    assert found.strata == found.uncovered == ()


@pytest.mark.parametrize("reason", ["live_investigation", "misconduct", "restricted", "unreadable", "", "no_video"])
def test_any_other_reason_for_replacing_fails_at_worst(reason):
    sample = simple(100, passes=9, replaced=1)
    sample = replace(sample, cases=tuple(replace(case, reason=reason) for case in sample.cases))
    assert rate(sample, USUAL).worst.failing == 1


def test_a_duplicate_kept_back_still_fails_at_worst():
    sample = simple(100, passes=9, withheld=1)
    sample = replace(sample, cases=tuple(replace(case, reason="duplicate") for case in sample.cases))
    assert rate(sample, USUAL).worst.failing == 1


def test_a_case_for_which_no_reserve_was_left_is_one_fewer():
    sample = simple(100, passes=9, replaced=1)
    (stratum,) = sample.strata
    short = replace(sample, strata=(replace(stratum, drawn=10),))
    assert rate(short, USUAL).worst.counted == 10


def test_strata_are_added_up_each_so_much_surer():
    found = rate(
        sample_of(
            S01=(800, {"passes": 36, "adverse": 4}),
            S02=(400, {"passes": 18, "adverse": 1, "cannot_tell": 1}),
            S03=(40, {"passes": 40}),
            S04=(14, {}),
        ),
        USUAL,
    )
    each = 1 - Fraction(5, 100) / 3
    parts = [limits(800, 40, 4, each), limits(400, 19, 1, each), limits(40, 40, 0, each)]
    lower, upper = sum(part.lower for part in parts), sum(part.upper for part in parts)
    assert figures(found.figure) == (1_240, 99, 5, lower, upper)
    parts = [limits(800, 40, 4, each), limits(400, 20, 2, each), limits(40, 40, 0, each)]
    lower, upper = sum(part.lower for part in parts), sum(part.upper for part in parts)
    assert figures(found.worst) == (1_240, 100, 6, lower, upper)
    # a stratum by itself is as sure as was asked
    assert [figures(line.figure)[3:] for line in found.strata] == [
        limits(800, 40, 4, USUAL),
        limits(400, 19, 1, USUAL),
        (0, 0),
    ]
    assert [(line.label, line.name, line.cases) for line in found.uncovered] == [("S04", "group S04", 14)]
    assert found.cases == 1_254


def test_one_stratum_drawn_from_is_as_sure_as_was_asked():
    found = rate(sample_of(S01=(100, {"passes": 18, "adverse": 2}), S02=(7, {})), USUAL)
    assert figures(found.figure) == (100, 20, 2, *limits(100, 20, 2, USUAL))
    assert len(found.strata) == 1


def chances(population: int, failing: int, size: int) -> list[tuple[int, Fraction]]:
    ways = comb(population, size)
    found = [(x, comb(failing, x) * comb(population - failing, size - x)) for x in range(min(failing, size) + 1)]
    return [(x, Fraction(n, ways)) for x, n in found if n]


@pytest.mark.parametrize("confidence", [Fraction(8, 10), USUAL])
def test_the_limits_of_every_small_divided_list_hold_as_often_as_they_say(confidence):
    first, second = (7, 3), (5, 2)
    said = {
        (one, other): rate(
            sample_of(
                S01=(first[0], {"passes": first[1] - one, "adverse": one}),
                S02=(second[0], {"passes": second[1] - other, "adverse": other}),
            ),
            confidence,
        ).figure
        for one, other in product(range(first[1] + 1), range(second[1] + 1))
    }
    for truth in product(range(first[0] + 1), range(second[0] + 1)):
        held = sum(
            p * q
            for one, p in chances(first[0], truth[0], first[1])
            for other, q in chances(second[0], truth[1], second[1])
            if said[one, other].lower <= sum(truth) <= said[one, other].upper
        )
        assert held >= confidence, truth


@given(
    st.lists(st.tuples(st.integers(0, 30), *(st.integers(0, 5) for _ in range(8))), min_size=1, max_size=4),
    st.sampled_from([Fraction(8, 10), USUAL, Fraction(99, 100)]),
)
def test_what_holds_of_every_sample(strata, confidence):
    names = ("passes", "adverse", "cannot_tell", "not_recorded", "withheld", "ungraded", "replaced", "duplicate")
    grades = [dict(zip(names, counts, strict=True)) for _, *counts in strata]
    for one in grades:  # what was replaced needs a case that was drawn after it
        one["passes"] += 1
    sample = sample_of(
        **{
            f"S{at}": (rest + sum(one.values()), one)
            for at, ((rest, *_), one) in enumerate(zip(strata, grades, strict=True))
        }
    )
    found = rate(sample, confidence)
    assert 0 <= found.figure.failing <= found.figure.lower <= found.figure.upper <= found.figure.population
    assert found.figure.upper <= found.figure.population - (found.figure.counted - found.figure.failing)
    assert found.worst.lower >= found.figure.lower
    assert found.worst.upper >= found.figure.upper
    assert found.worst.failing - found.figure.failing == found.worst.counted - found.figure.counted
    assert found.counts.counted == found.figure.counted
    # order does not matter
    turned = replace(sample, cases=sample.cases[::-1])
    assert rate(turned, confidence) == found


def test_targeted_cases_have_no_rate():
    with pytest.raises(AppError, match="A person picked"):
        rate(simple(100, Chosen.TARGETED, passes=10), USUAL)


IMPOSSIBLE = {
    "nothing drawn": ((), [StratumDrawn(label="S01", name="", cases=5, drawn=0)]),
    "the same case twice": (cases_of("S01", passes=1) * 2, [StratumDrawn(label="S01", name="", cases=5, drawn=2)]),
    "the same stratum twice": (cases_of("S01", passes=1), [StratumDrawn(label="S01", name="", cases=5, drawn=1)] * 2),
    "no such stratum": (cases_of("S02", passes=1), [StratumDrawn(label="S01", name="", cases=5, drawn=1)]),
    "a case left out": (cases_of("S01", passes=1), [StratumDrawn(label="S01", name="", cases=5, drawn=2)]),
    "a case too many": (cases_of("S01", passes=2), [StratumDrawn(label="S01", name="", cases=5, drawn=1)]),
    "more than the list": (cases_of("S01", passes=6), [StratumDrawn(label="S01", name="", cases=5, drawn=6)]),
    "not drawn from": (cases_of("S01", replaced=1), [StratumDrawn(label="S01", name="", cases=5, drawn=0)]),
}


@pytest.mark.parametrize("what", IMPOSSIBLE)
def test_an_impossible_sample_is_refused(what):
    cases, strata = IMPOSSIBLE[what]
    with pytest.raises(ValueError, match=r"twice|stratum|nothing was drawn"):
        rate(Sample(chosen=Chosen.RANDOM, strata=tuple(strata), cases=tuple(cases)), USUAL)


def test_the_answers_of_the_shipped_scales():
    def grades(scale: str) -> dict[str, str]:
        return {answer.code: grade_of(answer).value for answer in SCALES[scale].answers}

    assert grades("ypn") == {
        "yes": "passes",
        "partly": "passes",
        "no": "adverse",
        "not_recorded": "not_recorded",
        "not_applicable": "not_applicable",
        "cannot_tell": "cannot_tell",
    }
    grounds = grades("grounds")
    assert [grounds[code] for code in "43210X"] == ["passes"] * 3 + ["adverse"] * 2 + ["cannot_tell"]
    assert grades("view_yes_bad") == {"yes": "adverse", "no": "passes", "cannot_tell": "cannot_tell"}
    assert grade_of(None) is Grade.UNGRADED
