"""The front of a panel's pack: what it is, how to use it, how to look after oneself, what is where."""

from app.core.redaction.bars import NOT_RELEASED, bar_word
from app.core.redaction.spans import KINDS
from app.core.shapes.panel_packs import PanelPack
from app.core.words import count_of
from app.export.boxes import Panel
from app.export.cover import (
    CARRIED,
    GUIDE,
    case_place,
    contents_list,
    hours,
    issue_facts,
    warning_notice,
)
from app.export.front import beginning
from app.export.parts import Parts, Story
from app.export.tagged.flowables import Begin, End
from app.export.tagged.text import Text
from app.export.wording import Wording

USE, CARE, VIEW = "use", "care", "view"
"""The names of places: how to use the papers, how to look after oneself, the panel's view."""


def panel_words(parts: Parts) -> Wording:
    """The sentences that only a panel's pack has."""
    return Wording("panel", parts.wording.language)


def bars(language: str = "en") -> dict[str, str]:
    """The words that stand for something covered, with what a screen reader says of each."""
    say = Wording("panel", language).say
    told = {bar_word(kind): say(f"bars.{kind}") for kind in KINDS}
    return {**told, NOT_RELEASED: say("bars.NOT_RELEASED")}


def draw_place(name: str) -> str:
    """The name of the place where the part on a draw begins."""
    return f"drawn {name}"


def front(pack: PanelPack, parts: Parts) -> Story:
    """The first pages."""
    say, look = panel_words(parts).say, parts.look
    leads = (
        say("cover.subtitle", day=pack.held_on),
        say("cover.part", stage=pack.stage.label, number=pack.stage.number, of=pack.of),
    )
    practice = parts.wording.say("cover.practice_means")
    story: Story = [Begin(title=pack.panel), *beginning(pack, pack.panel, leads, practice, parts)]
    if pack.after:
        story.append(Panel([Text(say("cover.hand_out", after=pack.after), look.loud)], look, strong=True))
    else:
        warning = pack.warning or say("cover.warning")
        story.append(warning_notice(warning, say("cover.warning_means"), parts))
    story += [
        *parts.text(say("cover.secret")),
        *parts.heading(say("cover.about"), 2),
        *parts.facts(_facts(pack, parts), say("cover.about")),
        *_use(pack, parts),
        *issue_facts(pack.issue, parts),
        End(),
    ]
    return story


def _facts(pack: PanelPack, parts: Parts) -> list[tuple[str, str]]:
    say, first = panel_words(parts).say, not pack.after
    votes = say("cover.police_vote" if pack.police_vote else "cover.police_do_not_vote")
    time = say("cover.time_is", time=hours(pack.minutes))
    lines = [
        (say("cover.panel"), pack.panel),
        (say("cover.day"), pack.held_on),
        (say("cover.area"), pack.area or say("cover.everywhere")),
        (say("cover.part_name"), say("cover.part_is", number=pack.stage.number, of=pack.of, stage=pack.stage.label)),
        (say("cover.cases"), count_of(len(pack.cases), "case")),
        (say("cover.left_out"), " ".join(pack.left_out)),
        (say("cover.time"), time if first else ""),
        (say("cover.form"), "; ".join(pack.forms) if first else ""),
        (say("cover.law"), "; ".join(pack.law) if first else ""),
        (say("cover.terms"), pack.terms if first else ""),
        (say("cover.votes"), votes if first else ""),
    ]
    return [line for line in lines if line[1]]


def _use(pack: PanelPack, parts: Parts) -> Story:
    words = panel_words(parts)
    steps = words.lines("use.later" if pack.after else "use.steps")
    return [
        *parts.heading(words.say("use.title"), 2, name=USE),
        *parts.items(steps, numbered=True),
        *parts.heading(words.say("care.title"), 2, name=CARE),
        *parts.items(words.lines("care.items")),
    ]


def panel_contents(pack: PanelPack, parts: Parts) -> Story:
    """The list of what is where."""
    say, shared = panel_words(parts).say, parts.wording.say
    lines = [(say("use.title"), USE), (say("care.title"), CARE)]
    lines += [(say("carried.title"), CARRIED)] if pack.carried else []
    lines += [(draw_title(draw.how.kind_label, draw.name, parts), draw_place(draw.name)) for draw in pack.draws]
    lines += [(shared("contents.guide"), GUIDE)] if any(case.form.questions for case in pack.cases) else []
    lines += [(case_title(case.number, case.kind_label, parts), case_place(case.number)) for case in pack.cases]
    lines += [(say("view.title"), VIEW)] if any(case.to_agree for case in pack.cases) else []
    return contents_list(lines, parts)


def draw_title(kind: str, name: str, parts: Parts) -> str:
    """The heading of the part on a draw."""
    return panel_words(parts).say("drawn.title", kind=kind, name=name)


def case_title(number: int, kind: str, parts: Parts) -> str:
    """A case in the contents: its number and its kind, nothing else."""
    return f"{parts.wording.say('sheet.title', number=number)}: {kind}"
