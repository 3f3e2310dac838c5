"""What a filled form changes on a sheet: held against what stands there, question by question. Nothing is kept here."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from app.core.errors import AppError
from app.core.schemes.plain import question_words
from app.core.schemes.spec import Question
from app.core.shapes.filled_forms import FormChange, FormLine
from app.core.shapes.sheets import Given, SheetState
from app.core.workflow.form_fields import FilledCase
from app.core.workflow.grid import code_typed, reasons_named
from app.core.workflow.sheet import Grading, answered, asked_question, choices, reasons

PASSED = "Passed"
_ANSWERED = "answered"
_NOTHING = Given()


@dataclass(kw_only=True)
class FormPlan:
    """What comes of a form about one case.

    Attributes:
        after: the sheet as it will be.
        lines: all that the form says.
        told: what is not taken of it, in sentences.
        given: what is to be saved, in the order of the form.
        passes: whether the case is to be passed.
        said: what the form says to each question, as it would be saved.
    """

    after: Grading
    lines: list[FormLine] = field(default_factory=list[FormLine])
    told: list[str] = field(default_factory=list[str])
    given: list[tuple[Question, Given]] = field(default_factory=list[tuple[Question, Given]])
    passes: bool = False
    said: dict[str, str] = field(default_factory=dict[str, str])


def plan_form(grading: Grading, filled: FilledCase, stage: str, *, replacing: bool) -> FormPlan:
    """What a form about a case changes.

    Args:
        grading: the sheet as it stands.
        filled: what the form says.
        stage: the form's, which is open on the sheet.
        replacing: whether what stands otherwise gives way.
    """
    plan = FormPlan(after=grading)
    if grading.state is SheetState.PASSED:
        if filled.passed:
            plan.lines.append(_pass_line(PASSED, FormChange.SAME))
        elif not filled.blank:
            plan.told.append("That member passed the case: take it up again in the grid first.")
        return plan
    for name, said in filled.given.items():
        _plan_question(plan, (stage, name), said, replacing=replacing)
    if filled.passed and not plan.after.conflicted:
        stands = _ANSWERED if grading.answers else ""
        change = FormChange.DIFFERENT if stands else FormChange.NEW
        plan.lines.append(_pass_line(stands, change))
        plan.passes = change is FormChange.NEW or replacing
    return plan


def _plan_question(plan: FormPlan, place: tuple[str, str], said: Given, *, replacing: bool) -> None:
    grading, (stage, name) = plan.after, place
    question = next((one for one in grading.asked.get(stage, ()) if one.id == name), None)
    if question is None:
        plan.told.append(f"{name} is not asked about this case now: its answer is left out.")
        return
    stops = bool(grading.scheme.scales[question.scale].stops_at)
    if grading.conflicted and not stops:
        sentence = "They know somebody in it, so it is not theirs to grade: what else the form says is left out."
        plan.told += [] if sentence in plan.told else [sentence]
        return
    try:
        wanted = _given(grading, question, said)
    except AppError as error:
        plan.told.append(error.what)
        return
    stands = asked_question(grading, question).given
    merged = Given(
        answer=wanted.answer or stands.answer,
        note=wanted.note or stands.note,
        reasons=wanted.reasons or stands.reasons,
    )
    change = _change(stands, merged)
    plan.lines.append(
        FormLine(
            question=name,
            label=question_words(question, grading.role),
            stands=_words(grading, question, stands),
            says=_words(grading, question, wanted),
            change=change,
        )
    )
    plan.said[name] = wanted.answer
    if change is FormChange.NEW or (change is FormChange.DIFFERENT and replacing):
        plan.given.append((question, merged))
        plan.after = answered(grading, question, merged)


def _given(grading: Grading, question: Question, said: Given) -> Given:
    """What a form says as it is saved: codes for digits and words. AppError where the scale has no such answer."""
    offered = choices(grading.scheme.scales[question.scale])
    return Given(
        answer=code_typed(offered, said.answer, question.id),
        note=said.note,
        reasons=tuple(sorted(reasons_named(reasons(grading.scheme, question), said.reasons))),
    )


def _change(stands: Given, merged: Given) -> FormChange:
    if merged == stands:
        return FormChange.SAME
    pairs: Sequence[tuple[object, object]] = (
        (stands.answer, merged.answer),
        (stands.note, merged.note),
        (stands.reasons, merged.reasons),
    )
    adds = all(not before or before == after for before, after in pairs)
    return FormChange.NEW if adds else FormChange.DIFFERENT


def _words(grading: Grading, question: Question, given: Given) -> str:
    """Answer, reasons and note in a line."""
    if given == _NOTHING:
        return ""
    offered = choices(grading.scheme.scales[question.scale])
    answer = next((one.label for one in offered if one.code == given.answer), given.answer)
    labels = {one.code: one.label for one in reasons(grading.scheme, question)}
    ticked = ", ".join(labels.get(code, code) for code in given.reasons)
    return "; ".join(filter(None, (answer, ticked, f"“{given.note}”" if given.note else "")))


def _pass_line(stands: str, change: FormChange) -> FormLine:
    return FormLine(question="", label=PASSED, stands=stands, says=PASSED, change=change)
