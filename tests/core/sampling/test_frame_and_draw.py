"""Sealing and drawing: what must hold for every list, seed and size."""

from collections import Counter
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.core.canonical import canonical_json, clean_text, digest, sha256_hex
from app.core.errors import AppError
from app.core.sampling.allocation import Share, allocate, shares
from app.core.sampling.dealing import design_shares
from app.core.sampling.design import Design
from app.core.sampling.draw import Draw, draw
from app.core.sampling.frame import ALL, Frame, FrameCase, Stratum, label_series, seal_frame, small_strata
from app.core.sampling.keys import case_key, content_digest, row_digest, row_key
from tests.core.sampling.bundles import SECRET, SEED, a_frame

CONTENT = sha256_hex(b"content")
SEEDS = st.text("0123456789", min_size=20, max_size=60)
COUNTS = st.dictionaries(st.sampled_from(label_series(30)), st.integers(0, 500), min_size=1)


def cases_of(names: list[str]) -> list[FrameCase]:
    return [FrameCase(key=f"K{place}", content=CONTENT, stratum=name) for place, name in enumerate(names)]


def drawn(frame: Frame, seed: str, size: int, reserves: int = 0) -> Draw:
    planned = shares(frame.strata, size=size, reserves=reserves)
    return draw(seal=frame.seal, plan="0" * 64, number=1, seed=seed, cases=frame.cases, shares=planned)


class TestKeys:
    def test_blank_parts_keep_their_place(self) -> None:
        assert case_key(["A", " "]) != case_key([" ", "A"])

    @pytest.mark.parametrize("parts", [[], [""], [" ", "\t"], ["A\x1fB"]])
    def test_refused(self, parts: list[str]) -> None:
        with pytest.raises(ValueError):
            case_key(parts)

    def test_rows_and_contents_refuse_nothing_and_none(self) -> None:
        with pytest.raises(ValueError):
            row_key(row_digest({}), 0)
        with pytest.raises(ValueError):
            content_digest([])

    @given(st.lists(st.dictionaries(st.sampled_from("abc"), st.text(max_size=4)), min_size=1), st.randoms())
    def test_content_does_not_depend_on_the_order_of_rows(self, records: list[dict[str, str]], order) -> None:
        shuffled = list(records)
        order.shuffle(shuffled)
        assert content_digest(shuffled) == content_digest(records)

    @given(
        st.lists(st.dictionaries(st.text("abc_", min_size=1), st.text(max_size=6), max_size=5), min_size=1, max_size=3)
    )
    def test_content_and_row_are_the_digests_of_their_canonical_json(self, records: list[dict[str, str]]) -> None:
        cells = [{field: clean_text(text) for field, text in record.items() if clean_text(text)} for record in records]
        assert content_digest(records) == digest(sorted(cells, key=canonical_json))
        assert row_digest(records[0]) == digest(cells[0])


