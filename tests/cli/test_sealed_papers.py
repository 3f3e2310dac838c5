"""``frame notice`` and ``certificate`` at the batch door."""

from hashlib import sha256

import pytest

from tests.cli.door import Door


@pytest.fixture
def sealed(drawn: Door) -> Door:
    """The door on a workspace with a second list, F2, that waits for its seed."""
    said = drawn("frame", "seal", "--kind", "stop_search", "--from", "2025-06-01", "--to", "2025-06-30", "--size", 5)
    assert said.data["frame"] == "F2"
    return drawn


def test_a_notice_as_paper_and_as_a_message(sealed: Door, tmp_path) -> None:
    file = tmp_path / "notice.pdf"
    said = sealed("frame", "notice", "F2", "--out", file, "--text")
    assert said.code == 0
    assert set(said.data) == {"notice", "sha256", "copies", "told", "seal", "plan", "message"}
    assert said.data["sha256"] == sha256(file.read_bytes()).hexdigest()
    assert f"Seal: {said.data['seal']}" in said.data["message"].splitlines()
    told = sealed("frame", "notice", "F2", "--text", json=False)
    assert told.out.splitlines() == said.data["message"].splitlines()


def test_a_certificate(sealed: Door, tmp_path) -> None:
    file = tmp_path / "certificate.pdf"
    said = sealed("certificate", "D1", "--out", file)
    assert said.code == 0
    digest = sha256(file.read_bytes()).hexdigest()
    copies = [{"file": str(file), "sha256": digest}]
    assert said.data == {"certificate": str(file), "sha256": digest, "copies": copies, "told": []}
    assert file.read_bytes().startswith(b"%PDF-1.7")


@pytest.mark.parametrize(
    ("words", "code", "told"),
    [
        (("frame", "notice", "F2"), 2, "Missing, one of: --out --text"),
        (("frame", "notice", "F1", "--text"), 1, "was drawn already, as D1"),
        (("frame", "notice", "D1", "--text"), 1, "names no sealed list"),
        (("frame", "notice", "F9", "--text"), 1, "no sealed list F9"),
        (("certificate", "D9", "--out", "c.pdf"), 1, "no draw D9"),
        (("certificate", "D1"), 2, "Missing: --out"),
    ],
)
def test_what_cannot_be_written(sealed: Door, words, code, told) -> None:
    said = sealed(*words, json=False)
    assert said.code == code
    assert told in said.err
