"""The shape of a scheme, of what schemes share and of a mapping; a force's settings are in ``settings``.

The structs mirror the files in ``resources/schemes`` and ``resources/mappings`` one to one.
Every struct refuses keys it does not know. Texts are keyed by language (``label.en = "Power used"``).
"""

from collections.abc import Iterable
from typing import Literal, Protocol, TypeVar

from app.core.schemes.layout_words import DayOrder
from app.core.schemes.rules import Between, Condition, Derivation, FromRows, InOrder, Struct
from app.core.words import Text

Role = Literal["line_manager", "volunteer"]
FieldType = Literal["text", "narrative", "code", "codes", "time", "date", "integer", "decimal", "yes_no"]
Merge = Literal["same", "lead", "any", "earliest", "latest"]
Use = Literal["facet", "graded", "identity"]
Tone = Literal["good", "warn", "bad", "neutral"]
LIST = ";"
"""Between the codes of a field that holds several."""


class _HasId(Protocol):
    @property
    def id(self) -> str: ...


Entry = TypeVar("Entry", bound=_HasId)


class Code(Struct, frozen=True, kw_only=True):
    """One value of a vocabulary. ``also`` holds the other spellings that extracts use for it (see ``spelling``)."""

    code: str
    label: Text
    also: tuple[str, ...] = ()
    group: str = ""
    until: str = ""
    """The last year it was in use, where a newer generation of the vocabulary has replaced it."""


class Field(Struct, frozen=True, kw_only=True):
    """One field of a record: what it is, what it may be used for, and who may see it from which stage on.

    Deny by default: an audience that ``seen_by`` does not name never sees the field. ``identity`` fields are kept in
    an erasable side row, only to redact with. A field of type ``codes`` holds several codes of its vocabulary, with
    semicolons between them; rules and filters ask whether one of them is there.
    """

    id: str
    label: Text
    type: FieldType
    use: tuple[Use, ...]
    seen_by: dict[Role, str] = {}
    vocabulary: str = ""
    group: str = ""
    help: Text | None = None
    derive: tuple[Derivation, ...] = ()
    between: Between | None = None
    """From which two times it is worked out where it is blank."""
    from_rows: FromRows | None = None
    """From which rows of a part it is worked out where it is blank."""
    merge: Merge = "same"
    """How a case of many rows gets it. ``same``: the rows should agree; where they do not, the lead row's stands and
    the conflict is listed. ``lead``: the lead row's. ``any``: yes where any row says yes; of codes, the one that stands
    last in its vocabulary; of several codes, all of them; of numbers, the greatest. ``earliest`` and ``latest``: of
    times and days."""
    each: bool = False
    """Shown row by row (an officer's own tactics), not once for the case."""
    unit: Literal["", "minutes"] = ""
    """What a number counts, where extracts write it with the number ("10 mins")."""
    told: dict[Role, str] = {}
    """How coarsely a role is told of a time or a day: see ``coarse``. Volunteers are never told the minute."""

    @property
    def in_words(self) -> bool:
        """Whether somebody wrote it in their own words: there may be anything in it, names too."""
        return self.type in ("text", "narrative")


class Answer(Struct, frozen=True, kw_only=True):
    """One answer of a scale. ``counts`` says whether it enters a rate; ``adverse`` whether it counts against."""

    code: str
    label: Text
    tone: Tone
    counts: bool = True
    adverse: bool = False
    help: Text | None = None


class Scale(Struct, frozen=True, kw_only=True):
    """The answers to a question, in the order of their keys (1, 2, 3 ...); or free text when there are none."""

    label: Text
    answers: tuple[Answer, ...] = ()
    free_text: bool = False
    stops_at: tuple[str, ...] = ()
    """Answers that take the case away from this grader (a conflict of interest)."""
    opinion: bool = False
    """How somebody sees the case as a whole: no element of it, so feedback to an officer leaves it out."""

    @property
    def counted(self) -> bool:
        """Whether there are figures of it: one of its answers counts."""
        return any(answer.counts for answer in self.answers)


class Reason(Struct, frozen=True, kw_only=True):
    """A reason that may be ticked beside an answer: what speaks for the case, or against it."""

    code: str
    label: Text
    tone: Literal["good", "bad"]


class Law(Struct, frozen=True, kw_only=True):
    """A source that a question rests on, with the version read: references are data, never code."""

    ref: str
    version: str = ""


