"""How the sample was drawn, for someone who does not take our word for it."""

from collections.abc import Sequence
from dataclasses import replace

from reportlab.platypus import Flowable

from app.core.shapes.draws import CaseLine
from app.core.shapes.packs import HowDrawn, SamplePack
from app.core.words import count_of
from app.export.cover import DRAWN, period
from app.export.parts import Parts, Story, moment, plain_key, short
from app.export.tagged.flowables import Begin, End, Stack


def how_drawn(pack: SamplePack, parts: Parts) -> Story:
    """The whole part, from the records to the cases."""
    say, drawn = parts.wording.say, pack.how_drawn
    summary = say(
        list_entry(drawn),
        drawn=count_of(len(drawn.drawn), "case was", "cases were").capitalize() + " drawn",
        cases=listed(drawn),
        sealed_at=moment(drawn.sealed_at),
        drawn_at=moment(drawn.drawn_at),
    )
    return [
        Begin(title=say("drawn.title")),
        *parts.heading(say("drawn.title"), 1, name=DRAWN),
        *parts.text(summary, parts.look.lead),
        *_told(drawn.departures, "drawn.departures", parts),
        *before_the_draw(drawn, parts),
        *_cases(pack, parts),
        *_reserves(drawn, parts),
        *since_the_draw(drawn, parts),
        End(),
    ]


def list_entry(drawn: HowDrawn) -> str:
    """Which sentence tells of the list: of one taken whole or of one drawn from, its size told or not."""
    entry = "drawn.whole" if drawn.whole else "drawn.summary"
    return f"{entry}_later" if drawn.cases is None else entry


def listed(drawn: HowDrawn) -> str:
    """How many cases the list had; "" where that is not told."""
    return "" if drawn.cases is None else count_of(drawn.cases, "case")


def funnel_table(drawn: HowDrawn, widths: Sequence[float], parts: Parts) -> Story:
    """Every step to the list with what it left; where that is not told, the steps alone and why."""
    say = parts.wording.say
    if drawn.cases is None:
        return [*parts.text(say("drawn.funnel_later")), *parts.items([step.step for step in drawn.funnel])]
    rows = [(step.step, f"{step.count:,}") for step in drawn.funnel]
    return parts.table((say("drawn.step"), say("drawn.left")), rows, widths, say("drawn.funnel"))


def before_the_draw(drawn: HowDrawn, parts: Parts) -> Story:
    """From the records to the list, its groups, and the codes that were fixed before anything was drawn."""
    return [*_funnel(drawn, parts), *_strata(drawn, parts), *_codes(drawn, parts)]


def since_the_draw(drawn: HowDrawn, parts: Parts) -> Story:
    """What was changed, which other draws there are, whether the list is whole, and how to check all of it."""
    return [
        *_told(drawn.changes, "drawn.changes", parts),
        *_others(drawn, parts),
        *_outside(drawn, parts),
        *parts.heading(parts.wording.say("drawn.check"), 2, lines=9),
        *parts.items(parts.wording.lines("drawn.check_steps"), numbered=True),
    ]


def _told(sentences: Sequence[str], title: str, parts: Parts) -> Story:
    """Sentences under a heading of their own; nothing where there are none."""
    return [*parts.heading(parts.wording.say(title), 2), *parts.items(sentences)] if sentences else []


def _funnel(drawn: HowDrawn, parts: Parts) -> Story:
    say = parts.wording.say
    title = say("drawn.funnel")
    lines = [
        (say("cover.kind"), drawn.kind_label),
        (say("cover.period"), period(drawn.first_day, drawn.last_day)),
        *drawn.filters,
    ]
    return [
        *parts.heading(title, 2, lines=9),
        *parts.facts(lines, title),
        *parts.text(say("drawn.funnel_means") if drawn.cases is not None else ""),
        *funnel_table(drawn, (5, 1), parts),
    ]


def _strata(drawn: HowDrawn, parts: Parts) -> Story:
    say = parts.wording.say
    title = say("drawn.strata")
    if drawn.groups_later:
        return [*parts.heading(title, 2), *parts.text(say("drawn.strata_later"))]
    means = say("drawn.strata_means", facet=drawn.strata_facet) if drawn.strata_facet else say("drawn.strata_one")
    heads = [say(f"drawn.{name}") for name in ("label", "name", "in_list", "drawn", "reserves")]
    rows = [(line.label, line.name, f"{line.cases:,}", f"{line.size:,}", f"{line.reserves:,}") for line in drawn.strata]
    table = parts.table(heads, rows, (1, 4, 1.4, 1.2, 1.3), title)
    return [*parts.heading(title, 2, lines=8), *parts.text(means), *table]


