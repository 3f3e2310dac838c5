"""Records as lists and pages show them: what is asked for, the ids that answer, and one record with its history."""

from array import array
from dataclasses import dataclass
from datetime import date

from app.core.shapes.links import LinkLine
from app.core.shapes.sheets import CaseRows, FieldGroup, Narrative, RowChanges

BY_TIME, BY_REFERENCE = "time", "reference"
"""What a list is ordered by, beside its facets."""


@dataclass(frozen=True, kw_only=True, slots=True)
class RecordAsk:
    """Which records of a kind, and in which order.

    ``where`` holds (facet, value) pairs: values of one facet are alternatives, facets must all fit. ``words`` must all
    stand in the record's narratives, whole or as beginnings. ``import_id`` keeps those that an import brought a version
    of; 0 keeps all. ``order_by`` is a facet's id, or one of the two above.
    """

    kind: str
    first_day: date | None = None
    last_day: date | None = None
    where: tuple[tuple[str, str], ...] = ()
    words: str = ""
    import_id: int = 0
    order_by: str = BY_TIME
    descending: bool = True

    @property
    def narrowed(self) -> bool:
        """Whether it asks for less than every record of the kind."""
        return bool(self.first_day or self.last_day or self.where or self.words.strip() or self.import_id)


@dataclass(frozen=True, kw_only=True, slots=True)
class RecordIds:
    """The answer: the record versions that stand for their cases, by id, in the order asked for. Eight bytes each."""

    ids: "array[int]"


@dataclass(frozen=True, kw_only=True, slots=True)
class RecordColumn:
    """A column of the list: a field's id and heading. A column that no record fills is left out."""

    id: str
    label: str
    sortable: bool


@dataclass(frozen=True, kw_only=True, slots=True)
class RecordLine:
    """One record as a line of the list: a text for each column, "" where nothing was recorded."""

    version_id: int
    case_id: int
    cells: tuple[str, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class RecordStep:
    """What one import brought about a record: new rows by name, and what known rows say otherwise since.

    ``source`` is the file, or who typed it in; ``at`` UTC text.
    """

    import_id: int
    source: str
    at: str
    new: tuple[str, ...]
    changes: tuple[RowChanges, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class HeldBy:
    """A sealed list that holds the case. ``same_words`` says whether the record still reads as it was sealed."""

    frame_id: int
    first_day: str
    last_day: str
    sealed_at: str
    cases: int
    same_words: bool


@dataclass(frozen=True, kw_only=True, slots=True)
class RecordView:
    """A case's record, whole, for those who may see all of it: never for a volunteer, never who it is about.

    ``rows.typed`` says that it was typed in; ``change_version`` is the version to change by hand, 0 where none can be.
    """

    case_id: int
    kind: str
    kind_label: str
    reference: str
    when: str
    groups: tuple[FieldGroup, ...]
    narratives: tuple[Narrative, ...]
    rows: CaseRows
    links: tuple[LinkLine, ...]
    steps: tuple[RecordStep, ...]
    held_by: tuple[HeldBy, ...]
    change_version: int = 0
