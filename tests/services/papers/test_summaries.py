"""The public summary as the service makes it: of real meetings, suppressed, kept, always with the same figures."""

from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path

import pytest

from app.core.errors import AppError
from app.core.events import Act, Event
from app.core.shapes.summaries import SummaryWords
from app.export.summary import public_summary
from app.models.gate import WithholdingRow
from app.models.papers import PaperShapeRow
from app.services.drawing.standing import standing_of
from app.services.papers import summaries
from app.services.workspace import Workspace
from tests import panels
from tests.builders import SEED, entries
from tests.summarised import listed, met, question_of, summarise, told

OTHER = "9" * 24


@pytest.fixture
def hundred(tmp_path: Path) -> Iterator[Workspace]:
    """A hundred searches."""
    ws = listed(tmp_path, 100)
    yield ws
    ws.close()


def test_what_was_agreed_is_told_and_small_counts_are_not(hundred: Workspace, tmp_path: Path):
    made = summarise(hundred, tmp_path, met(hundred, [14, 5, 1, 0, 0], seed=SEED))
    overall = question_of(made)
    assert told(overall) == ["11 to 14", "5", "fewer than 5", "0", "0"]
    assert [one.label for one in overall.answers][:3] == [
        "Green: good", "Amber: something to learn", "Red: serious concern"
    ]  # fmt: skip
    assert (overall.asked, overall.cases) == ("A question about all 20 cases.", 20)
    assert overall.sentences == ("No range for the whole list is given, as not all counts are told.",)
    assert "“fewer than 5” means 1 to 4" in made.meetings[0].draws[0].few


def test_where_every_count_is_told_the_range_for_the_list_is_too(hundred: Workspace, tmp_path: Path):
    made = summarise(hundred, tmp_path, met(hundred, [9, 6, 5, 0, 0], seed=SEED))
    first = question_of(made).sentences[0]
    assert first.startswith("We graded 20 of 100; 5 got “Red: serious concern”; between ")
    assert "(95% confidence)" in first


def test_it_is_kept_numbered_logged_and_the_same_again(hundred: Workspace, tmp_path: Path):
    number = met(hundred, [12, 8, 0, 0, 0], seed=SEED)
    made = summarise(hundred, tmp_path, number)
    assert made.issue.number == f"R{number} summary, copy 1"
    assert made.issue.marking == "OFFICIAL"
    assert public_summary(made) == (tmp_path / "s.pdf").read_bytes()
    last = entries(hundred)[-1]
    assert (last["event"], last["act"], last["details"]["rounds"]) == ("summary_made", "disclose", [number])
    assert last["details"]["sha256"] == [
        sha256((tmp_path / name).read_bytes()).hexdigest() for name in ("s.pdf", "s.csv", "s.txt")
    ], "the table and the text are ours too"
    assert summarise(hundred, tmp_path, number).issue.number == f"R{number} summary, copy 2"


def test_meetings_are_told_side_by_side_and_never_added_up(hundred: Workspace, tmp_path: Path):
    one = met(hundred, [12, 8, 0, 0, 0], seed=SEED)
    two = met(hundred, [6, 0, 5, 0, 0], seed=OTHER)
    made = summarise(hundred, tmp_path, one, two)
    assert made.issue.number == f"R{one} summary with R{two}, copy 1"
    assert [told(question_of(made, meeting=at)) for at in (0, 1)] == [
        ["12", "8", "0", "0", "0"], ["6", "0", "5", "0", "0"]
    ]  # fmt: skip
    assert made.meetings[0].draws[0].cases == "20 cases were put before the panel, drawn by lot from a list of 100."


