"""Covers are checked, put in order and joined under the stricter rule."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.core.redaction.spans import KINDS, LIFTING, CrookedSpan, Kind, Span, default_lift, kind_of, plain, settle

STAGES = ("record", "video", "reveal")
TEXT = "Stopped by the gate, an IC3 male who gave the name Kyle."


def span(start: int, end: int, kind: Kind = "NAME", lifts_at: str = "") -> Span:
    return Span(start=start, end=end, kind=kind, lifts_at=lifts_at)


def test_covers_come_in_order_and_once() -> None:
    first, second = span(0, 7), span(8, 10, "ADDRESS")
    assert settle(TEXT, [second, first, second], STAGES) == (first, second)


def test_touching_covers_stay_two() -> None:
    assert settle(TEXT, [span(0, 7), span(7, 9, "PHONE")], STAGES) == (span(0, 7), span(7, 9, "PHONE"))


@pytest.mark.parametrize(
    ("one", "other", "joined"),
    [
        (span(0, 9, "ETHNICITY", "reveal"), span(5, 12), span(0, 12)),
        (span(0, 9), span(5, 12, "OUTCOME", "reveal"), span(0, 12)),
        (span(0, 9, "ETHNICITY", "video"), span(5, 12, "OUTCOME", "reveal"), span(0, 12, "OUTCOME", "reveal")),
        (span(0, 9, "ETHNICITY", "reveal"), span(2, 3, "OUTCOME", "video"), span(0, 9, "ETHNICITY", "reveal")),
        (span(0, 9, "PHONE"), span(2, 3, "NAME"), span(0, 9, "PHONE")),
    ],
)
def test_overlapping_covers_are_joined_under_the_stricter_rule(one: Span, other: Span, joined: Span) -> None:
    assert settle(TEXT, [other, one], STAGES) == (joined,)


@pytest.mark.parametrize(
    ("crooked", "told"),
    [
        (span(-1, 4), "does not lie in the text"),
        (span(4, 4), "does not lie in the text"),
        (span(9, 4), "does not lie in the text"),
        (span(0, len(TEXT) + 1), "does not lie in the text"),
        (span(0, 4, "NAME", "reveal"), "is never lifted"),
        (span(0, 4, "ETHNICITY", "later"), "no stage “later”"),
        (span(0, 4, "SHOE_SIZE"), "no kind of detail"),  # pyright: ignore[reportArgumentType]
    ],
)
def test_a_crooked_cover_is_refused(crooked: Span, told: str) -> None:
    with pytest.raises(CrookedSpan, match=told):
        settle(TEXT, [crooked], STAGES)


def test_only_what_keeps_grading_blind_lifts_by_itself() -> None:
    assert {kind for kind in KINDS if default_lift(kind, STAGES)} == LIFTING
    assert default_lift("ETHNICITY", STAGES) == "reveal"


def test_kinds_are_taken_as_people_write_them() -> None:
    assert [kind_of(word) for word in ("name", " date of birth", "Date-of-birth")] == [
        "NAME", "DATE_OF_BIRTH", "DATE_OF_BIRTH",
    ]  # fmt: skip
    with pytest.raises(CrookedSpan, match="no kind of detail"):
        kind_of("colour")


def test_places_count_in_the_normal_form() -> None:
    assert plain("Rene\u0301") == "Ren\u00e9"
    assert settle(plain("Rene\u0301"), [span(0, 4)], STAGES) == (span(0, 4),)


@st.composite
def covers(draw: st.DrawFn, length: int) -> list[Span]:
    found: list[Span] = []
    for _ in range(draw(st.integers(0, 6))):
        start = draw(st.integers(0, length - 1))
        kind = draw(st.sampled_from(KINDS))
        lift = draw(st.sampled_from(("", *STAGES))) if kind in LIFTING else ""
        found.append(span(start, draw(st.integers(start + 1, length)), kind, lift))
    return found


@given(covers(40))
def test_what_was_covered_stays_covered_as_strictly(given_: list[Span]) -> None:
    settled = settle("x" * 40, given_, STAGES)
    assert all(one.end <= other.start for one, other in pairwise(settled))
    assert {at for each in settled for at in range(each.start, each.end)} == {
        at for each in given_ for at in range(each.start, each.end)
    }
    for each in given_:
        over = next(other for other in settled if other.start <= each.start and each.end <= other.end)
        assert not over.lifts_at or (each.lifts_at and STAGES.index(over.lifts_at) >= STAGES.index(each.lifts_at))
