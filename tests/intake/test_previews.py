"""What a preview suggests for words that no vocabulary has: slips of the pen, and nothing bolder."""

from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path

import pytest

from app.core.schemes.spec import Mapping as Layout
from app.intake.extract import open_extract
from app.intake.previews import Trial, try_out
from tests.intake.headers import library

NOW = datetime(2025, 7, 1, tzinfo=UTC)
TIMES = {"stop_search": "searched_at", "custody": "arrived_at", "use_of_force": "used_at"}


def suggested(folder: Path, kind: str, field: str, words: list[str]) -> Mapping[str, str]:
    """What a preview suggests for the words of a column, by word."""
    file = folder / "log.csv"
    rows = [f'R{number},2025-06-14 10:00,"{word}"' for number, word in enumerate(words)]
    file.write_text("\n".join(["Ref,Date,Word", *rows]) + "\n", encoding="utf-8")
    key = library().scheme(kind).case_key[0]
    columns = {"Ref": key, "Date": TIMES[kind], "Word": field}
    layout = Layout(id="log", label={"en": "Log"}, kinds=(kind,), times="local", required=("Date",), columns=columns)
    trial = Trial(schemes=library().schemes, kind=kind, layout=layout)
    preview = try_out(trial, open_extract(file), NOW, lambda _done, _all: None)
    return {word.value: word.suggested for word in preview.unknown}


@pytest.mark.parametrize(
    ("kind", "field", "word", "code"),
    [
        ("stop_search", "outcome", "Comunity resolution", "community_resolution"),
        ("stop_search", "sde_code", "W1 White Brit (self)", "W1"),
        ("custody", "outcome", "Bail or charge", ""),
        ("stop_search", "lpu", "Chestar", ""),
        ("stop_search", "outcome", "Z", ""),
        ("stop_search", "gender", "Femal", "female"),
        ("use_of_force", "tactics", "Handcuffs uncompliant", ""),
        ("stop_search", "power", "s32 MDA", ""),
    ],
)
def test_only_a_slip_of_the_pen_is_suggested(tmp_path: Path, kind: str, field: str, word: str, code: str) -> None:
    assert suggested(tmp_path, kind, field, [word]) == {word: code}


def test_a_code_is_suggested_for_one_word_of_a_field_only(tmp_path: Path) -> None:
    words = ["Comunity resolution", "Comunity resolution", "Community resolutoin"]
    assert suggested(tmp_path, "stop_search", "outcome", words) == {
        "Comunity resolution": "community_resolution",
        "Community resolutoin": "",
    }
