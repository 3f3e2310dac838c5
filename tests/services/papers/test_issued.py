"""The list of papers: who has each copy, what became of it, and what a release that is taken back makes of it."""

from pathlib import Path

import pytest

from app.core.errors import AppError
from app.core.events import Act, Event
from app.core.shapes.papers import PaperHow, PaperState
from app.core.shapes.releases import ReleaseState
from app.models.papers import PaperStepTextRow
from app.models.releases import newest_releases
from app.services.audits import verify_audit
from app.services.papers import draw_papers, issued, reissuing
from app.services.papers.issued import list_papers, step_paper
from tests.builders import Drawn, draw, entries, seal
from tests.coordinated import open_coordinated
from tests.journeys.looking import holding
from tests.people import WORDS, add, signed_in_as
from tests.services.papers.test_issuing import FIRST, issue
from tests.services.releasing.test_releases import first_case, let_go, take_back

WHY = "A name was left in case 3."


def test_a_paper_goes_out_is_asked_back_and_comes_back(practice_workspace_with_draw: Drawn) -> None:
    ws, clock = practice_workspace_with_draw.ws, practice_workspace_with_draw.clock
    issue(ws, PaperHow(copies=2))
    assert [(one.state_told, one.still_out, one.made_by) for one in list_papers(ws)] == [
        ("Out", True, "a line manager")
    ] * 2
    clock.advance(days=1)
    recalled = step_paper(ws, paper_id=1, state=PaperState.RECALLED, note=f" {WHY} ").value
    assert (recalled.state_told, recalled.still_out) == ("Recalled on 2 July 2025", True)
    clock.advance(days=1)
    assert not step_paper(ws, paper_id=1, state=PaperState.RETURNED).value.still_out
    done = step_paper(ws, paper_id=1, state=PaperState.DESTROYED, note="Shredded.").value
    assert done.state_told == "Destroyed on 3 July 2025"
    assert [(step.state, step.at[:10], step.note) for step in done.steps] == [
        (PaperState.RECALLED, "2025-07-02", WHY),
        (PaperState.RETURNED, "2025-07-03", ""),
        (PaperState.DESTROYED, "2025-07-03", "Shredded."),
    ]
    assert [one.name for one in list_papers(ws, out_only=True)] == ["P2"]
    told = [(one["act"], one["event"], one["details"]) for one in entries(ws)[-3:]]
    assert told == [
        ("alter", "paper_recalled", {"paper": 1}),
        ("alter", "paper_returned", {"paper": 1}),
        ("alter", "paper_destroyed", {"paper": 1}),
    ]
    assert verify_audit(ws).problems == ()


def test_what_was_marked_by_mistake_is_out_again_and_nothing_is_forgotten(
    practice_workspace_with_draw: Drawn,
) -> None:
    ws = practice_workspace_with_draw.ws
    issue(ws, PaperHow())
    step_paper(ws, paper_id=1, state=PaperState.DESTROYED)
    found = step_paper(ws, paper_id=1, state=PaperState.OUT, note="That was copy 2.").value
    assert (found.state_told, len(found.steps), PaperState.RECALLED in found.can) == ("Out", 2, True)
    assert entries(ws)[-1]["event"] == "paper_out_again"
    assert step_paper(ws, paper_id=1, state=PaperState.RECALLED, note=WHY).value.state is PaperState.RECALLED


@pytest.mark.parametrize(
    ("paper_id", "state", "note", "words"),
    [
        (2, PaperState.RETURNED, "", "There is no paper P2"),
        (1, PaperState.RECALLED, "", "not said why it is recalled"),
        (1, PaperState.OUT, WHY, "P1 is out"),
        (1, PaperState.RETURNED, "a" * 501, "longer than 500 characters"),
    ],
)
def test_a_step_that_cannot_be_leaves_nothing(
    practice_workspace_with_draw: Drawn, paper_id: int, state: PaperState, note: str, words: str
) -> None:
    ws = practice_workspace_with_draw.ws
    issue(ws, PaperHow())
    before = len(entries(ws))
    with pytest.raises(AppError, match=words):
        step_paper(ws, paper_id=paper_id, state=state, note=note)
    assert len(entries(ws)) == before
    assert list_papers(ws)[0].steps == ()


def test_what_was_noted_can_be_erased(practice_workspace_with_draw: Drawn) -> None:
    ws = practice_workspace_with_draw.ws
    issue(ws, PaperHow())
    step_paper(ws, paper_id=1, state=PaperState.RECALLED, note=WHY)
    with ws.write(Event(act=Act.ERASE, name="erased_for_a_test")) as work:
        row = work.session.get_one(PaperStepTextRow, 1)
        row.note, row.erased_seq = None, work.seq
    ((step,),) = [one.steps for one in list_papers(ws)]
    assert (step.state, step.note) == (PaperState.RECALLED, "")
    assert verify_audit(ws).problems == ()


