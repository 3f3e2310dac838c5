"""Counting and sealing: days of Europe/London, filters, strata with their blanks, and a plan that is fixed with it."""

import json
from datetime import date
from pathlib import Path

import pytest

from app.core.canonical import sha256_hex
from app.core.errors import AppError
from app.models.frames import PlanRow
from app.services.drawing import frames
from app.services.workspace import Workspace
from tests.builders import FixedClock, draw, entries, import_practice, seal
from tests.intake.extracts import CHESHIRE_JULY, CHESHIRE_JUNE, open_data, published
from tests.journeys.looking import counts

JUNE_1, JUNE_30 = date(2025, 6, 1), date(2025, 6, 30)


@pytest.fixture
def stocked(workspace: Workspace) -> Workspace:
    import_practice(workspace)
    return workspace


def choice(**options: object) -> frames.FrameChoice:
    return frames.FrameChoice(
        **{"kind": "stop_search", "first_day": JUNE_1, "last_day": JUNE_30, "size": 5, **options}  # type: ignore[arg-type]
    )


def count(ws: Workspace, **options: object) -> int:
    return frames.count_frame(ws, choice(**options)).cases


def bring_in(ws: Workspace, folder: Path, *rows: dict[str, str]) -> None:
    file = folder / "extract.csv"
    file.write_text(open_data(rows), encoding="utf-8", newline="")
    import_practice(ws, file=file)


# ------------------------------------------------------------------ which cases
def test_days_are_those_of_london_with_both_ends(workspace: Workspace, tmp_path: Path) -> None:
    moments = [
        "2025-05-31T22:59:59+00:00",  # 31 May, 23:59 on the clock
        "2025-05-31T23:00:00+00:00",  # 1 June, midnight
        "2025-06-30T22:59:59+00:00",  # 30 June, 23:59
        "2025-06-30T23:00:00+00:00",  # 1 July, midnight
    ]
    bring_in(workspace, tmp_path, *({"Date": moment} for moment in moments))
    assert count(workspace) == 2
    assert count(workspace, first_day=date(2025, 5, 31), last_day=date(2025, 5, 31)) == 1
    assert count(workspace, first_day=date(2025, 7, 1), last_day=date(2025, 7, 1)) == 1


@pytest.mark.parametrize(("month", "hours"), [(3, 23), (10, 25)])
def test_the_days_on_which_the_clocks_change_are_whole(
    workspace: Workspace, tmp_path: Path, month: int, hours: int
) -> None:
    day = {3: date(2025, 3, 30), 10: date(2025, 10, 26)}[month]
    start = {3: "2025-03-30T{:02}:30:00+00:00", 10: "2025-10-26T{:02}:30:00+00:00"}[month]
    before = {"Date": f"{day.replace(day=day.day - 1)}T23:30:00+00:00"}
    rows = [before, *({"Date": start.format(hour)} for hour in range(24))]
    bring_in(workspace, tmp_path, *rows)
    assert count(workspace, first_day=day, last_day=day) == hours


def test_june_and_july_of_cheshire_lie_side_by_side(workspace: Workspace, tmp_path: Path) -> None:
    for file in (CHESHIRE_JUNE, published(CHESHIRE_JULY, tmp_path)):
        import_practice(workspace, file=file)
    assert count(workspace) == 1_155
    assert count(workspace, kind="s60_search") == 30
    assert count(workspace, first_day=date(2025, 7, 1), last_day=date(2025, 7, 31)) == 1_065
    assert count(workspace, last_day=date(2025, 7, 31)) == 1_155 + 1_065


def test_filters_narrow_and_a_facet_named_twice_means_either(stocked: Workspace) -> None:
    by_lpu = {value: number for value, _, number in frames.list_values(stocked, kind="stop_search", facet="lpu")}
    assert sum(by_lpu.values()) == 304
    for value, number in by_lpu.items():
        assert count(stocked, where=(("lpu", value),)) == number
    first, second = sorted(by_lpu)[1:3]
    assert count(stocked, where=(("lpu", first), ("lpu", second))) == by_lpu[first] + by_lpu[second]
    both = count(stocked, where=(("lpu", first), ("is_child", "yes")))
    assert 0 < both < by_lpu[first]


@pytest.mark.parametrize("words", ["warrington", "Warrington", " WARRINGTON LPU "])
def test_a_value_may_be_said_as_a_code_or_as_people_say_it(stocked: Workspace, words: str) -> None:
    assert count(stocked, where=(("lpu", words),)) == count(stocked, where=(("lpu", "warrington"),)) > 0


@pytest.mark.parametrize("facet", ["is_child", "vulnerable", "team", "power"])
@pytest.mark.parametrize("words", ["", "not recorded", "Not Recorded"])
def test_a_blank_can_be_asked_for(stocked: Workspace, facet: str, words: str) -> None:
    values = {value: number for value, _, number in frames.list_values(stocked, kind="stop_search", facet=facet)}
    assert count(stocked, where=((facet, words),)) == values.get("", 0)


def test_the_funnel_tells_every_step(stocked: Workspace) -> None:
    found = frames.count_frame(
        stocked, choice(last_day=date(2025, 6, 15), where=(("lpu", "warrington"), ("is_child", "no")))
    )
    imported, kind, period, lpu, child = (step.count for step in found.funnel)
    assert (imported, kind) == (319, 304)
    assert kind > period > lpu > child == found.cases > 0
    assert len({step.step for step in found.funnel}) == 5, "each step says what it is"


