"""References that link kinds: how they are compared, and in which fields they stand."""

import pytest

from app.core.schemes.spec import Link
from app.models.references import compared, linked_fields
from tests.invented import field
from tests.invented import scheme as invented


@pytest.mark.parametrize("text", ["UOF/25/1", " uof / 25/1 ", "Uof/25/\u00a01", "UOF/25/1\t"])
def test_references_are_compared_without_space_and_case(text: str) -> None:
    assert compared(text) == "uof/25/1"


def test_a_reference_is_compared_by_its_first_120_signs() -> None:
    assert compared("x" * 200) == "x" * 120
    assert compared("  ") == ""


def test_fields_that_link_kinds_are_known_at_both_ends() -> None:
    link = Link(field="order", to="order", to_field="ref", label={"en": "Order"}, back={"en": "Things"})
    away = Link(field="other", to="nowhere", to_field="urn", label={"en": "Order"}, back={"en": "Things"})
    found = linked_fields([invented(field("order"), field("other"), links=(link, away)), invented(kind="order")])
    assert found == {"thing": {"order", "other"}, "order": {"ref"}, "nowhere": {"urn"}}
