"""The letter for the owner of an action: one page that says what is asked, by when, and how to reply.

It names the case and no grade of anyone: whoever acts on it needs to know what to do, not how somebody was judged.
"""

from dataclasses import replace

from app.core.shapes.actions import ActionLetter
from app.export.boxes import Panel, WritingRoom
from app.export.front import beginning
from app.export.parts import Parts, Story
from app.export.running import Running, about_paper, make
from app.export.style import look_for
from app.export.tagged.flowables import Begin, End
from app.export.tagged.text import Text
from app.export.wording import Wording

_ROOMY = 500
"""With more characters than these to read, the reply is written on the back: the letter stays one page."""


def action_letter(letter: ActionLetter, *, base_size: float = 11) -> bytes:
    """The letter as a PDF: tagged (PDF/UA-1, PDF/A-2a), and the same bytes whenever it is made from the same shape.

    Args:
        letter: what it says.
        base_size: the size of the running text in points; 18 and 24 are large print.
    """
    parts = Parts(look_for(base_size), Wording("letter"))
    story: Story = [
        Begin(title=letter.title),
        *_head(letter, parts),
        *_asked(letter, parts),
        *_reply(letter, parts),
        End(),
    ]
    about = about_paper(letter.title, letter.force, letter.subtitle, letter.issue)
    return make(story, about, Running(letter.issue, "", parts))


def _head(letter: ActionLetter, parts: Parts) -> Story:
    say, look = parts.wording.say, parts.look
    return [
        *beginning(letter, letter.title, (letter.subtitle,), say("letter.practice_means"), parts),
        *parts.text(say("letter.to", owner=letter.owner), replace(look.label, after=look.base * 0.4)),
        *parts.text("" if letter.not_accepted else say("letter.why")),
    ]


def _asked(letter: ActionLetter, parts: Parts) -> Story:
    say, look = parts.wording.say, parts.look
    lines = [Text(line, look.body) for line in letter.task.splitlines() if line.strip()]
    lines = lines or [Text(say("letter.erased"), look.absent)]
    due = Text(say("letter.due", due=letter.due), replace(look.label, before=look.base * 0.6))
    story = [*parts.heading(say("letter.asked"), 2, lines=8), Panel([*lines, due], look)]
    if letter.not_accepted:
        story += [
            *parts.heading(say("letter.again"), 3, lines=4),
            *parts.text(say("letter.again_means")),
            *(Text(line, look.body) for line in letter.not_accepted.splitlines() if line.strip()),
        ]
    return [*story, *parts.facts(letter.facts, say("letter.about"))]


def _reply(letter: ActionLetter, parts: Parts) -> Story:
    say, look = parts.wording.say, parts.look
    below = replace(look.body, before=look.base * 0.7)
    roomy = len(letter.task) + len(letter.not_accepted) <= _ROOMY
    room: Story = [
        *parts.text(say("letter.reply_room")),
        WritingRoom(look, 0, lines=3),
        *parts.text(say("letter.signed"), below),
        WritingRoom(look, 0, lines=1),
    ]
    return [
        *parts.heading(say("letter.reply"), 2, lines=3),
        *parts.text(say("letter.reply_how", name=letter.name)),
        *(parts.kept(room) if roomy else parts.text(say("letter.reply_behind"))),
        *parts.text(f"{say('letter.learning')} {letter.issue.handling}", replace(look.small, before=look.base * 0.7)),
    ]
