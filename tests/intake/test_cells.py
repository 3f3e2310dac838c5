"""One cell to the text we keep: times, days, yes or no, numbers and codes, in every spelling that extracts use."""

import pytest

from app.core.schemes.spec import Code
from app.intake.cells import (
    read_date,
    read_decimal,
    read_integer,
    read_minutes,
    read_time,
    read_yes_no,
    vocabulary_reader,
)


@pytest.mark.parametrize(
    ("text", "times", "kept"),
    [
        ("2025-05-31T23:45:00+00:00", "utc", "2025-05-31T23:45:00Z"),
        ("2025-06-01T00:45:00+01:00", "utc", "2025-05-31T23:45:00Z"),
        ("2025-06-01T00:02:41+00:00", "local", "2025-05-31T23:02:41Z"),  # an offset that nobody means
        ("2025-01-01T00:02:41+00:00", "local", "2025-01-01T00:02:41Z"),  # winter: wall and UTC agree
        ("2018-12-02T01:30:00Z", "utc", "2018-12-02T01:30:00Z"),
        ("2025-06-01T12:39:00", "utc", "2025-06-01T12:39:00Z"),
        ("01/06/2025 12:39", "local", "2025-06-01T11:39:00Z"),
        ("1.6.2025 7:05", "local", "2025-06-01T06:05:00Z"),
        ("2025-06-14", "utc", "2025-06-13T23:00:00Z"),  # a day alone: its midnight on the wall
        ("14/06/2025", "local", "2025-06-13T23:00:00Z"),
        ("20250614", "utc", "2025-06-13T23:00:00Z"),
        ("20250614T00", "utc", "2025-06-14T00:00:00Z"),
        ("45809.5", "utc", "2025-06-01T12:00:00Z"),  # Excel's day number
        ("45809", "utc", "2025-05-31T23:00:00Z"),
        ("1 June 2025 at 9:40 pm", "local", "2025-06-01T20:40:00Z"),
        ("Sun 01-Jun-25, 12:05 AM", "local", "2025-05-31T23:05:00Z"),
        ("2025/06/01 2140", "utc", "2025-06-01T21:40:00Z"),
        ("26/10/2025 01:30:15", "local", "2025-10-26T00:30:15Z"),  # twice on the wall: the first time counts
    ],
)
def test_times(text: str, times: str, kept: str) -> None:
    assert read_time(text, times) == kept


@pytest.mark.parametrize(
    "text",
    ["yesterday", "06/2025", "31/02/2025 10:00", "2025-06-01T25:00:00", "0001-01-01T00:00:00", "3025-01-01T00:00:00",
     "٠١/٠٦/٢٠٢٥ ١٢:٣٩", "2025-W24-6", "2025W246",
     "2025-W24-6T10:00:00"],
)  # fmt: skip
@pytest.mark.parametrize("times", ["utc", "local"])
def test_what_is_no_time(text: str, times: str) -> None:
    with pytest.raises(ValueError, match=r"date and time|year"):
        read_time(text, times)


@pytest.mark.parametrize("text", ["14/06/2025", "2025-06-14", "14-6-2025", "2025-06-14T10:00:00"])
def test_days(text: str) -> None:
    assert read_date(text) == "2025-06-14"


@pytest.mark.parametrize("text", ["June", "2025-W24-6"])
def test_what_is_no_day(text: str) -> None:
    with pytest.raises(ValueError, match="is no date"):
        read_date(text)


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("Yes", "yes"),
        ("TRUE", "yes"),
        ("1.0", "yes"),
        ("y", "yes"),
        ("No", "no"),
        ("False", "no"),
        ("0.0", "no"),
        ("Yes - EIP", "yes"),
        ("Yes (partly)", "yes"),
        ("YES, twice", "yes"),
        ("No - not needed", "no"),
        ("No.", "no"),
    ],
)
def test_yes_or_no(text: str, kept: str) -> None:
    assert read_yes_no(text) == kept


@pytest.mark.parametrize(
    "text", ["maybe", "2", "NA", "-", "No record", "Not known", "Yes/No", "Yes - no", "No. 5", "None"]
)
def test_what_is_neither_yes_nor_no(text: str) -> None:
    with pytest.raises(ValueError, match="neither yes nor no"):
        read_yes_no(text)


def test_numbers() -> None:
    assert [read_integer(text) for text in ("17", "017", "17.0", "0")] == ["17", "17", "17", "0"]
    assert [read_decimal(text) for text in ("53.371500", "-2.58", "+1")] == ["53.3715", "-2.58", "+1"]


@pytest.mark.parametrize("text", ["-1", "1.5", "seventeen", "１７", "9" * 5_000])
def test_what_is_no_whole_number(text: str) -> None:
    with pytest.raises(ValueError, match=r"^is no whole number$"):
        read_integer(text)


@pytest.mark.parametrize("text", ["1,5", "1.", "1e3", "٥.٥", "nan"])
def test_what_is_no_number(text: str) -> None:
    with pytest.raises(ValueError, match=r"^is no number$"):
        read_decimal(text)


def test_codes_labels_and_other_spellings_are_one_code_and_the_unknown_stays() -> None:
    codes = (Code(code="mda", label={"en": "Misuse of drugs"}, also=("S23 MDA",)),)
    read = vocabulary_reader(codes)
    assert [read(text) for text in ("MDA", "misuse of DRUGS", "s23 mda", "Firearms")] == [
        "mda",
        "mda",
        "mda",
        "Firearms",
    ]


def test_spellings_that_differ_in_points_and_space_only_are_one_code() -> None:
    read = vocabulary_reader((Code(code="a", label={"en": "Act 1994, section 60"}, also=("S60 CJ&POA",)),))
    alike = ["S.60 C.J. & P.O.A.", "section 60 cj and poa", "Sec. 60 – CJ&POA", "Act 1994 (s60)", "[s60] of the CJ&POA"]
    assert {read(text) for text in alike} == {"a"}
    other = ["s60AA CJ&POA", "s6 CJ&POA", "Act 1994", "60", "()"]
    assert [read(text) for text in other] == other


@pytest.mark.parametrize(
    ("text", "minutes"),
    [
        ("10", "10"), ("010", "10"), ("10.0", "10"), ("10 mins", "10"), ("10 Min.", "10"), ("10m", "10"),
        ("10 minutes", "10"), ("1 minute", "1"), ("1h 10", "70"), ("1h10m", "70"), ("1 hr 10 mins", "70"),
        ("1 hour and 10 minutes", "70"), ("2 hours", "120"), ("00:10", "10"), ("0:05", "5"), ("00:10:00", "10"),
    ],
)  # fmt: skip
def test_minutes_may_stand_with_their_unit(text: str, minutes: str) -> None:
    assert read_minutes(text) == minutes


@pytest.mark.parametrize(
    "text",
    ["ten", "-5", "1.5 hours", "10:30", "00:10:30", "00:75", "10-15 mins", "mins", "h", "10 m s", "10 secs", "<5"],
)
def test_what_might_be_other_minutes_is_not_guessed(text: str) -> None:
    with pytest.raises(ValueError, match="is no whole number"):
        read_minutes(text)
