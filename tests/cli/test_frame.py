"""``frame``: designs, cases left out, later plans, lodging; and who rolled, at ``draw``."""

import pytest

from tests.builders import PRACTICE_EXTRACT, SEED
from tests.cli.door import Door

LIST = ("frame", "seal", "--kind", "stop_search", "--from", "2025-06-01", "--to", "2025-06-30")


@pytest.fixture
def stocked(door: Door) -> Door:
    """The door on a workspace that holds the practice extract."""
    assert door("import", PRACTICE_EXTRACT, "--kind", "stop_search").code == 0
    return door


def test_a_list_is_divided_by_several_facets_and_some_of_it_taken_whole(stocked: Door) -> None:
    said = stocked(
        *LIST, "--strata", "lpu,is_child", "--take-all", "search_level=strip,is_child=yes", "--take-all",
        "search_level=eip", "--size", "40", "--reserves", "9", "--allocation", "equal", "--form", "panel_short",
        "--seed-from", "named", "--seed-name", "National Lottery, 28 June 2025",
    )  # fmt: skip
    assert said.code == 0, said.err
    assert said.data["seed_source"] == "named"
    whole = [line for line in said.data["strata"] if line["rule"] == "all"]
    others = [line for line in said.data["strata"] if line["rule"] == "equal"]
    assert len(said.data["take_all"]) == 2
    assert all(line["size"] == line["cases"] for line in whole)
    assert sum(line["size"] for line in others) == 40
    assert said.data["size"] == 40 + sum(line["size"] for line in whole)


def test_so_many_of_each_value(stocked: Door) -> None:
    said = stocked(*LIST, "--per", "officer_id=3", json=False)
    assert said.code == 0, said.err
    assert "3 to draw" in said.out
    drawn = stocked("draw", "F1", "--seed", SEED, "--rolled-by", "The chair", "--witnessed-by", "Two members")
    assert drawn.data["people"] == {"rolled_by": "The chair", "witnessed_by": "Two members"}
    strata: dict[str, int] = {}
    for case in drawn.data["cases"]:
        strata[case["stratum"]] = strata.get(case["stratum"], 0) + 1
    assert set(strata.values()) <= {1, 2, 3}


def test_a_case_left_out_is_counted_on_the_list_and_in_the_plan(stocked: Door) -> None:
    out = stocked(
        "frame", "exclude", "--kind", "stop_search", "--case", "c3", "--reason", "duplicate", "--note", "Twice."
    )
    assert (out.data["exclusion"], out.data["case"], out.data["note"]) == ("E1", "C3", "Twice.")
    named = stocked(
        "frame", "exclude", "--kind", "stop_search", "--case", out.data["reference"], "--reason", "restricted"
    )
    assert (named.code, "left out already, by E1" in named.data["refused"]) == (1, True)
    sealed = stocked(*LIST, "--size", "5")
    assert [(one["reason"], one["count"]) for one in sealed.data["exclusions"]] == [("duplicate", 1)]
    assert sealed.data["cases"] == 303
    assert stocked("frame", "lift", "E1").data["frames"] == ["F1"]
    listed = stocked("frame", "exclusions")
    assert [bool(one["lifted_at"]) for one in listed.data["exclusions"]] == [True]
    assert stocked(*LIST, "--size", "5").data["cases"] == 304


def test_seal_and_plan_are_lodged_before_the_draw_and_not_after_it(stocked: Door) -> None:
    stocked(*LIST, "--size", "5")
    lodged = stocked("frame", "lodge", "F1", "--to", "The chair", "--how", "aloud", json=False)
    assert "were given to The chair, read aloud" in lodged.out
    assert stocked("draw", "F1", "--seed", SEED).data["lodged"] == 1
    late = stocked("frame", "lodge", "F1", "--to", "Another", "--how", "paper")
    assert (late.code, "drawn already" in late.data["refused"]) == (1, True)


def test_a_further_draw_has_its_own_plan_and_seed(stocked: Door) -> None:
    stocked(*LIST, "--strata", "is_child", "--size", "6")
    early = stocked("frame", "plan", "F1", "--size", "3")
    assert (early.code, "has not been drawn yet" in early.data["refused"]) == (1, True)
    stocked("draw", "F1", "--app-seed")
    fixed = stocked("frame", "plan", "F1", "--allocation", "fixed", "--size", "2", "--fixed", "S01=4")
    assert fixed.code == 0, fixed.err
    assert (fixed.data["number"], {line["label"]: line["size"] for line in fixed.data["strata"]}["S01"]) == (2, 4)
    assert stocked("draw", "F1", "--seed", SEED).data["number"] == 2
    assert stocked("frame", "plan", "F1", "--per", "1", json=False).out.startswith("Fixed plan 3 of F1")


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--size", "5", "--per", "officer_id"), "--per: “officer_id” names no number."),
        (("--size", "5", "--take-all", "search_level"), "--take-all: “search_level” is no filter."),
        (("--size", "5", "--take-all", "search_level=tickle"), "No record has “tickle” as its search_level."),
        (("--size", "5", "--allocation", "fair"), "“fair” is no way"),
        (("--size", "5", "--strata", "lpu,lpu"), "named twice"),
        (("--size", "5", "--strata", "lpu", "--per", "team=2"), "not by both"),
        (("--size", "5", "--strata", "lpu", "--allocation", "fixed", "--fixed", "rome=2"), "No record has “rome”"),
        (("--size", "5", "--seed-from", "named"), "named in advance"),
        (("--size", "5", "--seed-from", "stars"), "A seed cannot come from “stars”."),
        ((), "at least one case"),
    ],
)  # fmt: skip
def test_what_cannot_be_asked_is_said(stocked: Door, words: tuple[str, ...], said: str) -> None:
    answer = stocked(*LIST, *words)
    assert answer.code == 1
    assert said in answer.data["refused"]
