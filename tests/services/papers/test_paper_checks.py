"""Is this file one of ours: as issued, made again, changed, of another workspace, or no paper at all."""

from io import BytesIO
from pathlib import Path

import pikepdf
import pytest
from sqlalchemy import text

from app.core.errors import AppError
from app.core.events import Act, Event
from app.core.shapes.papers import PaperHow, PaperMatch, PaperState
from app.intake.paper_marks import read_marks
from app.models.papers import PaperRow, PaperShapeRow
from app.services.papers import issued, reissuing, report_tables
from app.services.papers.paper_checks import check_file
from app.services.workspace import Workspace
from tests.builders import Drawn, open_drawn
from tests.graded_rounds import graded_panel
from tests.people import WORDS, add, signed_in_as
from tests.services.papers.test_issuing import FIRST, issue

HOW = PaperHow(copies=2, recipients=(FIRST,))


@pytest.fixture
def ws(practice_workspace_with_draw: Drawn) -> Workspace:
    return practice_workspace_with_draw.ws


@pytest.fixture
def file(ws: Workspace, tmp_path: Path) -> Path:
    """The first of two copies, as it was issued."""
    made = issue(ws, HOW)
    target = tmp_path / "a paper.pdf"
    target.write_bytes(made[0].data)
    return target


def changed(file: Path, *, metadata: bool = True, **save: object) -> Path:
    """The same paper as another program saves it."""
    other = file.with_name("changed.pdf")
    with pikepdf.open(file) as pdf:
        if not metadata:
            del pdf.Root.Metadata
            del pdf.docinfo
        pdf.save(other, **save)
    return other


def test_a_paper_is_known_by_its_bytes_whatever_it_is_called(ws: Workspace, file: Path) -> None:
    found = check_file(ws, file)
    assert (found.match, found.entry, found.head_stands) == (PaperMatch.EXACT, 5, True)
    assert found.paper == issued.list_papers(ws)[0]
    assert found.told == (
        "This is our paper P1 (D1 certificate, copy 1), byte for byte as it was issued.",
        f"It was made on 1 July 2025 by a line manager for {FIRST}.",
        "How it stands: out.",
        "Entry 5 of the log has the head that stands on it: the log was not rewritten since. 1 entry followed.",
    )


def test_how_it_stands_is_told(ws: Workspace, file: Path) -> None:
    issued.step_paper(ws, paper_id=1, state=PaperState.RECALLED, note="A name was left in.")
    assert "How it stands: recalled on 1 July 2025." in check_file(ws, file).told


@pytest.mark.parametrize("metadata", [True, False], ids=["with its metadata", "by what stands on its page"])
def test_a_changed_paper_is_known_and_said_to_be_changed(ws: Workspace, file: Path, metadata: bool) -> None:
    found = check_file(ws, changed(file, metadata=metadata))
    assert (found.match, found.head_stands) == (PaperMatch.CHANGED, True)
    assert found.paper is not None
    assert found.paper.name == "P1"
    assert found.told[0] == "This was made from our paper P1 (D1 certificate, copy 1), but it was changed since."


def test_copies_are_told_apart_by_what_stands_on_the_page(ws: Workspace, tmp_path: Path) -> None:
    made = issue(ws, PaperHow(copies=12))
    (tmp_path / "12.pdf").write_bytes(made[11].data)
    found = check_file(ws, changed(tmp_path / "12.pdf", metadata=False))
    assert found.paper is not None
    assert found.paper.number == "D1 certificate, copy 12"


def test_a_paper_of_another_workspace_is_not_ours_though_its_number_is(ws: Workspace, tmp_path: Path) -> None:
    issue(ws, PaperHow())
    other = open_drawn(tmp_path / "other").ws
    add(other, "Somebody", "chair", WORDS)  # their logs differ from here on
    (made,) = issue(other, PaperHow())
    other.close()
    (tmp_path / "theirs.pdf").write_bytes(made.data)
    found = check_file(ws, tmp_path / "theirs.pdf")
    assert (found.match, found.paper, found.head_stands) == (PaperMatch.NOT_OURS, None, False)
    assert found.told[1].startswith("Entry 6 and the head that stand on it are not in this log")


