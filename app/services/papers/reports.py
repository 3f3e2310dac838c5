"""The report of a meeting: gathered from what the panel has seen, and nothing else; issued as every paper is."""

from collections.abc import Iterator, Sequence
from pathlib import Path

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.core.changes import Done
from app.core.days import day_words
from app.core.events import Act, Event
from app.core.progress import Progress
from app.core.shapes.draws import DrawView
from app.core.shapes.meetings import MeetingState, Presence
from app.core.shapes.packs import Issue
from app.core.shapes.papers import AS_USUAL, PaperHow
from app.core.shapes.reports import (
    AsideCase,
    Attendance,
    MeetingReport,
    ReportAction,
    ReportChoice,
    ReportDraw,
)
from app.core.shapes.results import DrawRates
from app.core.words import count_of, say
from app.core.workflow.rights import AFFILIATION_WORDS, Affiliation
from app.export.parts import short
from app.export.wording import Wording
from app.models.frames import DrawRow
from app.models.meetings import MeetingRow
from app.models.rounds import RoundCaseRow, RoundDrawRow, RoundRow
from app.services.drawing.draws import draw_view
from app.services.drawing.frame_views import scheme_of
from app.services.grading.actions import actions_of
from app.services.grading.rates import rates_within
from app.services.grading.results import agreement_seen
from app.services.grading.verdicts import read_verdicts
from app.services.panels.meeting_facts import meeting_row, panel_seats, sitters, state_of
from app.services.panels.meeting_views import area_label
from app.services.papers.issuing import PaperOrder, counted, handed_out, issue_papers, write_papers
from app.services.papers.paper_words import PaperWords
from app.services.papers.report_cases import SeenCase, case_report, kind_reports, left_out, seen_cases, wrote_something
from app.services.papers.report_parts import report_actions, report_draw
from app.services.reasons import force_of
from app.services.releasing.redacting import names_kept
from app.services.rights import require_maker
from app.services.workspace import Workspace

_WORDS = Wording("report")
_NUMBERS = ReportChoice()
_THERE = frozenset({Presence.PRESENT, Presence.LEFT})


def write_report(
    ws: Workspace,
    *,
    round_id: int,
    file: Path,
    choice: ReportChoice = _NUMBERS,
    how: PaperHow = AS_USUAL,
    progress: Progress | None = None,
) -> Done[tuple[str, ...]]:
    """Make the report of a meeting, keep its shape and hash, and write it.

    Args:
        ws: the workspace.
        round_id: the meeting.
        file: where to.
        choice: what the panel agreed may stand in it beyond numbers.
        how: size of type, copies, recipients.
        progress: told how many copies are made.

    Returns:
        The paths of the copies.

    Raises:
        AppError: whoever asks may not; there is no such meeting, its panel has seen nothing yet, or the file cannot be
            written (an old one stays).
        Cancelled: ``progress`` said so; nothing is kept, and no file written.
    """
    require_maker(ws, "report")
    target = ws.place_for(file)
    event = Event(act=Act.DISCLOSE, name="report_made", details={"round_id": round_id})
    with ws.write(event) as work, counted(progress, how.count) as each:
        meeting_row(work.session, round_id)
        row = work.session.get_one(RoundRow, round_id)
        order = PaperOrder(sort="report", of=row, marking="report", how=how, each=each)
        made = issue_papers(ws, work, order, lambda issue: report_shape(ws, work.session, round_id, choice, issue))
        work.note(names=choice.names, words=choice.words)
    return handed_out(write_papers(target, made), made)


def report_shape(ws: Workspace, session: Session, round_id: int, choice: ReportChoice, issue: Issue) -> MeetingReport:
    """The report of a meeting as it would be made now. AppError when its panel has seen nothing yet."""
    meeting, cases = meeting_row(session, round_id), seen_cases(session, round_id)
    found = read_verdicts(session, round_id)
    draws = _draws(session, round_id, rates_within(ws, session, round_id, found))
    words = PaperWords(names_kept(session, [one.row.version_id for one in cases]))
    actions = report_actions(actions_of(ws, session, [round_id]), words)
    told = tuple(case_report(one, words if choice.words else None) for one in cases)
    held = day_words(meeting.held_on)
    return MeetingReport(
        issue=issue,
        title=_WORDS.say("says.title"),
        subtitle=f"{meeting.panel}, {held}",
        force=force_of(session).name,
        short=tuple(_short(session, round_id, cases, actions)),
        facts=_facts(ws, meeting, held),
        attendance=_attendance(session, round_id, names=choice.names),
        attended=tuple(_attended(session, meeting)),
        draws=draws,
        targeted=sum(one.row.draw_id is None for one in cases),
        aside=tuple(_aside(session, round_id)),
        kinds=kind_reports(cases, found, agreement_seen(ws, found)),
        cases=told,
        actions=actions,
        left_out=tuple(left_out(cases)),
        words_left_out=0 if choice.words else sum(wrote_something(one) for one in cases),
        read_first=words.read_first,
    )


