"""Designs: what contradicts itself is refused in words; every case has one stratum; the shares add up."""

from collections import Counter
from fractions import Fraction
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.core.errors import AppError
from app.core.sampling.allocation import Share, by_rule, drawn_whole, equal_parts
from app.core.sampling.dealing import design_shares
from app.core.sampling.design import Design
from app.core.sampling.frame import ALL, Stratum, label_series
from app.core.sampling.strata import JOINED, is_take_all, plain_name, stratum_names, take_all_number

CHILD = (("is_child", "yes"),)
STRIP_CHILD = (("search_level", "strip"), ("is_child", "yes"))
COUNTS = st.dictionaries(st.sampled_from(label_series(30)), st.integers(1, 60), min_size=1)


def strata(*counts: int, names: tuple[str, ...] = ()) -> list[Stratum]:
    labels = label_series(len(counts))
    return [
        Stratum(label=label, name=name, cases=count)
        for label, name, count in zip(labels, names or labels, counts, strict=True)
    ]


def sizes(design: Design, *counts: int, names: tuple[str, ...] = ()) -> list[int]:
    return [share.size for share in design_shares(design, strata(*counts, names=names))]


class TestWhatIsAsked:
    @pytest.mark.parametrize(
        ("asked", "words"),
        [
            ({"size": 0}, "at least one case"),
            ({"size": 3, "reserves": -1}, "below 0"),
            ({"size": 3, "strata_by": ("a", "b", "c", "d")}, "3 facets at most, and 4"),
            ({"size": 3, "strata_by": ("a", "a")}, "named twice"),
            ({"strata_by": ("a",), "per": ("officer", 3)}, "not by both"),
            ({"per": ("officer", 0)}, "one case of each"),
            ({"per": ("officer", 3), "size": 10}, "10 cases were asked for"),
            ({"per": ("officer", 3), "allocation": "equal"}, "no other can be given"),
            ({"per": ("officer", 3), "join_small": True}, "joined"),
            ({"size": 3, "allocation": "equal"}, "Nothing divides the list"),
            ({"size": 3, "allocation": "by_mood"}, "by_mood"),
            ({"allocation": "all", "reserves": 2}, "none is left to be a reserve"),
            ({"allocation": "all", "size": 2}, "follows from the list"),
            ({"size": 3, "fixed": (("A", 1),)}, "fixed numbers"),
            ({"strata_by": ("a",), "allocation": "fixed", "fixed": (("A", 1), ("A", 2))}, "Two numbers"),
            ({"strata_by": ("a",), "allocation": "fixed", "fixed": (("A", -1),)}, "below 0"),
            ({"size": 3, "take_all": ((),)}, "names no value"),
            ({"size": 3, "take_all": ((("a", "1"), ("a", "2")),)}, "one facet twice"),
            ({"size": 3, "take_all": (CHILD, CHILD)}, "given twice"),
        ],
    )
    def test_a_contradiction_is_refused_in_words(self, asked: dict[str, object], words: str) -> None:
        with pytest.raises(AppError, match=words) as caught:
            Design(**asked)  # pyright: ignore[reportArgumentType]
        assert caught.value.fix.endswith(".")

    def test_the_facets_it_looks_at(self) -> None:
        design = Design(size=3, strata_by=("lpu", "is_child"), take_all=(STRIP_CHILD, CHILD))
        assert design.facets == ("lpu", "is_child", "search_level")
        assert not Design(size=3).stratified


