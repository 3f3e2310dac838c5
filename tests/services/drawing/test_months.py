"""A month of a force's plan in one step: every list sealed and drawn, one round, and each departure named."""

import json
import shutil
import zipfile
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.core.errors import AppError
from app.core.shapes.months import MonthChoice, MonthDrawn
from app.core.shapes.sheets import SheetState
from app.services import audits
from app.services.drawing import bundles, draws, frames, month_lists, months, replacing
from app.services.grading import rounds, sheets
from app.services.workspace import Workspace
from tests.builders import entries, grade, import_file, open_new, reopen
from tests.many_rows import FILES, PRACTICE

_SCRATCH = TemporaryDirectory(prefix="scrutiny-tests-")


@cache
def _stocked() -> Path:
    """A workspace with every practice extract of June 2025 but that of section 60 searches."""
    folder = Path(_SCRATCH.name) / "stocked"
    ws = open_new(folder)
    for kind in ("stop_search", "use_of_force", "s60_authority", "custody"):
        for name in FILES[kind]:
            import_file(ws, PRACTICE / name, kind=kind)
    ws.close()
    return folder


@pytest.fixture
def stocked(tmp_path: Path) -> Iterator[Workspace]:
    """That workspace, a copy for each test."""
    shutil.copytree(_stocked(), tmp_path / "workspace")
    ws = reopen(tmp_path / "workspace")
    yield ws
    ws.close()


def draw_month(ws: Workspace, plan: str = "sergeants", month: str = "2025-06", **options: Any) -> MonthDrawn:
    return months.draw_month(ws, MonthChoice(plan=plan, month=month, **options)).value


def plan_of(ws: Workspace, draw_id: int, folder: Path) -> dict[str, Any]:
    """The published plan of a draw, whose bundle holds."""
    bundles.write_bundle(ws, draw_id=draw_id, file=folder / "bundle.zip")
    assert bundles.verify_bundle(folder / "bundle.zip").problems == ()
    with zipfile.ZipFile(folder / "bundle.zip") as archive:
        return json.loads(archive.read("plan.json"))


# ------------------------------------------------------------------ one step
def test_several_draws_of_several_kinds_make_one_round(stocked: Workspace, tmp_path: Path) -> None:
    drawn = draw_month(stocked)
    assert [item.kind for item in drawn.items] == ["stop_search", "use_of_force"]
    assert drawn.round.draws == (1, 2)
    assert drawn.round.label == "Sergeants' month: 5 stop searches and 3 uses of force each, 1 to 30 June 2025"
    assert [part.kind_label for part in drawn.round.parts] == ["Stop and search", "Use of force"]
    assert [part.cases for part in drawn.round.parts] == [item.size for item in drawn.items]
    assert rounds.list_rounds(stocked) == (drawn.round,)
    assert (drawn.departures, drawn.earlier) == ((), ())
    for item in drawn.items:
        assert item.draw_id is not None
        published = plan_of(stocked, item.draw_id, tmp_path)
        assert published["seed_sources"] == ["app"]
        assert "departures" not in published


def test_each_sergeant_has_as_many_as_the_plan_says(stocked: Workspace) -> None:
    drawn = draw_month(stocked)
    for item, most in zip(drawn.items, (5, 3), strict=True):
        assert item.frame_id is not None
        for line in frames.read_frame(stocked, item.frame_id).strata:
            assert line.size == min(most, line.cases)


def test_the_queue_holds_both_kinds_and_each_is_graded_by_its_own_form(stocked: Workspace) -> None:
    drawn = draw_month(stocked, sizes=(("stop_search", 1), ("use_of_force", 1)))
    items = rounds.read_queue(stocked, round_id=drawn.round.round_id).items
    kinds = [item.kind_label for item in sorted(items, key=lambda item: item.number)]
    assert sorted(set(kinds)) == ["Stop and search", "Use of force"]
    assert kinds == sorted(kinds), "one kind after the other, as they are numbered"
    for kind in sorted(set(kinds)):
        item = next(item for item in items if item.kind_label == kind)
        sheet = sheets.open_sheet(stocked, round_id=drawn.round.round_id, case_id=item.case_id).value
        assert grade(stocked, sheet).state is SheetState.DONE
    assert [part.done for part in rounds.list_rounds(stocked)[0].parts] == [1, 1]


