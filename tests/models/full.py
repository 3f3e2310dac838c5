"""A workspace with a row in every table, made once a process."""

import shutil
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from sqlalchemy import select

from app.core.events import Act, Event
from app.core.shapes.concerns import ConcernSort
from app.core.shapes.gate import DrawPeople
from app.core.shapes.people import PersonFacts
from app.core.shapes.sheets import Given
from app.models.actions import (
    ActionRow,
    ActionStepRow,
    ActionStepTextRow,
    ActionTextRow,
    FeedbackRow,
    FeedbackTextRow,
)
from app.models.gate import ReconciliationRow, TargetedCaseRow, TargetedTextRow
from app.models.meetings import (
    CaseStageRow,
    ConsensusRow,
    ConsensusTextRow,
    MeetingRow,
    MeetingSeatRow,
    MeetingStepRow,
    MeetingTextRow,
    SeatPresenceRow,
    SheetEntryRow,
    SpreadSeenRow,
)
from app.models.papers import (
    PaperRecipientRow,
    PaperReleaseRow,
    PaperRow,
    PaperShapeRow,
    PaperStepRow,
    PaperStepTextRow,
)
from app.models.records import CaseRow, ReleaseRow, ReleaseTextRow
from app.models.rounds import RoundClosedRow
from app.services import people
from app.services.collecting import mappings
from app.services.collecting.undo import undo_import
from app.services.drawing import draws, exclusions, lodging, replacing
from app.services.grading import concerns, sheets
from app.services.papers import draw_papers
from app.services.workspace import Workspace
from tests import builders

NAME = "Araminta Quillfeather"
"""A person in the extract, planted in every place that a row has for a name."""
GROUNDS = f"{NAME} was seen on Larkspur Passage with a crowbar."
NOTE = f"I have met {NAME} before."
NO_DATE = {"URN": "PSS/25/00002", "Search date/time": f"{NAME}, on a Tuesday"}
WITH_NAME = {"URN": "PSS/25/00001", "Person name": NAME, "Grounds for search": GROUNDS, "LPU": "Northwich LPU"}
MANY_ROWS = builders.PRACTICE_EXTRACT.parent / "practice-use-of-force-2025-06.csv"
"""Cases of many rows, some of which do not agree; the records they name are in no other table."""
SCRATCH = TemporaryDirectory(prefix="scrutiny-full-")


def open_full(folder: Path) -> Workspace:
    """That workspace, copied into this folder and opened."""
    shutil.copytree(made(), folder)
    return builders.reopen(folder)


@cache
def made() -> Path:
    folder = Path(SCRATCH.name) / "workspace"
    drawn = builders.open_drawn(folder)
    extract = builders.write_csv(Path(SCRATCH.name) / f"{NAME}.csv", [WITH_NAME, NO_DATE])
    assert builders.import_practice(drawn.ws, file=extract).rejected == 1
    graded = builders.grade(drawn.ws, builders.open_case(drawn, 1))
    assert graded.current is None
    started = builders.open_case(drawn, 2)
    sheets.save_answer(drawn.ws, sheet_id=started.sheet_id, question="C1", answer="no", note=NOTE)
    sheets.save_answer(drawn.ws, sheet_id=started.sheet_id, question="SS1", answer="1", reasons=("smell",))
    around_a_sheet(drawn.ws, graded.sheet_id, started.sheet_id)
    release(drawn.ws)
    around_the_draw(drawn)
    what_follows(drawn.ws)
    withdraw_someone(drawn.ws)
    a_meeting(drawn.ws)
    builders.import_file(drawn.ws, MANY_ROWS, kind="use_of_force")
    draft = mappings.look_at(drawn.ws, MANY_ROWS)
    mappings.save_mapping(drawn.ws, "Forms of force", draft)
    undo_import(drawn.ws, builders.import_file(drawn.ws, builders.OPEN_DATA).import_id)
    draw_papers.write_pack(drawn.ws, draw_id=drawn.draw.draw_id, file=Path(SCRATCH.name) / "pack.pdf")
    a_paper_and_what_became_of_it(drawn.ws)
    drawn.ws.close()
    return folder


def around_a_sheet(ws: Workspace, graded: int, started: int) -> None:
    """A changed mind, a case passed and taken up, a concern taken on, and a seat whose keys wait for Enter."""
    sheets.change_answers(ws, sheet_id=graded, answers={"SS1": Given(answer="X")}, why=NOTE)
    sheets.pass_case(ws, sheet_id=started)
    sheets.take_up_case(ws, sheet_id=started)
    concerns.raise_concern(ws, sheet_id=started, sort=ConcernSort.CRIME, text=NOTE)
    concerns.take_on_concern(ws, concern_id=1)
    sheets.set_single_keys(ws, round_id=1, on=False)


