"""The quality of real months as forces published them, against a count of our own from the files."""

import gzip
from collections import Counter
from pathlib import Path

import pytest

from app.core.shapes.quality import Blanks, Ethnicity, Stated
from app.services.workspace import Workspace
from tests.builders import OPEN_DATA, import_file
from tests.quality_asks import blank_counts, facts, rows_of

DATA = Path(__file__).parents[2] / "data"


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("2025-07-cheshire-stop-and-search.csv.gz", (1065, 1022, 966, 4, 60, 966)),
        ("2025-06-merseyside-stop-and-search.csv.gz", (4992, 4884, 4623, 177, 218, 4613)),
        ("2019-12-essex-stop-and-search.csv.gz", (1461, 1408, 1242, 16, 46, 1237)),
    ],
)
def test_real_months(workspace: Workspace, tmp_path: Path, name: str, expected: tuple[int, ...]) -> None:
    file = tmp_path / name.removesuffix(".gz")
    file.write_bytes(gzip.decompress((DATA / name).read_bytes()))
    import_file(workspace, file)
    rows = [row for row in rows_of(file) if "(section 60)" not in row["Legislation"]]
    people = [row for row in rows if row["Type"] != "Vehicle search"]
    found: Blanks = facts(workspace, "blanks")
    counts = blank_counts(found)
    assert counts["power"] == sum(not row["Legislation"] for row in rows)
    assert counts["outcome_linked"] == sum(not row["Outcome linked to object of search"] for row in rows)
    assert counts["gender"] == sum(not row["Gender"] for row in people)
    assert counts["latitude"] == sum(not row["Latitude"] for row in rows)
    assert {"Reference", "Local policing unit", "Grounds as the officer wrote them"} <= set(found.no_column)
    ethnicity: Ethnicity = facts(workspace, "ethnicity")
    whole = ethnicity.whole
    assert (
        found.records, whole.people, whole.stated, whole.missing, ethnicity.differ, ethnicity.compared
    ) == expected  # fmt: skip
    assert (len(rows), len(people)) == expected[:2]


def test_what_times_of_real_months_give_away(workspace: Workspace, tmp_path: Path) -> None:
    essex, london = tmp_path / "2019-12-essex-stop-and-search.csv", "2020-07-city-of-london-stop-and-search.csv"
    essex.write_bytes(gzip.decompress((DATA / f"{essex.name}.gz").read_bytes()))
    import_file(workspace, essex)
    import_file(workspace, DATA / london, doubled="once")
    by_import = {number: facts(workspace, "times", import_id=number) for number in (1, 2)}
    assert [note.code for note in by_import[1].notes] == ["hour_only"]
    assert by_import[1].by_hour[23] == 113
    assert "hour_only" not in {note.code for note in by_import[2].notes}
    left_out = facts(workspace, "intake", import_id=2).imports[0]
    assert (left_out.rows_read, left_out.stored, left_out.left_out) == (518, 259, 259)


def test_the_month_that_ships(workspace: Workspace) -> None:
    import_file(workspace, OPEN_DATA)
    rows = [row for row in rows_of(OPEN_DATA) if "(section 60)" not in row["Legislation"]]
    whole: Stated = facts(workspace, "ethnicity").whole
    own = Counter(row["Self-defined ethnicity"] for row in rows if row["Type"] != "Vehicle search")
    not_stated = own["Other ethnic group - Not stated"]
    assert (whole.missing, whole.without_reason) == (own[""], not_stated)
    assert whole.stated == sum(own.values()) - own[""] - not_stated
    assert whole.apart == sum(row["Type"] == "Vehicle search" for row in rows)
