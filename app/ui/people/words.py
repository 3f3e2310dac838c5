"""What the page says of a person, in one place for the table, the card and screen readers."""

from app.core.shapes.people import Person
from app.core.workflow.rights import (
    AFFILIATION_WORDS,
    RIGHT_WORDS,
    RIGHTS,
    ROLE_SENTENCES,
    ROLE_WORDS,
    Affiliation,
    Right,
    Role,
)
from app.ui.kit.choices import Option
from app.ui.kit.moments import moment

ROLES = tuple(Option(code=role.value, key="", label=words.capitalize()) for role, words in ROLE_WORDS.items())
AFFILIATIONS = tuple(
    Option(code=one.value, key="", label=words.capitalize()) for one, words in AFFILIATION_WORDS.items()
)
_SIGNS_IN = {"passphrase": "Own passphrase", "seat": "At a seat", "none": "No passphrase yet", "left": "Withdrawn"}
_LONGER = {
    "passphrase": "Signs in with a passphrase of their own.",
    "seat": "Sits at a seat that a coordinator opens: no passphrase, and only text that was released.",
    "none": "Has no passphrase yet, so they cannot sign in.",
    "left": "Withdrawn: their passphrase opens this workspace no more. What they did stays.",
}


def name_of(person: Person) -> str:
    """Their name, or what stands for it."""
    if person.name:
        return person.name
    if person.name_erased:
        return f"Person {person.person_id} (name erased)"
    return "You (no name given)" if person.you else f"Person {person.person_id} (no name given)"


def role_of(person: Person) -> str:
    """Their role."""
    return ROLE_WORDS[Role(person.role)].capitalize()


def affiliation_of(person: Person) -> str:
    """Where they come from, short enough for a column."""
    words = "PCC’s office" if person.affiliation == Affiliation.PCC.value else _affiliation(person)
    return words[0].upper() + words[1:]


def _affiliation(person: Person) -> str:
    return AFFILIATION_WORDS[Affiliation(person.affiliation)]


def signs_in(person: Person) -> str:
    """How they come in, in a word or two."""
    return _SIGNS_IN[person.standing]


def about(person: Person) -> str:
    """A sentence or three on them."""
    scope = f", {person.scope}" if person.scope else ""
    since = f" Here since {_day(person.added_at)}"
    left = f", until {_day(person.left_at)}." if person.left_at else "."
    return f"{role_of(person)}, {_affiliation(person)}{scope}. {_LONGER[person.standing]}{since}{left}"


def _day(text: str) -> str:
    return moment(text).partition(",")[0]


def role_sentence(role: str, *, looks_after: bool = False) -> str:
    """What a role is for; ``looks_after`` for a line manager who looks after the people too."""
    also = looks_after and Right.MANAGE_PEOPLE not in RIGHTS[Role(role)]
    return ROLE_SENTENCES[Role(role)] + (" Looks after the people here." if also else "")


def may_lines(role: Role) -> str:
    """All that a role may see and do, a line each."""
    return "\n".join(f"•  {RIGHT_WORDS[right]}" for right in Right if right in RIGHTS[role])
