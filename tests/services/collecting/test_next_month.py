"""A mapping that was saved meets next month's file: columns that are new to it are offered, its encoding is known."""

from pathlib import Path

import pytest

from app.core.errors import NotUtf8
from app.core.shapes.mappings import MappingDraft, MappingSettings
from app.services.collecting import mappings
from app.services.workspace import Workspace
from tests.builders import import_file
from tests.intake.extracts import line

HEADER = ["Slip no", "Date", "Time", "Power", "Surname", "Result", "Notes"]
ROW = ["A1", "13/06/2025", "21:05", "s1 PACE", "Smithson", "NFA", "a"]
MORE = {"Collar no": "4411", "Search result": "NFA", "Forename": "Ann", "Remarks 2": "b"}
KEPT = {"Slip no": "urn", "Date": "searched_at", "Time": "searched_at", "Power": "power", "Result": "outcome"}


def written(file: Path, more: dict[str, str], encoding: str = "utf-8") -> Path:
    rows = ([*HEADER, *more], [*ROW, *more.values()])
    file.write_text("\r\n".join(map(line, rows)) + "\r\n", encoding=encoding)
    return file


def saved(ws: Workspace, file: Path, **columns: str) -> None:
    draft = mappings.change_draft(ws, mappings.look_at(ws, file), MappingSettings(columns=columns))
    mappings.save_mapping(ws, "ours", draft)


def fields(draft: MappingDraft) -> dict[str, str]:
    return {choice.column: choice.field for choice in draft.columns if choice.field}


def test_a_column_that_is_new_is_guessed_and_said_to_be_new(workspace: Workspace, tmp_path: Path) -> None:
    saved(workspace, written(tmp_path / "june.csv", {}))
    draft = mappings.look_at(workspace, written(tmp_path / "july.csv", MORE))
    assert fields(draft) == {**KEPT, "Collar no": "officer_id"}, "what is filled already has no second column"
    new = next(choice for choice in draft.columns if choice.column == "Collar no")
    assert (new.sure, new.why) == ("exact", "new since “ours”: known heading “Collar number”")
    assert set(draft.dropped) == {"Surname", "Notes", "Search result", "Forename", "Remarks 2"}
    person = next(choice for choice in draft.columns if choice.column == "Forename")
    assert (person.why.startswith("may say who a person is"), person.examples) == (True, ())


def test_a_column_that_was_left_out_stays_out(workspace: Workspace, tmp_path: Path) -> None:
    file = written(tmp_path / "june.csv", MORE)
    saved(workspace, file, **{"Collar no": ""})
    assert fields(mappings.look_at(workspace, file)) == KEPT


def test_the_encoding_is_part_of_the_mapping_and_utf_8_is_read_all_the_same(
    workspace: Workspace, tmp_path: Path
) -> None:
    june = written(tmp_path / "june.csv", {"Grounds": "Café – ran"}, "cp1252")
    with pytest.raises(NotUtf8):
        mappings.look_at(workspace, june)
    mappings.save_mapping(workspace, "ours", mappings.look_at(workspace, june, encoding="cp1252"))
    mapping = mappings.find_layout(workspace, "ours")
    july = written(tmp_path / "july.csv", {"Grounds": "Café – stayed"}, "cp1252")
    august = written(tmp_path / "august.csv", {"Grounds": "Café – hid"})
    for file in (july, august):
        assert import_file(workspace, file, mapping=mapping).stored == 1
    with workspace.read() as session:
        texts = session.connection().exec_driver_sql("SELECT text FROM narrative ORDER BY 1").scalars().all()
    assert [text for text in texts if "Café" in text] == ["Café – hid", "Café – stayed"]
