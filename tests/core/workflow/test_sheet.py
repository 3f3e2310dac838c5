"""Blindness: a sheet holds nothing of a later stage, for every scheme, form, role and depth of locking.

Every field is given a value, and every question an answer and a note, that occur nowhere else: so whatever stands in
the encoded sheet and should not is found by its text.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import product

import msgspec
import pytest

from app.core.schemes.coarse import told_words
from app.core.schemes.plain import question_words, value_words
from app.core.schemes.spec import Field, Question, Role, Scheme
from app.core.shapes.sheets import SheetStage, SheetState
from app.core.workflow.sheet import Grading, headline, sheet_stages
from tests.core.redaction.released import all_released
from tests.core.schemes.shipped import KINDS, SEARCHES, WITH_VIDEO, scheme

ROLES: tuple[Role, ...] = ("line_manager", "volunteer")
NEVER_FOR_VOLUNTEERS = (
    "urn", "officer_id", "team", "supervisor_id", "place_text", "latitude", "longitude", "operation", "bwv_ref",
    "s60_authority_ref", "uof_form_ref", "age",
)  # fmt: skip
LAST = ("sde_code", "ode_code", "outcome", "outcome_linked", "found_text")
ASKED_ABOUT = {
    "is_child": "yes",
    "vulnerable": "yes",
    "more_than_outer": "yes",
    "force_used": "yes",
    "search_level": "eip",
}


@dataclass(frozen=True)
class Way:
    """One way to a sheet: what is graded, by whom, and how many stages are locked."""

    kind: str
    form: str
    role: Role
    video: bool
    locked: int

    @property
    def name(self) -> str:
        return f"{self.kind}-{self.form}-{self.role}-{'video' if self.video else 'none'}-{self.locked}"


def ways() -> Iterator[Way]:
    for kind, role, video in product(KINDS, ROLES, (True, False)):
        for form in scheme(kind).forms if kind in WITH_VIDEO or not video else ():
            yield from (Way(kind, form.id, role, video, locked) for locked in range(4 if video else 3))


WAYS = tuple(ways())


def value_of(field: Field, at: int) -> str:
    """A value for a field that no other text of a sheet holds."""
    if field.type == "time":
        return f"1{at:03}-02-03T04:05:00Z"
    if field.type == "date":
        return f"1{at:03}-02-03"
    return f"⟦{field.id}⟧"


def values_of(kind: Scheme, *, video: bool) -> dict[str, str]:
    every = {field.id: value_of(field, at) for at, field in enumerate(kind.fields)}
    every |= {name: value for name, value in ASKED_ABOUT.items() if name in every}
    return {**every, "bwv_on": "yes" if video else "no"} if "bwv_on" in every else every


def answer_to(question: Question, kind: Scheme) -> str:
    scale = kind.scales[question.scale]
    return "" if scale.free_text else next(item.code for item in scale.answers if item.code not in scale.stops_at)


def grading_of(way: Way, **changes: object) -> Grading:
    """A sheet with an answer and a note to every question, also of stages that are not open yet."""
    kind = scheme(way.kind)
    stages = [stage.id for stage in kind.stages if way.video or stage.id != "video"]
    given = {question.id: answer_to(question, kind) for question in kind.questions}
    written = {question.id: f"⟪{question.id}⟫" for question in kind.questions}
    parts = {
        "scheme": kind, "form": way.form, "role": way.role, "values": values_of(kind, video=way.video), "given": given,
        "written": written, "locked": stages[: way.locked],
    }  # fmt: skip
    parts["released"] = all_released(kind, [values_of(kind, video=way.video)])
    return Grading(**{**parts, **changes})  # type: ignore[arg-type]


def encoded(stages: tuple[SheetStage, ...]) -> str:
    return msgspec.json.encode(stages).decode()


def opened_at(grading: Grading, field: Field) -> int | None:
    """The place of the stage that shows a field to this role; a skipped stage's fields wait for the next."""
    wanted = field.seen_by.get(grading.role)
    if wanted is None:
        return None
    order = [stage.id for stage in grading.scheme.stages]
    later = [stage for stage in order[order.index(wanted) :] if stage in grading.asked]
    return list(grading.asked).index(later[0])


