"""Importing: exact counts on real files, versions and never overwriting, and nothing kept of what was refused."""

from collections import Counter
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from sqlalchemy import text

from app.core.errors import AlreadyImported, AppError, Cancelled, EveryRowTwice
from app.models.record_query import CaseQuery
from app.models.record_store import read_identity, read_values
from app.services.collecting import imports
from app.services.drawing import frames
from app.services.schemes import load_library
from app.services.workspace import Workspace
from app.services.workspaces import workspace_info
from tests.builders import OPEN_DATA, PRACTICE_EXTRACT, entries, import_file, import_practice, open_new, write_csv
from tests.intake.extracts import (
    CHESHIRE_JULY,
    CHESHIRE_JUNE,
    CITY_OF_LONDON,
    ESSEX,
    GREATER_MANCHESTER,
    MERSEYSIDE,
    METROPOLITAN,
    SAVED_BY_R,
    SOUTH_WALES,
    open_data,
    published,
)
from tests.intake.workbooks import xlsx
from tests.journeys.looking import counts, holding
from tests.standing import find_cases


def written(folder: Path, text: str, name: str = "extract.csv") -> Path:
    file = folder / name
    file.write_text(text, encoding="utf-8", newline="")
    return file


def cases_of(ws: Workspace, kind: str, first: date, last: date) -> int:
    return frames.count_frame(ws, frames.FrameChoice(kind=kind, first_day=first, last_day=last, size=1)).cases


def month_of(ws: Workspace, year: int, month: int, last: int) -> int:
    return sum(
        cases_of(ws, kind, date(year, month, 1), date(year, month, last)) for kind in ("stop_search", "s60_search")
    )


# ------------------------------------------------------------------ real files, counted
PLAIN = "stop_search"
UNDER_60 = "s60_search"
UNNAMED = {"(a column without a name)": 2782}


@pytest.mark.parametrize(
    ("name", "rows", "by_kind", "identical", "month"),
    [
        (CHESHIRE_JUNE.name, 1_185, {PLAIN: 1_155, UNDER_60: 30}, 41, (2025, 6, 30)),
        (CHESHIRE_JULY, 1_065, {PLAIN: 1_065}, 31, (2025, 7, 31)),
        (METROPOLITAN, 15_127, {PLAIN: 11_120, UNDER_60: 4_007}, 407, (2018, 8, 31)),
        (ESSEX, 1_523, {PLAIN: 1_461, UNDER_60: 62}, 132, (2019, 12, 31)),
        (GREATER_MANCHESTER, 452, {PLAIN: 452}, 34, (2018, 12, 31)),
        (SOUTH_WALES, 2_782, {PLAIN: 2_782}, 139, (2020, 4, 30)),
    ],
)
def test_real_files_are_stored_to_the_last_row(
    workspace: Workspace,
    tmp_path: Path,
    name: str,
    rows: int,
    by_kind: dict[str, int],
    identical: int,
    month: tuple[int, int, int],
) -> None:
    file = CHESHIRE_JUNE if name == CHESHIRE_JUNE.name else published(name, tmp_path)
    result = import_file(workspace, file)
    assert (result.rows_read, result.stored, result.rejected, result.problems) == (rows, rows, 0, ())
    assert (result.by_kind, result.identical, result.versions) == (by_kind, identical, 0)
    assert result.unknown_values == {}, "every word of real open data is in a vocabulary"
    assert result.unmapped == (UNNAMED if name == SOUTH_WALES else {})
    assert month_of(workspace, *month) == rows, "all of them in their month, by days of Europe/London"
    assert counts(workspace)["record_version"] == rows


@pytest.mark.parametrize(("doubled", "stored", "left_out"), [("all", 518, 0), ("once", 259, 259)])
def test_a_file_that_holds_every_row_twice_is_asked_about(
    workspace: Workspace, tmp_path: Path, doubled: str, stored: int, left_out: int
) -> None:
    file, before = published(CITY_OF_LONDON, tmp_path), counts(workspace)
    with pytest.raises(EveryRowTwice, match="every row twice: 518 rows, 259 different ones") as told:
        import_file(workspace, file)
    assert "--doubled once" in told.value.fix
    assert counts(workspace) == before, "nothing of it was stored"
    result = import_file(workspace, file, doubled=doubled)
    assert (result.rows_read, result.stored, result.left_out, result.rejected) == (518, stored, left_out, 0)
    assert (result.by_kind, result.identical, result.unknown_values) == ({PLAIN: stored}, 259, {})
    assert month_of(workspace, 2020, 7, 31) == stored
    assert entries(workspace)[-1]["details"]["doubled"] == doubled, "what was decided is in the log"


