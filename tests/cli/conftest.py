"""Workspaces with a batch door on them."""

from pathlib import Path

import pytest

from tests.builders import open_drawn, open_new
from tests.cli.door import Door


@pytest.fixture
def door(tmp_path: Path) -> Door:
    """The door on an empty practice workspace."""
    folder = tmp_path / "workspace"
    open_new(folder).close()
    return Door(workspace=folder)


@pytest.fixture
def drawn(tmp_path: Path) -> Door:
    """The door on a practice workspace with one sealed list F1 and its draw D1."""
    folder = tmp_path / "workspace"
    open_drawn(folder).ws.close()
    return Door(workspace=folder)


@pytest.fixture(autouse=True)
def _no_settings(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """No workspace or passphrase from the machine; crash sheets go where they can be looked at."""
    monkeypatch.delenv("SCRUTINY_WORKSPACE", raising=False)
    monkeypatch.delenv("SCRUTINY_PASSPHRASE", raising=False)
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