@pytest.mark.parametrize("way", WAYS, ids=lambda way: way.name)
def test_a_sheet_shows_what_its_stages_open_and_nothing_later(way: Way):
    grading = grading_of(way)
    text = encoded(sheet_stages(grading))
    for field in grading.scheme.fields:
        if field.id in ASKED_ABOUT or field.id == "bwv_on":
            continue
        value, began = grading.values[field.id], grading.values[grading.scheme.time]
        shown = told_words(grading.scheme, field, value, role=way.role, began=began)
        opens = opened_at(grading, field)
        assert (shown in text) is (opens is not None and opens <= way.locked), field.id
        if way.role == "volunteer" and field.type in ("time", "date"):
            assert value_words(grading.scheme, field, value) not in text, f"{field.id} is told a volunteer exactly"


@pytest.mark.parametrize("way", WAYS, ids=lambda way: way.name)
def test_no_question_answer_or_note_of_a_later_stage_is_there(way: Way):
    grading = grading_of(way)
    text = encoded(sheet_stages(grading))
    asked = list(grading.asked.values())
    now = [question for questions in asked[: way.locked + 1] for question in questions]
    hidden = [question for question in grading.scheme.questions if question not in now]
    words = {question_words(question, way.role) for question in now}
    assert all(f"⟪{question.id}⟫" in text and f'"id":"{question.id}"' in text for question in now)
    for question in hidden:
        assert f"⟪{question.id}⟫" not in text
        assert f'"id":"{question.id}"' not in text
        assert question_words(question, way.role) not in text or question_words(question, way.role) in words


@pytest.mark.parametrize("way", [way for way in WAYS if way.role == "volunteer"], ids=lambda way: way.name)
def test_a_volunteer_never_gets_who_or_where_at_any_stage(way: Way):
    grading = grading_of(way)
    text = encoded(sheet_stages(grading)) + headline(grading.scheme, way.role, grading.values)
    present = {field.id for field in grading.scheme.fields}
    assert set(NEVER_FOR_VOLUNTEERS) <= present or way.kind not in SEARCHES
    for name in (*NEVER_FOR_VOLUNTEERS, *grading.scheme.case_key):
        assert f"⟦{name}⟧" not in text


@pytest.mark.parametrize("way", [way for way in WAYS if not way.locked], ids=lambda way: way.name)
def test_ethnicity_and_outcome_are_in_the_last_stage_only(way: Way):
    last = 2 if way.video else 1
    for locked in range(last + 2):
        text = encoded(sheet_stages(grading_of(Way(way.kind, way.form, way.role, way.video, locked))))
        here = [name for name in LAST if any(field.id == name for field in scheme(way.kind).fields)]
        assert [f"⟦{name}⟧" in text for name in here] == [locked >= last] * len(here)
        assert here == list(LAST) or way.kind not in SEARCHES


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("role", ROLES)
def test_nobody_is_ever_shown_an_identity(kind: str, role: Role):
    for way in WAYS:
        if (way.kind, way.role) == (kind, role):
            text = encoded(sheet_stages(grading_of(way)))
            for field in scheme(kind).fields:
                if "identity" in field.use:
                    assert value_words(scheme(kind), field, grading_of(way).values[field.id]) not in text


@pytest.mark.parametrize("way", WAYS, ids=lambda way: way.name)
def test_a_hidden_stage_has_its_label_and_nothing_else(way: Way):
    stages = sheet_stages(grading_of(way))
    assert [stage.id for stage in stages] == [s.id for s in scheme(way.kind).stages if way.video or s.id != "video"]
    assert [stage.locked for stage in stages] == [at < way.locked for at in range(len(stages))]
    assert [stage.hidden for stage in stages] == [at > way.locked for at in range(len(stages))]
    for stage in stages:
        if stage.hidden:
            assert stage.label
            assert (stage.intro, stage.groups, stage.narratives, stage.questions) == ("", (), (), ())


@pytest.mark.parametrize("way", WAYS, ids=lambda way: way.name)
def test_a_conflict_takes_the_record_away_whatever_is_open(way: Way):
    grading = grading_of(way)
    if not any(question.id == "C1" for question in grading.asked["record"]):
        pytest.fail("every form asks about a conflict first")
    taken = grading_of(way, given={**grading.given, "C1": "yes"})
    text = encoded(sheet_stages(taken))
    assert taken.state is SheetState.CONFLICT
    assert "⟦" not in text
    assert all(not stage.groups and not stage.narratives for stage in sheet_stages(taken))
    assert "⟪C1⟫" in text


