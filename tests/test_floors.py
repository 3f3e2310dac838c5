"""The house keeps its floors, and would notice if it did not."""

import ast
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
SOURCES = [*(ROOT / "app").rglob("*.py"), *(ROOT / "tests").rglob("*.py")]
LINT = "import sys; from importlinter.cli import lint_imports_command as lint; sys.exit(lint())"
FLOORS = "The floors of the house: an import may only point down"
PURE = "core knows no toolkit, database, document or network library"
QT = "Qt is imported only in ui"
DOORS = "ui and cli never reach past services to tables, sessions or documents"

PLANTED = [
    ("core", "import app.models", FLOORS),
    ("models", "import app.export", FLOORS),
    ("intake", "import app.models", FLOORS),
    ("export", "import app.services", FLOORS),
    ("services", "import app.ui", FLOORS),
    ("cli", "import app.ui", FLOORS),
    ("ui", "import app.cli", FLOORS),
    ("misc", "", FLOORS),
    ("core", "import sqlalchemy.orm", PURE),
    ("core", "from urllib import request", PURE),
    ("models", "from PySide6 import QtSql", QT),
    ("services", "from PySide6.QtCore import QObject", QT),
    ("cli", "import PySide6.QtWidgets", QT),
    ("ui", "import app.models", DOORS),
    ("ui", "from sqlalchemy import select", DOORS),
    ("cli", "import reportlab", DOORS),
]

IMPORT_ALL = """
import importlib, pkgutil, sys
sys.modules["PySide6"] = sys.modules["shiboken6"] = None  # importing either now fails
import app
skip = ("app.ui", "app.models.migrations.env")            # the latter is run by alembic, never imported
def walk(package):
    for found in pkgutil.iter_modules(package.__path__, package.__name__ + "."):
        if found.name not in skip:
            module = importlib.import_module(found.name)
            print(found.name)
            if found.ispkg:
                walk(module)
walk(app)
assert "sqlite3" not in sys.modules, "a second SQLite library in the process"
"""


def broken(root: Path) -> set[str]:
    """The contracts that import-linter finds broken in a tree."""
    done = subprocess.run([sys.executable, "-c", LINT], cwd=root, capture_output=True, text=True, encoding="utf-8")
    said = done.stdout + done.stderr
    names = {name for name in (FLOORS, PURE, QT, DOORS) if re.search(rf"{re.escape(name)}.* BROKEN", said)}
    assert bool(names) == bool(done.returncode), said
    return names


def test_the_contracts_are_kept():
    assert broken(ROOT) == set()


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the tree to plant in."""
    copy = tmp_path_factory.mktemp("house")
    shutil.copytree(ROOT / "app", copy / "app", ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / "pyproject.toml", copy)
    return copy


@pytest.mark.parametrize(("floor", "line", "contract"), PLANTED)
def test_a_planted_violation_is_caught(house: Path, floor: str, line: str, contract: str):
    new = not (house / "app" / floor).exists()
    planted = house / "app" / floor / ("__init__.py" if new else "planted.py")
    planted.parent.mkdir(exist_ok=True)
    planted.write_text(line + "\n", "utf-8")
    try:
        assert contract in broken(house)
    finally:
        planted.unlink()
        if new:
            planted.parent.rmdir()


def test_every_contract_is_planted_against():
    names = re.findall(
        r'^name = "(.*)"$', (ROOT / "pyproject.toml").read_text("utf-8").split("[tool.importlinter]")[1], re.M
    )
    assert set(names) == {contract for _, _, contract in PLANTED}


def test_everything_below_the_window_is_imported_without_qt_and_without_a_second_sqlite():
    done = subprocess.run([sys.executable, "-c", IMPORT_ALL], cwd=ROOT, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    assert {"app.core.errors", "app.__main__"} <= set(done.stdout.split())


def test_no_file_is_longer_than_four_hundred_lines():
    lengths = {str(path.relative_to(ROOT)): len(path.read_text("utf-8").splitlines()) for path in SOURCES}
    assert {name: length for name, length in lengths.items() if length > 400} == {}


def test_sqlite3_is_imported_nowhere():
    found = [
        f"{path.relative_to(ROOT)}:{node.lineno}"
        for path in (ROOT / "app").rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if (isinstance(node, ast.Import) and any(name.name.partition(".")[0] == "sqlite3" for name in node.names))
        or (isinstance(node, ast.ImportFrom) and (node.module or "").partition(".")[0] == "sqlite3")
    ]
    assert found == []


def test_no_file_is_a_drawer_for_all_sorts():
    drawers = {"util", "utils", "helper", "helpers", "misc", "common", "manager", "managers"}
    names = {
        path.relative_to(ROOT): {word for part in path.relative_to(ROOT).parts for word in Path(part).stem.split("_")}
        for path in SOURCES
    }
    assert [str(path) for path, words in names.items() if words & drawers] == []
