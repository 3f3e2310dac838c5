"""A bundle holds, or the failing check is named."""

import json
import subprocess
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.core.sampling.plan import AUDITOR, plan_bytes, read_plan
from app.core.sampling.record import draw_json, read_draw
from app.core.sampling.verify import verify
from tests.core.sampling.bundles import a_bundle, a_frame, a_plan
from tests.core.sampling.tampering import CASES, good_bundles

TESTIMONY = {"drawn_at", "other_draws", "other_seals"}
"""What the app was told and no sum can show: the reference page says so."""


@pytest.mark.parametrize("members", [pytest.param(members, id=name) for name, members in good_bundles()])
def test_holds(members: dict[str, bytes]) -> None:
    assert verify(members) == ()
    assert plan_bytes(read_plan(members["plan.json"])) == members["plan.json"]
    assert draw_json(read_draw(members["draw.json"])) == members["draw.json"]


@pytest.mark.parametrize("name", CASES)
def test_tampering_is_found_and_named(name: str) -> None:
    tamper, words = CASES[name]
    problems = verify(tamper(a_bundle()))
    assert words in " ".join(problems), problems
    assert all(problem.endswith(".") for problem in problems)


def only_testimony_changed(before: bytes, after: bytes) -> bool:
    old, new = json.loads(before), json.loads(after)
    return {key for key in old if old[key] != new[key]} <= TESTIMONY


@pytest.mark.parametrize("name", ["frame.csv", "plan.json", "draw.json"])
def test_any_byte_changed_is_found(name: str) -> None:
    members = a_bundle(6, size=3, reserves=2)
    data = members[name]
    for place in range(len(data)):
        for other in (data[place] ^ 1, data[place] ^ 0x20):
            mutant = data[:place] + bytes([other]) + data[place + 1 :]
            if not verify({**members, name: mutant}):
                assert name == "draw.json" and only_testimony_changed(data, mutant), (place, mutant)


@given(st.sampled_from(["frame.csv", "plan.json", "draw.json"]), st.data())
def test_any_piece_put_in_or_cut_out_is_found(name: str, data: st.DataObject) -> None:
    members = a_bundle(6, size=3, reserves=2)
    whole = members[name]
    start = data.draw(st.integers(0, len(whole)))
    end = data.draw(st.integers(start, min(len(whole), start + 80)))
    mutant = whole[:start] + data.draw(st.binary(max_size=3)) + whole[end:]
    if mutant != whole and not verify({**members, name: mutant}):
        assert name == "draw.json" and only_testimony_changed(whole, mutant)


@given(st.dictionaries(st.sampled_from(["frame.csv", "plan.json", "draw.json"]), st.binary(max_size=60)))
def test_nonsense_never_raises(members: dict[str, bytes]) -> None:
    assert verify({**a_bundle(3, size=1, reserves=0), **members}) or not members


def test_a_bundle_with_a_small_stratum_is_for_the_auditor() -> None:
    assert a_plan(a_frame(9), size=5, reserves=2).audience == AUDITOR
    assert json.loads(a_bundle(9, size=5, reserves=2)["plan.json"])["audience"] == AUDITOR


@pytest.mark.parametrize(
    "change",
    [{"kind": "Stop Search"}, {"number": 0}, {"adverse": " "}, {"imports": ("a" * 64, "a" * 64)}, {"funnel": ()}],
)
def test_a_plan_that_would_not_be_read_back_is_a_fault(change: dict[str, object]) -> None:
    with pytest.raises(ValueError):
        plan_bytes(a_plan(a_frame(), **change))


def test_needs_nothing_but_the_standard_library() -> None:
    """Run where only the standard library can be imported, as on a machine of somebody outside."""
    code = "import app.core.sampling.verify, sys; print(*sorted(sys.modules))"
    done = subprocess.run([sys.executable, "-S", "-c", code], capture_output=True, text=True, check=True, timeout=30)
    assert "msgspec" not in done.stdout.split()
