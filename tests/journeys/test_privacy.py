"""A planted name: kept encrypted where it belongs, and in no log, crash sheet, temporary file, file name or message."""

import os
import tempfile
from collections.abc import Callable
from pathlib import Path

import pypdfium2
import pytest
from sqlalchemy import text

from app.core.shapes.workspaces import KindListing
from app.models.record_store import read_identity
from app.services import workspaces
from app.services.collecting import imports
from app.services.drawing import frames
from app.services.grading import sheets
from app.services.workspace import Workspace
from tests.builders import (
    PASSPHRASE,
    case_ids,
    draw,
    entries,
    grade,
    import_file,
    make_workspace,
    open_round,
    reopen,
    seal,
    write_csv,
)
from tests.cli.door import Door, Said, environment, process, run
from tests.journeys.looking import files_holding, holding

NAME = "Marmaduke Quillfeather"
FIRST, LAST = NAME.split()

ROWS = [
    {"URN": "A/1", "Person name": NAME, "Grounds for search": f"Known to us as {NAME}.", "Officer name": NAME},
    {"URN": "A/2", "Log number": NAME, "Home address": f"{NAME}, 1 Rock Face Street"},
    {"URN": "A/3", "Search date/time": NAME},
    {"URN": "A/4", "Latitude": NAME, "Age": NAME},
    *({"URN": f"B/{at}", "Grounds for search": f"{LAST} ran off."} for at in range(6)),
]


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Every place on this machine where a program could leave something, in one folder."""
    folder = tmp_path / "home"
    for variable, name in {"HOME": "", "XDG_STATE_HOME": "state", "XDG_DATA_HOME": "data", "XDG_CACHE_HOME": "cache",
                           "TMPDIR": "tmp", "TEMP": "tmp", "TMP": "tmp"}.items():  # fmt: skip
        (folder / name).mkdir(parents=True, exist_ok=True)
        monkeypatch.setenv(variable, str(folder / name))
    monkeypatch.setattr(tempfile, "tempdir", None)
    return folder


@pytest.fixture
def extract(tmp_path: Path) -> Path:
    """An extract with the name in a person's field, in grounds, in an unmapped column and in bad cells."""
    return write_csv(tmp_path / "extract.csv", ROWS)


def stop_searches(ws: Workspace) -> KindListing:
    return next(item for item in imports.list_kinds(ws) if item.kind == "stop_search")


def clean(*said: Said) -> None:
    for one in said:
        assert LAST not in one.err
        assert LAST not in one.out


def test_the_name_is_in_no_file_once_the_work_is_done(home: Path, extract: Path) -> None:
    """A real workspace's month: import, seal, draw, grade, check, back up."""
    folder = home / "workspace"
    make_workspace(folder)[0].close()
    door = Door(workspace=folder)
    imported = door("import", extract, "--kind", "stop_search")
    assert (imported.data["stored"], imported.data["rejected"]) == (9, 1)
    words = ("--kind", "stop_search", "--from", "2025-06-01", "--to", "2025-06-30", "--size", "5", "--reserves", "1")
    rest = [
        door("frame", "seal", *words), door("draw", "F1", "--app-seed"), door("bundle", "D1", "--out", home / "D1.zip"),
        door("workspace", "backup", home / "backup.zip"), door("workspace", "info"), door("audit", "verify"),
        door("draw", "F1", "--app-seed"), run("verify", home / "D1.zip", "--json"),
    ]  # fmt: skip
    assert [said.code for said in rest] == [0] * 6 + [1, 0]
    assert LAST not in imported.err, "what cannot be read is told by its place and the reason, never by value"
    clean(*rest)
    ws = reopen(folder)
    round_id = open_round(ws).round_id
    for case_id in case_ids(ws, round_id):
        sheet = sheets.open_sheet(ws, round_id=round_id, case_id=case_id).value
        answer = next(one for one in sheet.stages[0].questions if one.id == "SS1").choices[0].code
        sheets.save_answer(ws, sheet_id=sheet.sheet_id, question="SS1", answer=answer, note=f"{NAME} again")
        grade(ws, sheet)
    assert files_holding(home, LAST) == [], "while the workspace is open, its log too"
    assert files_holding(home, FIRST) == []
    assert not any(LAST in str(entry) or FIRST in str(entry) for entry in entries(ws))
    personal = {"narrative", "narrative_words_data", "identity", "problem", "import_file", "answer_text"}
    assert holding(ws, LAST) == personal, "only where it can be erased"
    ws.close()
    assert files_holding(home, LAST) == []


