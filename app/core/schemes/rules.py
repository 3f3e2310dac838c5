"""The small rules that a scheme's file holds: over values, between two times, and over the rows of a case."""

from typing import Literal

import msgspec


class Struct(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The base of every part of a scheme's, a mapping's or a force's file: frozen, by keyword, no unknown keys."""


class Condition(Struct, frozen=True, kw_only=True):
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


class Derivation(Struct, frozen=True, kw_only=True):
    """A value that a field gets when the extract gave none and the rule holds; the first that fits wins."""

    value: str
    when: Condition


class Between(Struct, frozen=True, kw_only=True):
    """How long it is from one time (or day) to another, as a field that is blank is filled with it.

    ``part_counts``: part of a unit counts as one; else only whole ones count. ``after`` is no length: it is yes where
    ``then`` is after ``first``, and no where it is not. Where ``then`` is left out it is the scheme's own time.
    """

    first: str
    then: str = ""
    unit: Literal["years", "hours", "minutes", "after"]
    part_counts: bool = False


class FromRows(Struct, frozen=True, kw_only=True):
    """A yes or no that the rows of a part say: yes where one of them does, no where there are some and all say no."""

    part: str
    field: str


class InOrder(Struct, frozen=True, kw_only=True):
    """Two times of a record of which ``then`` cannot be before ``first``."""

    first: str
    then: str
