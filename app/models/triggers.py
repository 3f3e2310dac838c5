"""The triggers that make rows stand: append-only tables, and an audit chain that only grows at its end.

Two more take the words of a narrative out of the index when its text is blanked or goes, whoever does it.

They are created again after every migration (a batch migration drops them without a word) and asserted at every open,
word for word. A replacing insert fires the DELETE triggers because ``store.connect`` says ``recursive_triggers``.
"""

from collections.abc import Iterable, Iterator, Mapping

from sqlalchemy import Connection, text

from app.models.gate_rules import GATE, WITH_PARENT, logged
from app.models.tables import METADATA

APPEND_ONLY = (
    "workspace", "audit", "scheme", "mapping", "import", "import_undone", "code", "case", "case_member",
    "case_conflict", "reference", "frame", "frame_stratum", "frame_case", "plan", "draw", "draw_case",
    "round_draw", "round_case", "seat", "sheet", "sheet_stage", "answer_reason",
    "sheet_pass", "sheet_change", "seat_habit", "concern", "concern_seen", "release",
    "exclusion", "exclusion_lifted", "frame_exclusion", "lodging", "replacement", "withholding", "targeted_case",
    "reconciliation", "action", "action_step", "feedback", "person_left",
    "meeting", "meeting_step", "meeting_seat", "seat_presence", "case_stage", "spread_seen", "sheet_entry", "consensus",
    "round_closed", "paper", "paper_release", "paper_step",
)  # fmt: skip
"""Tables whose rows never change and never go."""

MAY_CHANGE: Mapping[str, tuple[str, ...]] = {
    "actor": ("role", "affiliation", "scope"),
    "record_version": ("overtaken_by",),
    "round": ("due",),
    "answer": ("undone_seq",),
}
"""Tables whose rows never go, with the columns that may change. An answer is taken back once, and stays so."""

SIDE_ROWS: Mapping[str, tuple[str, ...]] = {
    "narrative": ("text",),
    "identity": ("body",),
    "problem": ("value",),
    "import_file": ("name", "unknown_values"),
    "person": ("name",),
    "seat_person": ("actor_id", "name"),
    "release_text": ("text", "spans"),
    "answer_text": ("text",),
    "sheet_change_text": ("why",),
    "concern_text": ("text",),
    "exclusion_text": ("note",),
    "lodging_text": ("recipient", "note"),
    "draw_people": ("roller", "reader", "witness"),
    "targeted_text": ("asked_by", "why"),
    "action_text": ("task", "owner"),
    "action_step_text": ("text", "said_by"),
    "feedback_text": ("text",),
    "meeting_text": ("warning",),
    "consensus_text": ("minority",),
    "paper_shape": ("body",),
    "paper_recipient": ("name",),
    "paper_step_text": ("note",),
}
"""Erasable rows, with the columns that erasing blanks, once and all together, naming the audit entry that did it."""

_BY_VERSION = "(SELECT import_id FROM record_version WHERE id = OLD.version_id)"
UNDONE: Mapping[str, str] = {
    "record_version": "OLD.import_id",
    "problem": "OLD.import_id",
    "import_file": "OLD.import_id",
    **dict.fromkeys(("narrative", "identity", "reference", "case_member", "case_conflict"), _BY_VERSION),
}
"""Tables whose rows go when the import that they came with is undone, and how a row tells its import."""

_SEALED = (
    "EXISTS (SELECT 1 FROM frame_case JOIN record_version v ON v.id = frame_case.version_id"
    " WHERE v.import_id = NEW.import_id OR EXISTS (SELECT 1 FROM case_member JOIN record_version m"
    " ON m.id = case_member.member_id WHERE case_member.version_id = v.id AND m.import_id = NEW.import_id))"
)


_LEFT = "FROM narrative WHERE version_id = OLD.version_id AND text IS NOT NULL"
_WORDS = (
    "INSERT INTO narrative_words (narrative_words, rowid, text) SELECT 'delete', OLD.version_id, OLD.text"
    f" || coalesce((SELECT char(10) || group_concat(text, char(10)) {_LEFT}), '');"
    f" INSERT INTO narrative_words (rowid, text) SELECT version_id, group_concat(text, char(10)) {_LEFT}"
    " GROUP BY version_id"
)
"""A version's words go together, for the index does not know which text they were in; those of other texts return."""


def drop_triggers(connection: Connection) -> None:
    """Take every trigger away, for a migration: :func:`ensure_triggers` makes them again at its end."""
    for name in connection.execute(text("SELECT name FROM sqlite_master WHERE type = 'trigger'")).scalars().all():
        connection.execute(text(f'DROP TRIGGER "{name}"'))


