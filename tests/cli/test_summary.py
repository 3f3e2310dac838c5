"""``summary``: a closed meeting made public, and what is refused."""

import csv
from io import StringIO
from pathlib import Path

import pytest

from tests.builders import PASSPHRASE, SEED
from tests.cli.door import Door
from tests.summarised import listed, met


@pytest.fixture
def met_twice(tmp_path: Path) -> Door:
    """Two closed meetings over a list of 60 searches: R1 and R2."""
    ws = listed(tmp_path, 60)
    met(ws, [17, 3, 0, 0, 0], seed=SEED)
    met(ws, [9, 6, 5, 0, 0], seed="9" * 24)
    ws.close()
    return Door(workspace=tmp_path / "workspace", passphrase=PASSPHRASE)


def test_a_summary_is_written_as_paper_table_and_text(met_twice: Door, tmp_path: Path) -> None:
    paper, table, text = (tmp_path / name for name in ("s.pdf", "s.csv", "s.txt"))
    said = met_twice(
        "summary", "R1", "R2", "--out", paper, "--csv", table, "--text", text, "--good", "Reasons were clear.",
        "--learning", "Say why.", "--learning", "Write it down.", "--contact", "Ask at the town hall.",
    )  # fmt: skip
    assert said.code == 0, said
    assert set(said.data) == {"summary", "sha256", "copies", "told", "csv", "text"}
    assert paper.read_bytes().startswith(b"%PDF-1.7")
    rows = list(csv.DictReader(StringIO(table.read_text("utf-8-sig"))))
    overall = [(row["Draw"], row["Answer"], row["Cases"]) for row in rows if row["Question"].startswith("Overall")]
    assert overall[:3] == [
        ("D1", "Green: good", "16 to 19"), ("D1", "Amber: something to learn", "fewer than 5"),
        ("D1", "Red: serious concern", "0"),
    ]  # fmt: skip
    told = text.read_text("utf-8")
    assert all(words in told for words in ("  Green: good: 16 to 19", "Write it down.", "Ask at the town hall."))
    assert f"Wrote the same as a table: {table}\nWrote the same as text: {text}" in said.err


def test_copies_in_large_print_have_files_of_their_own(met_twice: Door, tmp_path: Path) -> None:
    said = met_twice("summary", "R2", "--out", tmp_path / "s.pdf", "--copies", "2", "--large-print", "18")
    assert [Path(copy["file"]).name for copy in said.data["copies"]] == ["s-copy-1.pdf", "s-copy-2.pdf"]


@pytest.mark.parametrize(
    ("line", "code", "sentence"),
    [
        ("summary --out s.pdf", 2, "Missing: MEETING"),
        ("summary R1", 2, "Missing: --out"),
        ("summary D1 --out s.pdf", 1, "“D1” names no meeting"),
        ("summary R1 R1 --out s.pdf", 1, "each once"),
        ("summary R7 --out s.pdf", 1, "There is no meeting R7"),
        ("summary R1 --out s.pdf --good 3", 1, "holds a number"),
        ("summary R1 --out s.pdf --csv s.csv --csv t.csv", 2, "--csv is given twice"),
    ],
)
def test_what_cannot_be_is_refused_in_a_sentence(met_twice: Door, line: str, code: int, sentence: str) -> None:
    said = met_twice(*line.split())
    assert said.code == code, said
    assert sentence in said.data["refused"]
