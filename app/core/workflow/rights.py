"""Who may do what: one table of rights by role, and the plain words for each.

A role says what someone is here for, an affiliation where they come from: police staff may chair, a volunteer may work
for the commissioner's office. Only the role gives rights. Whoever holds none of them is refused in services.
"""

from collections.abc import Collection, Iterable, Mapping
from enum import Enum


class Role(Enum):
    """What someone is here for."""

    LINE_MANAGER = "line_manager"
    COORDINATOR = "coordinator"
    CHAIR = "chair"
    VOLUNTEER = "volunteer"
    AUDITOR = "auditor"


class Affiliation(Enum):
    """Where someone comes from. It gives no right: it says whose view a grade was."""

    POLICE = "police"
    COMMUNITY = "community"
    PCC = "pcc"
    OTHER = "other"


class Right(Enum):
    """Something that only some may do."""

    SEE_IDENTITY = "see_identity"
    IMPORT = "import"
    SEAL = "seal"
    DRAW = "draw"
    GRADE_OWN = "grade_own"
    SET_UP_ROUND = "set_up_round"
    SET_UP_PANEL = "set_up_panel"
    RELEASE = "release"
    OPEN_MEETING = "open_meeting"
    ENTER_SHEETS = "enter_sheets"
    SEE_SPREAD = "see_spread"
    CONSENSUS = "consensus"
    ACTIONS = "actions"
    CONCERNS = "concerns"
    EXPORT = "export"
    PUBLISH = "publish"
    AUDIT = "audit"
    BACK_UP = "back_up"
    SETTINGS = "settings"
    MANAGE_PEOPLE = "manage_people"


ROLE_WORDS: Mapping[Role, str] = {
    Role.LINE_MANAGER: "line manager",
    Role.COORDINATOR: "coordinator",
    Role.CHAIR: "chair",
    Role.VOLUNTEER: "volunteer",
    Role.AUDITOR: "auditor",
}

AFFILIATION_WORDS: Mapping[Affiliation, str] = {
    Affiliation.POLICE: "police",
    Affiliation.COMMUNITY: "community",
    Affiliation.PCC: "police and crime commissioner’s office",
    Affiliation.OTHER: "other",
}

ROLE_SENTENCES: Mapping[Role, str] = {
    Role.LINE_MANAGER: "Reviews their own team: brings in records, seals and draws, grades, makes papers. Sees records "
    "with their references.",
    Role.COORDINATOR: "Prepares panels: brings in records, draws, lets text go to volunteers, puts in what they wrote, "
    "runs meetings. Looks after the people. Does not grade.",
    Role.CHAIR: "Opens and closes meetings, grades at their own seat, sets down what the panel agreed. Sees no records "
    "and no references.",
    Role.VOLUNTEER: "Grades at a seat that a coordinator opens, from released text only. Does not sign in.",
    Role.AUDITOR: "Checks the record of use, the draws and what is published. Sees no records, changes nothing.",
}
"""What each role is for, in a sentence or two; the table of rights says it exactly."""

RIGHT_WORDS: Mapping[Right, str] = {
    Right.SEE_IDENTITY: "look at records with their references",
    Right.IMPORT: "bring in records or take them back",
    Right.SEAL: "seal lists, or leave cases out of them",
    Right.DRAW: "draw samples, replace or withhold cases",
    Right.GRADE_OWN: "grade cases at their own seat",
    Right.SET_UP_ROUND: "set up rounds or choose targeted cases",
    Right.SET_UP_PANEL: "set up panels, replace or withhold what they grade",
    Right.RELEASE: "read the text of a case or let it go to volunteers",
    Right.OPEN_MEETING: "open or close a meeting",
    Right.ENTER_SHEETS: "put in what others wrote on paper",
    Right.SEE_SPREAD: "see how a panel’s grades spread, once all are in",
    Right.CONSENSUS: "set down what a panel agreed",
    Right.ACTIONS: "raise, answer or close actions",
    Right.CONCERNS: "read concerns that were raised, or take them on",
    Right.EXPORT: "make papers that hold the text of cases",
    Right.PUBLISH: "make what is published: it holds nothing personal",
    Right.AUDIT: "check the record of use",
    Right.BACK_UP: "make backups",
    Right.SETTINGS: "change what holds for everyone here",
    Right.MANAGE_PEOPLE: "add people, change what they may do, or withdraw them",
}
"""Each fits behind “may” and “may not”: several things are joined with “or”, for of “and” one could be left."""

