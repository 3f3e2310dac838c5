"""Pictures for a person to look at: they go to ``tests/shots/out``, which git does not keep."""

from pathlib import Path

import pytest

from tests.ui.conftest import (
    _look,
    _no_blocking_dialog,
    _no_stray_windows,
    _nothing_left,
    _own_state,
    bench,
    drawn,
    empty,
    look,
    qapp,
)

__all__ = [
    "_look",
    "_no_blocking_dialog",
    "_no_stray_windows",
    "_nothing_left",
    "_own_state",
    "bench",
    "drawn",
    "empty",
    "look",
    "qapp",
]


@pytest.fixture
def out() -> Path:
    """Where the pictures go."""
    folder = Path(__file__).parent / "out"
    folder.mkdir(exist_ok=True)
    return folder