class TestNames:
    def test_take_all_comes_first_and_the_first_rule_wins(self) -> None:
        design = Design(size=1, strata_by=("lpu",), take_all=(STRIP_CHILD, CHILD))
        cases = [("Crewe", "strip", "yes"), ("Crewe", "outer", "yes"), ("Crewe", "strip", "no"), (" ", "", "")]
        names = stratum_names(design, Counter(cases))
        assert [names[case] for case in cases] == ["take-all\x1f1", "take-all\x1f2", "Crewe", "not recorded"]
        assert [take_all_number(names[case]) for case in cases] == [1, 2, 0, 0]

    def test_several_facets_are_joined_and_a_blank_keeps_its_place(self) -> None:
        design = Design(size=1, strata_by=("lpu", "power"))
        names = stratum_names(design, {("Crewe", ""): 1, ("", "PACE"): 1, ("", ""): 1})
        assert list(names.values()) == ["Crewe\x1fnot recorded", "not recorded\x1fPACE", "not recorded\x1fnot recorded"]
        assert plain_name("Crewe\x1fPACE") == "Crewe / PACE"

    def test_a_rule_may_take_what_is_not_recorded(self) -> None:
        names = stratum_names(Design(size=1, take_all=((("lpu", ""),),)), {("",): 1, ("Crewe",): 4})
        assert list(names.values()) == ["take-all\x1f1", ALL]

    def test_a_simple_list_has_one_name(self) -> None:
        assert stratum_names(Design(size=1), {(): 40}) == {(): ALL}

    def test_small_ones_are_joined_and_take_all_never(self) -> None:
        design = Design(size=1, strata_by=("lpu",), take_all=(CHILD,), join_small=True)
        names = stratum_names(design, {("A", "yes"): 1, ("A", ""): 2, ("B", ""): 3, ("C", ""): 40})
        assert list(names.values()) == ["take-all\x1f1", JOINED, JOINED, "C"]

    def test_a_value_that_could_be_taken_for_a_rule_is_refused(self) -> None:
        with pytest.raises(AppError, match="kept for cases that are all taken"):
            stratum_names(Design(size=1, strata_by=("a", "b")), {("take-all", "1"): 9})

    def test_values_of_another_design_are_a_fault(self) -> None:
        with pytest.raises(ValueError):
            stratum_names(Design(size=1, strata_by=("a",)), {("A", "B"): 1})