def test_for_whom_a_copy_is_can_be_erased_by_who_looks_after_the_people(practice_workspace_with_draw: Drawn) -> None:
    ws = practice_workspace_with_draw.ws
    issue(ws, PaperHow(copies=2, recipients=(FIRST,)))
    step_paper(ws, paper_id=1, state=PaperState.RECALLED, note=f"{FIRST} asked.")
    found = issued.erase_names(ws, paper_id=1).value
    assert (found.recipient, found.state, [step.note for step in found.steps]) == ("", PaperState.RECALLED, [""])
    assert (entries(ws)[-1]["act"], entries(ws)[-1]["event"]) == ("erase", "paper_names_erased")
    assert holding(ws, "Thistlewood") == set()
    for paper_id, words in ((1, "Nobody is named in P1"), (2, "Nobody is named in P2"), (9, "There is no paper P9")):
        with pytest.raises(AppError, match=words):
            issued.erase_names(ws, paper_id=paper_id)
    assert reissuing.open_paper(ws, 1).same
    assert verify_audit(ws).problems == ()


def test_papers_of_one_draw_are_listed_alone(practice_workspace_with_draw: Drawn, tmp_path: Path) -> None:
    ws = practice_workspace_with_draw.ws
    second = draw(ws, seal(ws, kind="s60_search", size=3, reserves=1).frame_id)
    draw_papers.write_certificate(ws, draw_id=1, file=tmp_path / "1.pdf")
    draw_papers.write_certificate(ws, draw_id=second.draw_id, file=tmp_path / "2.pdf")
    assert [one.of for one in list_papers(ws, draw_id=second.draw_id)] == ["D2"]
    assert [one.of for one in list_papers(ws)] == ["D1", "D2"]
    assert list_papers(ws, round_id=1) == ()


# ------------------------------------------------------------------ a release is taken back
def test_a_release_that_is_taken_back_names_the_papers_that_hold_it_and_are_still_out(tmp_path: Path) -> None:
    drawn = open_coordinated(tmp_path / "workspace")
    ws, case = drawn.ws, first_case(drawn)
    assert let_go(drawn, case).still_out == ()
    with ws.read() as session:
        release = max(row.id for row in newest_releases(session, range(1, 400)).values())
    issue(ws, PaperHow(copies=3), releases=(release,))
    issue(ws, PaperHow(), "without")
    step_paper(ws, paper_id=2, state=PaperState.DESTROYED)
    assert [one.recalled_words for one in list_papers(ws)] == [False] * 4

    back = take_back(drawn, case)
    assert back.standing.state is ReleaseState.RECALLED
    assert back.still_out == ("P1 (D1 certificate, copy 1)", "P3 (D1 certificate, copy 3)")
    assert entries(ws)[-1]["details"]["papers"] == 2
    assert [one.recalled_words for one in list_papers(ws)] == [True, True, True, False]

    step_paper(ws, paper_id=1, state=PaperState.RECALLED, note=WHY)
    assert first_case(drawn).still_out == back.still_out, "asked back, and not here yet"
    step_paper(ws, paper_id=1, state=PaperState.RETURNED)
    assert let_go(drawn, case).still_out == ("P3 (D1 certificate, copy 3)",), "released again: those words are not"
    step_paper(ws, paper_id=3, state=PaperState.DESTROYED)
    assert first_case(drawn).still_out == ()
    issue(ws, PaperHow(), "later", releases=(release + 2,))
    assert not list_papers(ws)[-1].recalled_words, "made from the release that stands"
    let_go(drawn, case)
    assert list_papers(ws)[-1].recalled_words, "let go anew: more may be covered now"
    ws.close()


# ------------------------------------------------------------------ who may
@pytest.mark.parametrize("role", ["auditor", "chair"])
def test_some_list_all_papers_and_have_only_what_is_public(
    practice_workspace_with_draw: Drawn, tmp_path: Path, role: str
) -> None:
    ws = practice_workspace_with_draw.ws
    draw_papers.write_pack(ws, draw_id=1, file=tmp_path / "pack.pdf")
    draw_papers.write_certificate(ws, draw_id=1, file=tmp_path / "certificate.pdf")
    add(ws, "Somebody else", role, WORDS)
    other = signed_in_as(ws, WORDS)
    pack, certificate = list_papers(other)
    assert (pack.may_open, pack.can, certificate.may_open) == (False, (), True)
    assert reissuing.open_paper(other, 2).same
    for act in (
        lambda: reissuing.open_paper(other, 1),
        lambda: reissuing.print_paper(other, paper_id=1),
        lambda: reissuing.save_paper(other, paper_id=1, file=tmp_path / "again.pdf"),
        lambda: step_paper(other, paper_id=1, state=PaperState.DESTROYED),
    ):
        with pytest.raises(AppError, match="may not make papers that hold the text of cases"):
            act()
        assert entries(other)[-1]["event"] == "right_refused"
    assert not (tmp_path / "again.pdf").exists()
    assert list_papers(other)[0].steps == ()
    other.close()
