"""What goes in comes out or is reported: every sort of field, through the checker, the store and back."""

from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import given, settings
from hypothesis import strategies as st

from app.core.canonical import clean_text
from app.core.errors import AppError
from app.core.schemes.spec import Mapping
from app.core.shapes.workspaces import ImportResult
from app.models.record_query import CaseQuery
from app.models.record_store import read_identity, read_values
from app.services.schemes import load_library
from app.services.workspace import Workspace
from tests.builders import import_file, open_new
from tests.intake.extracts import line
from tests.journeys.looking import counts
from tests.standing import find_cases

LAYOUT = Mapping(
    id="any", label={"en": "Any"}, kinds=("stop_search",), times="utc", required=("When",),
    columns={
        "When": "searched_at", "Written": "recorded_at", "Reference": "urn", "Grounds": "grounds",
        "Who": "subject_name", "Team": "team", "Sex": "gender", "Years": "age", "North": "latitude",
        "Linked": "outcome_linked",
        "Minutes": "duration_min",
    },
    values={"gender": {"X": ""}}, constants={"lpu": "crewe"}, ignored=("Nothing",),
)  # fmt: skip
HEADER = [*LAYOUT.columns, "Loose"]
words = st.text(st.characters(exclude_categories=("Cs",), exclude_characters="\0"), max_size=12)
cells = {
    "When": st.sampled_from(["2025-06-14T21:05:00Z", "14/06/2025 21:05", "45822.5", "14 June 2025", "NA"]),
    "Written": st.sampled_from(["2025-06-15", "15/06/2025 08:00", "", "later"]),
    "Years": st.integers(-5, 130).map(str) | words,
    "North": st.decimals(-99, 99, places=3).map(str) | words,
    "Minutes": st.integers(0, 99).map(str) | st.just("ten"),
    "Sex": st.sampled_from(["Male", "f", "X", "NA", "Zebra", ""]) | words,
    "Linked": st.sampled_from(["yes", "No", "TRUE", "0", "perhaps", ""]),
}
rows = st.lists(st.fixed_dictionaries({name: cells.get(name, words) for name in HEADER}), min_size=1, max_size=6)


@settings(max_examples=60)
@given(rows=rows)
def test_every_row_is_stored_or_reported_and_every_text_comes_back(rows: list[dict[str, str]]) -> None:
    with TemporaryDirectory() as name:
        file = Path(name) / "extract.csv"
        file.write_text(
            "\r\n".join([line(HEADER), *(line(row.values()) for row in rows)]) + "\r\n", "utf-8", newline=""
        )
        ws = open_new(Path(name) / "workspace")
        try:
            check(ws, rows, import_file(ws, file, mapping=LAYOUT, doubled="all"))
        except AppError as told:
            assert told.fix, "refused whole: most rows are bad, or it is no text"
            assert counts(ws)["record_version"] == 0
        finally:
            ws.close()


def check(ws: Workspace, rows: list[dict[str, str]], result: ImportResult) -> None:
    assert result.rows_read == len(rows) == result.stored + result.rejected
    bad = {problem.row for problem in result.problems}
    kept = [row for at, row in enumerate(rows, start=1) if at not in bad]
    references = [reference for row in kept if (reference := clean_text(row["Reference"]))]
    with ws.read() as session:
        scheme = load_library(ws.force).schemes["stop_search"]
        cases = find_cases(session, CaseQuery(kind="stop_search", where={}))
        values = read_values(session, scheme, [case.version_id for case in cases])
        who = [read_identity(session, case.version_id) for case in cases]
    assert len(cases) == len(kept) - len(references) + len(set(references))
    assert result.versions == len(references) - len(set(references))
    assert result.unmapped.get("Loose", 0) == sum(1 for row in rows if row["Loose"] and not row["Loose"].isspace())
    if result.versions:
        return
    unread = {one.field for one in result.unread_values}
    for row, found, person in zip(kept, values.values(), who, strict=True):
        for column, field in {"Reference": "urn", "Grounds": "grounds", "Team": "team", "Who": "subject_name"}.items():
            kept = {**found, **person}.get(field, "")
            assert kept == clean_text(row[column]) or field in unread, "but for a broken sign, which is told"
        for column, field in {"Years": "age", "North": "latitude", "Linked": "outcome_linked"}.items():
            assert (field in found) == says_something(row[column]) or field in unread
        assert found["lpu"] == "crewe", "a constant of the layout"
        assert found["searched_at"].endswith("Z")
        told = clean_text(row["Sex"])
        known = {"Male": "male", "f": "female", "X": None, "": None}
        if told in known:
            assert found.get("gender") == known[told]
        elif "gender" in found and found["gender"] not in {code.code for code in scheme.vocabularies["gender"]}:
            assert result.unknown_values["gender"][found["gender"]] > 0, "what no vocabulary has is told"


def says_something(cell: str) -> bool:
    return clean_text(cell).casefold() not in ("", "na", "-", "--", "—", "?", "nil", "nan", "nat")


def test_a_reference_that_would_break_a_case_key_is_reported(workspace: Workspace, tmp_path: Path) -> None:
    """U+001F stands between the parts of a case key."""
    file = tmp_path / "a.csv"
    rows = [["2025-06-14 21:05", reference] for reference in ("A\x1fB", "C", "D")]
    file.write_text("\r\n".join(line(row) for row in (["When", "Reference"], *rows)) + "\r\n", encoding="utf-8")
    result = import_file(workspace, file, mapping=LAYOUT)
    assert [(one.row, one.column, one.reason) for one in result.problems] == [
        (1, "Reference", "holds a control character")
    ]
    assert result.stored == 2
