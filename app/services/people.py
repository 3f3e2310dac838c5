"""People: who is here, what for, and who has a passphrase. Names stand apart from what was done, and can be erased.

Whoever is withdrawn keeps their grades and their line in the list; no passphrase of theirs opens this folder any more.
"""

import unicodedata
from collections.abc import Iterable
from dataclasses import replace
from uuid import uuid4

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from app.core.changes import Done
from app.core.clock import to_text
from app.core.errors import AppError
from app.core.events import Act, Event
from app.core.shapes.people import Person, PersonFacts, RoleRights, SignedIn, Standing
from app.core.workflow.rights import (
    RIGHT_WORDS,
    RIGHTS,
    ROLE_WORDS,
    SIGN_IN,
    Affiliation,
    Right,
    Role,
    leader,
    looked_after,
)
from app.models.keys import read_key_file, replace_key_file
from app.models.rounds import SeatPersonRow
from app.models.workspaces import ActorRow, PersonLeftRow, PersonRow
from app.services.passphrases import CHANGED, refuse_volunteer, with_passphrase
from app.services.rights import may, require, rights_now, signing_in
from app.services.workspace import Work, Workspace
from app.services.workspaces import name_of

_MOST_NAME, _MOST_SCOPE = 200, 40
_NOBODY = ("Nobody of that number is here.", "Choose someone from the list of people.")


def list_people(ws: Workspace) -> tuple[Person, ...]:
    """Everyone who is or was here, those who left last. Whoever does not look after the people sees themselves."""
    everyone = may(ws, Right.MANAGE_PEOPLE)
    return tuple(one for one in _everyone(ws) if everyone or one.you)


def read_person(ws: Workspace, person_id: int) -> Person:
    """One person.

    Raises:
        AppError: nobody has that number, or whoever asks may see themselves only.
    """
    found = next((one for one in list_people(ws) if one.person_id == person_id), None)
    if found is None:
        raise AppError(*_NOBODY)
    return found


def signed_in(ws: Workspace) -> SignedIn:
    """Who opened the workspace, and what they may do."""
    with ws.read() as session:
        name = name_of(session, ws.actor.id)
    return SignedIn(
        person_id=ws.actor.id,
        name=name,
        role=ws.actor.role,
        by_recovery_key=ws.actor.recovered,
        rights=frozenset(right.value for right in rights_now(ws)),
    )


def explain_roles() -> tuple[RoleRights, ...]:
    """What each role may see and do, in plain words."""
    return tuple(
        RoleRights(
            role=role.value,
            words=ROLE_WORDS[role],
            may=tuple(RIGHT_WORDS[right] for right in Right if right in RIGHTS[role]),
            signs_in=role in SIGN_IN,
        )
        for role in Role
    )


def add_person(ws: Workspace, facts: PersonFacts, *, passphrase: str = "") -> Done[Person]:
    """Add a person, with a passphrase of their own where they are to sign in.

    Args:
        ws: the open workspace.
        facts: name, role, affiliation, team or panel.
        passphrase: what they typed themselves; "" for none, as volunteers have.

    Raises:
        AppError: whoever asks may not, a fact or the passphrase will not do, or somebody here has that name.
    """
    require(ws, Right.MANAGE_PEOPLE)
    told = _checked(facts)
    role, uuid = Role(told.role), str(uuid4())
    if passphrase:
        refuse_volunteer(role)
    keys = with_passphrase(ws, passphrase, uuid) if passphrase else None
    details = {"person": uuid, "role": told.role, "affiliation": told.affiliation, "passphrase": keys is not None}
    with ws.write(Event(act=Act.COLLECT, name="person_added", details=details)) as work:
        _refuse_same_name(work.session, told.name)
        row = ActorRow(uuid=uuid, role=told.role, affiliation=told.affiliation, scope=told.scope, created_at=work.at)
        work.session.add(row)
        work.session.flush()
        work.session.add(PersonRow(actor_id=row.id, name=told.name))
    if keys is not None:
        try:
            replace_key_file(ws.folder, keys)
        except AppError as error:
            what = f"{error.what} The person is on the list, without a passphrase."
            raise AppError(what, "Give them one later.") from error
    return Done(value=_read(ws, row.id), changed=CHANGED)


