"""``report``, ``month R1 --out`` and ``feedback ... --out``: papers and tables from the line, each a numbered copy."""

from pathlib import Path

import pytest

from tests.builders import PASSPHRASE
from tests.cli.door import Door
from tests.graded_rounds import graded_month, graded_panel


@pytest.fixture
def panel(tmp_path: Path) -> Door:
    """The line of a coordinator, whose panel R1 saw half of its cases."""
    graded_panel(tmp_path).close()
    return Door(workspace=tmp_path / "workspace", passphrase=PASSPHRASE)


@pytest.fixture
def manager(tmp_path: Path) -> Door:
    """The line of a line manager, whose month R1 is graded."""
    graded_month(tmp_path).close()
    return Door(workspace=tmp_path / "workspace", passphrase=PASSPHRASE)


def test_a_report_in_large_print_and_its_figures(panel: Door, tmp_path: Path) -> None:
    out, tables = tmp_path / "report.pdf", tmp_path / "figures.xlsx"
    said = panel("report", "R1", "--out", str(out), "--tables", str(tables), "--large-print", "18", "--copies", "2")
    assert said.code == 0, said
    assert [Path(copy["file"]).name for copy in said.data["copies"]] == ["report-copy-1.pdf", "report-copy-2.pdf"]
    assert said.data["tables"] == [str(tables)]
    assert tables.exists()
    assert panel("report", "R1").code == 2
    assert panel("report", "R9", "--out", str(out)).code == 1


def test_a_month_in_short_and_in_full(manager: Door, tmp_path: Path) -> None:
    out = tmp_path / "month.pdf"
    assert manager("month", "R1", "--out", str(out)).code == 0
    assert out.read_bytes().startswith(b"%PDF")
    assert manager("month", "paper", "R1", "--out", str(out)).code == 0
    refused = manager("month", "R2", "--out", str(out))
    assert (refused.code, refused.data["refused"]) == (1, "R2 is no round of yours as a line manager.")


def test_feedback_is_a_page_once_it_is_kept(manager: Door, tmp_path: Path) -> None:
    out = tmp_path / "feedback.pdf"
    assert manager("feedback", "R1", "4", "--out", str(out)).code == 1
    assert manager("feedback", "R1", "4", "--keep").code == 0
    assert manager("feedback", "R1", "4", "--out", str(out)).code == 0
    assert out.exists()
    assert manager("feedback", "R1", "4", "--out", str(out), "--keep").code == 2
