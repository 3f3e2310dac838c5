"""The cover of a pack and its contents: what it is, who may hold it, how to use it."""

from collections.abc import Sequence
from datetime import date

from reportlab.platypus import CondPageBreak

from app.core.days import period_words
from app.core.shapes.packs import Issue, SamplePack
from app.core.words import count_of
from app.export.boxes import Panel
from app.export.front import beginning
from app.export.parts import Parts, Story, first_sentence, moment
from app.export.tagged.flowables import Begin, ContentsLine, End, Stack
from app.export.tagged.text import Text
from app.export.wording import Wording

DRAWN = "drawn"
"""The name of the place where the part on the draw begins."""


CARRIED = "carried"
"""The name of the place where open actions begin."""

_KEPT = 12
"""So many lines of the contents stand on one page: in the largest print a page holds no more."""

_FEW = 3
"""So many last lines of the contents stay together."""

GUIDE = "guide"
"""The name of the place where the question guide begins."""


def case_place(number: int) -> str:
    """The name of the place where a case begins."""
    return f"case {number}"


def cover(pack: SamplePack, parts: Parts) -> Story:
    """The first page."""
    return [
        Begin(title=pack.title),
        *beginning(pack, pack.title, (pack.subtitle,), parts.wording.say("cover.practice_means"), parts),
        warning_notice(pack.warning, parts.wording.say("cover.warning_means"), parts),
        *parts.heading(parts.wording.say("cover.facts"), 2),
        *_facts(pack, parts),
        *parts.heading(parts.wording.say("cover.use"), 2),
        *parts.items(parts.wording.lines("cover.steps"), numbered=True),
        *issue_facts(pack.issue, parts),
        End(),
    ]


def warning_notice(words: str, means: str, parts: Parts) -> Panel:
    """A warning in a frame with its sign: its first sentence loud, the rest and what it means below."""
    look = parts.look
    first, rest = first_sentence(words)
    return Panel([Text(first, look.loud), *parts.text(f"{rest} {means}".strip(), look.cell)], look, warning=True)


def _facts(pack: SamplePack, parts: Parts) -> Story:
    say, drawn = parts.wording.say, pack.how_drawn
    each, cases = count_of(pack.minutes, "minute"), len(pack.cases)
    lines = [
        (say("cover.cases"), count_of(cases, "case")),
        (say("cover.time"), say("cover.minutes_each", minutes=each, total=hours(pack.minutes * cases))),
        (say("cover.kind"), f"{drawn.kind_label}, {period(drawn.first_day, drawn.last_day)}"),
        (say("cover.form"), pack.form_label),
        (say("cover.law"), pack.law),
    ]
    return parts.facts([line for line in lines if line[1]], say("cover.facts"))


def hours(minutes: int) -> str:
    """So many minutes as hours and minutes."""
    hours, rest = divmod(minutes, 60)
    if not hours:
        return count_of(rest, "minute")
    return f"{count_of(hours, 'hour')} {count_of(rest, 'minute')}" if rest else count_of(hours, "hour")


def period(first: str, last: str) -> str:
    """Two days of a shape in words; other text as it is."""
    try:
        return period_words(date.fromisoformat(first), date.fromisoformat(last))
    except ValueError:
        return f"{first} – {last}"


def issue_facts(issue: Issue, parts: Parts) -> Story:
    """Which copy it is, under its heading: its number, the log when it was made, how it is to be handled."""
    say = parts.wording.say
    head = Text(say("cover.audit_means", entry=f"{issue.audit_entry:,}"), parts.look.cell)
    lines = [
        (say("cover.number"), say("cover.made", number=issue.number, made=moment(issue.made_at))),
        (say("cover.audit"), Stack([head, parts.code(issue.audit_head, bold=3)])),
        (say("cover.handling"), issue.handling),
    ]
    title = say("cover.issue")
    return parts.kept([*parts.heading(title, 2), *parts.facts(lines, title)])


def contents(pack: SamplePack, parts: Parts) -> Story:
    """The list of what is where."""
    say = parts.wording.say
    lines: list[tuple[str, str]] = [(say("contents.carried"), CARRIED)] if pack.carried else []
    lines.append((say("contents.drawn"), DRAWN))
    if any(stage.questions for case in pack.cases for stage in case.stages):
        lines.append((say("contents.guide"), GUIDE))
    for case in pack.cases:
        reference = case.reference or say("sheet.no_reference")
        lines.append((say("contents.case", number=case.number, reference=reference), case_place(case.number)))
    return [*contents_list(lines, parts), CondPageBreak(parts.look.height / 2)]


def contents_list(lines: Sequence[tuple[str, str]], parts: Parts) -> Story:
    """Titles with the names of the places where they begin: each a link with its page."""
    say, style = parts.wording.say, parts.look.body
    running = Wording("running", parts.wording.language)

    def line(title: str, place: str) -> ContentsLine:
        return ContentsLine(title, place, style, lambda page: running.say("running.to_page", page=page))

    title = say("contents.title")
    head = parts.heading(title, 1, name="contents", lines=min(len(lines), _KEPT))
    listed: Story = [line(*each) for each in lines]
    return [Begin(title=title), *parts.blocks([[*head, *listed[:-_FEW]], listed[-_FEW:]]), End()]
