"""What a door is told about the people of a workspace."""

from dataclasses import dataclass
from typing import Literal

Standing = Literal["passphrase", "seat", "none", "left"]
"""Signs in with a passphrase; sits at a seat (a volunteer); could have a passphrase and has none yet; was withdrawn."""


@dataclass(frozen=True, kw_only=True, slots=True)
class PersonFacts:
    """What is said of a person. ``scope`` is the code of a team or panel, "" for none; the name is never logged."""

    name: str
    role: str
    affiliation: str
    scope: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class Person:
    """A person as a list shows them. ``name`` is "" where none was given or it was erased; times are UTC text.

    ``looks_after`` tells whether they may manage people; ``you`` whose passphrase opened the workspace.
    """

    person_id: int
    name: str
    role: str
    affiliation: str
    scope: str
    standing: Standing
    looks_after: bool
    you: bool
    added_at: str
    left_at: str = ""
    name_erased: bool = False


@dataclass(frozen=True, kw_only=True, slots=True)
class RoleRights:
    """What a role may see and do, in plain words, for a page that explains it."""

    role: str
    words: str
    may: tuple[str, ...]
    signs_in: bool


@dataclass(frozen=True, kw_only=True, slots=True)
class SignedIn:
    """Who opened the workspace, and with what; ``rights`` are the codes of what they may do."""

    person_id: int
    name: str
    role: str
    by_recovery_key: bool
    rights: frozenset[str]
