"""A panel's pack is made from what was released; what was covered or comes at a later stage is in no byte of it."""

import csv
import re
from collections.abc import Iterator
from datetime import date
from functools import cache
from io import BytesIO
from pathlib import Path

import msgspec
import pikepdf
import pypdfium2
import pytest
from sqlalchemy import select

from app.core.redaction.spans import Span, default_lift, kind_of, plain
from app.core.schemes.plain import value_words
from app.core.schemes.spec import Scheme
from app.core.shapes.actions import NewAction
from app.core.shapes.panel_packs import PanelPack
from app.core.shapes.papers import PaperHow, PrintSize
from app.core.shapes.releases import Letting
from app.models.papers import PaperReleaseRow, PaperRow, PaperShapeRow
from app.models.record_store import read_values
from app.models.rounds import RoundCaseRow
from app.services.drawing import replacing
from app.services.drawing.frame_views import scheme_of
from app.services.grading import actions
from app.services.panels import meetings, panel_views
from app.services.papers import panel_packs
from app.services.papers.issuing import make_paper
from app.services.releasing import releases
from tests import meeting_room as room_for
from tests.bench.labelled import practice
from tests.builders import draw, seal
from tests.many_rows import FILES, PRACTICE
from tests.meeting_room import Room, refused
from tests.people import add, signed_in_as
from tests.services.drawing.test_draws import events

OURS = {"dob": "DATE_OF_BIRTH", "vrm": "VEHICLE", "name": "NAME", "officer": "NAME", "collar": "REFERENCE",
        "phone": "PHONE", "address": "ADDRESS", "place": "ADDRESS", "reference": "REFERENCE", "email": "EMAIL",
        "ethnicity": "ETHNICITY", "outcome": "OUTCOME"}  # fmt: skip
"""Our kind for each label of the practice files."""
KINDS = ("stop_search", "use_of_force", "custody")


@cache
def planted() -> dict[str, tuple[Span, ...]]:
    """What was planted in every practice text, as covers, by the text."""
    return {
        plain(text.text): tuple(
            Span(start=one.start, end=one.end, kind=kind, lifts_at=default_lift(kind, ("record", "video", "reveal")))
            for one in text.labels
            for kind in (kind_of(OURS[one.kind]),)
        )
        for text in practice(PRACTICE)
    }


def release_covered(room: Room) -> list[str]:
    """Every case read and released with what was planted covered; the words that were."""
    hidden: list[str] = []
    for item in releases.list_releases(room.ws, round_id=room.round_id).items:
        case = releases.read_for_release(room.ws, round_id=room.round_id, case_id=item.case_id)
        covers = {text.key: planted().get(text.text, ()) for text in case.texts}
        hidden += [text.text[span.start : span.end] for text in case.texts for span in covers[text.key]]
        letting = Letting(covers=covers, read=frozenset(text.digest for text in case.texts))
        releases.release(room.ws, round_id=room.round_id, case_id=item.case_id, letting=letting)
    return hidden


def write(room: Room, folder: Path, **options) -> list[Path]:
    done = panel_packs.write_panel_pack(room.ws, round_id=room.round_id, file=folder / "pack.pdf", **options)
    return [Path(file) for file in done.value]


def shapes(room: Room) -> dict[str, PanelPack]:
    """What was kept of each document, by its stage."""
    with room.ws.read() as session:
        rows = session.execute(select(PaperRow.part, PaperShapeRow.body).join(PaperShapeRow))
        return {part: msgspec.json.decode(body or b"", type=PanelPack) for part, body in rows}


def everything(file: Path) -> str:
    """All that a file says: its pages' text as a viewer finds it, and every other byte of it, decompressed."""
    with pypdfium2.PdfDocument(file) as document:
        pages = [document[at].get_textpage().get_text_bounded() for at in range(len(document))]
    raw = BytesIO()
    with pikepdf.open(file) as pdf:
        pdf.save(
            raw, object_stream_mode=pikepdf.ObjectStreamMode.disable, stream_decode_level=pikepdf.StreamDecodeLevel.all
        )
    data = re.sub(rb"(?m)^\d{10} \d{5} [nf] *$", b"", raw.getvalue())  # where objects lie in the file
    titles = [bytes.fromhex(found.decode()).decode("utf-16") for found in re.findall(rb"<(feff[0-9a-f]+)>", data)]
    return " ".join(" ".join([*pages, data.decode("latin-1"), *titles]).split())


