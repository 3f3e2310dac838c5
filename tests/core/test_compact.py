"""A record in little room: nothing is lost, and what must be seen stays in full."""

from app.core.shapes.compact import compact_fields, compact_narratives
from app.core.shapes.sheets import FieldGroup, FieldLine, Narrative

GROUNDS, CONDUCT = Narrative(label="Grounds", text="  "), Narrative(label="Conduct", text="")


def test_every_field_is_told_or_named_in_the_order_of_the_group() -> None:
    said = {"Alone": "No", "Age": "", "Place": "Nowhere", "Baton": "No", "Rank": "", "Warned": "Yes"}
    group = FieldGroup(label="", lines=tuple(FieldLine(label=name, value=text) for name, text in said.items()))
    found = compact_fields(group)
    assert [line.label for line in found.told] == ["Place", "Warned"]
    assert (found.no, found.blank) == (("Alone", "Baton"), ("Age", "Rank"))


def test_a_field_on_which_forms_differ_is_always_told() -> None:
    line = FieldLine(label="Baton", value="No", differ="The forms differ: No / Yes")
    assert compact_fields(FieldGroup(label="", lines=(line,))).told == (line,)


def test_empty_grounds_stay_in_full() -> None:
    assert compact_narratives((GROUNDS, CONDUCT), first_is_main=True) == ((GROUNDS,), ("Conduct",))


def test_a_later_stage_has_no_main_text() -> None:
    assert compact_narratives((GROUNDS, CONDUCT), first_is_main=False) == ((), ("Grounds", "Conduct"))
