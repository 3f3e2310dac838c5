"""Cases left out of the lists to come: counted by reason in list and plan, lifted, never out of a sealed list."""

import json

import pytest
from sqlalchemy import text

from app.core.errors import AppError
from app.core.sampling.plan import read_plan
from app.models.frames import PlanRow
from app.services.collecting.undo import undo_import
from app.services.drawing import bundles, exclusions, frames
from app.services.workspace import Workspace
from tests.builders import JUNE, draw, entries, import_practice, seal

KIND = "stop_search"


@pytest.fixture
def stocked(workspace: Workspace) -> Workspace:
    """The practice extract imported."""
    import_practice(workspace)
    return workspace


def leave_out(ws: Workspace, case_id: int, reason: str = "duplicate", note: str = "") -> int:
    return exclusions.exclude(ws, kind=KIND, case_id=case_id, reason=reason, note=note).value.exclusion_id


def test_each_reason_is_a_step_of_the_funnel_and_of_the_plan(stocked: Workspace, tmp_path) -> None:
    for case_id, reason in ((3, "restricted"), (5, "duplicate"), (9, "restricted")):
        leave_out(stocked, case_id, reason)
    count = frames.count_frame(stocked, choice())
    view = seal(stocked)
    assert count.exclusions == view.exclusions
    assert [(one.reason, one.count) for one in view.exclusions] == [("duplicate", 1), ("restricted", 2)]
    assert [step.count for step in view.funnel][-3:] == [304, 303, 301]
    assert (count.cases, view.cases) == (301, 301)
    assert all(step.step.startswith("without those left out: ") for step in view.funnel[-2:])
    with stocked.read() as session:
        plan = read_plan(session.get_one(PlanRow, 1).body)
        held = session.execute(text("SELECT count(*) FROM frame_case WHERE case_id IN (3, 5, 9)")).scalar_one()
    assert [(one.reason, one.count) for one in plan.exclusions] == [("duplicate", 1), ("restricted", 2)]
    assert [step.step for step in plan.funnel][-2:] == ["excluded:duplicate", "excluded:restricted"]
    assert held == 0
    draw(stocked)
    bundles.write_bundle(stocked, draw_id=1, file=tmp_path / "a.zip")
    assert bundles.verify_bundle(tmp_path / "a.zip").problems == ()


def choice(**options: object) -> frames.FrameChoice:
    first, last = JUNE
    return frames.FrameChoice(**{"kind": KIND, "first_day": first, "last_day": last, "size": 8, **options})


def test_only_what_the_list_would_hold_counts_as_left_out(stocked: Workspace) -> None:
    leave_out(stocked, 3)
    assert frames.count_frame(stocked, choice(kind="s60_search", size=2)).exclusions == ()
    narrowed = frames.count_frame(stocked, choice(where=(("lpu", "warrington"),)))
    everything = frames.count_frame(stocked, choice())
    assert sum(one.count for one in everything.exclusions) == 1
    assert narrowed.funnel[-1].count == narrowed.cases


def test_a_case_of_a_sealed_list_stays_in_it_and_is_left_out_of_the_next(stocked: Workspace) -> None:
    first = seal(stocked)
    number = leave_out(stocked, 3)
    second = seal(stocked)
    assert (first.cases, second.cases) == (304, 303)
    assert frames.read_frame(stocked, first.frame_id).exclusions == ()
    exclusions.lift(stocked, exclusion_id=number)
    assert seal(stocked).cases == 304
    (line,) = exclusions.list_exclusions(stocked)
    assert (line.frames, bool(line.lifted_at)) == ((second.frame_id,), True)
    assert exclusions.list_exclusions(stocked, lifted=False) == ()
    assert leave_out(stocked, 3, "restricted") != number


def test_the_note_is_apart_and_the_log_holds_no_word_of_it(stocked: Workspace) -> None:
    leave_out(stocked, 3, note="Quillfeather complained")
    assert exclusions.list_exclusions(stocked)[0].note == "Quillfeather complained"
    last = entries(stocked)[-1]
    assert (last["event"], last["details"]["reason"], last["details"]["case_id"]) == ("case_excluded", "duplicate", 3)
    assert "Quillfeather" not in json.dumps(entries(stocked))


@pytest.mark.parametrize(
    ("options", "said"),
    [
        ({"case_id": 99_999}, "There is no stop_search C99999"),
        ({"kind": "s60_search"}, "There is no s60_search C3"),
        ({"reason": "awkward"}, "“awkward” is no reason here"),
        ({"case_id": 5}, "left out already, by E1"),
    ],
)
def test_what_is_refused_is_logged(stocked: Workspace, options: dict[str, object], said: str) -> None:
    leave_out(stocked, 5)
    with pytest.raises(AppError, match=said):
        exclusions.exclude(stocked, **{"kind": KIND, "case_id": 3, "reason": "duplicate", **options})
    assert entries(stocked)[-1]["event"] == "exclusion_refused"
    assert len(exclusions.list_exclusions(stocked)) == 1


def test_an_exclusion_is_lifted_once(stocked: Workspace) -> None:
    leave_out(stocked, 3)
    exclusions.lift(stocked, exclusion_id=1)
    for number, said in ((1, "E1 was lifted already"), (2, "There is no exclusion E2")):
        with pytest.raises(AppError, match=said):
            exclusions.lift(stocked, exclusion_id=number)
        assert entries(stocked)[-1]["event"] == "lifting_refused"


def test_a_case_is_found_by_its_reference(stocked: Workspace) -> None:
    leave_out(stocked, 3)
    (line,) = exclusions.list_exclusions(stocked, kind=KIND)
    assert exclusions.find_case(stocked, kind=KIND, reference=f" {line.reference} ") == 3
    for reference in ("", "PSS/00/00000"):
        with pytest.raises(AppError, match="No search here has that reference"):
            exclusions.find_case(stocked, kind=KIND, reference=reference)


def test_an_import_is_not_undone_while_a_case_of_it_is_left_out(stocked: Workspace) -> None:
    """Its record would come back as another case, and nobody would remember."""
    leave_out(stocked, 3)
    with pytest.raises(AppError, match="cases of it are left out") as told:
        undo_import(stocked, 1)
    assert "Lift E1 first" in told.value.fix
    exclusions.lift(stocked, exclusion_id=1)
    undo_import(stocked, 1)
    assert exclusions.list_exclusions(stocked)[0].case_id == 3


def test_the_reasons_are_the_forces(stocked: Workspace) -> None:
    codes = [reason.code for reason in exclusions.exclude_reasons(stocked)]
    assert "duplicate" in codes
    assert all(reason.label for reason in exclusions.exclude_reasons(stocked))
