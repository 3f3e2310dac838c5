"""``record links`` at the batch door."""

from tests.cli.door import Door
from tests.many_rows import FILES, PRACTICE


def test_links_that_point_nowhere_are_listed(door: Door) -> None:
    for kind in ("stop_search", "use_of_force"):
        assert door("import", PRACTICE / FILES[kind][0], "--kind", kind).code == 0
    told = door("record", "links", "--kind", "stop_search").data
    assert told["total"] == 1
    assert told["counts"] == [["Stop and search", "Use of force form", 1]]
    (link,) = told["links"]
    assert (link["value"], link["kind"], link["import_id"]) == ("UOF-P8947", "stop_search", 1)
    said = door("record", "links", json=False)
    assert said.code == 0
    assert "Stop and search: Use of force form: 1 link to no record here" in said.out
    assert "(import 1): Use of force form: UOF-P8947" in said.out


def test_none_is_said_too(door: Door) -> None:
    assert door("record", "links", json=False).out == "Every reference to another record has its record.\n"
    assert door("record", "links").data == {"total": 0, "counts": [], "links": []}


def test_a_kind_that_there_is_not_is_refused(door: Door) -> None:
    said = door("record", "links", "--kind", "dog")
    assert said.code == 1
    assert said.data["refused"] == "There is no kind of record called “dog”."
