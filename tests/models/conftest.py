"""The fixtures of ``tests/builders.py``, and a workspace with a row in every table to try things on."""

from collections.abc import Iterator

import pytest
from sqlalchemy.orm import Session

from app.services.workspace import Workspace
from tests.builders import clock, practice_workspace_with_draw, workspace
from tests.models.full import open_full

__all__ = ["clock", "practice_workspace_with_draw", "workspace"]


@pytest.fixture(scope="module")
def full(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Workspace]:
    """One workspace for all of a file: whatever a test tries is refused or rolled back."""
    ws = open_full(tmp_path_factory.mktemp("full") / "workspace")
    yield ws
    ws.close()


@pytest.fixture
def attempt(full: Workspace) -> Iterator[Session]:
    """A writing session whose work is never kept."""
    with Session(full._store.writer) as session:
        yield session
        session.rollback()
