"""The locks hold what ``pyproject.toml`` pins, each package by its hash, and name no host."""

import itertools
import re
import tomllib

import pytest

from app.__main__ import LOCKS, OLDEST, TOO_NEW
from tests.launcher.make_locks import ROOT, header

PIN = re.compile(r"^([a-z0-9-]+)==([^ ]+)((?: ;[^\\]*)?) \\$")
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))


def lock_text(name: str) -> str:
    return (ROOT / "resources" / "locks" / f"{name}.txt").read_text("utf-8")


def pins(name: str) -> dict[str, str]:
    """The packages of a lock: name -> version and marker."""
    found = filter(None, map(PIN.match, lock_text(name).splitlines()))
    return {match[1]: f"{match[2]}{match[3]}" for match in found}


def wanted(requirements: list[str]) -> dict[str, str]:
    """The pins of ``pyproject.toml``, names as an index spells them."""
    split = (requirement.split("==") for requirement in requirements)
    return {re.sub(r"[-_.]+", "-", name).lower(): version for name, version in split}


def test_each_lock_holds_every_pin_of_the_project():
    project = wanted(PROJECT["project"]["dependencies"])
    test = wanted(PROJECT["dependency-groups"]["test"])
    qt = {"pyside6-essentials", "shiboken6"}
    assert project.items() <= pins("window").items()
    assert project.items() | test.items() <= pins("test").items()
    assert pins("base") == {name: version for name, version in pins("window").items() if name not in qt}


def test_each_lock_holds_all_of_the_one_before_it_in_the_same_versions():
    for smaller, larger in itertools.pairwise(LOCKS):
        assert pins(smaller).items() < pins(larger).items()


@pytest.mark.parametrize("name", LOCKS)
def test_a_lock_is_hashes_and_its_command_and_nothing_else(name: str):
    text = lock_text(name)
    assert text.startswith(header(name))
    assert "://" not in text
    body = text.removeprefix(header(name)).splitlines()
    for before, line in zip(["", *body], body, strict=False):
        is_hash = re.fullmatch(r"    --hash=sha256:[0-9a-f]{64}( \\)?", line)
        assert is_hash or PIN.match(line), line
        assert is_hash or not before.endswith("\\"), line


def test_the_launcher_takes_the_pythons_that_the_project_takes():
    oldest, too_new = (".".join(map(str, version)) for version in (OLDEST, TOO_NEW))
    assert PROJECT["project"]["requires-python"] == f">={oldest},<{too_new}"