def _codes(drawn: HowDrawn, parts: Parts) -> Story:
    say = parts.wording.say
    title = say("drawn.codes")
    lines: list[tuple[str, str | Flowable]] = [
        (say("drawn.seal"), parts.code(drawn.seal)),
        (say("drawn.plan"), parts.code(drawn.plan)),
        (say("drawn.seed"), say("drawn.seed_later") if drawn.groups_later else parts.code(drawn.seed)),
        (say("drawn.which"), say("drawn.which_is", number=drawn.number)),
        (say("drawn.sealed"), moment(drawn.sealed_at)),
        (say("drawn.lodged"), drawn.lodged),
        (say("drawn.seed_from"), drawn.seed_source),
        (say("drawn.made"), moment(drawn.drawn_at)),
    ]
    return [*parts.heading(title, 2, lines=9), *parts.text(say("drawn.codes_mean")), *parts.facts(lines, title)]


def _cases(pack: SamplePack, parts: Parts) -> Story:
    say = parts.wording.say
    numbers = {case.token: f"{case.number}" for case in pack.cases}
    rows = [(numbers.get(line.token, "–"), line) for line in pack.how_drawn.drawn]
    return [
        *parts.heading(say("drawn.cases"), 2, lines=12),
        *parts.text(say("drawn.cases_mean_later" if pack.how_drawn.groups_later else "drawn.cases_mean")),
        *_case_table(say("drawn.case"), rows, say("drawn.cases"), parts),
    ]


_WIDTHS, _WIDTHS_LARGE = (1.15, 2.1, 1, 4.5, 1.85), (1.2, 2.2, 3)


def _case_table(first: str, rows: Sequence[tuple[str, CaseLine]], title: str, parts: Parts) -> Story:
    """Cases with their codes; in large print the five columns are three, with two values above one another."""
    names = [parts.wording.say(f"drawn.{name}") for name in ("reference", "label", "code", "ticket")]
    if parts.look.large:
        heads = [first, f"{names[0]}, {names[1].lower()}", f"{names[2]}, {names[3].lower()}"]
        body = [(number, *_stacked(line, parts)) for number, line in rows]
        return parts.table(heads, body, _WIDTHS_LARGE, title)
    return parts.table([first, *names], [(number, *_line(line, parts)) for number, line in rows], _WIDTHS, title)


def _line(line: CaseLine, parts: Parts) -> tuple[str | Flowable, ...]:
    ticket = parts.cell(short(line.ticket) or "–", parts.look.code)
    return _key(line, parts), line.stratum, parts.code(line.token, bold=3), ticket


def _stacked(line: CaseLine, parts: Parts) -> tuple[Flowable, Flowable]:
    ticket = parts.text(short(line.ticket) or "–", replace(parts.look.code, before=parts.look.base * 0.3))
    key = parts.text(_key(line, parts), parts.look.cell) + parts.text(line.stratum, parts.look.cell)
    return Stack(key), Stack([parts.code(line.token, bold=3), *ticket])


def _key(line: CaseLine, parts: Parts) -> str:
    return plain_key(line.case_key) or parts.wording.say("sheet.no_reference")


def _reserves(drawn: HowDrawn, parts: Parts) -> Story:
    say = parts.wording.say
    title = say("drawn.reserve_list")
    if not drawn.reserves:
        return [*parts.heading(title, 2), *parts.text(say("drawn.no_reserves"))]
    if drawn.groups_later:
        reserves = count_of(len(drawn.reserves), "case stands", "cases stand").capitalize()
        title = say("drawn.reserves")
        return [*parts.heading(title, 2), *parts.text(say("drawn.reserves_later", reserves=reserves))]
    rows = [(str(place), line) for place, line in enumerate(drawn.reserves, 1)]
    return [
        *parts.heading(title, 2, lines=9),
        *parts.text(say("drawn.reserve_list_means")),
        *_case_table(say("drawn.reserve"), rows, title, parts),
    ]


def _others(drawn: HowDrawn, parts: Parts) -> Story:
    say = parts.wording.say
    story = [*parts.heading(say("drawn.others"), 2, lines=9), *parts.text(say("drawn.others_mean"))]
    for title, texts in (("drawn.other_draws", drawn.other_draws), ("drawn.other_seals", drawn.other_seals)):
        story += parts.heading(say(title), 3)
        story += parts.items(texts) if texts else parts.text(say("drawn.none"))
    return story


def _outside(drawn: HowDrawn, parts: Parts) -> Story:
    heading = parts.heading(parts.wording.say("drawn.outside"), 2)
    return [*heading, *parts.text(drawn.outside)] if drawn.outside else []
