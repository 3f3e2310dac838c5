"""What the seal notice and the draw certificate share: the seal, large and as a code; the list and what was fixed."""

from collections.abc import Sequence
from dataclasses import replace

from reportlab.platypus import Flowable

from app.core.shapes.draws import StratumLine
from app.core.shapes.notices import DrawCertificate, SealedFacts, SealNotice
from app.export.boxes import Code, Panel
from app.export.cover import period
from app.export.front import beginning
from app.export.parts import Parts, Story, first_sentence, moment
from app.export.qr import qr_code
from app.export.style import Look
from app.export.tagged.flowables import Stack
from app.export.tagged.piece import Piece
from app.export.tagged.text import Text, TextStyle

_LARGEST_CODE = 26
_CAMERA = 140
"""How wide a QR code is: its squares are 0.8 mm, so that any telephone reads it from a hand's breadth away."""


class LoudCode(Code):
    """A long code that stands by itself, to be read out: a paragraph of its own."""

    def getSpaceAfter(self) -> float:
        """The space after it."""
        return self.look.after

    def draw(self) -> None:
        """Draw it as a paragraph."""
        with self.paper.element("P"):
            super().draw()


class Beside(Piece):
    """One thing at the left and another, of a width of its own, at the right; where room is short, below it."""

    def __init__(self, left: Flowable, right: Flowable, right_width: float, gap: float) -> None:
        super().__init__()
        self.left, self.right = left, right
        self.right_width, self.gap = right_width, gap

    def wrap(self, aW: float, aH: float) -> tuple[float, float]:
        """As high as the higher of the two, or as both."""
        self.left_width = aW - self.right_width - self.gap
        self.stacked = self.left_width < self.left.minWidth()
        self.left_height = self.left.wrap(aW if self.stacked else self.left_width, aH)[1]
        self.right_height = self.right.wrap(self.right_width, aH)[1]
        heights = (self.left_height, self.right_height)
        self.width, self.height = aW, sum(heights) + self.gap if self.stacked else max(heights)
        return self.width, self.height

    def draw(self) -> None:
        """Draw the left one, then the right one."""
        self.left.drawOn(self.paper, 0, self.height - self.left_height)
        across = 0 if self.stacked else self.left_width + self.gap
        down = 0 if self.stacked else self.height - self.right_height
        self.right.drawOn(self.paper, across, down)


def loud_code(look: Look) -> TextStyle:
    """The look of a code that is to be held against a screen, or heard from across a table."""
    size = min(look.base * 2.3, _LARGEST_CODE)
    return replace(look.code, size=size, leading=size * 1.3, after=look.base * 0.25)


def head(paper: SealNotice | DrawCertificate, lead: str, parts: Parts) -> Story:
    """The top of the first page: PRACTICE, the force, the title, what it is, and whom it is not for."""
    say, look = parts.wording.say, parts.look
    story = beginning(paper, paper.title, (paper.subtitle,), say("seal.practice_means"), parts)
    if paper.warning:
        first, rest = first_sentence(paper.warning)
        story.append(Panel([Text(first, look.loud), *parts.text(rest, look.cell)], look, warning=True))
    return [*story, *parts.text(lead)]


def seal(facts: SealedFacts, parts: Parts) -> Story:
    """Seal and plan: the seal in large groups beside its QR code, the plan below."""
    say, look = parts.wording.say, parts.look
    loud = loud_code(look)
    left = Stack([LoudCode(facts.seal, loud, bold=3), *parts.text(say("seal.seal_means"), look.small)])
    right = qr_code(facts.scan, say("seal.qr", text=facts.scan), _CAMERA)
    which = say("seal.plan_number", number=facts.plan_number)
    plan_style = replace(look.code, size=look.base * 1.1, leading=look.base * 1.6, after=look.base * 0.25)
    plan = [
        *parts.heading(say("seal.plan"), 2, lines=1),
        LoudCode(facts.plan, plan_style),
        *parts.text(f"{say('seal.plan_means')} {which}.", look.small),
    ]
    return [
        *parts.heading(say("seal.seal"), 2, lines=12),
        Beside(left, right, _CAMERA, look.base * 1.5),
        *parts.kept(plan),
    ]


def the_list(facts: SealedFacts, parts: Parts, *, drawn: bool) -> Story:
    """The list and all that was fixed with it; ``drawn``: the draw is past, so that each drawn case has a weight."""
    say = parts.wording.say
    return [
        *parts.heading(say("list.title"), 2, lines=10),
        *parts.facts(_facts(facts, parts, drawn), say("list.title")),
        *_departures(facts, parts),
        *_funnel(facts, parts),
        *_left_out(facts, parts),
        *_groups(facts, parts, drawn),
        *_reasons(facts, parts),
    ]


def _facts(facts: SealedFacts, parts: Parts, drawn: bool) -> list[tuple[str, str]]:
    say = parts.wording.say
    size = say("list.size_some", size=f"{facts.size:,}", reserves=f"{facts.reserves:,}")
    return [
        (say("list.kind"), facts.kind_label),
        (say("list.period"), period(facts.first_day, facts.last_day)),
        *facts.filters,
        (say("list.cases"), f"{facts.cases:,}"),
        (
            say("list.drawn" if drawn else "list.size"),
            say("list.drawn_whole" if drawn else "list.size_whole", cases=f"{facts.cases:,}") if facts.whole else size,
        ),
        (say("list.form"), facts.form_label),
        (say("list.name"), facts.frame),
        (say("list.sealed"), moment(facts.sealed_at)),
        (say("list.fixed"), moment(facts.fixed_at)),
        *([] if drawn else [(say("list.seed"), facts.seed_from)]),
    ]