def test_a_log_that_was_rewritten_shows(ws: Workspace, file: Path) -> None:
    with ws._store.write() as session:
        session.execute(text("DROP TRIGGER audit_stands"))
        session.execute(text("UPDATE audit SET body = replace(body, 'sample_drawn', 'sample_taken') WHERE seq = 4"))
    found = check_file(ws, file)
    assert found.head_stands
    assert found.told[-1] == (
        "Entry 5 of the log has the head that stands on it, but the log does not hold: "
        "Entry 4 was changed, or one before it was taken out."
    )
    with ws._store.write() as session:
        session.execute(text("UPDATE audit SET hash = zeroblob(32) WHERE seq = 5"))
    found = check_file(ws, file)
    assert (found.match, found.head_stands) == (PaperMatch.EXACT, False)
    assert found.told[-1].endswith("or the log was rewritten since.")


def test_a_paper_made_again_by_a_newer_program_is_known_as_such(ws: Workspace, file: Path, tmp_path: Path) -> None:
    with ws.write(Event(act=Act.DISCLOSE, name="made_for_a_test")) as work:
        body = work.session.get_one(PaperShapeRow, 1).body
        row = PaperRow(sort="certificate", draw_id=1, copy=3, sha256="0" * 64, made_at=work.at, **work.written)
        work.session.add(row)
        work.session.flush()
        work.session.add(PaperShapeRow(paper_id=row.id, body=body))
    reissuing.save_paper(ws, paper_id=3, file=tmp_path / "again.pdf")
    found = check_file(ws, tmp_path / "again.pdf")
    assert found.match is PaperMatch.AGAIN
    assert found.told[0] == "This is our paper P3 (D1 certificate, copy 3), made again from what was kept."


def test_an_erased_paper_is_known_by_its_hash_and_no_longer_compared(ws: Workspace, file: Path) -> None:
    with ws.write(Event(act=Act.ERASE, name="erased_for_a_test")) as work:
        row = work.session.get_one(PaperShapeRow, 1)
        row.body, row.erased_seq = None, work.seq
    assert check_file(ws, file).match is PaperMatch.EXACT
    assert check_file(ws, changed(file)).match is PaperMatch.CHANGED


def test_a_page_on_which_more_is_drawn_than_on_any_of_ours_is_not_read(ws: Workspace, file: Path) -> None:
    drawn = b"BT /F1 10 Tf (A) Tj ET\n" * 12_000
    with pikepdf.open(file, allow_overwriting_input=True) as pdf:
        del pdf.Root.Metadata
        pdf.pages[0].contents_add(drawn)
        pdf.save(file)
    found = check_file(ws, file)
    assert (found.match, found.entry) == (PaperMatch.UNKNOWN, 0)


@pytest.mark.parametrize("nested", [0, 30])
def test_a_drawing_within_drawings_is_not_followed(nested: int) -> None:
    pdf = pikepdf.new()
    page = pdf.add_blank_page()
    inner = pdf.make_stream(b"BT (deep) Tj ET", Type=pikepdf.Name.XObject, Subtype=pikepdf.Name.Form)
    for _ in range(nested):
        held = pikepdf.Dictionary(XObject=pikepdf.Dictionary(X=inner))
        inner = pdf.make_stream(b"/X Do " * 9, Type=pikepdf.Name.XObject, Subtype=pikepdf.Name.Form, Resources=held)
    page.Resources = pikepdf.Dictionary(XObject=pikepdf.Dictionary(X=inner))
    page.contents_add(b"/X Do")
    out = BytesIO()
    pdf.save(out)
    assert read_marks(out.getvalue()).text == ""


NEITHER = "It is no PDF, and no table or text with these very bytes was made here."
DAMAGED = "It is damaged: nothing in it can be read."
COMPARE = "Compare the number printed on it with the list of papers (`papers list`), and the audit head with the log."
CANNOT_TELL = "Whether this is one of our papers cannot be told."


@pytest.mark.parametrize(
    ("data", "words"),
    [(b"", "The file is empty."), (b"Dear all, here is the pack.", NEITHER)],
    ids=["empty", "no PDF"],
)
def test_what_cannot_be_a_paper_is_told_and_not_refused(ws: Workspace, tmp_path: Path, data: bytes, words: str) -> None:
    (tmp_path / "some.pdf").write_bytes(data)
    found = check_file(ws, tmp_path / "some.pdf")
    assert (found.match, found.paper, found.head_stands) == (PaperMatch.NOT_OURS, None, None)
    assert found.told == ("This is none of the papers that were issued here.", words)


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"%PDF-1.7\n" + bytes(range(256)) * 40, DAMAGED),
        (b"%PDF-1.7\n%%EOF", DAMAGED),
        (b"\xff\xd8\xff\xe0 a photograph", "It is a picture: what stands on it is not read here."),
    ],
    ids=["noise", "nothing but its ends", "a photograph"],
)
def test_a_file_of_which_nothing_can_be_read_is_not_said_to_be_none_of_ours(
    ws: Workspace, tmp_path: Path, data: bytes, words: str, capfd: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "some.pdf").write_bytes(data)
    found = check_file(ws, tmp_path / "some.pdf")
    assert (found.match, found.paper, found.told) == (PaperMatch.UNKNOWN, None, (CANNOT_TELL, words, COMPARE))
    assert capfd.readouterr().err == ""


