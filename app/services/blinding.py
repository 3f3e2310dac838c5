"""What must not be told beside a case before it is graded: strata and filters that say its ethnicity or outcome."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from app.core.schemes.spec import Role, Scheme
from app.core.shapes.draws import CaseLine, FrameView, FunnelStep, StratumLine
from app.core.words import say
from app.models.frames import FrameRow
from app.services.frame_words import design_of, filter_words, funnel_words


@dataclass(frozen=True, kw_only=True, slots=True)
class Blind:
    """Who is told, and the words that stand where something is kept back from them."""

    role: Role = "line_manager"
    kept_back: str


def told_first(scheme: Scheme, facet: str, role: Role = "line_manager") -> bool:
    """Whether a grader may know a facet's value from the start: the first stage shows it anyway (DESIGN 5)."""
    return scheme.field(facet).seen_by.get(role) == scheme.stages[0].id


def _strata_told(scheme: Scheme, row: FrameRow, role: Role) -> bool:
    return all(told_first(scheme, facet, role) for facet in design_of(row).facets)


def blind_stratum(scheme: Scheme, row: FrameRow, label: str, blind: Blind) -> str:
    """A stratum's label, unless the strata are by something that is shown only after grading."""
    return label if _strata_told(scheme, row, blind.role) else blind.kept_back


def blind_cases(scheme: Scheme, row: FrameRow, lines: tuple[CaseLine, ...], blind: Blind) -> tuple[CaseLine, ...]:
    """Drawn cases without strata that would give away what is graded blind; volunteers see no reference either."""
    told = (replace(line, stratum=blind_stratum(scheme, row, line.stratum, blind)) for line in lines)
    return tuple(replace(line, case_key="") if blind.role == "volunteer" else line for line in told)


def blind_strata(scheme: Scheme, row: FrameRow, view: FrameView, blind: Blind) -> tuple[StratumLine, ...]:
    """The strata by label; their names too, where a grader may know them."""
    if _strata_told(scheme, row, blind.role):
        return view.strata
    return tuple(replace(line, name=blind.kept_back) for line in view.strata)


def blind_filters(scheme: Scheme, row: FrameRow, blind: Blind) -> tuple[tuple[str, str], ...]:
    """The filters in plain words; a value that is shown only after grading is kept back."""
    return tuple(
        filter_words(scheme, facet, value)
        if told_first(scheme, facet, blind.role)
        else (say(scheme.field(facet).label), blind.kept_back)
        for facet, value in row.filters
    )


def blind_funnel(scheme: Scheme, row: FrameRow, blind: Blind, reasons: Mapping[str, str]) -> tuple[FunnelStep, ...]:
    """The steps to the list; a filter's value that is shown only after grading is kept back."""
    steps = [(str(step), int(count)) for step, count in row.funnel]
    told = funnel_words(scheme, steps, [(facet, value) for facet, value in row.filters], reasons)
    hidden = {f"filter:{facet}": facet for facet, _ in row.filters if not told_first(scheme, facet, blind.role)}
    return tuple(
        replace(line, step=f"{say(scheme.field(hidden[step]).label)}: {blind.kept_back}") if step in hidden else line
        for (step, _), line in zip(steps, told, strict=True)
    )
