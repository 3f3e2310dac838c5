"""The index of the words in narratives, behind an interface that another database can stand in for.

SQLite's FTS5 keeps it here, without the texts themselves: erasing a text takes its words out too.
"""

from collections.abc import Iterable, Sequence

from sqlalchemy import text
from sqlalchemy.orm import Session


def add_words(session: Session, narratives: Iterable[tuple[int, str, str]]) -> None:
    """Index the narratives of new record versions: (version id, field, text) rows; a version may have several."""
    together: dict[int, str] = {}
    for version, _, told in narratives:
        together[version] = f"{together[version]}\n{told}" if version in together else told
    sql = "INSERT INTO narrative_words (rowid, text) VALUES (?, ?)"
    session.connection().exec_driver_sql(sql, list(together.items()))


def remove_words(session: Session, versions: Sequence[int]) -> None:
    """Take record versions out of the index, as erasing their texts or undoing their import must."""
    rows = [(version,) for version in versions]
    if rows:
        session.connection().exec_driver_sql("DELETE FROM narrative_words WHERE rowid = ?", rows)


def find_words(session: Session, phrase: str) -> list[int]:
    """The record versions in whose narratives all these words stand, whole or as beginnings ("canna"), in any order."""
    words = [word.replace('"', "") for word in phrase.split()]
    query = " ".join(f'"{word}"*' for word in words if word)
    if not query:
        return []
    found = session.execute(text("SELECT rowid FROM narrative_words WHERE text MATCH :query"), {"query": query})
    return list(found.scalars())
