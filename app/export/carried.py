"""The actions that earlier rounds left open: who was to do what by when, and what was replied."""

from collections.abc import Sequence

from app.core.shapes.packs import CarriedAction
from app.core.words import count_of
from app.export.cover import CARRIED
from app.export.parts import Parts, Story
from app.export.tagged.flowables import Begin, End, Stack


def carried_actions(carried: Sequence[CarriedAction], parts: Parts) -> Story:
    """The part of a line manager's pack; nothing where every action is closed."""
    say = parts.wording.say
    means = say("carried.means", actions=count_of(len(carried), "action"))
    return actions_part(say("carried.title"), means, carried, parts) if carried else []


def actions_part(title: str, means: str, carried: Sequence[CarriedAction], parts: Parts) -> Story:
    """Actions in a table under their own heading."""
    say = parts.wording.say
    heads = [say(f"carried.{name}") for name in ("action", "asked", "due")]
    rows = [(action.name, Stack(_asked(action, parts)), action.due) for action in carried]
    return [
        Begin(title=title),
        *parts.heading(title, 1, name=CARRIED),
        *parts.text(means),
        *parts.wide_table(heads, rows, (0.8, 5, 1.4), title),
        End(),
    ]


def _asked(action: CarriedAction, parts: Parts) -> Story:
    """What is to be done, by whom, from which round, how it stands; then every step."""
    say, look = parts.wording.say, parts.look
    story: Story = [
        parts.recorded(action.task or say("carried.erased"), look.cell),
        *parts.text(say("carried.owner", owner=action.owner or say("carried.erased")), look.cell),
        *parts.text(f"{action.round_label}: {action.state}", look.cell),
    ]
    for step in action.steps:
        story.append(parts.recorded(step, look.cell))
    return story
