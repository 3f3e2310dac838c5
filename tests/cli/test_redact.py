"""``redact`` at the batch door: needs no workspace, and never tells the words that it found."""

import json
from pathlib import Path

import pytest

from app.cli.entry import main

TEXT = "Gethin Pellow, IC3, rang from 07700 900123.\n"


@pytest.fixture
def say(capsys: pytest.CaptureFixture[str]):
    def run(*words: str) -> tuple[int, str, str]:
        code = main(["redact", *words])
        told = capsys.readouterr()
        return code, told.out, told.err

    return run


def test_spans_have_places_kind_rule_and_certainty(say, tmp_path: Path) -> None:
    file = tmp_path / "account.txt"
    file.write_text(TEXT, "utf-8")
    code, out, _ = say(str(file), "--json")
    spans = json.loads(out)["spans"]
    assert code == 0
    assert [(TEXT[one["start"] : one["end"]], one["kind"], one["certainty"]) for one in spans] == [
        ("Gethin Pellow", "NAME", "likely"),
        ("IC3", "ETHNICITY", "sure"),
        ("07700 900123", "PHONE", "sure"),
    ]
    assert all(one["rule"] for one in spans)


def test_names_of_the_record_are_sure_and_words_are_not_told(say, tmp_path: Path) -> None:
    (tmp_path / "account.txt").write_text("Later pellowe left.", "utf-8")
    (tmp_path / "names.txt").write_text("Pellowe, Gethin\n\n", "utf-8")
    code, out, _ = say(str(tmp_path / "account.txt"), "--names", str(tmp_path / "names.txt"))
    assert code == 0
    assert "6-13  NAME  sure" in out
    assert "ellow" not in out


def test_places_are_those_of_the_file_where_letters_and_accents_are_two(say, tmp_path: Path) -> None:
    text = "Cafe\u0301 owner Andre\u0301 Pellow rang from 07700 900123."
    (tmp_path / "account.txt").write_text(text, "utf-8")
    _, out, _ = say(str(tmp_path / "account.txt"), "--json")
    found = [text[one["start"] : one["end"]] for one in json.loads(out)["spans"]]
    assert found == ["Andre\u0301 Pellow", "07700 900123"]


def test_a_file_that_is_no_text_is_refused_in_words(say, tmp_path: Path) -> None:
    (tmp_path / "picture.txt").write_bytes(b"\xff\xd8\xff\xe0")
    code, _, err = say(str(tmp_path / "picture.txt"))
    assert (code, "no text in UTF-8" in err) == (1, True)
    code, _, err = say(str(tmp_path / "none.txt"))
    assert (code, "cannot be read" in err) == (1, True)