def test_a_conflict_is_only_what_the_scale_says():
    way = Way("stop_search", "monthly", "line_manager", False, 0)
    for answer, conflicted in (("yes", True), ("no", False), ("cannot_tell", False), ("", False)):
        assert grading_of(way, given={"C1": answer}).conflicted is conflicted


# ------------------------------------------------------------------ answers, notes, states


def test_a_note_is_no_answer():
    way = Way("stop_search", "monthly", "line_manager", False, 0)
    grading = grading_of(way, given={"SS1": ""}, written={"SS1": "only a note"})
    assert grading.answers == {}
    assert "SS1" in {question.id for question in grading.missing}
    (shown,) = [item for item in sheet_stages(grading)[0].questions if item.id == "SS1"]
    assert (shown.answer, shown.note) == ("", "only a note")


def test_a_free_text_is_its_own_answer_and_blanks_are_none():
    way = Way("stop_search", "monthly", "line_manager", False, 1)
    given = {"C8": "red"}
    assert "C11" in {question.id for question in grading_of(way, given=given, written={"C11": " \n"}).missing}
    grading = grading_of(way, given=given, written={"C11": "More detail."})
    assert grading.answers == {"C8": "red", "C11": "More detail."}
    (shown,) = [item for item in sheet_stages(grading)[1].questions if item.id == "C11"]
    assert (shown.answer, shown.note, shown.free_text, shown.choices) == ("More detail.", "", True, ())


@pytest.mark.parametrize(("overall", "wanted"), [("red", True), ("amber", True), ("green", False)])
def test_an_answer_may_make_another_mandatory(overall: str, wanted: bool):
    way = Way("stop_search", "monthly", "line_manager", False, 1)
    grading = grading_of(way, given={"C8": overall}, written={})
    (shown,) = [item for item in sheet_stages(grading)[1].questions if item.id == "C11"]
    assert shown.mandatory is wanted
    assert ("C11" in {question.id for question in grading.missing}) is wanted


@pytest.mark.parametrize("way", WAYS, ids=lambda way: way.name)
def test_the_state_follows_answers_and_locks(way: Way):
    last = 3 if way.video else 2
    untouched = grading_of(way, given={}, written={})
    begun = grading_of(way)
    if way.locked == last:
        assert untouched.state is begun.state is SheetState.DONE
        assert untouched.current is None
        assert untouched.missing == ()
    else:
        assert untouched.state is (SheetState.STARTED if way.locked else SheetState.TODO)
        assert begun.state is SheetState.STARTED
        assert untouched.current == list(untouched.asked)[way.locked]


@pytest.mark.parametrize("kind", KINDS)
def test_keys_follow_the_order_of_the_scale(kind: str):
    for form in scheme(kind).forms:
        for stage in sheet_stages(grading_of(Way(kind, form.id, form.roles[0], kind in WITH_VIDEO, 3))):
            for question in stage.questions:
                keys = [choice.key for choice in question.choices]
                assert keys == [*"1234567890", ""][: len(keys)]
                assert len({choice.code for choice in question.choices}) == len(keys)


def test_blank_fields_are_named_and_an_empty_narrative_is_shown():
    way = Way("stop_search", "monthly", "line_manager", False, 0)
    (first, *_) = sheet_stages(grading_of(way, values={"searched_at": "2025-06-14T22:14:00Z"}))
    lines = {line.label: line.value for group in first.groups for line in group.lines}
    assert lines["Date and time of the search"] == "Saturday 14 June 2025, 23:14"
    assert lines["Power used"] == ""
    assert [text.text for text in first.narratives] == [""]


def test_the_headline_has_only_what_the_first_stage_shows():
    kind = scheme("stop_search")
    values = values_of(kind, video=True)
    for role, at in (("line_manager", "23:14"), ("volunteer", "between 23:00 and midnight")):
        words = headline(kind, role, {**values, "searched_at": "2025-06-14T22:14:00Z"})
        assert words == f"Saturday 14 June 2025, {at} · ⟦object⟧"
        assert headline(kind, role, {}) == ""
