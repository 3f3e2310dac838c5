"""Lists and draws in words."""

from app.core.sampling.keys import SEPARATOR
from app.core.shapes.draws import CaseLine, DrawView, FrameView
from app.core.shapes.gate import LodgingView
from app.core.words import count_of
from app.ui.kit.moments import moment, period

SEED_WORDS = {
    "dice": "The numbers came from dice rolled after the list was sealed.",
    "app": "Drawn alone: the app made the numbers after the list was sealed. This shows that the list did not change "
    "afterwards, not that no other draw was tried on a copy.",
    "named": "The numbers are a public number that was named before it was known.",
}
_ALLOCATIONS = {
    "proportional": "In proportion",
    "equal": "In equal parts",
    "fixed": "By numbers fixed for each group",
    "all": "All of them",
}
_ROLES = {"rolled_by": "Rolled by", "read_by": "Read out by", "witnessed_by": "Witnessed by"}


def list_name(frame: FrameView) -> str:
    """A list's name in a list of lists."""
    days = period(frame.first_day, frame.last_day)
    state = "sealed, not drawn" if not frame.draws else f"sealed, plan {len(frame.plans)} not drawn"
    return f"List {frame.frame_id}: {frame.kind_label}, {days} ({state})"


def draw_name(frame: FrameView, draw: DrawView) -> str:
    """A draw's name in the same list."""
    further = f", draw {draw.number}" if len(frame.plans) > 1 else ""
    return f"List {frame.frame_id}: {frame.kind_label}, {period(frame.first_day, frame.last_day)} (drawn{further})"


def list_facts(frame: FrameView) -> tuple[tuple[str, str], ...]:
    """What was fixed with the seal."""
    chosen = [
        ("Kind", frame.kind_label),
        ("Period", period(frame.first_day, frame.last_day)),
        ("Cases on the list", f"{frame.cases:,}"),
        ("To be drawn", f"{count_of(frame.size, 'case')}, {count_of(frame.reserves, 'reserve')}"),
        ("Form", frame.form_label),
    ]
    chosen += [(name, value or "Not recorded") for name, value in frame.filters]
    if frame.per is not None:
        chosen.append(("So many of each", f"{frame.per[1]} of each: {frame.per[0]}"))
    elif frame.strata_facets:
        chosen.append(("In groups by", ", ".join(frame.strata_facets)))
        chosen.append(("Shared", _ALLOCATIONS.get(frame.allocation, frame.allocation)))
    chosen += [("Always taken", rule) for rule in frame.take_all]
    chosen += [(f"Left out: {line.label}", f"{line.count:,}") for line in frame.exclusions]
    return tuple(chosen)


def drawn_words(draw: DrawView) -> str:
    """What a draw gave."""
    if draw.whole:
        return f"All {count_of(len(draw.cases), 'case')} are reviewed: nobody chose."
    cases, reserves = count_of(len(draw.cases), "case"), count_of(len(draw.reserves), "reserve")
    return f"{cases} drawn, with {reserves} in case one must be replaced."


def case_name(case: CaseLine) -> str:
    """A case as the force knows it; a key made of a row's own content is long and says little."""
    parts = [part for part in case.case_key.split(SEPARATOR) if part]
    name = parts[0] if parts else case.case_key
    return name if len(name) <= 24 else f"Row {name[:12]}"


def became_words(draw: DrawView, case: CaseLine) -> str:
    """What became of a drawn case since: blank while it stands."""
    for replaced in draw.replaced:
        if replaced.token == case.token:
            by = f"replaced by {replaced.by[:8]}" if replaced.by else "replaced, no reserve was left"
            return f"{by}: {replaced.reason_label}"
    for withheld in draw.withheld:
        if withheld.token == case.token:
            return f"kept back: {withheld.reason_label}"
    return ""


def people_line(draw: DrawView) -> str:
    """Who rolled, read out and witnessed."""
    if draw.seed_source == "dice" and not draw.people:
        return "Nobody is named as roller, reader or witness."
    return ". ".join(f"{_ROLES.get(role, role)} {name}" for role, name in draw.people)


def lodged_lines(draw: DrawView) -> tuple[str, ...]:
    """Who had seal and plan before the draw; or that nobody had."""
    if not draw.lodged:
        return ("Seal and plan were not lodged with anyone before the draw.",)
    return tuple(f"Lodged before the draw with {lodged_words(line)}." for line in draw.lodged)


def lodged_words(line: LodgingView) -> str:
    """Who has seal and plan, how and since when."""
    return f"{line.to or 'somebody whose name was erased'}, {line.how_label}, {moment(line.at)}"


def other_lines(draw: DrawView) -> tuple[str, ...]:
    """Every other draw from the list, and every other list over the same kind and days: the papers name them all."""
    draws = tuple(
        f"Draw {line.number} of this list, {moment(line.drawn_at)}."
        if line.draw_id
        else f"Plan {line.number} of this list, not drawn yet."
        for line in draw.other_draws
    )
    seals = tuple(
        f"List {line.frame_id}, {period(line.first_day, line.last_day)}, sealed on {moment(line.sealed_at)}, "
        f"{count_of(line.draws, 'draw')}."
        for line in draw.other_seals
    )
    return (*draws, *seals)