def test_the_pack_holds_the_grounds_and_nobody_elses_name(home: Path, tmp_path: Path) -> None:
    folder = home / "workspace"
    ws = make_workspace(folder)[0]
    row = {"URN": "A/1", "Person name": NAME, "Officer name": NAME, "Home address": NAME, "Grounds for search": "Ran."}
    import_file(ws, file=write_csv(tmp_path / "a.csv", [row]))
    draw(ws, seal(ws, size=1, reserves=0).frame_id)
    open_round(ws)
    ws.close()
    (tmp_path / "papers").mkdir()
    said = Door(workspace=folder)("pack", "D1", "--out", tmp_path / "papers" / "D1.pdf")
    assert said.code == 0
    assert [file.name for file in (tmp_path / "papers").iterdir()] == ["D1.pdf"]
    assert files_holding(home, LAST) == []
    document = pypdfium2.PdfDocument(tmp_path / "papers" / "D1.pdf")
    words = "".join(page.get_textpage().get_text_range() for page in document)
    assert "Ran." in words
    assert LAST not in words, "an identity field is shown to nobody"
    assert str(document.get_metadata_dict()).find(LAST) == -1
    document.close()


def test_who_a_record_is_about_is_kept_to_redact_with(home: Path, extract: Path) -> None:
    ws = make_workspace(home / "workspace")[0]
    import_file(ws, file=extract)
    with ws.read() as session:
        assert read_identity(session, 1) == {"subject_name": NAME, "officer_name": NAME}
    assert "officer_name" not in [item[0] for item in stop_searches(ws).facets]
    ws.close()


# ------------------------------------------------------------------ faults
def quoting(ws: Workspace, **_: object) -> None:
    raise ValueError(NAME)


def one_after_another(ws: Workspace, **_: object) -> None:
    try:
        raise KeyError(NAME)
    except KeyError as first:
        raise RuntimeError(NAME) from first


def naming_a_file(ws: Workspace, **_: object) -> None:
    raise OSError(2, NAME, NAME)


def asking_the_database(ws: Workspace, **_: object) -> None:
    with ws.read() as session:
        session.execute(text("SELECT :name, nothing"), {"name": NAME})


