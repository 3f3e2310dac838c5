"""The gate in the rules: a volunteer's sheet is built from released texts, barred by the stages that are open."""

from collections.abc import Iterator
from datetime import date

import msgspec
import pytest

from app.core.redaction.bars import NOT_RELEASED, Covered, Released
from app.core.redaction.spans import Kind, Span, default_lift
from app.core.schemes.merging import merge_rows
from app.core.schemes.spec import Scheme
from app.core.workflow.case_rows import LaterRow, Row
from app.core.workflow.sheet import Grading, field_groups, headline, narratives, sheet_stages, shown_rows
from tests.core.schemes.shipped import scheme

FORCE, CUSTODY, SEARCH = scheme("use_of_force"), scheme("custody"), scheme("stop_search")
AUTHORITY = scheme("s60_authority")
GROUNDS = "An IC3 male, Kyle Brandreth, of 14 Mill Lane was seen by PC 4471 and later arrested."
STOP = {"urn": "S1", "bwv_on": "no", "grounds": GROUNDS}
FORMS = (
    {"form_ref": "U-1", "incident_ref": "I1", "rationale": "Kyle Brandreth pulled away."},
    {"form_ref": "U-2", "incident_ref": "I1", "rationale": "I held Brandreth by the arm."},
)
ENTRY = {"custody_ref": "P1", "entry_no": "1", "entry": "His brother Liam Brandreth rang."}
DETENTION = {"custody_ref": "P1", "grounds_for_detention": "To interview Kyle Brandreth."}


def cover(text: str, *words: tuple[str, Kind]) -> Covered:
    """A text with all of some words covered."""
    spans = [
        Span(
            start=text.index(word),
            end=text.index(word) + len(word),
            kind=kind,
            lifts_at=default_lift(kind, ["record", "video", "reveal"]),
        )
        for word, kind in words
    ]
    return Covered(text=text, spans=tuple(sorted(spans)))


def release(kind: Scheme, *texts: Covered) -> Released:
    return Released(texts, [stage.id for stage in kind.stages])


SEARCH_RELEASE = release(
    SEARCH,
    cover(
        GROUNDS, ("IC3", "ETHNICITY"), ("Kyle Brandreth", "NAME"), ("14 Mill Lane", "ADDRESS"),
        ("PC 4471", "REFERENCE"), ("arrested", "OUTCOME"),
    ),
)  # fmt: skip


def grading(kind: Scheme, rows: tuple[Row, ...], **changes: object) -> Grading:
    own = [row.values for row in rows if not row.part]
    parts = {"scheme": kind, "form": "panel_short", "role": "volunteer", "given": {}, "written": {}, "locked": ()}
    values = merge_rows(kind, own).values if len(rows) > 1 else own[0]
    return Grading(**{**parts, "values": values, "rows": rows if len(rows) > 1 else (), **changes})  # type: ignore[arg-type]


def search(**changes: object) -> Grading:
    return grading(SEARCH, (Row(part="", values=STOP),), **changes)


def told(part: object) -> str:
    """All that stands in a shape, as JSON and as Python shows it."""
    return msgspec.json.encode(part).decode() + repr(part)


def test_without_a_release_there_is_no_sheet() -> None:
    with pytest.raises(ValueError, match="only from a release"):
        sheet_stages(search())
    for build in (lambda: narratives(search(), "record"), lambda: shown_rows(search(), "record")):
        with pytest.raises(ValueError, match="only from a release"):
            build()


def test_bars_lift_at_their_stage_and_details_never() -> None:
    before = told(sheet_stages(search(released=SEARCH_RELEASE)))
    assert "An [ETHNICITY] male, [NAME], of [ADDRESS] was seen by [REFERENCE] and later [OUTCOME]." in before
    after = told(sheet_stages(search(released=SEARCH_RELEASE, locked=("record",))))
    assert "An IC3 male, [NAME], of [ADDRESS] was seen by [REFERENCE] and later arrested." in after
    done = told(sheet_stages(search(released=SEARCH_RELEASE, locked=("record", "reveal"))))
    assert "later arrested" in done
    for shape in (before, after, done):
        assert not [word for word in ("Brandreth", "Mill Lane", "4471") if word in shape]


def test_a_line_manager_reads_the_record_as_it_is() -> None:
    stages = sheet_stages(search(role="line_manager", form="monthly"))
    assert "Kyle Brandreth" in told(stages)


def test_every_officers_form_and_every_entry_comes_barred() -> None:
    forms = tuple(Row(part="", values=values) for values in FORMS)
    released = release(FORCE, *(cover(values["rationale"], ("Brandreth", "NAME")) for values in FORMS))
    shape = told(sheet_stages(grading(FORCE, forms, released=released)))
    assert "Kyle [NAME] pulled away." in shape
    assert "I held [NAME] by the arm." in shape
    assert "Brandreth" not in shape
    custody = (Row(part="", values=DETENTION), Row(part="log", values=ENTRY))
    released = release(
        CUSTODY,
        cover(DETENTION["grounds_for_detention"], ("Kyle Brandreth", "NAME")),
        cover(ENTRY["entry"], ("Liam Brandreth", "NAME")),
    )
    shape = told(sheet_stages(grading(CUSTODY, custody, released=released)))
    assert "To interview [NAME]." in shape
    assert "His brother [NAME] rang." in shape
    assert "Brandreth" not in shape


def later_rows() -> Iterator[LaterRow]:
    yield LaterRow(row=Row(part="", values={**STOP, "grounds": "New: Brandreth ran."}), came=date(2025, 7, 1))
    yield LaterRow(
        row=Row(part="", values={**STOP, "grounds": "Changed: Brandreth ran."}),
        came=date(2025, 7, 2),
        before=STOP,
        place=1,
    )


@pytest.mark.parametrize("later", list(later_rows()), ids=["further", "changed"])
def test_what_came_after_the_release_is_not_shown(later: LaterRow) -> None:
    shape = told(sheet_stages(search(released=SEARCH_RELEASE, later=(later,))))
    assert "Brandreth" not in shape
    assert NOT_RELEASED in shape


def test_a_text_that_was_not_released_says_so_and_a_blank_one_stays_blank() -> None:
    assert NOT_RELEASED in told(sheet_stages(search(released=release(SEARCH))))
    blank = search(released=release(SEARCH), values={**STOP, "grounds": " "})
    assert next(text.text for text in narratives(blank, "record")) == ""


def test_a_few_words_of_a_record_are_released_too_and_stand_in_no_headline() -> None:
    said = "Mrs Oduya of the mosque was told."
    authority = {"authority_ref": "A1", "community_consulted": said}
    released = release(AUTHORITY, cover(said, ("Mrs Oduya", "NAME")))
    shown = told(field_groups(grading(AUTHORITY, (Row(part="", values=authority),), released=released), "record"))
    assert "[NAME] of the mosque was told." in shown
    assert "Oduya" not in shown
    unread = grading(AUTHORITY, (Row(part="", values=authority),), released=release(AUTHORITY))
    assert NOT_RELEASED in told(field_groups(unread, "record"))
    wordy = msgspec.structs.replace(AUTHORITY, headline=("community_consulted",))
    assert headline(wordy, "volunteer", authority) == ""
    assert headline(wordy, "line_manager", authority) == said
