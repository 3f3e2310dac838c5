"""A panel's meeting in rows, for tests of what grades add up to: its seats, their sheets, what it agreed.

The rows are those that the services of a meeting write; what is graded is said in a line, so that a test can be worked
out on paper.
"""

from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.core.events import Act, Event
from app.models.frames import DrawRow, FrameCaseRow
from app.models.meetings import (
    CaseStageRow,
    ConsensusRow,
    MeetingRow,
    MeetingSeatRow,
    MeetingStepRow,
    SeatPresenceRow,
    SpreadSeenRow,
)
from app.models.records import ReleaseRow
from app.models.releases import RELEASED
from app.models.rounds import (
    AnswerRow,
    RoundCaseRow,
    RoundDrawRow,
    RoundRow,
    SeatPersonRow,
    SeatRow,
    SheetRow,
    SheetStageRow,
)
from app.models.sheets import SheetPassRow
from app.services.drawing.standing import standing_of
from app.services.grading.rounds import join_round
from app.services.workspace import Work, Workspace
from tests.builders import draw, import_file, seal, write_csv

EVENT = Event(act=Act.COMBINE, name="panel_made_for_a_test")


def small_list(ws: Workspace, folder: Path, cases: int, **cells: Sequence[str]) -> None:
    """An extract of so many searches of adults without a video, so that every form asks the same of each.

    ``cells`` gives further columns, a value a case.
    """
    rows: list[Mapping[str, str]] = [
        {
            "URN": f"T/25/{at:04}",
            "Search date/time": f"{1 + at % 28:02}/06/2025 10:{at % 60:02}",
            "Age": "30",
            "BWV": "No",
            **{column: values[at] for column, values in cells.items()},
        }
        for at in range(cases)
    ]
    import_file(ws, write_csv(folder / f"{cases}.csv", rows))


def draw_for_panel(ws: Workspace, seed: str, **choice: object) -> int:
    """Seal a list of June and draw from it, on the short form of panels."""
    frame = seal(ws, form="panel_short", **choice)
    return draw(ws, frame.frame_id, seed).draw_id


def panel(ws: Workspace, draw_id: int, seats: int, *, people: Mapping[int, int | str] | None = None) -> int:
    """A meeting over a draw, open, with so many seats, all present; ``people`` says which are people known here, or by
    what name they sit."""
    with ws.write(EVENT) as work:
        row = RoundRow(purpose="meeting", opened_at=work.at, due=None, monthly_plan=None, **work.written)
        work.session.add(row)
        work.session.flush()
        work.session.add_all(
            [
                RoundDrawRow(round_id=row.id, draw_id=draw_id),
                MeetingRow(
                    round_id=row.id,
                    panel="Search panel",
                    area="",
                    held_on=date(2025, 7, 3),
                    terms="Terms of 2025",
                    police_vote=False,
                    minutes=90,
                    **work.written,
                ),
            ]
        )
        work.session.flush()
        for number in range(1, seats + 1):
            _seat(work, row.id, number, (people or {}).get(number))
        called = standing_of(work.session, draw_id).called
        cases = {
            case.id: case for case in work.session.scalars(select(FrameCaseRow).where(FrameCaseRow.id.in_(called)))
        }
        join_round(work.session, row.id, work.session.get_one(DrawRow, draw_id), [cases[case] for case in called])
        work.session.flush()
        work.session.add_all(
            ReleaseRow(
                case_id=case.case_id, version_id=case.version_id, state=RELEASED, released_at=work.at, **work.written
            )
            for case in cases_of(work.session, row.id)
        )
        _step(work, row.id, "opened")
        return row.id


def fill(
    ws: Workspace,
    round_id: int,
    case: int,
    answers: Mapping[int, Mapping[str, str]],
    *,
    stage: str = "record",
) -> None:
    """Sheets of one case, locked at a stage: by seat, its answers by question. Numbers are those people say."""
    with ws.write(EVENT) as work:
        for number, given in answers.items():
            sheet = _sheet(work, round_id, case, number)
            work.session.add_all(
                AnswerRow(sheet_id=sheet.id, question=name, choice=choice, answered_at=work.at, **work.written)
                for name, choice in given.items()
            )
            if given.get("C1") != "yes":
                work.session.add(SheetStageRow(sheet_id=sheet.id, stage=stage, locked_at=work.at, **work.written))