def ensure_triggers(connection: Connection) -> None:
    """Create every trigger that is missing or says something else; does nothing where they all stand."""
    missing = missing_triggers(connection)
    for name, sql in _triggers():
        if name in missing:
            connection.execute(text(f'DROP TRIGGER IF EXISTS "{name}"'))
            connection.execute(text(sql))


def missing_triggers(connection: Connection) -> tuple[str, ...]:
    """The names of the triggers that should stand, word for word, and do not."""
    found = set(connection.execute(text("SELECT sql FROM sqlite_master WHERE type = 'trigger'")).scalars())
    return tuple(name for name, sql in _triggers() if sql not in found)


def _triggers() -> Iterator[tuple[str, str]]:
    for table in (*APPEND_ONLY, *MAY_CHANGE, *SIDE_ROWS):
        yield _trigger(f"{table}_stays", f'DELETE ON "{table}"', f"a row of {table} never goes", when=_stays(table))
    yield _trigger("import_undone_in_time", 'INSERT ON "import_undone"', "a sealed list uses it", when=[_SEALED])
    for table in APPEND_ONLY:
        yield _trigger(f"{table}_stands", f'UPDATE ON "{table}"', f"a row of {table} stands")
    for table, columns in MAY_CHANGE.items():
        yield _trigger(
            f"{table}_keeps", f'UPDATE ON "{table}"', f"a row of {table} stands", when=_others(table, columns)
        )
    once = ["NEW.undone_seq IS NULL", "OLD.undone_seq IS NOT NULL"]
    yield _trigger("answer_only_undone", 'UPDATE ON "answer"', "an answer stands; it may only be taken back", when=once)
    for table, columns in SIDE_ROWS.items():
        filled = [f'NEW."{column}" IS NOT NULL' for column in columns]
        once = ["NEW.erased_seq IS NULL", "OLD.erased_seq IS NOT NULL"]
        changed = [*once, *filled, *_others(table, (*columns, "erased_seq"))]
        yield _trigger(f"{table}_only_blanked", f'UPDATE ON "{table}"', f"only erasing changes {table}", when=changed)
    for table, (parent, column) in WITH_PARENT.items():
        closed = logged(parent, column)
        yield _trigger(f"{table}_with_its_{parent}", f'INSERT ON "{table}"', f"its {parent} is closed", when=[closed])
    for name, (table, words, conditions) in GATE.items():
        yield _trigger(name, f'INSERT ON "{table}"', words, when=[f"({one})" for one in conditions])
    yield _words_go("narrative_blanked", 'UPDATE ON "narrative"', "NEW.text IS NULL AND OLD.text IS NOT NULL")
    yield _words_go("narrative_gone", 'DELETE ON "narrative"', "OLD.text IS NOT NULL")
    not_next = [
        "NEW.seq <> coalesce((SELECT max(seq) FROM audit), 0) + 1",
        "NEW.prev <> coalesce((SELECT hash FROM audit ORDER BY seq DESC LIMIT 1), zeroblob(32))",
    ]
    yield _trigger("audit_grows_at_its_end", 'INSERT ON "audit"', "audit grows at its end", when=not_next)


def _stays(table: str) -> list[str]:
    """When a row may not go: always, but for an import that is being undone, and for a case that nothing is left of."""
    if table == "case":
        users = ("record_version", "exclusion", "targeted_case")
        return [f"EXISTS (SELECT 1 FROM {user} WHERE case_id = OLD.id)" for user in users]  # noqa: S608 - our own
    if table in UNDONE:
        return [f"NOT EXISTS (SELECT 1 FROM import_undone WHERE import_id = {UNDONE[table]})"]  # noqa: S608
    return []


def _trigger(name: str, event: str, words: str, *, when: Iterable[str] = ()) -> tuple[str, str]:
    """A trigger's name, and its SQL as SQLite keeps it."""
    rule = " OR ".join(when)
    guard = f" WHEN {rule}" if rule else ""
    return name, f"CREATE TRIGGER \"{name}\" BEFORE {event}{guard} BEGIN SELECT RAISE(ABORT, '{words}'); END"


def _words_go(name: str, event: str, when: str) -> tuple[str, str]:
    return name, f'CREATE TRIGGER "{name}" AFTER {event} WHEN {when} BEGIN {_WORDS}; END'


def _others(table: str, columns: Iterable[str]) -> list[str]:
    """That any column but these differs."""
    may = set(columns)
    return [
        f'NEW."{item.name}" IS NOT OLD."{item.name}"' for item in METADATA.tables[table].columns if item.name not in may
    ]
