"""The check page says what ``verify`` says, and can reach nothing outside itself."""

import base64
import hashlib
import json
import re
import subprocess
from pathlib import Path
from typing import Any

import pytest

from app.core.resources import root
from app.core.sampling.members import HELP, SHIPPED
from app.core.sampling.verify import steps, verify
from tests.core.sampling.bundles import a_bundle
from tests.core.sampling.designs import left_out
from tests.core.sampling.tampering import CASES, good_bundles

RUNNER = Path(__file__).with_name("check_page.js")


BESIDE_THE_FILES = {"a page of one's own", "a text of one's own"}
"""What only ``verify`` can find: a page cannot vouch for itself."""


def page() -> str:
    return (root() / "check" / "check.html").read_bytes().decode("utf-8")


def inside(tag: str) -> str:
    (text,) = re.findall(f"<{tag}>(.*?)</{tag}>", page(), re.DOTALL)
    return text


def encoded(data: bytes) -> str:
    return base64.b64encode(data).decode()


def run_page(folder: Path, bundles: list[dict[str, bytes]], hashed: list[bytes] | None = None) -> dict[str, Any]:
    script = folder / "script.js"
    script.write_text(inside("script"), encoding="utf-8")
    asked = {
        "bundles": [{name: encoded(data) for name, data in members.items()} for members in bundles],
        "digests": [encoded(data) for data in hashed or []],
    }
    done = subprocess.run(
        ["node", str(RUNNER), str(script)], input=json.dumps(asked).encode(), capture_output=True, timeout=100
    )
    assert done.returncode == 0, done.stderr.decode()
    return json.loads(done.stdout)


@pytest.mark.parametrize("name", HELP)
def test_the_page_and_the_text_are_the_last_ones_named_as_shipped(name: str) -> None:
    digest = hashlib.sha256((root() / "check" / name).read_bytes()).hexdigest()
    assert SHIPPED[name][-1] == digest, f"put {digest} behind the others of {name} in app/core/sampling/members.py"


@pytest.mark.parametrize("name", HELP)
def test_the_readme_names_the_page_and_the_text_that_are_shipped(name: str) -> None:
    readme = (Path(__file__).parents[3] / "README.md").read_text(encoding="utf-8")
    assert f"{SHIPPED[name][-1]}  {name}\n" in readme


@pytest.mark.parametrize("tag", ["script", "style"])
def test_policy_names_the_very_script_and_style(tag: str) -> None:
    digest = encoded(hashlib.sha256(inside(tag).encode()).digest())
    assert f"{tag}-src 'sha256-{digest}'" in page(), f"put sha256-{digest} into the policy of check.html"


def test_page_reaches_for_nothing() -> None:
    text = page()
    assert "default-src 'none'" in text
    assert "unsafe" not in text
    assert not re.search(r"https?:|//\w+\.|\b(src|href|action)\s*=|\sstyle=|\son\w+=", text)
    assert not re.search(
        r"fetch\(|XMLHttpRequest|WebSocket|import\(|eval\(|innerHTML|localStorage|document\.write", text
    )
    assert "\r" not in text


def test_page_is_labelled_for_everyone() -> None:
    text = page()
    assert '<html lang="en-GB">' in text
    assert '<label for="files">' in text
    assert 'role="status"' in text and 'aria-live="polite"' in text


@pytest.mark.needs("node")
def test_page_hashes_rightly(tmp_path: Path) -> None:
    hashed = [bytes(range(256)) * 5, *(b"a" * length for length in range(130)), b"\x00" * 1_000_000]
    digests = run_page(tmp_path, [], hashed)["digests"]
    assert digests == [hashlib.sha256(data).hexdigest() for data in hashed]


def steps_of(members: dict[str, bytes]) -> list[list[object]]:
    """The steps of ``verify`` but the one that a page cannot make."""
    return [[step.title, not step.problems] for step in steps(members) if "page and the text" not in step.title]


@pytest.mark.needs("node")
def test_page_accepts_good_bundles_step_by_step(tmp_path: Path) -> None:
    bundles = [members for _, members in good_bundles()]
    results = run_page(tmp_path, bundles)["problems"]
    assert [result["problems"] for result in results] == [[]] * len(bundles)
    assert all(result["finished"] for result in results)
    assert [result["steps"] for result in results] == [steps_of(members) for members in bundles]


@pytest.mark.needs("node")
def test_page_finds_tampering_at_the_same_step(tmp_path: Path) -> None:
    tampered = {name: tamper(a_bundle()) for name, (tamper, _) in CASES.items() if name not in BESIDE_THE_FILES}
    results = run_page(tmp_path, list(tampered.values()))["problems"]
    assert [name for name, result in zip(tampered, results, strict=True) if not result["problems"]] == []
    for (name, members), result in zip(tampered.items(), results, strict=True):
        assert result["steps"] == steps_of(members), name


@pytest.mark.needs("node")
def test_page_and_verify_agree_on_every_changed_byte(tmp_path: Path) -> None:
    small, designed = a_bundle(3, size=2, reserves=1), left_out()
    mutants = [
        {**members, name: data[:place] + bytes([data[place] ^ flip]) + data[place + 1 :]}
        for members, names in ((small, small), (designed, ["plan.json"]))
        for name, data in ((name, members[name]) for name in names)
        for place in range(len(data))
        for flip in (1, 0x20)
    ]
    results = run_page(tmp_path, mutants)["problems"]
    holds = [not result["problems"] and result["finished"] for result in results]
    assert holds == [not verify(mutant) for mutant in mutants]
