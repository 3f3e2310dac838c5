"""A small sample of every sort of paper the app can make; and the order in which each is read aloud.

A sort that stands in ``services/papers/paper_sorts`` and has no sample here fails a test. The reading orders under
``tests/data/reading`` are written anew by ``python -m tests.export.every_paper``: look at what changed.
"""

import re
import subprocess
import sys
from collections.abc import Callable
from functools import cache
from pathlib import Path

from app.services.papers.paper_sorts import SORTS
from tests.export import form_samples, panel_samples, report_samples, samples, sealed_samples, summary_samples
from tests.export.test_letter import letter

READING = Path(__file__).resolve().parents[1] / "data" / "reading"
SIZES = (11, 18, 24)

SAMPLES: dict[str, Callable[[], object]] = {
    "pack": lambda: samples.pack(1),
    "panel_pack": lambda: panel_samples.pack(panel_samples.case(1, rows=panel_samples.log_rows(3))),
    "notice": lambda: sealed_samples.notice(
        practice=True, warning="For the auditor, not for publication. It is small."
    ),
    "certificate": sealed_samples.certificate,
    "letter": lambda: letter(not_accepted="It does not say what will change."),
    "forms": lambda: form_samples.forms(2),
    "report": report_samples.report,
    "summary": summary_samples.summary,
    "month": report_samples.month,
    "feedback": report_samples.feedback,
}
"""By the code of the sort: what its sample is made from."""


@cache
def made(sort: str, size: float = 11) -> bytes:
    """The sample of a sort of paper, at a size of text."""
    return SORTS[sort].make(SAMPLES[sort](), base_size=size)


def read_aloud(data: bytes, file: Path) -> str:
    """What Poppler finds in a paper's structure, element by element; the paper is put into that file for it."""
    file.write_bytes(data)
    command = ["pdfinfo", "-enc", "UTF-8", "-struct-text", str(file)]
    told = subprocess.run(command, capture_output=True, check=True).stdout
    # titles are printed as the file holds them, which is UTF-16 where they have a letter beyond ASCII
    lines = told.decode("utf-8", "backslashreplace").replace("\x00", "").splitlines()
    lines = [line for line in lines if "/BBox" not in line]  # where a picture stands is no matter of order
    return "\n".join(re.sub(r"Object \d+ 0", "Object", line).rstrip() for line in lines) + "\n"


def main(folder: Path) -> int:
    """Write what each sample reads now."""
    folder.mkdir(parents=True, exist_ok=True)
    for sort in SAMPLES:
        pdf = folder / f"{sort}.pdf"
        (folder / f"{sort}.txt").write_text(read_aloud(made(sort), pdf), encoding="utf-8", newline="\n")
        pdf.unlink()
    return 0


if __name__ == "__main__":
    sys.exit(main(READING))
