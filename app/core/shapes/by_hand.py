"""Typing in one record: the form that a scheme gives, what a check of it says, and what was added."""

from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True, slots=True)
class TypedKind:
    """A kind that a record can be typed in of. ``usual``: it commonly is (an authority is a document, no extract)."""

    kind: str
    label: str
    one: str
    usual: bool


@dataclass(frozen=True, kw_only=True, slots=True)
class TypedField:
    """One field of the form. ``choices`` are (code, label) pairs, for codes.

    ``needed``: without it the record cannot be kept. ``identity``: it says who the record is about, and is kept only to
    cover it in texts. ``worked_out``: left blank, it is filled from other fields where they tell.
    """

    id: str
    label: str
    help: str
    type: str
    choices: tuple[tuple[str, str], ...]
    needed: bool
    identity: bool
    worked_out: bool


@dataclass(frozen=True, kw_only=True, slots=True)
class TypedGroup:
    """Fields that stand together under a heading."""

    id: str
    label: str
    fields: tuple[TypedField, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class RecordForm:
    """The form for one record of a kind, made from its scheme alone.

    ``row`` is what a row of a case is called where one row of it is typed ("form"); "" where it is the whole case.
    """

    kind: str
    label: str
    one: str
    row: str
    groups: tuple[TypedGroup, ...]

    @property
    def fields(self) -> tuple[TypedField, ...]:
        """All fields, in order."""
        return tuple(field for group in self.groups for field in group.fields)


@dataclass(frozen=True, kw_only=True, slots=True)
class RecordCheck:
    """What a half or wholly filled form would become.

    ``problems`` say by field why it cannot be kept, ``readings`` how a text is read or a blank is worked out, where
    that is not plain from what was typed. ``known`` is a sentence where the reference is known already, else "";
    ``version`` the number that the record would get.
    """

    problems: dict[str, str]
    readings: dict[str, str]
    known: str
    version: int


@dataclass(frozen=True, kw_only=True, slots=True)
class AddedRecord:
    """A record that was typed in and kept, as an import of its own. ``rows`` is how many rows its case has now."""

    kind: str
    case_id: int
    import_id: int
    version_id: int
    reference: str
    version: int
    rows: int
    typed_by: str


@dataclass(frozen=True, kw_only=True, slots=True)
class TypedTexts:
    """The texts of a record that was typed in, as its form takes them: to change them and save a further version."""

    kind: str
    reference: str
    texts: dict[str, str]
