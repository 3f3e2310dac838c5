"""A kind that nobody wrote a line of Python for goes all the way: from an extract to a sealed list, a verdict, a pack.

Its scheme is one file; how a force's columns fill it is a file for each layout. They lie in ``tests/data/invented``.
"""

import csv
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from app.core import resources
from app.core.shapes.sheets import Sheet, SheetState
from app.services.drawing.bundles import verify_bundle
from app.services.grading import rounds, sheets
from app.services.schemes import load_library
from tests.builders import PASSPHRASE, SEED, grade, open_new, reopen
from tests.builders import case_ids as cases_of
from tests.cli.door import Door
from tests.export.papers import faults, structure

KIND = "vetting_decision"
INVENTED = Path(__file__).resolve().parents[1] / "data" / "invented"
DECISIONS, CHECKS = 40, 3


@pytest.fixture
def known_kind(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """The resources of this installation with one more scheme and its mappings."""
    here, root = resources.root(), tmp_path / "resources"
    for name in ("schemes", "forces", "mappings", "check"):
        shutil.copytree(here / name, root / name)
    shutil.copy(INVENTED / f"{KIND}.toml", root / "schemes")
    for file in INVENTED.glob("invented_*.toml"):
        shutil.copy(file, root / "mappings")
    monkeypatch.setattr(resources, "root", lambda: root)
    load_library.cache_clear()
    yield
    load_library.cache_clear()


@pytest.fixture
def door(tmp_path: Path, known_kind: None) -> Door:
    folder = tmp_path / "workspace"
    open_new(folder).close()
    return Door(workspace=folder, passphrase=PASSPHRASE)


def register(file: Path) -> Path:
    """Invented decisions; every fourth is a refusal."""
    heads = ("Practice data", "Decision no", "Decided on", "Tier", "Unit", "Why", "Refused?", "Appeal", "Applicant")
    rows = [
        ("PRACTICE", f"VD/{at:03}", f"{1 + at % 30:02}/06/2025 09:{at:02}", "BH"[at % 2], f"Unit {at % 3}",
         f"Reasons of decision {at}.", "No" if at % 4 else "Yes", "Decision upheld" if at % 4 == 0 else "No appeal",
         f"Invented Person {at}")
        for at in range(DECISIONS)
    ]  # fmt: skip
    return written(file, heads, rows)


def checks(file: Path) -> Path:
    """Three checks each, the newest first, as such registers often are."""
    rows = [
        ("PRACTICE", f"VD/{at:03}", str(no), f"0{no}/05/2025 10:00", f"Check {no} of decision {at}: nothing found.")
        for at in range(DECISIONS)
        for no in range(CHECKS, 0, -1)
    ]
    return written(file, ("Practice data", "Decision no", "Check no", "Checked on", "Finding"), rows)


def written(file: Path, heads: tuple[str, ...], rows: list[tuple[str, ...]]) -> Path:
    with file.open("w", encoding="utf-8", newline="") as out:
        csv.writer(out).writerows([heads, *rows])
    return file


def done(said: Any) -> dict[str, Any]:
    assert said.code == 0, said.out + said.err
    return said.data


def open_sheets(folder: Path) -> list[Sheet]:
    """Every sheet of the round, as it stands when it is opened."""
    ws = reopen(folder)
    opened = rounds.open_round(ws, draw_id=1).value
    found = [
        sheets.open_sheet(ws, round_id=opened.round_id, case_id=case).value for case in cases_of(ws, opened.round_id)
    ]
    ws.close()
    return found


def test_an_invented_kind_goes_from_import_to_pack(door: Door, tmp_path: Path) -> None:
    told = done(door("import", register(tmp_path / "register.csv"), "--kind", KIND))
    assert (told["by_kind"], told["rejected"]) == ({KIND: DECISIONS}, 0)
    told = done(door("import", checks(tmp_path / "checks.csv"), "--kind", KIND))
    assert (told["stored"], told["rejected"]) == (DECISIONS * CHECKS, 0)
    days = ("--from", "2025-06-01", "--to", "2025-06-30")
    told = done(door("frame", "seal", "--kind", KIND, *days, "--size", "5", "--reserves", "1"))
    assert told["cases"] == DECISIONS
    assert len(done(door("draw", "F1", "--seed", SEED))["cases"]) == 5

    opened = open_sheets(door.workspace)
    for sheet in opened:
        number = int(sheet.reference.removeprefix("VD/"))
        record = sheet.stages[0]
        assert [text.text for text in record.narratives] == [f"Reasons of decision {number}."]
        ((part),) = record.rows.parts
        assert [row.facts[0].value for row in part.rows] == ["1", "2", "3"], "in the order of their times"
        asked = [question.id for question in record.questions]
        assert asked == (["C1", "VD1", "C8"] if number % 4 else ["C1", "VD1", "VD2", "C8"])
        assert [stage.id for stage in sheet.stages if stage.hidden] == ["reveal"]
        assert "Detention of the same number" in {line.label for group in record.groups for line in group.lines}

    ws = reopen(door.workspace)
    verdict = grade(ws, opened[0])
    ws.close()
    assert verdict.state is SheetState.DONE
    assert "Outcome of the appeal" in {line.label for group in verdict.stages[1].groups for line in group.lines}

    pack, bundle = tmp_path / "pack.pdf", tmp_path / "bundle.zip"
    done(door("pack", "D1", "--out", pack))
    done(door("bundle", "D1", "--out", bundle))
    assert not verify_bundle(bundle).problems
    assert faults(pack.read_bytes(), "ua1", tmp_path) == []
    words = structure(pack.read_bytes()).words
    for sheet in opened:
        number = int(sheet.reference.removeprefix("VD/"))
        assert f"Reasons of decision {number}." in words
        assert f"Check 3 of decision {number}: nothing found." in words
    assert "Vetting decision: sample to grade" in words
    assert "Invented Person" not in words, "a name is kept to redact with, and shown to nobody"
    assert "Decision upheld" not in words, "what came of it is not on a paper to be graded from"
