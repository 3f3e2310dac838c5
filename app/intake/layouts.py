"""Which layout of extract a header belongs to."""

from collections.abc import Sequence
from collections.abc import Set as AbstractSet

from app.core.errors import AppError
from app.core.schemes.spec import Mapping as Layout
from app.intake.extract import heading


def choose_layout(header: Sequence[str], layouts: Sequence[Layout], kind: str) -> Layout:
    """The layout whose required columns the header holds all of, in any case; the one that asks for most wins.

    Raises:
        AppError: none fits; the sentence names what the nearest one misses.
    """
    offered = [layout for layout in layouts if kind in layout.kinds]
    if not offered:
        raise AppError(f"No layout of extract is known for {kind}.", "Choose another kind.")
    names = {heading(name) for name in header}
    fitting = [layout for layout in offered if names.issuperset(map(heading, layout.required))]
    if fitting:
        return max(fitting, key=lambda layout: len(layout.required))
    raise _no_layout(names, offered, kind)


def _no_layout(names: AbstractSet[str], offered: Sequence[Layout], kind: str) -> AppError:
    """Which layout is nearest, by how many of its columns are there, and what the file lacks of it."""
    known = [len(names & {heading(name) for name in (*layout.required, *layout.columns)}) for layout in offered]
    fix = (
        "If it is the right file, check its columns on the mapping page; or, at the line, "
        f"`mapping save NAME --file FILE --kind {kind}`, then `import FILE --mapping NAME`."
    )
    if not any(known):
        labels = " or ".join(f"“{layout.label['en']}”" for layout in offered)
        return AppError(f"The columns are none that we know. They should be those of {labels}.", fix)
    nearest = offered[known.index(max(known))]
    missing = [name for name in nearest.required if heading(name) not in names]
    return AppError(
        f"The columns are none that we know. The nearest layout, {nearest.label['en']}, also needs: "
        + ", ".join(f"“{name}”" for name in missing[:5])
        + (" and others." if len(missing) > 5 else "."),
        fix,
    )
