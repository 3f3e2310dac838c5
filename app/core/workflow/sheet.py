"""Building the sheet a grader sees. Blindness is made here: a later stage's fields and questions are never put in.

The record is graded before ethnicity and outcome are shown: a stage opens when the one before it is locked.
"""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property

from app.core.redaction.bars import Released
from app.core.schemes import answers as asking
from app.core.schemes.coarse import told_words
from app.core.schemes.plain import law_words, question_words
from app.core.schemes.spec import Field, Question, Role, Scale, Scheme, Stage
from app.core.shapes.links import LinkLine
from app.core.shapes.sheets import (
    REASON_KEYS,
    AskedQuestion,
    CaseRows,
    Choice,
    FieldGroup,
    Given,
    Narrative,
    ReasonChoice,
    Sheet,
    SheetStage,
    SheetState,
)
from app.core.words import say
from app.core.workflow.case_rows import LaterRow, Row, View, by_row, case_rows, differences, link_group, of_case
from app.core.workflow.reading import Record, as_released

_KEYS = "1234567890"


@dataclass(frozen=True, kw_only=True)
class Grading:
    """All that a sheet is built from: by question id, ``given`` holds choices, ``written`` texts, ``ticked`` reasons.

    ``values`` are the case's own; ``rows`` those it was made of when its list was sealed, the one that leads first;
    ``later`` what came after the seal; ``links`` the records of other kinds that it is linked to; ``typed`` who typed
    the record in. These four are only shown: no rule reads them, so they may be left out where nothing is.
    ``released`` holds the texts that a person has let go: a volunteer's sheet is built from nothing else.
    ``opened`` are the stages that a panel's meeting has opened for everyone, ``spread_seen`` those whose answers the
    panel has seen side by side; where there is no meeting, ``opened`` is None and a stage opens behind the one before.
    """

    scheme: Scheme
    form: str
    role: Role
    values: Mapping[str, str]
    given: Mapping[str, str]
    written: Mapping[str, str]
    locked: Sequence[str]
    ticked: Mapping[str, tuple[str, ...]] = field(default_factory=dict[str, tuple[str, ...]])
    passed: bool = False
    rows: Sequence[Row] = ()
    later: Sequence[LaterRow] = ()
    links: Sequence[LinkLine] = ()
    typed: str = ""
    released: Released | None = None
    opened: Collection[str] | None = None
    spread_seen: Collection[str] = ()

    @cached_property
    def answers(self) -> dict[str, str]:
        """What was answered, by question id: a choice's code, or the text of a free answer; never a note."""
        scales = self.scheme.scales
        free = {question.id for question in self.scheme.questions if scales[question.scale].free_text}
        texts = {name: text for name, text in self.written.items() if name in free and text.strip()}
        return {**texts, **_filled(self.given)}

    @cached_property
    def asked(self) -> dict[str, tuple[Question, ...]]:
        """The questions of each stage of this case."""
        return asking.asked(self.scheme, self.form, self.role, values=self.values, answers=self.answers)

    @cached_property
    def told(self) -> dict[str, str]:
        """The case's own values with the long texts of the row that leads: a case made of rows has none itself."""
        lead = next((row for row in self.seen.rows if not row.part), None)
        return {**(lead.values if lead else {}), **self.seen.values}

    @cached_property
    def seen(self) -> Record:
        """The record as this grader may read it now. ValueError: it is a volunteer, and nothing was released."""
        record = Record(values=self.values, rows=self.rows, later=self.later)
        if self.role != "volunteer":
            return record
        if self.released is None:
            raise ValueError("a volunteer's sheet is built only from a release")
        return as_released(self.scheme, record, self.released, self.furthest)

    @property
    def conflicted(self) -> bool:
        """Whether an answer took the case away from this grader."""
        every = [question for questions in self.asked.values() for question in questions]
        return asking.conflict(every, self.scheme, self.answers)

    @property
    def conflict(self) -> Question | None:
        """The question that takes the case away from who has a part in it; None where the form asks none."""
        every = [question for questions in self.asked.values() for question in questions]
        return next((question for question in every if self.scheme.scales[question.scale].stops_at), None)

    @property
    def next_stage(self) -> str | None:
        """The first stage that is not locked, be it open or not; None when all are locked."""
        return next((stage for stage in self.asked if stage not in self.locked), None)

    @property
    def current(self) -> str | None:
        """The stage that is open for answers; None when all are locked, it waits for the panel, or was missed."""
        stage = self.next_stage
        if stage in self.spread_seen or (self.opened is not None and stage not in self.opened):
            return None
        return stage

    @property
    def furthest(self) -> str:
        """The last stage that this grader has come to see: what lifts later stays covered."""
        stages = list(self.asked)
        reached = [stage for stage in stages if stage in self.locked or stage == self.current]
        return (reached or stages)[-1 if reached else 0]

    @property
    def missing(self) -> tuple[Question, ...]:
        """What the current stage still needs before it can be locked."""
        return asking.missing(self.asked[self.current], self.values, self.answers) if self.current else ()

    @property
    def incomplete(self) -> tuple[Question, ...]:
        """What the locked stages lack: nothing, but while locked answers are being changed."""
        locked = [question for stage in self.asked if stage in self.locked for question in self.asked[stage]]
        return asking.missing(locked, self.values, self.answers)

    @property
    def state(self) -> SheetState:
        """How far this seat has got."""
        if self.conflicted:
            return SheetState.CONFLICT
        if self.next_stage is None:
            return SheetState.DONE
        if self.passed:
            return SheetState.PASSED
        if self.current is None:
            return SheetState.MISSED if self.next_stage in self.spread_seen else SheetState.WAITING
        return SheetState.STARTED if self.answers or self.locked else SheetState.TODO