def _departures(facts: SealedFacts, parts: Parts) -> Story:
    if not facts.departures:
        return []
    return [*parts.heading(parts.wording.say("list.departures"), 3), *parts.items(facts.departures)]


def _funnel(facts: SealedFacts, parts: Parts) -> Story:
    say = parts.wording.say
    title = say("list.funnel")
    rows = [(step.step, f"{step.count:,}") for step in facts.funnel]
    return [
        *parts.heading(title, 3, lines=7),
        *parts.text(say("list.funnel_means")),
        *parts.table((say("list.step"), say("list.left")), rows, (5, 1), title),
    ]


def _left_out(facts: SealedFacts, parts: Parts) -> Story:
    say = parts.wording.say
    title = say("list.left_out")
    rows = [(reason.label, f"{reason.count:,}") for reason in facts.left_out]
    table = parts.table((say("list.reason"), say("list.number")), rows, (5, 1), title)
    return [*parts.heading(title, 3, lines=5), *(table or parts.text(say("list.left_out_none")))]


def _groups(facts: SealedFacts, parts: Parts, drawn: bool) -> Story:
    say = parts.wording.say
    title = say("list.groups")
    rules = [*parts.text(say("list.take_all")), *parts.items(facts.take_all)] if facts.take_all else []
    story = [*parts.heading(title, 3, lines=7), *parts.text(facts.divided), *rules]
    if len(facts.strata) > 1:
        story += parts.text(say("list.labels"))
    if parts.look.large:
        return [*story, *_few_columns(facts.strata, parts, drawn, title)]
    names = ["group", "rule", "in_list", "drawn_of", "reserves", *(["stands_for"] if drawn else [])]
    rows = [_row(line, parts, drawn) for line in facts.strata]
    widths = (1, 4, 1.3, 1.1, 1.25, 1.9) if drawn else (1, 4.6, 1.4, 1.2, 1.3)
    return [*story, *parts.table([say(f"list.{name}") for name in names], rows, widths, title)]


def _row(line: StratumLine, parts: Parts, drawn: bool) -> tuple[str, ...]:
    numbers = (f"{line.cases:,}", f"{line.size:,}", f"{line.reserves:,}")
    return (line.label, _rule(line, parts, drawn), *numbers, *((line.weight or "–",) if drawn else ()))


def _rule(line: StratumLine, parts: Parts, drawn: bool) -> str:
    if line.size == line.cases:  # however it came about
        return parts.wording.say("rules.all_drawn" if drawn else "rules.all", cases=f"{line.cases:,}")
    return parts.wording.say(f"rules.{line.rule}") if line.rule else ""


def _few_columns(strata: Sequence[StratumLine], parts: Parts, drawn: bool, title: str) -> Story:
    """The groups in large print: what goes together stands in one cell."""
    say = parts.wording.say
    names = [say(f"list.{name}") for name in ("group", "rule", "in_list", "drawn_of", "reserves", "stands_for")]
    heads = [f"{names[0]}, {names[1].lower()}", names[2], f"{names[3]}, {names[4].lower()}"]
    rows = []
    for line in strata:
        told = Stack(
            [*parts.text(line.label, parts.look.cell), *parts.text(_rule(line, parts, drawn), parts.look.cell)]
        )
        weight = f"; {names[5].lower()} {line.weight}" if drawn and line.weight else ""
        rows.append((told, f"{line.cases:,}", f"{line.size:,}, {line.reserves:,}{weight}"))
    return parts.table(heads, rows, (3, 1.2, 2), title)


def _reasons(facts: SealedFacts, parts: Parts) -> Story:
    say = parts.wording.say
    story = parts.heading(say("list.reasons"), 3, lines=6)
    for entry, reasons in (("list.replaced", facts.replace_reasons), ("list.withheld", facts.withhold_reasons)):
        story += [*parts.text(say(entry)), *parts.items(reasons or [say("list.no_reason")])]
    return [*story, *(parts.text(say("list.adverse", adverse=facts.adverse.rstrip("."))) if facts.adverse else [])]


def this_copy(paper: SealNotice | DrawCertificate, parts: Parts) -> Story:
    """What this copy is: its number, the head of the audit log, how to handle it."""
    say, issue = parts.wording.say, paper.issue
    head_means = Text(say("list.audit_means", entry=f"{issue.audit_entry:,}"), parts.look.cell)
    lines: list[tuple[str, str | Flowable]] = [
        (say("list.copy"), say("list.made", number=issue.number, made=moment(issue.made_at))),
        (say("list.audit"), Stack([head_means, parts.code(issue.audit_head, bold=3)])),
        (say("list.handling"), issue.handling),
    ]
    return parts.kept([*parts.heading(say("list.issue"), 2, lines=7), *parts.facts(lines, say("list.issue"))])
