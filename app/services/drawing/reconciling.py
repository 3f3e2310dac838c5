"""Is the list whole? A sealed list is held against an outside count: a published file, or figures with their source.

A seal shows that a list did not change, not that it was complete. The other count may come weeks later: until then
everything says "not yet reconciled". A difference is no fault by itself; it is shown, and may be explained.
"""

from calendar import monthrange
from collections import Counter
from collections.abc import Sequence
from datetime import UTC, date, datetime
from pathlib import Path

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.core.canonical import digest
from app.core.changes import Done, Topic
from app.core.days import local
from app.core.errors import AppError
from app.core.events import Act, Event
from app.core.schemes.spec import Scheme
from app.core.shapes.gate import ReconciliationView
from app.core.shapes.reconciling import DueReconciliation, Figure
from app.core.words import say
from app.core.workflow.rights import Right
from app.intake.moments import Times
from app.models.frames import FrameCaseRow, FrameRow
from app.models.gate import ReconciliationRow
from app.models.records import CodeRow, ImportRow, RecordVersionRow
from app.services.drawing.facets import facet_of, known_value
from app.services.drawing.frame_views import frame_row, scheme_of
from app.services.drawing.gate_views import reconciliation_of
from app.services.drawing.outside_counts import Counts, PublishedFiles, month_of, months_of
from app.services.rights import require
from app.services.workspace import Workspace

PUBLISHED, TYPED = "police_uk", "typed"
_MONTHS_TO_PUBLISH = 3


def reconcile_with_files(
    ws: Workspace, *, frame_id: int, files: Sequence[Path], times: Times | None = None, explanation: str = ""
) -> Done[ReconciliationView]:
    """Hold a sealed list against published files of the same months, by month and by power.

    The files are read as an import would read them: rows of another kind are routed to it, times are those of London.
    Filters of the list that the file knows of (a power, an age) are applied to it as well.

    Args:
        ws: the workspace.
        frame_id: the list.
        files: one of data.police.uk's for each month of the list's period, in any order.
        times: how their times are read; None leaves it to the layout.
        explanation: of the difference, where there is one that is known.

    Raises:
        AppError: there is no such list; a file cannot be read, does not cover the months, does not know a facet that
            the list was narrowed by, or is a practice file in a real workspace.
    """
    require(ws, Right.SEAL)
    with ws.read() as session:
        frame = frame_row(session, frame_id)
        scheme = scheme_of(session, frame.scheme_id)
        ours = _ours(session, frame)
        imported = set(session.scalars(select(ImportRow.file_sha256)))
    outside = PublishedFiles(ws=ws, frame=frame, scheme=scheme, times=times)
    for file in files:
        outside.read(file)
    outside.check_covers()
    kept = {
        "sort": PUBLISHED,
        "source": outside.source(imported),
        "sha256": outside.shas[0] if len(outside.shas) == 1 else digest(sorted(outside.shas)),
    }
    keys = sorted(ours.keys() | outside.counts.keys())
    lines = [_line(month, power, ours[month, power], outside.counts[month, power]) for month, power in keys]
    return _keep(ws, frame, scheme, lines=lines, explanation=explanation, **kept)


def reconcile_with_figures(
    ws: Workspace, *, frame_id: int, figures: Sequence[Figure], source: str, explanation: str = ""
) -> Done[ReconciliationView]:
    """Hold a sealed list against figures that somebody typed, with where they have them from.

    Raises:
        AppError: there is no such list; a month is not of its period, a power is none; no figure, or no source.
    """
    require(ws, Right.SEAL)
    if not source.strip():
        raise AppError("Where does the figure come from?", "Give its source: who counted, where it is published.")
    if not figures:
        raise AppError("There is no figure to compare with.", "Give at least one.")
    with ws.read() as session:
        frame = frame_row(session, frame_id)
        scheme = scheme_of(session, frame.scheme_id)
        ours = _ours(session, frame)
    asked = [_known(ws, frame, scheme, figure) for figure in figures]
    lines = [
        _line(
            one.month,
            one.power,
            sum(count for (month, power), count in ours.items() if _fits(one.month, month) and _fits(one.power, power)),
            one.count,
        )
        for one in asked
    ]
    return _keep(ws, frame, scheme, lines=lines, explanation=explanation, sort=TYPED, source=source.strip(), sha256="")


