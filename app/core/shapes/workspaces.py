"""What a door is told about a workspace, its imports and its audit chain."""

from dataclasses import dataclass
from typing import Literal

Doubled = Literal["", "once", "all"]
"""What to do with a file that holds every row twice: ask (refuse it), take each row once, or take all."""


@dataclass(frozen=True, kw_only=True, slots=True)
class WorkspaceInfo:
    """One workspace in numbers. ``records`` counts records by kind; times are UTC text.

    ``actor`` and ``name`` are the role and the name of whoever opened it, "" for a name that was never given.
    """

    folder: str
    uuid: str
    practice: bool
    force: str
    actor: str
    created_at: str
    records: dict[str, int]
    frames: int
    draws: int
    verdicts: int
    audit_entries: int
    audit_head: str
    name: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class NewWorkspace:
    """A workspace just made. The recovery key is shown once and kept nowhere."""

    folder: str
    practice: bool
    recovery_key: str


@dataclass(frozen=True, kw_only=True, slots=True)
class BackupMade:
    """A backup that was opened and checked after writing; ``sha256`` is the file's."""

    file: str
    sha256: str
    records: int
    audit_head: str


@dataclass(frozen=True, kw_only=True, slots=True)
class AuditResult:
    """What checking the audit chain found: ``problems`` is empty when it holds.

    ``head_found`` tells whether a head hash from a paper stands in this chain; None when none was asked for.
    """

    entries: int
    head: str
    head_found: bool | None
    problems: tuple[str, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class CellProblem:
    """One cell that could not be taken: its column, what stood there, and why not."""

    column: str
    value: str
    reason: str


@dataclass(frozen=True, kw_only=True, slots=True)
class RowProblem:
    """A row that was not stored. ``row`` counts data rows from 1, ``line`` is the line of the file it begins on."""

    row: int
    line: int
    column: str
    value: str
    reason: str
    also: tuple[CellProblem, ...] = ()


@dataclass(frozen=True, kw_only=True, slots=True)
class UnreadValue:
    """What stood in cells of a field and could not be read, what became of it, and how many there were.

    ``value`` is "" where what stood there is not shown.
    """

    field: str
    value: str
    became: str
    count: int


@dataclass(frozen=True, kw_only=True, slots=True)
class ImportChoice:
    """What a person has decided about a file.

    ``times`` is ``utc`` or ``local``; "" leaves it to the mapping. ``again`` imports a file that was imported before:
    its rows become further versions.
    """

    kind: str
    times: str = ""
    again: bool = False
    doubled: Doubled = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class ImportResult:
    """One extract, imported. ``rows_read`` is always ``stored`` + ``left_out`` + ``rejected``.

    ``by_kind`` counts stored rows by the kind they were routed to; ``identical`` the rows equal to an earlier one of
    the same file (of one reference: to the version before), stored all the same but for those ``left_out`` on
    purpose; ``versions`` those that gave a known record a new version; ``unknown_values`` what no vocabulary knows
    (kept as it stood); ``unread_values`` what could not be read, though its row was stored; ``unmapped`` the filled
    cells of columns that were not stored, and ``date_only`` times that were a day without a time (kept as that day's
    midnight), both by column. ``notes`` are sentences on the file itself: rows above the header that were passed over,
    formulas without a value.
    """

    import_id: int
    layout: str
    rows_read: int
    stored: int
    rejected: int
    by_kind: dict[str, int]
    identical: int
    versions: int
    unknown_values: dict[str, dict[str, int]]
    unmapped: dict[str, int]
    date_only: dict[str, int]
    problems: tuple[RowProblem, ...]
    left_out: int = 0
    notes: tuple[str, ...] = ()
    unread_values: tuple[UnreadValue, ...] = ()


@dataclass(frozen=True, kw_only=True, slots=True)
class ImportListing:
    """An import as a list shows it. ``undone_at`` is UTC text, "" while it stands."""

    import_id: int
    file_name: str
    kind: str
    layout: str
    imported_at: str
    stored: int
    rejected: int
    part: str = ""
    mapping: str = ""
    undone_at: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class ImportUndone:
    """An import that was taken back: how many rows, reported problems and cases went with it; its time is UTC text."""

    import_id: int
    undone_at: str
    rows: int
    problems: int
    cases: int


@dataclass(frozen=True, kw_only=True, slots=True)
class KindListing:
    """A kind of record that can be imported and drawn. ``facets`` are (id, label) pairs; ``forms`` likewise."""

    kind: str
    label: str
    one: str
    records: int
    first_day: str
    last_day: str
    facets: tuple[tuple[str, str], ...]
    forms: tuple[tuple[str, str], ...]
