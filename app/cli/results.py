"""``agreement``, ``rate``, ``compare`` and ``disagreement``: what the grades of a round add up to."""

from argparse import Namespace
from collections.abc import Iterable, Iterator
from dataclasses import asdict

from app.cli.command import Answer, Commands, number, workspace_of
from app.core.shapes.figures import AgreementLine, ComparisonLine, RateLine
from app.core.shapes.results import Disagreement, DrawRates
from app.core.words import count_of
from app.services.grading import comparison, rates, results


def add_commands(commands: Commands) -> None:
    """Add this group to the line."""
    agreement = commands.add_parser("agreement", help="how far a panel agreed, question by question")
    agreement.add_argument("round", metavar="ROUND", help="a meeting, like R2")
    agreement.set_defaults(run=_agreement)
    rate = commands.add_parser("rate", help="how common an adverse grade is: a draw at a time, with exact limits")
    rate.add_argument("round", metavar="ROUND", help="a round, like R1")
    rate.add_argument("question", metavar="QUESTION", help="its code, like C5")
    rate.set_defaults(run=_rate)
    compare = commands.add_parser("compare", help="a line manager's grades beside what a panel agreed")
    compare.add_argument("round", metavar="ROUND", help="a line manager's round, like R1")
    compare.add_argument("other", metavar="ROUND", help="a meeting, like R2")
    compare.set_defaults(run=_compare)
    disagreement = commands.add_parser("disagreement", help="where a panel's grades differ most: talk of that first")
    disagreement.add_argument("round", metavar="ROUND", help="a meeting, like R2")
    disagreement.set_defaults(run=_disagreement)


def _agreement(options: Namespace) -> Answer:
    with workspace_of(options) as ws:
        found = results.agreement_of(ws, number(options.round, "R", "round"))
    lines = [found.label, *found.sentences]
    for kind in found.kinds:
        lines += ["", kind.kind_label, *_question_lines(kind.lines)]
    return Answer(data=asdict(found), lines=tuple(lines))


def _rate(options: Namespace) -> Answer:
    with workspace_of(options) as ws:
        found = rates.rates_of(ws, number(options.round, "R", "round"), options.question)
    lines = [found.label]
    for draw in found.draws:
        lines += ["", f"D{draw.draw_id}: {draw.label}", *_rate_lines(draw)]
    if found.targeted:
        lines += ["", f"Picked by a person, so in no rate: {count_of(found.targeted, 'case')}."]
    return Answer(data=asdict(found), lines=tuple(lines))


def _compare(options: Namespace) -> Answer:
    rounds = [number(text, "R", "round") for text in (options.round, options.other)]
    with workspace_of(options) as ws:
        found = comparison.comparison_of(ws, *rounds)
    lines = [f"{found.manager_label} beside {found.panel_label}", *found.sentences]
    for kind in found.kinds:
        lines += ["", kind.kind_label, *_compared_lines(kind.lines)]
    return Answer(data=asdict(found), lines=tuple(lines))


def _disagreement(options: Namespace) -> Answer:
    with workspace_of(options) as ws:
        found = results.disagreements_of(ws, number(options.round, "R", "round")).value
    lines = [found.label, found.sentence, *(text for line in found.lines for text in _difference_lines(line))]
    return Answer(data=asdict(found), lines=tuple(lines))


def _question_lines(lines: Iterable[AgreementLine]) -> Iterator[str]:
    for line in lines:
        yield f"  {line.question}  {line.label}"
        yield from (f"    {sentence}" for sentence in line.sentences)


def _rate_lines(draw: DrawRates) -> Iterator[str]:
    if not draw.lines:
        yield "  No question of its form has a rate."
    for line in draw.lines:
        yield f"  {line.question}  {line.label}"
        yield from (f"    {sentence}" for sentence in line.sentences)
        yield from _strata_lines(line)
        if line.question in draw.disagreed:
            yield f"    The panel did not agree on {count_of(draw.disagreed[line.question], 'case')}: not graded here."


def _strata_lines(line: RateLine) -> Iterator[str]:
    """A stratum by its name, where that may be told."""
    for stratum in line.strata:
        if stratum.name != stratum.label:
            figure = stratum.figure
            yield (
                f"      {stratum.name}: {figure.failing:,} of {figure.counted:,} counted; between {figure.lower:,} and "
                f"{figure.upper:,} of its {figure.population:,} would"
            )


def _compared_lines(lines: Iterable[ComparisonLine]) -> Iterator[str]:
    for line in lines:
        yield f"  {line.agreement.question}  {line.agreement.label}"
        yield from (f"    {sentence}" for sentence in line.sentences)


def _difference_lines(line: Disagreement) -> Iterator[str]:
    yield ""
    yield f"  Case {line.number} ({line.kind_label}, code {line.token[:8]}), {line.question}: {line.label}"
    yield f"    {line.spread}{': adverse and not adverse' if line.split else ''}"
    if line.agreed:
        yield f"    The panel's view: {line.consensus or 'it did not agree'}"
