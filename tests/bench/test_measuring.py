"""What counts as found, and what as rightly found; and that the labelled texts are read as they were marked."""

import pytest

from app.core.redaction.findings import Certainty
from tests.bench import labelled
from tests.bench.labelled import Label, Text, marked
from tests.bench.measuring import Found, Share, covering, is_found, precision, recall, together

TEXT = "I saw Gethin Pellow, a white man."
NAME = Label(start=6, end=19, kind="name")
WHITE = Label(start=23, end=28, kind="ethnicity")


def found(start: int, end: int, kind: str = "NAME", certainty: Certainty = Certainty.LIKELY) -> Found:
    return Found(start=start, end=end, kind=kind, certainty=certainty)


@pytest.mark.parametrize(
    ("label", "pieces", "is_there"),
    [
        (NAME, [found(6, 19)], True),
        (NAME, [found(6, 12), found(13, 19)], True),  # the space between says nothing
        (NAME, [found(6, 18)], False),
        (NAME, [found(6, 19, "OUTCOME")], False),  # it comes back at a later stage
        (NAME, [], False),
        (WHITE, [found(27, 33, "ETHNICITY")], True),
        (WHITE, [found(29, 32, "ETHNICITY")], False),
    ],
)
def test_a_label_is_found(label: Label, pieces: list[Found], is_there: bool) -> None:
    assert is_found(TEXT, label, pieces) is is_there


def test_shares_by_kind() -> None:
    texts = [Text(text=TEXT, labels=(NAME, WHITE))]
    told = [[found(6, 12), found(20, 24, "ETHNICITY"), found(0, 5, certainty=Certainty.POSSIBLE)]]
    assert recall(texts, told) == {"name": Share(0, 1), "ethnicity": Share(1, 1)}
    assert covering(recall(texts, told)) == Share(0, 1)
    assert precision(texts, told) == {"NAME": Share(1, 2), "ETHNICITY": Share(1, 1)}
    assert together(precision(texts, told, Certainty.LIKELY)) == Share(2, 2)


def test_shares_in_figures() -> None:
    assert (str(Share(63, 64)), str(Share(0, 0))) == ("0.984 (63/64)", "-")


def test_marks_are_taken_out_of_a_text() -> None:
    text = marked("I saw [[name|Gethin Pellow]], a [[ethnicity|white]] man.")
    assert (text.text, text.labels) == (TEXT, (NAME, WHITE))


def test_each_set_is_read_whole() -> None:
    known = labelled.practice(labelled.PRACTICE)
    assert sum(bool(text.labels) for text in known) > 1000
    assert all(text.text[label.start : label.end].strip() for text in known for label in text.labels)
    assert sum(bool(text.names) for text in known) > 1000
    afresh = labelled.narratives(labelled.DATA / "narratives.txt")
    assert len(afresh) >= 50
    assert not [text for text in afresh if "[[" in text.text or "]]" in text.text or "%%" in text.text]
    cases = labelled.identifier_cases(labelled.DATA / "uk_identifier_cases.csv")
    assert (len(cases), sum(len(case.labels) for case in cases)) == (49, 25)