def values_of(room: Room) -> Iterator[tuple[Scheme, dict[str, str]]]:
    """What is kept of each case of the meeting."""
    with room.ws.read() as session:
        for row in session.scalars(select(RoundCaseRow).order_by(RoundCaseRow.position)):
            scheme = scheme_of(session, row.scheme_id)
            yield scheme, read_values(session, scheme, [row.version_id])[row.version_id]


def kept_from_volunteers(room: Room) -> Iterator[str]:
    """What no volunteer may ever see of any case: references, officers, places, other texts, exact times."""
    for scheme, values in values_of(room):
        for field in scheme.fields:
            hidden = field.type == "time" or ("volunteer" not in field.seen_by and field.in_words)
            if hidden and len(values.get(field.id, "")) > 5:
                yield value_words(scheme, field, values[field.id])


def identities(kind: str) -> set[str]:
    """What the extract says of who people are and which record it is: names, births, addresses, numbers."""
    wanted = re.compile(
        "name|birth|address|^URN$|Form ref|Custody reference|collar|shoulder|Officer|registration", re.I
    )
    found: set[str] = set()
    for name in FILES[kind]:
        with (PRACTICE / name).open(encoding="utf-8-sig", newline="") as file:
            for row in csv.DictReader(file):
                found |= {row[heading] for heading in row if wanted.search(heading) and len(row[heading] or "") > 5}
    return found


@pytest.mark.parametrize("kind", KINDS)
def test_nothing_that_was_covered_or_comes_later_is_in_a_byte_of_the_first_document(kind: str, tmp_path: Path):
    room = room_for.planned(tmp_path / "workspace", kind=kind, size=12, released=False)
    hidden = release_covered(room)
    assert hidden, "the cases of this test hold planted details"
    first, *later = write(room, tmp_path)
    said = everything(first)
    texts = [text.text for page in shapes(room)["record"].cases for text in page.narratives if len(text.text) > 40]
    assert not texts or " ".join(texts[0].partition("[")[0].split()) in said, "its words are found where they are"
    released = " ".join(texts)  # an officer may write in the grounds what another field holds too
    kept_back = {words for words in kept_from_volunteers(room) if words not in released}
    for words in {*hidden, *identities(kind), *kept_back}:
        told = " ".join(words.split())
        found = told in said and told not in _standing(room)
        assert not found, f"{told!r} is in the first document"
    assert "[NAME]" in repr(shapes(room)["record"].cases)
    for page, (scheme, values) in zip(shapes(room)["record"].cases, values_of(room), strict=True):
        shown = {line.label: line.value for group in page.groups for line in group.lines}
        assert not any(re.search(r"[Ee]thnicity|Outcome|[Rr]eference|Place\b", label) for label in shown)
        for name in ("sde_code", "ode_code", "outcome", "found_text"):
            field = next((field for field in scheme.fields if field.id == name and values.get(name)), None)
            assert field is None or value_words(scheme, field, values[name]) not in shown.values()
    assert len(later) == 2


@cache
def _words_of_files() -> str:
    """The standing words that any document may hold: questions, labels, wording."""
    folder = PRACTICE.parent
    files = [*folder.glob("schemes/**/*.toml"), *folder.glob("wording/*.toml"), *folder.glob("forces/*.toml")]
    return " ".join(" ".join(file.read_text(encoding="utf-8") for file in files).split())


def _standing(room: Room) -> str:
    return f"{_words_of_files()} {room.view.panel} {room.view.terms}"


# ------------------------------------------------------------------ what each document holds
def test_each_stage_adds_its_own_and_nothing_is_said_twice(tmp_path: Path):
    room = room_for.planned(tmp_path / "workspace", size=12, released=False)
    release_covered(room)
    write(room, tmp_path)
    record, video, reveal = (shapes(room)[stage] for stage in ("record", "video", "reveal"))
    labels = [
        {line.label for page in pack.cases for group in page.groups for line in group.lines}
        for pack in (record, video, reveal)
    ]
    assert not labels[0] & labels[2]
    assert {"Outcome", "Ethnicity as the person gave it"} < labels[2]
    assert [page.form.label for page in reveal.cases] == ["Ethnicity and outcome"] * 12
    assert {page.token for page in record.cases} == {page.token for page in reveal.cases}
    assert len(video.cases) < 12, "a case without a video has no page about it"
    assert video.left_out and "no part “The video”" in video.left_out[0]
    assert (record.after, video.after, reveal.after) == ("", "The record", "The video")
    assert not (video.draws or reveal.draws or video.carried)
    assert all(not page.again for page in record.cases)


