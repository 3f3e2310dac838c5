"""The seal of a list that waits for its seed, for whoever keeps it outside: as a paper, as a code, as a message."""

from sqlalchemy.orm import Session

from app.core.shapes.notices import SealedFacts, SealNotice, SealView
from app.core.shapes.packs import Issue
from app.core.words import count_of
from app.export.qr import squares
from app.export.wording import Wording
from app.models.frames import FrameRow
from app.services.drawing.draw_words import at_words, days_words
from app.services.drawing.frame_views import frame_row
from app.services.drawing.outside_marking import for_outside
from app.services.drawing.plans import waiting_plan
from app.services.drawing.sealed_facts import sealed_facts
from app.services.reasons import force_of
from app.services.workspace import Workspace

_WORDS = Wording("sealed")


def read_seal(ws: Workspace, frame_id: int) -> SealView:
    """The seal of a list that waits for its seed: in groups, as a QR code, as a message.

    Raises:
        AppError: there is no such list, or every plan of it was drawn already.
    """
    with ws.read() as session:
        frame = frame_row(session, frame_id)
        facts = sealed_facts(session, frame, waiting_plan(session, frame))
        message = message_words(facts, force_of(session).name, practice=ws.practice)
    return SealView(
        frame_id=frame_id,
        plan_number=facts.plan_number,
        seal=facts.seal,
        plan=facts.plan,
        groups=tuple(facts.seal[at : at + 4] for at in range(0, len(facts.seal), 4)),
        message=message,
        scan=facts.scan,
        squares=squares(facts.scan),
    )


def notice_shape(session: Session, frame: FrameRow, issue: Issue) -> SealNotice:
    """The seal notice of a list, as it would be printed now. AppError where the list was drawn already."""
    plan, force = waiting_plan(session, frame), force_of(session)
    facts = sealed_facts(session, frame, plan)
    issue, warning = for_outside(session, plan, issue)
    return SealNotice(
        issue=issue,
        title=_WORDS.say("notice.title"),
        subtitle=subtitle(facts),
        force=force.name,
        warning=warning,
        facts=facts,
        message=message_words(facts, force.name, practice=issue.practice),
    )


def subtitle(facts: SealedFacts) -> str:
    """What a paper of a sealed list is about."""
    period = days_words(facts.first_day, facts.last_day)
    return _WORDS.say("says.subtitle", kind=facts.kind_label, period=period, frame=facts.frame)


def message_words(facts: SealedFacts, force: str, *, practice: bool) -> str:
    """Seal and plan in a few lines, to send."""
    size = _WORDS.say(
        "list.size_whole" if facts.whole else "list.size_some",
        cases=f"{facts.cases:,}",
        size=f"{facts.size:,}",
        reserves=f"{facts.reserves:,}",
    )
    first = _WORDS.say(
        "message.first",
        force=force,
        kind=facts.kind_label,
        period=days_words(facts.first_day, facts.last_day),
        cases=count_of(facts.cases, "case"),
        sealed_at=at_words(facts.sealed_at),
    )
    lines = [
        *([_WORDS.say("message.practice")] if practice else []),
        first,
        _WORDS.say("message.seal", seal=facts.seal),
        _WORDS.say("message.plan", plan=facts.plan),
        f"{_WORDS.say('message.sizes', size=size)} {facts.seed_from}",
        _WORDS.say("message.keep"),
    ]
    return "\n".join(lines)