RIGHTS: Mapping[Role, frozenset[Right]] = {
    Role.LINE_MANAGER: frozenset(
        {
            Right.SEE_IDENTITY,
            Right.IMPORT,
            Right.SEAL,
            Right.DRAW,
            Right.GRADE_OWN,
            Right.SET_UP_ROUND,
            Right.ACTIONS,
            Right.EXPORT,
            Right.PUBLISH,
            Right.AUDIT,
            Right.BACK_UP,
            Right.SETTINGS,
        }
    ),
    Role.COORDINATOR: frozenset(set(Right) - {Right.GRADE_OWN}),
    Role.CHAIR: frozenset(
        {
            Right.GRADE_OWN,
            Right.OPEN_MEETING,
            Right.SEE_SPREAD,
            Right.CONSENSUS,
            Right.ACTIONS,
            Right.PUBLISH,
            Right.AUDIT,
        }
    ),
    Role.VOLUNTEER: frozenset({Right.GRADE_OWN}),
    Role.AUDITOR: frozenset({Right.SEE_SPREAD, Right.PUBLISH, Right.AUDIT}),
}
"""What each role may do. What else line managers may where there is no coordinator: see :func:`rights_of`."""

SIGN_IN: frozenset[Role] = frozenset(set(Role) - {Role.VOLUNTEER})
"""Roles that may have a passphrase of their own. Volunteers sit at seats under the coordinator's sign-in."""


def leader(signing_in: Iterable[tuple[int, Role]]) -> int | None:
    """The line manager who looks after the people: whoever was here first, as long as there is no coordinator.

    Args:
        signing_in: number and role of everyone who has a passphrase; a lower number came earlier.

    Returns:
        The number, or None where a coordinator does it, or nobody can.
    """
    people = sorted(signing_in, key=lambda one: one[0])
    if any(role is Role.COORDINATOR for _, role in people):
        return None
    return next((number for number, role in people if role is Role.LINE_MANAGER), None)


def looked_after(signing_in: Iterable[tuple[int, Role]]) -> bool:
    """Whether among these somebody may look after the people: never must there be nobody."""
    people = list(signing_in)
    return any(role is Role.COORDINATOR for _, role in people) or leader(people) is not None


def rights_of(role: Role, *, leads: bool = False, coordinated: bool = True) -> frozenset[Right]:
    """What a role may do.

    Args:
        role: the role.
        leads: as for whoever looks after the people without being a coordinator.
        coordinated: whether a coordinator is here. A concern is theirs alone: it may be about a line manager. Where
            there is none, line managers see to their own.
    """
    found = RIGHTS[role] | {Right.MANAGE_PEOPLE} if leads else RIGHTS[role]
    return found | {Right.CONCERNS} if role is Role.LINE_MANAGER and not coordinated else found


def role_words(code: str) -> str:
    """The plain words of a role by its code; a code that is none of ours, as it stands."""
    return next((words for role, words in ROLE_WORDS.items() if role.value == code), code)


def with_article(role: Role) -> str:
    """The role as one of several: “a chair”, “an auditor”."""
    words = ROLE_WORDS[role]
    return f"an {words}" if words[0] in "aeiou" else f"a {words}"


def refusal(role: Role, right: Right, here: Collection[Role] = SIGN_IN) -> tuple[str, str]:
    """What is said to someone who may not: what happened, and who could do it.

    Args:
        role: of whoever asked.
        right: what they asked for.
        here: the roles of those who can sign in; where none of them may either, somebody is to be added.
    """
    coordinated = Role.COORDINATOR in here
    may = [one for one in Role if right in rights_of(one, coordinated=coordinated) and one in SIGN_IN]
    holders = " or ".join(with_article(one) for one in may)
    what = f"You are signed in as {with_article(role)}, who may not {RIGHT_WORDS[right]}."
    if set(may).isdisjoint(here) and right is not Right.MANAGE_PEOPLE:
        return what, f"Nobody here may. Add {holders} under People first."
    return what, f"Ask {holders} to do it."
