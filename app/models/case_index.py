"""The index that cases are found by, left off while rows go into an empty store.

Its numbers come in no order, so each of a million new ones lies on another page: made at once, when the first question
is asked or all rows are in, it takes a quarter of the time.
"""

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.models.filling import Filler
from app.models.records import FOUND_BY, CaseRow


class CaseIndex:
    """Whether cases can be found, for one import."""

    def __init__(self, filler: Filler) -> None:
        """Where no case is there, the index goes, until somebody asks."""
        self._filler = filler
        self.all_new = filler.session.execute(select(CaseRow.id).limit(1)).first() is None
        """Whether no case was there before this import."""
        self._left_off = self.all_new
        if self.all_new:
            FOUND_BY.drop(filler.session.connection(), checkfirst=True)

    @property
    def session(self) -> Session:
        """The session, to find cases in: every statement so far has run, and the index is there."""
        session = self._filler.session
        if self._left_off:
            FOUND_BY.create(session.connection())
            self._left_off = False
        return session
