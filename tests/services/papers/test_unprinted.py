"""What no bundled font has stands as [?] on a paper, and whoever has the paper made is told so at that moment."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from app.core.sampling.keys import SEPARATOR
from app.services.grading import feedback
from app.services.panels import meetings
from app.services.papers import (
    action_letters,
    draw_papers,
    feedback_sheets,
    form_papers,
    month_papers,
    panel_packs,
    reissuing,
    reports,
    summaries,
)
from app.services.papers.form_papers import FormsOrder
from app.services.papers.papers_before import unprinted_of_meeting
from app.services.papers.summaries import SummaryFiles
from app.services.papers.unprinted import unprinted_words
from app.services.releasing import releases
from app.services.workspace import Workspace
from tests import panels
from tests.builders import Drawn, FixedClock, draw, entries, grade, import_file, open_case, open_new, open_round, seal
from tests.coordinated import open_coordinator
from tests.export.papers import structure
from tests.many_rows import PRACTICE
from tests.meeting_room import Room, drawn_for_a_panel, everyone_comes, finish, let_all_go, plan_of
from tests.services.grading.test_actions import add

DOVE, OGHAM = "\U0001f54a", "\u1681"
DO = "Read those places on the screen, or correct the text, before you hand it out."


@pytest.fixture
def written(tmp_path: Path) -> Iterator[Workspace]:
    """Two drawn searches; the grounds of one hold a dove and a letter of Ogham."""
    ws = open_new(tmp_path / "workspace")
    grounds = {"Grounds for search": [f"Saw him throw {DOVE} away, said {OGHAM}{OGHAM}.", "Smelled of cannabis."]}
    panels.small_list(ws, tmp_path, 2, **grounds)
    seal(ws, size=2, reserves=0)
    draw(ws)
    yield ws
    ws.close()


def test_what_of_a_record_cannot_be_printed_is_told_and_nothing_else_of_it(written: Workspace, tmp_path: Path) -> None:
    done = draw_papers.write_pack(written, draw_id=1, file=tmp_path / "pack.pdf")
    what = "[?] stands on D1 pack, copy 1 for characters that no font of the program has: "
    assert done.told == (f"{what}U+1681 “{OGHAM}”, U+1F54A “{DOVE}”.", DO)
    assert "Saw him throw [?] away, said [?]." in structure((tmp_path / "pack.pdf").read_bytes()).words
    again = reissuing.save_paper(written, paper_id=1, file=tmp_path / "again.pdf")
    assert again.told == done.told, "and again wherever it is handed out once more"
    assert reissuing.print_paper(written, paper_id=1).told == done.told
    assert not any(character in str(entries(written)) for character in (DOVE, OGHAM, "1F54A"))


def test_what_turns_letters_round_or_cannot_be_seen_is_not_left_out_in_silence(tmp_path: Path) -> None:
    ws = open_new(tmp_path / "workspace")
    panels.small_list(ws, tmp_path, 1, **{"Grounds for search": ["He ran \u202ekcab\u202c.\u200b It\u2066 was late."]})
    seal(ws, size=1, reserves=0)
    draw(ws)
    turns = "which turns the order of letters round"
    done = draw_papers.write_pack(ws, draw_id=1, file=tmp_path / "pack.pdf")
    assert done.told == (
        "Left out of D1 pack, copy 1: U+200B, which cannot be seen, "
        f"U+202C, {turns}, U+202E, {turns}, U+2066, {turns}.",
        DO,
    )
    assert reissuing.save_paper(ws, paper_id=1, file=tmp_path / "again.pdf").told == done.told
    ws.close()


def test_it_is_told_when_a_case_is_read_for_release_before_there_is_any_paper(tmp_path: Path) -> None:
    ws = open_coordinator(tmp_path / "workspace")
    grounds = {"Grounds for search": [f"Saw him throw {DOVE} \u202eyawa\u202c.", "Smelled of cannabis."]}
    panels.small_list(ws, tmp_path, 2, **grounds)
    seal(ws, size=2, reserves=0)
    open_round(ws, draw(ws).draw_id)
    found = [
        releases.read_for_release(ws, round_id=1, case_id=item.case_id)
        for item in releases.list_releases(ws, round_id=1).items
    ]
    told = {case.texts[0].text[:3]: case.unprinted for case in found}
    turns = "which turns the order of letters round"
    assert told["Sme"] == ()
    assert told["Saw"] == (
        f"Papers will show [?] for characters that no font of the program has: U+1F54A “{DOVE}”.",
        f"Papers will leave out U+202C, {turns}, U+202E, {turns}.",
        "Read those places with care, and tell the panel what stands there where it matters.",
    )
    ws.close()


def test_of_a_paper_that_can_be_printed_nothing_is_told(practice_workspace_with_draw: Drawn, tmp_path: Path) -> None:
    ws = practice_workspace_with_draw.ws
    assert draw_papers.write_pack(ws, draw_id=1, file=tmp_path / "pack.pdf").told == ()
    assert draw_papers.write_certificate(ws, draw_id=1, file=tmp_path / "certificate.pdf").told == ()
    assert reissuing.save_paper(ws, paper_id=1, file=tmp_path / "again.pdf").told == ()


@pytest.mark.parametrize(("sign", "told"), [("", ""), ("\u200b", ": U+200B, which cannot be seen.")])
def test_what_keeps_the_parts_of_a_reference_apart_is_no_character_of_a_record(
    tmp_path: Path, sign: str, told: str
) -> None:
    ws, file = open_new(tmp_path / "workspace"), PRACTICE / "practice-use-of-force-2025-06.csv"
    (tmp_path / file.name).write_text(file.read_text(encoding="utf-8-sig").replace("PIN/", f"PIN/{sign}"), "utf-8")
    import_file(ws, tmp_path / file.name, kind="use_of_force")
    seal(ws, kind="use_of_force", size=3, reserves=1)
    assert any(SEPARATOR in case.case_key for case in draw(ws).cases)
    done = draw_papers.write_pack(ws, draw_id=1, file=tmp_path / "pack.pdf")
    again = reissuing.save_paper(ws, paper_id=1, file=tmp_path / "again.pdf")
    assert done.told == again.told == ((f"Left out of D1 pack, copy 1{told}", DO) if told else ())
    ws.close()


def test_every_paper_of_a_meeting_tells_it(tmp_path: Path) -> None:
    ws = drawn_for_a_panel(tmp_path / "workspace", size=1)
    meetings.set_up_meeting(ws, plan_of(1, panel=f"Panel {DOVE}"))
    room = Room(ws=ws, clock=FixedClock(), round_id=1)
    let_all_go(ws)
    everyone_comes(room)
    meetings.open_meeting(ws, round_id=1)
    logged = len(entries(ws))
    before = [unprinted_of_meeting(ws, round_id=1, sort=sort) for sort in ("panel_pack", "forms")]
    assert unprinted_of_meeting(ws, round_id=1, sort="report") == (), "there is nothing to make one of yet"
    pack = panel_packs.write_panel_pack(ws, round_id=1, file=tmp_path / "pack.pdf")
    forms = form_papers.write_forms(ws, FormsOrder(round_id=1), tmp_path / "forms.pdf")
    assert len(entries(ws)) == logged + 2, "by looking nothing was made"
    finish(room)
    before.append(unprinted_of_meeting(ws, round_id=1, sort="report"))
    for told in before:
        assert told[0] == f"Papers will show [?] for characters that no font of the program has: U+1F54A “{DOVE}”."
    report = reports.write_report(ws, round_id=1, file=tmp_path / "report.pdf")
    meetings.close_meeting(ws, round_id=1)
    summary = summaries.write_summary(ws, round_ids=(1,), files=SummaryFiles(paper=tmp_path / "summary.pdf"))
    for done in (pack, forms, report, summary):
        assert len(done.told) == 2
        assert done.told[0].endswith(f": U+1F54A “{DOVE}”.")
    assert forms.told[0].startswith("[?] stands on R1 forms record seat 1, copy 1 and 3 more for ")


def test_every_paper_of_a_line_manager_tells_it(practice_workspace_with_draw: Drawn, tmp_path: Path) -> None:
    ws = practice_workspace_with_draw.ws
    grade(ws, open_case(practice_workspace_with_draw))
    feedback.write_feedback(ws, round_id=1, case_number=1, text=f"Thank you {DOVE}")
    add(ws, task=f"Look at {DOVE} again.")
    for done in (
        feedback_sheets.write_feedback_sheet(ws, round_id=1, case_number=1, file=tmp_path / "sheet.pdf"),
        action_letters.write_letter(ws, action_id=1, file=tmp_path / "letter.pdf"),
        month_papers.write_month(ws, round_id=1, file=tmp_path / "month.pdf"),
    ):
        assert len(done.told) == 2
        assert done.told[0].endswith(f": U+1F54A “{DOVE}”.")


def test_five_characters_are_named_and_the_others_counted() -> None:
    (what, _) = unprinted_words([("D1 pack, copy 1", "一丁七丈三上下")])
    named = "U+4E00 “一”, U+4E01 “丁”, U+4E03 “七”, U+4E08 “丈”, U+4E09 “三” and 2 more."
    assert what.endswith(f": {named}")


@pytest.mark.parametrize("character", ["\ue000", "\u0651", "\U000e0100"])
def test_what_cannot_be_shown_by_itself_is_named_by_its_code_alone(character: str) -> None:
    (what, _) = unprinted_words([("D1 pack, copy 1", character)])
    assert what.endswith(f": U+{ord(character):04X}.")
