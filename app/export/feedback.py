"""The officer's feedback sheet: what was good, exactly which element was missing, and how to answer. One page."""

from app.core.shapes.month_papers import FeedbackSheet
from app.export.front import beginning
from app.export.parts import Parts, Story
from app.export.running import Running, about_paper, make
from app.export.style import look_for
from app.export.tagged.flowables import Begin, End
from app.export.wording import Wording

_POINT = "- "


def feedback_sheet(sheet: FeedbackSheet, *, base_size: float = 11) -> bytes:
    """The sheet as a PDF: tagged (PDF/UA-1, PDF/A-2a), and the same bytes whenever it is made from the same shape.

    Args:
        sheet: what it says.
        base_size: the size of the running text in points; 18 and 24 are large print.
    """
    parts = Parts(look_for(base_size), Wording("feedback"))
    say, look = parts.wording.say, parts.look
    kind, _, rest = sheet.title.partition(": ")
    story: Story = [
        Begin(title=sheet.title),
        *beginning(sheet, kind, (rest,), say("sheet.practice_means"), parts),
        *(piece for head, lines in sheet.blocks for piece in _block(head, lines, parts)),
        *parts.text(f"{say('sheet.about')} {say('sheet.handling')}", look.small),
        End(),
    ]
    about = about_paper(sheet.title, sheet.force, say("sheet.warning"), sheet.issue)
    return make(story, about, Running(sheet.issue, say("sheet.warning"), parts))


def _block(head: str, lines: tuple[str, ...], parts: Parts) -> Story:
    """Points as a list, anything else as paragraphs, in the order in which they were written."""
    story = parts.heading(head, 2) if head else []
    run: list[str] = []
    for line in lines:
        if line.startswith(_POINT):
            run.append(line.removeprefix(_POINT))
            continue
        story += [*parts.items(run), *parts.text(line)]
        run = []
    return [*story, *parts.items(run)]
