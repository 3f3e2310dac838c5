"""What the reports of meetings and of months have in common: sections, actions, what is known of the copy."""

from collections.abc import Sequence

from app.core.shapes.packs import Issue
from app.core.shapes.reports import ReportAction
from app.export.parts import Parts, Story, moment
from app.export.tagged.flowables import Begin, End, Stack
from app.export.tagged.text import Text
from app.export.wording import Wording

_COMMON = "report"


def common(parts: Parts) -> Parts:
    """The same look with the words that the reports share."""
    return Parts(parts.look, Wording(_COMMON, parts.wording.language), parts.bars)


def section(title: str, parts: Parts, story: Story) -> Story:
    """A part of a paper under a heading of its own."""
    return [Begin(title=title), *parts.heading(title, 1, bookmark=title), *story, End()]


def actions_table(actions: Sequence[ReportAction], title: str, parts: Parts) -> Story:
    """Actions with who is to do them and by when; a sentence where there are none."""
    say = common(parts).wording.say
    if not actions:
        return parts.text(say("actions.none"))
    heads = [say(f"actions.{name}") for name in ("name", "what", "due")]
    rows = [(one.name, Stack(_asked(one, common(parts))), one.due) for one in actions]
    return parts.wide_table(heads, rows, (0.8, 5, 1.4), title)


def _asked(one: ReportAction, parts: Parts) -> Story:
    say, cell = parts.wording.say, parts.look.cell
    owner = say("actions.owner", owner=one.owner or say("actions.owner_left_out"))
    lines = (owner, say("actions.state", case=one.case, state=one.state))
    return [parts.recorded(one.task, cell), *(piece for line in lines for piece in parts.text(line, cell))]


def this_copy(issue: Issue, parts: Parts) -> Story:
    """What is known of this copy: its number, the head of the log, how it is to be handled."""
    say = common(parts).wording.say
    head = Text(say("issue.audit_means", entry=f"{issue.audit_entry:,}"), parts.look.cell)
    lines = [
        (say("issue.number"), say("issue.made", number=issue.number, made=moment(issue.made_at))),
        (say("issue.audit"), Stack([head, parts.code(issue.audit_head, bold=3)])),
        (say("issue.handling"), issue.handling),
    ]
    title = say("issue.title")
    heading = parts.heading(title, 1, bookmark=title)
    return [Begin(title=title), *parts.kept([*heading, *parts.facts(lines, title)]), End()]