def test_the_seals_are_in_the_log_before_any_seed(stocked: Workspace) -> None:
    before = len(entries(stocked))
    drawn = draw_month(stocked)
    sealed, then = entries(stocked)[before:]
    asked, views = {"plan": "sergeants", "month": "2025-06"}, [frames.read_frame(stocked, at) for at in (1, 2)]
    assert (sealed["event"], sealed["details"]) == (
        "month_sealed",
        {
            **asked,
            "frames": [1, 2],
            "seals": [view.seal for view in views],
            "plans": [view.plan for view in views],
        },
    )
    assert (then["event"], then["details"]) == (
        "month_drawn",
        {**asked, "draws": [1, 2], "round_id": drawn.round.round_id, "departures": 0},
    )
    assert audits.verify_audit(stocked).problems == ()


def test_every_case_of_a_rare_thing_is_taken_and_a_kind_without_one_is_told(stocked: Workspace, tmp_path: Path) -> None:
    drawn = draw_month(stocked, "always")
    found = {item.kind: item for item in drawn.items}
    assert [kind for kind, item in found.items() if item.draw_id is None] == ["s60_search"], "not imported here"
    assert found["s60_search"].told == "No case in this month."
    for kind in ("stop_search", "custody", "s60_authority"):
        item = found[kind]
        assert item.draw_id is not None
        assert item.cases == item.size > 0
        assert draws.read_draw(stocked, item.draw_id).whole
        assert plan_of(stocked, item.draw_id, tmp_path)["allocation"] == "all"
    assert drawn.round.cases == sum(item.size for item in drawn.items)


def test_replacing_works_in_each_of_its_draws(stocked: Workspace) -> None:
    drawn = draw_month(stocked)
    for draw_id in drawn.round.draws:
        case = draws.read_draw(stocked, draw_id).cases[0]
        replacing.replace(stocked, draw_id=draw_id, token=case.token, reason="duplicate")
    (listing,) = rounds.list_rounds(stocked)
    assert listing.set_aside == 2


# ------------------------------------------------------------------ departures
def test_another_size_is_named_in_the_plan_that_is_published(stocked: Workspace, tmp_path: Path) -> None:
    drawn = draw_month(stocked, sizes=(("stop_search", 2),))
    told = "The plan draws 5 cases of each Supervisor; asked for here: 2 of each Supervisor."
    assert drawn.departures == (f"Stop and search: {told}",)
    assert plan_of(stocked, 1, tmp_path)["departures"] == [told]
    assert "departures" not in plan_of(stocked, 2, tmp_path)
    assert frames.read_frame(stocked, 1).departures == (told,)


def test_a_kind_that_is_left_out_is_named_on_the_papers_of_the_others(stocked: Workspace, tmp_path: Path) -> None:
    drawn = draw_month(stocked, sizes=(("use_of_force", 0),))
    assert [item.draw_id for item in drawn.items] == [1, None]
    assert plan_of(stocked, 1, tmp_path)["departures"] == ["Left out of the monthly plan: Use of force."]


def test_narrowing_is_named_and_who_it_is_is_not_published(stocked: Workspace, tmp_path: Path) -> None:
    who = next(value for value, _, _ in frames.list_values(stocked, kind="stop_search", facet="supervisor_id") if value)
    drawn = draw_month(stocked, where=(("supervisor_id", who), ("gender", "Male")), sizes=(("use_of_force", 0),))
    published = plan_of(stocked, 1, tmp_path)
    assert published["departures"][-2:] == [
        "Narrowed to Supervisor: (not published).",
        "Narrowed to Sex or gender, as recorded: Male.",
    ]
    assert who not in json.dumps(published["departures"])
    assert drawn.items[0].cases == frames.read_frame(stocked, 1).cases


def test_where_a_month_holds_fewer_all_are_drawn_and_it_is_told(stocked: Workspace) -> None:
    drawn = draw_month(stocked, "inspector", sizes=(("stop_search", 900),))
    (item,) = drawn.items
    assert item.size == item.cases == 304
    assert item.reserves == 0
    assert item.told.startswith("The plan asks for 900; there are ")


