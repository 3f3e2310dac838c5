"""What a door is told about a mapping: a file's columns and what they fill, its times, its unknown words, a preview."""

from dataclasses import dataclass, field
from typing import Literal

from app.core.schemes.layout_words import AGE_ALONE, DayOrder

Sure = Literal["exact", "near", "values", "none", "layout", "person"]
"""How a column's field is known: by its heading, by one like it, by its values, not at all; by a layout that fits the
whole file; because a person said so."""


YES_NO = (("yes", "Yes"), ("no", "No"))
"""The codes of a field that takes yes or no."""


@dataclass(frozen=True, kw_only=True, slots=True)
class ColumnChoice:
    """One column of a file and the field that it fills: "" for none, ``field:code`` for a yes/no column of a list.

    ``filled`` counts its filled cells among the rows that were looked at; ``examples`` are up to three different ones.
    Of a column that may say who somebody is, no example is given.
    """

    column: str
    field: str
    sure: Sure
    why: str
    filled: int
    examples: tuple[str, ...]

    @property
    def age_alone(self) -> bool:
        """Whether it holds birth dates that an age is worked out from, and that are not kept."""
        return self.field.endswith(f":{AGE_ALONE}")


@dataclass(frozen=True, kw_only=True, slots=True)
class FieldChoice:
    """A field that a column may be given to. ``needed``: without it no row can be kept.

    ``identity``: it says who somebody is, and is kept only to redact with. ``codes`` are the (code, label) pairs that
    it takes; none where it takes any text.
    """

    id: str
    label: str
    group: str
    type: str
    needed: bool
    identity: bool = False
    codes: tuple[tuple[str, str], ...] = ()

    @property
    def meanings(self) -> tuple[tuple[str, str], ...]:
        """What a word of such a column may be said to mean, as (code, label) pairs; or a number, see ``type``."""
        return YES_NO if self.type == "yes_no" else self.codes


@dataclass(frozen=True, kw_only=True, slots=True)
class UnknownValue:
    """A word that a field cannot take as it stands, and how often it stands there.

    Either the vocabulary of the field does not have it: it is kept as it stands, ``suggested`` is the code that is
    nearest, "" where none is near. Or it cannot be read: ``became`` says why not and what is kept of it, and ``value``
    is "" where it is not shown. ``codes`` are the (code, label) pairs to choose from; a field whose ``type`` is a
    number takes one instead.
    """

    field: str
    field_label: str
    value: str
    count: int
    suggested: str
    codes: tuple[tuple[str, str], ...]
    type: str = "code"
    became: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class TimeFinding:
    """Something that the values of a time column show, in a sentence; ``count`` of ``of`` cells show it.

    ``suggests`` is what it speaks for: a way to read times (``utc``, ``local``), an order of day and month (``dmy``,
    ``mdy``, ``swapped``), or "" where a person has to know. ``grave``: as they stand, the times mislead.
    """

    code: str
    column: str
    count: int
    of: int
    sentence: str
    suggests: str = ""
    grave: bool = False


_ORDER = frozenset({"order_unknown", "order_mixed", "swapped", "not_swapped"})


def settled_by(finding: TimeFinding) -> Literal["order", "clock", "agreed"]:
    """What settles a finding: choosing the order of day and month, or the clock; or taking note of it."""
    if finding.code in _ORDER or finding.suggests in ("dmy", "mdy"):
        return "order"
    return "clock" if finding.code.startswith(("clock", "offset")) else "agreed"


@dataclass(frozen=True, kw_only=True, slots=True)
class Gap:
    """Something that no column says and a scheme counts on, in a sentence.

    ``code`` is ``always`` (fields that every record should have) or ``case_key`` (what tells cases apart); ``fields``
    are the names of those that no column fills. ``grave``: cases would be counted wrongly, so a person has to take note
    of it.
    """

    code: Literal["always", "case_key"]
    fields: tuple[str, ...]
    sentence: str
    grave: bool = False


