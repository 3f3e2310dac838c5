"""Events of the audit chain. Their acts use the words of the Data Protection Act 2018, section 62.

A body holds ids, counts and digests only: never a name, a reference or a word of a record.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum

Detail = str | int | bool | None | list[str] | list[int] | dict[str, int]


class Act(Enum):
    """What was done to personal data (section 62(1))."""

    COLLECT = "collect"
    ALTER = "alter"
    CONSULT = "consult"
    DISCLOSE = "disclose"
    COMBINE = "combine"
    ERASE = "erase"


@dataclass(frozen=True, kw_only=True, slots=True)
class Event:
    """Something that happened, for the log: the act, its name (``frame_sealed``) and what it was about."""

    act: Act
    name: str
    details: Mapping[str, Detail] = field(default_factory=dict[str, Detail])