def change_person(ws: Workspace, person_id: int, *, role: str, affiliation: str, scope: str) -> Done[Person]:
    """Change what a person is here for, where they come from, their team or panel. What they did stays as it was.

    Raises:
        AppError: whoever asks may not, or nobody would be left who looks after the people.
    """
    require(ws, Right.MANAGE_PEOPLE)
    told = _checked(PersonFacts(name="-", role=role, affiliation=affiliation, scope=scope))
    wanted = Role(told.role)
    own = person_id == ws.actor.id
    if own and wanted not in SIGN_IN:
        raise AppError("You are signed in, so you cannot make yourself a volunteer.", "Ask someone else here to do it.")
    with ws.write(Event(act=Act.ALTER, name="person_changed")) as work:
        row = _present(work.session, person_id)
        others = [one for one in signing_in(ws) if one[0] != person_id]
        stays = [(person_id, wanted)] if wanted in SIGN_IN and len(others) < len(signing_in(ws)) else []
        _refuse_nobody_left([*others, *stays])
        work.note(person=row.uuid, was=row.role, role=told.role, affiliation=told.affiliation)
        row.role, row.affiliation, row.scope = told.role, told.affiliation, told.scope
        uuid = row.uuid
    if own:
        ws.actor = replace(ws.actor, role=told.role)
    if wanted not in SIGN_IN:
        _take_passphrase(ws, uuid)
    return Done(value=_read(ws, person_id), changed=CHANGED)


def rename_person(ws: Workspace, person_id: int, name: str) -> Done[Person]:
    """Give a person another name; the one before is erased. Everyone may rename themselves.

    Raises:
        AppError: whoever asks may not, the name will not do, or somebody here has it.
    """
    if person_id != ws.actor.id:
        require(ws, Right.MANAGE_PEOPLE)
    wanted = _plain_name(name)
    with ws.write(Event(act=Act.ALTER, name="person_renamed")) as work:
        row = _present(work.session, person_id)
        work.note(person=row.uuid)
        if name_of(work.session, person_id) != wanted:
            _refuse_same_name(work.session, wanted, but=person_id)
            _blank_names(work, person_id)
            work.session.add(PersonRow(actor_id=person_id, name=wanted))
    return Done(value=_read(ws, person_id), changed=CHANGED)


def erase_name(ws: Workspace, person_id: int) -> Done[Person]:
    """Erase a person's name for good, at every seat too. Their number, their role and what they did stay.

    The log still verifies.

    Raises:
        AppError: whoever asks may not, or nobody has that number.
    """
    require(ws, Right.MANAGE_PEOPLE)
    with ws.write(Event(act=Act.ERASE, name="name_erased")) as work:
        row = _known(work.session, person_id)
        _blank_names(work, person_id)
        work.note(person=row.uuid, seats=_blank_seats(work, person_id))
    return Done(value=_read(ws, person_id), changed=CHANGED)


def withdraw_person(ws: Workspace, person_id: int) -> Done[Person]:
    """Withdraw a person: their passphrase opens this folder no more. What they did stays, and so does their line.

    Raises:
        AppError: whoever asks may not, it is themselves, or nobody would be left who looks after the people.
    """
    require(ws, Right.MANAGE_PEOPLE)
    if person_id == ws.actor.id:
        raise AppError("You are signed in, so you cannot withdraw yourself.", "Ask someone else here to do it.")
    with ws.write(Event(act=Act.ALTER, name="person_withdrawn")) as work:
        row = _present(work.session, person_id)
        _refuse_nobody_left(one for one in signing_in(ws) if one[0] != person_id)
        work.note(person=row.uuid)
        work.session.add(PersonLeftRow(person_id=person_id, left_at=work.at, **work.written))
        uuid = row.uuid
    _take_passphrase(ws, uuid)
    return Done(value=_read(ws, person_id), changed=CHANGED)


# ---------------------------------------------------------------- reading
def _everyone(ws: Workspace) -> list[Person]:
    holders = read_key_file(ws.folder).holders
    leads = leader(signing_in(ws))
    with ws.read() as session:
        gone = {row.person_id: to_text(row.left_at) for row in session.scalars(select(PersonLeftRow))}
        rows = session.scalars(select(ActorRow).order_by(ActorRow.id)).all()
        found = [
            _person(session, row, you=row.id == ws.actor.id, has_passphrase=row.uuid in holders, leads=row.id == leads)
            for row in rows
        ]
    told = [_left(one, gone[one.person_id]) if one.person_id in gone else one for one in found]
    return sorted(told, key=lambda one: bool(one.left_at))


def _left(person: Person, at: str) -> Person:
    return replace(person, standing="left", looks_after=False, left_at=at)


