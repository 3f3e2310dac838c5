"""A panel that works on paper from end to end, by commands alone: import, release, packs, seven filled forms, report.

The text of a case is covered as the finder offers it, plus nothing; what is covered must be in no paper.
"""

import csv
import json
import re
import subprocess
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from app.services.releasing import releases
from tests.builders import SEED, reopen
from tests.cli.door import Door, Said
from tests.coordinated import open_coordinator
from tests.filling import fill, fill_otherwise
from tests.many_rows import FILES, PRACTICE

SEVEN = (
    "Ottoline Brackenbury;community;chair", "Idris Fairweather;community", "Sunniva Okonjo;pcc",
    "Barnaby Quill;police", "Wilhelmina Strand;community", "Caradog Nettleship;other", "Ngozi Applegarth;community",
)  # fmt: skip
LEARNT = "Write down what was seen, and by whom."
PRINTS = (fill, fill_otherwise)
"""Two programs that fill in forms; members do not use the same."""


def done(said: Said) -> dict[str, Any]:
    """What a command gave that was to go well."""
    assert said.code == 0, said.err
    return said.data


def files_of(said: Said) -> list[Path]:
    """The files of papers that were made."""
    return [Path(copy["file"]) for copy in done(said)["copies"]]


def that_name_someone(folder: Path) -> Path:
    """The records of the practice extract whose text names a person: whichever is drawn, there is something to cover.

    Chance draws, and some records of the extract say nothing at all.
    """
    (name,) = FILES["stop_search"]
    labels = json.loads((PRACTICE / name).with_suffix(".labels.json").read_text(encoding="utf-8"))
    named = {reference for reference, spans in labels.items() if any(span["kind"] == "name" for span in spans)}
    with (PRACTICE / name).open(encoding="utf-8", newline="") as file:
        header, *rows = csv.reader(file)
    kept = [row for row in rows if row[header.index("URN")] in named]
    assert len(kept) > 20
    with (folder / name).open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([header, *kept])
    return folder / name


def set_up(folder: Path) -> Door:
    """An extract, imported, sealed, drawn and made a meeting of seven."""
    open_coordinator(folder).close()
    door = Door(workspace=folder)
    done(door("import", that_name_someone(folder.parent), "--kind", "stop_search"))
    done(door("frame", "seal", "--kind", "stop_search", "--from", "2025-06-01", "--to", "2025-06-30", "--size", "1",
              "--form", "panel_short"))  # fmt: skip
    done(door("draw", "F1", "--seed", SEED))
    members = [word for name in SEVEN for word in ("--member", name)]
    done(door("meeting", "create", "--panel", "Chester panel", "--day", "2025-07-10", "--draw", "D1",
              "--terms", "Terms of March 2025", *members))  # fmt: skip
    return door


def release(door: Door) -> set[str]:
    """Read a case to its end, cover all that is offered, let it go; what was covered for good."""
    ws = reopen(door.workspace)
    (case,) = releases.list_releases(ws, round_id=1).items
    texts = releases.read_for_release(ws, round_id=1, case_id=case.case_id).texts
    ws.close()
    covers = [
        (text.text[found.start : found.end], f"{text.key}:{found.start}-{found.end}:{found.kind}")
        for text in texts
        for found in text.found
    ]
    read = ["--read", *(text.digest for text in texts)] if texts else []
    done(door("release", "accept", "R1", 1, *read, *(["--cover", *(word for _, word in covers)] if covers else [])))
    lifted = ("ETHNICITY", "OUTCOME")  # shown again at the last stage
    return {text for text, cover in covers if not cover.endswith(lifted)}


def answers(columns: Iterable[dict[str, Any]], seat: int) -> dict[str, str]:
    """What a seat says: it knows nobody; odd seats tick the first answer of each question, even ones the second."""
    ticks = {column["question"]: "/1" if seat % 2 else "/2" for column in columns if column["keys"]} | {"C1": "/2"}
    return {f"q_1_{column['question']}": ticks.get(column["question"], LEARNT) for column in columns}


