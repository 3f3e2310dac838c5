"""Links between records, told both ways, and the references that point nowhere, over the practice extracts."""

import csv
from collections.abc import Iterator
from pathlib import Path

import pytest

from app.core.errors import AppError
from app.core.shapes.links import LinkLine
from app.models.record_query import CaseQuery
from app.services.collecting import links
from app.services.schemes import load_library
from app.services.workspace import Workspace
from tests.builders import entries, import_file, open_new
from tests.many_rows import FILES, PRACTICE
from tests.standing import find_cases

KINDS = ("stop_search", "s60_search", "s60_authority", "use_of_force", "vehicle_stop")


@pytest.fixture(scope="module")
def ws(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Workspace]:
    """Every practice extract that names another, custody too."""
    made = open_new(tmp_path_factory.mktemp("links") / "workspace")
    for kind in (*KINDS, "custody"):
        for name in FILES[kind]:
            import_file(made, PRACTICE / name, kind=kind)
    yield made
    made.close()


def links_by_key(ws: Workspace, kind: str) -> dict[str, tuple[LinkLine, ...]]:
    schemes = load_library(ws.force).schemes
    with ws.read() as session:
        cases = find_cases(session, CaseQuery(kind=kind, where={}))
        found = links.links_of(session, schemes, kind, [case.case_id for case in cases])
    return {case.key: found[case.case_id] for case in cases if case.key}  # a case without a reference names itself not


def rows_of(kind: str) -> list[dict[str, str]]:
    with (PRACTICE / FILES[kind][0]).open(encoding="utf-8-sig", newline="") as source:
        return list(csv.DictReader(source))


@pytest.mark.parametrize(
    ("one", "other", "there", "back", "count"),
    [
        ("s60_search", "s60_authority", "Section 60 authority", "Searches under this authority", 291),
        ("vehicle_stop", "stop_search", "The search that it became", "The vehicle stop that it began as", 26),
        ("vehicle_stop", "s60_search", "The search that it became", "The vehicle stop that it began as", 1),
        ("custody", "stop_search", "Stop and search", "Detention that followed", 26),
        ("custody", "s60_search", "Section 60 search", "Detention that followed", 3),
    ],
)
def test_a_link_is_told_at_both_ends(ws: Workspace, one: str, other: str, there: str, back: str, count: int):
    forth = {
        (key, line.reference) for key, lines in links_by_key(ws, one).items() for line in lines if line.kind == other
    }
    known = {
        (line.reference, key) for key, lines in links_by_key(ws, other).items() for line in lines
        if line.kind == one and line.reference
    }  # fmt: skip
    assert forth == known
    assert len(forth) == count
    said = {line.label for lines in links_by_key(ws, one).values() for line in lines if line.kind == other}
    assert said == {there}
    said = {line.label for lines in links_by_key(ws, other).values() for line in lines if line.kind == one}
    assert said == {back}


def test_a_search_and_the_force_used_in_it_name_each_other(ws: Workspace):
    forms = {row["Form ref"]: f"{row['Incident ref']} / {row['Subject no']}" for row in rows_of("use_of_force")}
    told = links_by_key(ws, "stop_search")
    named = {row["URN"]: row["Use of force form"] for row in rows_of("stop_search") if row["Use of force form"]}
    seen = 0
    for urn, form in named.items():
        if urn not in told:  # one under section 60 is of another kind
            continue
        lines = [line for line in told[urn] if line.label == "Use of force form"]
        assert [line.reference for line in lines if line.case_id] == ([forms[form]] if form in forms else [])
        assert len(lines) == 1, "a form is a row of its case: the case is named once"
        seen += form in forms
    assert seen > 20
    force = links_by_key(ws, "use_of_force")
    (searches,) = {line.label for lines in force.values() for line in lines if line.kind == "s60_search"}
    assert searches == "Search that it was part of", "a form may name a search of either kind"


def test_a_reference_that_points_nowhere_is_told_as_it_is_written(ws: Workspace):
    (line,) = (
        line
        for lines in links_by_key(ws, "use_of_force").values()
        for line in lines
        if line.reference == "PSS/25/09999"
    )
    assert (line.case_id, line.kind, line.label) == (0, "", "Search that it was part of")


def test_a_link_tells_which_record_and_when_and_no_more(ws: Workspace):
    lines = [line for lines in links_by_key(ws, "s60_search").values() for line in lines if line.kind == "custody"]
    assert all(line.when.endswith(tuple("0123456789")) and " June 2025, " in line.when for line in lines)
    assert {line.field for line in lines} == {""}, "the search itself does not say that a detention followed"


def test_the_links_that_point_nowhere_are_counted_and_listed(ws: Workspace):
    before = len(entries(ws))
    found = links.broken_links(ws)
    assert entries(ws)[before]["event"] == "broken_links_listed"
    assert found.total == len(found.links) == sum(count for _, _, count in found.counts)
    counts = {(kind, field): count for kind, field, count in found.counts}
    assert counts["Use of force", "Search that it was part of"] == 1
    assert counts["Stop and search", "Use of force form"] == 1
    assert counts["Custody", "Custody log"] == 7
    assert counts["Custody", "Reviews of detention"] == 1
    of_search = [link for link in links.broken_links(ws, kind="stop_search").links]
    assert [(link.value, link.field_label) for link in of_search] == [("UOF-P8947", "Use of force form")]
    assert of_search[0].reference.startswith("PSS/25/")
    detentions = {row["Custody reference"] for row in rows_of("custody")}
    orphans = {link.value for link in found.links if link.reference == "Custody log"}
    assert orphans
    assert not orphans & detentions


def test_only_so_many_are_listed_and_all_are_counted(ws: Workspace):
    few = links.broken_links(ws, kind="custody", limit=2)
    assert few.total > len(few.links) == 2 * 2 + 1


def test_a_kind_that_there_is_not_is_refused(ws: Workspace):
    with pytest.raises(AppError, match="no kind of record called “dog”"):
        links.broken_links(ws, kind="dog")


def test_only_the_newest_version_of_a_row_counts(tmp_path: Path):
    made = open_new(tmp_path / "workspace")
    rows = [row for row in rows_of("s60_search") if row["Section 60 authority"] and row["URN"]][:1]
    heads = list(rows[0])
    for name in ("S60/GONE", "S60/GONE TOO"):
        file = tmp_path / f"{len(name)}.csv"
        with file.open("w", encoding="utf-8", newline="") as out:
            writer = csv.DictWriter(out, heads)
            writer.writeheader()
            writer.writerows({**row, "Section 60 authority": name} for row in rows)
        import_file(made, file, kind="s60_search")
    broken = [link.value for link in links.broken_links(made, kind="s60_search").links]
    assert [value for value in broken if value.startswith("S60/GONE")] == ["S60/GONE TOO"]
    made.close()


def test_a_log_alone_is_no_detention(tmp_path: Path):
    made = open_new(tmp_path / "workspace")
    import_file(made, PRACTICE / FILES["custody"][1], kind="custody")
    import_file(made, PRACTICE / FILES["use_of_force"][0], kind="use_of_force")
    counts = {(kind, field): count for kind, field, count in links.broken_links(made).counts}
    assert counts["Custody", "Custody log"] == 3551, "of 3,552 entries one stands there twice"
    named = [row["Custody record"] for row in rows_of("use_of_force") if row["Custody record"]]
    assert counts["Use of force", "Custody record"] == len(named)
    made.close()
