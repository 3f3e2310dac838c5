"""What must not be told beside a case before it is graded: strata and filters that say its ethnicity or outcome."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from app.core.schemes.spec import Role, Scheme
from app.core.shapes.draws import CaseLine, FrameView, FunnelStep, StratumLine
from app.core.words import say
from app.models.frames import FrameRow
from app.services.drawing.frame_words import design_of, filter_words, funnel_words

_GRADERS: tuple[Role, ...] = ("line_manager", "volunteer")


@dataclass(frozen=True, kw_only=True, slots=True)
class Blind:
    """Who is told, and the words that stand where something is kept back from them.

    ``shown`` are stages whose facts they have beside the first one's.
    """

    role: Role = "line_manager"
    kept_back: str
    shown: tuple[str, ...] = ()


def told_first(scheme: Scheme, facet: str, role: Role = "line_manager") -> bool:
    """Whether a grader may know a facet's value from the start: the first stage shows it anyway (DESIGN 5)."""
    return scheme.field(facet).seen_by.get(role) == scheme.stages[0].id


def _told(scheme: Scheme, facet: str, blind: Blind) -> bool:
    return told_first(scheme, facet, blind.role) or scheme.field(facet).seen_by.get(blind.role) in blind.shown


def strata_told(scheme: Scheme, row: FrameRow, blind: Blind) -> bool:
    """Whether a grader may know which cases are of one stratum: they know already what makes it, or nothing does."""
    return all(_told(scheme, facet, blind) for facet in design_of(row).facets)


def told_to_all(scheme: Scheme, row: FrameRow) -> bool:
    """Whether volunteers and line managers alike see from the first stage on what makes the strata."""
    return all(told_first(scheme, facet, role) for facet in design_of(row).facets for role in _GRADERS)


def filters_kept(scheme: Scheme, row: FrameRow) -> tuple[str, ...]:
    """The labels of what narrowed a list and is shown to volunteers or line managers only later, or never."""
    kept = [facet for facet, _ in row.filters if not all(told_first(scheme, facet, role) for role in _GRADERS)]
    return tuple(say(scheme.field(facet).label) for facet in dict.fromkeys(kept))


def blind_cases(scheme: Scheme, row: FrameRow, lines: tuple[CaseLine, ...], blind: Blind) -> tuple[CaseLine, ...]:
    """Drawn cases without what would give away what is graded blind; volunteers see no reference either.

    Draw numbers rise within a stratum, and are higher where it is small. So they are kept back with it, and the cases
    come in the order of their codes, which are as good as random.
    """
    if not strata_told(scheme, row, blind):
        hidden = (replace(line, stratum=blind.kept_back, ticket="") for line in lines)
        lines = tuple(sorted(hidden, key=lambda line: line.token))
    return tuple(replace(line, case_key="") for line in lines) if blind.role == "volunteer" else lines


def blind_strata(scheme: Scheme, row: FrameRow, view: FrameView, blind: Blind) -> tuple[StratumLine, ...]:
    """The strata, where a grader may know them; none of them otherwise: beside a case, even a size says which it is."""
    return view.strata if strata_told(scheme, row, blind) else ()


def size_told(scheme: Scheme, row: FrameRow, blind: Blind) -> bool:
    """Whether a grader may know how many cases a list has: few of very many as good as tell a filter's value."""
    return all(_told(scheme, facet, blind) for facet, _ in row.filters)


def blind_filters(scheme: Scheme, row: FrameRow, blind: Blind) -> tuple[tuple[str, str], ...]:
    """The filters in plain words; a value that is shown only after grading is kept back."""
    return tuple(
        filter_words(scheme, facet, value)
        if _told(scheme, facet, blind)
        else (say(scheme.field(facet).label), blind.kept_back)
        for facet, value in row.filters
    )


def blind_funnel(scheme: Scheme, row: FrameRow, blind: Blind, reasons: Mapping[str, str]) -> tuple[FunnelStep, ...]:
    """The steps to the list; a filter's value that is shown only after grading is kept back, and with it all counts."""
    steps = [(str(step), int(count)) for step, count in row.funnel]
    told = funnel_words(scheme, steps, [(facet, value) for facet, value in row.filters], reasons)
    hidden = {f"filter:{facet}": facet for facet, _ in row.filters if not _told(scheme, facet, blind)}
    if not hidden:
        return told
    words = {step: f"{say(scheme.field(facet).label)}: {blind.kept_back}" for step, facet in hidden.items()}
    return tuple(
        replace(line, step=words.get(step, line.step), count=0) for (step, _), line in zip(steps, told, strict=True)
    )
