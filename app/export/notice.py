"""The seal notice: what somebody outside is given before the draw, to hold against it afterwards."""

from app.core.shapes.notices import SealNotice
from app.export.boxes import Panel, WritingRoom
from app.export.parts import Parts, Story
from app.export.running import Running, about_paper, make
from app.export.sealed import head, seal, the_list, this_copy
from app.export.style import look_for
from app.export.tagged.flowables import Begin, End
from app.export.tagged.text import Text
from app.export.wording import Wording


def seal_notice(notice: SealNotice, *, base_size: float = 11) -> bytes:
    """The notice as a PDF: tagged (PDF/UA-1, PDF/A-2a), and the same bytes whenever it is made from the same shape.

    Args:
        notice: what it says.
        base_size: the size of the running text in points; 18 and 24 are large print.
    """
    parts = Parts(look_for(base_size), Wording("sealed"))
    say = parts.wording.say
    story: Story = [
        Begin(title=notice.title),
        *head(notice, say("notice.means"), parts),
        *seal(notice.facts, parts),
        *_use(parts),
        *the_list(notice.facts, parts, drawn=False),
        *_others(notice, parts),
        *_message(notice, parts),
        *this_copy(notice, parts),
        End(),
    ]
    about = about_paper(notice.title, notice.force, notice.subtitle, notice.issue)
    return make(story, about, Running(notice.issue, notice.warning, parts))


def _use(parts: Parts) -> Story:
    say = parts.wording.say
    return [
        *parts.heading(say("notice.use"), 2, lines=9),
        *parts.items(parts.wording.lines("notice.steps"), numbered=True),
        *parts.kept([*parts.text(say("notice.received")), WritingRoom(parts.look, 0, lines=1)]),
    ]


def _others(notice: SealNotice, parts: Parts) -> Story:
    say, seals = parts.wording.say, notice.facts.other_seals
    means = say("list.others_mean" if seals else "list.others_none")
    return [*parts.heading(say("list.others"), 3, lines=5), *parts.text(means), *parts.items(seals)]


def _message(notice: SealNotice, parts: Parts) -> Story:
    say = parts.wording.say
    lines = [Text(line, parts.look.cell) for line in notice.message.splitlines()]
    return parts.kept(
        [
            *parts.heading(say("notice.message"), 2, lines=9),
            *parts.text(say("notice.message_means")),
            Panel(lines, parts.look),
        ]
    )
