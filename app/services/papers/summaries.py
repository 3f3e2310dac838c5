"""The public summary of panels' meetings: told from what was agreed, suppressed, and always with the same figures.

What two summaries of one meeting would give away side by side is kept in :mod:`app.services.papers.summary_before`.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from sqlalchemy.orm import Session

from app.core.canonical import sha256_hex
from app.core.changes import Done
from app.core.days import period_words
from app.core.errors import AppError
from app.core.events import Act, Event
from app.core.progress import Progress
from app.core.shapes.meetings import MeetingState
from app.core.shapes.packs import Issue
from app.core.shapes.papers import AS_USUAL, PaperHow
from app.core.shapes.summaries import PublicSummary, SummaryMeeting, SummaryWords
from app.export.summary_tables import summary_csv, summary_text
from app.models.rounds import RoundRow
from app.services.panels.meeting_facts import meeting_row, state_of
from app.services.papers.issuing import PaperOrder, counted, handed_out, issue_papers, write_sets
from app.services.papers.summary_before import SORT, beside_earlier
from app.services.papers.summary_counts import WORDS
from app.services.papers.summary_meetings import summary_meeting
from app.services.papers.summary_words import checked_words
from app.services.reasons import force_of
from app.services.refusals import refusals_logged
from app.services.rights import require_maker
from app.services.workspace import Workspace

_MOST: Final = 24
_NO_WORDS: Final = SummaryWords()


@dataclass(frozen=True, kw_only=True, slots=True)
class SummaryFiles:
    """Where a summary is written: the paper, and beside it the same as a table and as plain text for a web page."""

    paper: Path
    csv: Path | None = None
    text: Path | None = None


def write_summary(
    ws: Workspace,
    *,
    round_ids: Sequence[int],
    files: SummaryFiles,
    words: SummaryWords = _NO_WORDS,
    how: PaperHow = AS_USUAL,
    progress: Progress | None = None,
) -> Done[tuple[str, ...]]:
    """Make the public summary of closed meetings, keep its shape and hash, and write it.

    Args:
        ws: the workspace.
        round_ids: the meetings, in the order in which they are told of.
        files: where it is written.
        words: what a person adds in their own words.
        how: its size and copies.
        progress: told how many copies are made.

    Returns:
        The paths of the copies of the paper; then of the table and of the text.

    Raises:
        AppError: no such meeting, one that is not closed or looked at no drawn case; figures of one were published
            before and differ; words that hold a number or a detail of somebody; a file cannot be written.
        Cancelled: ``progress`` said so; nothing is kept, and no file written.
    """
    require_maker(ws, "summary")
    added = checked_words(words)
    rounds = _distinct(round_ids)
    targets = _targets(ws, files)
    event = Event(act=Act.DISCLOSE, name="summary_made", details={"rounds": list(rounds)})
    logged = refusals_logged(ws, "summary_refused", rounds=list(rounds))
    with logged, ws.write(event) as work, counted(progress, how.count) as each:
        meetings = _meetings(ws, work.session, rounds)
        of = work.session.get_one(RoundRow, rounds[0])
        order = PaperOrder(sort=SORT, of=of, part=_part(rounds), marking="public", how=how, each=each)
        made: list[PublicSummary] = []

        def shape(issue: Issue) -> PublicSummary:
            made.append(_summary(work.session, issue, meetings, added))
            return made[0]

        copies = issue_papers(ws, work, order, shape)
        beside = _same_beside(made[0], targets)
        hashes = (*(one.data for one in copies), *beside.values())
        work.note(sha256=[sha256_hex(data) for data in hashes])
    written = write_sets([(targets.paper, copies)], beside)
    return handed_out((*written, *map(str, beside)), copies)


def _targets(ws: Workspace, files: SummaryFiles) -> SummaryFiles:
    named = [file for file in (files.paper, files.csv, files.text) if file is not None]
    if len(set(named)) < len(named):
        raise AppError("Two of the files have one name.", "Give the paper, the table and the text each its own.")
    return SummaryFiles(
        paper=ws.place_for(files.paper),
        csv=ws.place_for(files.csv) if files.csv else None,
        text=ws.place_for(files.text) if files.text else None,
    )


def _distinct(round_ids: Sequence[int]) -> tuple[int, ...]:
    if not 1 <= len(round_ids) <= _MOST or len(set(round_ids)) != len(round_ids):
        raise AppError(f"A summary is of 1 to {_MOST} meetings, each once.", "Name the meetings.")
    return tuple(round_ids)


def _part(rounds: Sequence[int]) -> str:
    """What tells summaries apart that begin with the same meeting."""
    others = [f"R{number}" for number in rounds[1:]]
    if not others:
        return ""
    told = f"with {' '.join(others)}"
    return told if len(told) <= 40 else f"with {others[0]} and {len(others) - 1} more"


def _meetings(ws: Workspace, session: Session, rounds: Sequence[int]) -> tuple[SummaryMeeting, ...]:
    """What is told of each meeting. AppError where one is not closed, or was told otherwise before."""
    for number in rounds:
        meeting_row(session, number)
        if state_of(session, number) is not MeetingState.CLOSED:
            raise AppError(
                f"Meeting R{number} is not closed, so its figures may still change.", "Close it first, or leave it out."
            )
    below = force_of(session).suppress_below
    return tuple(beside_earlier(session, summary_meeting(ws, session, number), below) for number in rounds)


def _summary(session: Session, issue: Issue, meetings: Sequence[SummaryMeeting], words: SummaryWords) -> PublicSummary:
    force = force_of(session)
    say = WORDS.say
    return PublicSummary(
        issue=issue,
        title=say("summary.title"),
        subtitle=_subtitle(session, meetings),
        force=force.name,
        reading=tuple(_reading(force.suppress_below)),
        meetings=tuple(meetings),
        good=words.good,
        learning=words.learning,
        contact=words.contact or say("says.contact", force=force.name, number=issue.number),
    )


def _subtitle(session: Session, meetings: Sequence[SummaryMeeting]) -> str:
    if len(meetings) == 1:
        return meetings[0].heading
    days = [meeting_row(session, int(meeting.round.removeprefix("R"))).held_on for meeting in meetings]
    return WORDS.say("says.several", count=len(meetings), period=period_words(min(days), max(days)))


def _reading(below: int) -> Iterator[str]:
    say = WORDS.say
    yield say("reading.blind")
    if below > 1:
        yield say("reading.few", below=below)
        yield say("reading.between")
    yield say("reading.range")
    yield say("reading.beside")
    yield say("reading.apart")
    yield say("reading.learning")


def _same_beside(shape: PublicSummary, files: SummaryFiles) -> dict[Path, bytes]:
    """The table and the text, as far as they are wanted."""
    found = [(files.csv, summary_csv(shape)), (files.text, summary_text(shape).encode("utf-8"))]
    return {file: data for file, data in found if file is not None}
