"""The wheel holds the app and its resources, and works with nothing of the checkout beside it."""

import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
TREE = ("app", "resources", "pyproject.toml", "README.md")
PIP = [sys.executable, "-I", "-m", "pip", "--disable-pip-version-check"]
ASK = """
import sys
sys.path.insert(0, sys.argv[1])
from app.core.resources import root
from app.__main__ import lock_path, start
print(root())
print(lock_path("base"))
sys.exit(start(["--help"]))
"""


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel, built offline from a copy of the tree."""
    copy, out = tmp_path_factory.mktemp("tree"), tmp_path_factory.mktemp("wheel")
    for name in TREE:
        path = ROOT / name
        if path.is_dir():
            shutil.copytree(path, copy / name, ignore=shutil.ignore_patterns("__pycache__"))
        else:
            shutil.copy(path, copy)
    offline = ["--no-deps", "--no-build-isolation", "--no-index", "--quiet"]
    done = subprocess.run([*PIP, "wheel", *offline, "-w", out, copy], capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    (made,) = out.glob("scrutiny_panel-*.whl")
    return made


def test_the_wheel_holds_the_app_its_resources_and_the_console_script(wheel: Path):
    with zipfile.ZipFile(wheel) as archive:
        names = set(archive.namelist())
        (entry,) = (name for name in names if name.endswith(".dist-info/entry_points.txt"))
        assert "scrutiny-panel = app.__main__:start" in archive.read(entry).decode()
    code = {path.relative_to(ROOT).as_posix() for path in (ROOT / "app").rglob("*.py")}
    data = {
        path.relative_to(ROOT / "resources").as_posix() for path in (ROOT / "resources").rglob("*") if path.is_file()
    }
    assert code <= names
    assert {f"app/_resources/{name}" for name in data} <= names
    assert not [name for name in names if name.startswith("tests/")]


def test_an_installed_copy_finds_its_resources_and_starts_without_a_set_up(wheel: Path, tmp_path: Path):
    site = tmp_path / "site"
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(site)
    command = [sys.executable, "-I", "-c", ASK, str(site)]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    found, lock, *help_text = done.stdout.splitlines()
    assert Path(found) == site / "app" / "_resources"
    assert Path(lock) == site / "app" / "_resources" / "locks" / "base.txt"
    assert help_text
    assert not list(tmp_path.glob("**/.venv*"))
