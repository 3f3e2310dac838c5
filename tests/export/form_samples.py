"""Grading forms to print in tests: everything in them is invented."""

from dataclasses import replace

from app.core.shapes.form_papers import FormReason, GradingCase, GradingForms, GradingQuestion
from tests.export import samples

REASONS = (
    FormReason(key="A", label="Behaviour that was seen", tone="good"),
    FormReason(key="B", label="A description that fits", tone="good"),
    FormReason(key="C", label="Only the area or the time", tone="bad"),
    FormReason(key="D", label="Only a past record", tone="bad"),
)
LEARNING = "A form is for learning. It is not a misconduct finding; anything that looks like one goes another way."


def questions() -> tuple[GradingQuestion, ...]:
    """A panel's short form: a conflict, grounds with reasons, two views, and words."""
    return (
        GradingQuestion(asked=samples.question("C1", "Do you know anyone in this case?", ("Yes", "No")), conflict=True),
        GradingQuestion(
            asked=samples.question("SS1", "How strong are the grounds in the record?", samples.GROUND_SCALE),
            reasons=REASONS,
        ),
        GradingQuestion(asked=samples.question("SS7", "Would an ordinary person think that this search was fair?")),
        GradingQuestion(
            asked=samples.question("C8", "Overall, how do you rate this search?", samples.RATING, mandatory=False)
        ),
        GradingQuestion(
            asked=samples.question("C9", "What should be learned from it?", (), free_text=True, mandatory=False),
        ),
    )


def case(number: int) -> GradingCase:
    """A case of the forms."""
    return GradingCase(
        number=number,
        token=samples.code(f"case {number}"),
        stage_label="The record",
        intro="",
        questions=questions(),
    )


def forms(cases: int = 3, *, seat: int = 2, practice: bool = True) -> GradingForms:
    """The forms of one seat."""
    issue = replace(samples.pack(1, practice=practice).issue, number=f"R3 forms record {seat}, copy 1", paper=PAPER)
    return GradingForms(
        issue=issue,
        force="Cheshire Constabulary",
        panel="Custody scrutiny panel",
        day="10 July 2025",
        seat=seat,
        stage="record",
        stage_label="The record",
        learning_note=LEARNING,
        cases=tuple(case(number) for number in range(1, cases + 1)),
    )


PAPER = "6f0c7a52-3b1e-4f8e-9a77-0d9a4b6f2c11"