@pytest.mark.parametrize("broken", [quoting, one_after_another, naming_a_file, asking_the_database])
def test_a_fault_tells_nothing_of_a_record(
    home: Path, extract: Path, broken: Callable[..., None], monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = home / "workspace"
    make_workspace(folder)[0].close()
    monkeypatch.setattr("app.services.collecting.imports.import_extract", broken)
    said = Door(workspace=folder)("import", extract, "--kind", "stop_search")
    assert said.code == 1
    assert "Something went wrong that should not have" in said.data["refused"]
    clean(said)
    (sheet,) = home.rglob("crash-*.txt")
    told = sheet.read_text(encoding="utf-8")
    assert "app/cli/records.py" in told
    assert str(home) not in told, "no folder of a person either"
    assert files_holding(home, LAST) == []


def test_refusals_name_row_column_and_reason_and_no_value(home: Path, tmp_path: Path) -> None:
    folder = home / "workspace"
    make_workspace(folder)[0].close()
    bad = write_csv(tmp_path / "bad.csv", [{"URN": str(at), "Search date/time": NAME} for at in range(3)])
    said = Door(workspace=folder)("import", bad, "--kind", "stop_search")
    assert said.code == 1
    assert "Search date/time" in said.data["refused"]
    clean(said)
    assert files_holding(home, LAST) == []


@pytest.mark.parametrize(
    ("cell", "told"),
    [
        ("Latitude", "latitude is no number: left blank"),
        ("Stopped under s163", "stopped_vehicle_s163 is neither yes nor no: left blank"),
    ],
)
def test_what_is_left_blank_is_told_by_field_and_reason_and_no_value(
    home: Path, tmp_path: Path, cell: str, told: str
) -> None:
    folder = home / "workspace"
    make_workspace(folder)[0].close()
    odd = write_csv(tmp_path / "odd.csv", [{"URN": str(at), cell: NAME} for at in range(3)])
    said = Door(workspace=folder)("import", odd, "--kind", "stop_search")
    assert (said.code, said.data["stored"]) == (0, 3)
    assert f"3 cells: {told}" in said.err
    assert LAST not in said.err
    assert files_holding(home, LAST) == []


# ------------------------------------------------------------------ names of files, and the world outside
def test_the_name_of_a_file_is_kept_apart_and_never_logged(home: Path, tmp_path: Path) -> None:
    folder = home / "workspace"
    ws = make_workspace(folder)[0]
    import_file(ws, file=write_csv(tmp_path / f"{NAME}.csv", [{"URN": "A/1"}]))
    assert holding(ws, LAST) == {"import_file"}
    assert not any(LAST in str(entry) for entry in entries(ws))
    ws.close()
    assert files_holding(home, LAST) == []


def test_a_whole_run_leaves_no_temporary_file(home: Path, extract: Path, tmp_path: Path) -> None:
    folder = home / "workspace"
    make_workspace(folder)[0].close()
    env = {**os.environ, "SCRUTINY_PASSPHRASE": PASSPHRASE, "SCRUTINY_WORKSPACE": str(folder)}
    done = process("import", extract, "--kind", "stop_search", "--json", env=env)
    assert done.returncode == 0
    assert LAST not in done.stderr
    assert list((home / "tmp").iterdir()) == []
    assert sorted(file.name for file in folder.iterdir()) == ["workspace.db", "workspace.keys", "workspace.lock"]
    assert [file.name for file in home.iterdir() if file.name not in ("tmp", "state", "data", "cache")] == ["workspace"]


def test_the_passphrase_is_in_no_file_and_no_message(home: Path, extract: Path) -> None:
    folder = home / "workspace"
    make_workspace(folder, passphrase="correct horse battery")[0].close()
    with environment(SCRUTINY_PASSPHRASE="correct horse battery", SCRUTINY_WORKSPACE=str(folder)):
        said = run("import", extract, "--kind", "stop_search", "--json")
    with environment(SCRUTINY_PASSPHRASE="correct horse staple", SCRUTINY_WORKSPACE=str(folder)):
        refused = run("workspace", "info", "--json")
    assert (said.code, refused.code) == (0, 1)
    assert "correct horse" not in said.out + said.err + refused.out + refused.err
    assert files_holding(home, "correct horse") == []


def test_a_workspace_open_twice_is_told_without_a_word_of_it(home: Path) -> None:
    ws = make_workspace(home / "workspace")[0]
    with pytest.raises(Exception, match="open already") as caught:
        workspaces.open_workspace(home / "workspace", passphrase=PASSPHRASE)
    assert PASSPHRASE not in str(caught.value)
    ws.close()


def test_values_offered_in_a_refusal_are_none_of_a_persons(home: Path, extract: Path) -> None:
    ws = make_workspace(home / "workspace")[0]
    import_file(ws, file=extract)
    facets = [name for name, _ in stop_searches(ws).facets]
    for facet in facets:
        assert not any(LAST in value for value, _, _ in frames.list_values(ws, kind="stop_search", facet=facet))
    ws.close()


def test_the_search_finds_what_is_planted_in_the_open(home: Path) -> None:
    (home / "notes.txt").write_text(f"about {NAME}")
    (home / f"{LAST}.bin").write_bytes(b"")
    (home / "wide.txt").write_bytes(NAME.encode("utf-16-le"))
    assert files_holding(home, LAST) == [f"{LAST}.bin", "notes.txt", "wide.txt"]