def test_what_a_stage_lifts_is_shown_again_and_only_that(tmp_path: Path):
    room = room_for.planned(tmp_path / "workspace", kind="stop_search", size=12, released=False)
    release_covered(room)
    write(room, tmp_path)
    again = [text for page in shapes(room)["reveal"].cases for text in page.again]
    assert {text.label for text in again} == {"Grounds as the officer wrote them"}, "where an outcome is told"
    assert all("[OUTCOME]" not in text.text and "[ETHNICITY]" not in text.text for text in again)
    assert "[OUTCOME]" in repr(shapes(room)["record"].cases) or "[ETHNICITY]" in repr(shapes(room)["record"].cases)


def test_the_pages_are_what_a_seat_and_the_room_are_shown(tmp_path: Path):
    room = room_for.opened(tmp_path / "workspace")
    write(room, tmp_path)
    sheet = room.sheet(seat=2)
    assert sheet.current is not None
    page = shapes(room)["record"].cases[0]
    assert (page.groups, page.narratives, page.rows) == (
        sheet.current.groups, sheet.current.narratives, sheet.current.rows
    )  # fmt: skip
    assert [each.id for each in page.form.questions] == [each.id for each in sheet.current.questions]
    assert (page.number, page.token) == (sheet.number, sheet.token)


def test_documents_are_the_same_whatever_the_meeting_has_come_to(tmp_path: Path):
    room = room_for.opened(tmp_path / "workspace")
    write(room, tmp_path)
    before = shapes(room)
    room_for.grade_all(room)
    room_for.agree_all(room)
    panel_views.open_next_stage(room.ws, round_id=room.round_id, case_id=room.cases[0])
    write(room, tmp_path)
    with room.ws.read() as session:
        bodies = session.scalars(select(PaperShapeRow.body).order_by(PaperShapeRow.paper_id)).all()
    after = msgspec.json.decode(bodies[len(before)] or b"", type=PanelPack)
    assert after.cases == before["record"].cases, "nobody's answer is on it"


def test_the_panel_takes_a_view_of_what_it_agrees_on_in_the_meeting(tmp_path: Path):
    room = room_for.opened(tmp_path / "workspace")
    write(room, tmp_path)
    room_for.grade_all(room)
    to_agree = [one.question for one in room_for.show(room).questions if one.to_agree]
    assert [each.id for each in shapes(room)["record"].cases[0].to_agree] == to_agree


def test_how_the_cases_were_drawn_names_no_record(tmp_path: Path):
    room = room_for.planned(tmp_path / "workspace")
    write(room, tmp_path)
    (draw,) = shapes(room)["record"].draws
    assert [number for number, _, _ in draw.cases] == [1, 2, 3]
    assert all(re.fullmatch("[0-9a-f]{64}", code) and len(ticket) == 64 for _, code, ticket in draw.cases)
    assert not any(line.case_key for line in draw.how.drawn)
    assert draw.how.reserves == ()


def test_what_earlier_meetings_asked_for_is_told_with_the_answer_and_without_who_gave_it(tmp_path: Path):
    room = room_for.planned(tmp_path / "workspace")
    asked = [
        actions.add_action(
            room.ws, NewAction(round_id=1, rung="training", due=date(2025, 7, 31), task=task, owner="Area inspector")
        ).value.action_id
        for task in ("Teach the six reasons.", "Order cards for receipts.")
    ]
    actions.reply_action(room.ws, action_id=asked[0], text="Taught on 12 July.", said_by="Insp Quibble")
    actions.accept_action(room.ws, action_id=asked[0])
    actions.close_action(room.ws, action_id=asked[0])
    draw(room.ws, seal(room.ws, size=2, form="panel_short").frame_id)
    plan = room_for.plan_of(2, held_on=date(2025, 10, 9))
    meetings.set_up_meeting(room.ws, plan)
    room_for.let_all_go(room.ws, 2)
    panel_packs.write_panel_pack(room.ws, round_id=2, file=tmp_path / "second.pdf", stage="record")
    carried = shapes(room)["record"].carried
    assert [one.task for one in carried] == ["Teach the six reasons.", "Order cards for receipts."]
    assert any("Taught on [DATE]." in step for step in carried[0].steps)
    assert "Quibble" not in everything(tmp_path / "second.pdf")
    write(room, tmp_path, stage="video")
    assert shapes(room)["video"].carried == ()