def sheet_stages(grading: Grading) -> tuple[SheetStage, ...]:
    """Every stage of the case as its grader may see it now: locked ones whole, the open one, the rest by label."""
    return _stages(grading, lambda stage: _recorded(grading, stage))


def stages_as_shown(grading: Grading, shown: Sheet) -> tuple[SheetStage, ...] | None:
    """The same after an answer, with what is shown of the record taken from the sheet as it was shown before.

    None where that sheet does not show as much of it: a stage was locked since, or the case was taken away or passed.
    """
    closed = (SheetState.CONFLICT, SheetState.PASSED)
    if shown.state in closed and grading.state not in closed:
        return None
    before = {stage.id: stage for stage in shown.stages}
    built = _stages(grading, lambda stage: before.get(stage.id, stage))
    if [(stage.id, stage.locked, stage.hidden) for stage in built] != [
        (stage.id, stage.locked, stage.hidden) for stage in shown.stages
    ]:
        return None
    return built


def _stages(grading: Grading, recorded: Callable[[SheetStage], SheetStage]) -> tuple[SheetStage, ...]:
    """The stages with their questions; ``recorded`` gives a stage with what it shows of the record."""
    current, asked = grading.current, grading.asked
    closed = grading.state in (SheetState.CONFLICT, SheetState.PASSED)
    built: list[SheetStage] = []
    for stage in asking.stages_of(grading.scheme, grading.values):
        locked = stage.id in grading.locked
        if not locked and stage.id != current:
            built.append(SheetStage(id=stage.id, label=say(stage.label), intro="", locked=False, hidden=True))
            continue
        questions = tuple(asked_question(grading, question) for question in asked[stage.id])
        if closed:  # taken away or passed: what was said so far stays in view, the record does not
            built.append(_stage(stage, locked, tuple(q for q in questions if q.answer)))
            continue
        own = _stage(stage, locked, questions)
        seen = recorded(own)
        built.append(replace(own, groups=seen.groups, narratives=seen.narratives, rows=seen.rows))
    return tuple(built)


def _recorded(grading: Grading, stage: SheetStage) -> SheetStage:
    return replace(
        stage,
        groups=field_groups(grading, stage.id),
        narratives=narratives(grading, stage.id),
        rows=shown_rows(grading, stage.id),
    )


def field_groups(grading: Grading, stage: str) -> tuple[FieldGroup, ...]:
    """The fields that a stage shows once for the case, under their headings; a blank one has an empty value."""
    view = _view(grading, stage)
    shown = [item for item in _shown(grading, stage) if item.type != "narrative"]
    differ = {say(item.label): differences(view, grading.seen.rows, item) for item in shown}
    groups = view.groups(shown, grading.seen.values)
    if any(differ.values()):
        groups = tuple(
            replace(group, lines=tuple(replace(line, differ=differ[line.label]) for line in group.lines))
            for group in groups
        )
    return (*groups, *link_group(view, grading.links))


