"""A meeting's figures as tables: the numbers of its report, marked, and nothing of what was not seen."""

from fractions import Fraction
from pathlib import Path

import pytest
from openpyxl import load_workbook

from app.core.errors import AppError
from app.core.stats.interval import limits
from app.services.papers import report_tables
from tests import panels
from tests.builders import entries
from tests.graded_rounds import graded_panel, panel_of_three
from tests.people import WORDS, add, signed_in_as


def sheet(file: Path, name: str) -> list[dict[str, object]]:
    """The rows of a sheet, by the names of its columns."""
    heads, *rows = load_workbook(file)[name].iter_rows(values_only=True)
    return [dict(zip(heads, row, strict=True)) for row in rows]


def test_the_numbers_of_a_panel(tmp_path: Path) -> None:
    ws, file = graded_panel(tmp_path), tmp_path / "figures.xlsx"
    assert report_tables.write_tables(ws, round_id=1, file=file).value == (str(file),)
    overall = [row for row in sheet(file, "Spread") if row["Question"] == "C8"]
    assert [(row["Code"], row["Members"], row["Panel’s view (cases)"]) for row in overall] == [
        ("green", 11, 2),
        ("amber", 4, 1),
        ("red", 5, 1),
        ("cannot_tell", 0, 0),
    ]
    assert {row["Cases seen"] for row in overall} == {4}
    (rate,) = (row for row in sheet(file, "Rates") if row["Question"] == "C8")
    exact = limits(304, 4, 1, Fraction(95, 100))
    assert (rate["Counted"], rate["Adverse"], rate["At least"], rate["At most"]) == (4, 1, *exact)
    (agreed,) = (row for row in sheet(file, "Agreement") if row["Question"] == "C8")
    assert (agreed["Cases"], agreed["All alike"]) == (4, 1)
    about = {(row["What this is"], row["In words"]) for row in sheet(file, "About")}
    assert {("Marking", "OFFICIAL-SENSITIVE"), ("Meeting", "Search panel, 3 July 2025"), ("Round", "R1")} <= about
    assert any(what == "PRACTICE" for what, _ in about)
    last = entries(ws)[-1]
    assert (last["act"], last["event"], last["details"]["round_id"]) == ("disclose", "tables_made", 1)
    ws.close()


def test_as_csv_there_is_a_file_each(tmp_path: Path) -> None:
    ws = graded_panel(tmp_path)
    files = report_tables.write_tables(ws, round_id=1, file=tmp_path / "figures.csv").value
    names = [f"figures-{name}.csv" for name in ("about", "spread", "agreement", "rates")]
    assert [Path(file).name for file in files] == names
    assert "C8,\"Overall, how do you grade this case on the record?\",The record,4,red,Red: serious concern,5,1" in (
        tmp_path / "figures-spread.csv"
    ).read_text(encoding="utf-8-sig")  # fmt: skip
    ws.close()


def test_another_ending_an_unseen_panel_and_a_stranger_are_refused(tmp_path: Path) -> None:
    ws = panel_of_three(tmp_path)
    panels.give(ws, 1, "C8", ["ggg"], {"g": "green"})
    with pytest.raises(AppError, match="says of no kind of table"):
        report_tables.write_tables(ws, round_id=1, file=tmp_path / "figures.ods")
    with pytest.raises(AppError, match="has not seen yet how its grades spread"):
        report_tables.write_tables(ws, round_id=1, file=tmp_path / "figures.xlsx")
    add(ws, "A chair", "chair", WORDS)
    chair = signed_in_as(ws, WORDS)
    with pytest.raises(AppError, match="may not"):
        report_tables.write_tables(chair, round_id=1, file=tmp_path / "figures.xlsx")
    assert not list(tmp_path.glob("figures*"))
    chair.close()
