"""People and passphrases as the window calls them: each imported only when it is first used."""

from typing import TYPE_CHECKING

from app.core.changes import Done
from app.core.shapes.people import Person, PersonFacts, SignedIn

if TYPE_CHECKING:
    from app.core.workflow.rights import Role
    from app.services.workspace import Workspace


class PeopleServices:
    """Each method is one service, or two that belong together."""

    def signed_in(self, ws: "Workspace") -> SignedIn:
        """Who opened the workspace, and what they may do."""
        from app.services.people import signed_in

        return signed_in(ws)

    def list_people(self, ws: "Workspace") -> tuple[Person, ...]:
        """Everyone who is or was here."""
        from app.services.people import list_people

        return list_people(ws)

    def add_person(self, ws: "Workspace", facts: PersonFacts, passphrase: str) -> Done[Person]:
        """Add a person, with a passphrase or without."""
        from app.services.people import add_person

        return add_person(ws, facts, passphrase=passphrase)

    def change_person(self, ws: "Workspace", person: Person, facts: PersonFacts) -> Done[Person]:
        """Change what is said of a person, and their name where it is another."""
        from app.services.people import change_person, rename_person

        done = Done(value=person, changed=frozenset())
        if (facts.role, facts.affiliation, facts.scope) != (person.role, person.affiliation, person.scope):
            told = {"role": facts.role, "affiliation": facts.affiliation, "scope": facts.scope}
            done = change_person(ws, person.person_id, **told)
        return rename_person(ws, person.person_id, facts.name) if facts.name != person.name else done

    def rename_person(self, ws: "Workspace", person_id: int, name: str) -> Done[Person]:
        """Another name; the one before is erased."""
        from app.services.people import rename_person

        return rename_person(ws, person_id, name)

    def erase_name(self, ws: "Workspace", person_id: int) -> Done[Person]:
        """Blank a person's name for good."""
        from app.services.people import erase_name

        return erase_name(ws, person_id)

    def withdraw_person(self, ws: "Workspace", person_id: int) -> Done[Person]:
        """Their passphrase opens this folder no more."""
        from app.services.people import withdraw_person

        return withdraw_person(ws, person_id)

    def give_passphrase(self, ws: "Workspace", person_id: int, passphrase: str) -> Done[None]:
        """A new passphrase for somebody."""
        from app.services.passphrases import give_passphrase

        return give_passphrase(ws, person_id, passphrase)

    def change_passphrase(self, ws: "Workspace", old: str, new: str) -> Done[None]:
        """A new passphrase for whoever signed in."""
        from app.services.passphrases import change_passphrase

        return change_passphrase(ws, old, new)

    def verify_passphrase(self, ws: "Workspace", passphrase: str, role: "Role | None" = None) -> None:
        """See that somebody who may is at the keyboard."""
        from app.services.passphrases import verify_passphrase

        verify_passphrase(ws, passphrase, role)