# ------------------------------------------------------------------ what is refused, left out and kept
def test_a_case_that_is_not_released_is_named_and_nothing_is_made(tmp_path: Path):
    room = room_for.planned(tmp_path / "workspace", released=False)
    said = refused(lambda: write(room, tmp_path))
    assert said.what.startswith("Cases 1, 2, 3 are not released yet")
    release_covered(room)
    releases.recall(room.ws, round_id=room.round_id, case_id=room.cases[1])
    said = refused(lambda: write(room, tmp_path))
    assert said.what.startswith("Case 2 is not released yet")
    assert "panel_pack_made" not in events(room.ws)
    assert not list(tmp_path.glob("*.pdf"))


def test_a_withheld_case_is_left_out_and_said_so(tmp_path: Path):
    room = room_for.planned(tmp_path / "workspace", released=False)
    case = room.case(2)
    replacing.withhold(room.ws, draw_id=1, token=case.token, reason="live_investigation")
    release_covered(room)
    write(room, tmp_path, stage="record")
    pack = shapes(room)["record"]
    assert [page.number for page in pack.cases] == [1, 3]
    assert pack.left_out == ("Case 2: replaced, kept back or not released. There is nothing to grade.",)


def test_one_stage_is_one_file_and_another_word_is_refused(tmp_path: Path):
    room = room_for.planned(tmp_path / "workspace")
    assert [one.id for one in panel_packs.pack_stages(room.ws, round_id=room.round_id)] == ["record", "video", "reveal"]
    assert write(room, tmp_path, stage="reveal") == [tmp_path / "pack.pdf"]
    assert list(shapes(room)) == ["reveal"]
    assert "Choose one of: record, video, reveal." in refused(lambda: write(room, tmp_path, stage="revel")).fix
    assert "no meeting R9" in refused(
        lambda: panel_packs.write_panel_pack(room.ws, round_id=9, file=tmp_path / "x.pdf")
    ).what  # fmt: skip


def test_copies_are_numbered_named_and_know_the_releases_they_hold(tmp_path: Path):
    room = room_for.planned(tmp_path / "workspace")
    files = write(room, tmp_path, stage="record", how=PaperHow(size=PrintSize.LARGE, copies=2))
    assert [file.name for file in files] == ["pack-copy-1.pdf", "pack-copy-2.pdf"]
    with room.ws.read() as session:
        papers = session.scalars(select(PaperRow).order_by(PaperRow.id)).all()
        held = session.execute(select(PaperReleaseRow.paper_id, PaperReleaseRow.release_id)).all()
    assert {(row.sort, row.part, row.round_id) for row in papers} == {("panel_pack", "record", room.round_id)}
    assert len(held) == 2 * 3
    assert "R1 panel pack record, copy 2" in everything(files[1])
    assert events(room.ws)[-1] == "panel_pack_made"


def test_it_is_made_again_byte_for_byte(tmp_path: Path):
    room = room_for.planned(tmp_path / "workspace")
    (file,) = write(room, tmp_path, stage="record")
    assert make_paper("panel_pack", shapes(room)["record"], 11) == file.read_bytes()


def test_whoever_may_not_make_papers_is_refused(tmp_path: Path):
    room = room_for.planned(tmp_path / "workspace")
    add(room.ws, role="auditor", words="four green bottles standing")
    ws = signed_in_as(room.ws, "four green bottles standing")
    for ask in (
        lambda: panel_packs.pack_stages(ws, round_id=1),
        lambda: panel_packs.write_panel_pack(ws, round_id=1, file=tmp_path / "pack.pdf"),
    ):
        assert "auditor" in refused(ask).what
    ws.close()
