"""Which fields are looked at, and in what order they are told."""

import pytest

from app.core.quality.blanks import (
    Filled,
    blanks,
    looked_at,
    that_matter,
    unit_order,
    without_column,
    worked_out_of,
    worst_first,
)
from tests.core.schemes.shipped import KINDS, scheme

STOP = scheme("stop_search")


def ids(fields: object) -> list[str]:
    return [field.id for field in fields]  # type: ignore[attr-defined]


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_says_which_fields_a_record_should_always_have(kind: str) -> None:
    parsed = scheme(kind)
    assert {parsed.time, *parsed.case_key} <= set(parsed.always)
    assert not set(parsed.always) & parsed.identity


def test_only_fields_that_an_extract_has_a_column_for_are_counted() -> None:
    fields = looked_at(STOP, {"searched_at", "age", "subject_name", "operation"})
    assert ids(fields) == ["searched_at", "operation", "age", "age_band"], "a band of age comes from an age"
    assert "Reference" in without_column(STOP, fields)
    assert "Age band" not in without_column(STOP, fields)


def test_a_field_that_rules_alone_fill_rests_on_what_they_ask_about() -> None:
    stops = scheme("vehicle_stop")
    fields = looked_at(stops, {"action", "age"})
    assert {name: ids(asked) for name, asked in worked_out_of(stops, fields, {"action", "age"}).items()} == {
        "age_band": ["age"],
        "outcome": ["action", "linked_search_urn"],
    }
    assert worked_out_of(stops, fields, {"action", "age", "outcome", "age_band"}) == {}
    assert worked_out_of(stops, fields, None).keys() == {"age_band", "outcome"}


def test_where_columns_are_not_known_all_fields_are_counted_but_those_that_rules_fill() -> None:
    fields = ids(looked_at(STOP, None))
    assert {"urn", "grounds", "age_band"} <= set(fields)
    assert not {"is_child", "force_used", "subject_name"} & set(fields)


def test_records_about_no_person_rightly_leave_out_what_is_about_one() -> None:
    fields = looked_at(STOP, {"gender", "power"})
    filled = Filled(records=10, no_person=4, fields={"gender": 6, "power": 9}, peopled={"gender": 5})
    found = {each.field: (each.blank, each.of) for each in blanks(STOP, fields, filled)}
    assert found == {"gender": (1, 6), "power": (1, 10)}


def test_the_worst_stand_first_those_that_may_be_blank_after_them() -> None:
    fields = looked_at(STOP, {"power", "object", "operation", "outcome"})
    filled = Filled(
        records=10, no_person=0, fields={"power": 9, "object": 2, "operation": 0, "outcome": 10}, peopled={}
    )
    assert [each.field for each in worst_first(blanks(STOP, fields, filled))] == [
        "object",
        "power",
        "outcome",
        "operation",
    ]


def test_units_are_compared_by_a_few_fields_only() -> None:
    fields = looked_at(STOP, None)
    assert ids(that_matter(STOP, fields)) == ["grounds", "bwv_on", "sde_code", "ode_code", "outcome", "officer_id"]


def test_units_keep_the_order_of_the_force_and_teams_their_names() -> None:
    assert unit_order(STOP, "lpu", {"", "widnes", "abroad", "crewe"}) == ["crewe", "widnes", "abroad", ""]
    assert unit_order(STOP, "team", {"B", "", "A"}) == ["A", "B", ""]
