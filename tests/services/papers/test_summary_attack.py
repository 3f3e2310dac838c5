"""Whole summaries of meetings that hypothesis thinks up, attacked by what is published of them and nothing else."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from fractions import Fraction
from itertools import pairwise
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.core.schemes.spec import Question, Scheme
from app.core.shapes.figures import RateLine
from app.core.shapes.meetings import MeetingState
from app.core.shapes.packs import Issue
from app.core.shapes.summaries import PublicSummary, SummaryDraw, SummaryMeeting
from app.core.stats.questions import counted_questions, graded_question
from app.core.stats.rates import Basis, Chosen, Grade, GradedCase, Sample, StratumDrawn, grade_of, rate
from app.core.stats.told_rates import tell_rate
from app.core.workflow.meeting import PanelCase
from app.core.workflow.sheet import Grading
from app.export.summary import public_summary
from app.export.summary_tables import summary_text
from app.models.rounds import RoundCaseRow
from app.services.grading.verdicts import Verdicts, is_asked
from app.services.papers.summary_counts import Rules, few_words, told_questions
from app.services.schemes import load_library
from tests.export.papers import structure
from tests.summary_attacker import Seen, read_text

FIELDS = ("bwv_on", "is_child", "force_used", "handcuffs_used", "strip_search", "force_in_custody")
SMALL = range(1, 5)


def meeting(kind: str, form: str, cases: list[dict[str, str]], agreed: list[Mapping[str, str]]) -> Verdicts:
    """A closed meeting over cases with these fields, on which the panel agreed so."""
    scheme = load_library("cheshire").scheme(kind)
    rows = [RoundCaseRow(id=at, scheme_id=1, form=form, position=at) for at in range(1, len(cases) + 1)]
    return Verdicts(
        meeting=MeetingState.CLOSED,
        seats=(),
        rows=tuple(rows),
        cases={row.id: _case(row, scheme, values) for row, values in zip(rows, cases, strict=True)},
        agreed={row.id: views for row, views in zip(rows, agreed, strict=True)},
        schemes={1: scheme},
    )


def _case(row: RoundCaseRow, scheme, values: dict[str, str]) -> PanelCase:
    blank = Grading(scheme=scheme, form=row.form, role="volunteer", values=values, given={}, written={}, locked=())
    return PanelCase(number=row.position, blank=blank, sheets={}, released=True)


def rates(found: Verdicts) -> list[RateLine]:
    """The rates of its draw, from a list of 240 that is not divided."""
    scheme, lines = found.schemes[1], list[RateLine]()
    blanks = {row.id: replace(found.cases[row.id].blank, given=found.agreed[row.id]) for row in found.rows}
    for question in counted_questions(scheme, [found.rows[0].form], "volunteer"):
        graded = graded_question(question, scheme.scales[question.scale])
        if graded.adverse:
            cases = tuple(
                GradedCase(token=f"{row.id}", stratum="S01", grade=_grade(blanks[row.id], question))
                for row in found.rows
            )
            strata = (StratumDrawn(label="S01", name="", cases=240, drawn=len(cases)),)
            drawn = Sample(chosen=Chosen.RANDOM, strata=strata, cases=cases)
            lines.append(tell_rate(rate(drawn, Fraction(95, 100)), graded, basis=Basis.CONSENSUS, base=20))
    return lines


def _grade(case: Grading, question: Question) -> Grade:
    if not is_asked(case, question):
        return Grade.NOT_APPLICABLE
    answers = case.scheme.scales[question.scale].answers
    return grade_of(next((answer for answer in answers if answer.code == case.given.get(question.id)), None))


def published(found: Verdicts, rules: Rules) -> PublicSummary:
    """The summary of a meeting with one draw."""
    questions = told_questions(found, found.rows, rates(found), rules)
    draw = SummaryDraw(
        draw="D1", heading="Searches, June 2025", cases="", how=(), seal="a" * 64, plan="b" * 64, others=(),
        few=few_words(rules), questions=questions,
    )  # fmt: skip
    one = SummaryMeeting(
        round="R1", heading="Panel, 3 July 2025", members="", draws=(draw,), targeted="", actions=(), actions_table=()
    )
    issue = Issue(
        marking="OFFICIAL", handling="", practice=False, number="R1 summary, copy 1", made_at="2025-07-04T10:00:00Z",
        audit_entry=1, audit_head="c" * 64,
    )  # fmt: skip
    return PublicSummary(
        issue=issue, title="What the panel found", subtitle="", force="A force", reading=(), meetings=(one,),
        good=(), learning=(), contact="",
    )  # fmt: skip


@dataclass(frozen=True, kw_only=True)
class Imagined:
    """A meeting of some kind, on some form, over so many cases; a share of the answers is the first of their scale."""

    kind: str
    form: str
    size: int
    good: float
    seed: int

    def held(self) -> Verdicts:
        """The meeting, closed."""
        luck, scheme = Random(self.seed), load_library("cheshire").scheme(self.kind)
        shares = {name: luck.random() for name in FIELDS}
        cases = [{name: "yes" if luck.random() < shares[name] else "no" for name in FIELDS} for _ in range(self.size)]
        return meeting(self.kind, self.form, cases, [self._views(scheme, luck) for _ in cases])

    def _views(self, scheme: Scheme, luck: Random) -> dict[str, str]:
        views: dict[str, str] = {}
        for question in (scheme.question(name) for name in scheme.form(self.form).questions):
            codes = ["", *(answer.code for answer in scheme.scales[question.scale].answers)]
            if len(codes) > 1:
                views[question.id] = codes[1] if luck.random() < self.good else luck.choice(codes)
        return views


MEETINGS = st.builds(
    Imagined,
    kind=st.sampled_from(("stop_search", "custody", "use_of_force")),
    form=st.sampled_from(("panel_short", "full")),
    size=st.integers(1, 26),
    good=st.floats(0.3, 1),
    seed=st.integers(0, 10_000),
)


def attack(seen: Seen, small: range) -> None:
    """Work out all that can be worked out of a question; fail where that is more than the paper says."""
    if not seen.shown:
        assert not seen.numbers() - {small.stop}, "what is not shown is not told in a sentence either"
        return
    if not seen.hidden:
        assert not set(SMALL) & {values.start for values in seen.counts.values()}
        return
    could = seen.possible()
    for label in seen.hidden:
        assert len(could[label]) > 1, (seen.text, label, could[label])
        assert (min(could[label]), max(could[label])) == seen.said[label], "it is said exactly as it can be known"
    for label, (lowest, highest) in seen.said.items():
        if highest < small.stop:
            assert could[label] == set(range(lowest, highest + 1)) == set(small)
    assert not seen.numbers(), "beside hidden counts no sentence has a number"


@settings(max_examples=40, deadline=None)
@given(MEETINGS, st.booleans())
def test_no_hidden_count_can_be_worked_out_from_what_is_published(imagined: Imagined, whole: bool):
    text = summary_text(published(imagined.held(), Rules(below=5, zero_is_small=whole)))
    questions = read_text(text)
    assert questions
    for seen in questions:
        attack(seen, range(0 if whole else 1, 5))


@settings(max_examples=40, deadline=None)
@given(MEETINGS)
def test_nothing_small_is_left_between_the_numbers_of_cases_that_were_asked(imagined: Imagined):
    questions = read_text(summary_text(published(imagined.held(), Rules(below=5, zero_is_small=False))))
    asked = sorted({seen.asked for seen in questions if seen.asked})
    for one, other in pairwise([0, *asked] if imagined.size > 4 else []):
        assert other - one not in SMALL


def test_two_summaries_side_by_side_would_give_away_what_a_case_got():
    """Before and after a case was taken out. So the second is refused: see ``test_summaries.py``."""
    agreed = [{"C8": code} for code in ("green",) * 9 + ("amber",) * 6 + ("red",) * 5]
    rules, values = Rules(below=5, zero_is_small=False), [{"bwv_on": "no"}] * 20
    whole = meeting("stop_search", "panel_short", values, agreed)
    without = meeting("stop_search", "panel_short", values[:-1], agreed[:-1])
    before, after = (
        next(seen for seen in read_text(summary_text(published(found, rules))) if seen.text.startswith("Overall"))
        for found in (whole, without)
    )
    red = "Red: serious concern"
    attack(before, range(1, 5))
    attack(after, range(1, 5))
    assert after.possible()[red] == {1, 2, 3, 4}
    together = {value for value in after.possible()[red] if before.counts[red].start - value in (0, 1)}
    assert together == {4}, "one case fewer: five became four, so it was red"


def test_all_that_is_published_says_the_same(tmp_path):
    agreed = [{"C8": "green", "SS1": "4"}] * 15 + [{"C8": "red", "SS1": "3"}] * 3 + [{"C8": "amber", "SS1": "0"}] * 5
    found = meeting("stop_search", "panel_short", [{"bwv_on": "no"}] * 23, agreed)
    shape = published(found, Rules(below=5, zero_is_small=False))
    tree = structure(public_summary(shape))
    rows = [[cell.words for cell in row.all("TH", "TD")] for row in tree.all("TR")]
    for seen in read_text(summary_text(shape)):
        for label, values in seen.counts.items():
            words = {
                True: "fewer than 5",
                False: f"{seen.said.get(label, (0, 0))[0]} to {seen.said.get(label, (0, 0))[1]}",
            }[values == range(1, 5)]
            cell = words if label in seen.hidden else str(values.start)
            assert [label, cell] in rows or (not values.start and f"“{label}”" in tree.words)


# ------------------------------------------------------------------ the attacker is a good one
PUBLISHED = """
In these tables “fewer than 5” means 1 to 4.

Was it fair?
A question about all 20 cases.
  Yes: {yes}
  No: fewer than 5
No case got: “Cannot tell”; “No view”.
"""


@pytest.mark.parametrize(("yes", "fault"), [("17", "No"), ("15 to 19", "said exactly"), ("16 to 18", "said exactly")])
def test_it_finds_what_a_careless_program_gives_away(yes: str, fault: str):
    (seen,) = read_text(PUBLISHED.format(yes=yes))
    with pytest.raises(AssertionError, match=fault):
        attack(seen, range(1, 5))


def test_it_finds_a_number_in_a_sentence():
    (seen,) = read_text(PUBLISHED.format(yes="16 to 19") + "Of 240 cases at least 3 would.\n")
    with pytest.raises(AssertionError, match="no sentence has a number"):
        attack(seen, range(1, 5))


def test_it_takes_a_good_one():
    (seen,) = read_text(PUBLISHED.format(yes="16 to 19"))
    attack(seen, range(1, 5))
    assert seen.possible() == {"Yes": {16, 17, 18, 19}, "No": {1, 2, 3, 4}, "Cannot tell": {0}, "No view": {0}}
