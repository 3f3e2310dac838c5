"""Lists and draws in words."""

from app.core.shapes.draws import CaseLine, DrawView, FrameView
from app.core.words import count_of
from app.ui.kit.moments import period

SEED_WORDS = {
    "dice": "The numbers came from dice rolled after the list was sealed.",
    "app": "The app made the numbers after the list was sealed. This shows that the list did not change afterwards, "
    "not that no other draw was tried on a copy.",
}


def list_name(frame: FrameView) -> str:
    """A list's name in a list of lists."""
    state = "drawn" if frame.draws else "sealed, not drawn"
    return f"List {frame.frame_id}: {frame.kind_label}, {period(frame.first_day, frame.last_day)} ({state})"


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
    if frame.strata_facets:
        chosen.append(("Drawn from each", ", ".join(frame.strata_facets)))
    return tuple(chosen)


def drawn_words(draw: DrawView) -> str:
    """What a draw gave."""
    cases, reserves = count_of(len(draw.cases), "case"), count_of(len(draw.reserves), "reserve")
    return f"{cases} drawn, with {reserves} in case one must be replaced."


def case_name(case: CaseLine) -> str:
    """A case as the force knows it; a key made of a row's own content is long and says little."""
    parts = [part for part in case.case_key.split("\x1f") if part]
    name = parts[0] if parts else case.case_key
    return name if len(name) <= 24 else f"Row {name[:12]}"
