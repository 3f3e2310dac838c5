"""What whoever opened the workspace may do. Every service asks here first; what is refused is in the log."""

from collections.abc import Iterable
from dataclasses import replace
from typing import TypeVar

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.core.errors import AppError
from app.core.events import Act, Event
from app.core.shapes.gate import ExclusionLine
from app.core.shapes.targeted import TargetedCase
from app.core.workflow.papers import MAKES
from app.core.workflow.rights import SIGN_IN, Right, Role, leader, refusal, rights_of
from app.models.keys import read_key_file
from app.models.workspaces import ActorRow, PersonLeftRow
from app.services.workspace import Workspace

Line = TypeVar("Line", ExclusionLine, TargetedCase)


def require(ws: Workspace, right: Right) -> None:
    """See that whoever opened the workspace may do this.

    Args:
        ws: the open workspace.
        right: what is about to be done.

    Raises:
        AppError: they may not; the refusal is logged, and says who could.
    """
    if not may(ws, right):
        _log_refusal(ws, right)
        raise AppError(*_refusal(ws, right))


def require_maker(ws: Workspace, sort: str) -> None:
    """See that whoever opened the workspace may make a sort of paper. It raises as :func:`require` does."""
    for right in MAKES[sort]:
        require(ws, right)


def may(ws: Workspace, right: Right) -> bool:
    """Whether whoever opened the workspace may do this: for what is shown, not for what is done."""
    role = Role(ws.actor.role)
    if right is Right.MANAGE_PEOPLE and right not in rights_of(role):
        return _looks_after(ws)
    if right is Right.CONCERNS and role is Role.LINE_MANAGER:
        return not coordinated(ws)
    return right in rights_of(role)


def why_not(ws: Workspace, rights: Iterable[Right]) -> str:
    """Why whoever opened the workspace may not do what takes these rights: for what is shown; "" where they may."""
    lacking = next((right for right in rights if not may(ws, right)), None)
    return " ".join(_refusal(ws, lacking)) if lacking is not None else ""


def without_references(ws: Workspace, lines: Iterable[Line]) -> tuple[Line, ...]:
    """Lines as they are shown to whoever opened the workspace: their references are blank for some."""
    if may(ws, Right.SEE_IDENTITY):
        return tuple(lines)
    return tuple(replace(line, reference="") for line in lines)


def rights_now(ws: Workspace) -> frozenset[Right]:
    """All that whoever opened the workspace may do."""
    leads = may(ws, Right.MANAGE_PEOPLE)
    return rights_of(Role(ws.actor.role), leads=leads, coordinated=coordinated(ws))


def coordinated(ws: Workspace) -> bool:
    """Whether a coordinator signs in here."""
    return any(role is Role.COORDINATOR for _, role in signing_in(ws))


def signing_in(ws: Workspace) -> list[tuple[int, Role]]:
    """Number and role of everyone who is here and has a passphrase."""
    holders = read_key_file(ws.folder).holders
    with ws.read() as session:
        return [(row.id, Role(row.role)) for row in may_sign_in(session) if row.uuid in holders]


def may_sign_in(session: Session) -> list[ActorRow]:
    """Everyone who is here and whose role may have a passphrase: no other opens the workspace, whatever a slot says."""
    here = ActorRow.id.not_in(select(PersonLeftRow.person_id))
    roles = [role.value for role in SIGN_IN]
    return list(session.scalars(select(ActorRow).where(here, ActorRow.role.in_(roles)).order_by(ActorRow.id)))


def _looks_after(ws: Workspace) -> bool:
    """The recovery key belongs to whoever runs the force's copy: with it, passphrases can be given again."""
    return ws.actor.recovered or leader(signing_in(ws)) == ws.actor.id


def _refusal(ws: Workspace, right: Right) -> tuple[str, str]:
    return refusal(Role(ws.actor.role), right, {role for _, role in signing_in(ws)})


def _log_refusal(ws: Workspace, right: Right) -> None:
    details = {"right": right.value, "role": ws.actor.role}
    with ws.write(Event(act=Act.CONSULT, name="right_refused", details=details)):
        pass
