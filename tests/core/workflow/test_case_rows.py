"""The rows of a case on a sheet: what each role sees of them at which stage, and what came after the seal."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

import msgspec
import pytest

from app.core.schemes.merging import merge_rows
from app.core.schemes.spec import Role, Scheme
from app.core.shapes.links import LinkLine
from app.core.shapes.sheets import CaseRows, SheetStage
from app.core.workflow.case_rows import LaterRow, Row
from app.core.workflow.sheet import Grading, sheet_stages
from tests.core.redaction.released import all_released
from tests.core.schemes.shipped import scheme

FORCE, CUSTODY, SEARCH = scheme("use_of_force"), scheme("custody"), scheme("stop_search")
FORMS = (
    {"form_ref": "UOF-1", "incident_ref": "I1", "used_at": "2025-06-01T10:00:00Z", "age": "14", "officer_id": "4471",
     "rationale": "He pulled away.", "outcome": "arrested", "tactics": "cuffs_compliant", "sde_code": "W1"},
    {"form_ref": "UOF-2", "incident_ref": "I1", "used_at": "2025-06-01T10:01:00Z", "age": "15", "officer_id": "5120",
     "rationale": "I held his arm.", "outcome": "arrested", "sde_code": "B1"},
    {"form_ref": "UOF-3", "incident_ref": "I1", "used_at": "2025-06-01T10:02:00Z", "officer_id": "2207",
     "outcome": "no_arrest"},
)  # fmt: skip
DETENTION = {"custody_ref": "PCR/1", "arrived_at": "2025-06-01T10:00:00Z", "grounds_for_detention": "To interview him."}
LOG = (
    {
        "custody_ref": "PCR/1",
        "entry_no": "2",
        "logged_at": "2025-06-01T12:00:00Z",
        "entry": "Asleep.",
        "author_id": "9",
    },
    {"custody_ref": "PCR/1", "entry_no": "3", "entry": "No clock."},
    {"custody_ref": "PCR/1", "entry_no": "1", "logged_at": "2025-06-01T11:00:00Z", "entry": "Rights read."},
)


def rows(*values: Mapping[str, str], part: str = "") -> tuple[Row, ...]:
    return tuple(Row(part=part, values=each) for each in values)


def force(*forms: Mapping[str, str], role: Role = "line_manager", **changes: object) -> Grading:
    return grading(FORCE, rows(*(forms or FORMS)), role=role, **changes)


def custody(**changes: object) -> Grading:
    return grading(CUSTODY, (*rows(DETENTION), *rows(*LOG, part="log")), **changes)


def grading(kind: Scheme, made_of: tuple[Row, ...], *, role: Role = "line_manager", **changes: object) -> Grading:
    own = [row.values for row in made_of if not row.part]
    form = next(form.id for form in kind.forms if role in form.roles)
    parts = {"form": form, "values": merge_rows(kind, own).values, "given": {}, "written": {}, "locked": ()}
    parts["released"] = all_released(kind, [row.values for row in made_of])
    return Grading(**{**parts, "scheme": kind, "role": role, "rows": made_of, **changes})  # type: ignore[arg-type]


def first(sheet: Grading) -> SheetStage:
    return sheet_stages(sheet)[0]


def values_of(stage: SheetStage) -> dict[str, str]:
    return {line.label: line.value for group in stage.groups for line in group.lines}


def text(part: object) -> str:
    return msgspec.json.encode(part).decode()


def test_the_case_says_once_what_is_its_own_and_each_form_the_rest():
    stage = first(force())
    assert [block.label for block in stage.rows.rows] == ["Form 1 of 3", "Form 2 of 3", "Form 3 of 3"]
    accounts = [block.narratives[0].text for block in stage.rows.rows]
    assert accounts == ["He pulled away.", "I held his arm.", ""], "an empty account is a finding: it is shown"
    assert stage.narratives == ()
    own = values_of(stage)
    assert own["Incident reference"] == "I1"
    assert "Form reference" not in own
    assert all(
        "Form reference" in {line.label for group in block.groups for line in group.lines} for block in stage.rows.rows
    )


def test_one_form_is_said_to_be_the_only_one():
    assert [block.label for block in first(force(FORMS[0])).rows.rows] == ["Form 1 of 1"]


def test_what_the_forms_disagree_on_is_said_beside_it():
    lines = {line.label: line for group in first(force()).groups for line in group.lines}
    assert lines["Age"].value == "14"
    assert lines["Age"].differ == "The forms differ: 14 / 15"
    assert {label for label, line in lines.items() if line.differ} == {"Age"}
    assert not any(line.differ for group in first(force(FORMS[0])).groups for line in group.lines)


def test_a_disagreement_waits_for_its_stage():
    assert text(sheet_stages(force())).count("The forms differ") == 1
    last = sheet_stages(force(locked=("record", "video")))[-1]
    differing = [line.label for group in last.groups for line in group.lines if line.differ]
    assert differing == [FORCE.field(name).label["en"] for name in ("sde_code", "outcome")]


JOINT = (
    {"form_ref": "F3", "incident_ref": "INC1", "lpu": "Crewe", "lead_form": "yes", "outcome": "hospital",
     "complaint_flag": "yes", "parent_informed": "no", "locations": "street", "officers_using": "3",
     "operation": "Lark"},
    {"form_ref": "F1", "incident_ref": "INC1", "lpu": "Chester", "outcome": "arrested", "complaint_flag": "no",
     "parent_informed": "yes", "locations": "street;dwelling", "officers_using": "2", "operation": "Wren"},
    {"form_ref": "F2", "incident_ref": "INC1", "lpu": "Chester", "outcome": "arrested", "handcuffs_used": "yes"},
)  # fmt: skip


def own_words(stage: SheetStage, name: str) -> list[str]:
    """What each form says of a field in its own block."""
    label = FORCE.field(name).label["en"]
    found = [[line for group in block.groups for line in group.lines] for block in stage.rows.rows]
    return [line.value for lines in found for line in lines if line.label == label]


@pytest.mark.parametrize(
    ("name", "at", "differ"),
    [
        ("lpu", 0, "Crewe / Chester"),
        ("operation", 0, "Lark / Wren"),
        ("officers_using", 0, "3 / 2"),
        ("parent_informed", 0, "No / Yes"),
        ("outcome", -1, "Taken to hospital / Arrested"),
        ("complaint_flag", -1, "Yes / No"),
    ],
)
def test_however_a_case_gets_a_field_what_each_form_says_of_it_can_be_read(name: str, at: int, differ: str):
    stages = sheet_stages(force(*JOINT, locked=("record", "video")))
    at = 0 if FORCE.field(name).seen_by["line_manager"] == "record" else at
    lines = {line.label: line for group in stages[at].groups for line in group.lines}
    assert lines[FORCE.field(name).label["en"]].differ == f"The forms differ: {differ}"
    assert list(dict.fromkeys(filter(None, own_words(stages[at], name)))) == differ.split(" / ")


@pytest.mark.parametrize("role", ["line_manager", "volunteer"])
def test_what_single_forms_say_waits_for_its_stage_too(role: Role):
    before, after = (sheet_stages(force(*JOINT, role=role, locked=locked)) for locked in ((), ("record", "video")))
    for word in ("Arrested", "Taken to hospital"):
        assert word not in text(before)
        assert word in text(after[-1].rows.rows)
    assert ("Lark" in text(after)) is (role == "line_manager")


def test_each_form_says_when_it_was_which_is_no_disagreement():
    stage = first(force())
    assert [words.rpartition(" ")[2] for words in own_words(stage, "used_at")] == ["11:00", "11:01", "11:02"]


def test_what_the_leading_form_left_blank_is_read_with_the_form_that_says_it():
    stage = first(force({**JOINT[0], "lpu": ""}, *JOINT[1:]))
    assert values_of(stage)[FORCE.field("lpu").label["en"]] == ""
    assert own_words(stage, "lpu") == ["", "Chester", "Chester"]


def test_volunteers_see_no_officer_no_form_and_no_sentence_on_teams():
    told = text(sheet_stages(force(role="volunteer", locked=("record", "video"))))
    assert "He pulled away." in told
    for hidden in ("4471", "5120", "UOF-", "counts under", "14 / 15", "I1"):
        assert hidden not in told, hidden
    assert FORCE.counts_under is not None
    assert first(force()).rows.counts_under == FORCE.counts_under["en"]
    assert sheet_stages(force(locked=("record",)))[1].rows.counts_under == "", "said once"


def test_a_log_stands_in_the_order_of_its_times():
    stage = first(custody())
    assert values_of(stage)["Custody reference"] == "PCR/1"
    assert {text.label: text.text for text in stage.narratives}[
        CUSTODY.field("grounds_for_detention").label["en"]
    ] == "To interview him."
    assert stage.rows.rows == (), "a detention is one row of its own"
    (log,) = stage.rows.parts
    assert log.label == "Custody log"
    assert [row.texts[0].text for row in log.rows] == ["Rights read.", "Asleep.", "No clock."]
    assert [row.when for row in log.rows][1:] == ["Sunday 1 June 2025, 13:00", ""]
    assert "Written by" in log.rows[0].blank
    assert "Written by" not in log.rows[1].blank


def test_a_log_hides_its_authors_from_volunteers():
    told = text(first(custody(role="volunteer")))
    assert "Rights read." in told
    assert "Written by" not in told


def test_volunteers_are_told_of_a_log_as_so_long_after_arrival_and_of_arrival_by_the_hour():
    stage = first(custody(role="volunteer"))
    assert values_of(stage)["Date and time of arrival"] == "Sunday 1 June 2025, between 11:00 and 12:00"
    assert [row.when for row in stage.rows.parts[0].rows] == ["1 hour after arrival", "2 hours after arrival", ""]


def test_forms_that_differ_by_less_than_volunteers_are_told_do_not_differ_for_them():
    eleven = "Sunday 1 June 2025, between 11:00 and 12:00"
    forms = ({**FORMS[0], "used_at": "2025-06-01T10:59:00Z"}, {**FORMS[1], "used_at": "2025-06-01T11:03:00Z"})
    kind = msgspec.structs.replace(
        FORCE,
        fields=tuple(msgspec.structs.replace(f, merge="same") if f.id == "used_at" else f for f in FORCE.fields),
    )
    for (one, other), differ in (
        (FORMS[:2], ""),
        (forms, f"The forms differ: {eleven} / {eleven.replace('12', '13').replace('11', '12')}"),
    ):
        stage = first(grading(kind, rows(one, other), role="volunteer"))
        lines = {line.label: line for group in stage.groups for line in group.lines}
        assert lines["Date and time of the force"].differ == differ


def test_volunteers_are_told_of_changed_times_coarsely_or_not_at_all():
    def change(made: str) -> tuple[SheetStage, ...]:
        before = {**FORMS[0], "recorded_at": "2025-06-01T12:10:00Z"}
        came = LaterRow(
            row=Row(part="", values={**before, "recorded_at": made}), came=date(2025, 7, 9), before=before, place=1
        )
        return sheet_stages(force(before, role="volunteer", later=(came,)))

    (day,) = change("2025-06-01T14:10:00Z")[0].rows.later
    assert [(line.was, line.now) for line in day.changes[0].lines] == [
        ("2 hours 10 minutes after the first use of force", "4 hours 10 minutes after the first use of force")
    ]
    assert change("2025-06-01T12:10:30Z")[0].rows.later == ()


def test_that_a_record_was_typed_in_is_said_once_and_to_line_managers():
    sentence = "This record was typed in by hand, by a line manager."
    record, reveal = sheet_stages(custody(typed="typed by line manager", locked=("record",)))
    assert (record.rows.typed, reveal.rows.typed) == (sentence, "")
    assert first(custody(typed="typed by auditor")).rows.typed.endswith(", by an auditor.")
    assert first(custody()).rows.typed == ""
    assert "typed" not in first(custody(typed="typed by line manager", role="volunteer")).rows.typed


# ------------------------------------------------------------------ rows that wait for their stage
RELEASE = {
    "custody_ref": "PCR/1",
    "entry_no": "4",
    "logged_at": "2025-06-01T15:00:00Z",
    "entry_type": "release",
    "entry": "Charged with theft, bailed to court.",
}


def released(role: Role, **changes: object) -> tuple[SheetStage, ...]:
    made_of = (*rows(DETENTION), *rows(*LOG, RELEASE, part="log"))
    return sheet_stages(grading(CUSTODY, made_of, role=role, **changes))


@pytest.mark.parametrize("role", ["line_manager", "volunteer"])
def test_an_entry_that_tells_the_outcome_waits_for_the_last_stage(role: Role):
    before = released(role)
    assert len(before[0].rows.parts[0].rows) == len(LOG)
    assert "Charged" not in text(before)
    record, reveal = released(role, locked=("record",))
    assert "Charged" not in text(record)
    (log,) = reveal.rows.parts
    assert log.label == "Custody log"
    (entry,) = log.rows
    assert entry.when == {"line_manager": "Sunday 1 June 2025, 16:00", "volunteer": "5 hours after arrival"}[role]
    assert [told.text for told in entry.texts] == ["Charged with theft, bailed to court."]
    assert "Release" in {line.value for line in entry.facts}
    assert ("Written by" in entry.blank) is (role == "line_manager")


def test_an_entry_that_waits_shows_only_what_the_role_may_see():
    told = text(sheet_stages(grading(
        CUSTODY,
        (*rows(DETENTION), *rows({**RELEASE, "author_id": "P7741"}, part="log")),
        role="volunteer",
        locked=("record",),
    )))  # fmt: skip
    assert "Charged" in told
    assert "P7741" not in told


def test_an_entry_that_waits_and_comes_after_the_seal_waits_too():
    later = (LaterRow(row=Row(part="log", values=RELEASE), came=date(2025, 7, 3)),)
    assert first(custody(later=later)).rows.later == ()
    (day,) = sheet_stages(custody(later=later, locked=("record",)))[-1].rows.later
    assert day.parts[0].rows[0].texts[0].text == "Charged with theft, bailed to court."


@pytest.mark.parametrize("sorts", [("other", "release"), ("release", "other"), ("release", "release")])
def test_a_change_waits_where_either_of_its_versions_does(sorts: tuple[str, str]):
    was, now = ({**RELEASE, "entry_type": sort, "entry": f"Was a {at}."} for at, sort in enumerate(sorts))
    later = (LaterRow(row=Row(part="log", values=now), came=date(2025, 7, 3), before=was, place=4),)
    made_of = (*rows(DETENTION), *rows(*LOG, was, part="log"))
    assert first(grading(CUSTODY, made_of, later=later)).rows.later == ()
    (day,) = sheet_stages(grading(CUSTODY, made_of, later=later, locked=("record",)))[-1].rows.later
    assert [change.label for change in day.changes] == ["Log entry 4"]
    assert ("Was a 0.", "Was a 1.") in {(line.was, line.now) for line in day.changes[0].lines}


def test_a_conflict_takes_every_row_away():
    sheet = force(given={"C1": "yes"})
    assert sheet.conflicted
    assert first(sheet).rows == CaseRows()
    assert "He pulled away" not in text(sheet_stages(sheet))


def test_further_and_changed_rows_are_marked_and_the_drawn_words_stay():
    new = LaterRow(row=Row(part="", values={**FORMS[1], "form_ref": "UOF-4", "age": "16"}), came=date(2025, 7, 3))
    changed = LaterRow(
        row=Row(part="", values={**FORMS[0], "rationale": "He struck me."}),
        came=date(2025, 7, 9),
        before=FORMS[0],
        place=1,
    )
    stage = first(force(later=(changed, new)))
    assert stage.rows.rows[0].narratives[0].text == "He pulled away."
    third, ninth = stage.rows.later
    assert third.title == "Came after the list was sealed, on 3 July 2025"
    assert [block.label for block in third.rows] == ["A further form"]
    assert "16" in {line.value for group in third.rows[0].groups for line in group.lines}
    assert ninth.rows == ()
    (change,) = ninth.changes
    assert change.label == "Form 1"
    assert [(line.was, line.now) for line in change.lines] == [("He pulled away.", "He struck me.")]


def test_what_changed_is_as_blind_as_the_record():
    changed = LaterRow(
        row=Row(part="", values={**FORMS[0], "outcome": "no_arrest", "officer_id": "9999"}),
        came=date(2025, 7, 9),
        before=FORMS[0],
        place=1,
    )
    (later,) = first(force(later=(changed,))).rows.later
    assert [line.now for line in later.changes[0].lines] == ["9999"]
    assert first(force(later=(changed,), role="volunteer")).rows.later == ()
    last = sheet_stages(force(later=(changed,), locked=("record", "video")))[-1]
    assert len(last.rows.later[0].changes[0].lines) == 1


def test_log_entries_that_came_later_stand_together():
    came = date(2025, 7, 3)
    late = [
        LaterRow(row=Row(part="log", values={**entry, "entry_no": f"9{at}"}), came=came) for at, entry in enumerate(LOG)
    ]
    (later,) = first(custody(later=late)).rows.later
    assert [len(part.rows) for part in later.parts] == [3]


LINKS = (
    LinkLine(label="Use of force form", kind="use_of_force", kind_label="Use of force", reference="I1 / 1", case_id=7,
             when="Sunday 1 June 2025, 11:00", field="uof_form_ref"),
    LinkLine(label="Use of force form", kind="", kind_label="", reference="UOF-9", case_id=0, when="",
             field="uof_form_ref"),
    LinkLine(label="Detention that followed", kind="custody", kind_label="Custody", reference="PCR/1", case_id=8,
             when="", field=""),
)  # fmt: skip


@pytest.mark.parametrize("role", ["line_manager", "volunteer"])
def test_links_are_for_line_managers_and_those_that_tell_the_outcome_wait(role: Role):
    values = {"urn": "S1", "uof_form_ref": "UOF-1", "bwv_on": "no"}
    form = next(form.id for form in SEARCH.forms if role in form.roles)
    parts = {"scheme": SEARCH, "form": form, "role": role, "values": values, "given": {}, "written": {}}
    parts["released"] = all_released(SEARCH, [values])
    at_first = sheet_stages(Grading(**parts, locked=(), links=LINKS))  # type: ignore[arg-type]
    at_last = sheet_stages(Grading(**parts, locked=("record",), links=LINKS))  # type: ignore[arg-type]
    if role == "volunteer":
        assert "Linked records" not in text(at_last)
        assert "UOF-9" not in text(at_last)
        return
    (group,) = (group for group in at_first[0].groups if group.label == "Linked records")
    assert [line.value for line in group.lines] == [
        "Use of force I1 / 1, Sunday 1 June 2025, 11:00; UOF-9 (no such record here)"
    ]
    assert "PCR/1" not in text(at_first)
    (group,) = (group for group in at_last[-1].groups if group.label == "Linked records")
    assert [(line.label, line.value) for line in group.lines] == [("Detention that followed", "Custody PCR/1")]


def test_many_links_of_a_sort_are_counted():
    every = tuple(
        replace(LINKS[2], label="Searches", kind_label="Search", reference=str(at), case_id=at) for at in range(1, 41)
    )
    last = sheet_stages(force(links=every, locked=("record", "video")))[-1]
    (group,) = (group for group in last.groups if group.label == "Linked records")
    assert group.lines[0].value.endswith("Search 12; and 28 more")
