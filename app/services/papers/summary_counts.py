"""The counts of a public summary: what a panel agreed on, question by question, as far as it may be told."""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

from app.core.schemes.spec import Condition, Question, Scheme
from app.core.shapes.figures import RateLine
from app.core.shapes.summaries import SummaryCount, SummaryQuestion
from app.core.stats.questions import GradedQuestion, counted_questions, graded_question
from app.core.stats.suppression import Told, ToldCount, may_be_told, tell_row
from app.core.words import count_of, say
from app.export.wording import Wording
from app.models.rounds import RoundCaseRow
from app.services.grading.verdicts import Verdicts

WORDS: Final = Wording("summary")
_NO_VIEW: Final = ""
"""What is counted for a case on which the panel agreed on no answer; answers have codes."""
_VOLUNTEER: Final = "volunteer"


@dataclass(frozen=True, kw_only=True)
class Rules:
    """What is small for a force, and whether a 0 is (see :mod:`app.core.stats.suppression`)."""

    below: int
    zero_is_small: bool


def told_questions(
    found: Verdicts, rows: Sequence[RoundCaseRow], rates: Iterable[RateLine], rules: Rules
) -> tuple[SummaryQuestion, ...]:
    """What the panel agreed on about the cases of one draw, in the order of the form.

    A question that is asked depending on an answer is left out: how often it was asked is that answer's count.

    Args:
        found: the meeting.
        rows: the cases of the draw that were not set aside.
        rates: of the draw; a question with a rate also says what that means for the list.
        rules: what is small.
    """
    if not rows:
        return ()
    scheme, lines = found.schemes[rows[0].scheme_id], {line.question: line for line in rates}
    asked = {row.id: _for(found, row) for row in rows}
    asked_by_rule: dict[str, int] = {}
    told: list[SummaryQuestion] = []
    for question in counted_questions(scheme, dict.fromkeys(row.form for row in rows), found.role):
        if _by_answer(question.asked_if):
            continue
        views = [
            found.agreed.get(row.id, {}).get(question.id, _NO_VIEW) for row in rows if question.id in asked[row.id]
        ]
        words = _asked_words(_rule(scheme, question), len(views), len(rows), asked_by_rule, rules)
        answers = _answers(scheme, question, views, rules) if words and views else ()
        cases = len(views) if words else None
        told.append(
            SummaryQuestion(
                id=question.id,
                text=say(question.text_for.get(_VOLUNTEER, question.text)),
                asked=words or WORDS.say("says.asked_hidden", below=rules.below),
                cases=cases,
                answers=answers,
                sentences=_sentences(cases, answers, lines.get(question.id), rules),
            )
        )
    return tuple(told)


def count_words(one: ToldCount, below: int) -> str:
    """A count as people read it."""
    if one.told is Told.FEW:
        return WORDS.say("says.few", below=below)
    if one.told is Told.RANGE:
        return WORDS.say("says.range", lowest=f"{one.lowest:,}", highest=f"{one.highest:,}")
    return f"{one.lowest:,}"


def few_words(rules: Rules) -> str:
    """What "fewer than 5" stands for in the tables of a draw; "" where nothing is small."""
    if rules.below <= 1:
        return ""
    least = 0 if rules.zero_is_small else 1
    told = WORDS.say("says.few_from", below=rules.below, least=least, most=rules.below - 1)
    return f"{told} {WORDS.say('says.few_zero')}" if rules.zero_is_small else told


def summary_count(label: str, one: ToldCount, below: int) -> SummaryCount:
    """A count with its label, as a summary holds it."""
    return SummaryCount(label=label, words=count_words(one, below), lowest=one.lowest, highest=one.highest)


def _by_answer(rule: Condition | None) -> bool:
    return rule is not None and (bool(rule.answer) or any(map(_by_answer, (*rule.any, *rule.all, *rule.none))))


def _rule(scheme: Scheme, question: Question) -> str:
    """What decides whether a question is asked of a case; "" where nothing does."""
    rules = (scheme.stage(question.stage).when, question.asked_if)
    return "" if rules == (None, None) else repr(rules)


def _for(found: Verdicts, row: RoundCaseRow) -> frozenset[str]:
    """The questions that are for a case, by its record and by what the panel agreed on."""
    blank = replace(found.cases[row.id].blank, given=found.agreed.get(row.id, {}))
    return frozenset(question.id for stage in blank.asked.values() for question in stage)


def _asked_words(rule: str, asked: int, cases: int, told: dict[str, int], rules: Rules) -> str:
    """About how many cases a question was asked; "" where that may not be told. What is told is kept by its rule."""
    every = count_of(cases, "case")
    if not rule:
        return WORDS.say("says.asked_all", cases=every)
    if rule not in told:
        if not may_be_told(asked, {cases, *told.values()}, below=rules.below):
            return ""
        told[rule] = asked
    if asked in (0, cases):
        return WORDS.say("says.asked_all", cases=every) if asked else WORDS.say("says.asked_none")
    return WORDS.say("says.asked_some", asked=f"{asked:,}", cases=every)


def _answers(scheme: Scheme, question: Question, views: Collection[str], rules: Rules) -> tuple[SummaryCount, ...]:
    """Every answer with its count; none where nothing of it may be told."""
    graded, counted = graded_question(question, scheme.scales[question.scale]), Counter(views)
    codes = (*graded.answers, _NO_VIEW)
    told = tell_row(
        [counted[code] for code in codes],
        gives_way=[codes.index(code) for code in _gives_way(graded)],
        below=rules.below,
        zero_is_small=rules.zero_is_small,
    )
    labels: Mapping[str, str] = {**graded.words, _NO_VIEW: WORDS.say("says.none_agreed")}
    return tuple(
        summary_count(labels[code], one, rules.below) for code, one in zip(codes, told or (), strict=bool(told))
    )


def _gives_way(graded: GradedQuestion) -> list[str]:
    """The answers in the order in which a count is told as a range: good ones first, those that count against last."""
    good = [code for code, answer in graded.answers.items() if answer.counts and not answer.adverse]
    rest = [code for code in graded.answers if code not in {*good, *graded.adverse}]
    return [*good, *rest, _NO_VIEW, *graded.adverse]


def _sentences(
    cases: int | None, answers: Sequence[SummaryCount], line: RateLine | None, rules: Rules
) -> tuple[str, ...]:
    if answers:
        return _of_the_list(answers, line)
    return (WORDS.say("says.hidden", below=rules.below),) if cases else ()


def _of_the_list(answers: Sequence[SummaryCount], line: RateLine | None) -> tuple[str, ...]:
    """What the counts mean for the whole list, where each of them is told.

    Nothing is said where the panel agreed on no case, nor of a divided list: its limits come from the counts of its
    groups, which are not told.
    """
    if line is None or not line.counts.graded:
        return ()
    if line.strata or line.uncovered:
        return (WORDS.say("says.divided"),)
    if any(one.lowest != one.highest for one in answers):
        return (WORDS.say("says.not_whole"),)
    first, _whose, *others = line.sentences
    return (first, *others)
