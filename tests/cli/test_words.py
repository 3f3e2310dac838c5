"""What is told in numbers: one is one, and not one of many."""

from pathlib import Path

from tests.builders import PRACTICE_EXTRACT
from tests.cli.door import Door


def test_one_is_said_as_one(door: Door, tmp_path: Path) -> None:
    head, first = PRACTICE_EXTRACT.read_text(encoding="utf-8").splitlines()[:2]
    (tmp_path / "one.csv").write_text(f"{head}\n{first}\n", encoding="utf-8")
    (tmp_path / "two.csv").write_text(f"{head}\n{first}\n{first}\n", encoding="utf-8")
    assert door("workspace", "info").err.count("Audit chain: 1 entry, head") == 1
    assert door("import", tmp_path / "one.csv", "--kind", "stop_search").err.startswith("1 row read: 1 stored")
    days = ("--from", "2025-06-01", "--to", "2025-06-30")
    sealed = door("frame", "seal", "--kind", "stop_search", *days, "--size", "1")
    assert "Sealed F1: 1 case, " in sealed.err
    assert "1 case, 0 reserves" in door("draw", "F1", "--app-seed").err
    equal = door("import", tmp_path / "two.csv", "--kind", "stop_search").err
    assert "1 row is equal to an earlier one" in equal
