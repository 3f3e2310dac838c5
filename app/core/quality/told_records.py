"""Findings on single records, told: what is blank, how ethnicity is recorded, which times look wrong."""

from collections.abc import Sequence

from app.core.quality.shares import share_words
from app.core.schemes.spec import Scheme
from app.core.shapes.charts import Bar, BarChart, Grid, Head
from app.core.shapes.quality import Blanks, Ethnicity, FieldBlank, Section, Stated, Times, UnitBlanks
from app.core.words import count_of, say

_TITLES = {"blanks": "What is missing", "ethnicity": "Self-defined ethnicity", "times": "Times"}
_STATES = (
    ("stated", "Stated"),
    ("with_reason", "Not stated, with a reason"),
    ("without_reason", "Not stated, without a reason"),
    ("missing", "Nothing recorded"),
)
_NOT_UNDERSTOOD = ("not_understood", "In words that none of our lists has")
_MAY_DIFFER = (
    "The two may rightly differ: a person knows their own background, and an officer sees a stranger. A difference is "
    "something to ask about, not an error."
)
_NOT_SHOWN = (
    "Numbers cannot show whether each answer was really the person's own. The video of a drawn case can: compare it "
    "when grading."
)


def tell_blanks(scheme: Scheme, found: Blanks, base: int, *, newest: bool = True) -> Section:
    """What is missing, by field and by unit. ``newest``: of each record the newest version alone is counted."""
    always = [each for each in found.fields if each.always]
    others = [each for each in found.fields if not each.always]
    gaps = [each for each in always if each.blank]
    notes = list[str]()
    if found.no_column:
        notes.append(f"No extract has a column for: {'; '.join(found.no_column)}.")
    if found.versions:
        told = count_of(found.versions, "record", "records")
        counts = ": the version given last is the one counted" if newest else ""
        notes.append(f"{told} had been given before, by an earlier extract or further up in the same one{counts}.")
    charts = (_blank_chart("Blank where every record should have it", gaps, base),) if gaps else ()
    grids = [
        *_matrix("Blank, by local policing unit", "Unit", found.by_lpu, always, base),
        *_matrix("Blank, by team", "Team", found.by_team, always, base),
    ]
    if others:
        heads = (Head(title="Field"), Head(title="Filled in", number=True))
        rows = tuple((each.label, share_words(each.of - each.blank, each.of, base)) for each in others)
        grids.append(Grid(title="Fields that may rightly be blank", heads=heads, rows=rows))
    return Section(
        part="blanks",
        title=_TITLES["blanks"],
        headline=_blanks_headline(scheme, found, base),
        facts=found,
        notes=tuple(notes),
        charts=charts,
        grids=tuple(grids),
    )


def tell_ethnicity(scheme: Scheme, found: Ethnicity, base: int) -> Section:
    """How people's own ethnicity is recorded, and where the officer's view is another."""
    whole = found.whole
    people = say(scheme.people) if scheme.people else "people"
    chart = BarChart(
        title="Self-defined ethnicity",
        bars=tuple(_bar(words, getattr(whole, name), whole.people, base) for name, words in _states(whole)),
    )
    charts = [chart]
    if found.reasons:
        of = whole.with_reason
        bars = tuple(_bar(words, count, of, base) for words, count in found.reasons)
        charts.append(BarChart(title="Reasons recorded for not stating it", bars=bars))
    grids = [
        *_stated_grid("By local policing unit", "Unit", found.by_lpu, base),
        *_stated_grid("By team", "Team", found.by_team, base),
        *_pairs(found),
    ]
    return Section(
        part="ethnicity",
        title=_TITLES["ethnicity"],
        headline=ethnicity_headline(scheme, whole),
        facts=found,
        notes=tuple(_ethnicity_notes(found, people, base)) if whole.people else (),
        charts=tuple(charts) if whole.people else (),
        grids=tuple(grids) if whole.people else (),
    )


def ethnicity_headline(scheme: Scheme, whole: Stated) -> str:
    """The one sentence that answers: is self-defined ethnicity recorded?"""
    one = say(scheme.person) if scheme.person else "person"
    many = say(scheme.people) if scheme.people else "people"
    if not whole.people:
        return f"There are no {many} in what you chose."
    strange = f", and for {whole.not_understood:,} it is in words that we do not know" if whole.not_understood else ""
    return (
        f"Of {count_of(whole.people, one, many)}, {whole.stated:,} stated their ethnicity, {whole.with_reason:,} did "
        f"not with a reason, {whole.without_reason:,} did not without one; for {whole.missing:,} nothing is recorded"
        f"{strange}."
    )


