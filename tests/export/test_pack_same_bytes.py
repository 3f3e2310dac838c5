"""The same shape makes the same bytes: in this process, in another one, and whatever was made before."""

import hashlib
import os
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest
import reportlab
from reportlab import rl_config
from reportlab.pdfbase import pdfdoc, ttfonts

from app.export.pack import sample_pack
from app.export.tagged import fixes
from tests.export import samples

HERE = Path(__file__).resolve().parents[2]
MAKE = (
    "import hashlib; from app.export.pack import sample_pack; from tests.export import samples;"
    "print(hashlib.sha256(sample_pack(samples.pack(2))).hexdigest())"
)


def digest() -> str:
    return hashlib.sha256(sample_pack(samples.pack(2))).hexdigest()


def test_twice_in_one_process_and_after_another_paper():
    first = digest()
    sample_pack(samples.pack(1, narrative="Ŵ Σ ж other letters first"), base_size=18)
    assert digest() == first


@pytest.mark.parametrize("seed", ["0", "4711"])
def test_in_another_process(seed):
    surroundings = {**os.environ, "PYTHONHASHSEED": seed, "SOURCE_DATE_EPOCH": "1", "TZ": "Asia/Tokyo"}
    done = subprocess.run(
        [sys.executable, "-c", MAKE], cwd=HERE, env=surroundings, capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == digest()


def test_another_moment_of_making_makes_another_file():
    pack = samples.pack(1)
    later = replace(pack, issue=replace(pack.issue, made_at="2026-11-21T10:05:00Z"))
    assert sample_pack(pack) != sample_pack(later)


def test_nothing_of_reportlab_is_changed_for_others():
    def state() -> tuple:
        listed = (list(pdfdoc.PDFCatalog.__NoDefault__), list(pdfdoc.PDFPage.__NoDefault__))
        return rl_config.invariant, pdfdoc.PDFStream.format, ttfonts.makeToUnicodeCMap, listed

    before = state()
    sample_pack(samples.pack(1))
    assert state() == before


def test_the_repairs_are_pinned_to_the_version_they_were_tried_on(monkeypatch):
    assert reportlab.Version == fixes.TESTED_VERSION
    monkeypatch.setattr(reportlab, "Version", "5.2.0")
    with pytest.raises(RuntimeError, match=r"5\.2\.0"):
        sample_pack(samples.pack(1))
