"""``plan`` at the batch door: needs no workspace."""

import json

import pytest

from app.cli.entry import main


@pytest.fixture
def say(capsys):
    def run(*words):
        code = main(["plan", *words])
        told = capsys.readouterr()
        return code, told.out, told.err

    return run


def test_a_margin_and_a_size(say):
    code, out, _ = say("--population", "1240", "--margin", "5", "--json")
    assert code == 0
    assert json.loads(out)["size"] == 300
    code, out, _ = say("--population", "62", "--size", "5", "--confidence", "90")
    assert code == 0
    assert out.splitlines()[0].startswith("Draw 5 of 62.")
    assert "with 90% confidence" in out
    assert out.splitlines()[-1].startswith("5 of 62 can show that something happens")


@pytest.mark.parametrize(
    ("words", "code", "told"),
    [
        (("--population", "62"), 2, "Missing, one of: --margin --size"),
        (("--population", "62", "--margin", "5", "--size", "5"), 2, "do not go together"),
        (("--population", "62", "--margin", "five"), 1, "“five” is no margin."),
        (("--population", "1,240", "--margin", "5"), 1, "--population"),
        (("--population", "62", "--size", "70"), 1, "70 cannot be drawn from 62."),
    ],
)
def test_what_cannot_be_planned(say, words, code, told):
    got, _, err = say(*words)
    assert got == code
    assert told in err