def explain_difference(ws: Workspace, *, frame_id: int, explanation: str) -> Done[ReconciliationView]:
    """Explain what a list and its outside count differ by. The count stays; what was said before is in the log.

    Raises:
        AppError: there is no such list, it was held against nothing yet, or the explanation is blank.
    """
    require(ws, Right.SEAL)
    if not explanation.strip():
        raise AppError("The explanation is blank.", "Say in a sentence why the counts differ.")
    with ws.read() as session:
        frame = frame_row(session, frame_id)
        scheme = scheme_of(session, frame.scheme_id)
        row = session.scalars(
            select(ReconciliationRow)
            .where(ReconciliationRow.frame_id == frame_id)
            .order_by(ReconciliationRow.id.desc())
            .limit(1)
        ).first()
    if row is None:
        raise AppError(f"The list F{frame_id} was held against nothing yet.", "Compare it first, then explain.")
    return _keep(
        ws, frame, scheme, lines=row.lines, explanation=explanation, sort=row.sort, source=row.source, sha256=row.sha256
    )


def due_reconciliations(ws: Workspace) -> tuple[DueReconciliation, ...]:
    """The sealed lists that were held against no outside count yet, those that are due the longest first."""
    today = local(ws.clock()).date()
    with ws.read() as session:
        done = select(ReconciliationRow.frame_id)
        rows = session.scalars(select(FrameRow).where(FrameRow.id.not_in(done))).all()
        found = [
            DueReconciliation(
                frame_id=row.id,
                kind_label=say(scheme_of(session, row.scheme_id).label),
                first_day=row.first_day.isoformat(),
                last_day=row.last_day.isoformat(),
                due=due_on(row.last_day).isoformat(),
                is_due=due_on(row.last_day) <= today,
            )
            for row in rows
        ]
    return tuple(sorted(found, key=lambda one: (one.due, one.frame_id)))


def due_on(last_day: date) -> date:
    """The day on which a list should be held against what was published: three months after its period's end.

    The end of June makes the end of September; a day that the third month does not have becomes its last.
    """
    place = last_day.month - 1 + _MONTHS_TO_PUBLISH
    year, month = last_day.year + place // 12, place % 12 + 1
    return date(year, month, min(last_day.day, monthrange(year, month)[1]))


# ------------------------------------------------------------------ ours
def _ours(session: Session, frame: FrameRow) -> Counts:
    """The sealed cases by month of London and power."""
    rows = session.execute(
        select(RecordVersionRow.occurred_at, CodeRow.value)
        .join(FrameCaseRow, FrameCaseRow.version_id == RecordVersionRow.id)
        .outerjoin(CodeRow, CodeRow.id == RecordVersionRow.power)
        .where(FrameCaseRow.frame_id == frame.id)
    )
    return Counter((month_of(datetime.fromtimestamp(at or 0, UTC)), power or "") for at, power in rows)


def _line(month: str, power: str, ours: int, theirs: int) -> dict[str, str | int]:
    return {"month": month, "power": power, "ours": ours, "theirs": theirs}


def _fits(asked: str, found: str) -> bool:
    return not asked or asked == found


def _known(ws: Workspace, frame: FrameRow, scheme: Scheme, figure: Figure) -> Figure:
    """A figure with the month and the power as we keep them."""
    months = months_of(frame.first_day, frame.last_day)
    if figure.month and figure.month not in months:
        raise AppError(f"“{figure.month}” is no month of this list.", f"Choose one of: {', '.join(months)}.")
    if figure.count < 0:
        raise AppError("A count is 0 or more.", "Write it like 1155.")
    power = known_value(ws, scheme, facet_of(scheme, "power"), figure.power) if figure.power else ""
    return Figure(count=figure.count, month=figure.month, power=power)


# ------------------------------------------------------------------ kept
def _keep(
    ws: Workspace,
    frame: FrameRow,
    scheme: Scheme,
    *,
    lines: Sequence[dict[str, str | int]],
    explanation: str,
    **kept: str,
) -> Done[ReconciliationView]:
    event = Event(act=Act.COMBINE, name="list_reconciled", details={"frame_id": frame.id, "sort": kept["sort"]})
    with ws.write(event) as work:
        work.session.add(
            ReconciliationRow(
                frame_id=frame.id,
                lines=list(lines),
                explanation=explanation.strip(),
                reconciled_at=work.at,
                **kept,
                **work.written,
            )
        )
        work.session.flush()
        work.note(
            ours=sum(int(line["ours"]) for line in lines),
            theirs=sum(int(line["theirs"]) for line in lines),
            explained=bool(explanation.strip()),
        )
        view = reconciliation_of(work.session, scheme, frame.id)
    if view is None:
        raise LookupError("a count that was kept and is not there")
    return Done(value=view, changed=frozenset({Topic.FRAMES, Topic.AUDIT}))
