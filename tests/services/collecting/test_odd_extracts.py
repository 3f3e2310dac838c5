"""Files that mean something else than they say at first sight: swapped days, days and times apart, sheets by month."""

from datetime import datetime
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from app.core.errors import AppError
from app.core.schemes.spec import Mapping
from app.core.shapes.mappings import MappingSettings
from app.services.collecting import mappings
from app.services.collecting.extracts import Spot, choose_mapping, first_look
from app.services.collecting.imports import list_kinds
from app.services.workspace import Workspace
from tests.builders import import_file, write_csv
from tests.intake.workbooks import xlsx

HEADER = ["Search ID", "Date/Time of Search", "Power", "Object", "Reason for search", "Disposal"]
SETTLED = MappingSettings(times="local", day_order="dmy")


def row(number: int, when: Any) -> list[Any]:
    return [f"S{number}", when, "s1 PACE", "Drugs", "Seen to hide something.", "NFA"]


def swapped(folder: Path) -> Path:
    """June 2025, as a workbook has it that was opened where the month stands first."""
    days = [
        datetime(2025, day, 6, 15, day) if day <= 12 else f"{day}/06/2025 15:{day}"  # noqa: DTZ001
        for day in range(1, 29)
    ]
    return xlsx(folder, [HEADER, *(row(number, when) for number, when in enumerate(days))], "swapped.xlsx")


def months(folder: Path, *sheets: str) -> Path:
    """A workbook with a cover sheet, and sheets of records."""
    book = openpyxl.Workbook()
    cover = book.active
    assert cover is not None
    cover.title = "Cover"
    cover.append(["Report"])
    for number, name in enumerate(sheets):
        sheet = book.create_sheet(name)
        sheet.append(HEADER)
        for day in range(1, 15):
            sheet.append(row(100 * number + day, datetime(2025, 6, day, 15, day)))  # noqa: DTZ001
    book.save(folder / "months.xlsx")
    return folder / "months.xlsx"


def saved(ws: Workspace, file: Path, settings: MappingSettings = SETTLED, **spot: Any) -> Mapping:
    """The mapping of a file, kept as "ours"."""
    draft = mappings.change_draft(ws, first_look(ws, file, kind="stop_search", **spot).draft, settings)
    mappings.save_mapping(ws, "ours", draft)
    return mappings.find_layout(ws, "ours")


def days(ws: Workspace) -> tuple[str, str]:
    kind = next(one for one in list_kinds(ws) if one.kind == "stop_search")
    return kind.first_day, kind.last_day


def test_swapped_days_taken_as_they_are_are_told(workspace: Workspace, tmp_path: Path) -> None:
    file = swapped(tmp_path)
    result = import_file(workspace, file, mapping=saved(workspace, file))
    assert (result.stored, result.rejected) == (28, 0)
    assert days(workspace) == ("2025-01-06", "2025-12-06")
    (note,) = (note for note in result.notes if note.startswith("A spreadsheet seems to have swapped day and month"))
    assert note.endswith("by a mapping that says of its dates: day first, and real dates are swapped.")
    assert "--" not in note, "the window shows it too"


def test_swapped_days_are_turned_back(workspace: Workspace, tmp_path: Path) -> None:
    file = swapped(tmp_path)
    mapping = saved(workspace, file, MappingSettings(times="local", day_order="swapped"))
    result = import_file(workspace, file, mapping=mapping)
    assert (result.stored, result.rejected) == (28, 0)
    assert days(workspace) == ("2025-06-01", "2025-06-28")
    assert not any("swapped" in note for note in result.notes)


def test_turning_days_back_that_do_not_look_swapped_is_told(workspace: Workspace, tmp_path: Path) -> None:
    mapping = saved(workspace, swapped(tmp_path), MappingSettings(times="local", day_order="swapped"))
    right = xlsx(tmp_path, [HEADER, *(row(day, datetime(2025, 6, day, 15, 0)) for day in range(1, 13))])  # noqa: DTZ001
    result = import_file(workspace, right, mapping=mapping)
    (note,) = (note for note in result.notes if note.startswith("The mapping swaps day and month"))
    assert note.endswith("by a mapping that takes dates as they are.")