@pytest.mark.parametrize(("times", "june"), [("local", 4_992), ("utc", 4_988), (None, 4_988)])
def test_merseyside_writes_local_times_as_if_they_were_utc(
    workspace: Workspace, tmp_path: Path, times: str | None, june: int
) -> None:
    result = import_file(workspace, published(MERSEYSIDE, tmp_path), times=times)
    assert (result.rows_read, result.stored, result.by_kind, result.identical) == (4_992, 4_992, {PLAIN: 4_992}, 1)
    assert month_of(workspace, 2025, 6, 30) == june
    assert month_of(workspace, 2025, 7, 31) == 4_992 - june


def test_the_first_row_of_june_is_the_31st_of_may_in_utc(workspace: Workspace) -> None:
    import_file(workspace, CHESHIRE_JUNE)
    assert cases_of(workspace, PLAIN, date(2025, 6, 1), date(2025, 6, 1)) > 0
    assert cases_of(workspace, PLAIN, date(2025, 5, 1), date(2025, 5, 31)) == 0
    with workspace.read() as session:
        first = find_cases(session, CaseQuery(kind=PLAIN, where={}))[0]
        values = read_values(session, load_library("cheshire").schemes[PLAIN], [first.version_id])[first.version_id]
    assert values["searched_at"] == "2025-05-31T23:45:00Z"


def test_the_practice_extract(workspace: Workspace) -> None:
    result = import_practice(workspace)
    assert (result.rows_read, result.stored, result.rejected) == (319, 319, 0)
    assert (result.by_kind, result.identical, result.unmapped) == ({PLAIN: 304, UNDER_60: 15}, 1, {"Log number": 192})


def test_a_file_saved_again_with_another_header_is_refused(workspace: Workspace, tmp_path: Path) -> None:
    before = counts(workspace)
    with pytest.raises(AppError, match="columns are none that we know"):
        import_file(workspace, published(SAVED_BY_R, tmp_path))
    assert counts(workspace) == before


# ------------------------------------------------------------------ what is kept of a row
def test_every_value_of_a_row_can_be_read_back(workspace: Workspace, tmp_path: Path) -> None:
    grounds = "Seen at 23:10.\r\nRan off; “dropped a bag”.\r\nDŵr Lane, =1+1"
    row = {"URN": "A/1", "Grounds for search": grounds, "Person name": "Marmaduke Quill", "Age": "17", "LPU": "Nowhere"}
    result = import_file(workspace, write_csv(tmp_path / "a.csv", [row]))
    assert result.unknown_values == {"lpu": {"Nowhere": 1}}
    with workspace.read() as session:
        (case,) = find_cases(session, CaseQuery(kind=PLAIN, where={}))
        values = read_values(session, load_library("cheshire").schemes[PLAIN], [case.version_id])[case.version_id]
        who = read_identity(session, case.version_id)
    assert case.key == "A/1"
    assert (values["grounds"], values["urn"], values["lpu"]) == (grounds, "A/1", "Nowhere")
    assert (values["age"], values["is_child"]) == ("17", "yes")
    assert who == {"subject_name": "Marmaduke Quill"}
    assert "subject_name" not in values, "nobody is ever shown it"


def test_a_cell_of_a_megabyte_is_kept_whole(workspace: Workspace, tmp_path: Path) -> None:
    import_file(workspace, write_csv(tmp_path / "a.csv", [{"URN": "A/1", "Grounds for search": "g" * 1_000_000}]))
    with workspace.read() as session:
        (case,) = find_cases(session, CaseQuery(kind=PLAIN, where={}))
        values = read_values(session, load_library("cheshire").schemes[PLAIN], [case.version_id])[case.version_id]
    assert values["grounds"] == "g" * 1_000_000


