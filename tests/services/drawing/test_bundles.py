"""The check bundle: it holds what a check needs and nothing of any person, and a stranger can check it."""

import json
import zipfile
from pathlib import Path

import pytest

from app.core.errors import AppError
from app.models.frames import FrameRow
from app.services.drawing import bundles, frames
from app.services.workspace import Workspace
from tests.builders import Drawn, draw, entries, import_practice, seal


def bundle(ws: Workspace, file: Path, draw_id: int = 1) -> dict[str, bytes]:
    made = Path(bundles.write_bundle(ws, draw_id=draw_id, file=file).value)
    with zipfile.ZipFile(made) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def test_it_verifies_and_says_what_was_drawn(practice_workspace_with_draw: Drawn, tmp_path: Path) -> None:
    made = practice_workspace_with_draw
    members = bundle(made.ws, tmp_path / "D1.zip")
    assert bundles.verify_bundle(tmp_path / "D1.zip").problems == ()
    published = json.loads(members["draw.json"])
    assert published["format"] == 1
    assert (published["seal"], published["plan"], published["seed"]) == (made.draw.seal, made.draw.plan, made.draw.seed)
    assert [case["token"] for case in published["cases"]] == [case.token for case in made.draw.cases]
    assert [case["token"] for case in published["reserves"]] == [case.token for case in made.draw.reserves]
    assert (published["other_draws"], published["other_seals"]) == ([], [])


def test_it_holds_no_reference_no_secret_and_nobody(practice_workspace_with_draw: Drawn, tmp_path: Path) -> None:
    made = practice_workspace_with_draw
    whole = b"".join(bundle(made.ws, tmp_path / "D1.zip").values()).lower()
    with made.ws.read() as session:
        secret = session.get_one(FrameRow, 1).secret
    assert secret not in whole
    assert secret.hex().encode() not in whole
    for case in (*made.draw.cases, *made.draw.reserves):
        assert case.case_key.lower().encode() not in whole
    for facet in ("officer_id", "team", "supervisor_id"):
        for value, _, _ in frames.list_values(made.ws, kind="stop_search", facet=facet):
            assert not value or f'"{value}"'.lower().encode() not in whole


def test_made_again_it_has_the_same_bytes_until_another_seal_joins(
    practice_workspace_with_draw: Drawn, tmp_path: Path
) -> None:
    made = practice_workspace_with_draw
    first, second, third = (tmp_path / name for name in ("a.zip", "b.zip", "c.zip"))
    bundle(made.ws, first)
    made.clock.advance(days=3)
    bundle(made.ws, second)
    assert first.read_bytes() == second.read_bytes()
    other = seal(made.ws)
    named = json.loads(bundle(made.ws, third)["draw.json"])["other_seals"]
    assert [one["seal"] for one in named] == [other.seal]
    assert bundles.verify_bundle(third).problems == ()


def test_strata_and_sections_have_bundles_too(workspace: Workspace, tmp_path: Path) -> None:
    import_practice(workspace)
    for at, options in enumerate([{"strata": ("lpu",), "size": 20}, {"kind": "s60_search", "size": 3}], 1):
        draw(workspace, seal(workspace, **options).frame_id, seed=None)
        bundle(workspace, tmp_path / f"{at}.zip", at)
        assert bundles.verify_bundle(tmp_path / f"{at}.zip").problems == ()


def test_it_is_in_the_log_that_one_was_given_out(practice_workspace_with_draw: Drawn, tmp_path: Path) -> None:
    bundle(practice_workspace_with_draw.ws, tmp_path / "D1.zip")
    last = entries(practice_workspace_with_draw.ws)[-1]
    assert (last["act"], last["event"], last["details"]) == ("disclose", "bundle_written", {"draw_id": 1})


def test_it_is_never_written_over_the_workspace(practice_workspace_with_draw: Drawn) -> None:
    ws = practice_workspace_with_draw.ws
    with pytest.raises(AppError, match="is the workspace itself"):
        bundles.write_bundle(ws, draw_id=1, file=ws.folder / "workspace.db")
    assert len(entries(ws)) > 0


def test_a_place_that_cannot_be_written_to(practice_workspace_with_draw: Drawn, tmp_path: Path) -> None:
    (tmp_path / "folder").mkdir()
    (tmp_path / "file").write_text("mine")
    for place, words in ((tmp_path / "folder", "is a folder"), (tmp_path / "file" / "D1.zip", "There is no folder")):
        with pytest.raises(AppError, match=words):
            bundles.write_bundle(practice_workspace_with_draw.ws, draw_id=1, file=place)
    assert (tmp_path / "file").read_text() == "mine"
    assert sorted(file.name for file in tmp_path.iterdir()) == ["file", "folder", "workspace"], "no part is left"


def test_there_is_no_draw_of_that_number(practice_workspace_with_draw: Drawn, tmp_path: Path) -> None:
    with pytest.raises(AppError, match="There is no draw D2"):
        bundles.write_bundle(practice_workspace_with_draw.ws, draw_id=2, file=tmp_path / "a.zip")
    with pytest.raises(AppError, match="no file of that name"):
        bundles.verify_bundle(tmp_path / "a.zip")
