"""How the cases of a panel's pack were drawn: in plain words first, then what anybody needs to check it."""

from dataclasses import replace

from reportlab.platypus import Flowable

from app.core.shapes.panel_packs import PanelDraw, PanelPack
from app.core.words import count_of
from app.export.drawn import before_the_draw, list_entry, listed, since_the_draw
from app.export.panel_front import draw_place, draw_title, panel_words
from app.export.parts import Parts, Story, moment, short
from app.export.tagged.flowables import Begin, End, Stack


def panel_draws(pack: PanelPack, parts: Parts) -> Story:
    """A part for each draw."""
    return [piece for draw in pack.draws for piece in _draw(draw, pack, parts)]


def _draw(draw: PanelDraw, pack: PanelPack, parts: Parts) -> Story:
    say, how = panel_words(parts).say, draw.how
    title = draw_title(how.kind_label, draw.name, parts)
    summary = say(
        list_entry(how),
        drawn=count_of(len(how.drawn), "case was", "cases were").capitalize(),
        cases=listed(how),
        sealed_at=moment(how.sealed_at),
        drawn_at=moment(how.drawn_at),
    )
    picked = [case.number for case in pack.cases if case.picked]
    story: Story = [Begin(title=title), *parts.heading(title, 1, name=draw_place(draw.name), lines=12)]
    story += parts.text(summary, parts.look.lead)
    if picked:
        told = count_of(len(picked), "case was", "cases were").capitalize()
        story += parts.text(say("drawn.picked", cases=told))
    return [*story, *_cases(draw, parts), *before_the_draw(how, parts), *since_the_draw(how, parts), End()]


def _cases(draw: PanelDraw, parts: Parts) -> Story:
    say, shared, title = panel_words(parts).say, parts.wording.say, panel_words(parts).say("drawn.cases")
    heads = [shared("drawn.case"), shared("drawn.code"), shared("drawn.ticket")]
    rows = [(str(number), *_codes(code, ticket, parts)) for number, code, ticket in draw.cases]
    if draw.how.groups_later:
        heads, rows = heads[:2], [row[:2] for row in rows]
    elif parts.look.large:
        rows = [(number, Stack([code, ticket])) for number, code, ticket in rows]
        heads = [heads[0], f"{heads[1]}, {heads[2].lower()}"]
    widths = (1, 5) if len(heads) == 2 else (0.8, 5, 2)
    return [
        *parts.heading(title, 2, lines=8),
        *parts.text(say("drawn.cases_mean_later" if draw.how.groups_later else "drawn.cases_mean")),
        *parts.table(heads, rows, widths, title),
    ]


def _codes(code: str, ticket: str, parts: Parts) -> tuple[Flowable, Flowable]:
    return parts.code(code, bold=3), parts.cell(short(ticket), replace(parts.look.code, before=parts.look.base * 0.3))
