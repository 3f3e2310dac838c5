"""Issuing: every copy has a number, a hash and an entry of its own, and none is written that the log does not know."""

from hashlib import sha256
from pathlib import Path

import pytest
from pypdf import PdfReader
from sqlalchemy import select

from app.core.errors import AppError
from app.core.events import Act, Event
from app.core.shapes.papers import PaperHow, PrintSize
from app.models.papers import PaperRecipientRow, PaperReleaseRow, PaperRow, PaperShapeRow
from app.models.records import ReleaseRow
from app.services.audits import verify_audit
from app.services.drawing.draws import draw_row
from app.services.papers import draw_papers, issued, reissuing
from app.services.papers.certificates import certificate_shape
from app.services.papers.issuing import MOST_COPIES, Made, PaperOrder, issue_papers, write_papers
from app.services.workspace import Workspace
from tests.builders import Drawn, entries
from tests.export.papers import faults
from tests.journeys.looking import holding

FIRST, SECOND = "Philippa Thistlewood", "Dilys Ŵyn"
FOR_TWO = PaperHow(recipients=(FIRST, SECOND))


def issue(ws: Workspace, how: PaperHow, *parts: str, releases: tuple[int, ...] = ()) -> tuple[Made, ...]:
    """Copies of the certificate of the first draw, as any service would have them made."""
    made: list[Made] = []
    with ws.write(Event(act=Act.DISCLOSE, name="made_for_a_test")) as work:
        row = draw_row(work.session, 1)
        for part in parts or ("",):
            order = PaperOrder(sort="certificate", of=row, marking="bundle", part=part, how=how, releases=releases)
            made += issue_papers(ws, work, order, lambda issue: certificate_shape(work.session, row, issue))
    return tuple(made)


def test_two_copies_for_two_people_differ_in_number_and_hash_and_each_is_made_again(
    practice_workspace_with_draw: Drawn, tmp_path: Path
) -> None:
    ws = practice_workspace_with_draw.ws
    written = draw_papers.write_certificate(ws, draw_id=1, file=tmp_path / "c.pdf", how=FOR_TWO).value
    assert written == (str(tmp_path / "c-copy-1.pdf"), str(tmp_path / "c-copy-2.pdf"))
    datas = [Path(file).read_bytes() for file in written]
    one, two = issued.list_papers(ws)
    assert (one.number, two.number) == ("D1 certificate, copy 1", "D1 certificate, copy 2")
    assert (one.recipient, two.recipient) == (FIRST, SECOND)
    assert [one.sha256, two.sha256] == [sha256(data).hexdigest() for data in datas]
    assert one.sha256 != two.sha256
    for paper, data in zip((one, two), datas, strict=True):
        opened = reissuing.open_paper(ws, paper.paper_id)
        assert (opened.data, opened.same, opened.told) == (data, True, "")
    with ws.read() as session:
        assert len(session.scalars(select(PaperShapeRow)).all()) == 1, "made in one go: one shape"
    told = entries(ws)[-3]
    assert told["event"] == "certificate_made"
    assert told["details"] == {"draw_id": 1, "papers": [1, 2], "sha256": [one.sha256, two.sha256]}
    assert verify_audit(ws).problems == ()


def test_a_recipient_stands_in_the_store_alone(practice_workspace_with_draw: Drawn, tmp_path: Path) -> None:
    ws = practice_workspace_with_draw.ws
    files = draw_papers.write_certificate(ws, draw_id=1, file=tmp_path / "c.pdf", how=FOR_TWO).value
    assert holding(ws, "Thistlewood") == {"paper_recipient"}
    for file in files:
        assert "thistlewood" not in file.casefold()
        reader = PdfReader(file)
        text = " ".join(page.extract_text() for page in reader.pages) + str(reader.metadata)
        assert "Thistlewood" not in text
        assert b"Thistlewood" not in Path(file).read_bytes()


def test_each_file_names_its_own_copy_and_keeps_the_standards(
    practice_workspace_with_draw: Drawn, tmp_path: Path
) -> None:
    ws = practice_workspace_with_draw.ws
    how = PaperHow(size=PrintSize.LARGE, copies=2)
    files = draw_papers.write_certificate(ws, draw_id=1, file=tmp_path / "c.pdf", how=how).value
    with ws.read() as session:
        rows = session.scalars(select(PaperRow).order_by(PaperRow.id)).all()
    assert [row.size for row in rows] == [18, 18]
    for file, row in zip(files, rows, strict=True):
        found = PdfReader(file).xmp_metadata
        assert found is not None
        assert found.dc_identifier == f"urn:uuid:{row.uuid}"
        assert faults(Path(file).read_bytes(), "ua1", tmp_path) == faults(Path(file).read_bytes(), "2a", tmp_path) == []


