"""The report of a meeting: who was there, how cases were chosen, what the panel found, and what is to be done."""

from app.core.shapes.reports import Attendance, MeetingReport
from app.core.words import count_of
from app.export.boxes import Panel
from app.export.front import beginning
from app.export.panel_front import bars
from app.export.parts import Parts, Story
from app.export.report_cases import case_by_case
from app.export.report_drawn import how_chosen
from app.export.report_found import agreed, found, points, rates
from app.export.report_parts import actions_table, section, this_copy
from app.export.running import Running, about_paper, make
from app.export.style import look_for
from app.export.tagged.flowables import Begin, End
from app.export.tagged.text import Text
from app.export.wording import Wording


def meeting_report(report: MeetingReport, *, base_size: float = 11) -> bytes:
    """The report as a PDF: tagged (PDF/UA-1, PDF/A-2a), and the same bytes whenever it is made from the same shape.

    Args:
        report: what it says.
        base_size: the size of the running text in points; 18 and 24 are large print.
    """
    parts = Parts(look_for(base_size, continued=True), Wording("report"), bars())
    done = parts.wording.say("actions.title")
    story: Story = [
        *_head(report, parts),
        *_who(report, parts),
        *how_chosen(report, parts),
        *(piece for kind in report.kinds if not kind.picked for piece in found(kind, parts)),
        *rates(report.draws, parts),
        *agreed(report.kinds, parts),
        *points("good", [(kind.kind_label, kind.good) for kind in report.kinds], parts),
        *points("learning", [(kind.kind_label, kind.learning) for kind in report.kinds], parts),
        *section(done, parts, actions_table(report.actions, done, parts)),
        *_left_out(report, parts),
        *case_by_case(report, parts),
        *this_copy(report.issue, parts),
    ]
    about = about_paper(report.title, report.force, report.subtitle, report.issue)
    return make(story, about, Running(report.issue, parts.wording.say("says.warning"), parts))


def _head(report: MeetingReport, parts: Parts) -> Story:
    say, look = parts.wording.say, parts.look
    return [
        Begin(title=report.title),
        *beginning(report, report.title, (report.subtitle,), say("says.practice_means"), parts),
        *(piece for line in report.read_first for piece in parts.text(line)),
        *parts.heading(say("short.title"), 2),
        *parts.items(report.short),
        *parts.heading(say("facts.title"), 2),
        *parts.facts(report.facts, say("facts.title")),
        Panel([Text(say("says.learning"), look.cell)], look),
        End(),
    ]


def _who(report: MeetingReport, parts: Parts) -> Story:
    say = parts.wording.say
    heads = [say(f"who.{name}") for name in ("affiliation", "asked", "came", "left")]
    rows = [(_from(line), f"{line.asked:,}", f"{line.came:,}", f"{line.left:,}") for line in report.attendance]
    named = [name for line in report.attendance for name in line.names]
    told = say("who.names", names=", ".join(named)) if named else say("who.names_left_out")
    title = say("who.title")
    story = [*parts.text(" ".join(report.attended)), *parts.wide_table(heads, rows, (4, 1, 1, 1.2), title)]
    return section(title, parts, [*story, *parts.text(told)])


def _from(line: Attendance) -> str:
    return line.affiliation[:1].upper() + line.affiliation[1:]


def _left_out(report: MeetingReport, parts: Parts) -> Story:
    say = parts.wording.say
    lines = list(report.left_out)
    if report.words_left_out:
        lines.append(say("cases.words_left_out", cases=count_of(report.words_left_out, "case")))
    return section(say("left_out.title"), parts, parts.items(lines) or parts.text(say("left_out.none")))