def around_the_draw(drawn: builders.Drawn) -> None:
    """A case left out and let in again, a list lodged and drawn before witnesses, a case replaced, one withheld."""
    ws = drawn.ws
    with ws.read() as session:
        (case_id,) = session.scalars(select(CaseRow.id).where(CaseRow.kind == "s60_search").limit(1))
    exclusions.exclude(ws, kind="s60_search", case_id=case_id, reason="duplicate", note=NOTE)
    frame = builders.seal(ws, kind="s60_search", size=3, reserves=1)
    exclusions.lift(ws, exclusion_id=1)
    lodging.lodge(ws, frame_id=frame.frame_id, to=NAME, how="paper", note=NOTE)
    people = DrawPeople(rolled_by=NAME, read_by=NAME, witnessed_by=NAME)
    draws.draw_sample(ws, frame_id=frame.frame_id, seed=builders.SEED, people=people)
    *_, withheld, replaced = drawn.draw.cases
    replacing.replace(ws, draw_id=drawn.draw.draw_id, token=replaced.token, reason="duplicate")
    replacing.withhold(ws, draw_id=drawn.draw.draw_id, token=withheld.token, reason="safety")
    with ws.write(Event(act=Act.ALTER, name="case_targeted")) as work:
        targeted = TargetedCaseRow(kind="s60_search", case_id=1, reason="theme", added_at=work.at, **work.written)
        work.session.add(targeted)
        work.session.flush()
        work.session.add(TargetedTextRow(targeted_id=targeted.id, asked_by=NAME, why=NOTE))
    with ws.write(Event(act=Act.ALTER, name="list_reconciled")) as work:
        row = ReconciliationRow(
            frame_id=1, sort="typed", source="A letter", sha256="", lines=[], explanation="", reconciled_at=work.at,
            **work.written,
        )  # fmt: skip
        work.session.add(row)


def what_follows(ws: Workspace) -> None:
    """An action that was replied to, its letter, feedback from a sheet, and the end of a month."""
    with ws.write(Event(act=Act.COMBINE, name="action_added")) as work:
        at, written = work.at, work.written
        work.session.add(ActionRow(round_id=1, rung="advice", due=at.date(), added_at=at, **written))
        work.session.flush()
        work.session.add(ActionTextRow(action_id=1, task=NOTE, owner=NAME))
        work.session.add(ActionStepRow(action_id=1, number=1, step="replied", taken_at=at, **written))
        work.session.flush()
        work.session.add(ActionStepTextRow(step_id=1, text=NOTE, said_by=NAME))
        work.session.add(FeedbackRow(sheet_id=1, written_at=at, **written))
        work.session.flush()
        work.session.add(FeedbackTextRow(feedback_id=1, text=NOTE))
        work.session.add(RoundClosedRow(round_id=1, closed_at=at, unfinished=6, **written))


def a_meeting(ws: Workspace) -> None:
    """What a meeting leaves behind, on the round that is there: a seat's presence, a spread seen, a panel's view."""
    with ws.write(Event(act=Act.COMBINE, name="meeting_set_up")) as work:
        at, written = work.at, work.written
        meeting = MeetingRow(
            round_id=1,
            panel="CCG",
            area="chester",
            held_on=at.date(),
            terms="",
            police_vote=False,
            minutes=90,
            **written,
        )
        work.session.add(meeting)
        work.session.flush()
        work.session.add_all(
            (
                MeetingTextRow(round_id=1, warning=NOTE),
                MeetingStepRow(round_id=1, step="opened", taken_at=at, **written),
                MeetingSeatRow(seat_id=1, affiliation="community", chairs=True, **written),
                SeatPresenceRow(seat_id=1, presence="present", declared=True, marked_at=at, **written),
                CaseStageRow(round_case_id=1, stage="reveal", opened_at=at, **written),
                SpreadSeenRow(round_case_id=1, stage="record", seen_at=at, **written),
                SheetEntryRow(sheet_id=1, stage="record", medium="paper", step="typed", entered_at=at, **written),
            )
        )
        agreed = ConsensusRow(
            round_case_id=1, question="SS1", choice="1", votes_for=4, votes_against=1, votes_abstained=0, agreed_at=at,
            **written,
        )  # fmt: skip
        work.session.add(agreed)
        work.session.flush()
        work.session.add(ConsensusTextRow(consensus_id=agreed.id, minority=NOTE))


def a_paper_and_what_became_of_it(ws: Workspace) -> None:
    """Whom the pack is for, whose words it holds, and that it was asked back."""
    with ws.write(Event(act=Act.DISCLOSE, name="papers_made")) as work:
        at, written = work.at, work.written
        work.session.add(PaperRow(sort="letter", action_id=1, copy=1, sha256="0" * 64, made_at=at, **written))
        work.session.flush()
        work.session.add_all(
            (
                PaperShapeRow(paper_id=2, body=NOTE.encode()),
                PaperRecipientRow(paper_id=2, name=NAME),
                PaperReleaseRow(paper_id=2, release_id=1),
                PaperStepRow(paper_id=2, number=1, step="recalled", taken_at=at, **written),
            )
        )
        work.session.flush()
        work.session.add(PaperStepTextRow(step_id=1, note=NOTE))


def withdraw_someone(ws: Workspace) -> None:
    """A volunteer who came and went."""
    facts = PersonFacts(name=NAME, role="volunteer", affiliation="community", scope="CCG Chester")
    people.withdraw_person(ws, people.add_person(ws, facts).value.person_id)


def release(ws: Workspace) -> None:
    """A released text: no service makes one yet."""
    with ws.write(Event(act=Act.DISCLOSE, name="released")) as work:
        row = ReleaseRow(case_id=1, version_id=1, state="released", released_at=work.at, **work.written)
        work.session.add(row)
        work.session.flush()
        work.session.add(ReleaseTextRow(release_id=row.id, field="grounds", text="A text.", spans=[{"start": 1}]))