# ------------------------------------------------------------------ what it was, and who came
def _facts(ws: Workspace, meeting: MeetingRow, held: str) -> tuple[tuple[str, str], ...]:
    say_ = _WORDS.say
    return (
        (say_("facts.panel"), meeting.panel),
        (say_("facts.day"), held),
        (say_("facts.area"), area_label(ws, meeting.area) if meeting.area else say_("facts.whole_force")),
        (say_("facts.terms"), meeting.terms),
        (say_("facts.police"), say_("facts.police_vote" if meeting.police_vote else "facts.police_no_vote")),
    )


def _short(
    session: Session, round_id: int, cases: Sequence[SeenCase], actions: Sequence[ReportAction]
) -> Iterator[str]:
    drawn = [one for one in cases if one.row.draw_id is not None]
    views = [answered for one in drawn for _, _, answered in one.asked() if answered.to_agree]
    agreed = sum(answered.consensus is not None and bool(answered.consensus.choice) for answered in views)
    seen = sum(bool(one.spreads) for one in drawn)
    yield _WORDS.say("short.cases", cases=count_of(seen, "case"), of=f"{len(drawn):,}")
    yield _WORDS.say("short.views", agreed=f"{agreed:,}", of=count_of(len(views), "question"))
    if picked := len(cases) - len(drawn):
        yield _WORDS.say("short.picked", cases=count_of(picked, "case"))
    todo = _WORDS.say("short.actions", actions=count_of(len(actions), "action"))
    yield todo if actions else _WORDS.say("actions.none")
    if state_of(session, round_id) is not MeetingState.CLOSED:
        yield _WORDS.say("short.going_on")


def _attendance(session: Session, round_id: int, *, names: bool) -> tuple[Attendance, ...]:
    seats = panel_seats(session, round_id)
    known = sitters(session, round_id) if names else {}
    order = [one for one in Affiliation if any(seat.affiliation == one.value for seat in seats)]
    return tuple(
        Attendance(
            affiliation=AFFILIATION_WORDS[one],
            asked=len(own),
            came=sum(seat.presence in _THERE for seat in own),
            left=sum(seat.presence is Presence.LEFT for seat in own),
            names=tuple(
                known[seat.seat_id].name
                for seat in own
                if seat.presence in _THERE and seat.seat_id in known and known[seat.seat_id].name
            ),
        )
        for one in order
        for own in [[seat for seat in seats if seat.affiliation == one.value]]
    )


def _attended(session: Session, meeting: MeetingRow) -> Iterator[str]:
    seats = panel_seats(session, meeting.round_id)
    there = [seat for seat in seats if seat.presence in _THERE]
    yield _WORDS.say("who.seats", came=f"{len(there):,}", asked=count_of(len(seats), "member"))
    chairs = [AFFILIATION_WORDS[Affiliation(seat.affiliation)] for seat in there if seat.chairs]
    if chairs:
        yield _WORDS.say("who.chair", affiliation=" / ".join(dict.fromkeys(chairs)))
    voters = sum(seat.votes(police_vote=meeting.police_vote) for seat in there)
    yield _WORDS.say("who.voters", voters=f"{voters:,}", came=f"{len(there):,}")


# ------------------------------------------------------------------ how cases were chosen
def _draws(session: Session, round_id: int, rates: Sequence[DrawRates]) -> tuple[ReportDraw, ...]:
    closed = state_of(session, round_id) is MeetingState.CLOSED
    return tuple(report_draw(session, one, told=closed) for one in rates)


def _aside(session: Session, round_id: int) -> Iterator[AsideCase]:
    """The cases that were replaced or withheld, in the order of the queue."""
    draws = session.scalars(select(RoundDrawRow.draw_id).where(RoundDrawRow.round_id == round_id)).all()
    why: dict[tuple[int, str], tuple[str, str]] = {}
    for number in draws:
        view: DrawView = draw_view(session, session.get_one(DrawRow, number))
        why |= {(number, line.token): ("replaced", line.reason_label) for line in view.replaced}
        why |= {(number, line.token): ("withheld", line.reason_label) for line in view.withheld}
    rows = session.scalars(
        select(RoundCaseRow).where(RoundCaseRow.round_id == round_id).order_by(RoundCaseRow.position)
    )
    for row in rows:
        found = why.get((row.draw_id or 0, row.token.hex()))
        if found is not None:
            yield AsideCase(
                number=row.position,
                code=short(row.token.hex()),
                kind_label=say(scheme_of(session, row.scheme_id).label),
                what=_WORDS.say(f"aside.{found[0]}"),
                reason=found[1],
            )
