"""Findings on cases and extracts, told: forms that are missing, video near its end, what came of each file."""

from collections.abc import Sequence

from app.core.quality.shares import share_words
from app.core.schemes.spec import Scheme
from app.core.shapes.charts import Bar, BarChart, Grid, Head
from app.core.shapes.quality import Forms, ImportQuality, Intake, Named, Section, Videos
from app.core.words import count_of

_TITLES = {"forms": "Forms and links", "video": "Body-worn video", "intake": "The extracts"}


def tell_forms(scheme: Scheme, found: Forms, base: int) -> Section:
    """Whether all rows of cases are there and agree."""
    notes, asks = list[str](), list[Named]()
    charts = list[BarChart]()
    if scheme.rows_expected:
        bars = (
            _bar("As many as there should be", found.told - found.short - found.over, found.cases, base),
            _bar("Too few", found.short, found.cases, base),
            _bar("Too many", found.over, found.cases, base),
            _bar("The record does not say", found.cases - found.told, found.cases, base),
        )
        charts.append(BarChart(title="Forms of each case", bars=bars))
        asks += _forms_asked(found)
    if found.conflicts:
        notes.append(f"The rows of {share_words(found.conflicting_cases, found.cases, base)} disagree on a field.")
        bars = tuple(_bar(label, count, found.cases, base) for label, count in found.conflicts)
        charts.append(BarChart(title="Fields on which the rows of a case disagree", bars=bars))
        asks.append("conflicts")
    for part in found.parts:
        notes.append(f"{part.label}: {count_of(part.rows, 'row')}; {count_of(part.cases_without, 'case')} without any.")
        if part.rows_alone:
            told = count_of(part.rows_alone, "row names", "rows name")
            notes.append(f"{part.label}: {told} a case of which there is no record. Bring in its extract.")
    for label, count in found.broken_links or ():
        notes.append(f"{label}: {count_of(count, 'reference leads', 'references lead')} to no record here.")
    if found.broken_links:
        asks.append("links")
    return Section(
        part="forms",
        title=_TITLES["forms"],
        headline=_forms_headline(scheme, found, base) if scheme.many_rows else _links_headline(found),
        facts=found,
        notes=tuple(notes),
        charts=tuple(charts) if found.cases else (),
        grids=_short_grid(found),
        asks=tuple(asks),
    )


def tell_videos(found: Videos, base: int) -> Section:
    """How long video is still kept."""
    bars = (
        _bar("Past its last day", found.expired, found.recorded, base),
        _bar("Within 7 days", found.week, found.recorded, base),
        _bar("In 8 to 14 days", found.fortnight, found.recorded, base),
        _bar("Later", found.later, found.recorded, base),
        *((_bar("No day can be worked out", found.unread, found.recorded, base),) if found.unread else ()),
    )
    notes = list[str]()
    if found.recorded:
        worked = share_words(found.worked_out, found.recorded, base)
        notes.append(
            f"The force keeps video for {found.kept_days} days (the setting video_days). That is counted from the day "
            f"it was made wherever a record gives no last day: {worked}."
        )
    near = found.week + found.fortnight
    if near:
        told = count_of(near, "video is", "videos are")
        notes.append(f"{told} gone within 14 days: draw now, or ask for what is drawn to be kept.")
    return Section(
        part="video",
        title=_TITLES["video"],
        headline=_video_headline(found),
        facts=found,
        notes=tuple(notes),
        charts=(BarChart(title="Days until video is gone", bars=bars),) if found.recorded else (),
        asks=("video",) if near else (),
    )


def tell_intake(found: Intake) -> Section:
    """What came of the extracts."""
    imports = found.imports
    identical = sum(each.identical for each in imports)
    notes = list[str]()
    if identical:
        told = count_of(identical, "row is", "rows are")
        notes.append(
            f"{told} equal to an earlier one of the same file. Equal rows count, for without a reference two may "
            "be two events; rows left out on purpose do not."
        )
    return Section(
        part="intake",
        title=_TITLES["intake"],
        headline=_intake_headline(imports),
        facts=found,
        notes=tuple(notes),
        grids=tuple(grid for grid in _intake_grids(imports) if grid.rows),
    )


def _links_headline(found: Forms) -> str:
    broken = sum(count for _, count in found.broken_links or ())
    if not broken:
        return "Every reference that these records give to another record leads to one."
    return f"{count_of(broken, 'reference leads', 'references lead')} to no record here. Bring in the other extract."


