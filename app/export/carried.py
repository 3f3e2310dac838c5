"""The actions that earlier rounds left open: who was to do what by when, and what was replied."""

from app.core.shapes.packs import CarriedAction, SamplePack
from app.core.words import count_of
from app.export.cover import CARRIED
from app.export.parts import Parts, Story
from app.export.tagged.flowables import Begin, End, Stack


def carried_actions(pack: SamplePack, parts: Parts) -> Story:
    """The part; nothing where every action is closed."""
    if not pack.carried:
        return []
    say = parts.wording.say
    title = say("carried.title")
    heads = [say(f"carried.{name}") for name in ("action", "asked", "due")]
    rows = [(action.name, Stack(_asked(action, parts)), action.due) for action in pack.carried]
    return [
        Begin(title=title),
        *parts.heading(title, 1, name=CARRIED),
        *parts.text(say("carried.means", actions=count_of(len(pack.carried), "action"))),
        *parts.table(heads, rows, (0.8, 5, 1.4), title),
        End(),
    ]


def _asked(action: CarriedAction, parts: Parts) -> Story:
    """What is to be done, by whom, from which round, how it stands; then every step."""
    say, look = parts.wording.say, parts.look
    story: Story = [
        *parts.text(action.task or say("carried.erased"), look.cell),
        *parts.text(say("carried.owner", owner=action.owner or say("carried.erased")), look.cell),
        *parts.text(f"{action.round_label}: {action.state}", look.cell),
    ]
    for step in action.steps:
        story += parts.text(step, look.cell)
    return story
