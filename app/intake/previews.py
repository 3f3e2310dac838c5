"""A mapping tried on a file: its first rows as they stand and as they will be kept, and what the whole file holds."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from difflib import SequenceMatcher
from functools import partial
from itertools import islice

from app.core.canonical import clean_text
from app.core.progress import Progress
from app.core.schemes.layout_words import DayOrder
from app.core.schemes.plain import value_words
from app.core.schemes.spec import LIST, Code, Field, Scheme
from app.core.schemes.spec import Mapping as Layout
from app.core.schemes.spelling import spelt
from app.core.shapes.mappings import YES_NO, ColumnChoice, Preview, PreviewCell, PreviewRow, TimeFinding, UnknownValue
from app.core.shapes.workspaces import RowProblem
from app.core.words import say
from app.intake.day_and_clock import DayAndClock
from app.intake.evidence import TimeEvidence
from app.intake.extract import Extract, first_rows, heading, read_batches, read_columns
from app.intake.guessing.values import codes_of
from app.intake.kind_reader import word_of
from app.intake.moments import Times
from app.intake.rows import CheckedRow, RowChecker

Unread = Mapping[str, Counter[tuple[str, str]]]
"""By field, what could not be read and what became of it: see ``Tally``."""

_ROWS = 20
_ALIKE = 0.85
_SHORTEST = 5
_PLACES = frozenset({"lpu", "team"})
"""Vocabularies of places and teams: two of them that look alike are still two."""
_LED_BY_CODE = re.compile(r"[a-z]{1,2}\d{1,2}\b")
_TELLING = re.compile(r"\d+|no[nt]|un")
"""What turns a word into another, however alike they look: a number, a "not"."""
_NOT_SHOWN = "(kept to redact with, never shown)"


@dataclass(frozen=True, kw_only=True, slots=True)
class Trial:
    """What is tried: a layout on a file said to be of a kind."""

    schemes: Mapping[str, Scheme]
    kind: str
    layout: Layout
    local: frozenset[str] = frozenset()
    """The force's own vocabularies: its places, units and the like, for which no word is suggested."""

    @property
    def fields(self) -> dict[str, Field]:
        """The fields of the file's rows."""
        return {field.id: field for field in self.schemes[self.kind].fields_of(self.layout.part)}

    def checker(self) -> RowChecker:
        """The checker that an import would use."""
        return RowChecker(schemes=self.schemes, kind=self.kind, layout=self.layout, times=self.layout.times)