class TestFrame:
    @given(st.lists(st.sampled_from(["", "A", "Å", "B"]), min_size=1, max_size=40), st.randoms(), SEEDS)
    def test_neither_seal_nor_draw_depends_on_the_order_of_rows(self, names: list[str], order, seed: str) -> None:
        cases = cases_of(names)
        shuffled = list(cases)
        order.shuffle(shuffled)
        first = seal_frame(secret=SECRET, cases=cases, stratified=True)
        second = seal_frame(secret=SECRET, cases=iter(shuffled), stratified=True)
        assert first == second
        size = (len(cases) + 1) // 2
        again = draw(
            seal=second.seal,
            plan="0" * 64,
            number=1,
            seed=seed,
            cases=[(case.token, case.stratum) for case in reversed(second.cases)],
            shares=shares(second.strata, size=size, reserves=0),
        )
        assert again == drawn(first, seed, size)

    def test_blank_is_a_stratum_of_its_own_named_not_recorded(self) -> None:
        frame = seal_frame(secret=SECRET, cases=cases_of(["A", " ", ""]), stratified=True)
        assert {stratum.name: stratum.cases for stratum in frame.strata} == {"A": 1, "not recorded": 2}

    def test_a_simple_frame_has_the_one_stratum_s01(self) -> None:
        frame = a_frame(3, stratified=False)
        assert frame.strata == (Stratum(label="S01", name=ALL, cases=3),)

    def test_labels_do_not_follow_the_names(self) -> None:
        orders = set()
        for number in range(20):
            frame = seal_frame(secret=bytes([number] * 32), cases=cases_of(["A", "B", "C"]), stratified=True)
            orders.add(tuple(stratum.name for stratum in frame.strata))
        assert len(orders) == 6

    def test_another_secret_or_a_changed_word_gives_other_tokens(self) -> None:
        one = seal_frame(secret=SECRET, cases=cases_of([ALL]), stratified=False)
        other = seal_frame(secret=bytes(32), cases=cases_of([ALL]), stratified=False)
        changed = FrameCase(key="K0", content=sha256_hex(b"changed"), stratum=ALL)
        third = seal_frame(secret=SECRET, cases=[changed], stratified=False)
        assert len({one.seal, other.seal, third.seal}) == 3

    def test_small_strata_are_named(self) -> None:
        frame = seal_frame(secret=SECRET, cases=cases_of(["A"] * 5 + ["B"] * 4 + ["C"]), stratified=True)
        assert {stratum.name for stratum in small_strata(frame)} == {"B", "C"}

    def test_labels_have_one_width(self) -> None:
        assert label_series(2) == ["S01", "S02"]
        assert label_series(100)[0] == "S001"
        assert label_series(100)[-1] == "S100"

    def test_a_case_twice_and_an_empty_list_are_refused_in_words(self) -> None:
        with pytest.raises(AppError, match="Two cases"):
            seal_frame(secret=SECRET, cases=[*cases_of([ALL]), *cases_of([ALL])], stratified=False)
        with pytest.raises(AppError, match="no case"):
            seal_frame(secret=SECRET, cases=[], stratified=False)

    @pytest.mark.parametrize(
        ("secret", "case"),
        [
            (bytes(31), FrameCase(key="K", content=CONTENT)),
            (SECRET, FrameCase(key="", content=CONTENT)),
            (SECRET, FrameCase(key="e\u0301", content=CONTENT)),
            (SECRET, FrameCase(key="K", content=CONTENT.upper())),
            (SECRET, FrameCase(key="K", content=CONTENT, stratum="A")),
        ],
    )
    def test_wrong_use_is_a_fault(self, secret: bytes, case: FrameCase) -> None:
        with pytest.raises(ValueError):
            seal_frame(secret=secret, cases=[case], stratified=False)


class TestAllocation:
    @given(COUNTS, st.data())
    def test_sums_and_bounds(self, counts: dict[str, int], data: st.DataObject) -> None:
        whole = sum(counts.values())
        size = data.draw(st.integers(0, whole))
        result = allocate(counts, size)
        assert sum(result.values()) == size
        assert list(result) == sorted(counts)
        assert all(result[label] <= counts[label] for label in counts)
        holding = [label for label in counts if counts[label]]
        if size >= len(holding):
            assert all(result[label] >= 1 for label in holding)

    @given(COUNTS, st.data())
    def test_a_bigger_stratum_never_gets_less(self, counts: dict[str, int], data: st.DataObject) -> None:
        size = data.draw(st.integers(0, sum(counts.values())))
        result = allocate(counts, size)
        by_count = sorted(counts, key=lambda label: counts[label])
        assert all(result[low] <= result[high] or counts[low] == counts[high] for low, high in pairwise(by_count))

    @pytest.mark.parametrize("size", [-1, 4])
    def test_more_than_there_are_is_a_fault(self, size: int) -> None:
        with pytest.raises(ValueError):
            allocate({"S01": 3}, size)

    @pytest.mark.parametrize(
        ("size", "reserves", "words"),
        [(0, 0, "at least one"), (41, 0, "holds 40 cases"), (30, 11, "10 left"), (1, -1, "below 0")],
    )
    def test_shares_refuse_in_words(self, size: int, reserves: int, words: str) -> None:
        with pytest.raises(AppError, match=words):
            shares(a_frame().strata, size=size, reserves=reserves)

    def test_rules_say_how_the_shares_came_about(self) -> None:
        assert {share.rule for share in shares(a_frame().strata, size=4, reserves=0)} == {"proportional"}
        simple = shares(a_frame(stratified=False).strata, size=4, reserves=1)
        assert simple == (Share(label="S01", cases=40, size=4, reserves=1, rule="simple"),)


