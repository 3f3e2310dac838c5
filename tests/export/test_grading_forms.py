"""Grading forms: both standards in every size, each question with its fields, and an order that reads well."""

from dataclasses import replace
from io import BytesIO
from pathlib import Path

import pikepdf
import pytest

from app.core.shapes.form_papers import GradingForms
from app.core.workflow.form_fields import CODE, paper_code
from app.export.grading_forms import grading_forms
from tests.export import samples
from tests.export.form_samples import case, forms
from tests.export.papers import faults, structure
from tests.export.test_pack_standards import CONTROLS, HOSTILE, SCRIPTS, UNBROKEN, WELSH


def told(text: str) -> GradingForms:
    """Forms that say the same wherever a scheme or a person may have written."""
    whole = forms(1)
    question = whole.cases[0].questions[1]
    asked = samples.question(text[:12], text, (text[:60], text[:300]))
    reasons = tuple(replace(reason, label=text[:80]) for reason in question.reasons)
    first = replace(
        whole.cases[0],
        stage_label=text[:40],
        intro=text,
        questions=(replace(question, asked=asked, reasons=reasons), *whole.cases[0].questions),
    )
    return replace(whole, panel=text[:60], force=text[:40], stage_label=text[:40], learning_note=text, cases=(first,))


def many_questions() -> GradingForms:
    """A case whose form is longer than a page."""
    questions = tuple(
        replace(question, asked=replace(question.asked, id=f"{question.asked.id}-{time}"))
        for time in range(5)
        for question in case(1).questions
    )
    return replace(forms(1), cases=(replace(case(1), questions=questions), case(2)))


FORMS = {
    "three cases": forms,
    "for real": lambda: forms(1, practice=False),
    "no question": lambda: replace(forms(1), cases=(replace(case(1), questions=()),)),
    "a form of many pages": many_questions,
    "markup": lambda: told(HOSTILE),
    "control characters": lambda: told(CONTROLS),
    "scripts that the font lacks": lambda: told(SCRIPTS),
    "Welsh and others": lambda: told(WELSH),
    "words wider than the page": lambda: told(UNBROKEN),
}


def fields(data: bytes) -> dict[str, str]:
    """The fields by name, with their words."""
    with pikepdf.open(BytesIO(data)) as pdf:
        return {str(field.T): str(field.TU) for field in pdf.Root.AcroForm.Fields}


@pytest.mark.parametrize("name", FORMS)
def test_each_keeps_both_standards_and_is_the_same_again(name: str, tmp_path: Path) -> None:
    data = grading_forms(FORMS[name]())
    assert faults(data, "ua1", tmp_path) == []
    assert faults(data, "2a", tmp_path) == []
    structure(data)  # nothing is drawn outside elements and artifacts
    assert grading_forms(FORMS[name]()) == data


@pytest.mark.parametrize("size", [18, 24])
def test_large_print_keeps_them_too(size: int, tmp_path: Path) -> None:
    for shape in (forms(2), many_questions()):
        data = grading_forms(shape, base_size=size)
        assert faults(data, "ua1", tmp_path) == []
        assert faults(data, "2a", tmp_path) == []
        assert fields(data) == fields(grading_forms(shape))


def test_every_question_has_its_fields_and_words_that_stand_alone() -> None:
    found = fields(grading_forms(forms(2)))
    assert [name for name in found if "_1" in name] == [
        "p_1", "q_1_C1",
        "q_1_SS1", "r_1_SS1_A", "r_1_SS1_B", "r_1_SS1_C", "r_1_SS1_D", "n_1_SS1",
        "q_1_SS7", "n_1_SS7", "q_1_C8", "n_1_C8", "q_1_C9",
    ]  # fmt: skip
    assert len(found) == 2 * 13 + 1
    assert found["q_1_SS1"] == "Case 1, question SS1: How strong are the grounds in the record?"
    assert found["r_2_SS1_C"] == "Case 2, question SS1, reason C Only the area or the time"
    assert found["n_2_SS7"] == "Case 2, question SS7: a note, if you wish. No names."
    assert "n_1_C1" not in found, "a conflict has no room for a name"


def test_an_answer_is_read_out_with_its_question_and_says_its_digit() -> None:
    with pikepdf.open(BytesIO(grading_forms(forms(1)))) as pdf:
        circles = next(field for field in pdf.Root.AcroForm.Fields if field.T == "q_1_SS1").Kids
        said = {str(circle.TU): [str(state) for state in circle.AP.N if str(state) != "/Off"] for circle in circles}
    question = "Case 1, question SS1: How strong are the grounds in the record?"
    assert said == {f"{question} {at} {words}": [f"/{at}"] for at, words in enumerate(samples.GROUND_SCALE, 1)}


def test_a_later_stage_does_not_speak_of_a_conflict() -> None:
    later = replace(case(1), questions=case(1).questions[1:])
    first, second = (structure(grading_forms(replace(forms(1), cases=(one,)))).words for one in (case(1), later))
    assert "If you know somebody in a case" in first
    assert "If you know somebody in a case" not in second


def test_an_id_that_could_not_be_a_name_is_told_by_its_place() -> None:
    odd = tuple(
        replace(question, asked=replace(question.asked, id=name))
        for question, name in zip(case(1).questions, ("C.1", "SS 1", "SS1", "SS1", "Ŵ"), strict=True)
    )
    found = fields(grading_forms(replace(forms(1), cases=(replace(case(1), questions=odd),))))
    answers = [name for name in found if name.startswith("q_")]
    assert answers == ["q_1_1-C1", "q_1_2-SS1", "q_1_3-SS1", "q_1_4-SS1", "q_1_5-"]


def test_the_form_knows_its_paper_seat_and_cases() -> None:
    data = grading_forms(forms(2))
    with pikepdf.open(BytesIO(data)) as pdf:
        code = next(field for field in pdf.Root.AcroForm.Fields if field.T == CODE)
        assert str(code.V) == paper_code(forms(2))
        assert int(code.Ff) & 1, "nobody writes into it"
    codes = [
        paper_code(shape)
        for shape in (
            forms(2), forms(3), forms(2, seat=3), replace(forms(2), stage="reveal"),
            replace(forms(2), issue=replace(forms(2).issue, paper="0" * 36)),
        )
    ]  # fmt: skip
    assert len(set(codes)) == len(codes)


def test_a_case_stands_on_one_page_and_each_of_its_questions_in_large_print() -> None:
    with pikepdf.open(BytesIO(grading_forms(forms(3)))) as pdf:
        assert [{str(note.get("/T", ""))[2:3] for note in sheet.get("/Annots", []) if "_" in str(note.get("/T", ""))}
                for sheet in pdf.pages] == [set(), {"1"}, {"2"}, {"3"}]  # fmt: skip
    with pikepdf.open(BytesIO(grading_forms(forms(1), base_size=18))) as pdf:
        sheets = [
            {str(note.get("/T", note.get("/Parent", note).get("/T", ""))).split("_")[2] for note in sheet.Annots
             if str(note.get("/T", note.get("/Parent", note).get("/T", ""))).count("_") > 1}
            for sheet in pdf.pages if "/Annots" in sheet
        ]  # fmt: skip
    asked = [question for sheet in sheets for question in sheet]
    assert sorted(asked) == sorted(set(asked)), "a question and its note do not part"
