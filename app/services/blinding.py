"""What must not be told beside a case before it is graded: strata and filters that say its ethnicity or outcome."""

from collections.abc import Mapping
from dataclasses import replace

from app.core.schemes.spec import Scheme
from app.core.shapes.draws import CaseLine, FrameView, FunnelStep, StratumLine
from app.core.words import say
from app.models.frames import FrameRow
from app.services.frame_words import design_of, filter_words, funnel_words


def told_first(scheme: Scheme, facet: str) -> bool:
    """Whether a grader may know a facet's value from the start: the first stage shows it anyway (DESIGN 5)."""
    return scheme.field(facet).seen_by.get("line_manager") == scheme.stages[0].id


def _strata_told(scheme: Scheme, row: FrameRow) -> bool:
    return all(told_first(scheme, facet) for facet in design_of(row).facets)


def blind_stratum(scheme: Scheme, row: FrameRow, label: str, kept_back: str) -> str:
    """A stratum's label, unless the strata are by something that is shown only after grading."""
    return label if _strata_told(scheme, row) else kept_back


def blind_cases(scheme: Scheme, row: FrameRow, lines: tuple[CaseLine, ...], kept_back: str) -> tuple[CaseLine, ...]:
    """Drawn cases without strata that would give away what is graded blind."""
    return tuple(replace(line, stratum=blind_stratum(scheme, row, line.stratum, kept_back)) for line in lines)


def blind_strata(scheme: Scheme, row: FrameRow, view: FrameView, kept_back: str) -> tuple[StratumLine, ...]:
    """The strata by label; their names too, where a grader may know them."""
    if _strata_told(scheme, row):
        return view.strata
    return tuple(replace(line, name=kept_back) for line in view.strata)


def blind_filters(scheme: Scheme, row: FrameRow, kept_back: str) -> tuple[tuple[str, str], ...]:
    """The filters in plain words; a value that is shown only after grading is kept back."""
    return tuple(
        filter_words(scheme, facet, value) if told_first(scheme, facet) else (say(scheme.field(facet).label), kept_back)
        for facet, value in row.filters
    )


def blind_funnel(scheme: Scheme, row: FrameRow, kept_back: str, reasons: Mapping[str, str]) -> tuple[FunnelStep, ...]:
    """The steps to the list; a filter's value that is shown only after grading is kept back."""
    steps = [(str(step), int(count)) for step, count in row.funnel]
    told = funnel_words(scheme, steps, [(facet, value) for facet, value in row.filters], reasons)
    hidden = {f"filter:{facet}": facet for facet, _ in row.filters if not told_first(scheme, facet)}
    return tuple(
        replace(line, step=f"{say(scheme.field(hidden[step]).label)}: {kept_back}") if step in hidden else line
        for (step, _), line in zip(steps, told, strict=True)
    )
