"""The shape of a force's settings: the structs mirror the files in ``resources/forces`` one to one."""

from typing import Annotated, Literal

import msgspec

from app.core.schemes.rules import Struct
from app.core.schemes.spec import Code
from app.core.words import Text


class Reason(Struct, frozen=True, kw_only=True):
    """A reason for replacing, withholding or excluding a case, or for picking one by hand."""

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


class MonthlyItem(Struct, frozen=True, kw_only=True):
    """One list of a monthly plan and the draw from it: the options of ``frame seal``, by the same names.

    ``where`` holds filters ``F=V``, ``take_all`` rules ``F=V,F=V`` of which the first that fits a case wins; ``per``
    names a facet each of whose values gives ``size`` cases. A month with fewer cases gives all it has.
    """

    kind: str
    size: int = 0
    reserves: int = 0
    form: str = "monthly"
    where: tuple[str, ...] = ()
    strata: tuple[str, ...] = ()
    per: str = ""
    take_all: tuple[str, ...] = ()
    allocation: Literal["proportional", "equal", "fixed", "all"] = "proportional"


class MonthlyPlan(Struct, frozen=True, kw_only=True):
    """What a force or an area draws every month in one step: several lists of several kinds, graded in one round.

    ``due_day`` is the day of the next month by which all of it is to be graded, one that every month has; 0 for none.
    """

    id: str
    label: Text
    due_day: Annotated[int, msgspec.Meta(ge=0, le=28)] = 0
    items: tuple[MonthlyItem, ...]


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
    exclude_reasons: tuple[Reason, ...]
    targeted_reasons: tuple[Reason, ...]
    monthly_plans: tuple[MonthlyPlan, ...]
    ladder: tuple[Action, ...]
