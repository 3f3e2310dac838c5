"""The check page in real Chromium: good bundles hold, tampered ones fail, and nothing goes out."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from app.core.resources import root
from app.core.sampling.verify import steps
from tests.core.sampling.browser import Browser, Page, started
from tests.core.sampling.bundles import a_bundle
from tests.core.sampling.designs import left_out
from tests.core.sampling.tampering import CASES, good_bundles

pytestmark = [pytest.mark.needs("chromium"), pytest.mark.needs("bash"), pytest.mark.timeout(120)]
PAGE = root() / "check" / "check.html"
TAMPERED = [
    "no plan",
    "a stranger",
    "list with other line ends",
    "list saved as UTF-16",
    "draw indented",
    "a key twice",
    "list reversed",
    "a case left out and sealed again",
    "cases swapped with reserves",
    "another seed",
    "equal parts that are not",
    "take-all not whole",
    "more left out than the funnel shows",
    "a reserve out of turn",
]


@pytest.fixture(scope="module")
def browser(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Browser]:
    with started(tmp_path_factory.mktemp("profile")) as one:
        yield one


@pytest.fixture
def page(browser: Browser) -> Page:
    return browser.open(PAGE)


def laid_out(folder: Path, members: dict[str, bytes]) -> list[Path]:
    folder.mkdir(exist_ok=True)
    for name, data in members.items():
        (folder / name).write_bytes(data)
    return [folder / name for name in members]


def test_good_bundles_hold(page: Page, tmp_path: Path) -> None:
    for place, (name, members) in enumerate(good_bundles()):
        told = page.give(laid_out(tmp_path / str(place), members))
        assert "✓ The draw holds." in told, (name, told)
        assert "✗" not in told, name


@pytest.mark.parametrize("name", TAMPERED)
def test_tampered_bundles_fail_and_the_check_is_named(page: Page, tmp_path: Path, name: str) -> None:
    tampered = CASES[name][0](a_bundle())
    told = page.give(laid_out(tmp_path / "bundle", tampered))
    assert "✗ The draw does not hold." in told
    failing = [step.title for step in steps(tampered) if step.problems]
    lines = told.splitlines()
    assert [lines[at - 1] for at, line in enumerate(lines) if line == "✗ fails"] == failing


def test_the_facts_are_shown_to_compare(page: Page, tmp_path: Path) -> None:
    told = page.give(laid_out(tmp_path / "bundle", {**left_out(), "check.html": PAGE.read_bytes()}))
    for words in (
        "duplicate: 1; wrong_kind: 6",
        "6 stop searches instead of 5",
        "SHA-256 of check.html",
        "Cases that were replaced",
        "Cases that were withheld",
        "10 of 40 cases, 6 in reserve",
    ):
        assert words in told


@pytest.mark.parametrize(
    ("names", "words"),
    [(["a/frame.csv", "b/frame.csv"], "Two of the files have the same name"), (["bundle.zip"], "still packed")],
)
def test_files_that_no_check_can_begin_with_are_refused(
    page: Page, tmp_path: Path, names: list[str], words: str
) -> None:
    for name in names:
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_bytes(b"")
    assert words in page.give([tmp_path / name for name in names])


def test_the_same_page_checks_again(page: Page, tmp_path: Path) -> None:
    bad = laid_out(tmp_path / "bad", CASES["another seed"][0](a_bundle()))
    good = laid_out(tmp_path / "good", a_bundle())
    assert "does not hold" in page.give(bad)
    told = page.give(good)
    assert "✓ The draw holds." in told
    assert "✗" not in told


def test_nothing_goes_out_and_nothing_is_complained_of(page: Page, tmp_path: Path) -> None:
    page.give(laid_out(tmp_path / "bundle", a_bundle()))
    asked = [event["request"]["url"] for event in page.happened("Network.requestWillBeSent")]
    assert asked == [PAGE.as_uri()]
    assert page.happened("Log.entryAdded") == []
    assert page.run("fetch('data:text/plain,out').then(() => 'went out', () => 'refused')") == "refused"


def test_it_can_be_used_without_sight_or_mouse(page: Page, tmp_path: Path) -> None:
    page.call("Input.dispatchKeyEvent", type="keyDown", key="Tab", code="Tab", windowsVirtualKeyCode=9)
    assert page.run("document.activeElement.id") == "files"
    page.give(laid_out(tmp_path / "bundle", a_bundle()))
    nodes = page.call("Accessibility.getFullAXTree")["nodes"]
    told = {(node["role"]["value"], node.get("name", {}).get("value", "")) for node in nodes if not node["ignored"]}
    assert "Choose the three files together, or drop them here" in " ".join(name for _, name in told)
    roles = {role for role, _ in told}
    assert {"status", "main", "list", "table", "columnheader"} <= roles
    assert ("heading", "Every ticket is the SHA-256 of seal, draw number, seed and case code") in told