def test_more_copies_than_people_are_numbered_on(practice_workspace_with_draw: Drawn, tmp_path: Path) -> None:
    ws = practice_workspace_with_draw.ws
    draw_papers.write_certificate(ws, draw_id=1, file=tmp_path / "c.pdf")
    how = PaperHow(copies=3, recipients=(FIRST,))
    draw_papers.write_certificate(ws, draw_id=1, file=tmp_path / "c.pdf", how=how)
    found = [(one.copy, one.recipient) for one in issued.list_papers(ws)]
    assert found == [(1, ""), (2, FIRST), (3, ""), (4, "")]
    assert sorted(file.name for file in tmp_path.glob("*.pdf")) == [
        "c-copy-2.pdf", "c-copy-3.pdf", "c-copy-4.pdf", "c.pdf"
    ]  # fmt: skip


def test_papers_of_one_draw_and_sort_are_told_apart_by_their_part(practice_workspace_with_draw: Drawn) -> None:
    ws = practice_workspace_with_draw.ws
    made = issue(ws, PaperHow(copies=2), "record", "reveal")
    assert [one.number for one in made] == [
        "D1 certificate record, copy 1", "D1 certificate record, copy 2",
        "D1 certificate reveal, copy 1", "D1 certificate reveal, copy 2",
    ]  # fmt: skip
    assert entries(ws)[-1]["details"]["papers"] == [1, 2, 3, 4], "one entry of the log for all that it made"
    assert [(one.of, one.part) for one in issued.list_papers(ws)] == [("D1", "record")] * 2 + [("D1", "reveal")] * 2


def test_each_copy_says_whose_words_it_holds(practice_workspace_with_draw: Drawn) -> None:
    ws = practice_workspace_with_draw.ws
    with ws.write(Event(act=Act.DISCLOSE, name="released")) as work:
        for version in (1, 2):
            row = ReleaseRow(case_id=version, version_id=version, state="released", released_at=work.at, **work.written)
            work.session.add(row)
    issue(ws, PaperHow(copies=2), releases=(2, 1, 2))
    with ws.read() as session:
        held = session.execute(select(PaperReleaseRow.paper_id, PaperReleaseRow.release_id)).all()
    assert sorted(map(tuple, held)) == [(1, 1), (1, 2), (2, 1), (2, 2)]


@pytest.mark.parametrize(
    ("how", "words"),
    [
        (PaperHow(copies=0), "From 1 to 100 copies"),
        (PaperHow(copies=MOST_COPIES + 1), "From 1 to 100 copies"),
        (PaperHow(copies=-3), "From 1 to 100 copies"),
        (PaperHow(recipients=("",)), "no name"),
        (PaperHow(recipients=(FIRST, "  ")), "no name"),
        (PaperHow(recipients=("a" * 201,)), "very long one"),
    ],
)
def test_so_many_copies_or_a_name_that_is_none_are_refused(
    practice_workspace_with_draw: Drawn, tmp_path: Path, how: PaperHow, words: str
) -> None:
    ws = practice_workspace_with_draw.ws
    before = len(entries(ws))
    with pytest.raises(AppError, match=words):
        draw_papers.write_certificate(ws, draw_id=1, file=tmp_path / "c.pdf", how=how)
    assert len(entries(ws)) == before
    assert list(tmp_path.glob("*.pdf")) == []
    assert issued.list_papers(ws) == ()


def test_a_name_is_kept_as_it_was_written_without_its_margins(practice_workspace_with_draw: Drawn) -> None:
    ws = practice_workspace_with_draw.ws
    issue(ws, PaperHow(recipients=(f"  {FIRST} ",)))
    with ws.read() as session:
        assert session.scalars(select(PaperRecipientRow.name)).all() == [FIRST]


def test_where_one_copy_cannot_be_written_none_is_and_all_can_be_had_from_the_list(
    practice_workspace_with_draw: Drawn, tmp_path: Path
) -> None:
    ws = practice_workspace_with_draw.ws
    (tmp_path / "c-copy-1.pdf").write_bytes(b"an older file")
    made = issue(ws, FOR_TWO)
    (tmp_path / ".c-copy-2.pdf.part").mkdir()  # what gathers the second one's bytes cannot be opened
    with pytest.raises(AppError) as refused:
        write_papers(tmp_path / "c.pdf", made)
    assert "cannot be written" in refused.value.what
    assert refused.value.fix.endswith("What was made is kept as P1, P2: write it again from the list of papers.")
    assert (tmp_path / "c-copy-1.pdf").read_bytes() == b"an older file"
    assert not (tmp_path / ".c-copy-1.pdf.part").exists()
    assert not (tmp_path / "c-copy-2.pdf").exists()
    saved = tmp_path / "saved.pdf"
    assert reissuing.save_paper(ws, paper_id=2, file=saved).value.same
    assert saved.read_bytes() == made[1].data