def test_a_file_of_real_dates_says_nothing_of_it(workspace: Workspace, tmp_path: Path) -> None:
    file = months(tmp_path, "June")
    assert not any("swapped" in note for note in import_file(workspace, file, mapping=saved(workspace, file)).notes)


@pytest.mark.parametrize(
    ("on", "at"),
    [
        ("{:%d/%m/%Y} 00:00:00", "{:%H:%M}"),
        ("{:%Y-%m-%d}", "{0.hour}:{0:%M}"),
        ("{:%Y-%m-%d}", "{:%I:%M %p}"),
        ("{:%d/%m/%Y}", "30/12/1899 {:%H:%M:%S}"),
    ],
)
def test_no_hour_of_the_day_is_lost_where_day_and_time_stand_apart(
    workspace: Workspace, tmp_path: Path, on: str, at: str
) -> None:
    moments = [datetime(2025, 6, 13, hour, 7) for hour in range(24)]  # noqa: DTZ001
    lines = [f"S{one.hour},{on.format(one)},{at.format(one)},s1 PACE,NFA" for one in moments]
    file = tmp_path / "apart.csv"
    file.write_text("\n".join(["Search ID,Search Date,Search Time,Power,Disposal", *lines]), encoding="utf-8")
    result = import_file(workspace, file, mapping=saved(workspace, file))
    assert (result.stored, result.rejected, result.date_only) == (24, 0, {})


def test_the_first_look_reads_a_number_as_the_whole_file_has_it(workspace: Workspace, tmp_path: Path) -> None:
    times = [*["30"] * mappings.LOOKED_AT, "930"]
    lines = [f"S{at},14/06/2025,{time},s1 PACE,NFA" for at, time in enumerate(times)]
    file = tmp_path / "numbers.csv"
    file.write_text("\n".join(["Search ID,Search Date,Search Time,Power,Disposal", *lines]), encoding="utf-8")
    found = {one.code: one.sentence for one in first_look(workspace, file, kind="stop_search").draft.findings}
    assert found["number_times"] == "Times of day are numbers: “30” is read as 00:30."
    assert "unreadable" not in found


def test_a_sheet_named_after_its_month_is_found_the_month_after(workspace: Workspace, tmp_path: Path) -> None:
    saved(workspace, months(tmp_path, "May 2025"), sheet="May 2025")
    file = months(tmp_path, "June 2025")
    result = import_file(
        workspace, file, mapping=choose_mapping(workspace, file, kind="stop_search", name="ours", spot=Spot())
    )
    assert result.stored == 14
    assert result.notes[0] == (
        "There is no sheet “May 2025”: “June 2025” was read, the only one with the mapping's columns."
    )


def test_of_two_sheets_that_could_stand_for_it_none_is_taken(workspace: Workspace, tmp_path: Path) -> None:
    mapping = saved(workspace, months(tmp_path, "May 2025"), sheet="May 2025")
    file = months(tmp_path, "June 2025", "July 2025")
    with pytest.raises(AppError, match="has no sheet “May 2025”"):
        import_file(workspace, file, mapping=mapping)


def test_a_sheet_that_a_person_asks_for_has_to_be_there(workspace: Workspace, tmp_path: Path) -> None:
    file = months(tmp_path, "June 2025")
    saved(workspace, file)
    with pytest.raises(AppError, match="has no sheet “May 2025”"):
        choose_mapping(workspace, file, kind="stop_search", name="ours", spot=Spot(sheet="May 2025"))


@pytest.mark.parametrize(
    ("grounds", "told"),
    [
        (("One.", "Two."), "1 row gives the reference of an earlier row of this file, but says something else"),
        (
            ("One.", "Two.", "Three."),
            "2 rows give the reference of an earlier row of this file, but say something else",
        ),
    ],
)
def test_rows_that_give_an_earlier_reference_are_counted_in_a_sentence(
    workspace: Workspace, tmp_path: Path, grounds: tuple[str, ...], told: str
) -> None:
    rows = [{"URN": "A", "Grounds for search": said} for said in grounds]
    (note,) = import_file(workspace, write_csv(tmp_path / "again.csv", rows)).notes
    assert note == f"{told}: the later row stands."