def test_unmapped_cells_are_nowhere_in_the_decrypted_store(workspace: Workspace, tmp_path: Path) -> None:
    result = import_file(workspace, write_csv(tmp_path / "a.csv", [{"URN": "A/1", "Log number": "PLANTED-4711"}]))
    assert result.unmapped == {"Log number": 1}
    assert holding(workspace, "A/1"), "the search does find what was stored"
    assert holding(workspace, "PLANTED-4711") == set()


def test_problems_are_kept_with_row_line_column_and_reason(workspace: Workspace, tmp_path: Path) -> None:
    file = written(tmp_path, open_data([{}, {"Date": "noon"}, {"Gender": "Male"}]) + "\r\n")
    result = import_file(workspace, file)
    assert (result.rows_read, result.stored, result.rejected) == (4, 2, 2)
    told = [(one.row, one.line, one.column, one.value, one.reason) for one in result.problems]
    assert told == [(2, 3, "Date", "noon", "is no date and time that can be read"), (4, 5, "", "", "the line is blank")]
    assert counts(workspace)["problem"] == 2


# ------------------------------------------------------------------ rows that are equal, and rows that come again
def test_equal_rows_without_a_reference_are_cases_of_their_own(workspace: Workspace, tmp_path: Path) -> None:
    result = import_file(workspace, written(tmp_path, open_data([{}, {}, {"Gender": "Male"}, {}])))
    assert (result.stored, result.identical, result.versions) == (4, 2, 0)
    assert counts(workspace)["case"] == 4


def test_rows_of_one_reference_are_versions_of_one_case(workspace: Workspace, tmp_path: Path) -> None:
    rows = [{"URN": "A/1", "Team": "Red"}, {"URN": "A/1", "Team": "Blue"}, {"URN": " A/1 ", "Team": "Blue"}]
    result = import_file(workspace, write_csv(tmp_path / "a.csv", rows))
    assert (result.stored, result.identical, result.versions) == (3, 1, 2)
    found = counts(workspace)
    assert (found["case"], found["record_version"]) == (1, 3)


def test_the_newest_version_counts_and_the_older_ones_stay(workspace: Workspace, tmp_path: Path) -> None:
    first = write_csv(tmp_path / "a.csv", [{"URN": "A/1", "Team": "Red"}, {"URN": "A/2", "Team": "Red"}])
    import_file(workspace, first)
    result = import_file(workspace, write_csv(tmp_path / "b.csv", [{"URN": "A/2", "Team": "Blue"}, {"URN": "A/3"}]))
    assert (result.stored, result.versions) == (2, 1)
    assert {value: count for value, _, count in frames.list_values(workspace, kind=PLAIN, facet="team")} == {
        "Red": 1, "Blue": 1, "": 1,
    }  # fmt: skip
    assert counts(workspace)["record_version"] == 4, "nothing is overwritten"


def test_a_file_is_not_imported_twice_by_accident(workspace: Workspace, tmp_path: Path) -> None:
    import_file(workspace, OPEN_DATA)
    before = counts(workspace)
    renamed = tmp_path / "another name.csv"
    renamed.write_bytes(OPEN_DATA.read_bytes())
    with pytest.raises(AppError, match=r"imported already, on 01 July 2025 at 10:00") as caught:
        import_file(workspace, renamed)
    assert "--again" in caught.value.fix
    assert counts(workspace) == before


SAVED_AGAIN = {
    "quoted": lambda rows: [",".join(f'"{cell}"' for cell in row) for row in rows],
    "as a spreadsheet shows it": lambda rows: [",".join(shown(cell) for cell in row) for row in rows],
    "in another order": lambda rows: [",".join(row) for row in (rows[0], *reversed(rows[1:]))],
    "with other columns first": lambda rows: [",".join(reversed(row)) for row in rows],
}


def shown(cell: str) -> str:
    """A cell as a spreadsheet would write it again: TRUE and FALSE, days as 01/06/2025 12:39."""
    if cell in ("True", "False"):
        return cell.upper()
    try:
        moment = datetime.fromisoformat(cell) if len(cell) > 18 else None
    except ValueError:
        moment = None
    return f"{moment.astimezone(UTC):%d/%m/%Y %H:%M:%S}" if moment else cell