class Question(Struct, frozen=True, kw_only=True):
    """One question of a scheme.

    ``asked_if`` decides whether it is asked at all; ``mandatory`` and ``mandatory_if`` whether a sheet may be locked
    without it. ``text_for`` holds a role's own wording where the two differ.
    """

    id: str
    text: Text
    scale: str
    roles: tuple[Role, ...]
    stage: str
    mandatory: bool = True
    mandatory_if: Condition | None = None
    asked_if: Condition | None = None
    text_for: dict[Role, Text] = {}
    help: Text | None = None
    law: tuple[Law, ...] = ()
    reasons: str = ""
    """The set of reasons that may be ticked beside the answer, whatever it is."""
    group: str = ""
    """A word under which questions stand together (GOWISELY)."""
    short: Text | None = None
    """A word for the question. Neighbours of a group that all have one are a row of keys: G for its Grounds."""


class Stage(Struct, frozen=True, kw_only=True):
    """A step of grading. Later stages are hidden until the earlier are locked; ``when`` skips one that is not there."""

    id: str
    label: Text
    intro: Text | None = None
    when: Condition | None = None


class Form(Struct, frozen=True, kw_only=True):
    """A named question set, chosen before the draw. ``minutes`` is the time one case takes on it."""

    id: str
    label: Text
    roles: tuple[Role, ...]
    minutes: int
    questions: tuple[str, ...]


class Route(Struct, frozen=True, kw_only=True):
    """Rows of this kind's extract that are really another kind."""

    to: str
    when: Condition


class Lead(Struct, frozen=True, kw_only=True):
    """Which row of a case leads: one that ``prefer`` fits, then the first by these fields, blanks last."""

    by: tuple[str, ...]
    prefer: Condition | None = None


class Waiting(Struct, frozen=True, kw_only=True):
    """Rows of a part that give away what a later stage shows (a release): they wait for that stage, whole."""

    stage: str
    when: Condition
    """Over the row's own fields."""


class Part(Struct, frozen=True, kw_only=True):
    """Rows of another file that belong to a case: the entries of a custody log. They name the case by its key."""

    id: str
    label: Text
    one: Text
    fields: tuple[Field, ...]
    """All but the fields of the case key, which every such row has too."""
    key: tuple[str, ...] = ()
    """The fields that tell one such row of a case from the others; where blank, its content does."""
    time: str = ""
    """The field that puts them in order."""
    waiting: tuple[Waiting, ...] = ()
    """Which of them wait for a stage; the first rule that fits a row decides."""


class Link(Struct, frozen=True, kw_only=True):
    """A field that names a record of another kind: a search names the authority that it was made under."""

    field: str
    to: str
    to_field: str
    """The field of the other kind that holds the same reference; it may be one that each of its rows has."""
    label: Text
    """What the other record is to this one, for a heading: "Section 60 authority"."""
    back: Text
    """What this record is to the other one: "Searches under this authority"."""


class Group(Struct, frozen=True, kw_only=True):
    """A heading under which fields stand together on screen and paper."""

    id: str
    label: Text


class Shared(Struct, frozen=True, kw_only=True):
    """``resources/schemes/shared/*.toml``: scales, vocabularies, questions and fields that several schemes use."""

    scales: dict[str, Scale] = {}
    reasons: dict[str, tuple[Reason, ...]] = {}
    vocabularies: dict[str, tuple[Code, ...]] = {}
    questions: tuple[Question, ...] = ()
    fields: dict[str, tuple[Field, ...]] = {}
    """Sets of fields by name; a scheme takes a set whole by naming it in ``fields_from``."""
    groups: tuple[Group, ...] = ()