def test_a_name_is_erased_and_chain_and_list_go_on(practice_workspace_with_draw: Drawn, tmp_path: Path) -> None:
    ws = practice_workspace_with_draw.ws
    files = draw_papers.write_certificate(ws, draw_id=1, file=tmp_path / "c.pdf", how=FOR_TWO).value
    with ws.write(Event(act=Act.ERASE, name="erased_for_a_test")) as work:
        row = work.session.get_one(PaperRecipientRow, 1)
        row.name, row.erased_seq = None, work.seq
    assert [one.recipient for one in issued.list_papers(ws)] == ["", SECOND]
    assert holding(ws, "Thistlewood") == set()
    assert reissuing.open_paper(ws, 1).data == Path(files[0]).read_bytes()
    assert verify_audit(ws).problems == ()


def test_what_a_paper_said_is_erased_for_all_that_were_made_from_it(
    practice_workspace_with_draw: Drawn, tmp_path: Path
) -> None:
    ws = practice_workspace_with_draw.ws
    issue(ws, FOR_TWO)
    with ws.write(Event(act=Act.ERASE, name="erased_for_a_test")) as work:
        row = work.session.get_one(PaperShapeRow, 1)
        row.body, row.erased_seq = None, work.seq
    assert [(one.erased, one.may_open) for one in issued.list_papers(ws)] == [(True, True)] * 2
    for paper_id in (1, 2):
        with pytest.raises(AppError, match=f"What P{paper_id} said was erased"):
            reissuing.open_paper(ws, paper_id)
    with pytest.raises(AppError, match="said was erased"):
        reissuing.save_paper(ws, paper_id=2, file=tmp_path / "again.pdf")
    assert not (tmp_path / "again.pdf").exists()
    assert verify_audit(ws).problems == ()


def test_a_paper_whose_bytes_cannot_be_had_again_says_so_on_every_page(
    practice_workspace_with_draw: Drawn, tmp_path: Path
) -> None:
    """As a newer version of the program finds it: the hash in its row is of bytes that no version today makes."""
    ws = practice_workspace_with_draw.ws
    issue(ws, PaperHow())
    with ws.write(Event(act=Act.DISCLOSE, name="made_for_a_test")) as work:
        body = work.session.get_one(PaperShapeRow, 1).body
        row = PaperRow(sort="certificate", draw_id=1, copy=2, sha256="0" * 64, made_at=work.at, **work.written)
        work.session.add(row)
        work.session.flush()
        work.session.add(PaperShapeRow(paper_id=2, body=body))
    opened = reissuing.open_paper(ws, 2)
    assert not opened.same
    assert "it says the same" in opened.told
    assert opened.listing.number == "D1 certificate, copy 2, made again"
    reissuing.save_paper(ws, paper_id=2, file=tmp_path / "again.pdf")
    for page in PdfReader(tmp_path / "again.pdf").pages:
        assert "D1 certificate, copy 2, made again" in page.extract_text()


def test_looking_saving_and_printing_are_in_the_log(practice_workspace_with_draw: Drawn, tmp_path: Path) -> None:
    ws = practice_workspace_with_draw.ws
    (made,) = issue(ws, PaperHow())
    digest = sha256(made.data).hexdigest()
    assert reissuing.open_paper(ws, 1).marking == "OFFICIAL"
    reissuing.save_paper(ws, paper_id=1, file=tmp_path / "c.pdf")
    assert reissuing.print_paper(ws, paper_id=1).value.data == made.data
    assert [(one["act"], one["event"], one["details"]) for one in entries(ws)[-3:]] == [
        ("consult", "paper_opened", {"paper": 1}),
        ("disclose", "paper_saved", {"paper": 1, "sha256": [digest]}),
        ("disclose", "paper_printed", {"paper": 1, "sha256": [digest]}),
    ]


def test_a_paper_is_not_saved_over_the_workspace_and_one_that_is_not_there_is_refused(
    practice_workspace_with_draw: Drawn, tmp_path: Path
) -> None:
    ws = practice_workspace_with_draw.ws
    issue(ws, PaperHow())
    with pytest.raises(AppError, match="is the workspace itself"):
        reissuing.save_paper(ws, paper_id=1, file=ws.folder / "workspace.db")
    before = len(entries(ws))
    with pytest.raises(AppError, match="There is no paper P7"):
        reissuing.save_paper(ws, paper_id=7, file=tmp_path / "c.pdf")
    assert len(entries(ws)) == before
