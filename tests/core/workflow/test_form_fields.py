"""What a filled form says: only what was on it when it was issued, whatever stands in the file."""

from hypothesis import given
from hypothesis import strategies as st

from app.core.shapes.form_papers import GradingForms
from app.core.shapes.sheets import Given
from app.core.workflow.form_fields import (
    CODE,
    LONGEST,
    FilledCase,
    filled_cases,
    paper_code,
    paper_of,
    states_of,
)
from tests.export.form_samples import PAPER, REASONS, forms

FORMS = forms(2)
NAMES = tuple(
    f"{sort}_{case}_{question}" for case in (1, 2) for question in ("C1", "SS1", "SS7", "C8", "C9") for sort in "qnr"
)


def issued(**said: str) -> dict[str, str]:
    """The fields as they were issued, with some filled in."""
    blank: dict[str, str] = {CODE: paper_code(FORMS)}
    for case in (1, 2):
        blank[f"p_{case}"] = "Off"
        for question in ("C1", "SS1", "SS7", "C8"):
            blank[f"q_{case}_{question}"] = "Off"
        for question in ("SS1", "SS7", "C8"):
            blank[f"n_{case}_{question}"] = ""
        blank |= {f"r_{case}_SS1_{reason.key}": "Off" for reason in REASONS}
        blank[f"q_{case}_C9"] = ""
    return {**blank, **said}


def read(shape: GradingForms = FORMS, **said: str) -> tuple[FilledCase, tuple[str, ...]]:
    """The first case, and what is not as it was issued."""
    cases, told = filled_cases(shape, issued(**said))
    return cases[0], told


def test_a_blank_form_says_nothing() -> None:
    cases, told = filled_cases(FORMS, issued())
    assert [(case.number, case.blank) for case in cases] == [(1, True), (2, True)]
    assert told == ()


def test_answers_reasons_notes_and_words() -> None:
    case, told = read(
        q_1_C1="2", q_1_SS1="/3", r_1_SS1_B="Yes", r_1_SS1_D="/Yes", n_1_SS1=" Gŵyn \r\nŵ ", q_1_C9="Say it\rtwice"
    )
    assert told == ()
    assert case.given == {
        "C1": Given(answer="2"),
        "SS1": Given(answer="3", note="Gŵyn \nŵ", reasons=(REASONS[1].label, REASONS[3].label)),
        "C9": Given(answer="Say it\ntwice"),
    }
    assert not case.passed


def test_a_pass() -> None:
    case, told = read(p_1="Yes")
    assert (case.passed, case.given, told) == (True, {}, ())


def test_what_was_never_on_the_form_is_left_out_and_told() -> None:
    case, told = read(q_1_SS1="7", q_1_SS7="Yes", r_1_SS1_A="1", p_1="On", q_1_C8="1")
    assert case.given == {"C8": Given(answer="1")}
    assert told == (
        "Case 1, SS1: it holds an answer that was never on the form; that is left out.",
        "Case 1: a reason of SS1 holds something else than a tick; it is left out.",
        "Case 1, SS7: it holds an answer that was never on the form; that is left out.",
        "Case 1: the box for passing holds something else than a tick; it is left out.",
    )


def test_fields_that_are_not_ours_or_are_gone_are_counted_never_named() -> None:
    values = issued(q_9_SS1="1", evil="<b>", outcome="arrested")
    del values["q_1_C1"]
    _, told = filled_cases(FORMS, values)
    assert told == (
        "1 field of the form is missing: what was filled in there is lost.",
        "3 fields are not from the form that was issued, and left out.",
    )


def test_a_text_without_end_is_cut() -> None:
    case, told = read(n_1_SS1="x" * (LONGEST + 1))
    assert len(case.given["SS1"].note) == LONGEST
    assert told == ("Case 1, SS1: only the first 20,000 characters of its text are taken.",)


def test_the_state_of_a_circle_is_its_digit_and_behind_ten_its_place() -> None:
    whole = FORMS.cases[0].questions[1]
    assert states_of(whole) == ("1", "2", "3", "4", "5", "6")


def test_a_code_names_its_paper_and_nothing_else_does() -> None:
    assert paper_of(paper_code(FORMS)) == PAPER
    assert paper_of(f"  {paper_code(FORMS)}\n") == PAPER
    for text in ("", PAPER, f"{PAPER} 12", paper_code(FORMS)[1:], paper_code(FORMS) + "0", "\ufffd"):
        assert paper_of(text) == ""


@given(
    values=st.dictionaries(
        st.one_of(st.sampled_from((*NAMES, "p_1", "p_2", CODE, "r_1_SS1_A")), st.text(max_size=20)),
        st.one_of(st.sampled_from(("1", "/2", "Yes", "Off", "0", "99", "\ufffd")), st.text(max_size=50)),
        max_size=30,
    )
)
def test_any_names_and_values_give_nothing_but_what_was_asked(values: dict[str, str]) -> None:
    cases, told = filled_cases(FORMS, values)
    assert [case.number for case in cases] == [1, 2]
    for case, shape in zip(cases, FORMS.cases, strict=True):
        offered = {question.asked.id: question for question in shape.questions}
        assert set(case.given) <= set(offered)
        for name, said in case.given.items():
            question = offered[name]
            if question.asked.choices:
                assert said.answer in ("", *(choice.key for choice in question.asked.choices))
            assert set(said.reasons) <= {reason.label for reason in question.reasons}
            assert question.notes or not said.note
    assert all(sentence.endswith(".") for sentence in told)


@given(text=st.text(max_size=120))
def test_any_text_is_a_code_or_is_none(text: str) -> None:
    assert paper_of(text) == "" or len(paper_of(text)) == 36
