"""The shape of a force's settings: the structs mirror the files in ``resources/forces`` one to one."""

from app.core.schemes.spec import Code, Struct
from app.core.words import Text


class Reason(Struct, frozen=True, kw_only=True):
    """A reason that a plan allows for replacing or withholding a drawn case."""

    code: str
    label: Text


class Action(Struct, frozen=True, kw_only=True):
    """A rung of the force's ladder of actions."""

    code: str
    label: Text


class Marking(Struct, frozen=True, kw_only=True):
    """The protective marking of one sort of paper, with its handling line."""

    text: str
    handling: Text


class Force(Struct, frozen=True, kw_only=True):
    """One force's settings: one file of ``resources/forces``. Its vocabularies (``lpu``) join the schemes'."""

    id: str
    version: int
    name: str
    police_uk: str
    """The force's name in data.police.uk's file names."""
    video_days: int
    eip_child_min_rank: str
    suppress_below: int
    percent_base: int
    marking: dict[str, Marking]
    vocabularies: dict[str, tuple[Code, ...]]
    replace_reasons: tuple[Reason, ...]
    withhold_reasons: tuple[Reason, ...]
    ladder: tuple[Action, ...]
