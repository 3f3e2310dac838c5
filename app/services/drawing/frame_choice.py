"""What a list is asked to be, in facets and values as we keep them."""

from dataclasses import dataclass, replace

from app.core.days import bounds
from app.core.errors import AppError
from app.core.sampling.design import Design
from app.core.sampling.frame import NOT_RECORDED
from app.core.sampling.keys import SEPARATOR
from app.core.sampling.plan import NAMED, SEED_SOURCES
from app.core.sampling.strata import JOINED
from app.core.schemes.spec import Scheme
from app.core.shapes.draws import FrameChoice
from app.models.record_query import CaseQuery
from app.services.drawing.facets import facet_of, known_value
from app.services.schemes import load_library
from app.services.workspace import Workspace


@dataclass(frozen=True, kw_only=True)
class Asked:
    """A choice, understood: its scheme, its design, and facets and values as we keep them."""

    choice: FrameChoice
    scheme: Scheme
    design: Design
    where: dict[str, tuple[str, ...]]

    @classmethod
    def of(cls, ws: Workspace, choice: FrameChoice, *, counting: bool = False) -> "Asked":
        """Understand a choice.

        Args:
            ws: the workspace.
            choice: what a person asked for.
            counting: the list is counted only: a size may still be missing.

        Raises:
            AppError: it names what there is not (a kind, form, facet or value), its period is crooked, its design
                contradicts itself, or its seed comes from nowhere that is known.
        """
        scheme = load_library(ws.force).scheme(choice.kind)
        if choice.last_day < choice.first_day:
            raise AppError("The period ends before it begins.", "Give the earlier day first.")
        check_form(scheme, choice.form)
        check_seed(choice.seed_source, choice.seed_name)
        where: dict[str, tuple[str, ...]] = {}
        for name, text in choice.where:
            field = facet_of(scheme, name)
            where[name] = (*where.get(name, ()), known_value(ws, scheme, field, text))
        return cls(choice=choice, scheme=scheme, design=_design(ws, scheme, choice, counting), where=where)

    @property
    def query(self) -> CaseQuery:
        """The cases asked for, without those that are left out."""
        return replace(self.narrowed(len(self.where)), without_excluded=True)

    def narrowed(self, facets: int) -> CaseQuery:
        """The query with the first so many filters only, and nothing left out: one step of the funnel."""
        begin, end = bounds(self.choice.first_day, self.choice.last_day)
        where = dict(list(self.where.items())[:facets])
        return CaseQuery(kind=self.choice.kind, begin=begin, end=end, where=where)


def check_form(scheme: Scheme, form_id: str) -> None:
    """Refuse a form that the scheme does not have."""
    if form_id not in {form.id for form in scheme.forms}:
        names = ", ".join(form.id for form in scheme.forms)
        raise AppError(f"There is no form “{form_id}” for {scheme.kind}.", f"Choose one of: {names}.")


def check_seed(source: str, name: str) -> None:
    """Refuse a source of seeds that there is not, and a public number that is not named in advance."""
    if source and source not in SEED_SOURCES:
        raise AppError(f"A seed cannot come from “{source}”.", f"Choose one of: {', '.join(sorted(SEED_SOURCES))}.")
    if (source == NAMED) != bool(name.strip()):
        raise AppError(
            "A public number is named in advance, exactly, or it is not the seed.",
            "Give both: that the seed is a named number, and which one of which day.",
        )


def _design(ws: Workspace, scheme: Scheme, choice: FrameChoice, counting: bool) -> Design:
    for facet in (*choice.strata, *([choice.per[0]] if choice.per else [])):
        facet_of(scheme, facet)
    follows = choice.per is not None or choice.allocation == "all" or choice.take_all or choice.fixed
    return Design(
        size=1 if counting and not choice.size and not follows else choice.size,
        reserves=choice.reserves,
        strata_by=choice.strata,
        per=choice.per,
        take_all=tuple(
            tuple((facet, known_value(ws, scheme, facet_of(scheme, facet), text)) for facet, text in rule)
            for rule in choice.take_all
        ),
        allocation=choice.allocation,
        fixed=tuple((_stratum(ws, scheme, choice.strata, text), number) for text, number in choice.fixed),
        join_small=choice.join_small,
    )


def _stratum(ws: Workspace, scheme: Scheme, facets: tuple[str, ...], text: str) -> str:
    """The name of the stratum that a person means: the values of its facets, with commas between them."""
    if text.strip().casefold() == JOINED:
        return JOINED
    said = text.split(",") if len(facets) > 1 else [text]
    if len(said) != len(facets):
        named = ", ".join(facets) or "no facet"
        raise AppError(f"“{text}” is no stratum of this list.", f"Give a value of each of these: {named}.")
    values = [known_value(ws, scheme, facet_of(scheme, name), one) for name, one in zip(facets, said, strict=True)]
    return SEPARATOR.join(value or NOT_RECORDED for value in values)
