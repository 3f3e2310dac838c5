"""The grading forms of a meeting's seats, to be filled in by pen or in a viewer: a paper a seat, for one stage.

What a form asks comes from the sheet that a volunteer's screen would show; of the record nothing is taken from it.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.core.changes import Done
from app.core.days import day_words
from app.core.errors import AppError
from app.core.events import Act, Event
from app.core.progress import Progress
from app.core.shapes.form_papers import FormReason, GradingCase, GradingForms, GradingQuestion
from app.core.shapes.packs import FormChoice, FormQuestion, Issue
from app.core.shapes.papers import AS_USUAL, PaperHow
from app.core.shapes.sheets import AskedQuestion
from app.core.workflow.meeting import AWAY, PanelCase
from app.core.workflow.sheet import Grading, sheet_stages
from app.export.wording import Wording
from app.models.meetings import MeetingRow
from app.models.rounds import RoundCaseRow, RoundRow, SeatRow
from app.services.grading.sheet_state import with_records
from app.services.panels.meeting_facts import meeting_row, panel_seats, refuse_closed
from app.services.panels.panel_cases import case_rows, panel_cases
from app.services.papers.issuing import Made, PaperOrder, counted, handed_out, issue_papers, write_sets
from app.services.reasons import force_of
from app.services.rights import require_maker
from app.services.workspace import Work, Workspace

_WORDS = Wording("forms")
_LONGEST_STAGE = 30


@dataclass(frozen=True, kw_only=True, slots=True)
class FormsOrder:
    """Which forms are to be made.

    Attributes:
        round_id: the meeting.
        stage: its id; "" for the one that is open.
        seats: by their numbers; none for all whose members did not stay away.
        how: their size, copies and recipients.
    """

    round_id: int
    stage: str = ""
    seats: tuple[int, ...] = ()
    how: PaperHow = AS_USUAL


def write_forms(
    ws: Workspace, order: FormsOrder, file: Path, progress: Progress | None = None
) -> Done[tuple[str, ...]]:
    """Make the forms of some seats, keep their shapes and hashes, and write them.

    A case is left out that the seat has locked at the stage, or that a conflict took away from it.

    Args:
        ws: the workspace.
        order: which forms.
        file: where to; of several seats each has a file of its own, ``forms-seat-2.pdf``.
        progress: told how many forms are made.

    Returns:
        The paths of the files.

    Raises:
        AppError: whoever asks may not; there is no such meeting, stage or seat, or the meeting is closed; nothing is
            to be graded; a case is not released to volunteers; or a file cannot be written (then none is, and old
            ones stay).
        Cancelled: ``progress`` said so; nothing is kept, and no file written.
    """
    require_maker(ws, "forms")
    target = ws.place_for(file)
    details = {"round_id": order.round_id}
    with ws.write(Event(act=Act.DISCLOSE, name="forms_made", details=details)) as work:
        meeting = meeting_row(work.session, order.round_id)
        refuse_closed(work.session, order.round_id)
        rows = case_rows(work.session, order.round_id)
        stage, cases = _to_grade(rows, panel_cases(work.session, rows), order.stage)
        seats = _seats(work.session, order)
        blank = _blank_forms(ws, work.session, rows, stage, cases)
        shapes = {seat.number: _of_seat(blank, cases, seat.id, stage) for seat in seats}
        chosen = [seat for seat in seats if shapes[seat.number]]
        if not chosen:
            raise AppError("Nothing is left to grade at this stage on any of these seats.", "Look at the meeting.")
        with counted(progress, len(chosen) * order.how.count) as each:
            making = _Making(ws=ws, work=work, meeting=meeting, stage=stage, how=order.how, each=each)
            made = {seat.number: making.forms(seat.number, shapes[seat.number]) for seat in chosen}
        work.note(stage=stage, seats=sorted(made))
    files = {target if len(made) == 1 else _beside(target, seat): copies for seat, copies in made.items()}
    return handed_out(write_sets(files.items()), (copy for copies in made.values() for copy in copies))


# ------------------------------------------------------------------ which cases, and which seats
def _to_grade(
    rows: Sequence[RoundCaseRow], panel: Mapping[int, PanelCase], wanted: str
) -> tuple[str, dict[int, PanelCase]]:
    """The stage, and the cases that everyone has come to it with and whose grades nobody has seen yet."""
    open_now = {
        row.id: panel[row.id]
        for row in rows
        if not panel[row.id].set_aside and not panel[row.id].seen(panel[row.id].stage)
    }
    stage = wanted or next((case.stage for case in open_now.values()), "")
    found = {row: case for row, case in open_now.items() if case.stage == stage}
    if not found:
        stages = ", ".join(dict.fromkeys(case.stage for case in open_now.values()))
        at = f" at the stage “{wanted}”" if wanted else ""
        what = f"No case of the meeting is to be graded{at} now."
        raise AppError(what, f"Open now: {stages}." if stages else "Open the next stage first.")
    closed = [str(case.number) for case in found.values() if not case.released]
    if closed:
        what = f"Not released to volunteers: {'case' if len(closed) == 1 else 'cases'} {', '.join(closed)}."
        raise AppError(what, "Read and release them first, or withhold them.")
    return stage, found


def _seats(session: Session, order: FormsOrder) -> Sequence[SeatRow]:
    rows = session.scalars(select(SeatRow).where(SeatRow.round_id == order.round_id).order_by(SeatRow.number)).all()
    unknown = set(order.seats) - {row.number for row in rows}
    if unknown:
        raise AppError(f"Meeting R{order.round_id} has no seat {min(unknown)}.", "Choose one of its seats.")
    if order.seats:
        return [row for row in rows if row.number in order.seats]
    away = {seat.seat_id for seat in panel_seats(session, order.round_id) if seat.presence in AWAY}
    return [row for row in rows if row.id not in away]


def _of_seat(
    blank: Mapping[int, GradingCase], cases: Mapping[int, PanelCase], seat_id: int, stage: str
) -> tuple[GradingCase, ...]:
    """The forms that a seat has still to fill in."""
    sheets = {row: case.sheets.get(seat_id) for row, case in cases.items()}
    return tuple(
        blank[row] for row, sheet in sheets.items() if sheet is None or not (sheet.conflicted or stage in sheet.locked)
    )


# ------------------------------------------------------------------ what they ask
def _blank_forms(
    ws: Workspace, session: Session, rows: Sequence[RoundCaseRow], stage: str, cases: Mapping[int, PanelCase]
) -> dict[int, GradingCase]:
    """The form of each case, as it is put to a volunteer who has come to that stage and said nothing."""
    own = [row for row in rows if row.id in cases]
    gradings: dict[int, Grading] = {}
    for scheme in {row.scheme_id for row in own}:
        some = [row for row in own if row.scheme_id == scheme]
        plain = {row.version_id: _as_volunteer(cases[row.id], stage) for row in some}
        gradings |= with_records(session, plain, {row.version_id: row.case_id for row in some}, force=ws.force)
    return {row.id: _case(cases[row.id].number, row.token.hex(), gradings[row.version_id], stage) for row in own}


def _as_volunteer(case: PanelCase, stage: str) -> Grading:
    before = case.stages[: case.stages.index(stage)]
    return replace(case.blank, locked=before, opened=(*before, stage), spread_seen=())


def _case(number: int, token: str, grading: Grading, stage: str) -> GradingCase:
    shown = next(one for one in sheet_stages(grading) if one.id == stage)
    return GradingCase(
        number=number,
        token=token,
        stage_label=shown.label,
        intro=shown.intro,
        questions=tuple(_question(grading, asked) for asked in shown.questions),
    )


def _question(grading: Grading, asked: AskedQuestion) -> GradingQuestion:
    question = grading.scheme.question(asked.id)
    return GradingQuestion(
        asked=FormQuestion(
            id=asked.id,
            text=asked.text,
            help="",
            law="",
            group="",
            # where an answer on the form decides whether it must be answered, the paper cannot say that it need not
            mandatory=asked.mandatory or question.mandatory_if is not None,
            free_text=asked.free_text,
            choices=tuple(FormChoice(label=one.label, tone=one.tone, key=one.key) for one in asked.choices),
        ),
        reasons=tuple(FormReason(key=one.key, label=one.label, tone=one.tone) for one in asked.reasons),
        conflict=bool(grading.scheme.scales[question.scale].stops_at),
    )


# ------------------------------------------------------------------ making them
@dataclass(frozen=True, kw_only=True, slots=True)
class _Making:
    """The forms of several seats, made in one entry of the log."""

    ws: Workspace
    work: Work
    meeting: MeetingRow
    stage: str
    how: PaperHow
    each: Callable[[], None]

    def forms(self, seat: int, cases: tuple[GradingCase, ...]) -> tuple[Made, ...]:
        """The copies of one seat's forms."""
        of = self.work.session.get_one(RoundRow, self.meeting.round_id)
        part = f"{self.stage[:_LONGEST_STAGE]} seat {seat}"
        order = PaperOrder(sort="forms", of=of, part=part, marking="pack", how=self.how, each=self.each)
        return issue_papers(self.ws, self.work, order, lambda issue: self._shape(issue, seat, cases))

    def _shape(self, issue: Issue, seat: int, cases: tuple[GradingCase, ...]) -> GradingForms:
        return GradingForms(
            issue=issue,
            force=force_of(self.work.session).name,
            panel=self.meeting.panel,
            day=day_words(self.meeting.held_on),
            seat=seat,
            stage=self.stage,
            stage_label=cases[0].stage_label,
            learning_note=_WORDS.say("says.learning"),
            cases=cases,
        )


def _beside(target: Path, seat: int) -> Path:
    return target.with_name(f"{target.stem}-seat-{seat}{target.suffix}")
