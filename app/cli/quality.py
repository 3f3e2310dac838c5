"""``quality``."""

from argparse import Namespace
from collections.abc import Iterator
from dataclasses import asdict

from app.cli.command import Answer, Commands, UsageError, count, day, workspace_of
from app.core.shapes.charts import Grid
from app.core.shapes.quality import NAMED, PARTS, Named, QualityScope, Section
from app.services.collecting import quality, quality_cases

_SHOWN = 20
_GAP = 2


def add_commands(commands: Commands) -> None:
    """Add this group to the line."""
    parser = commands.add_parser("quality", help="what the records lack and what looks wrong in them")
    parser.add_argument("--kind", required=True, help="stop_search, use_of_force, custody ...")
    parser.add_argument("--import", dest="import_id", default="", metavar="N", help="of one import only")
    parser.add_argument("--from", dest="first", default="", metavar="DAY", help="from this day, 2025-06-01")
    parser.add_argument("--to", dest="last", default="", metavar="DAY", help="to this day, included")
    parser.add_argument(
        "--name", default="", metavar="WHAT", help=f"name the cases of a finding, which is logged: {', '.join(NAMED)}"
    )
    parser.set_defaults(run=_quality)


def _quality(options: Namespace) -> Answer:
    scope = QualityScope(
        kind=options.kind,
        import_id=count(options.import_id, "--import") if options.import_id else None,
        first_day=day(options.first, "--from") if options.first else None,
        last_day=day(options.last, "--to") if options.last else None,
    )
    if options.name:
        return _named(options, scope)
    with workspace_of(options) as ws:
        sections = [quality.read_quality(ws, scope, part) for part in PARTS]
    told = [section for section in sections if section.facts is not None]
    data = {section.part: _data(section) for section in told}
    return Answer(data=data, lines=tuple(line for section in told for line in _lines(section)))


def _named(options: Namespace, scope: QualityScope) -> Answer:
    what: Named | None = next((each for each in NAMED if each == options.name), None)
    if what is None:
        raise UsageError(f"--name is one of: {', '.join(NAMED)}")
    with workspace_of(options) as ws:
        found = quality_cases.name_cases(ws, scope, what)
    lines = [f"{case.reference}: {case.told}" for case in found.cases]
    if found.total > len(found.cases):
        lines.append(f"... and {found.total - len(found.cases):,} more")
    return Answer(data=asdict(found), lines=tuple(lines) or ("No case.",))


def _data(section: Section) -> dict[str, object]:
    facts = asdict(section.facts) if section.facts is not None else {}
    return {"headline": section.headline, "wrong": list(section.grave), "notes": list(section.notes), **facts}


def _lines(section: Section) -> Iterator[str]:
    yield section.title.upper()
    yield section.headline
    yield from (f"  ! {sentence}" for sentence in section.grave)
    for chart in section.charts:
        yield f"  {chart.title}"
        width = max((len(bar.label) for bar in chart.bars), default=0)
        yield from (f"    {bar.label:<{width}}  {bar.told}" for bar in chart.bars)
    yield from (f"  {sentence}" for sentence in section.notes)
    for grid in section.grids:
        yield from _grid_lines(grid)
    yield ""


def _grid_lines(grid: Grid) -> Iterator[str]:
    yield f"  {grid.title}"
    titles = tuple(head.title for head in grid.heads)
    widths = [max(len(texts[number]) for texts in (titles, *grid.rows)) + _GAP for number in range(len(titles))]
    for texts in (titles, *grid.rows[:_SHOWN]):
        cells = zip(texts, widths, grid.heads, strict=True)
        line = "".join(f"{text:>{width}}" if head.number else f"{text:<{width}}" for text, width, head in cells)
        yield f"    {line.rstrip()}"
    if len(grid.rows) > _SHOWN:
        yield f"    ... and {len(grid.rows) - _SHOWN:,} more: --json lists them all"