class TestShares:
    def test_equal_gives_the_excess_of_a_small_one_to_the_others(self) -> None:
        assert equal_parts({"S01": 2, "S02": 50, "S03": 7, "S04": 50}, 30) == {"S01": 2, "S02": 11, "S03": 7, "S04": 10}
        assert sizes(Design(size=10, strata_by=("a",), allocation="equal"), 9, 9, 9) == [4, 3, 3]

    @given(COUNTS, st.data())
    def test_equal_sums_and_evens_out(self, counts: dict[str, int], data: st.DataObject) -> None:
        size = data.draw(st.integers(0, sum(counts.values())))
        result = equal_parts(counts, size)
        assert sum(result.values()) == size
        assert all(result[label] <= counts[label] for label in counts)
        open_ones = [result[label] for label in counts if result[label] < counts[label]]
        assert max(result.values()) - min(open_ones, default=max(result.values())) <= 1

    def test_per_takes_so_many_of_each_or_all_it_holds(self) -> None:
        shares = design_shares(Design(per=("officer", 3), reserves=4), strata(1, 3, 20, 8))
        assert [share.size for share in shares] == [1, 3, 3, 3]
        assert [share.reserves for share in shares] == [0, 0, 3, 1]
        assert {share.rule for share in shares} == {"per"}

    def test_fixed_is_for_each_and_by_name(self) -> None:
        design = Design(size=4, strata_by=("lpu",), allocation="fixed", fixed=(("Crewe", 6),))
        assert sizes(design, 9, 3, 9, names=("Chester", "Wirral", "Crewe")) == [4, 3, 6]

    def test_all_draws_every_case_and_needs_no_dice(self) -> None:
        shares = design_shares(Design(allocation="all"), strata(9, 3))
        assert shares == tuple(
            Share(label=label, cases=cases, size=cases, reserves=0, rule="all")
            for label, cases in (("S01", 9), ("S02", 3))
        )
        assert drawn_whole(shares)
        assert not drawn_whole(design_shares(Design(size=3), strata(9)))

    def test_take_all_stands_beside_the_sample(self) -> None:
        shares = design_shares(
            Design(size=5, reserves=5, take_all=(CHILD,)), strata(3, 20, names=("take-all\x1f1", ALL))
        )
        assert [(share.size, share.reserves, share.rule) for share in shares] == [(3, 0, "all"), (5, 5, "simple")]
        assert [share.weight for share in shares] == [1, 4]

    def test_nothing_beside_take_all_may_be_asked_for(self) -> None:
        design = Design(size=0, take_all=(CHILD,))
        assert sizes(design, 3, 20, names=("take-all\x1f1", ALL)) == [3, 0]
        assert sizes(design, 3, names=("take-all\x1f1",)) == [3]

    def test_weight_is_a_fraction_and_none_where_nothing_is_drawn(self) -> None:
        assert Share(label="S01", cases=31, size=7, reserves=0, rule="simple").weight == Fraction(31, 7)
        assert Share(label="S01", cases=31, size=0, reserves=0, rule="proportional").weight is None

    @pytest.mark.parametrize(
        ("design", "words"),
        [
            (Design(size=30), "holds 29 cases; 30 cannot be drawn"),
            (Design(size=29, reserves=1), "too few for 1 in reserve"),
            (Design(size=10, take_all=(CHILD,)), "holds 29 cases|leave 9; 10 more"),
            (Design(per=("lpu", 3), reserves=40), "too few for 40"),
            (
                Design(strata_by=("lpu",), allocation="fixed", fixed=(("Crewe", 21),)),
                "“Crewe” holds 20 cases; 21 cannot",
            ),
            (
                Design(strata_by=("lpu",), allocation="fixed", fixed=(("Hull", 1),)),
                "1 case of “Hull” were|the list has none",
            ),
            (Design(strata_by=("lpu",), allocation="fixed", fixed=(("Crewe", 0),)), "at least one case"),
        ],
    )
    def test_what_the_list_cannot_give_is_refused_in_words(self, design: Design, words: str) -> None:
        first = "take-all\x1f1" if design.take_all else "Crewe"
        with pytest.raises(AppError, match=words):
            design_shares(design, strata(20, 9, names=(first, "Chester")))

    @given(COUNTS, st.sampled_from(["proportional", "equal", "fixed", "per", "all"]), st.data())
    def test_a_check_finds_the_same_shares(self, counts: dict[str, int], way: str, data: st.DataObject) -> None:
        listed = [
            Stratum(label=label, name=f"take-all\x1f{place}" if place == 1 else label, cases=counts[label])
            for place, label in enumerate(sorted(counts))
        ]
        left = sum(one.cases for one in listed if not is_take_all(one.name))
        number = data.draw(st.integers(1, max(1, left // 2)))
        designs = {
            "per": Design(per=("a", number), take_all=(CHILD,)),
            "all": Design(allocation="all"),
            "proportional": Design(size=number, reserves=left - number, strata_by=("a",), take_all=(CHILD,)),
        }
        design = designs.get(way) or Design(size=number, strata_by=("a",), allocation=way, take_all=(CHILD,))
        shares = design_shares(design, listed)
        assert by_rule(shares) == shares
        assert [share.label for share in shares] == sorted(counts)
        assert all(0 <= share.size + share.reserves <= share.cases for share in shares)
        if way in ("proportional", "equal"):
            assert sum(share.size for share in shares if share.rule != "all") == number


def test_every_combination_has_one_stratum() -> None:
    values = list(product(("A", "B", ""), ("strip", ""), ("yes", "no", "")))
    design = Design(size=1, strata_by=("lpu", "search_level"), take_all=(STRIP_CHILD, CHILD))
    names = stratum_names(design, dict.fromkeys(values, 1))
    assert set(names) == set(values)
    assert len(set(names.values())) == 2 + 3 * 2
