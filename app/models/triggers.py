"""The triggers that make rows stand: append-only tables, and an audit chain that only grows at its end.

They are created again after every migration (a batch migration drops them without a word) and asserted at every open.
"""

from collections.abc import Iterator

from sqlalchemy import Connection, text

APPEND_ONLY = (
    "workspace", "audit", "scheme", "import", "case", "record_version",
    "frame", "frame_stratum", "frame_case", "plan", "draw", "draw_case",
    "round_draw", "round_case", "sheet_stage", "release", "paper",
)  # fmt: skip
"""Tables whose rows never change and never go."""

ANSWERED = ("answer", "sheet", "seat", "round", "actor", "record", "code")
"""Tables whose rows never go, though some of their columns may change."""

SIDE_ROWS = (
    "narrative", "identity", "problem", "import_file", "person", "seat_person", "release_text", "answer_text",
    "paper_shape",
)  # fmt: skip
"""Erasable rows: they may only be blanked, with the audit entry that did it; they never go."""


def ensure_triggers(connection: Connection) -> None:
    """Create every trigger that is missing; does nothing where they all stand."""
    for name, body in _triggers():
        connection.execute(text(f'CREATE TRIGGER IF NOT EXISTS "{name}" {body}'))


def missing_triggers(connection: Connection) -> tuple[str, ...]:
    """The names of the triggers that should stand and do not."""
    found = set(connection.execute(text("SELECT name FROM sqlite_master WHERE type = 'trigger'")).scalars())
    return tuple(name for name, _ in _triggers() if name not in found)


def _triggers() -> Iterator[tuple[str, str]]:
    refuse = "BEGIN SELECT RAISE(ABORT, '{}'); END"
    for table in (*APPEND_ONLY, *ANSWERED, *SIDE_ROWS):
        yield f"{table}_stays", f'BEFORE DELETE ON "{table}" ' + refuse.format("a row of " + table + " never goes")
    for table in APPEND_ONLY:
        yield f"{table}_stands", f'BEFORE UPDATE ON "{table}" ' + refuse.format("a row of " + table + " stands")
    for table in SIDE_ROWS:
        yield (
            f"{table}_only_blanked",
            f'BEFORE UPDATE ON "{table}" WHEN NEW.erased_seq IS NULL ' + refuse.format("only erasing changes " + table),
        )
    # INSERT OR REPLACE fires no DELETE trigger: the chain trigger is what refuses it
    not_next = (
        "NEW.seq <> coalesce((SELECT max(seq) FROM audit), 0) + 1"
        " OR NEW.prev <> coalesce((SELECT hash FROM audit ORDER BY seq DESC LIMIT 1), zeroblob(32))"
    )
    yield "audit_grows_at_its_end", f"BEFORE INSERT ON audit WHEN {not_next} " + refuse.format("audit grows at its end")
    yield (
        "answer_only_undone",
        'BEFORE UPDATE ON "answer" WHEN NEW.undone_seq IS NULL OR NEW.choice <> OLD.choice '
        "OR NEW.question <> OLD.question OR NEW.sheet_id <> OLD.sheet_id "
        + refuse.format("an answer stands; it may only be taken back"),
    )
