"""What the quality of records looks like, part by part: counts only, no record, no person, no reference.

The one exception is ``NamedCases``: the references of the cases that a finding is about, read as a consult.
"""

from dataclasses import dataclass
from datetime import date
from typing import Literal

from app.core.shapes.charts import BarChart, Grid
from app.core.shapes.workspaces import UnreadValue

Part = Literal["blanks", "ethnicity", "times", "forms", "video", "intake"]
PARTS: tuple[Part, ...] = ("blanks", "ethnicity", "times", "forms", "video", "intake")
"""The parts of the page, in its order. Each is counted by itself."""

Named = Literal["forms_missing", "forms_over", "conflicts", "links", "video", "times"]
"""What cases may be asked for by their references."""
NAMED: tuple[Named, ...] = ("forms_missing", "forms_over", "conflicts", "links", "video", "times")


@dataclass(frozen=True, kw_only=True, slots=True)
class QualityScope:
    """Which records: of a kind; of all imports (None) or of one; of all days or from one to another, both included."""

    kind: str
    import_id: int | None = None
    first_day: date | None = None
    last_day: date | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class FieldBlank:
    """A field, and in how many of how many records it is blank. ``always``: every record should have it."""

    field: str
    label: str
    blank: int
    of: int
    always: bool


@dataclass(frozen=True, kw_only=True, slots=True)
class UnitBlanks:
    """A unit or team, and the blanks of the few fields that matter, in their order."""

    unit: str
    label: str
    blanks: tuple[FieldBlank, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class Blanks:
    """What is missing. ``fields`` are those that some extract has a column for, the worst first.

    ``no_column`` are the labels of fields that every record should have and no extract has a column for.
    ``versions`` counts records that had been given before, by an earlier extract or by the same one.
    """

    records: int
    versions: int
    fields: tuple[FieldBlank, ...]
    no_column: tuple[str, ...]
    by_lpu: tuple[UnitBlanks, ...]
    by_team: tuple[UnitBlanks, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class Stated:
    """How people's own ethnicity is recorded. ``apart`` counts records that are about no person: vehicles alone.

    ``not_understood`` counts those for whom a word is recorded that no list knows: it may mean anything.
    ``officer_only`` counts those for whom nothing of their own is recorded, no word and no reason, and of whom the
    officer saw a group.
    """

    label: str
    people: int
    stated: int
    with_reason: int
    without_reason: int
    missing: int
    apart: int
    officer_only: int
    not_understood: int = 0


@dataclass(frozen=True, kw_only=True, slots=True)
class Ethnicity:
    """Self-defined ethnicity: in all, by unit and team, by the reason given for none; and beside the officer's view.

    ``groups`` are the five of the roll-up (others after them); ``seen`` those of the officer's view. ``pairs`` holds
    (own group, officer's group, how many).
    """

    whole: Stated
    by_lpu: tuple[Stated, ...]
    by_team: tuple[Stated, ...]
    reasons: tuple[tuple[str, int], ...]
    groups: tuple[str, ...]
    seen: tuple[str, ...]
    pairs: tuple[tuple[str, str, int], ...]

    @property
    def compared(self) -> int:
        """People whose own ethnicity and the officer's view are both recorded, in groups that can be compared."""
        return sum(count for own, seen, count in self.pairs if seen in self.groups and own in self.groups)

    @property
    def differ(self) -> int:
        """Those of them for whom the two are in different groups."""
        both = [pair for pair in self.pairs if pair[0] in self.groups and pair[1] in self.groups]
        return sum(count for own, seen, count in both if own != seen)


@dataclass(frozen=True, kw_only=True, slots=True)
class TimeNote:
    """Something about the times of the records: ``grave`` where they cannot be right."""

    code: str
    count: int
    of: int
    sentence: str
    grave: bool = False


@dataclass(frozen=True, kw_only=True, slots=True)
class Times:
    """The times of the records: how many there are, by the hour of the day in London, and what looks wrong."""

    records: int
    timed: int
    by_hour: tuple[int, ...]
    notes: tuple[TimeNote, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class FormCount:
    """So many cases have ``have`` forms where ``expected`` were to be (None: nobody says how many)."""

    expected: int | None
    have: int
    cases: int


@dataclass(frozen=True, kw_only=True, slots=True)
class PartRows:
    """Rows of a part: how many, the cases that have none, and the rows whose case has no record of its own."""

    label: str
    rows: int
    cases_without: int
    rows_alone: int


@dataclass(frozen=True, kw_only=True, slots=True)
class Forms:
    """Cases of many rows: whether all rows are there and agree; and references to other records.

    ``broken_links`` counts those that point nowhere, by field; None where only some of the records are looked at, for
    links are counted over all of them.
    """

    cases: int
    counts: tuple[FormCount, ...]
    conflicts: tuple[tuple[str, int], ...]
    conflicting_cases: int
    parts: tuple[PartRows, ...]
    broken_links: tuple[tuple[str, int], ...] | None = None

    @property
    def short(self) -> int:
        """Cases with fewer rows than there should be."""
        return sum(each.cases for each in self.counts if each.expected is not None and each.have < each.expected)

    @property
    def over(self) -> int:
        """Cases with more rows than there should be."""
        return sum(each.cases for each in self.counts if each.expected is not None and each.have > each.expected)

    @property
    def told(self) -> int:
        """Cases that say how many rows there should be."""
        return sum(each.cases for each in self.counts if each.expected is not None)

    @property
    def missing(self) -> int:
        """Rows that are missing, in all cases together."""
        return sum(max(0, each.expected - each.have) * each.cases for each in self.counts if each.expected is not None)


@dataclass(frozen=True, kw_only=True, slots=True)
class Videos:
    """Video and how long it is still kept. ``worked_out`` counts days that the force's setting gave, not the record."""

    recorded: int
    expired: int
    week: int
    fortnight: int
    later: int
    unread: int
    worked_out: int
    kept_days: int


@dataclass(frozen=True, kw_only=True, slots=True)
class ImportQuality:
    """What came of one extract: the whole of it, whatever kind its rows were sorted to."""

    import_id: int
    file_name: str
    imported_at: str
    rows_read: int
    stored: int
    rejected: int
    identical: int
    left_out: int
    reasons: tuple[tuple[str, str, int], ...]
    """Of rows not stored: column, reason, how many."""
    unmapped: tuple[tuple[str, int], ...]
    unknown: tuple[tuple[str, str, int], ...]
    """Of values that no vocabulary knows: field, value, how many."""
    unread: tuple[UnreadValue, ...]
    """What could not be read, though its row was stored."""
    date_only: tuple[tuple[str, int], ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class Intake:
    """What came of the extracts, the newest first."""

    imports: tuple[ImportQuality, ...]


Facts = Blanks | Ethnicity | Times | Forms | Videos | Intake


@dataclass(frozen=True, kw_only=True, slots=True)
class Section:
    """A part of the page as it is told: a headline sentence, what is grave, what is worth knowing, charts and tables.

    ``facts`` are the numbers behind it. ``asks`` names the cases that can be asked for by reference.
    """

    part: Part
    title: str
    headline: str
    facts: Facts | None
    grave: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    charts: tuple[BarChart, ...] = ()
    grids: tuple[Grid, ...] = ()
    asks: tuple[Named, ...] = ()


@dataclass(frozen=True, kw_only=True, slots=True)
class NamedCase:
    """One case of a finding: its reference, and what was found. ``case_id`` is 0 where a link points nowhere."""

    case_id: int
    reference: str
    told: str


@dataclass(frozen=True, kw_only=True, slots=True)
class NamedCases:
    """Cases of a finding by their references: the first of them, and how many there are in all."""

    what: Named
    total: int
    cases: tuple[NamedCase, ...]
