"""The small rules that a scheme's file holds: over values, between two times, and over the rows of a case."""

from typing import Literal

import msgspec


class Rule(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The base of all of them: frozen, by keyword, no unknown keys, as of a scheme's other parts."""


class Condition(Rule, frozen=True, kw_only=True):
    """A rule over a record's fields or a sheet's answers. Exactly one of its forms is used.

    ``field``/``answer`` with ``equals`` (any of these values), ``present`` (recorded or not), ``below`` or
    ``at_least`` (whole numbers); or ``any``/``all`` of other rules; or ``none`` (the opposite of ``any``).
    """

    field: str = ""
    answer: str = ""
    equals: tuple[str, ...] = ()
    present: bool | None = None
    below: int | None = None
    at_least: int | None = None
    any: tuple["Condition", ...] = ()
    all: tuple["Condition", ...] = ()
    none: tuple["Condition", ...] = ()


class Derivation(Rule, frozen=True, kw_only=True):
    """A value that a field gets when the extract gave none and the rule holds; the first that fits wins."""

    value: str
    when: Condition


class Between(Rule, frozen=True, kw_only=True):
    """How long it is from one time (or day) to another, as a field that is blank is filled with it.

    ``part_counts``: part of a unit counts as one; else only whole ones count. ``after`` is no length: it is yes where
    ``then`` is after ``first``, and no where it is not. Where ``then`` is left out it is the scheme's own time.
    """

    first: str
    then: str = ""
    unit: Literal["years", "hours", "minutes", "after"]
    part_counts: bool = False


AGE_ALONE = "age"
"""Behind a birth date that a column is given to (``subject_dob:age``): its age is worked out, the date is not kept."""


class FromRows(Rule, frozen=True, kw_only=True):
    """A yes or no that the rows of a part say: yes where one of them does, no where there are some and all say no."""

    part: str
    field: str


class InOrder(Rule, frozen=True, kw_only=True):
    """Two times of a record of which ``then`` cannot be before ``first``."""

    first: str
    then: str