def test_the_same_month_again_is_told(stocked: Workspace) -> None:
    first = draw_month(stocked, "inspector")
    again = draw_month(stocked, "inspector")
    assert again.earlier == (first.round.round_id,)
    assert months.count_month(stocked, MonthChoice(plan="inspector", month="2025-06")).earlier == (1, 2)
    assert [other.seal for other in frames.read_frame(stocked, 2).other_seals] == [frames.read_frame(stocked, 1).seal]


# ------------------------------------------------------------------ all or nothing
def refused(ws: Workspace, words: str, **asked: Any) -> None:
    before = len(entries(ws))
    with pytest.raises(AppError, match=words):
        draw_month(ws, **asked)
    assert [entry["event"] for entry in entries(ws)[before:]] == ["month_refused"]
    assert (frames.list_frames(ws), draws.list_draws(ws), rounds.list_rounds(ws)) == ((), (), ())


@pytest.mark.parametrize(
    ("asked", "words"),
    [
        ({"month": "2025-13"}, "is no month"),
        ({"month": "June 2025"}, "is no month"),
        ({"month": "2024-02"}, "No list of this plan has a case"),
        ({"where": (("nothing", "x"),)}, "There is no facet called"),
        ({"where": (("supervisor_id", "nobody"),)}, "No list of this plan has a case"),
        ({"sizes": (("custody", 3),)}, "draws nothing of the kind"),
        ({"sizes": (("stop_search", 0), ("use_of_force", 0))}, "No list of this plan has a case"),
    ],
)
def test_what_is_refused_leaves_nothing(stocked: Workspace, asked: dict[str, Any], words: str) -> None:
    refused(stocked, words, **asked)


def test_a_plan_that_there_is_not(workspace: Workspace) -> None:
    with pytest.raises(AppError, match="Choose one of: sergeants, always, inspector") as refusal:
        draw_month(workspace, "weekly")
    assert "weekly" in refusal.value.what


def test_a_fault_in_the_last_list_undoes_the_first(stocked: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    """The disk is full, or the power goes, while the second list is drawn."""
    real, calls = months.draw_within, []

    def failing(*args: Any, **options: Any) -> int:
        calls.append(args)
        if len(calls) == 2:
            raise AppError("The disk is full.", "Make room.")
        return real(*args, **options)

    monkeypatch.setattr(months, "draw_within", failing)
    refused(stocked, "The disk is full")
    assert len(calls) == 2


# ------------------------------------------------------------------ beforehand
def test_counting_tells_how_many_and_never_which(stocked: Workspace) -> None:
    asked = MonthChoice(plan="sergeants", month="2025-06", sizes=(("stop_search", 2),))
    counted = months.count_month(stocked, asked)
    drawn = months.draw_month(stocked, asked).value
    assert [(item.cases, item.size, item.reserves) for item in counted.items] == [
        (item.cases, item.size, item.reserves) for item in drawn.items
    ]
    assert [sum(line.size for line in frames.read_frame(stocked, at).strata) for at in (1, 2)] == [
        item.size for item in counted.items
    ]
    assert counted.departures == drawn.departures
    assert counted.month_label == "June 2025"


def test_the_plans_in_words(workspace: Workspace) -> None:
    plans = {plan.id: [item.words for item in plan.items] for plan in months.list_plans(workspace)}
    assert plans["sergeants"] == ["5 of each Supervisor", "3 of each Supervisor"]
    assert plans["always"][-1] == "every case"
    assert plans["inspector"][0].startswith("3 at random; all of ")


@given(st.integers(min_value=1900, max_value=2099), st.integers(min_value=1, max_value=12))
def test_a_month_is_all_its_days(year: int, number: int) -> None:
    first, last = month_lists.days_of(f"{year}-{number:02}")
    assert (first.day, first.month, first.year) == (1, number, year)
    assert (last.month, last.year) == (number, year)
    assert 28 <= last.day <= 31
    assert (last.toordinal() - first.toordinal()) == last.day - 1
