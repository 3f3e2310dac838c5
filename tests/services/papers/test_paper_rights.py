"""Who may have a paper: whoever could have made it, and nobody learns from the list for whom others' copies are."""

from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest

from app.core.errors import AppError
from app.core.shapes.papers import PaperHow, PaperState
from app.core.workflow.papers import NEXT
from app.services import audits
from app.services.papers import form_papers, issued, month_papers, panel_packs, reissuing, reports
from app.services.papers.form_papers import FormsOrder
from app.services.workspace import Workspace
from tests.builders import Drawn, entries, open_drawn
from tests.graded_rounds import graded_month
from tests.meeting_room import finish, opened
from tests.people import WORDS, add, signed_in_as
from tests.services.papers.test_issued import holding
from tests.services.papers.test_issuing import FIRST, issue

VOLUNTEER = "Sunniva Okonjo"


def refused(act: Callable[[], object], words: str) -> None:
    """It is refused with these words."""
    with pytest.raises(AppError, match=words):
        act()


def test_a_line_manager_has_no_paper_of_a_panel_that_they_could_not_make(tmp_path: Path) -> None:
    room = opened(tmp_path / "workspace")
    add(room.ws, "Lionel Manager", "line_manager", WORDS)
    finish(room)
    reports.write_report(room.ws, round_id=1, file=tmp_path / "r.pdf", how=PaperHow(recipients=(VOLUNTEER,)))
    panel_packs.write_panel_pack(room.ws, round_id=1, file=tmp_path / "p.pdf", how=PaperHow(recipients=(VOLUNTEER,)))
    issued.step_paper(room.ws, paper_id=1, state=PaperState.RECALLED, note=f"{VOLUNTEER} moved.")
    assert issued.list_papers(room.ws)[0].recipient == VOLUNTEER, "the coordinator knows for whom each is"

    ws = signed_in_as(room.ws, WORDS)
    report, pack, *_ = found = issued.list_papers(ws)
    assert (report.sort, pack.sort) == ("report", "panel_pack")
    assert {(one.may_open, one.can, one.recipient) for one in found} == {(False, (), "")}
    assert [step.note for step in report.steps] == [""]
    stolen = tmp_path / "stolen.pdf"
    spread, running = "may not see how a panel’s grades spread", "may not open or close a meeting"
    for paper, why in ((report.paper_id, spread), (pack.paper_id, running)):
        refused(partial(reissuing.open_paper, ws, paper), why)
        refused(partial(reissuing.save_paper, ws, paper_id=paper, file=stolen), why)
        refused(partial(reissuing.print_paper, ws, paper_id=paper), why)
        refused(partial(issued.step_paper, ws, paper_id=paper, state=PaperState.DESTROYED), why)
        assert entries(ws)[-1]["event"] == "right_refused"
    refused(lambda: panel_packs.pack_stages(ws, round_id=1), running)
    refused(lambda: panel_packs.write_panel_pack(ws, round_id=1, file=stolen), running)
    refused(lambda: form_papers.write_forms(ws, FormsOrder(round_id=1), stolen), running)
    assert not stolen.exists()
    ws.close()


def test_a_month_is_for_the_line_manager_whose_it_is(tmp_path: Path) -> None:
    ws = graded_month(tmp_path)
    add(ws, "Other Manager", "line_manager", WORDS)
    month_papers.write_month(ws, round_id=1, file=tmp_path / "m.pdf", how=PaperHow(recipients=(FIRST,)))
    (mine,) = [one for one in issued.list_papers(ws) if one.sort == "month"]
    assert (mine.may_open, mine.recipient) == (True, FIRST)
    assert reissuing.open_paper(ws, mine.paper_id).same

    other = signed_in_as(ws, WORDS)
    (theirs,) = [one for one in issued.list_papers(other) if one.sort == "month"]
    assert (theirs.may_open, theirs.can, theirs.recipient) == (False, (), "")
    refused(lambda: reissuing.open_paper(other, mine.paper_id), "is of a round that is not yours")
    assert entries(other)[-1]["event"] == "paper_refused"
    refused(lambda: issued.step_paper(other, paper_id=mine.paper_id, state=PaperState.DESTROYED), "not yours")
    other.close()


def test_a_coordinator_says_what_became_of_a_line_managers_paper_and_cannot_open_it(tmp_path: Path) -> None:
    made = open_drawn(tmp_path / "workspace").ws
    month_papers.write_month(made, round_id=1, file=tmp_path / "m.pdf")
    (paper,) = [one.paper_id for one in issued.list_papers(made) if one.sort == "month"]
    add(made, "Cora Coordinator", "coordinator", WORDS)
    ws = signed_in_as(made, WORDS)
    (listed,) = [one for one in issued.list_papers(ws) if one.sort == "month"]
    assert (listed.may_open, listed.can) == (False, NEXT[PaperState.OUT])
    for state, note in ((PaperState.RECALLED, "Its owner left."), (PaperState.DESTROYED, "")):
        assert issued.step_paper(ws, paper_id=paper, state=state, note=note).value.state is state
        assert entries(ws)[-1]["actor"] == ws.actor.uuid
    refused(lambda: reissuing.open_paper(ws, paper), "is of a round that is not yours|may not grade")
    refused(lambda: issued.step_paper(ws, paper_id=99, state=PaperState.RETURNED), "There is no paper P99")
    ws.close()


def test_an_auditor_sees_every_copy_and_for_whom_none_is(practice_workspace_with_draw: Drawn) -> None:
    ws = practice_workspace_with_draw.ws
    issue(ws, PaperHow(copies=2, recipients=(FIRST,)))
    add(ws, "An Auditor", "auditor", WORDS)
    other = signed_in_as(ws, WORDS)
    assert [(one.name, one.recipient, one.may_open) for one in issued.list_papers(other)] == [
        ("P1", "", True),
        ("P2", "", True),
    ]
    other.close()


# ------------------------------------------------------------------ erased
def test_what_a_paper_says_is_erased_for_all_copies_made_with_it(practice_workspace_with_draw: Drawn) -> None:
    ws: Workspace = practice_workspace_with_draw.ws
    issue(ws, PaperHow(copies=2))
    issue(ws, PaperHow())
    assert holding(ws, "D1 certificate, copy 1") == {"paper_shape"}
    done = issued.erase_paper(ws, paper_id=2)
    assert (done.value.name, done.value.erased, done.value.state) == ("P2", True, PaperState.OUT)
    assert (entries(ws)[-1]["act"], entries(ws)[-1]["event"]) == ("erase", "paper_erased")
    assert [one.erased for one in issued.list_papers(ws)] == [True, True, False]
    for paper_id, words in ((1, "erased before"), (2, "erased before"), (9, "There is no paper P9")):
        refused(partial(issued.erase_paper, ws, paper_id=paper_id), words)
    refused(lambda: reissuing.open_paper(ws, 1), "What P1 said was erased")
    assert holding(ws, "D1 certificate, copy 1") == set()
    assert reissuing.open_paper(ws, 3).same
    assert audits.verify_audit(ws).problems == ()


def test_who_does_not_look_after_the_people_erases_no_paper(practice_workspace_with_draw: Drawn) -> None:
    ws = practice_workspace_with_draw.ws
    issue(ws, PaperHow())
    add(ws, "Somebody else", "chair", WORDS)
    other = signed_in_as(ws, WORDS)
    refused(lambda: issued.erase_paper(other, paper_id=1), "may not add people")
    assert not issued.list_papers(other)[0].erased
    other.close()