def tell_times(scheme: Scheme, found: Times) -> Section:
    """The hours of the day, and what looks wrong."""
    grave = tuple(note.sentence for note in found.notes if note.grave)
    named = {"backwards", "unlike"} & {note.code for note in found.notes}
    one = _row(scheme)
    told = f"{count_of(found.timed, f'{one} has', f'{one}s have')} a time"
    if not found.timed:
        headline = f"No {one} here has a time."
    elif grave:
        headline = f"{told}; {count_of(len(grave), 'thing', 'things')} about them cannot be right."
    else:
        headline = f"{told}; none of them is impossible."
    bars = tuple(
        Bar(label=f"{hour:02}", count=count, of=found.timed, told=f"{count:,}")
        for hour, count in enumerate(found.by_hour)
    )
    top = max(bars, key=lambda bar: bar.count)
    chart = BarChart(
        title="Records by hour of the day, on the clock in London",
        bars=bars,
        upright=True,
        note=f"Most: {top.told}, in the hour from {top.label}:00",
    )
    return Section(
        part="times",
        title=_TITLES["times"],
        headline=headline,
        facts=found,
        grave=grave,
        notes=tuple(note.sentence for note in found.notes if not note.grave),
        charts=(chart,) if found.timed else (),
        asks=("times",) if named else (),
    )


def _row(scheme: Scheme) -> str:
    """What one of the records is called, where a case has many: "form"."""
    return say(scheme.row) if scheme.row else "record"


def _blanks_headline(scheme: Scheme, found: Blanks, base: int) -> str:
    always = [each for each in found.fields if each.always]
    gaps = [each for each in always if each.blank]
    one = _row(scheme)
    if not found.records:
        return f"There is no {one} in what you chose."
    records = count_of(found.records, one)
    if not always:
        return f"{records}; this kind does not say which fields each should have."
    if not gaps:
        return f"{records}: every field that should always be filled is filled."
    worst = gaps[0]
    full = len(always) - len(gaps)
    return (
        f"{records}: of {len(always)} fields that every {one} should have, {full} are never blank. "
        f"Most often blank: {worst.label}, in {share_words(worst.blank, worst.of, base)}."
    )


def _blank_chart(title: str, found: Sequence[FieldBlank], base: int) -> BarChart:
    return BarChart(title=title, bars=tuple(_bar(each.label, each.blank, each.of, base) for each in found))


def _bar(label: str, count: int, of: int, base: int) -> Bar:
    return Bar(label=label, count=count, of=of, told=share_words(count, of, base))


def _matrix(
    title: str, unit: str, units: Sequence[UnitBlanks], always: Sequence[FieldBlank], base: int
) -> tuple[Grid, ...]:
    if not units or not units[0].blanks:
        return ()
    names = {each.field: each.label for each in always}
    heads = (
        Head(title=unit),
        *(Head(title=names.get(each.field, each.label), number=True) for each in units[0].blanks),
    )
    rows = tuple((each.label, *(share_words(blank.blank, blank.of, base) for blank in each.blanks)) for each in units)
    return (Grid(title=title, heads=heads, rows=rows),)


def _ethnicity_notes(found: Ethnicity, people: str, base: int) -> list[str]:
    whole, notes = found.whole, list[str]()
    answered = share_words(whole.stated + whole.with_reason, whole.people, base)
    notes.append(f"An answer, or a reason for none, is recorded for {answered}.")
    if whole.not_understood:
        told = share_words(whole.not_understood, whole.people, base)
        notes.append(
            f"For {told}, what is recorded is in none of our lists and may mean anything: it is not counted as stated. "
            "Say what the words mean when the extract is brought in."
        )
    if whole.officer_only:
        only = share_words(whole.officer_only, whole.people, base)
        notes.append(f"For {only}, nothing of their own is recorded, only what the officer saw.")
    if whole.apart:
        told = count_of(whole.apart, "record is", "records are")
        notes.append(f"{told} of a vehicle alone, with no person to ask: not counted among the {people}.")
    if found.compared:
        differ = share_words(found.differ, found.compared, base)
        notes.append(f"Where both are recorded, own answer and officer's view are in different groups for {differ}.")
        notes.append(_MAY_DIFFER)
    notes.append(_NOT_SHOWN)
    return notes


def _states(*counted: Stated) -> tuple[tuple[str, str], ...]:
    """The states that are told of: words that nobody knows only where there are some."""
    return (*_STATES, _NOT_UNDERSTOOD) if any(each.not_understood for each in counted) else _STATES


def _stated_grid(title: str, unit: str, units: Sequence[Stated], base: int) -> tuple[Grid, ...]:
    if not units:
        return ()
    states = _states(*units)
    heads = (
        Head(title=unit),
        Head(title="People", number=True),
        *(Head(title=words, number=True) for _, words in states),
    )
    rows = tuple(
        (
            each.label,
            f"{each.people:,}",
            *(share_words(getattr(each, name), each.people, base) for name, _ in states),
        )
        for each in units
    )
    return (Grid(title=title, heads=heads, rows=rows),)


def _pairs(found: Ethnicity) -> tuple[Grid, ...]:
    if not found.pairs:
        return ()
    counts = {(own, seen): count for own, seen, count in found.pairs}
    owns = [*found.groups, *sorted({own for own, _ in counts} - set(found.groups))]
    heads = (Head(title="Own answer, by group"), *(Head(title=f"Seen: {seen}", number=True) for seen in found.seen))
    rows = tuple((own, *(f"{counts.get((own, seen), 0):,}" for seen in found.seen)) for own in owns)
    return (Grid(title="Own answer, beside what the officer saw", heads=heads, rows=rows),)
