"""The quality of a few records written for the test: words for "not stated", and times that cannot be."""

from collections.abc import Mapping
from pathlib import Path

import pytest

from app.core import resources
from app.services.workspace import Workspace
from tests.builders import import_file, open_new
from tests.quality_asks import facts, section

PRACTICE = resources.root() / "practice"
STOPS = "practice-vehicle-stop-2025-06.csv"


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    return open_new(tmp_path / "workspace")


def extract(file: Path, like: str, rows: list[Mapping[str, str]]) -> Path:
    """An extract in the columns of a practice extract; those that a row leaves out are blank."""
    names = (PRACTICE / like).read_text(encoding="utf-8-sig").splitlines()[0].split(",")
    lines = [",".join(names)]
    for row in rows:
        assert set(row) <= set(names), set(row) - set(names)
        lines.append(",".join({"Practice data": "PRACTICE", **row}.get(name, "") for name in names))
    file.write_text("\r\n".join(lines) + "\r\n", encoding="utf-8", newline="")
    return file


def test_only_codes_of_the_list_are_stated_whatever_words_an_extract_has(workspace: Workspace, tmp_path: Path) -> None:
    said = ["W1", "", "NS", "N1", "B1", "NS", "O1", "N/K", "Not asked", "Declined", "Martian"]
    rows = [
        {"Stop reference": f"V{number}", "Stop date/time": f"{number:02}/06/2025 22:00", "LPU": "Crewe LPU",
         "Driver self-defined ethnicity": word, "Reason ethnicity not stated": "Declined" if number == 3 else ""}
        for number, word in enumerate(said, start=1)
    ]  # fmt: skip
    import_file(workspace, extract(tmp_path / "stops.csv", STOPS, rows), kind="vehicle_stop")
    whole = facts(workspace, "ethnicity", "vehicle_stop").whole
    assert (whole.people, whole.stated, whole.with_reason, whole.without_reason) == (11, 3, 2, 4)
    assert (whole.missing, whole.not_understood) == (1, 1)
    told = section(workspace, "ethnicity", "vehicle_stop")
    assert told.headline == (
        "Of 11 drivers, 3 stated their ethnicity, 2 did not with a reason, 4 did not without one; for 1 nothing is "
        "recorded, and for 1 it is in words that we do not know."
    )
    assert told.notes[0] == "An answer, or a reason for none, is recorded for 5 of 11."