def test_a_case_without_a_view_is_counted_as_that(hundred: Workspace, tmp_path: Path):
    made = summarise(hundred, tmp_path, met(hundred, [7, 0, 0, 0, 6], seed=SEED))
    question = question_of(made)
    assert told(question) == ["7", "0", "0", "0", "6"]
    assert question.answers[-1].label == "The panel did not agree, took no view, or did not come to it"
    unseen = question_of(made, "SS7")
    assert told(unseen)[-1] == "13", "nobody set down a view on it"
    assert unseen.sentences == (), "of what nobody graded nothing is said of the list, least of all the worst case"


def test_of_too_few_cases_nothing_is_told_but_that_they_were_looked_at(hundred: Workspace, tmp_path: Path):
    made = summarise(hundred, tmp_path, met(hundred, [2, 1, 1, 0, 0], seed=SEED))
    question = question_of(made)
    assert question.answers == ()
    assert question.sentences[0].startswith("Not shown: there are too few cases")
    assert made.meetings[0].draws[0].cases.startswith("4 cases were put before the panel, ")


def test_where_the_whole_list_was_looked_at_nobody_can_tell_that_all_got_the_same(tmp_path: Path):
    ws = listed(tmp_path, 20)
    made = summarise(ws, tmp_path, met(ws, [20, 0, 0, 0, 0], seed=SEED, reserves=0))
    assert told(question_of(made)) == ["5 to 20", *["fewer than 5"] * 4]
    assert "0 to 4" in made.meetings[0].draws[0].few
    ws.close()


def test_a_list_in_groups_gets_no_range_as_it_would_come_from_counts_of_groups(tmp_path: Path):
    ws = listed(tmp_path, 90, Age=["20", "30", "40"] * 30)
    made = summarise(ws, tmp_path, met(ws, [9, 6, 5, 0, 0], seed=SEED, strata=("age_band",)))
    assert told(question_of(made)) == ["9", "6", "5", "0", "0"]
    assert question_of(made).sentences == (
        "The list was drawn in groups, so no range for the whole list is given here.",
    )
    ws.close()


def test_how_many_were_asked_is_told_only_where_no_small_number_is_left_over(tmp_path: Path):
    for video, asked in (
        (12, "A question about 12 of the 20 cases."),
        (18, "Not shown: how many cases it was asked about"),
    ):
        folder = tmp_path / str(video)
        folder.mkdir()
        ws = listed(folder, 20, BWV=["Yes"] * video + ["No"] * (20 - video))
        made = summarise(ws, folder, met(ws, [20, 0, 0, 0, 0], seed=SEED, reserves=0))
        question = question_of(made, "C5v")
        assert question.asked.startswith(asked)
        assert question.cases == (12 if video == 12 else None)
        assert bool(question.answers) is (video == 12)
        ws.close()


def test_who_took_part_is_told_without_names(hundred: Workspace, tmp_path: Path):
    made = summarise(hundred, tmp_path, met(hundred, [12, 8, 0, 0, 0], seed=SEED))
    assert made.meetings[0].members == "3 members took part: 3 from the community."
    every = b"".join((tmp_path / name).read_bytes() for name in ("s.csv", "s.txt"))
    assert b"Member 1" not in every


# ------------------------------------------------------------------ the same figures for ever
def test_figures_that_differ_from_those_published_are_refused(hundred: Workspace, tmp_path: Path):
    number = met(hundred, [12, 8, 0, 0, 0], seed=SEED)
    summarise(hundred, tmp_path, number)
    panels.agree(hundred, number, "C8", {1: "amber"})
    with pytest.raises(AppError, match=f"R{number} was published with other figures \\(P1\\)") as refused:
        summarise(hundred, tmp_path, number)
    assert "Use the earlier paper again" in refused.value.fix
    assert entries(hundred)[-1]["event"] == "summary_refused"


def test_a_case_that_was_kept_back_after_a_summary_is_not_shown_by_the_next_one(hundred: Workspace, tmp_path: Path):
    number = met(hundred, [9, 6, 5, 0, 0], seed=SEED)
    summarise(hundred, tmp_path, number)
    with hundred.write(Event(act=Act.COMBINE, name="case_withheld", details={})) as work:  # the service refuses it
        last = standing_of(work.session, 1).called[-1]
        work.session.add(
            WithholdingRow(draw_id=1, frame_case_id=last, reason="safety", withheld_at=work.at, **work.written)
        )
    with pytest.raises(AppError, match="would give away what the cases that changed in between got"):
        summarise(hundred, tmp_path, number)


