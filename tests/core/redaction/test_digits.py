"""Figures of every script are figures: what they write is found, and no check stumbles over them."""

from collections.abc import Callable
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.core.redaction.checks import is_pnc
from app.core.redaction.find import find
from app.core.redaction.findings import Certainty
from tests.core.redaction.rules import RULES
from tests.core.redaction.test_each_rule import BY_ID

SCRIPTS = ("٠١٢٣٤٥٦٧٨٩", "０１２３４５６７８９", "०१२३४५६७८९", "𝟎𝟏𝟐𝟑𝟒𝟓𝟔𝟕𝟖𝟗")


@pytest.mark.parametrize("digits", SCRIPTS)
@pytest.mark.parametrize(
    ("text", "piece", "kind"),
    [
        ("Seen near car AB12 CDE parked", "AB12 CDE", "VEHICLE"),
        ("card AB 12 34 56 C", "AB 12 34 56 C", "REFERENCE"),
        ("HALEB 901234 A99XY", "HALEB 901234 A99XY", "REFERENCE"),
        ("dob 12/03/1985", "12/03/1985", "DATE_OF_BIRTH"),
        ("rang 07700 900123 twice", "07700 900123", "PHONE"),
        ("in CW45 5BQ again", "CW45 5BQ", "ADDRESS"),
    ],
)
def test_figures_of_another_script_are_found_where_they_stand(text: str, piece: str, kind: str, digits: str) -> None:
    start = text.index(piece)
    written = text.translate({ord(str(n)): digit for n, digit in enumerate(digits)})
    assert (start, start + len(piece), kind) in [(one.start, one.end, one.kind) for one in find(written, RULES)]


@pytest.mark.parametrize("text", ["id 12/١٢٣٤٥A", "PNC 9٩/123456X", "rang ٠٧٧٠٠ ٩٠٠١٢٣", "car AB１２ CDE"])
def test_an_identifier_in_figures_of_another_script_is_found_and_never_sure(text: str) -> None:
    assert [one.certainty for one in find(text, RULES)] == [Certainty.LIKELY]


@pytest.mark.parametrize("text", ["12/١٢٣٤٥A", "9٩/123456X", "1/1A", "123/1A", "12/12345678A", "12/A"])
def test_what_has_not_the_form_of_a_pnc_number_is_none(text: str) -> None:
    assert not is_pnc(text)


@pytest.mark.parametrize("stumbles", [int, lambda text: text[99] == "", lambda text: {}[text]])
def test_a_check_that_stumbles_has_not_been_passed(stumbles: Callable[[str], bool]) -> None:
    rule = replace(BY_ID["phone"], check=stumbles)
    assert [one.certainty for one in rule.find_anywhere("rang 01632 960 044 twice")] == [Certainty.POSSIBLE]


@given(
    st.text(st.characters(categories=("Nd", "No", "Lu", "Zs")) | st.sampled_from("/- .+(0123456789ABCK"), max_size=80)
)
def test_no_figures_make_a_text_unreadable(text: str) -> None:
    assert all(one.start < one.end for one in find(f"dob {text} PNC {text} reg {text}", RULES))