def _forms_headline(scheme: Scheme, found: Forms, base: int) -> str:
    if not found.cases:
        return "There is no case in what you chose."
    if not scheme.rows_expected:
        disagree = share_words(found.conflicting_cases, found.cases, base) if found.conflicts else "none"
        return f"{count_of(found.cases, 'case')}; rows disagree in {disagree}."
    if not found.told:
        return "No case says how many forms it should have."
    if not found.short:
        return f"Of {count_of(found.told, 'case')} that say how many forms there should be, none has too few."
    return (
        f"Of {count_of(found.told, 'case')} that say how many forms there should be, {found.short:,} have too few: "
        f"{count_of(found.missing, 'form is', 'forms are')} missing."
    )


def _short_grid(found: Forms) -> tuple[Grid, ...]:
    rows = tuple(
        (count_of(each.expected, "form"), f"{each.have:,}", f"{each.cases:,}")
        for each in found.counts
        if each.expected is not None and each.have != each.expected
    )
    heads = (
        Head(title="There should be"),
        Head(title="There are", number=True),
        Head(title="Cases", number=True),
    )
    return (Grid(title="Where the number of forms is not what it should be", heads=heads, rows=rows),) if rows else ()


def _video_headline(found: Videos) -> str:
    if not found.recorded:
        return "No record here says that there is video."
    return (
        f"Of {count_of(found.recorded, 'record')} with video, {found.expired:,} are past its last day, {found.week:,} "
        f"reach it within 7 days and {found.fortnight:,} more within 14."
    )


def _intake_headline(imports: Sequence[ImportQuality]) -> str:
    if not imports:
        return "No extract of this kind has been brought in."
    read = sum(each.rows_read for each in imports)
    rejected = sum(each.rejected for each in imports)
    unknown = sum(count for each in imports for _, _, count in each.unknown)
    extracts = count_of(len(imports), "extract")
    rows = f"{count_of(read, 'row')}: {rejected:,} not stored"
    told = f"{extracts}, {rows}; {count_of(unknown, 'cell says', 'cells say')} something that is in none of our lists"
    unread = sum(one.count for each in imports for one in each.unread)
    return f"{told}, and {count_of(unread, 'cell')} could not be read." if unread else f"{told}."


def _intake_grids(imports: Sequence[ImportQuality]) -> tuple[Grid, ...]:
    count = Head(title="How many", number=True)
    extract = Head(title="Extract")
    return (
        Grid(
            title="Extracts, the newest first",
            heads=(
                extract,
                *(Head(title=each, number=True) for each in ("Rows", "Stored", "Not stored", "Equal", "Left out")),
            ),
            rows=tuple(
                (
                    each.file_name,
                    *(f"{number:,}" for number in (each.rows_read, each.stored, each.rejected)),
                    *(f"{number:,}" for number in (each.identical, each.left_out)),
                )
                for each in imports
            ),
        ),
        Grid(
            title="Why rows were not stored",
            heads=(extract, Head(title="Column"), Head(title="Reason"), count),
            rows=tuple(
                (each.file_name, column or "The row", reason, f"{number:,}")
                for each in imports
                for column, reason, number in each.reasons
            ),
        ),
        Grid(
            title="Values that are in none of our lists, kept as they stood",
            heads=(extract, Head(title="Column"), Head(title="Value"), count),
            rows=tuple((each.file_name, name, value, f"{n:,}") for each in imports for name, value, n in each.unknown),
        ),
        Grid(
            title="Values that could not be read",
            heads=(extract, Head(title="Column"), Head(title="Value"), Head(title="What became of it"), count),
            rows=tuple(
                (each.file_name, one.field, one.value or "(not shown)", one.became, f"{one.count:,}")
                for each in imports
                for one in each.unread
            ),
        ),
        Grid(
            title="Columns that were not stored",
            heads=(extract, Head(title="Column"), Head(title="Filled cells", number=True)),
            rows=tuple((each.file_name, name, f"{number:,}") for each in imports for name, number in each.unmapped),
        ),
    )


def _bar(label: str, count: int, of: int, base: int) -> Bar:
    return Bar(label=label, count=count, of=of, told=share_words(count, of, base))


def _forms_asked(found: Forms) -> list[Named]:
    short: list[Named] = ["forms_missing"] if found.short else []
    over: list[Named] = ["forms_over"] if found.over else []
    return [*short, *over]