def test_after_a_summary_was_erased_nobody_can_see_whether_another_would_say_the_same(
    hundred: Workspace, tmp_path: Path
):
    number, other = met(hundred, [9, 6, 5, 0, 0], seed=SEED), met(hundred, [9, 6, 5, 0, 0], seed=OTHER)
    summarise(hundred, tmp_path, number)
    with hundred.write(Event(act=Act.ERASE, name="paper_erased", details={})) as work:
        row = work.session.get_one(PaperShapeRow, 1)
        row.body, row.erased_seq = None, work.seq
    with pytest.raises(AppError, match=f"so nobody can see whether it told the same of R{number}"):
        summarise(hundred, tmp_path, number)
    summarise(hundred, tmp_path, other)


def test_a_meeting_that_is_not_closed_is_refused(hundred: Workspace, tmp_path: Path):
    number = panels.panel(hundred, panels.draw_for_panel(hundred, SEED, size=5), seats=3)
    with pytest.raises(AppError, match="is not closed"):
        summarise(hundred, tmp_path, number)
    with pytest.raises(AppError, match="There is no meeting R9"):
        summarise(hundred, tmp_path, 9)
    for none in ((), (number, number)):
        with pytest.raises(AppError, match="each once"):
            summaries.write_summary(hundred, round_ids=none, files=summaries.SummaryFiles(paper=tmp_path / "s.pdf"))


def test_all_three_files_are_written_or_none(hundred: Workspace, tmp_path: Path):
    number = met(hundred, [12, 8, 0, 0, 0], seed=SEED)
    (tmp_path / ".s.csv.part").mkdir()
    with pytest.raises(AppError, match="cannot be written") as refused:
        summarise(hundred, tmp_path, number)
    assert "kept as P1" in refused.value.fix
    assert not [file for name in ("s.pdf", "s.csv", "s.txt") if (file := tmp_path / name).exists()]
    with pytest.raises(AppError, match="Two of the files have one name"):
        same = summaries.SummaryFiles(paper=tmp_path / "a", text=tmp_path / "a")
        summaries.write_summary(hundred, round_ids=[number], files=same)


# ------------------------------------------------------------------ words
@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("In 3 cases the grounds were thin.", "holds a number"),
        ("PC Harriet Ashdown explained it well.", "a detail of somebody"),
        ("Ask at j.smith@example.com.", "a detail of somebody"),
        ("x" * 601, "too long"),
    ],
)
def test_words_for_the_public_hold_no_number_and_nobody(hundred: Workspace, tmp_path: Path, text: str, why: str):
    number = met(hundred, [12, 8, 0, 0, 0], seed=SEED)
    for words in (SummaryWords(good=(text,)), SummaryWords(learning=(text,))):
        with pytest.raises(AppError, match=why) as refused:
            summarise(hundred, tmp_path, number, words=words)
        assert "Ashdown" not in refused.value.what
    assert not (tmp_path / "s.pdf").exists()


def test_words_for_the_public_stand_in_all_three_files(hundred: Workspace, tmp_path: Path):
    words = SummaryWords(good=("Reasons were  explained calmly.",), learning=("Write down who was told.",))
    made = summarise(hundred, tmp_path, met(hundred, [12, 8, 0, 0, 0], seed=SEED), words=words)
    assert (made.good, made.learning) == (("Reasons were explained calmly.",), ("Write down who was told.",))
    assert "Reasons were explained calmly." in (tmp_path / "s.txt").read_text("utf-8")
    assert made.contact == f"Ask Cheshire Constabulary, and give the number of this paper: {made.issue.number}."
