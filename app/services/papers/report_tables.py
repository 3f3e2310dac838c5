"""The figures of a meeting as tables to go on working with: of what the panel has seen, and of no single case."""

from collections.abc import Iterator, Sequence
from pathlib import Path

from app.core.canonical import sha256_hex
from app.core.changes import Done, Topic
from app.core.clock import to_text
from app.core.errors import AppError
from app.core.events import Act, Event
from app.core.shapes.figures import RateLine
from app.core.shapes.reports import KindReport
from app.core.shapes.results import DrawRates
from app.core.shapes.tables import Cell, DataTable, DataTables
from app.core.words import say
from app.export.files import write_all_whole
from app.export.wording import Wording
from app.export.workbook import csv_files, workbook_bytes
from app.services.grading.rates import rates_within
from app.services.grading.results import agreement_seen
from app.services.grading.verdicts import label_of, read_verdicts
from app.services.panels.meeting_facts import meeting_row
from app.services.papers.report_cases import kind_reports, seen_cases
from app.services.reasons import force_of
from app.services.rights import require_maker
from app.services.workspace import Work, Workspace

_WORDS = Wording("tables")
_CHANGED = frozenset({Topic.AUDIT})
_XLSX, _CSV = ".xlsx", ".csv"


def write_tables(ws: Workspace, *, round_id: int, file: Path) -> Done[tuple[str, ...]]:
    """Write how a meeting's answers spread, how far its members agreed and its rates, as tables.

    Args:
        ws: the workspace.
        round_id: the meeting.
        file: ``F.xlsx`` for a workbook; ``F.csv`` for a file each, ``F-spread.csv`` and so on.

    Returns:
        The paths of the files.

    Raises:
        AppError: whoever asks may not; there is no such meeting, its panel has seen nothing yet, the name ends in
            something else, or the files cannot be written (old ones stay).
    """
    require_maker(ws, "report")
    target = ws.place_for(file)
    if target.suffix.casefold() not in (_XLSX, _CSV):
        raise AppError(f"{target.name} says of no kind of table that it is.", "Let its name end in .xlsx or .csv.")
    with ws.write(Event(act=Act.DISCLOSE, name="tables_made", details={"round_id": round_id})) as work:
        tables = _tables(ws, work, round_id)
        files = _files(target, tables)
        work.note(tables=[table.name for table in tables.tables], sha256=[sha256_hex(one) for one in files.values()])
    write_all_whole(files)
    return Done(value=tuple(str(one) for one in files), changed=_CHANGED)


def _files(target: Path, tables: DataTables) -> dict[Path, bytes]:
    if target.suffix.casefold() == _XLSX:
        return {target: workbook_bytes(tables)}
    return {target.with_name(f"{target.stem}-{name}{target.suffix}"): data for name, data in csv_files(tables).items()}


def _tables(ws: Workspace, work: Work, round_id: int) -> DataTables:
    session = work.session
    meeting_row(session, round_id)
    cases, found = seen_cases(session, round_id), read_verdicts(session, round_id)
    kinds = kind_reports(cases, found, agreement_seen(ws, found))
    marking, made = force_of(session).marking["report"], to_text(work.at)
    about = [
        (_WORDS.say("about.what"), label_of(ws, session, round_id)),
        (_WORDS.say("about.round"), f"R{round_id}"),
        (_WORDS.say("about.made"), made),
        (_WORDS.say("about.marking"), marking.text),
        (_WORDS.say("about.handling"), say(marking.handling)),
        *([(_WORDS.say("about.practice"), _WORDS.say("about.practice_means"))] if ws.practice else []),
        *((_WORDS.say("about.read"), line) for line in _WORDS.lines("about.lines")),
    ]
    return DataTables(
        title=label_of(ws, session, round_id),
        marking=marking.text,
        made_at=made,
        tables=(
            _table("about", about),
            _table("spread", _spread(kinds)),
            _table("agreement", _agreement(kinds)),
            _table("rates", _rates(rates_within(ws, session, round_id, found))),
        ),
    )


def _table(entry: str, rows: Iterator[tuple[Cell, ...]] | Sequence[tuple[Cell, ...]]) -> DataTable:
    heads = _WORDS.lines(f"{entry}.heads")
    return DataTable(name=_WORDS.say(f"{entry}.name"), heads=tuple(heads), rows=tuple(rows))


def _spread(kinds: Sequence[KindReport]) -> Iterator[tuple[Cell, ...]]:
    for kind in kinds:
        for one in kind.questions:
            for answer in one.answers:
                yield (
                    kind.kind_label,
                    one.question,
                    one.text,
                    one.stage_label,
                    one.cases,
                    answer.code,
                    answer.label,
                    answer.seats,
                    answer.cases,
                )


def _agreement(kinds: Sequence[KindReport]) -> Iterator[tuple[Cell, ...]]:
    for kind in kinds:
        for line in kind.agreement:
            yield (
                kind.kind_label,
                line.question,
                line.label,
                line.cases,
                line.unanimous,
                line.answers,
                line.cannot_tell,
                line.passed,
                line.conflict,
                line.absent,
                line.ac1,
                line.alpha,
                line.alpha_ordinal,
            )


def _rates(draws: Sequence[DrawRates]) -> Iterator[tuple[Cell, ...]]:
    for draw in draws:
        for line in draw.lines:
            yield (f"D{draw.draw_id}", draw.label, line.question, line.label, *_rate(line))


def _rate(line: RateLine) -> tuple[Cell, ...]:
    counts = line.counts
    limits = (line.figure.lower, line.figure.upper) if counts.counted else ("", "")
    return (
        line.cases,
        line.figure.population,
        line.figure.counted,
        line.figure.failing,
        *limits,
        line.worst.lower,
        line.worst.upper,
        line.confidence,
        counts.cannot_tell,
        counts.not_recorded,
        counts.not_applicable,
        counts.ungraded,
        counts.withheld,
        counts.replaced,
    )
