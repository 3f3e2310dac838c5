"""Designs in the store, plans of further draws, lodging, people, named numbers; and that nothing is previewed."""

import gzip
from collections import Counter
from dataclasses import fields, is_dataclass
from datetime import date
from pathlib import Path

import pytest

from app.core.errors import AppError
from app.core.sampling.plan import read_plan
from app.core.shapes.designs import PlanChoice
from app.core.shapes.gate import DrawPeople
from app.models.frames import FrameCaseRow, PlanRow
from app.services.drawing import bundles, draws, frames, lodging, plans
from app.services.workspace import Workspace
from tests.builders import JUNE, SEED, draw, entries, import_file, import_practice, seal

DATA = Path(__file__).parents[2] / "data"
OTHER = "27182818284590452353"


@pytest.fixture
def stocked(workspace: Workspace) -> Workspace:
    """The practice extract imported."""
    import_practice(workspace)
    return workspace


def plan_of(ws: Workspace, number: int = 1):
    with ws.read() as session:
        return read_plan(session.get_one(PlanRow, number).body)


@pytest.mark.parametrize(
    "options",
    [
        {"strata": ("lpu", "is_child"), "size": 60, "reserves": 10},
        {"strata": ("lpu",), "size": 24, "reserves": 8, "allocation": "equal"},
        {"strata": ("lpu",), "size": 2, "reserves": 8, "allocation": "fixed", "fixed": (("Warrington", 5),)},
        {"per": ("officer_id", 2), "size": 0, "reserves": 10},
        {"take_all": ((("search_level", "strip"),), (("is_child", "yes"), ("lpu", "warrington"))), "size": 9},
        {"strata": ("sde_code",), "join_small": True, "size": 30, "reserves": 3},
        {"where": (("lpu", "warrington"),), "allocation": "all", "size": 0, "reserves": 0},
    ],
    ids=["two facets", "equal", "fixed", "per", "take all", "joined", "whole"],
)
def test_every_design_is_counted_as_it_is_sealed_and_its_bundle_holds(
    stocked: Workspace, tmp_path: Path, options: dict[str, object]
) -> None:
    first, last = JUNE
    asked = {"kind": "stop_search", "first_day": first, "last_day": last, **options}
    counted = frames.count_frame(stocked, frames.FrameChoice(**asked))
    view = seal(stocked, **{"reserves": 0, **options})
    assert Counter((line.name, line.cases) for line in counted.strata) == Counter(
        (line.name, line.cases) for line in view.strata
    )
    assert (counted.take_all, counted.strata_facets, counted.whole) == (view.take_all, view.strata_facets, view.whole)
    assert sum(line.size for line in counted.strata) == view.size == sum(line.size for line in view.strata)
    assert (counted.funnel, counted.refusal) == (view.funnel, "")
    drawn = draw(stocked, seed=None if view.whole else SEED)
    assert len(drawn.cases) == view.size
    bundles.write_bundle(stocked, draw_id=1, file=tmp_path / "a.zip")
    assert bundles.verify_bundle(tmp_path / "a.zip").problems == ()


def test_names_rules_and_weights_are_said_in_words(stocked: Workspace) -> None:
    view = seal(stocked, strata=("lpu", "is_child"), take_all=((("search_level", "strip"),),), size=60, reserves=0)
    assert view.take_all[0].startswith("Search level: ") or ": " in view.take_all[0]
    whole = [line for line in view.strata if line.rule == "all"]
    assert [(line.name, line.weight, line.size) for line in whole] == [
        (f"All of: {view.take_all[0]}", "1", whole[0].cases)
    ]
    assert any(line.name.startswith("Warrington / ") for line in view.strata)
    for line in view.strata:
        assert line.weight == "" if not line.size else abs(float(line.weight) - line.cases / line.size) <= 0.05


def test_an_officer_named_in_a_rule_is_not_published(stocked: Workspace) -> None:
    officer = next(
        value for value, _, _ in frames.list_values(stocked, kind="stop_search", facet="officer_id") if value
    )
    seal(stocked, take_all=((("officer_id", officer),),), size=5)
    (rule,) = plan_of(stocked).take_all
    assert [(one.facet, one.value) for one in rule] == [("officer_id", "(not published)")]
    assert officer.encode() not in bytes(str(plan_of(stocked)), "utf-8")


def test_nothing_of_an_undrawn_list_tells_a_case(stocked: Workspace) -> None:
    """No preview of any kind: no token, no ticket and no case in what is counted or sealed."""
    first, last = JUNE
    choice = frames.FrameChoice(kind="stop_search", first_day=first, last_day=last, strata=("lpu",), size=20)
    shown = [
        frames.count_frame(stocked, choice),
        frames.seal_frame(stocked, choice).value,
        *frames.list_frames(stocked),
    ]
    with stocked.read() as session:
        rows = session.query(FrameCaseRow.token, FrameCaseRow.key).all()
    told = {text for shape in shown for text in texts(shape)}
    secret = {token.hex() for token, _ in rows} | {key for _, key in rows}
    assert len(secret) == 608
    assert not any(one in text for text in told for one in secret)
    assert all("ticket" not in name and "token" not in name for shape in shown for name in names(shape))