def give(ws: Workspace, round_id: int, question: str, table: Sequence[str], codes: Mapping[str, str]) -> None:
    """A table of answers to one question: a row a case, a letter a seat. ``codes`` says what a letter stands for.

    ``p`` passed, ``c`` has a conflict, ``-`` has no sheet.
    """
    for case, row in enumerate(table, 1):
        fill(ws, round_id, case, {
            seat: {"C1": "yes"} if letter == "c" else {"C1": "no", question: codes[letter]}
            for seat, letter in enumerate(row, 1)
            if letter not in "p-"
        })  # fmt: skip
        for seat, letter in enumerate(row, 1):
            if letter == "p":
                pass_case(ws, round_id, case, seat)


def pass_case(ws: Workspace, round_id: int, case: int, seat: int) -> None:
    """A seat passes a case."""
    with ws.write(EVENT) as work:
        sheet = _sheet(work, round_id, case, seat)
        work.session.add(SheetPassRow(sheet_id=sheet.id, passed=True, at=work.at, **work.written))


def mark(ws: Workspace, round_id: int, seat: int, presence: str) -> None:
    """Mark whether a member is there."""
    with ws.write(EVENT) as work:
        _presence(work, _seat_id(work, round_id, seat), presence)


def see(ws: Workspace, round_id: int, *cases: int, stage: str = "record") -> None:
    """The panel sees how its grades of some cases spread."""
    with ws.write(EVENT) as work:
        for case in cases:
            row = _case(work, round_id, case)
            work.session.add(SpreadSeenRow(round_case_id=row.id, stage=stage, seen_at=work.at, **work.written))


def agree(ws: Workspace, round_id: int, question: str, choices: Mapping[int, str]) -> None:
    """What the panel agreed on a question, by case; "" where it did not agree."""
    with ws.write(EVENT) as work:
        for case, choice in choices.items():
            work.session.add(
                ConsensusRow(
                    round_case_id=_case(work, round_id, case).id,
                    question=question,
                    choice=choice,
                    votes_for=3,
                    votes_against=0,
                    votes_abstained=0,
                    agreed_at=work.at,
                    **work.written,
                )
            )


def open_stage(ws: Workspace, round_id: int, *cases: int, stage: str = "reveal") -> None:
    """Open a stage of some cases for everyone."""
    with ws.write(EVENT) as work:
        for case in cases:
            row = _case(work, round_id, case)
            work.session.add(CaseStageRow(round_case_id=row.id, stage=stage, opened_at=work.at, **work.written))


def close(ws: Workspace, round_id: int) -> None:
    """Close the meeting."""
    with ws.write(EVENT) as work:
        _step(work, round_id, "closed")


def _seat(work: Work, round_id: int, number: int, sits: int | str | None) -> None:
    person = sits if isinstance(sits, int) else None
    name = sits if isinstance(sits, str) else f"Member {number}"
    seat = SeatRow(round_id=round_id, number=number, role="volunteer", **work.written)
    work.session.add(seat)
    work.session.flush()
    work.session.add_all(
        [
            SeatPersonRow(seat_id=seat.id, actor_id=person, name=None if person else name),
            MeetingSeatRow(seat_id=seat.id, affiliation="community", chairs=number == 1, **work.written),
        ]
    )
    work.session.flush()
    _presence(work, seat.id, "present")


def _presence(work: Work, seat_id: int, presence: str) -> None:
    row = SeatPresenceRow(seat_id=seat_id, presence=presence, declared=True, marked_at=work.at, **work.written)
    work.session.add(row)
    work.session.flush()


def _step(work: Work, round_id: int, step: str) -> None:
    work.session.add(MeetingStepRow(round_id=round_id, step=step, taken_at=work.at, **work.written))
    work.session.flush()


def _case(work: Work, round_id: int, number: int) -> RoundCaseRow:
    wanted = select(RoundCaseRow).where(RoundCaseRow.round_id == round_id, RoundCaseRow.position == number)
    return work.session.scalars(wanted).one()


def _seat_id(work: Work, round_id: int, number: int) -> int:
    wanted = select(SeatRow.id).where(SeatRow.round_id == round_id, SeatRow.number == number)
    return work.session.scalars(wanted).one()


def _sheet(work: Work, round_id: int, case: int, seat: int) -> SheetRow:
    round_case, seat_id = _case(work, round_id, case).id, _seat_id(work, round_id, seat)
    wanted = select(SheetRow).where(SheetRow.round_case_id == round_case, SheetRow.seat_id == seat_id)
    row = work.session.scalars(wanted).first()
    if row is None:
        row = SheetRow(round_case_id=round_case, seat_id=seat_id, opened_at=work.at, **work.written)
        work.session.add(row)
        work.session.flush()
    return row


def cases_of(session: Session, round_id: int) -> Sequence[RoundCaseRow]:
    """The cases of a round in the order of its queue."""
    wanted = select(RoundCaseRow).where(RoundCaseRow.round_id == round_id).order_by(RoundCaseRow.position)
    return session.scalars(wanted).all()
