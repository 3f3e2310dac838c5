"""Resources are found in a wheel, in a checkout and in a frozen bundle, and missed in a sentence."""

import sys
from pathlib import Path

import pytest

from app.core import resources


def laid_out(monkeypatch: pytest.MonkeyPatch, folder: Path, *parts: str) -> Path:
    """A package somewhere else, with a resources folder at ``parts``."""
    package = folder / "somewhere" / "app"
    (package / "core").mkdir(parents=True)
    monkeypatch.setattr(resources, "__file__", str(package / "core" / "resources.py"))
    found = folder.joinpath(*parts)
    (found / "schemes").mkdir(parents=True)
    return found


def test_in_a_wheel(monkeypatch: pytest.MonkeyPatch, tmp_path: Path):
    found = laid_out(monkeypatch, tmp_path, "somewhere", "app", "_resources")
    assert resources.root.__wrapped__() == found


def test_in_a_checkout(monkeypatch: pytest.MonkeyPatch, tmp_path: Path):
    found = laid_out(monkeypatch, tmp_path, "somewhere", "resources")
    assert resources.root.__wrapped__() == found


def test_in_a_frozen_bundle(monkeypatch: pytest.MonkeyPatch, tmp_path: Path):
    found = laid_out(monkeypatch, tmp_path, "unpacked", "resources")
    monkeypatch.setattr(sys, "_MEIPASS", str(tmp_path / "unpacked"), raising=False)
    assert resources.root.__wrapped__() == found


def test_an_installation_without_them_says_so(monkeypatch: pytest.MonkeyPatch, tmp_path: Path):
    laid_out(monkeypatch, tmp_path, "elsewhere")
    with pytest.raises(FileNotFoundError, match="Install it again"):
        resources.root.__wrapped__()
