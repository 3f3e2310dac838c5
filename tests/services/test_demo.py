"""The demo: the whole job on practice data, again and again, and never over anything that is not a demo."""

import json
import shutil
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

import pikepdf
import pytest

from app.cli import demo as door
from app.core.errors import AppError
from app.core.shapes.draws import BundleCheck
from app.services import demo, workspaces
from app.services.drawing import bundles
from tests.builders import CHEAP, entries
from tests.cli.door import environment, process
from tests.journeys.looking import counts, whole


@pytest.fixture(autouse=True)
def _cheap(monkeypatch: pytest.MonkeyPatch) -> None:
    """A try at a passphrase takes no time here."""
    monkeypatch.setattr("app.models.keys.KdfCost", lambda **cost: CHEAP)


_ALL = demo._OF_OTHER_KINDS


@pytest.fixture(autouse=True)
def _brief(monkeypatch: pytest.MonkeyPatch) -> None:
    """One extract of another kind instead of eight; the demo that most tests look at has them all."""
    monkeypatch.setattr("app.services.demo._OF_OTHER_KINDS", _ALL[:1])


def run(folder: Path, passphrase: str = demo.PRACTICE_PASSPHRASE) -> list[demo.DemoStep]:
    return list(demo.run_demo(folder, passphrase=passphrase))


_SCRATCH = TemporaryDirectory(prefix="scrutiny-demo-")


@cache
def _made() -> tuple[Path, tuple[demo.DemoStep, ...]]:
    folder = Path(_SCRATCH.name) / "demo"
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("app.services.demo._OF_OTHER_KINDS", _ALL)
        return folder, tuple(run(folder))


@pytest.fixture
def made(tmp_path: Path) -> Path:
    """A demo that was run before, copied: running it takes some seconds."""
    return shutil.copytree(_made()[0], tmp_path / "demo")


def test_the_whole_job(made: Path) -> None:
    steps = _made()[1]
    told = " / ".join(step.text for step in steps)
    for words in ("1,185 rows read, 1,185 stored (1,155 stop_search, 30 s60_search), 0 not stored",
                  "319 rows read, 319 stored (304 stop_search, 15 s60_search), 0 not stored",
                  "Imported practice extracts of every other kind", "Hate crime or incident 313", "Custody 318",
                  "Sealed F1", "Drew D1 after the seal: 8 cases, 2 reserves", "Filled 3 of 8 sheets",
                  "Wrote the pack", "Wrote the check bundle", "Verified the bundle"):  # fmt: skip
        assert words in told
    assert all(Path(step.file).exists() for step in steps if step.file)
    names = sorted(file.name for file in made.iterdir())
    assert names == ["D1-check.zip", "D1-pack.pdf", "SCRUTINY-PANEL-DEMO.txt", "workspace"]
    assert [file.name for file in made.rglob("*.zip")] == ["D1-check.zip"]
    assert bundles.verify_bundle(made / "D1-check.zip").problems == ()
    with pikepdf.open(made / "D1-pack.pdf") as pack:
        assert len(pack.pages) >= 9
        assert pack.Root.MarkInfo.Marked


def test_what_it_leaves_is_a_practice_workspace_that_opens(made: Path) -> None:
    ws = workspaces.open_workspace(demo.workspace_folder(made), passphrase=demo.PRACTICE_PASSPHRASE)
    info = workspaces.workspace_info(ws)
    assert (info.practice, info.frames, info.draws, info.verdicts) == (True, 1, 1, 3)
    assert info.records == {
        "stop_search": 1_155 + 304, "s60_search": 30 + 15 + 311, "s60_authority": 309, "use_of_force": 311,
        "custody": 318, "vehicle_stop": 324, "hate_incident": 313,
    }  # fmt: skip
    assert counts(ws)["sheet"] == 3
    assert {"bundle_written", "pack_made", "stage_locked"} <= {entry["event"] for entry in entries(ws)}
    whole(ws)
    ws.close()


def test_the_recovery_key_it_tells_opens_the_workspace(made: Path) -> None:
    key = _made()[1][0].text.rpartition(": ")[2]
    workspaces.open_workspace(made / "workspace", passphrase=key).close()
    assert len(key.split("-")) == 8


def test_a_second_run_replaces_the_first(made: Path) -> None:
    first = (made / "D1-check.zip").read_bytes()
    (made / "left over.txt").write_text("by the first")
    run(made)
    assert (made / "D1-check.zip").read_bytes() != first
    assert not (made / "left over.txt").exists()


def test_a_folder_with_other_things_is_refused_and_left_alone(tmp_path: Path) -> None:
    (tmp_path / "mine.txt").write_text("mine")
    with pytest.raises(AppError, match="something that is not a demo, so nothing there was touched"):
        run(tmp_path)
    assert [(file.name, file.read_text()) for file in tmp_path.iterdir()] == [("mine.txt", "mine")]