def typed(cell: str) -> object:
    """A cell as a workbook holds it: a yes or no, a number, a moment, an empty cell or a text."""
    if cell in ("True", "False"):
        return cell == "True"
    try:
        return float(cell) if "." in cell else datetime.fromisoformat(cell).replace(tzinfo=None)
    except ValueError:
        return cell or None


@pytest.mark.parametrize("how", SAVED_AGAIN)
def test_a_file_saved_again_is_known_by_what_it_says(workspace: Workspace, tmp_path: Path, how: str) -> None:
    rows = [line.split(",") for line in OPEN_DATA.read_text(encoding="utf-8").splitlines() if '"' not in line]
    assert len(rows) > 1_000
    import_file(workspace, written(tmp_path, "\r\n".join(",".join(row) for row in rows) + "\r\n"))
    before = counts(workspace)
    again = written(tmp_path, "\n".join(SAVED_AGAIN[how](rows)) + "\n", "again.csv")
    with pytest.raises(AlreadyImported, match="says the same as one that was imported already"):
        import_file(workspace, again)
    assert counts(workspace) == before
    rows[5][6] = "Female" if rows[5][6] == "Male" else "Male"
    other = written(tmp_path, "\n".join(SAVED_AGAIN[how](rows)) + "\n", "other.csv")
    assert import_file(workspace, other).stored == len(rows) - 1, "one word differs: it is another file"


def test_a_workbook_that_says_the_same_is_known(workspace: Workspace, tmp_path: Path) -> None:
    rows = [line.split(",") for line in OPEN_DATA.read_text(encoding="utf-8").splitlines()[:200] if '"' not in line]
    import_file(workspace, written(tmp_path, "\r\n".join(",".join(row) for row in rows) + "\r\n"))
    with pytest.raises(AlreadyImported, match="says the same"):
        import_file(workspace, xlsx(tmp_path, [rows[0], *([typed(cell) for cell in row] for row in rows[1:])]))


def test_again_on_purpose_makes_a_version_of_every_row_and_no_case(workspace: Workspace) -> None:
    for file in (OPEN_DATA, PRACTICE_EXTRACT):
        first = import_file(workspace, file)
        cases = counts(workspace)["case"]
        second = import_file(workspace, file, again=True)
        assert (first.versions, second.versions, second.stored) == (0, first.stored, first.stored)
        assert (second.identical, second.by_kind) == (first.identical, first.by_kind)
        assert counts(workspace)["case"] == cases


def test_an_overlapping_extract_makes_versions_where_it_overlaps(workspace: Workspace, tmp_path: Path) -> None:
    header, *rows = OPEN_DATA.read_text(encoding="utf-8").splitlines()
    early = written(tmp_path, "\r\n".join([header, *rows[:800]]) + "\r\n", "early.csv")
    late = written(tmp_path, "\r\n".join([header, *rows[500:]]) + "\r\n", "late.csv")
    import_file(workspace, early)
    result = import_file(workspace, late)
    shared = sum((Counter(rows[:800]) & Counter(rows[500:])).values())
    assert (result.stored, result.versions) == (685, shared)
    whole = Counter(rows[:800]) | Counter(rows[500:])
    assert counts(workspace)["case"] == sum(whole.values())


# ------------------------------------------------------------------ refused whole: nothing of it stays
def test_a_practice_file_never_comes_into_a_real_workspace(tmp_path: Path) -> None:
    ws = open_new(tmp_path / "real", practice=False)
    before = counts(ws)
    with pytest.raises(AppError, match="practice file, and this is a real workspace"):
        import_file(ws, PRACTICE_EXTRACT)
    assert counts(ws) == before
    assert import_file(ws, OPEN_DATA).stored == 1_185, "open data is real data"
    ws.close()


@pytest.mark.parametrize(
    ("rows", "words"),
    [
        ([], "has a header and no rows"),
        ([{"Date": "x"}, {"Date": "y"}, {}], "2 of 3 rows cannot be read, so nothing was stored.*row 1: Date: is no"),
    ],
)
def test_nothing_is_stored_of_a_file_that_is_refused_whole(
    workspace: Workspace, tmp_path: Path, rows: list[dict[str, str]], words: str
) -> None:
    before = counts(workspace)
    with pytest.raises(AppError, match=words):
        import_file(workspace, written(tmp_path, open_data(rows)))
    assert counts(workspace) == before


