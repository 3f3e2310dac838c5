"""The reasons that a force's settings name, in words: for leaving out, replacing, withholding and picking by hand."""

from collections.abc import Mapping

from sqlalchemy.orm import Session

from app.core.errors import AppError
from app.core.schemes.settings import Force, Reason
from app.core.shapes.gate import ReasonChoice
from app.core.words import say
from app.models.workspaces import WorkspaceRow
from app.services.schemes import load_library


def force_of(session: Session) -> Force:
    """The settings of the force that a workspace is of."""
    return load_library(session.get_one(WorkspaceRow, 1).force).force


def reason_words(reasons: tuple[Reason, ...]) -> Mapping[str, str]:
    """By code, the words of reasons. A code that the settings do not name any more is told as it stands."""
    return {reason.code: say(reason.label) for reason in reasons}


def reason_choices(reasons: tuple[Reason, ...]) -> tuple[ReasonChoice, ...]:
    """Reasons for a person to choose among, in the order of the settings."""
    return tuple(ReasonChoice(code=reason.code, label=say(reason.label)) for reason in reasons)


def known_reason(reasons: tuple[Reason, ...], code: str) -> str:
    """The code of a reason. AppError names the codes there are."""
    codes = [reason.code for reason in reasons]
    if code not in codes:
        raise AppError(f"“{code}” is no reason here.", f"Choose one of: {', '.join(codes)}.")
    return code
