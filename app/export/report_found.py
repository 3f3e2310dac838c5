"""What a panel found: how its answers spread, what it agreed, how common that is, what was good and what to learn from.

Every chart has its numbers in a table beside it.
"""

from collections.abc import Sequence

from app.core.shapes.charts import Bar, BarChart
from app.core.shapes.figures import AgreementLine, RateLine
from app.core.shapes.reports import KindReport, Point, QuestionReport, ReportDraw
from app.core.stats.rate_chart import glance_chart
from app.core.stats.told_rates import shared_sentences, stratum_words
from app.core.words import case_numbers, count_of
from app.export.charts import chart_figure
from app.export.parts import Parts, Story
from app.export.tagged.flowables import Begin, Continues, End, Stack

Kinds = Sequence[tuple[str, Sequence[Point]]]
"""Elements, by the words of their kind of record."""


def spread_chart(question: QuestionReport, parts: Parts) -> BarChart:
    """How many members gave each answer, over all cases."""
    say, total = parts.wording.say, question.seats
    title = say("found.chart", question=question.question, cases=count_of(question.cases, "case"))
    bars = (
        Bar(
            label=answer.label,
            count=answer.seats,
            of=total,
            told=say("found.told", count=f"{answer.seats:,}", of=f"{total:,}") if answer.seats else say("found.nobody"),
        )
        for answer in question.answers
    )
    return BarChart(title=title, bars=tuple(bars))


def found(kind: KindReport, parts: Parts) -> Story:
    """What was found on the cases of one kind, question by question."""
    say = parts.wording.say
    title = say("found.title", kind=kind.kind_label)
    opening = [
        Begin(title=title),
        *parts.heading(title, 1, bookmark=title),
        *parts.text(say("found.means", cases=count_of(kind.cases, "case"))),
    ]
    story: Story = [] if kind.questions else opening
    for at, question in enumerate(kind.questions):
        story += _question(question, [] if at else opening, parts)
    return [*story, End()]


def _question(question: QuestionReport, opening: Story, parts: Parts) -> Story:
    say, look = parts.wording.say, parts.look
    if not question.seats:
        head = parts.heading(f"{question.question}. {question.text}", 2)
        return parts.kept([*opening, *head, *parts.text(say("found.unanswered"))])
    chart = spread_chart(question, parts)
    heads = [say(f"found.{name}") for name in ("answer", "seats", "view")]
    rows = [(answer.label, f"{answer.seats:,}", f"{answer.cases:,}") for answer in question.answers]
    beside = [
        say(f"found.{name}", cases=count_of(count, "case"))
        for name, count in (("not_agreed", question.not_agreed), ("no_view", question.no_view))
        if count
    ]
    head = [
        *opening,
        *parts.heading(f"{question.question}. {question.text}", 2, lines=1),
        Continues(question.question),
        *parts.text(say("found.asked_at", stage=question.stage_label), look.small),
    ]
    first, *more = chart_figure(chart, look, parts.high(head))
    table = [*parts.wide_table(heads, rows, (4, 1.4, 1.4), chart.title), *parts.text(" ".join(beside))]
    return [*parts.blocks([[*head, first], [*more, *table]]), Continues("")]


# ------------------------------------------------------------------ how far members agreed
def agreed(kinds: Sequence[KindReport], parts: Parts) -> Story:
    """How far members agreed, in a table and in sentences."""
    say, title = parts.wording.say, parts.wording.say("agreed.title")
    story: Story = []
    for kind in kinds:
        answered = [line for line in kind.agreement if line.answers]
        if answered:
            story += [*parts.heading(kind.kind_label, 2, lines=8), *_agreement(answered, parts)]
    if not story:
        return []
    opening = [Begin(title=title), *parts.heading(title, 1, bookmark=title), *parts.text(say("agreed.means"))]
    return [*opening, *story, End()]


def _agreement(lines: Sequence[AgreementLine], parts: Parts) -> Story:
    say = parts.wording.say
    heads = [say(f"agreed.{name}") for name in ("question", "cases", "same", "ac1", "alpha")]
    rows = [
        (f"{line.question}. {line.label}", f"{line.cases:,}", f"{line.unanimous:,}", line.ac1 or "–", line.alpha or "–")
        for line in lines
    ]
    story = parts.wide_table(heads, rows, (5, 1, 1.1, 1, 1), say("agreed.title"))
    for line in lines:
        story += parts.text(f"{line.question}. {' '.join(line.sentences)}")
    return story


