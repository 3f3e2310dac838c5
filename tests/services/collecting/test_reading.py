"""A large extract is read in a process of its own: what comes of it is the same, to the last row and number."""

import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import text

from app.core.errors import AppError, Cancelled
from app.core.schemes.spec import Mapping
from app.core.shapes.mappings import MappingSettings
from app.services.collecting import mappings, reading
from app.services.collecting.extracts import first_look
from app.services.workspace import Workspace
from tests.builders import OPEN_DATA, PRACTICE_EXTRACT, import_file, open_new
from tests.journeys.looking import counts, whole

KEPT = {
    "code": "id, field, value",
    '"case"': 'id, kind, "key", key_hash',
    "record_version": "id, case_id, number, row_no, line_no, sha, occurred_at, rest, power, lpu, sde_code, outcome",
    "narrative": "version_id, field, text",
    "identity": "version_id, body",
    "problem": 'row_no, line_no, "column", reason, value',
    "import": "rows_read, stored, rejected, unmapped, content_sha256, identical, left_out, date_only",
    "import_file": "name, unknown_values",
}


@pytest.fixture
def began(monkeypatch: pytest.MonkeyPatch) -> list[subprocess.Popen[bytes]]:
    """Every file is large enough for a process of its own; the processes that were begun."""
    processes: list[subprocess.Popen[bytes]] = []

    class Listed(subprocess.Popen[bytes]):
        def __init__(self, *args: Any, **options: Any) -> None:
            super().__init__(*args, **options)
            self.asked = options
            processes.append(self)

    monkeypatch.setattr(reading, "APART_FROM", 0)
    monkeypatch.setattr(reading.subprocess, "Popen", Listed)
    return processes


def kept(ws: Workspace) -> dict[str, list[Any]]:
    with ws.read() as session:
        return {
            table: [tuple(row) for row in session.execute(text(f"SELECT {columns} FROM {table} ORDER BY 1, 2"))]
            for table, columns in KEPT.items()
        }


def edited(folder: Path, change: Callable[[str], str]) -> Path:
    """The practice extract with some of its words changed."""
    file = folder / "edited.csv"
    file.write_text(change(PRACTICE_EXTRACT.read_text(encoding="utf-8")), encoding="utf-8", newline="")
    return file


def test_nothing_tells_which_way_a_file_was_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, began: list[subprocess.Popen[bytes]]
) -> None:
    later = edited(tmp_path, lambda words: words.replace("Chester", "Nowhere").replace("/06/2025", "/06x", 3))
    apart, here = open_new(tmp_path / "apart"), open_new(tmp_path / "here")
    for ws, least in ((apart, 0), (here, 10**9)):
        monkeypatch.setattr(reading, "APART_FROM", least)
        for file in (OPEN_DATA, PRACTICE_EXTRACT, later):
            import_file(ws, file)
    assert len(began) == 3, "only in the first workspace"
    found = kept(apart)
    assert found == kept(here)
    assert len(found["record_version"]) > 1_700
    assert found["problem"]
    whole(apart)
    apart.close()
    here.close()


def test_a_number_as_a_time_of_day_is_read_by_its_whole_column_there_too(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, began: list[subprocess.Popen[bytes]]
) -> None:
    times = [*["30", "45"] * 1_000, "930"]
    lines = [f"S{at},14/06/2025,{time},s1 PACE,NFA" for at, time in enumerate(times)]
    file = tmp_path / "numbers.csv"
    file.write_text("\n".join(["Search ID,Search Date,Search Time,Power,Disposal", *lines]), encoding="utf-8")
    apart, here = open_new(tmp_path / "apart"), open_new(tmp_path / "here")
    for ws, least in ((apart, 0), (here, 10**9)):
        monkeypatch.setattr(reading, "APART_FROM", least)
        mapping = guessed(ws, file)
        assert import_file(ws, file, mapping=mapping).stored == len(times)
    assert len(began) == 1
    assert kept(apart) == kept(here)
    apart.close()
    here.close()


def guessed(ws: Workspace, file: Path) -> Mapping:
    """The mapping that is guessed for a file, its times on the clock on the wall."""
    draft = first_look(ws, file, kind="stop_search").draft
    settled = mappings.change_draft(ws, draft, MappingSettings(times="local", day_order="dmy"))
    mappings.save_mapping(ws, "ours", settled)
    return mappings.find_layout(ws, "ours")


def test_a_relative_name_is_the_same_file(
    workspace: Workspace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, began: list[subprocess.Popen[bytes]]
) -> None:
    shutil.copy(PRACTICE_EXTRACT, tmp_path / "june.csv")
    monkeypatch.chdir(tmp_path)
    assert import_file(workspace, Path("june.csv")).stored > 300
    assert len(began) == 1


def test_what_is_wrong_with_the_file_is_said_in_the_same_words(
    workspace: Workspace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, began: list[subprocess.Popen[bytes]]
) -> None:
    file = tmp_path / "open.csv"
    file.write_bytes(OPEN_DATA.read_bytes() + b'"never closed\r\n')
    before = counts(workspace)
    told: list[str] = []
    for least in (0, 10**9):
        monkeypatch.setattr(reading, "APART_FROM", least)
        with pytest.raises(AppError) as refused:
            import_file(workspace, file)
        told.append(str(refused.value))
    assert told[0] == told[1]
    assert len(began) == 1
    assert counts(workspace) == before


def test_stopping_ends_the_process_and_keeps_nothing(
    workspace: Workspace, began: list[subprocess.Popen[bytes]]
) -> None:
    before = counts(workspace)

    def stop(done: int, total: int) -> None:
        if done > 0:
            raise Cancelled

    with pytest.raises(Cancelled):
        import_file(workspace, OPEN_DATA, progress=stop)
    assert [process.returncode is None for process in began] == [False]
    assert counts(workspace) == before


def test_a_process_that_dies_is_a_fault_and_keeps_nothing(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch, began: list[subprocess.Popen[bytes]]
) -> None:
    before = counts(workspace)
    nothing = shutil.which("true")
    assert nothing
    monkeypatch.setattr(sys, "executable", nothing)
    with pytest.raises(RuntimeError, match="ended before it was done"):
        import_file(workspace, OPEN_DATA)
    assert len(began) == 1
    assert counts(workspace) == before


def test_the_process_is_told_no_passphrase(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch, began: list[subprocess.Popen[bytes]]
) -> None:
    monkeypatch.setenv("SCRUTINY_PASSPHRASE", "seven quiet herons")
    import_file(workspace, PRACTICE_EXTRACT)
    (process,) = began
    assert "seven quiet herons" not in str(process.asked["env"])  # type: ignore[attr-defined]
    assert process.asked["env"]["PATH"]  # type: ignore[attr-defined]
