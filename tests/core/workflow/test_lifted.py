"""What a stage uncovers is shown again with its place, and nothing else is."""

from dataclasses import replace
from datetime import date

from app.core.redaction.bars import Covered, Released
from app.core.redaction.spans import Span
from app.core.workflow.case_rows import LaterRow, Row
from app.core.workflow.lifted import come_to, lifted_texts
from app.core.workflow.sheet import Grading
from tests.core.schemes.shipped import scheme

CUSTODY = scheme("custody")
STAGES = [stage.id for stage in CUSTODY.stages]
CASE = {"custody_ref": "PCR/1", "arrived_at": "2025-06-01T10:00:00Z", "grounds_for_detention": "Charged, says Liam."}
ENTRY = {"custody_ref": "PCR/1", "entry_no": "1", "logged_at": "2025-06-01T11:00:00Z", "entry": "Charged at once."}
NOW = {**ENTRY, "entry": "Charged much later."}
LATER = LaterRow(row=Row(part="log", values=NOW), came=date(2025, 7, 3), before=ENTRY, place=1)


def released(*texts: str) -> Released:
    """Each text with its first word covered until the last stage, and the name Liam for good."""
    covered: list[Covered] = []
    for text in texts:
        spans = [Span(start=0, end=7, kind="OUTCOME", lifts_at="reveal")]
        if "Liam" in text:
            spans.append(Span(start=text.index("Liam"), end=text.index("Liam") + 4, kind="NAME"))
        covered.append(Covered(text=text, spans=tuple(spans)))
    return Released(covered, STAGES)


def blank(**changes) -> Grading:
    grading = Grading(
        scheme=CUSTODY, form="panel_short", role="volunteer", values=CASE, given={}, written={}, locked=(),
        rows=(Row(part="", values=CASE), Row(part="log", values=ENTRY)),
        released=released(CASE["grounds_for_detention"], ENTRY["entry"], NOW["entry"]),
    )  # fmt: skip
    return replace(grading, **changes)


def told(grading: Grading) -> list[tuple[str, str]]:
    return [(text.label, text.text) for text in lifted_texts(grading)]


def test_the_first_stage_lifts_nothing():
    assert told(come_to(blank(), ())) == []


def test_what_the_last_stage_lifts_is_shown_with_its_place_and_names_stay_covered():
    assert told(come_to(blank(), ("record",))) == [
        ("Grounds for detention as the custody officer wrote them", "Charged, says [NAME]."),
        ("Custody log, 1 hour after arrival: Entry", "Charged at once."),
    ]


def test_a_change_of_which_nothing_was_seen_before_is_there_too():
    found = told(come_to(blank(later=(LATER,)), ("record",)))
    assert found[2:] == [
        ("Log entry 1: Entry, as drawn", "Charged at once."),
        ("Log entry 1: Entry, now", "Charged much later."),
    ]


def test_a_case_of_which_nothing_was_covered_is_not_read_twice():
    plain = Released([Covered(text=text, spans=()) for text in (CASE["grounds_for_detention"], ENTRY["entry"])], STAGES)
    assert told(come_to(blank(released=plain), ("record",))) == []


def test_where_a_seat_stands_does_not_depend_on_what_a_meeting_opened():
    gated = blank(opened=(), spread_seen=("record",))
    assert come_to(gated, ("record",)).current == "reveal"
    assert come_to(gated, ()).current == "record"