def texts(value: object) -> list[str]:
    if isinstance(value, str):
        return [value]
    if isinstance(value, tuple):
        return [text for one in value for text in texts(one)]
    return [text for one in fields(value) for text in texts(getattr(value, one.name))] if is_dataclass(value) else []


def names(value: object) -> list[str]:
    if isinstance(value, tuple):
        return [name for one in value for name in names(one)]
    if not is_dataclass(value):
        return []
    return [name for one in fields(value) for name in (one.name, *names(getattr(value, one.name)))]


def test_a_further_draw_has_its_own_plan_before_its_own_seed(stocked: Workspace, clock, tmp_path: Path) -> None:
    seal(stocked, strata=("is_child",), size=6, reserves=2)
    draw(stocked)
    clock.advance(days=1)
    view = plans.fix_plan(stocked, frame_id=1, choice=PlanChoice(size=9, allocation="equal", seed_source="dice")).value
    assert [(plan.number, plan.size, plan.drawn) for plan in view.plans] == [(1, 6, 1), (2, 9, None)]
    assert (view.plan, view.size, view.allocation, view.reserves) == (view.plans[1].digest, 9, "equal", 0)
    clock.advance(minutes=5)
    second = draw(stocked, seed=OTHER)
    assert (second.number, second.plan, [one.draw_id for one in second.other_draws]) == (2, view.plan, [1])
    assert [one.number for one in draws.read_draw(stocked, 1).other_draws] == [2]
    assert (plan_of(stocked, 2).sealed_at, plan_of(stocked, 2).fixed_at) == (
        plan_of(stocked).sealed_at, plan_of(stocked).sealed_at.replace(day=plan_of(stocked).sealed_at.day + 1)
    )  # fmt: skip
    for draw_id in (1, 2):
        bundles.write_bundle(stocked, draw_id=draw_id, file=tmp_path / f"{draw_id}.zip")
        assert bundles.verify_bundle(tmp_path / f"{draw_id}.zip").problems == ()


@pytest.mark.parametrize(
    ("choice", "said"),
    [
        (PlanChoice(size=500), "500 cannot be drawn"),
        (PlanChoice(size=2, per=1), "follows from the list"),
        (PlanChoice(size=2, allocation="fixed", fixed=(("S99", 1),)), "has no stratum S99"),
        (PlanChoice(size=2, form="none"), "no form “none”"),
        (PlanChoice(size=2, seed_source="named"), "named in advance"),
        (PlanChoice(), "at least one case"),
    ],
)
def test_a_plan_that_cannot_be_is_refused_and_logged(stocked: Workspace, choice: PlanChoice, said: str) -> None:
    seal(stocked, strata=("is_child",))
    draw(stocked)
    with pytest.raises(AppError, match=said):
        plans.fix_plan(stocked, frame_id=1, choice=choice)
    assert entries(stocked)[-1]["event"] == "plan_refused"
    assert len(frames.read_frame(stocked, 1).plans) == 1


def test_no_further_plan_while_one_waits(stocked: Workspace) -> None:
    seal(stocked)
    with pytest.raises(AppError, match="Plan 1 of F1 has not been drawn yet"):
        plans.fix_plan(stocked, frame_id=1, choice=PlanChoice(size=2))
    with pytest.raises(AppError, match="no sealed list F9"):
        plans.fix_plan(stocked, frame_id=9, choice=PlanChoice(size=2))
    assert [entry["event"] for entry in entries(stocked)][-2:] == ["plan_refused", "plan_refused"]


def test_so_many_of_each_value_of_a_list_divided_by_one_facet_only(stocked: Workspace) -> None:
    seal(stocked, strata=("lpu",), size=9)
    draw(stocked)
    view = plans.fix_plan(stocked, frame_id=1, choice=PlanChoice(per=1)).value
    assert {line.size for line in view.strata} == {1}
    seal(stocked)
    draw(stocked, 2)
    with pytest.raises(AppError, match="not divided by one facet"):
        plans.fix_plan(stocked, frame_id=2, choice=PlanChoice(per=1))


