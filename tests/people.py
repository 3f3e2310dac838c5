"""People for tests: added in a line, and the workspace as somebody else opens it."""

from app.core.shapes.people import PersonFacts
from app.services import people
from app.services.workspace import Workspace
from tests.builders import reopen

NAME = "Philippa Thistlewood"
WORDS = "four green bottles standing"
OTHER = "a dozen patient snails"


def facts(name: str = NAME, role: str = "coordinator", **more: str) -> PersonFacts:
    """What is said of a person: a police coordinator unless told otherwise."""
    return PersonFacts(**{"name": name, "role": role, "affiliation": "police", **more})


def add(ws: Workspace, name: str = NAME, role: str = "coordinator", words: str = WORDS) -> int:
    """Add a person who signs in with these words; their number."""
    return people.add_person(ws, facts(name, role), passphrase=words).value.person_id


def signed_in_as(ws: Workspace, words: str) -> Workspace:
    """The same workspace, opened by someone else."""
    ws.close()
    return reopen(ws.folder, passphrase=words)