class TestDraw:
    @given(SEEDS, st.integers(1, 30), st.integers(0, 10))
    def test_drawn_and_reserves_are_apart_and_as_many_as_asked(self, seed: str, size: int, reserves: int) -> None:
        frame = a_frame()
        made = drawn(frame, seed, size, reserves)
        tokens = [case.token for case in (*made.cases, *made.reserves)]
        assert (len(made.cases), len(made.reserves)) == (size, reserves)
        assert len(set(tokens)) == size + reserves
        assert set(tokens) <= {case.token for case in frame.cases}

    @given(SEEDS, st.integers(1, 30), st.integers(0, 10))
    def test_strata_in_label_order_and_tickets_ascending(self, seed: str, size: int, reserves: int) -> None:
        made = drawn(a_frame(), seed, size, reserves)
        for part in (made.cases, made.reserves):
            order = [(case.stratum, case.ticket) for case in part]
            assert order == sorted(order)

    @given(SEEDS, st.integers(1, 20), st.integers(0, 20))
    def test_a_bigger_size_extends_a_smaller_one_in_a_simple_frame(self, seed: str, size: int, more: int) -> None:
        frame = a_frame(stratified=False)
        small, big = drawn(frame, seed, size, more), drawn(frame, seed, size + more)
        assert big.cases == small.cases + small.reserves

    def test_the_number_changes_the_draw(self) -> None:
        frame = a_frame()
        planned = shares(frame.strata, size=10, reserves=0)
        one, two = (
            draw(seal=frame.seal, plan="0" * 64, number=number, seed=SEED, cases=frame.cases, shares=planned)
            for number in (1, 2)
        )
        assert {case.token for case in one.cases} != {case.token for case in two.cases}

    def test_every_case_has_the_same_chance(self) -> None:
        """Chi-square over a fixed list of seeds: 39 degrees of freedom, 1 in 1,000 is 72.05; it cannot flake."""
        frame = a_frame(stratified=False)
        times = dict.fromkeys((case.token for case in frame.cases), 0)
        for seed in range(2_000):
            for case in drawn(frame, f"{seed:020}", 4).cases:
                times[case.token] += 1
        expected = 2_000 * 4 / 40
        # drawn without replacement: the variance is smaller by (N - n) / (N - 1)
        spread = sum((count - expected) ** 2 / expected for count in times.values()) * 39 / 36
        assert spread < 72.05

    def test_every_pair_has_the_same_chance(self) -> None:
        """As above for pairs of ten cases: 44 degrees of freedom, 1 in 1,000 is 78.75."""
        frame = a_frame(10, stratified=False)
        times: Counter[tuple[str, ...]] = Counter()
        for seed in range(3_000):
            codes = sorted(case.token for case in drawn(frame, f"{seed:040}", 2).cases)
            times[tuple(codes)] += 1
        expected = 3_000 / 45
        assert len(times) == 45
        assert sum((count - expected) ** 2 / expected for count in times.values()) < 78.75

    def test_every_case_has_the_same_chance_within_its_stratum(self) -> None:
        """Three of each of four strata of ten: 40 cases less 4 strata are 36 degrees, 1 in 1,000 is 67.99."""
        frame = a_frame()
        planned = design_shares(Design(per=("lpu", 3)), frame.strata)
        times = dict.fromkeys((case.token for case in frame.cases), 0)
        for seed in range(2_000):
            made = draw(seal=frame.seal, plan="0" * 64, number=1, seed=f"{seed:020}", cases=frame, shares=planned)
            for case in made.cases:
                times[case.token] += 1
        expected = 2_000 * 3 / 10
        spread = sum((count - expected) ** 2 / expected for count in times.values()) * 9 / 7
        assert spread < 67.99

    def test_wrong_use_is_a_fault(self) -> None:
        frame = a_frame()
        planned = shares(frame.strata, size=4, reserves=0)
        with pytest.raises(ValueError):
            draw(seal=frame.seal, plan="0" * 64, number=0, seed=SEED, cases=frame.cases, shares=planned)
        with pytest.raises(ValueError):
            draw(seal=frame.seal, plan="0" * 64, number=1, seed=f"{SEED} ", cases=frame.cases, shares=planned)
        with pytest.raises(ValueError):
            draw(seal=frame.seal, plan="0" * 64, number=1, seed=SEED, cases=frame.cases[1:], shares=planned)
        with pytest.raises(AppError):
            draw(seal=frame.seal, plan="0" * 64, number=1, seed="1" * 19, cases=frame.cases, shares=planned)
