"""Opening one case of a sealed list: what an outsider needs to make its code again, and what changed since."""

import hashlib
import json
from pathlib import Path

import pytest
from sqlalchemy import text

from app.core.errors import AppError
from app.models.frames import FrameRow
from app.services.drawing import opening
from app.services.workspace import Workspace
from tests import builders
from tests.builders import Drawn, entries, seal, write_csv
from tests.many_rows import open_drawn_kind


def sha(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def test_salt_key_and_content_make_the_code_again(practice_workspace_with_draw: Drawn) -> None:
    drawn = practice_workspace_with_draw
    for case in drawn.draw.cases[:3]:
        opened = opening.open_case(drawn.ws, frame_id=1, token=case.token).value
        assert opened.proven
        assert opened.token == case.token == sha(f"{opened.salt}:{opened.key_digest}:{opened.content}")
        assert (opened.key, opened.key_digest) == (case.case_key, sha(case.case_key))
        assert sha(opened.sealed_text) == opened.content
        assert opened.stratum == case.stratum
        assert (opened.later, opened.erased) == ((), False)


def test_the_words_are_there_and_identity_is_not(practice_workspace_with_draw: Drawn) -> None:
    drawn = practice_workspace_with_draw
    (record,) = json.loads(opening.open_case(drawn.ws, frame_id=1, token=drawn.draw.cases[0].token).value.sealed_text)
    assert record["grounds"]
    assert not {"name", "date_of_birth", "address"} & {name.removeprefix("person_") for name in record}


def test_no_other_case_is_exposed(practice_workspace_with_draw: Drawn) -> None:
    drawn = practice_workspace_with_draw
    one, other = (opening.open_case(drawn.ws, frame_id=1, token=case.token).value for case in drawn.draw.cases[:2])
    assert one.salt != other.salt
    with drawn.ws.read() as session:
        secret = session.get_one(FrameRow, 1).secret.hex()
    assert secret not in repr(one)
    assert other.key not in repr(one)


def test_looking_is_logged_and_a_slip_is_not_a_look(practice_workspace_with_draw: Drawn) -> None:
    ws, before = practice_workspace_with_draw.ws, len(entries(practice_workspace_with_draw.ws))
    for token, words in (("zz", "is no case code"), ("0" * 12, "No case of the list F1"), ("", "is no case code")):
        with pytest.raises(AppError, match=words):
            opening.open_case(ws, frame_id=1, token=token)
    with pytest.raises(AppError, match="There is no sealed list F4"):
        opening.open_case(ws, frame_id=4, token="0" * 12)
    assert len(entries(ws)) == before
    code = practice_workspace_with_draw.draw.cases[0].token[:10]
    opening.open_case(ws, frame_id=1, token=code)
    (last,) = entries(ws)[before:]
    assert (last["act"], last["event"]) == ("consult", "case_of_list_opened")
    assert set(last["details"]) == {"frame_id", "frame_case"}


# ------------------------------------------------------------------ today's words beside the sealed ones
def only_case(ws: Workspace) -> str:
    frame = seal(ws, size=1, reserves=0)
    return builders.draw(ws, frame.frame_id, seed=None).cases[0].token


def test_what_changed_since_is_shown_field_by_field(workspace: Workspace, tmp_path: Path) -> None:
    first = {"URN": "A1", "Grounds for search": "Smell of cannabis.", "Gender": "Male", "Team": "Response A"}
    builders.import_practice(workspace, file=write_csv(tmp_path / "one.csv", [first]))
    token = only_case(workspace)
    later = {**first, "Grounds for search": "Smell of cannabis, and ran off.", "Gender": "Female"}
    builders.import_practice(workspace, file=write_csv(tmp_path / "two.csv", [later]))
    opened = opening.open_case(workspace, frame_id=1, token=token).value
    assert opened.proven, "the sealed words are not touched"
    ((row,),) = (day.changes for day in opened.later)
    assert {line.label: (line.was, line.now) for line in row.lines} == {
        "Grounds as the officer wrote them": ("Smell of cannabis.", "Smell of cannabis, and ran off."),
        "Sex or gender, as recorded": ("Male", "Female"),
    }


@pytest.mark.parametrize("kind", ["use_of_force", "custody"])
def test_a_case_of_many_rows_opens_with_all_its_rows(tmp_path: Path, kind: str) -> None:
    drawn = open_drawn_kind(tmp_path / "workspace", kind)
    found = [opening.open_case(drawn.ws, frame_id=1, token=case.token).value for case in drawn.draw.cases]
    assert all(opened.proven for opened in found)
    assert max(len(json.loads(opened.sealed_text)) for opened in found) > 1
    drawn.ws.close()


def test_words_that_were_changed_in_the_store_are_not_proven(practice_workspace_with_draw: Drawn) -> None:
    drawn = practice_workspace_with_draw
    with drawn.ws._store.write() as session:  # as somebody with the key and without the app would
        session.execute(text("DROP TRIGGER narrative_only_blanked"))
        session.execute(text("UPDATE narrative SET text = 'Better grounds.'"))
    opened = opening.open_case(drawn.ws, frame_id=1, token=drawn.draw.cases[0].token).value
    assert not opened.proven
    assert not opened.erased


def test_an_erased_text_is_told_apart_from_a_changed_one(practice_workspace_with_draw: Drawn) -> None:
    drawn = practice_workspace_with_draw
    with drawn.ws._store.write() as session:
        session.execute(text("UPDATE narrative SET text = NULL, erased_seq = 1"))
    opened = opening.open_case(drawn.ws, frame_id=1, token=drawn.draw.cases[0].token).value
    assert (opened.proven, opened.erased) == (False, True)
