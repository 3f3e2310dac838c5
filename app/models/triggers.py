"""The triggers that make rows stand: append-only tables, and an audit chain that only grows at its end.

They are created again after every migration (a batch migration drops them without a word) and asserted at every open,
word for word. A replacing insert fires the DELETE triggers because ``store.connect`` says ``recursive_triggers``.
"""

from collections.abc import Iterable, Iterator, Mapping

from sqlalchemy import Connection, text

from app.models.tables import METADATA

APPEND_ONLY = (
    "workspace", "audit", "scheme", "import", "code", "case", "record_version",
    "frame", "frame_stratum", "frame_case", "plan", "draw", "draw_case",
    "round_draw", "round_case", "seat", "sheet", "sheet_stage", "release", "paper",
)  # fmt: skip
"""Tables whose rows never change and never go."""

MAY_CHANGE: Mapping[str, tuple[str, ...]] = {
    "actor": ("role",),
    "record": ("latest",),
    "round": ("due",),
    "answer": ("undone_seq",),
}
"""Tables whose rows never go, with the columns that may change. An answer is taken back once, and stays so."""

SIDE_ROWS: Mapping[str, tuple[str, ...]] = {
    "narrative": ("text",),
    "identity": ("body",),
    "problem": ("value",),
    "import_file": ("name",),
    "person": ("name",),
    "seat_person": ("actor_id", "name"),
    "release_text": ("text", "spans"),
    "answer_text": ("text",),
    "paper_shape": ("body",),
}
"""Erasable rows, with the columns that erasing blanks, once and all together, naming the audit entry that did it."""


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
        yield _trigger(f"{table}_stays", f'DELETE ON "{table}"', f"a row of {table} never goes")
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
    not_next = [
        "NEW.seq <> coalesce((SELECT max(seq) FROM audit), 0) + 1",
        "NEW.prev <> coalesce((SELECT hash FROM audit ORDER BY seq DESC LIMIT 1), zeroblob(32))",
    ]
    yield _trigger("audit_grows_at_its_end", 'INSERT ON "audit"', "audit grows at its end", when=not_next)


def _trigger(name: str, event: str, words: str, *, when: Iterable[str] = ()) -> tuple[str, str]:
    """A trigger's name, and its SQL as SQLite keeps it."""
    rule = " OR ".join(when)
    guard = f" WHEN {rule}" if rule else ""
    return name, f"CREATE TRIGGER \"{name}\" BEFORE {event}{guard} BEGIN SELECT RAISE(ABORT, '{words}'); END"


def _others(table: str, columns: Iterable[str]) -> list[str]:
    """That any column but these differs."""
    may = set(columns)
    return [
        f'NEW."{item.name}" IS NOT OLD."{item.name}"' for item in METADATA.tables[table].columns if item.name not in may
    ]