def test_to_whom_seal_and_plan_were_given_is_kept_until_the_draw(stocked: Workspace, clock) -> None:
    seal(stocked)
    lodging.lodge(stocked, frame_id=1, to="Quillfeather, the chair", how="paper", note="By hand")
    clock.advance(minutes=3)
    view = lodging.lodge(stocked, frame_id=1, to="Another", how="qr").value
    assert [(one.to, one.how_label, one.plan_number) for one in view.lodged] == [
        ("Quillfeather, the chair", "on paper", 1), ("Another", "by QR code", 1),
    ]  # fmt: skip
    assert "Quillfeather" not in str(entries(stocked))
    assert entries(stocked)[-1]["details"]["plan"] == view.plan
    drawn = draw(stocked)
    assert [one.to for one in drawn.lodged] == ["Quillfeather, the chair", "Another"]
    with pytest.raises(AppError, match="drawn already"):
        lodging.lodge(stocked, frame_id=1, to="Too late", how="paper")
    assert entries(stocked)[-1]["event"] == "lodging_refused"
    plans.fix_plan(stocked, frame_id=1, choice=PlanChoice(size=2))
    assert lodging.lodge(stocked, frame_id=1, to="The chair", how="text").value.lodged[-1].plan_number == 2
    assert draw(stocked, seed=OTHER).lodged[0].to == "The chair"


@pytest.mark.parametrize(
    ("to", "how", "said"), [(" ", "qr", "to whom"), ("A", "pigeon", "no way"), ("A", "", "no way")]
)
def test_a_lodging_names_somebody_and_a_way(stocked: Workspace, to: str, how: str, said: str) -> None:
    seal(stocked)
    with pytest.raises(AppError, match=said):
        lodging.lodge(stocked, frame_id=1, to=to, how=how)
    assert frames.read_frame(stocked, 1).lodged == ()


def test_who_rolled_and_witnessed_stands_beside_the_draw_and_not_in_the_log(stocked: Workspace) -> None:
    seal(stocked)
    people = DrawPeople(rolled_by="Quillfeather", witnessed_by="Two of the panel")
    view = draws.draw_sample(stocked, frame_id=1, seed=SEED, people=people).value
    assert view.people == (("rolled_by", "Quillfeather"), ("witnessed_by", "Two of the panel"))
    assert "Quillfeather" not in str(entries(stocked))


def test_a_number_named_in_advance_is_the_only_seed(stocked: Workspace) -> None:
    view = seal(stocked, seed_source="named", seed_name="National Lottery, 28 June 2025")
    assert (view.seed_source, view.seed_name) == ("named", "National Lottery, 28 June 2025")
    assert plan_of(stocked).seed_name == "National Lottery, 28 June 2025"
    with pytest.raises(AppError, match="a public number, National Lottery"):
        draw(stocked, seed=None)
    drawn = draw(stocked)
    assert (drawn.seed_source, drawn.seed_name) == ("named", "National Lottery, 28 June 2025")


def test_departures_stand_on_the_list_and_in_the_plan(stocked: Workspace) -> None:
    view = seal(stocked, departures=("8 instead of 5 stop searches.",))
    assert view.departures == view.plans[0].departures == plan_of(stocked).departures == (
        "8 instead of 5 stop searches.",
    )  # fmt: skip


def test_a_size_that_does_not_fit_is_told_before_the_seal_and_nothing_is_hidden(stocked: Workspace) -> None:
    first, last = JUNE
    asked = {"kind": "stop_search", "first_day": first, "last_day": last}
    count = frames.count_frame(stocked, frames.FrameChoice(**asked, size=5_000))
    assert (count.cases, "5,000 cannot be drawn" in count.refusal) == (304, True)
    assert frames.count_frame(stocked, frames.FrameChoice(**asked)).refusal == ""


def test_what_looks_odd_about_a_list_is_told_with_what_would_help(workspace: Workspace, tmp_path: Path) -> None:
    """A carnival fills a month of the Metropolitan Police, whose open data says no team."""
    file = tmp_path / "2018-08-metropolitan-stop-and-search.csv"
    file.write_bytes(gzip.decompress((DATA / f"{file.name}.gz").read_bytes()))
    import_file(workspace, file)
    period = {"first_day": date(2018, 8, 1), "last_day": date(2018, 8, 31)}
    counts = [
        frames.count_frame(workspace, frames.FrameChoice(kind=kind, size=20, **period, **options))
        for kind, options in (("s60_search", {}), ("stop_search", {"strata": ("team",)}))
    ]
    assert any("may be one event" in line for line in counts[0].advice)
    assert any(
        "is not recorded for all" in line and "Divide the list by another facet" in line for line in counts[1].advice
    )
    assert seal(workspace, kind="s60_search", **period).cases == counts[0].cases, "it is said, and never a refusal"


def test_an_ordinary_list_has_no_advice(stocked: Workspace) -> None:
    first, last = JUNE
    asked = {"kind": "stop_search", "first_day": first, "last_day": last, "size": 20}
    assert frames.count_frame(stocked, frames.FrameChoice(**asked)).advice == ()