# ------------------------------------------------------------------ rates
def rates(draws: Sequence[ReportDraw], parts: Parts) -> Story:
    """How common adverse views are, draw by draw and question by question."""
    if not draws:
        return []
    say, title = parts.wording.say, parts.wording.say("rates.title")
    opening = [Begin(title=title), *parts.heading(title, 1, bookmark=title), *parts.text(say("rates.means"))]
    story: Story = []
    for at, draw in enumerate(draws):
        named = say("rates.draw", draw=draw.draw_id, label=draw.label)
        graded = [line for line in draw.rates.lines if line.counts.graded]
        head = [*([] if at else opening), *parts.heading(named, 2), Continues(named)]
        first, *more = (
            chart_figure(glance_chart(graded), parts.look, parts.high(head))
            if graded
            else parts.text(say("rates.nothing"))
        )
        story += parts.kept([*head, first])
        story += [*more, *_rates(graded, draw, parts), Continues("")]
    return [*story, End()]


def _rates(lines: Sequence[RateLine], draw: ReportDraw, parts: Parts) -> Story:
    say, shared = parts.wording.say, shared_sentences(lines)
    heads = [say(f"rates.{name}") for name in ("question", "share", "least", "most", "worst")]
    rows = [(f"{line.question}. {line.label}", line.share, *_limits(line), _worst(line, parts)) for line in lines]
    story = [
        *parts.wide_table(heads, rows, (4, 1.5, 1, 1, 1.5), say("rates.glance")),
        *parts.text(" ".join(shared)),
    ]
    for line in lines:
        own = [sentence for sentence in line.sentences if sentence not in shared]
        disagreed = draw.rates.disagreed.get(line.question, 0)
        own += [say("rates.disagreed", cases=count_of(disagreed, "case"))] if disagreed else []
        story += parts.heading(f"{line.question}. {line.label}", 3)
        groups = [stratum_words(stratum) for stratum in line.strata if stratum.name != stratum.label]
        story += parts.text(" ".join(own))
        story += parts.text(say("rates.groups", groups=" ".join(groups)) if groups else "", parts.look.small)
    return story


def _limits(line: RateLine) -> tuple[str, str]:
    if not line.counts.counted:
        return "–", "–"
    return f"{line.figure.lower:,}", f"{line.figure.upper:,}"


def _worst(line: RateLine, parts: Parts) -> str:
    lower, upper = f"{line.worst.lower:,}", f"{line.worst.upper:,}"
    return parts.wording.say("rates.worst_range", lower=lower, upper=upper) if line.counts.left_open else "–"


# ------------------------------------------------------------------ good practice and learning
def points(entry: str, kinds: Kinds, parts: Parts) -> Story:
    """What was good, or what to learn from (``good`` or ``learning``), with the cases that show it."""
    say, title = parts.wording.say, parts.wording.say(f"{entry}.title")
    story: Story = [Begin(title=title), *parts.heading(title, 1, bookmark=title)]
    some = [(label, own) for label, own in kinds if own]
    if not some:
        return [*story, *parts.text(say(f"{entry}.none")), End()]
    story += parts.text(say(f"{entry}.means"))
    heads = [say(f"good.{name}") for name in ("element", "answer", "cases")]
    for label, own in some:
        rows = [(point.text, point.answer, Stack(_cases(point, parts))) for point in own]
        story += [*parts.heading(label, 2, lines=8), *parts.wide_table(heads, rows, (3, 1.6, 3.4), label)]
    return [*story, End()]


def _cases(point: Point, parts: Parts) -> Story:
    """Cases with what was ticked, a line each; those without anything in one line."""
    say, cell = parts.wording.say, parts.look.cell
    bare = [number for number, reasons in point.cases if not reasons]
    lines = [say("good.case", number=number, reasons=reasons) for number, reasons in point.cases if reasons]
    lines += [case_numbers(bare).capitalize()] if bare else []
    return [piece for line in lines for piece in parts.text(line, cell)]
