"""How the cases of a meeting were chosen, draw by draw, and which of them were set aside."""

from reportlab.platypus import Flowable

from app.core.shapes.packs import HowDrawn
from app.core.shapes.reports import MeetingReport, ReportDraw
from app.core.words import count_of
from app.export.cover import period
from app.export.drawn import funnel_table
from app.export.parts import Parts, Story, moment
from app.export.tagged.flowables import Begin, End


def how_chosen(report: MeetingReport, parts: Parts) -> Story:
    """The part."""
    say, title = parts.wording.say, parts.wording.say("drawn.title")
    story: Story = [Begin(title=title), *parts.heading(title, 1, bookmark=title), *parts.text(say("drawn.means"))]
    for draw in report.draws:
        story += _draw(draw, parts)
    if report.targeted:
        story += parts.text(say("drawn.targeted", cases=count_of(report.targeted, "case")))
    return [*story, *_aside(report, parts), End()]


def _draw(draw: ReportDraw, parts: Parts) -> Story:
    say, how = parts.wording.say, draw.how
    title = say("rates.draw", draw=draw.draw_id, label=draw.label)
    taken = count_of(draw.drawn, "case")
    lines: list[tuple[str, str | Flowable]] = [
        (say("drawn.period"), period(how.first_day, how.last_day)),
        *how.filters,
        (say("drawn.cases"), taken if how.cases is None else _of_the_list(how, taken, parts)),
        (say("drawn.sealed"), moment(how.sealed_at)),
        (say("drawn.lodged"), how.lodged),
        (say("drawn.made"), moment(how.drawn_at)),
        (say("drawn.seed_from"), how.seed_source),
        (say("drawn.seal"), parts.code(how.seal, bold=3)),
        (say("drawn.outside"), how.outside),
    ]
    return [
        *parts.heading(title, 2, lines=9),
        *parts.facts([line for line in lines if line[1]], title),
        *_funnel(how, parts),
        *_strata(how, parts),
        *_told("drawn.departures", how.departures, parts),
        *_told("drawn.others", (*how.other_draws, *how.other_seals), parts),
    ]


def _of_the_list(how: HowDrawn, taken: str, parts: Parts) -> str:
    entry = "drawn.whole" if how.whole else "drawn.drawn"
    return parts.wording.say(entry, drawn=taken, cases=f"{how.cases:,}")


def _funnel(how: HowDrawn, parts: Parts) -> Story:
    return [*parts.heading(parts.wording.say("drawn.funnel"), 3, lines=6), *funnel_table(how, (5, 1), parts)]


def _strata(how: HowDrawn, parts: Parts) -> Story:
    """The groups; nothing where the list was not divided."""
    if len(how.strata) < 2:
        return []
    say, title = parts.wording.say, parts.wording.say("drawn.strata")
    heads = [say(f"drawn.{name}") for name in ("label", "name", "in_list", "size")]
    rows = [(line.label, line.name, f"{line.cases:,}", f"{line.size:,}") for line in how.strata]
    return [*parts.heading(title, 3, lines=6), *parts.wide_table(heads, rows, (1, 4, 1.4, 1.2), title)]


def _told(entry: str, sentences: tuple[str, ...], parts: Parts) -> Story:
    return [*parts.heading(parts.wording.say(entry), 3), *parts.items(sentences)] if sentences else []


def _aside(report: MeetingReport, parts: Parts) -> Story:
    say, title = parts.wording.say, parts.wording.say("aside.title")
    if not report.aside:
        return [*parts.heading(title, 2), *parts.text(say("aside.none"))]
    heads = [say(f"aside.{name}") for name in ("case", "code", "what", "why")]
    rows = [(f"{one.number}", f"{one.code}, {one.kind_label}", one.what, one.reason) for one in report.aside]
    return [
        *parts.heading(title, 2, lines=8),
        *parts.text(say("aside.means")),
        *parts.wide_table(heads, rows, (0.8, 2.4, 2.4, 3), title),
    ]