def test_half_of_the_rows_bad_is_still_taken(workspace: Workspace, tmp_path: Path) -> None:
    result = import_file(workspace, written(tmp_path, open_data([{"Date": "x"}, {}])))
    assert (result.rows_read, result.stored, result.rejected) == (2, 1, 1)


def test_a_file_that_breaks_off_late_leaves_nothing(workspace: Workspace, tmp_path: Path) -> None:
    before = counts(workspace)
    with pytest.raises(AppError, match="quotation marks that do not close"):
        import_file(workspace, written(tmp_path, open_data([{}] * 5_000)[:-8]))
    assert counts(workspace) == before


@pytest.mark.parametrize("calls", [1, 2, 3])
def test_cancelled_means_nothing_is_kept(workspace: Workspace, tmp_path: Path, calls: int) -> None:
    before, heard = counts(workspace), []

    def stop(done: int, total: int) -> None:
        heard.append((done, total))
        if len(heard) == calls:
            raise Cancelled

    with pytest.raises(Cancelled):
        import_file(workspace, written(tmp_path, open_data([{}] * 5_000)), progress=stop)
    assert counts(workspace) == before
    assert heard == sorted(heard)
    assert all(0 <= done <= total for done, total in heard)


@pytest.mark.parametrize(
    ("options", "words"),
    [
        ({"kind": "parking"}, "no kind of record called “parking”"),
        ({"times": "gmt"}, "Times cannot be read as “gmt”"),
        ({"file": Path("nowhere.csv")}, "cannot be read"),
    ],
)
def test_what_is_not_there_is_named(workspace: Workspace, options: dict[str, object], words: str) -> None:
    before = counts(workspace)
    with pytest.raises(AppError, match=words):
        import_file(workspace, **{"file": OPEN_DATA, **options})  # type: ignore[arg-type]
    assert counts(workspace) == before


# ------------------------------------------------------------------ what the log and the lists say
def test_an_import_is_one_entry_of_numbers_and_a_hash(workspace: Workspace) -> None:
    import_practice(workspace)
    last = entries(workspace)[-1]
    assert (last["act"], last["event"]) == ("collect", "extract_imported")
    assert (last["details"]["stored"], last["details"]["rejected"]) == (319, 0)
    assert PRACTICE_EXTRACT.name not in str(last)


def test_lists_of_imports_and_kinds(workspace: Workspace) -> None:
    import_file(workspace, OPEN_DATA)
    import_practice(workspace)
    newest, oldest = imports.list_imports(workspace)
    assert (newest.file_name, newest.stored, oldest.stored) == (PRACTICE_EXTRACT.name, 319, 1_185)
    kinds = {item.kind: item for item in imports.list_kinds(workspace)}
    assert (kinds[PLAIN].records, kinds[UNDER_60].records) == (1_155 + 304, 30 + 15)
    assert (kinds[PLAIN].first_day, kinds[PLAIN].last_day) == ("2025-06-01", "2025-06-30")


def test_another_reading_of_its_times_makes_versions_and_not_other_rows(workspace: Workspace) -> None:
    first = import_file(workspace, OPEN_DATA)
    again = import_file(workspace, OPEN_DATA, times="local", again=True)
    assert (first.versions, again.versions) == (0, 1185)
    assert workspace_info(workspace).records == {"stop_search": 1155, "s60_search": 30}


def test_a_file_is_not_imported_again_as_another_kind(workspace: Workspace) -> None:
    import_file(workspace, OPEN_DATA)
    with pytest.raises(AppError, match="imported already, as stop_search"):
        import_file(workspace, OPEN_DATA, kind="s60_search", again=True)
    assert workspace_info(workspace).records == {"stop_search": 1155, "s60_search": 30}


@pytest.mark.parametrize("name", ["stop-search", "use-of-force", "custody", "custody-log"])
def test_every_reference_is_right_though_an_import_does_not_look_them_up(workspace: Workspace, name: str) -> None:
    file = PRACTICE_EXTRACT.parent / f"practice-{name}-2025-06.csv"
    import_file(workspace, file, kind={"stop": "stop_search", "use-": "use_of_force"}.get(name[:4], "custody"))
    with workspace.read() as session:
        assert session.execute(text("PRAGMA foreign_key_check")).all() == []