def test_a_file_in_its_place_is_refused_and_left_alone(tmp_path: Path) -> None:
    (tmp_path / "demo").write_text("mine")
    with pytest.raises(AppError, match="is not a demo"):
        run(tmp_path / "demo")
    with pytest.raises(AppError, match="cannot be made: "):
        run(tmp_path / "demo" / "below")
    assert (tmp_path / "demo").read_text() == "mine"


def test_a_demo_that_is_open_elsewhere_is_left_alone(made: Path) -> None:
    before = (made / "D1-check.zip").read_bytes()
    ws = workspaces.open_workspace(made / "workspace", passphrase=demo.PRACTICE_PASSPHRASE)
    with pytest.raises(AppError, match="open already, in another window or program"):
        run(made)
    assert counts(ws)["draw"] == 1
    ws.close()
    assert (made / "D1-check.zip").read_bytes() == before


def test_a_second_demo_meanwhile_is_refused_and_touches_nothing(tmp_path: Path) -> None:
    first = demo.run_demo(tmp_path / "demo", passphrase="x")
    next(first)
    before = sorted((tmp_path / "demo").rglob("*"))
    with pytest.raises(AppError, match="Another demo is being made in"):
        run(tmp_path / "demo")
    assert sorted((tmp_path / "demo").rglob("*")) == before
    assert [step.text for step in first][-1].startswith("Verified the bundle")
    assert [file.name for file in (tmp_path / "demo").rglob("*.zip")] == ["D1-check.zip"]


def test_a_demo_that_was_broken_off_is_replaced(tmp_path: Path) -> None:
    for _ in demo.run_demo(tmp_path / "demo", passphrase="x"):
        break
    assert not (tmp_path / "demo" / "D1-check.zip").exists()
    run(tmp_path / "demo")
    assert bundles.verify_bundle(tmp_path / "demo" / "D1-check.zip").problems == ()


def test_a_bundle_that_does_not_verify_ends_the_demo(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(
        "app.services.drawing.bundles.verify_bundle", lambda file: BundleCheck(problems=("The seal does not match.",))
    )
    with pytest.raises(AppError, match=r"does not verify: The seal does not match."):
        run(tmp_path / "demo")


# ------------------------------------------------------------------ through the door
def test_the_default_folder_is_in_the_users_data_and_not_in_the_checkout(tmp_path: Path) -> None:
    with environment(XDG_DATA_HOME=str(tmp_path / "data"), HOME=str(tmp_path), LOCALAPPDATA=str(tmp_path)):
        assert demo.default_folder().is_relative_to(tmp_path)


def test_it_never_asks_and_says_every_step_with_its_file(tmp_path: Path) -> None:
    (tmp_path / "demo").mkdir()  # an empty folder will do
    done = process("demo", "--no-window", "--out", tmp_path / "demo", env={"SCRUTINY_PASSPHRASE": ""})
    assert (done.returncode, done.stderr) == (0, "")
    place = tmp_path / "demo" / "workspace"
    for words in ("1. Made an encrypted practice workspace", "D1-pack.pdf", "D1-check.zip", "Verified the bundle",
                  "“practice data only” (it is no secret)", f"--workspace {place}"):  # fmt: skip
        assert words in done.stdout


def test_the_passphrase_may_come_from_the_environment(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with environment(SCRUTINY_PASSPHRASE="nobody knows this one"):
        result = door.run(["--no-window", "--out", str(tmp_path / "demo")])
    assert (result.exit_code, result.passphrase) == (0, "nobody knows this one")
    assert result.workspace == str(tmp_path / "demo" / "workspace")
    told = capsys.readouterr()
    assert "your SCRUTINY_PASSPHRASE" in told.out
    assert "nobody knows this one" not in told.out + told.err
    workspaces.open_workspace(tmp_path / "demo" / "workspace", passphrase="nobody knows this one").close()


def test_json_is_one_object_with_all_steps(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with environment(SCRUTINY_PASSPHRASE=None):
        assert door.run(["--json", "--no-window", "--out", str(tmp_path / "demo")]).exit_code == 0
    told = capsys.readouterr()
    data = json.loads(told.out)
    assert (data["folder"], data["workspace"]) == (str(tmp_path / "demo"), str(tmp_path / "demo" / "workspace"))
    assert all(set(step) == {"text", "file"} for step in data["steps"])
    assert all(step["text"] in told.err for step in data["steps"])


@pytest.mark.parametrize("out", ["", "MINE"])
def test_a_refusal_is_1_and_opens_no_window(tmp_path: Path, out: str, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "mine.txt").write_text("mine")
    result = door.run(["--json", "--out", out and str(tmp_path)])
    assert (result.exit_code, result.workspace, result.passphrase) == (1, None, None)
    assert set(json.loads(capsys.readouterr().out)) == {"refused", "fix"}


def test_a_fault_is_a_sentence_too(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("app.services.grading.rounds.open_round", lambda ws, draw_id: 1 / 0)
    with environment(XDG_STATE_HOME=str(tmp_path / "state")):
        assert door.run(["--no-window", "--out", str(tmp_path / "demo")]).exit_code == 1
    told = capsys.readouterr()
    assert "Something went wrong that should not have (ZeroDivisionError)" in told.err
    assert "Traceback" not in told.err
