"""What a list is asked to be, in facets and values as we keep them."""

from dataclasses import dataclass, replace

from app.core.days import bounds
from app.core.errors import AppError
from app.core.schemes.spec import Scheme
from app.core.shapes.draws import FrameChoice
from app.models.record_query import CaseQuery
from app.services.facets import facet_of, known_value
from app.services.schemes import load_library
from app.services.workspace import Workspace


@dataclass(frozen=True, kw_only=True)
class Asked:
    """A choice, understood: its scheme, and facets and values as we keep them."""

    choice: FrameChoice
    scheme: Scheme
    where: dict[str, tuple[str, ...]]

    @classmethod
    def of(cls, ws: Workspace, choice: FrameChoice) -> "Asked":
        """Understand a choice. AppError names what there is not: a kind, form, facet or value; or a crooked period."""
        scheme = load_library(ws.force).scheme(choice.kind)
        if choice.last_day < choice.first_day:
            raise AppError("The period ends before it begins.", "Give the earlier day first.")
        if choice.form not in {form.id for form in scheme.forms}:
            names = ", ".join(form.id for form in scheme.forms)
            raise AppError(f"There is no form “{choice.form}” for {scheme.kind}.", f"Choose one of: {names}.")
        if choice.strata:
            facet_of(scheme, choice.strata)
        where: dict[str, tuple[str, ...]] = {}
        for name, text in choice.where:
            field = facet_of(scheme, name)
            where[name] = (*where.get(name, ()), known_value(ws, scheme, field, text))
        return cls(choice=choice, scheme=scheme, where=where)

    @property
    def query(self) -> CaseQuery:
        """The cases asked for."""
        begin, end = bounds(self.choice.first_day, self.choice.last_day)
        return CaseQuery(kind=self.choice.kind, begin=begin, end=end, where=self.where)

    def narrowed(self, facets: int) -> CaseQuery:
        """The query with the first so many filters only: one step of the funnel."""
        where = dict(list(self.where.items())[:facets])
        return replace(self.query, where=where)