def test_half_a_paper_a_locked_one_and_a_scan_may_be_ours(ws: Workspace, file: Path, tmp_path: Path) -> None:
    (tmp_path / "half.pdf").write_bytes(file.read_bytes()[:9_000])
    locked = changed(file, encryption=pikepdf.Encryption(user="a", owner="b"))
    scan = pikepdf.new()
    scan.add_blank_page()
    scan.save(tmp_path / "scan.pdf")
    for other, words in (
        (tmp_path / "half.pdf", DAMAGED),
        (locked, "It is locked with a password, so nothing in it can be read."),
        (tmp_path / "scan.pdf", "Nothing on its first page can be read: it may be a scan"),
    ):
        found = check_file(ws, other)
        assert (found.match, found.told[0], found.told[-1]) == (PaperMatch.UNKNOWN, CANNOT_TELL, COMPARE)
        assert found.told[1].startswith(words)


def test_a_file_with_nothing_of_ours_but_a_name_in_its_metadata_is_not_vouched_for(
    ws: Workspace, file: Path, tmp_path: Path
) -> None:
    """Anyone who has seen one paper can write its name into another file."""
    with pikepdf.open(file) as ours, pikepdf.new() as forged:
        forged.add_blank_page()
        forged.Root.Metadata = forged.copy_foreign(ours.Root.Metadata)
        forged.save(tmp_path / "forged.pdf")
    found = check_file(ws, tmp_path / "forged.pdf")
    assert (found.match, found.head_stands) == (PaperMatch.UNKNOWN, None)
    assert found.told[0] == (
        "It names itself P1 (D1 certificate, copy 1) in its metadata, which anyone can write; nothing on its pages "
        "shows that it is."
    )
    assert not any("changed since" in line or "How it stands" in line for line in found.told)


def test_page_and_metadata_that_name_different_papers_contradict_each_other(ws: Workspace, tmp_path: Path) -> None:
    first, second = (tmp_path / f"{copy}.pdf" for copy in (1, 2))
    for target, made in zip((first, second), issue(ws, HOW), strict=True):
        target.write_bytes(made.data)
    with pikepdf.open(first) as one, pikepdf.open(second) as two:
        two.Root.Metadata = two.copy_foreign(one.Root.Metadata)
        two.save(tmp_path / "mixed.pdf")
    found = check_file(ws, tmp_path / "mixed.pdf")
    assert found.match is PaperMatch.CHANGED
    assert found.paper is not None
    assert found.paper.name == "P2", "what can be seen on its pages"
    assert "Its metadata names P1 (D1 certificate, copy 1): page and metadata contradict each other." in found.told


def test_a_table_that_was_made_here_is_known_by_its_hash_in_the_log(tmp_path: Path) -> None:
    ws = graded_panel(tmp_path)
    made = [
        file
        for name in ("figures.csv", "figures.xlsx")
        for file in report_tables.write_tables(ws, round_id=1, file=tmp_path / name).value
    ]
    assert len(made) == 5
    for file in made:
        found = check_file(ws, Path(file))
        assert (found.match, found.paper) == (PaperMatch.EXACT, None)
        assert found.told[0].startswith("This file was made here, byte for byte: entry ")
        Path(file).write_bytes(Path(file).read_bytes() + b"\n")
        assert check_file(ws, Path(file)).told[1] == NEITHER
    ws.close()


def test_a_huge_file_is_not_read_into_memory(ws: Workspace, tmp_path: Path) -> None:
    with (tmp_path / "huge.pdf").open("wb") as out:
        out.truncate(201 * 1024 * 1024)
    assert check_file(ws, tmp_path / "huge.pdf").told[1] == "It is larger than any paper of ours."


def test_a_file_that_is_not_there_is_refused(ws: Workspace, tmp_path: Path) -> None:
    for path in (tmp_path / "none.pdf", tmp_path):
        with pytest.raises(AppError, match="cannot be read"):
            check_file(ws, path)


def test_an_auditor_may_check(ws: Workspace, file: Path) -> None:
    add(ws, "An Auditor", "auditor", WORDS)
    other = signed_in_as(ws, WORDS)
    assert check_file(other, file).match is PaperMatch.EXACT
    other.close()
