"""Seal notice and draw certificate: both standards, the same bytes again, and all that a stranger needs."""

from dataclasses import replace

import pytest

from app.core.shapes.notices import DrawCertificate, SealNotice
from app.export.certificate import draw_certificate
from app.export.notice import seal_notice
from tests.export import sealed_samples as samples
from tests.export.papers import faults, structure
from tests.export.samples import code
from tests.export.test_pack_standards import CONTROLS, HOSTILE, UNBROKEN, WELSH

WARNING = "For the auditor, not for publication. A group of 1 to 4 cases could point at a person."


def told(text: str) -> DrawCertificate:
    """A certificate that says the same wherever a person may have written."""
    facts = samples.facts(filters=((text[:60], text),), departures=(text,), replace_reasons=(text,), adverse=text)
    whole = samples.certificate(facts=facts, lodged=(text,), people=(("Rolled by", text),), seed_source=text)
    assert whole.outside is not None
    return replace(whole, outside=replace(whole.outside, source=text, explanation=text))


def many() -> DrawCertificate:
    """A hundred groups and three hundred cases."""
    line = samples.facts().strata[0]
    strata = tuple(replace(line, label=f"S{at:03}") for at in range(1, 101))
    return samples.certificate(cases=300, facts=samples.facts(strata=strata))


PAPERS = {
    "a notice": samples.notice,
    "a notice for practice": lambda: samples.notice(practice=True),
    "a notice for the auditor": lambda: samples.notice(warning=WARNING),
    "a certificate": samples.certificate,
    "a certificate for the auditor": lambda: samples.certificate(warning=WARNING, practice=True),
    "as little as may be": samples.bare_certificate,
    "a hundred groups": many,
    "markup": lambda: told(HOSTILE),
    "control characters": lambda: told(CONTROLS),
    "words wider than the page": lambda: told(UNBROKEN),
    "Welsh and others": lambda: told(WELSH),
}


def made(paper: SealNotice | DrawCertificate, size: float = 11) -> bytes:
    if isinstance(paper, SealNotice):
        return seal_notice(paper, base_size=size)
    return draw_certificate(paper, base_size=size)


@pytest.mark.parametrize("name", PAPERS)
def test_each_keeps_both_standards_and_is_the_same_again(name, tmp_path):
    data = made(PAPERS[name]())
    assert faults(data, "ua1", tmp_path) == []
    assert faults(data, "2a", tmp_path) == []
    structure(data)  # nothing is drawn outside elements and artifacts
    assert made(PAPERS[name]()) == data


@pytest.mark.parametrize("size", [14, 18, 24])
@pytest.mark.parametrize("name", ["a notice", "a certificate", "as little as may be", "words wider than the page"])
def test_large_print_keeps_them_too(name, size, tmp_path):
    data = made(PAPERS[name](), size)
    assert faults(data, "ua1", tmp_path) == []
    assert faults(data, "2a", tmp_path) == []


def fours(digits: str) -> str:
    return " ".join(digits[at : at + 4] for at in range(0, len(digits), 4))


def test_a_notice_says_what_was_fixed_and_what_to_do():
    words = structure(seal_notice(samples.notice())).words
    for wanted in (
        fours(code("seal")),
        fours(code("plan")),
        "The list is divided by Local policing unit",
        "Search level: Strip search and Child: Yes",
        "S04 All of them: nobody chooses 7 7 0",
        "Left out before the seal Reason Cases A live investigation or court case would be put at risk 5",
        "It will come from ten-sided dice",
        "The plan of the month asks for 5 from each sergeant",
        "Tell the sender that you have it",
        f"Seal: {code('seal')}",
        "Entry 1,041, head of the log",
    ):
        assert wanted in words


def test_a_certificate_says_what_was_drawn_and_what_was_changed():
    words = structure(draw_certificate(samples.certificate())).words
    for wanted in (
        "19 cases were drawn from a list of 1,186 cases",
        "4071 8263 9509 1726 4431",
        "Rolled by Dilys Ŵyn",
        "With Dilys Ŵyn, chair of the panel, on paper",
        fours(code("token 7")),
        "One stands for S01 At random, its share by size 312 3 1 104",
        "None was left It is not this kind of record",
        "Kept back from the panel Reason When",
        "Number 2, not drawn yet",
        "PACE section 1 801 804 -3",
        "Three searches were recorded twice in what was published.",
        f"check.html {fours(code('page'))}",
    ):
        assert wanted in words


def test_a_list_that_is_taken_whole_was_chosen_by_nobody():
    words = structure(draw_certificate(samples.bare_certificate())).words
    assert "All 2 cases of the list were taken: nobody chose." in words
    assert "Seal and plan were not lodged with anyone before the draw." in words
    assert "Not yet reconciled." in words
    assert "Nothing: no case was replaced or kept back." in words
    assert "S01 All 2 of them: nobody chose 2 2 0 1" in words


def test_the_first_page_of_a_notice_is_enough_to_hold_against_the_screen():
    tree = structure(seal_notice(samples.notice(practice=True)))
    first = " ".join(node.words for node in tree.walk() if not node.children and node.on == [1])
    assert fours(code("seal")) in first
    assert fours(code("plan")) in first
    assert "Received by" in first
