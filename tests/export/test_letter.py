"""The letter to the owner of an action: one page, both standards, the same bytes again, and no grade of anybody."""

from dataclasses import replace
from io import BytesIO

import pikepdf
import pytest

from app.core.shapes.actions import ActionLetter
from app.core.shapes.packs import Issue
from app.export.letter import action_letter
from tests.export.papers import faults, structure
from tests.export.samples import code
from tests.export.test_pack_standards import CONTROLS, HOSTILE, UNBROKEN, WELSH

LONGEST = ("Go through three records with the team and say what a good explanation looks like. " * 15)[:500]


def letter(text: str = "", *, practice: bool = False, **chosen: object) -> ActionLetter:
    """A letter that says the same wherever a person may have written."""
    issue = Issue(
        marking="OFFICIAL-SENSITIVE",
        handling="For the panel and the officers who are to reply. Do not forward outside the force or the panel.",
        practice=practice,
        number="A7 letter, copy 1",
        made_at="2025-07-01T09:00:00Z",
        audit_entry=1041,
        audit_head=code("head"),
    )
    made = ActionLetter(
        issue=issue,
        title="Action A7",
        subtitle="Training or a refresher. Reply by 15 July 2025",
        force="Cheshire Constabulary",
        name="A7",
        owner=text or "Inspector Dilys Ŵyn",
        facts=(
            ("Round", "R1, Stop and search, 1 to 30 June 2025"),
            ("Case", "Case 5 of the round: Stop and search, reference SS/2025/06/100037"),
            ("Asked on", "1 July 2025"),
        ),
        task=text or "Show the team what a good record of an explanation looks like.\nThen look at three of theirs.",
        due="15 July 2025",
        not_accepted=text,
    )
    return replace(made, **chosen)


LETTERS = {
    "a letter": letter,
    "a letter for practice": lambda: letter(practice=True),
    "as long as may be": lambda: letter(LONGEST, practice=True, owner="x" * 120),
    "erased": lambda: letter(task="", facts=()),
    "markup": lambda: letter(HOSTILE),
    "control characters": lambda: letter(CONTROLS),
    "words wider than the page": lambda: letter(UNBROKEN),
    "Welsh and others": lambda: letter(WELSH),
}


@pytest.mark.parametrize("name", LETTERS)
def test_each_keeps_both_standards_and_is_the_same_again(name: str, tmp_path) -> None:
    data = action_letter(LETTERS[name]())
    assert faults(data, "ua1", tmp_path) == []
    assert faults(data, "2a", tmp_path) == []
    structure(data)  # nothing is drawn outside elements and artifacts
    assert action_letter(LETTERS[name]()) == data


@pytest.mark.parametrize("size", [18, 24])
def test_large_print_keeps_them_too(size: int, tmp_path) -> None:
    data = action_letter(letter(), base_size=size)
    assert faults(data, "ua1", tmp_path) == []
    assert faults(data, "2a", tmp_path) == []


@pytest.mark.parametrize("name", ["a letter", "a letter for practice", "as long as may be", "erased"])
def test_it_is_one_page(name: str) -> None:
    with pikepdf.open(BytesIO(action_letter(LETTERS[name]()))) as pdf:
        assert len(pdf.pages) == 1


def test_it_says_what_is_asked_by_when_and_how_to_reply() -> None:
    words = structure(action_letter(letter("", not_accepted="It does not say what will change."))).words
    for wanted in (
        "For Inspector Dilys Ŵyn",
        "Show the team what a good record of an explanation looks like.",
        "Please reply by 15 July 2025.",
        "An earlier reply was not accepted",
        "It does not say what will change.",
        "Case 5 of the round: Stop and search, reference SS/2025/06/100037",
        "Name it A7.",
        "no misconduct finding",
    ):
        assert wanted in words


def test_headings_go_down_one_level_at_a_time() -> None:
    tags = [node.tag for node in structure(action_letter(letter("Something."))).all("H1", "H2", "H3")]
    assert tags == ["H1", "H2", "H3", "H2"]


def test_an_erased_task_is_told_as_that() -> None:
    assert "The words of this action were erased." in structure(action_letter(letter(task=""))).words