# ------------------------------------------------------------------ strata
@pytest.mark.parametrize("facet", ["lpu", "is_child", "vulnerable", "officer_id"])
def test_strata_hold_every_case_once_the_blank_ones_too(stocked: Workspace, facet: str) -> None:
    values = {words: number for _, words, number in frames.list_values(stocked, kind="stop_search", facet=facet)}
    view = seal(stocked, strata=(facet,), size=150)
    assert {line.name: line.cases for line in view.strata} == values
    assert sum(line.cases for line in view.strata) == view.cases == 304
    assert sum(line.size for line in view.strata) == 150
    assert all(0 <= line.size + line.reserves <= line.cases for line in view.strata)
    assert [line.label for line in view.strata] == sorted(line.label for line in view.strata)


def test_the_stratum_of_the_blanks_is_called_not_recorded(stocked: Workspace) -> None:
    assert "not recorded" in [line.name for line in seal(stocked, strata=("is_child",)).strata]


def test_every_stratum_has_one_case_at_least_while_the_size_allows(stocked: Workspace) -> None:
    view = seal(stocked, strata=("lpu",), size=20)
    assert all(line.size >= 1 for line in view.strata)


def test_small_strata_are_named_before_and_after_the_seal(stocked: Workspace) -> None:
    small = frames.count_frame(stocked, choice(strata=("officer_id",))).small_strata
    assert small
    assert set(seal(stocked, strata=("officer_id",), size=60, reserves=0).small_strata) == set(small)


def test_a_count_never_tells_which_cases_and_is_no_entry(stocked: Workspace) -> None:
    before = counts(stocked)
    found = frames.count_frame(stocked, choice(strata=("lpu",), size=10))
    assert counts(stocked) == before
    assert {line.label for line in found.strata} == {""}
    assert sum(line.size for line in found.strata) == 10


def test_a_count_is_true_for_a_size_that_does_not_fit(stocked: Workspace) -> None:
    found = frames.count_frame(stocked, choice(size=5_000))
    assert (found.cases, [line.size for line in found.strata]) == (304, [0])


# ------------------------------------------------------------------ the seal and the plan
def plan_of(ws: Workspace, frame_id: int) -> tuple[dict[str, object], str]:
    with ws.read() as session:
        row = session.query(PlanRow).where(PlanRow.frame_id == frame_id).one()
        assert sha256_hex(row.body) == row.digest
        return json.loads(row.body), row.digest


def test_the_plan_is_fixed_with_the_seal_and_names_imports_and_funnel(stocked: Workspace, clock: FixedClock) -> None:
    clock.advance(minutes=7)
    view = seal(stocked, where=(("lpu", "warrington"),), strata=("is_child",))
    plan, digest = plan_of(stocked, view.frame_id)
    assert digest == view.plan
    assert plan["seal"] == view.seal
    text = json.dumps(plan)
    assert entries(stocked)[1]["details"]["file"] in text, "the hash of the import"
    for words in ("warrington", "is_child", "2025-06-01", "2025-06-30", "2025-07-01T09:07:00Z", "filter:lpu"):
        assert words in text, words
    last = entries(stocked)[-1]
    assert (last["event"], last["details"]["seal"], last["details"]["plan"]) == ("frame_sealed", view.seal, digest)


def test_an_officer_is_never_published(stocked: Workspace) -> None:
    officer = frames.list_values(stocked, kind="stop_search", facet="officer_id")[0][0]
    view = seal(stocked, where=(("officer_id", officer),), size=1, reserves=0)
    plan, _ = plan_of(stocked, view.frame_id)
    assert plan["filters"] == [{"facet": "officer_id", "value": "(not published)"}]


def test_sealed_is_sealed_whatever_comes_in_later(stocked: Workspace, tmp_path: Path) -> None:
    view = seal(stocked)
    bring_in(stocked, tmp_path, *({"Latitude": str(at)} for at in range(20)))
    import_practice(stocked, again=True)
    again = frames.read_frame(stocked, view.frame_id)
    assert (again.seal, again.cases, again.strata) == (view.seal, view.cases, view.strata)
    assert draw(stocked, view.frame_id).seal == view.seal


def test_other_seals_of_the_same_time_are_named_and_others_are_not(stocked: Workspace) -> None:
    first = seal(stocked)
    second = seal(stocked, first_day=JUNE_30, last_day=date(2025, 7, 31), size=1, reserves=0)
    third = seal(stocked, kind="s60_search", size=2)
    assert frames.read_frame(stocked, first.frame_id).other_seals[0].seal == second.seal
    assert [other.frame_id for other in second.other_seals] == [first.frame_id]
    assert third.other_seals == ()
    assert [view.frame_id for view in frames.list_frames(stocked)] == [3, 2, 1]


@pytest.mark.parametrize(
    ("options", "words"),
    [
        ({"kind": "parking"}, "no kind of record"),
        ({"first_day": date(2025, 7, 1)}, "ends before it begins"),
        ({"form": "annual"}, "There is no form “annual”"),
        ({"strata": ("grounds",)}, "no facet called “grounds”"),
        ({"where": (("subject_name", "x"),)}, "no facet called “subject_name”"),
        ({"where": (("lpu", "atlantis"),)}, "No record has “atlantis”"),
        ({"size": 0}, "at least one case"),
        ({"size": 305}, r"holds 304 cases; 305 cannot be drawn"),
        ({"size": 300, "reserves": 5}, "too few for 5 in reserve"),
        ({"first_day": date(2020, 1, 1), "last_day": date(2020, 1, 2)}, "no case in this list"),
    ],
)
def test_what_cannot_be_sealed_is_refused_and_leaves_nothing(
    stocked: Workspace, options: dict[str, object], words: str
) -> None:
    before = counts(stocked)
    with pytest.raises(AppError, match=words):
        frames.seal_frame(stocked, choice(**options))
    assert counts(stocked) == before


def test_there_is_no_list_of_another_number(stocked: Workspace) -> None:
    with pytest.raises(AppError, match="There is no sealed list F9"):
        frames.read_frame(stocked, 9)
