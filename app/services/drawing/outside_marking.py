"""How a paper for those outside is marked: as a check bundle, unless a group of it could point at a person."""

from dataclasses import replace

from sqlalchemy.orm import Session

from app.core.shapes.packs import Issue
from app.export.wording import Wording
from app.models.frames import PlanRow
from app.services.drawing.sealed_facts import for_auditor
from app.services.reasons import force_of

_WORDS = Wording("sealed")


def for_outside(session: Session, plan: PlanRow, issue: Issue) -> tuple[Issue, str]:
    """The issue of a paper for those outside, and its warning: blank, unless a group could point at a person."""
    if not for_auditor(plan):
        return issue, ""
    marking = force_of(session).marking["report"].text
    return replace(issue, marking=marking, handling=_WORDS.say("says.handling_auditor")), _WORDS.say("says.warning")