def try_out(trial: Trial, extract: Extract, now: datetime, progress: Progress, *, most: int = 0) -> Preview:
    """The first 20 rows, and the counts of the whole file; or of its first batches, until ``most`` rows were read.

    Raises:
        AppError: the file fails on the way.
        Cancelled: ``progress`` said so.
    """
    sources = _sources(trial, extract.header)
    times = {name: places for name, places in sources.items() if trial.fields[name].type == "time"}
    evidence = {name: _evidence(extract, places) for name, places in times.items()}
    checker, kinds, read, reasons = trial.checker(), Counter[str](), 0, Counter[str]()
    for batch in checker.check_batches(extract):
        for kept in batch.kept:
            kinds[kept.kind] += len(kept.rows)
        reasons.update(map(_why, batch.problems))
        progress(batch.at // 2, extract.size)
        if 0 < most <= kinds.total() + reasons.total():
            break
    for batch in read_batches(extract):
        read += len(batch.cells)
        for name, places in times.items():
            evidence[name].add_rows(cells_at(row, places) for row in batch.cells)
        progress((extract.size + batch.at) // 2, extract.size)
        if 0 < most <= read:
            break
    progress(extract.size, extract.size)
    return Preview(
        fields=tuple((name, say(trial.fields[name].label)) for name in sources),
        rows=tuple(_rows(trial, extract, sources)),
        read=read,
        kept=kinds.total(),
        problems=reasons.total(),
        by_kind=dict(kinds),
        unknown=(*_unknown(trial, checker.tally.unknown), *_unread(trial, checker.tally.unread)),
        findings=tell_times(evidence.values(), now, trial.layout.times, trial.layout.day_order),
        dropped=dict(checker.tally.unmapped),
        reasons=tuple(reasons.most_common()),
    )


def cells_at(row: Sequence[str], places: Sequence[int]) -> list[str]:
    """The cells of a row that fill one field, blanks left out."""
    return [text for at in places if at < len(row) and (text := row[at].strip())]


def gather_times(
    scheme: Scheme, part: str, extract: Extract, rows: Sequence[Sequence[str]], columns: Sequence[ColumnChoice]
) -> dict[str, TimeEvidence]:
    """By field, what the columns of times among some rows of an extract say of themselves."""
    fields = {field.id: field for field in scheme.fields_of(part)}
    places: dict[str, list[int]] = {}
    for at, choice in enumerate(columns):
        if choice.field in fields and fields[choice.field].type == "time":
            places.setdefault(choice.field, []).append(at)
    found = {name: _evidence(extract, spots) for name, spots in places.items()}
    for name, spots in places.items():
        found[name].add_rows(cells_at(row, spots) for row in rows)
    return found


def _evidence(extract: Extract, places: Sequence[int]) -> TimeEvidence:
    """Evidence of columns of an extract: a number is read as its import will read it."""
    name = " + ".join(extract.header[at] for at in places)
    return TimeEvidence(name, DayAndClock(partial(read_columns, extract, places)))


def tell_times(
    gathered: Iterable[TimeEvidence], now: datetime, times: Times, order: DayOrder
) -> tuple[TimeFinding, ...]:
    """All that time columns say of themselves, column by column."""
    return tuple(finding for one in gathered for finding in one.findings(now, times, order))


def _sources(trial: Trial, header: Sequence[str]) -> dict[str, list[int]]:
    """By field, the columns of the file that fill it, in the file's order."""
    to = {heading(name): target.partition(":")[0] for name, target in trial.layout.columns.items()}
    found: dict[str, list[int]] = {}
    for at, name in enumerate(header):
        field_id = to.get(heading(name), "")
        if field_id in trial.fields:
            found.setdefault(field_id, []).append(at)
    return found


def _rows(trial: Trial, extract: Extract, sources: Mapping[str, list[int]]) -> Iterator[PreviewRow]:
    raws = {raw.row: raw for raw in first_rows(extract, _ROWS)}
    names = {" + ".join(extract.header[at] for at in places): field_id for field_id, places in sources.items()}
    checker = trial.checker()
    for found in islice(checker.check(extract), len(raws)):
        cells = raws[found.row].cells
        stood = {name: " ".join(cells_at(cells, places)) for name, places in sources.items()}
        if isinstance(found, CheckedRow):
            scheme = trial.schemes[found.kind]
            fields = {field.id: field for field in scheme.fields_of(trial.layout.part)}
            shown = [_cell(scheme, fields, name, text, found.values) for name, text in stood.items()]
            shown = tuple(_told_unread(cell, checker.tally.unread) for cell in shown)
            yield PreviewRow(row=found.row, line=found.line, kind=found.kind, cells=shown, problem="")
        else:
            yield _refused(trial, found, stood, names)


def _cell(scheme: Scheme, fields: Mapping[str, Field], name: str, stood: str, values: Mapping[str, str]) -> PreviewCell:
    field = fields.get(name)
    if field is None:
        kept, problem = "", "rows of this kind have no such field" if stood else ""
    elif "identity" in field.use:
        stood = kept = _NOT_SHOWN if stood else ""
        problem = ""
    else:
        kept = value_words(scheme, field, values[name]) if name in values else ""
        codes = {code.code for code in scheme.vocabularies.get(field.vocabulary, ())}
        strange = field.vocabulary and not codes.issuperset(values.get(name, "").split(LIST)) and name in values
        problem = "is no word of the vocabulary: kept as it stands" if strange else ""
    return PreviewCell(field=name, stood=stood, kept=kept, problem=problem)


def _refused(trial: Trial, found: RowProblem, stood: Mapping[str, str], names: Mapping[str, str]) -> PreviewRow:
    troubles = {names.get(found.column, ""): found.reason} | {
        names.get(one.column, ""): one.reason for one in found.also
    }
    identity = {name for name, field in trial.fields.items() if "identity" in field.use}
    cells = tuple(
        PreviewCell(
            field=name, stood=_NOT_SHOWN if text and name in identity else text, kept="", problem=troubles.get(name, "")
        )
        for name, text in stood.items()
    )
    return PreviewRow(row=found.row, line=found.line, kind="", cells=cells, problem=_why(found))


def _why(problem: RowProblem) -> str:
    """Why a row is not stored."""
    return f"{problem.column}: {problem.reason}" if problem.column else problem.reason


def _told_unread(cell: PreviewCell, unread: Unread) -> PreviewCell:
    """A cell with what became of it, where it could not be read."""
    word = word_of(cell.stood)
    told = next((became for said, became in unread.get(cell.field, ()) if said == word), "")
    whole = cell.kept and (word or cell.kept == clean_text(cell.stood))
    return cell if whole or not told or cell.stood in ("", _NOT_SHOWN) else replace(cell, problem=told)


def _unknown(trial: Trial, unknown: Mapping[str, Counter[str]]) -> Iterator[UnknownValue]:
    """Words that no vocabulary has, the commonest of each field first."""
    scheme = trial.schemes[trial.kind]
    for name, counts in unknown.items():
        field = trial.fields.get(name)
        if field is None:
            continue
        vocabulary = scheme.vocabularies[field.vocabulary]
        codes = tuple((code.code, say(code.label)) for code in vocabulary)
        told = sorted(counts.items(), key=lambda item: (-item[1], item[0]))
        own = field.vocabulary in _PLACES | trial.local
        near = {} if own else _suggestions([value for value, _ in told], vocabulary)
        for value, count in told:
            yield UnknownValue(
                field=name,
                field_label=say(field.label),
                value=value,
                count=count,
                suggested=near.get(spelt(value), ""),
                codes=codes,
            )


def _unread(trial: Trial, unread: Unread) -> Iterator[UnknownValue]:
    """Words that cannot be read, the commonest of each field first."""
    for name, counts in unread.items():
        field = trial.fields.get(name)
        if field is None:
            continue
        for (value, became), count in sorted(counts.items(), key=lambda item: (-item[1], item[0])):
            yield UnknownValue(
                field=name,
                field_label=say(field.label),
                value=value,
                count=count,
                suggested="",
                codes=YES_NO if field.type == "yes_no" else (),
                type=field.type,
                became=became,
            )


def _suggestions(values: Iterable[str], vocabulary: tuple[Code, ...]) -> dict[str, str]:
    """The code that a word starts with, or is but for a slip of the pen; each code for one word only."""
    spellings, codes = codes_of(vocabulary), {code.code.casefold(): code.code for code in vocabulary}
    found: dict[str, str] = {}
    for value in values:
        word = spelt(value)
        scores = {known: _likeness(word, known) for known in spellings}
        best = max(scores, key=lambda known: scores[known], default="")
        near = spellings[best] if best and scores[best] >= _ALIKE else ""
        led = _LED_BY_CODE.match(value.strip().casefold())
        code = codes.get(led[0], "") if led else near
        if code and code not in found.values():
            found.setdefault(word, code)
    return found


def _likeness(word: str, known: str) -> float:
    """How alike two spellings are; 0 where a number, a "not" or more than a letter's length keeps them apart."""
    slip = abs(len(word) - len(known)) <= 1 and _TELLING.findall(word) == _TELLING.findall(known)
    return SequenceMatcher(None, word, known).ratio() if slip and len(word) >= _SHORTEST else 0.0