def filled_forms(door: Door, folder: Path, stage: str) -> list[Path]:
    """The forms of a stage, printed for every seat and filled in."""
    made = files_of(door("forms", "R1", "--stage", stage, "--out", folder / f"{stage}.pdf"))
    assert len(made) == 7
    columns = done(door("sheet", "grid", "show", "R1", "--case", 1))["columns"]
    return [PRINTS[seat % 2](blank, answers(columns, seat)) for seat, blank in enumerate(made, 1)]


def agree(door: Door) -> str:
    """The panel sees how it graded and sets down its view; the stage that may follow."""
    seen = done(door("meeting", "spread", "R1", "--case", 1))
    for question in seen["questions"]:
        if question["to_agree"]:
            most = max(question["answers"], key=lambda answer: answer["count"])["label"]
            done(door("consensus", "set", "R1", "--case", 1, "--question", question["question"], "--answer", most,
                      "--for", 5, "--against", 1))  # fmt: skip
    return seen["next_stage"]


def words(file: Path) -> str:
    """All that a paper says, to the eye and to a screen reader, its lines joined."""
    ways = (["pdftotext", "-raw", str(file), "-"], ["pdfinfo", "-struct-text", str(file)])
    told = (subprocess.run(way, check=True, capture_output=True).stdout.decode("utf-8", "replace") for way in ways)
    return re.sub(r"\s+", " ", " ".join(told))


def test_from_the_extract_to_the_report_on_paper(tmp_path: Path) -> None:
    door = set_up(tmp_path / "workspace")
    refused = door("pack", "R1", "--out", tmp_path / "early.pdf")
    assert refused.code == 1
    assert "released" in refused.err
    assert not (tmp_path / "early.pdf").exists()
    covered = release(door)
    assert covered, "the finder offers something in a practice case"

    # the packs are printed before the meeting, a document a stage and a copy each
    packs = files_of(door("pack", "R1", "--out", tmp_path / "pack.pdf", "--copies", 2))
    assert len(packs) >= 4
    for seat in range(1, 8):
        done(door("meeting", "attend", "R1", "--seat", seat, "--present", "--declared"))
    done(door("meeting", "open", "R1"))

    # every stage: filled forms come back, are looked at, saved and locked; then the panel agrees
    stages = 0
    while stage := done(door("meeting", "show", "R1"))["cases"][0]["stage"]:
        forms = filled_forms(door, tmp_path, stage)
        looked = done(door("forms", "import", *forms, "--dry-run"))
        assert (looked["saved"], looked["new"] > 0) == (False, True)
        assert done(door("sheet", "grid", "show", "R1", "--case", 1))["rows"][0]["answers"] == {}, "only looked at"
        taken = done(door("forms", "import", *forms, "--lock"))
        assert (len(taken["forms"]), taken["locked"], taken["told"]) == (7, 7, [])
        stages += 1
        if agree(door):
            done(door("meeting", "next", "R1", "--case", 1))
    assert stages >= 2
    done(door("meeting", "close", "R1"))

    # what came of it
    report = tmp_path / "report.pdf"
    done(door("report", "R1", "--out", report))
    told = words(report)
    assert "Chester panel" in told
    assert "5 for, 1 against" in told
    assert LEARNT not in told, "what members wrote goes into a report only where somebody asks for it"
    listed = done(door("papers", "list"))["papers"]
    assert {paper["sort"] for paper in listed} == {"panel_pack", "forms", "report"}
    assert done(door("papers", "check", report))["match"] == "exact"
    assert door("papers", "check", forms[0]).data["match"] == "changed"
    for paper in [*packs, forms[0], report]:
        held = words(paper)
        assert not [text for text in covered if len(text) > 3 and text in held], paper.name
    assert done(door("audit", "verify"))["ok"] is True