def _person(session: Session, row: ActorRow, *, you: bool, has_passphrase: bool, leads: bool) -> Person:
    role = Role(row.role)
    standing: Standing = "seat" if role not in SIGN_IN else "passphrase" if has_passphrase else "none"
    name = name_of(session, row.id)
    erased = select(PersonRow.id).where(PersonRow.actor_id == row.id, PersonRow.erased_seq.is_not(None))
    return Person(
        person_id=row.id,
        name=name,
        role=row.role,
        affiliation=row.affiliation,
        scope=row.scope,
        standing=standing,
        looks_after=has_passphrase and (role is Role.COORDINATOR or leads),
        you=you,
        added_at=to_text(row.created_at),
        name_erased=not name and session.scalars(erased.limit(1)).first() is not None,
    )


def _read(ws: Workspace, person_id: int) -> Person:
    return next(one for one in _everyone(ws) if one.person_id == person_id)


def _known(session: Session, person_id: int) -> ActorRow:
    row = session.get(ActorRow, person_id)
    if row is None:
        raise AppError(*_NOBODY)
    return row


def _present(session: Session, person_id: int) -> ActorRow:
    row = _known(session, person_id)
    if session.get(PersonLeftRow, person_id) is not None:
        raise AppError("That person has been withdrawn.", "Add them again if they come back: it is a new line.")
    return row


# ---------------------------------------------------------------- checking
def _checked(facts: PersonFacts) -> PersonFacts:
    """The facts, tidied. AppError where one will not do."""
    if facts.role not in {role.value for role in Role}:
        raise AppError(f"There is no role “{facts.role}”.", f"Choose one of {_either(role.value for role in Role)}.")
    if facts.affiliation not in {one.value for one in Affiliation}:
        what = f"There is no affiliation “{facts.affiliation}”."
        raise AppError(what, f"Choose one of {_either(one.value for one in Affiliation)}.")
    scope = _tidy(facts.scope)
    if len(scope) > _MOST_SCOPE:
        raise AppError("The code of the team or panel is too long.", f"Use at most {_MOST_SCOPE} characters.")
    return PersonFacts(name=_plain_name(facts.name), role=facts.role, affiliation=facts.affiliation, scope=scope)


def _plain_name(name: str) -> str:
    tidy = _tidy(name)
    if not tidy:
        raise AppError("A person needs a name.", "Type the name that others here know them by.")
    if len(tidy) > _MOST_NAME:
        raise AppError("That name is too long.", f"Use at most {_MOST_NAME} characters.")
    return tidy


def _tidy(text: str) -> str:
    """One line, in one form of Unicode, without what cannot be seen."""
    seen = "".join(" " if unicodedata.category(sign) in ("Cc", "Cs") else sign for sign in text)
    return unicodedata.normalize("NFC", " ".join(seen.split()))


def _refuse_same_name(session: Session, name: str, *, but: int = 0) -> None:
    here = select(PersonRow.name).where(
        PersonRow.name.is_not(None),
        PersonRow.actor_id != but,
        PersonRow.actor_id.not_in(select(PersonLeftRow.person_id)),
    )
    if name.casefold() in {str(other).casefold() for other in session.scalars(here)}:
        raise AppError("Somebody here has that name.", "Add what tells the two apart: a second name, a team.")


def _refuse_nobody_left(left: Iterable[tuple[int, Role]]) -> None:
    if not looked_after(left):
        what = "Nobody would be left who looks after the people here."
        raise AppError(what, "Give a coordinator a passphrase first.")


def _either(words: Iterable[str]) -> str:
    return ", ".join(words)


# ---------------------------------------------------------------- changing
def _blank_names(work: Work, person_id: int) -> None:
    mine = (PersonRow.actor_id == person_id, PersonRow.erased_seq.is_(None))
    work.session.execute(update(PersonRow).where(*mine).values(name=None, erased_seq=work.seq))


def _blank_seats(work: Work, person_id: int) -> list[int]:
    """The seats that kept a name of theirs beside the person; a seat that only says which person it is stays."""
    seats = list(
        work.session.scalars(
            select(SeatPersonRow.seat_id).where(
                SeatPersonRow.actor_id == person_id,
                SeatPersonRow.name.is_not(None),
                SeatPersonRow.erased_seq.is_(None),
            )
        )
    )
    blank = {"name": None, "actor_id": None, "erased_seq": work.seq}
    work.session.execute(update(SeatPersonRow).where(SeatPersonRow.seat_id.in_(seats)).values(**blank))
    return seats


def _take_passphrase(ws: Workspace, uuid: str) -> None:
    """After the log has told it. Where the machine stops before this, the store itself refuses whoever has left."""
    keys = read_key_file(ws.folder)
    if any(slot["actor"] == uuid for slot in keys.slots):
        replace_key_file(ws.folder, keys.without(uuid, heir=ws.actor.uuid))