def narratives(grading: Grading, stage: str) -> tuple[Narrative, ...]:
    """The long texts that a stage shows, empty ones too: that nothing was recorded is itself a finding."""
    return tuple(
        Narrative(label=say(item.label), text=grading.told.get(item.id, ""))
        for item in _shown(grading, stage)
        if item.type == "narrative"
    )


def shown_rows(grading: Grading, *stages: str) -> CaseRows:
    """What these stages show of the rows of a case one by one, and of what came after the seal."""
    return case_rows(_view(grading, *stages), grading.seen.rows, grading.seen.later, grading.told, typed=grading.typed)


def headline(scheme: Scheme, role: Role, values: Mapping[str, str]) -> str:
    """A case in a few words for a list: what the first stage shows anyway, and to volunteers nothing in words."""
    first = scheme.stages[0].id
    fields = [scheme.field(name) for name in scheme.headline]
    shown = [item for item in fields if item.seen_by.get(role) == first and (role != "volunteer" or not item.in_words)]
    began = values.get(scheme.time, "")
    words = [told_words(scheme, item, values[item.id], role=role, began=began) for item in shown if item.id in values]
    return " · ".join(words)


def _view(grading: Grading, *stages: str) -> View:
    has = tuple(item.id for item in asking.stages_of(grading.scheme, grading.values))
    began = grading.values.get(grading.scheme.time, "")
    return View(scheme=grading.scheme, role=grading.role, stages=stages, has=has, began=began)


def _shown(grading: Grading, stage: str) -> list[Field]:
    """The fields a stage shows once for the case. Those of a stage that the case skips move to the next it has."""
    fields = _view(grading, stage).fields(grading.scheme.fields)
    return [item for item in fields if of_case(item)] if by_row(grading.scheme, grading.rows) else fields


def _stage(stage: Stage, locked: bool, questions: tuple[AskedQuestion, ...]) -> SheetStage:
    return SheetStage(
        id=stage.id,
        label=say(stage.label),
        intro=say(stage.intro) if stage.intro else "",
        locked=locked,
        hidden=False,
        questions=questions,
    )


def asked_question(grading: Grading, question: Question) -> AskedQuestion:
    """A question as it is put to this seat, with what was answered so far."""
    scale = grading.scheme.scales[question.scale]
    return AskedQuestion(
        id=question.id,
        text=question_words(question, grading.role),
        help=say(question.help) if question.help else "",
        law=law_words(question),
        group=question.group,
        mandatory=asking.is_mandatory(question, grading.values, grading.answers),
        free_text=scale.free_text,
        choices=choices(scale),
        answer=grading.answers.get(question.id, ""),
        note="" if scale.free_text else grading.written.get(question.id, ""),
        reasons=reasons(grading.scheme, question),
        ticked=grading.ticked.get(question.id, ()),
        short=say(question.short) if question.short else "",
    )


def answered(before: Grading, question: Question, given: Given) -> Grading:
    """A sheet with one more answer."""
    free = before.scheme.scales[question.scale].free_text
    return replace(
        before,
        given={**before.given, question.id: "" if free else given.answer},
        written={**before.written, question.id: given.answer if free else given.note},
        ticked={**before.ticked, question.id: tuple(sorted(set(given.reasons)))},
    )


def reasons(scheme: Scheme, question: Question) -> tuple[ReasonChoice, ...]:
    """The reasons that may be ticked beside an answer to a question, with their letters."""
    return tuple(
        ReasonChoice(code=reason.code, key=key, label=say(reason.label), tone=reason.tone)
        for key, reason in zip(REASON_KEYS, scheme.reasons.get(question.reasons, ()), strict=False)
    )


def choices(scale: Scale) -> tuple[Choice, ...]:
    """The answers of a scale with their keys: 1 to 9, then 0, in the order of the scale."""
    return tuple(
        Choice(
            code=answer.code,
            key=_KEYS[at] if at < len(_KEYS) else "",
            label=say(answer.label),
            tone=answer.tone,
            help=say(answer.help) if answer.help else "",
        )
        for at, answer in enumerate(scale.answers)
    )


def _filled(given: Mapping[str, str]) -> dict[str, str]:
    return {name: choice for name, choice in given.items() if choice}
