"""Looking into a workspace as its owner could: every table, every cell; and at its files as a finder would."""

from pathlib import Path

from sqlalchemy import text

from app.services.workspace import Workspace


def tables(ws: Workspace) -> dict[str, list[tuple[object, ...]]]:
    """Every row of every table of the decrypted store."""
    with ws.read() as session:
        names = session.scalars(text("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name")).all()
        return {name: [tuple(row) for row in session.execute(text(f'SELECT * FROM "{name}"'))] for name in names}


def counts(ws: Workspace) -> dict[str, int]:
    """How many rows each table holds."""
    return {name: len(rows) for name, rows in tables(ws).items()}


def holding(ws: Workspace, words: str) -> set[str]:
    """The tables of the decrypted store in which these words stand, whatever the column."""
    wanted = words.casefold()
    return {name for name, rows in tables(ws).items() for row in rows if any(wanted in _text(cell) for cell in row)}


def whole(ws: Workspace) -> None:
    """Assert that the file is sound: SQLite's own check, the cipher's, and every reference."""
    with ws.read() as session:
        assert session.scalars(text("PRAGMA integrity_check")).all() == ["ok"]
        assert session.execute(text("PRAGMA cipher_integrity_check")).all() == []
        assert session.execute(text("PRAGMA foreign_key_check")).all() == []


def files_holding(folder: Path, words: str) -> list[str]:
    """The files under a folder whose bytes or name hold these words, in any encoding a program would use."""
    forms = [form.encode(encoding) for form in (words, words.upper()) for encoding in ("utf-8", "utf-16-le")]
    found: list[str] = []
    for file in sorted(path for path in folder.rglob("*") if path.is_file()):
        data = file.read_bytes()
        if words.casefold() in file.name.casefold() or any(form in data for form in forms):
            found.append(str(file.relative_to(folder)))
    return found


def _text(cell: object) -> str:
    if isinstance(cell, bytes):
        return cell.decode("utf-8", "replace").casefold()
    return str(cell).casefold()
