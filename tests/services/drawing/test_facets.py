"""Facets as people name them: every usual spelling is understood, and nothing kept from volunteers is listed."""

import pytest

from app.services.drawing.facets import facet_of, how_to_choose, publishable, value_of
from app.services.schemes import load_library

SCHEME = load_library("cheshire").scheme("stop_search")
HIDDEN = [field for field in SCHEME.facets if not publishable(field)]


@pytest.mark.parametrize(
    ("text", "value"),
    [("true", "yes"), ("1", "yes"), ("Y", "yes"), ("Yes", "yes"), ("FALSE", "no"), ("0", "no"), (" no ", "no"),
     ("", ""), ("not recorded", ""), ("perhaps", "perhaps")],
)  # fmt: skip
def test_yes_and_no_are_taken_as_an_import_takes_them(text: str, value: str) -> None:
    assert value_of(SCHEME, facet_of(SCHEME, "is_child"), text) == value


def test_what_can_be_chosen_is_listed() -> None:
    assert how_to_choose(SCHEME, facet_of(SCHEME, "is_child"), []) == "Choose one of: no, yes."
    assert how_to_choose(SCHEME, facet_of(SCHEME, "lpu"), ["warrington", "", "chester"]).startswith("Choose one of: ")
    assert how_to_choose(SCHEME, facet_of(SCHEME, "is_child"), ["x"]) == "Choose one of: no, yes."


def test_nothing_that_volunteers_may_never_see_is_listed() -> None:
    assert HIDDEN, "an officer's number is such a facet"
    for field in HIDDEN:
        told = how_to_choose(SCHEME, field, ["OF-4711"])
        assert "4711" not in told
        assert told
