"""The small numbers that stand for the values of facet columns, as the store knows them."""

from sqlalchemy import func, select

from app.models.filling import Filler
from app.models.laying import Numbers
from app.models.records import CodeRow


class Coder:
    """The numbers that the store has for values of facet columns; :meth:`keep` writes those given since."""

    def __init__(self, filler: Filler) -> None:
        """Read the numbers given so far."""
        self._filler = filler
        rows = filler.session.execute(select(CodeRow.field, CodeRow.value, CodeRow.id))
        known = {(field, value): code for field, value, code in rows}
        last = filler.session.execute(select(func.coalesce(func.max(CodeRow.id), 0))).scalar_one()
        self.numbers = Numbers(known, last + 1)

    def keep(self) -> None:
        """Write the numbers given since the last time."""
        new = self.numbers.take_new()
        self._filler.insert("code (id, field, value)", "(?, ?, ?)", new, len(new))