@dataclass(frozen=True, kw_only=True, slots=True)
class MappingDraft:
    """How a file will be read, before it is saved or used: what was guessed, or fitted, or a person has said.

    ``name`` is the mapping that it began from, "" where it was guessed. ``values`` says by field what a spelling means:
    a code, or "" for not recorded. ``kinds`` are the other kinds the file may hold, the likeliest first. ``rows`` is
    how many rows were looked at. ``notes`` are sentences of the reader: sheets passed over, cells that were merged.
    ``sheet`` and ``header_row`` are what was asked for, ``at_sheet`` and ``at_row`` what was read.
    """

    name: str
    kind: str
    part: str
    sheet: str
    header_row: int
    encoding: str
    times: Literal["utc", "local"]
    day_order: DayOrder
    columns: tuple[ColumnChoice, ...]
    rows: int
    values: dict[str, dict[str, str]] = field(default_factory=dict[str, dict[str, str]])
    constants: dict[str, str] = field(default_factory=dict[str, str])
    dropped: tuple[str, ...] = ()
    practice_column: str = ""
    kinds: tuple[tuple[str, str], ...] = ()
    findings: tuple[TimeFinding, ...] = ()
    notes: tuple[str, ...] = ()
    at_sheet: str = ""
    at_row: int = 0
    troubles: tuple[str, ...] = ()
    """Why it cannot be used as it stands: a field that every row needs has no column."""
    gaps: tuple[Gap, ...] = ()


def grave(finding: TimeFinding, draft: MappingDraft) -> bool:
    """Whether a finding must be settled: as they would be read, the times mislead."""
    order = "dmy" if draft.day_order == "swapped" else draft.day_order
    against = finding.suggests in ("dmy", "mdy") and finding.suggests != order
    return finding.grave or against


@dataclass(frozen=True, kw_only=True, slots=True)
class SheetListing:
    """A sheet of a workbook, to choose from."""

    name: str
    hidden: bool
    rows: int


@dataclass(frozen=True, kw_only=True, slots=True)
class FirstLook:
    """A file as it is first looked at: how it would be read, and what else could be chosen.

    ``label`` is the mapping that fits it whole, in words; "" where it was guessed. ``saved``: that mapping was saved by
    a person here. ``names`` are those of the mappings there are. ``sheets`` are those of a workbook; ``all_rows`` says
    whether every row was looked at.
    """

    draft: MappingDraft
    fields: tuple[FieldChoice, ...]
    label: str
    saved: bool
    names: tuple[str, ...]
    sheets: tuple[SheetListing, ...]
    all_rows: bool


@dataclass(frozen=True, kw_only=True, slots=True)
class MappingSettings:
    """What a person says over what was guessed: they win.

    ``columns`` gives a column's heading its field, "" for none; ``values`` says by field what a spelling means;
    ``constants`` gives a field one value for every row. ``times`` and ``day_order`` are "" where they stay as they are.
    """

    columns: dict[str, str] = field(default_factory=dict[str, str])
    values: dict[str, dict[str, str]] = field(default_factory=dict[str, dict[str, str]])
    constants: dict[str, str] = field(default_factory=dict[str, str])
    times: str = ""
    day_order: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class PreviewCell:
    """One field of one row: what stood in the file, what will be kept, in plain words, and what is wrong with it."""

    field: str
    stood: str
    kept: str
    problem: str


@dataclass(frozen=True, kw_only=True, slots=True)
class PreviewRow:
    """A row of the preview. ``kind`` is where it will go, "" where it cannot be kept; ``problem`` says why not."""

    row: int
    line: int
    kind: str
    cells: tuple[PreviewCell, ...]
    problem: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Preview:
    """The first rows as they will be kept, and what the whole file holds.

    ``fields`` are the (id, label) pairs of the cells, in their order. ``read`` rows are ``kept`` + ``problems``;
    ``reasons`` say why those cannot be kept and how many each holds for, the commonest first. ``unknown`` are the words
    that a field cannot take as they stand, those that cannot be read among them.
    """

    fields: tuple[tuple[str, str], ...]
    rows: tuple[PreviewRow, ...]
    read: int
    kept: int
    problems: int
    by_kind: dict[str, int]
    unknown: tuple[UnknownValue, ...]
    findings: tuple[TimeFinding, ...]
    dropped: dict[str, int]
    reasons: tuple[tuple[str, int], ...] = ()

    @property
    def unread(self) -> int:
        """How many cells cannot be read, in rows that will be stored."""
        return sum(one.count for one in self.unknown if one.became)


@dataclass(frozen=True, kw_only=True, slots=True)
class MappingListing:
    """A mapping that a file can be read by. ``used`` counts the imports made with it; ``saved_at`` is UTC text."""

    name: str
    label: str
    kind: str
    part: str
    shipped: bool
    number: int
    saved_at: str
    used: int
