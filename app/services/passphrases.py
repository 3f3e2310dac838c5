"""Passphrases: giving one, changing one's own, and asking for one again.

The log tells first, the key file follows: nothing ever happens to the key file that the log does not hold. Where the
machine stops in between, the old passphrase goes on working, and the step can be done again.
"""

from app.core.changes import Done, Topic
from app.core.errors import AppError, WrongPassphrase
from app.core.events import Act, Event
from app.core.workflow.rights import SIGN_IN, Right, Role, with_article
from app.models.keys import KeyFile, read_key_file, replace_key_file
from app.models.workspaces import ActorRow, PersonLeftRow
from app.services.rights import may_sign_in, require
from app.services.workspace import Workspace

LEAST = 8
"""Characters of a passphrase that is given from now on. Every slot is a door: the weakest is the strength of all."""

CHANGED = frozenset({Topic.PEOPLE, Topic.AUDIT})


def give_passphrase(ws: Workspace, person_id: int, passphrase: str) -> Done[None]:
    """Give a person a passphrase, in the place of the one they had, if they had one. They type it themselves.

    Args:
        ws: the open workspace.
        person_id: who; somebody who is here and whose role signs in.
        passphrase: theirs from now on.

    Raises:
        AppError: it may not be done by this person or for that one, or the passphrase will not do.
    """
    require(ws, Right.MANAGE_PEOPLE)
    with ws.read() as session:
        row = session.get(ActorRow, person_id)
        gone = session.get(PersonLeftRow, person_id) is not None
    if row is None or gone:
        raise AppError("Nobody of that number is here.", "Choose someone from the list of people.")
    refuse_volunteer(Role(row.role))
    keys = with_passphrase(ws, passphrase, row.uuid)
    with ws.write(Event(act=Act.ALTER, name="passphrase_given", details={"person": row.uuid})):
        pass
    replace_key_file(ws.folder, keys)
    return Done(value=None, changed=CHANGED)


def change_passphrase(ws: Workspace, old: str, new: str) -> Done[None]:
    """Change the passphrase of whoever opened the workspace.

    Args:
        ws: the open workspace.
        old: their passphrase so far; the recovery key will do where it is lost.
        new: theirs from now on.

    Raises:
        WrongPassphrase: the old one is not theirs; the try is logged.
        AppError: the new one will not do, or the key file cannot be written.
    """
    opened = read_key_file(ws.folder).opened_by(old)
    if opened is None or (opened.actor != ws.actor.uuid and opened.slot != "recovery"):
        _log_try(ws, right=False)
        raise WrongPassphrase("That is not the passphrase you signed in with.", "Type the one you have now, first.")
    refuse_volunteer(Role(ws.actor.role))
    keys = with_passphrase(ws, new, ws.actor.uuid)
    with ws.write(Event(act=Act.ALTER, name="passphrase_changed", details={"person": ws.actor.uuid})):
        pass
    replace_key_file(ws.folder, keys)
    return Done(value=None, changed=CHANGED)


def verify_passphrase(ws: Workspace, passphrase: str, role: Role | None = None) -> None:
    """See that somebody who may is at the keyboard: to leave the seats, or the window on the projector.

    Every try is logged, and costs what a try at the key file costs.

    Args:
        ws: the open workspace.
        passphrase: what was typed. The recovery key does too: a lost passphrase must not lock a room in.
        role: whose passphrase else does, ``Role.COORDINATOR``; that of whoever opened the workspace always does.

    Raises:
        WrongPassphrase: it is nobody's of these.
    """
    opened = read_key_file(ws.folder).opened_by(passphrase)
    right = opened is not None and (
        opened.slot == "recovery" or opened.actor == ws.actor.uuid or _is_here_as(ws, opened.actor, role)
    )
    _log_try(ws, right=right)
    if not right:
        whose = "yours" if role is None else f"yours, or that of {with_article(role)}"
        raise WrongPassphrase(f"That passphrase is not {whose}.", "Type it again.")


def with_passphrase(ws: Workspace, passphrase: str, actor: str) -> KeyFile:
    """The key file as it will be with a passphrase for an actor; nothing is written.

    Raises:
        AppError: the passphrase is too short, or in use.
    """
    if len(passphrase.strip()) < LEAST:
        what = f"A passphrase has at least {LEAST} characters."
        raise AppError(what, "Three or four words that do not belong together will do.")
    with ws.read() as session:
        known = {row.uuid for row in may_sign_in(session)}
    keys = read_key_file(ws.folder).only({*known, actor})
    return keys.with_passphrase(passphrase, actor=actor, data_key=ws.data_key, random_bytes=ws.random_bytes)


def refuse_volunteer(role: Role) -> None:
    """AppError for a passphrase of someone whose role has none."""
    if role not in SIGN_IN:
        what = f"{with_article(role).capitalize()} has no passphrase: they sit at a seat that the coordinator opens."
        raise AppError(what, "Leave the passphrase away, or choose another role.")


def _is_here_as(ws: Workspace, uuid: str, role: Role | None) -> bool:
    if role is None:
        return False
    with ws.read() as session:
        return any(row.uuid == uuid and row.role == role.value for row in may_sign_in(session))


def _log_try(ws: Workspace, *, right: bool) -> None:
    with ws.write(Event(act=Act.CONSULT, name="passphrase_asked", details={"right": right})):
        pass
