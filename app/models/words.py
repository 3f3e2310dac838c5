"""The index of the words in narratives, behind an interface that another database can stand in for.

SQLite's FTS5 keeps it here, without the texts themselves. Triggers (``triggers``) take the words of a text out when it
is erased or goes, and out of the index's pages too: only its own ``secure-delete`` does that.
"""

from collections.abc import Generator, Iterable
from contextlib import contextmanager
from typing import Any

from sqlalchemy import CompoundSelect, Integer, Select, String, column, false, select, table, union_all
from sqlalchemy.orm import Session

from app.models.records import CaseMemberRow

INDEX = "narrative_words (rowid, text)"
"""What the rows of :func:`words_of` go into."""


def words_of(narratives: Iterable[tuple[int, str, str]]) -> list[tuple[int, str]]:
    """The rows to index new narratives by, of (version id, field, text) rows: a version may have several."""
    together: dict[int, str] = {}
    for version, _, told in narratives:
        together[version] = f"{together[version]}\n{told}" if version in together else told
    return list(together.items())


@contextmanager
def removing_many(session: Session) -> Generator[None]:
    """While many texts go: their words are only crossed out at first, then the index is written anew without them.

    Taking each word out of its page costs a quarter of a millisecond a text; this, a look through the whole index.
    """
    _tell_index(session, "INSERT INTO narrative_words (narrative_words, rank) VALUES ('secure-delete', 0)")
    yield
    _tell_index(session, "INSERT INTO narrative_words (narrative_words) VALUES ('optimize')")
    _tell_index(session, "INSERT INTO narrative_words (narrative_words, rank) VALUES ('secure-delete', 1)")


def find_words(session: Session, phrase: str) -> list[int]:
    """The record versions in whose narratives all these words stand, whole or as beginnings ("canna"), in any order."""
    found: Any = session.execute(_matches(phrase)).scalars()
    return list(found)


def versions_with(phrase: str) -> CompoundSelect[tuple[int]]:
    """The same, and the versions made of such rows where a case has many: to narrow a list of records with."""
    members = select(CaseMemberRow.version_id).where(CaseMemberRow.member_id.in_(_matches(phrase)))
    return union_all(_matches(phrase), members)


def _tell_index(session: Session, sql: str) -> None:
    session.connection().exec_driver_sql(sql)


def _matches(phrase: str) -> Select[tuple[int]]:
    """What has all the words of a phrase; nothing where it holds no word at all."""
    words = ["".join(letter for letter in word if letter not in '"\0') for word in phrase.split()]
    query = " ".join(f'"{word}"*' for word in words if any(map(str.isalnum, word)))
    index = table("narrative_words", column("rowid", Integer), column("text", String))
    found = select(index.c.rowid)
    return found.where(index.c.text.match(query)) if query else found.where(false())
