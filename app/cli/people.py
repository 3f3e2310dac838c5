"""``people list | roles | add | change | rename | passphrase | withdraw | erase-name``."""

from argparse import Namespace
from dataclasses import asdict
from typing import Any

from app.cli.command import Answer, Commands, new_passphrase, number, workspace_of
from app.core.shapes.people import Person, PersonFacts
from app.core.words import count_of
from app.core.workflow.rights import AFFILIATION_WORDS, Affiliation, Role, role_words
from app.services import passphrases, people

_ROLES = " | ".join(role.value for role in Role)
_AFFILIATIONS = " | ".join(one.value for one in Affiliation)
_STANDING = {"passphrase": "own passphrase", "seat": "a seat", "none": "no passphrase yet", "left": "withdrawn"}


def add_commands(commands: Commands) -> None:
    """Add this group to the line."""
    group = commands.add_parser("people", help="who is here, what for, and who may sign in")
    actions = group.add_subparsers(dest="action", required=True, metavar="list|roles|add|change|rename|...")
    actions.add_parser("list", help="everyone who is or was here").set_defaults(run=_list)
    actions.add_parser("roles", help="what each role may see and do").set_defaults(run=_roles)
    add = actions.add_parser("add", help="add a person; a passphrase is asked for, or SCRUTINY_NEW_PASSPHRASE")
    add.add_argument("--name", metavar="NAME", required=True)
    _add_facts(add, required=True)
    add.add_argument("--no-passphrase", action="store_true", help="they get one later, or never sign in")
    add.set_defaults(run=_add)
    change = actions.add_parser("change", help="change role, affiliation, team or panel")
    _add_person(change, _change)
    _add_facts(change, required=False)
    rename = actions.add_parser("rename", help="another name; the one before is erased")
    _add_person(rename, _rename)
    rename.add_argument("--name", metavar="NAME", required=True)
    give = actions.add_parser("passphrase", help="give a person a new passphrase, in the place of the one they had")
    _add_person(give, _give)
    _add_person(actions.add_parser("withdraw", help="their passphrase opens this folder no more"), _withdraw)
    _add_person(actions.add_parser("erase-name", help="blank a person's name for good"), _erase)


def _add_person(parser: Any, run: Any) -> None:
    parser.add_argument("person", metavar="P1")
    parser.set_defaults(run=run)


def _add_facts(parser: Any, *, required: bool) -> None:
    parser.add_argument("--role", metavar="ROLE", required=required, help=_ROLES)
    parser.add_argument("--affiliation", metavar="WHERE", required=required, help=_AFFILIATIONS)
    parser.add_argument("--scope", metavar="CODE", help="the code of a team or panel")


def _list(options: Namespace) -> Answer:
    with workspace_of(options) as ws:
        found = people.list_people(ws)
    return Answer(
        data={"people": [_told(one) for one in found]},
        lines=(*map(_line, found), count_of(len(found), "person", "people")),
    )


def _roles(options: Namespace) -> Answer:
    roles = people.explain_roles()
    lines = (f"{one.words.capitalize()} may: {'; '.join(one.may)}" for one in roles)
    return Answer(data={"roles": [asdict(one) for one in roles]}, lines=tuple(lines))


def _add(options: Namespace) -> Answer:
    facts = PersonFacts(
        name=options.name, role=options.role, affiliation=options.affiliation, scope=options.scope or ""
    )
    without = options.no_passphrase or options.role == Role.VOLUNTEER.value
    with workspace_of(options) as ws:
        made = people.add_person(ws, facts, passphrase="" if without else new_passphrase()).value
    return _answer("Added", made)


def _change(options: Namespace) -> Answer:
    person_id = number(options.person, "P", "person")
    with workspace_of(options) as ws:
        now = people.read_person(ws, person_id)
        role, affiliation = options.role or now.role, options.affiliation or now.affiliation
        scope = now.scope if options.scope is None else options.scope
        changed = people.change_person(ws, person_id, role=role, affiliation=affiliation, scope=scope).value
    return _answer("Changed", changed)


def _rename(options: Namespace) -> Answer:
    person_id = number(options.person, "P", "person")
    with workspace_of(options) as ws:
        changed = people.rename_person(ws, person_id, options.name).value
    return _answer("Renamed", changed)


def _give(options: Namespace) -> Answer:
    person_id = number(options.person, "P", "person")
    with workspace_of(options) as ws:
        passphrases.give_passphrase(ws, person_id, new_passphrase())
        changed = people.read_person(ws, person_id)
    return _answer("A new passphrase for", changed)


def _withdraw(options: Namespace) -> Answer:
    person_id = number(options.person, "P", "person")
    with workspace_of(options) as ws:
        gone = people.withdraw_person(ws, person_id).value
    told = _answer("Withdrawn", gone)
    warning = "What they did stays. A copy of the folder that was made before still opens with their passphrase."
    return Answer(data=told.data, lines=(*told.lines, warning))


def _erase(options: Namespace) -> Answer:
    person_id = number(options.person, "P", "person")
    with workspace_of(options) as ws:
        changed = people.erase_name(ws, person_id).value
    return _answer("Erased the name of", changed)


def _answer(done: str, person: Person) -> Answer:
    return Answer(data=_told(person), lines=(f"{done} {_line(person)}",))


def _told(person: Person) -> dict[str, Any]:
    return {
        "person": f"P{person.person_id}",
        **{name: value for name, value in asdict(person).items() if name != "person_id"},
    }


def _line(person: Person) -> str:
    whence = next(words for one, words in AFFILIATION_WORDS.items() if one.value == person.affiliation)
    parts = (person.name or "no name", role_words(person.role), whence, person.scope, _STANDING[person.standing])
    marks = ("looks after the people" if person.looks_after else "", "you" if person.you else "")
    return f"P{person.person_id}  " + ", ".join(part for part in (*parts, *marks) if part)
