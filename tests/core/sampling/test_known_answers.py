"""The draw against the known answers that a second implementation made (tests/known/draw/make.js)."""

import json
import subprocess
from collections import Counter
from dataclasses import asdict
from pathlib import Path
from typing import Any

import pytest

from app.core.canonical import sha256_hex
from app.core.errors import AppError
from app.core.sampling.allocation import allocate, shares
from app.core.sampling.dealing import design_shares
from app.core.sampling.design import Design
from app.core.sampling.draw import draw, ticket
from app.core.sampling.frame import ALL, Frame, FrameCase, seal_frame
from app.core.sampling.keys import case_key, content_digest, opened_token, row_digest, row_key, salt_of, token
from app.core.sampling.seed import parse_seed
from app.core.sampling.strata import stratum_names

KNOWN = Path(__file__).parents[2] / "known" / "draw"


def known(name: str) -> Any:
    return json.loads((KNOWN / name).read_text(encoding="utf-8"))


KEYS = known("keys.json")
FRAMES = {frame["name"]: frame for frame in known("frames.json")}


def frame_of(name: str) -> Frame:
    known_frame = FRAMES[name]
    stratified = known_frame["stratified"]
    cases = [
        FrameCase(key=case["key"], content=case["content"], stratum=case["stratum"] if stratified else ALL)
        for case in known_frame["cases"]
    ]
    return seal_frame(secret=bytes.fromhex(known_frame["secret"]), cases=cases, stratified=stratified)


@pytest.mark.parametrize("answer", KEYS["case_keys"], ids=lambda answer: repr(answer["parts"]))
def test_case_key(answer: dict[str, Any]) -> None:
    assert case_key(answer["parts"]) == answer["key"]
    assert sha256_hex(answer["key"].encode()) == answer["sha256"]


@pytest.mark.parametrize("answer", KEYS["row_digests"])
def test_row_digest(answer: dict[str, Any]) -> None:
    assert row_digest(answer["row"]) == answer["digest"]


@pytest.mark.parametrize("answer", KEYS["contents"])
def test_content(answer: dict[str, Any]) -> None:
    assert content_digest(answer["records"]) == answer["digest"]


@pytest.mark.parametrize("answer", KEYS["tokens"])
def test_token(answer: dict[str, Any]) -> None:
    secret = bytes.fromhex(answer["secret"])
    assert salt_of(secret, answer["key"]) == answer["salt"]
    assert token(secret, answer["key"], answer["content"]) == answer["token"]
    opened = opened_token(answer["salt"], sha256_hex(answer["key"].encode()), answer["content"])
    assert opened == answer["token"]


@pytest.mark.parametrize("answer", known("allocation.json"))
def test_allocation(answer: dict[str, Any]) -> None:
    assert allocate(answer["counts"], answer["size"]) == answer["shares"]


@pytest.mark.parametrize("name", FRAMES)
def test_frame(name: str) -> None:
    frame, answer = frame_of(name), FRAMES[name]
    assert frame.file.decode() == answer["file"]
    assert frame.seal == answer["seal"]
    assert {stratum.name: stratum.label for stratum in frame.strata} == answer["labels"]


@pytest.mark.parametrize(
    "answer",
    known("draws.json"),
    ids=lambda answer: f"{answer['frame']} {answer['asked']['size']}+{answer['asked']['reserves']}",
)
def test_draw(answer: dict[str, Any]) -> None:
    frame, asked = frame_of(answer["frame"]), answer["asked"]
    number, seed = asked["number"], asked["seed"]
    planned = shares(frame.strata, size=asked["size"], reserves=asked["reserves"])
    assert {share.label: share.size for share in planned} == answer["sizes"]
    assert {share.label: share.reserves for share in planned} == answer["spare"]
    made = draw(seal=frame.seal, plan="0" * 64, number=number, seed=seed, cases=frame.cases, shares=planned)
    for given, right in ((made.cases, answer["cases"]), (made.reserves, answer["reserves"])):
        assert [{"token": one.token, "stratum": one.stratum, "ticket": one.ticket} for one in given] == right
    first = made.cases[0]
    assert ticket(frame.seal, number, seed, first.token) == first.ticket


def design_of(asked: dict[str, Any]) -> Design:
    per = asked.get("per")
    return Design(
        size=asked.get("size", 0),
        reserves=asked.get("reserves", 0),
        strata_by=tuple(asked.get("strata_by", ())),
        per=(per["facet"], per["number"]) if per else None,
        take_all=tuple(tuple((facet, value) for facet, value in rule) for rule in asked.get("take_all", ())),
        allocation=asked.get("allocation", "proportional"),
        fixed=tuple(asked.get("fixed", {}).items()),
        join_small=asked.get("join_small", False),
    )


@pytest.mark.parametrize("answer", known("designs.json"), ids=lambda answer: answer["name"])
def test_design(answer: dict[str, Any]) -> None:
    design = design_of(answer["design"])
    values = [tuple(case["values"].get(facet, "") for facet in design.facets) for case in answer["cases"]]
    names = stratum_names(design, Counter(values))
    assert [names[one] for one in values] == [case["stratum"] for case in answer["cases"]]
    frame = seal_frame(
        secret=bytes.fromhex(answer["secret"]),
        cases=[FrameCase(case["key"], case["content"], case["stratum"]) for case in answer["cases"]],
        stratified=design.stratified,
    )
    assert frame.seal == answer["seal"]
    planned = design_shares(design, frame.strata)
    strata = [{**asdict(share), "name": one.name} for share, one in zip(planned, frame.strata, strict=True)]
    assert strata == answer["strata"]
    asked = answer["asked"]
    made = draw(seal=frame.seal, plan="0" * 64, cases=frame, shares=planned, **asked)
    assert [case.token for case in made.cases] == answer["drawn"]
    assert [case.token for case in made.reserves] == answer["reserves"]


@pytest.mark.parametrize("answer", known("seeds.json"), ids=lambda answer: ascii(answer["text"])[:30])
def test_seed(answer: dict[str, Any]) -> None:
    if answer["seed"] is None:
        with pytest.raises(AppError):
            parse_seed(answer["text"])
    else:
        assert parse_seed(answer["text"]) == answer["seed"]


def test_row_key_counts_equal_rows() -> None:
    answer = FRAMES["rows without a reference"]
    keys = [case["key"] for case in answer["cases"]]
    digest = KEYS["row_digests"][0]["digest"]
    assert keys == [row_key(digest, occurrence) for occurrence in (1, 2, 3)]


@pytest.mark.needs("node")
def test_maker_gives_the_same_bytes(tmp_path: Path) -> None:
    subprocess.run(["node", str(KNOWN / "make.js"), str(tmp_path)], check=True, timeout=60)
    made = {file.name: file.read_bytes() for file in tmp_path.iterdir()}
    assert made == {file.name: file.read_bytes() for file in KNOWN.glob("*.json")}