class Scheme(Struct, frozen=True, kw_only=True):
    """Everything the app knows about one kind: one file of ``resources/schemes``."""

    kind: str
    version: int
    valid_from: str
    label: Text
    one: Text
    """One of it, in a sentence: "search", "use of force"."""
    law: Text
    """The law and the version of the code that the questions follow."""
    time: str
    """The field that says when it happened: periods are cut by it."""
    starts: Text | None = None
    """What that moment is, in a sentence ("arrival"), for times that are told as so long after it."""
    case_key: tuple[str, ...]
    """Reference fields; where an extract leaves the first of them blank, the row's own content is the key."""
    overall: str
    """The question whose answer is the case's grade."""
    stages: tuple[Stage, ...]
    forms: tuple[Form, ...]
    fields: tuple[Field, ...] = ()
    fields_from: tuple[str, ...] = ()
    """Shared sets of fields that join the scheme's own; a field of its own replaces the shared one of that id."""
    groups: tuple[Group, ...] = ()
    questions: tuple[Question, ...] = ()
    scales: dict[str, Scale] = {}
    reasons: dict[str, tuple[Reason, ...]] = {}
    """Sets of reasons by name, joined with the shared ones that its questions name."""
    vocabularies: dict[str, tuple[Code, ...]] = {}
    routes: tuple[Route, ...] = ()
    record_key: tuple[str, ...] = ()
    """For cases of many rows: the fields that tell one row of a case from the others. Empty: a case is one row."""
    row: Text | None = None
    """For cases of many rows: what one row is called ("form")."""
    lead: Lead | None = None
    """For cases of many rows: which row leads."""
    rows_expected: str = ""
    """For cases of many rows: the field that says how many rows there should be (officers who used force)."""
    counts_under: Text | None = None
    """For cases of many rows: the team and officer that a case counts under, in a sentence."""
    parts: tuple[Part, ...] = ()
    """Rows of other files that belong to a case."""
    links: tuple[Link, ...] = ()
    typed: bool = False
    """Whether a record of this kind is commonly typed in by hand (an authority is a document, not an extract)."""
    headline: tuple[str, ...] = ()
    """Fields that name a case in a list when its reference may not be shown."""
    always: tuple[str, ...] = ()
    """Fields that every record should have filled: the quality page counts their blanks apart from the others'."""
    in_order: tuple[InOrder, ...] = ()
    """Times of which one cannot be before the other: the quality page counts the records where it is."""
    person: Text | None = None
    """Whom a record is about, in a sentence ("driver"); and several of them ("drivers")."""
    people: Text | None = None

    def field(self, field_id: str) -> Field:
        """The field of that id; KeyError when the scheme has none."""
        return _find(self.fields, field_id)

    def part(self, part_id: str) -> Part:
        """The part of that id; KeyError when the scheme has none."""
        return _find(self.parts, part_id)

    def fields_of(self, part_id: str) -> tuple[Field, ...]:
        """The fields of a row: of the scheme's own rows (""), or of a part's, which have the case key too."""
        if not part_id:
            return self.fields
        return (*(self.field(name) for name in self.case_key), *self.part(part_id).fields)

    @property
    def many_rows(self) -> bool:
        """Whether a case of this kind may have more rows than one."""
        return bool(self.record_key or self.parts)

    def stage(self, stage_id: str) -> Stage:
        """The stage of that id; KeyError when the scheme has none."""
        return _find(self.stages, stage_id)

    def form(self, form_id: str) -> Form:
        """The form of that id; KeyError when the scheme has none."""
        return _find(self.forms, form_id)

    def question(self, question_id: str) -> Question:
        """The question of that id; KeyError when the scheme has none."""
        return _find(self.questions, question_id)

    @property
    def identity(self) -> frozenset[str]:
        """The ids of the fields that say who a record is about."""
        return frozenset(field.id for field in self.fields if "identity" in field.use)

    @property
    def births(self) -> frozenset[str]:
        """The ids of the dates that an age is counted from."""
        return frozenset(item.between.first for item in self.fields if item.between and item.between.unit == "years")

    @property
    def facets(self) -> tuple[Field, ...]:
        """The fields that a frame may be filtered and stratified by."""
        return tuple(field for field in self.fields if "facet" in field.use)


class Mapping(Struct, frozen=True, kw_only=True):
    """How one layout of extract becomes a kind's fields: one file of ``resources/mappings``.

    A file is of this layout when its header holds every column of ``required``. Columns that are neither mapped nor
    ``ignored`` are counted and not stored. Several columns may fill one field: a day and a time are joined into a
    moment, several codes into a list. ``field:code`` is for a yes/no column that stands for one code of a list
    (``"Impact: alcohol" = "impact_factors:alcohol"``); ``subject_dob:age`` for a birth date that is not kept.
    """

    id: str
    label: Text
    kinds: tuple[str, ...]
    times: Literal["utc", "local"]
    """How times are read that the command leaves open: ``utc`` trusts the offset, ``local`` is the wall clock."""
    required: tuple[str, ...]
    columns: dict[str, str]
    """From a column's heading to the field that it fills."""
    part: str = ""
    """The part of a case that its rows are (``log``); "" for the scheme's own rows."""
    sheet: str = ""
    """The sheet of a workbook; "" is the first that can be seen and holds anything."""
    header_row: int = 0
    """The row of the sheet or file that names the columns, from 1; 0 leaves it to the reader."""
    day_order: DayOrder = "dmy"
    """How a date such as 03/04/2025 is read."""
    values: dict[str, dict[str, str]] = {}
    """By field, what a spelling of this layout means: a code (yes, no; a number), or "" for not recorded."""
    constants: dict[str, str] = {}
    """Fields that the layout has no column for, with the value that every row gets (a team's own export)."""
    ignored: tuple[str, ...] = ()
    dropped: tuple[str, ...] | None = None
    """Columns that were there when it was saved, and go nowhere: any other is new to it. None where nobody knows."""
    encoding: str = ""
    """Of a CSV file that is not UTF-8: ``cp1252``."""
    practice_column: str = ""
    """The column that marks a practice file: it says PRACTICE there. A real workspace refuses such a file."""


def _find(entries: Iterable[Entry], wanted: str) -> Entry:
    for entry in entries:
        if entry.id == wanted:
            return entry
    raise KeyError(wanted)
