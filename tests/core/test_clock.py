"""Moments: aware, in UTC, to the second, one text for each."""

from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.core.clock import from_text, seconds_to_text, system_clock, to_text

SECONDS = st.floats(0, 4_000_000_000)


def test_a_moment_without_a_zone_is_refused():
    with pytest.raises(ValueError, match="without a time zone"):
        to_text(datetime(2025, 6, 14, 23, 14, tzinfo=UTC).replace(tzinfo=None))


@given(SECONDS)
def test_there_and_back(seconds: float):
    moment = datetime.fromtimestamp(seconds, UTC)
    assert from_text(to_text(moment)) == moment.replace(microsecond=0)
    assert from_text(to_text(moment)).tzinfo is not None


def test_any_zone_becomes_utc():
    summer = timezone(timedelta(hours=1))
    assert to_text(datetime(2025, 6, 15, 0, 14, 9, 999, summer)) == "2025-06-14T23:14:09Z"


@pytest.mark.parametrize(
    "text", ["", "2025-06-14", "2025-06-14T23:14:00", "2025-06-14T23:14:00+00:00", "2025-13-14T23:14:00Z", "yesterday"]
)
def test_another_form_is_refused(text: str):
    with pytest.raises(ValueError, match=r"."):
        from_text(text)


def test_the_machines_clock_is_aware_and_in_utc():
    assert system_clock().utcoffset() == timedelta(0)


@given(st.integers(-4_000_000_000, 4_000_000_000))
def test_kept_seconds_are_written_as_the_moment_is(seconds: int):
    assert seconds_to_text(seconds) == to_text(datetime.fromtimestamp(seconds, UTC))
