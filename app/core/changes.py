"""What a service gives back: its value, and which topics it changed, so that open pages know to refresh."""

from dataclasses import dataclass
from enum import Enum
from typing import Generic, TypeVar

Value = TypeVar("Value")


class Topic(Enum):
    """A part of the workspace that pages show."""

    WORKSPACE = "workspace"
    RECORDS = "records"
    FRAMES = "frames"
    DRAWS = "draws"
    ROUNDS = "rounds"
    SHEETS = "sheets"
    ACTIONS = "actions"
    PAPERS = "papers"
    PEOPLE = "people"
    AUDIT = "audit"


@dataclass(frozen=True, kw_only=True)
class Done(Generic[Value]):
    """A finished change: what came of it, and the topics that open pages must read again.

    ``told`` are sentences that whoever asked should see beside the result: first what is to be known, then what to do.
    """

    value: Value
    changed: frozenset[Topic]
    told: tuple[str, ...] = ()
