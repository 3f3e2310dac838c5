"""Seal notice and certificate as services make them: true to what was done, kept, numbered, logged, and impersonal."""

from pathlib import Path

import msgspec
import pytest
from sqlalchemy import select

from app.core.errors import AppError
from app.core.sampling.allocation import RULES
from app.core.sampling.members import SHIPPED
from app.core.sampling.plan import SEED_SOURCES
from app.core.shapes.designs import PlanChoice
from app.core.shapes.gate import DrawPeople, LodgingView
from app.core.shapes.notices import DrawCertificate, SealNotice
from app.core.shapes.packs import SamplePack
from app.core.shapes.reconciling import Figure
from app.export.certificate import draw_certificate
from app.export.notice import seal_notice
from app.export.wording import Wording
from app.models.papers import PaperRow, PaperShapeRow
from app.services.drawing import draws, exclusions, frames, lodging, plans, replacing
from app.services.drawing.draw_words import lodged_words
from app.services.drawing.reconciling import reconcile_with_figures
from app.services.papers import draw_papers, notices
from app.services.workspace import Workspace
from tests.builders import SEED, FixedClock, draw, entries, import_practice, seal
from tests.export.papers import faults, structure
from tests.export.qr_reader import read


@pytest.fixture
def listed(workspace: Workspace) -> Workspace:
    """A workspace with the practice extract in it."""
    import_practice(workspace)
    return workspace


def kept(ws: Workspace, shape: type) -> tuple[msgspec.Struct, PaperRow]:
    """The newest paper's shape and row."""
    with ws.read() as session:
        row = session.scalars(select(PaperRow).order_by(PaperRow.id.desc())).first()
        assert row is not None
        body = session.get_one(PaperShapeRow, row.id).body
    assert body is not None
    return msgspec.json.decode(body, type=shape), row


def notice(ws: Workspace, file: Path) -> SealNotice:
    draw_papers.write_notice(ws, frame_id=1, file=file)
    return kept(ws, SealNotice)[0]


def certificate(ws: Workspace, file: Path, draw_id: int = 1) -> DrawCertificate:
    draw_papers.write_certificate(ws, draw_id=draw_id, file=file)
    return kept(ws, DrawCertificate)[0]


def test_a_notice_says_what_the_plan_says(listed: Workspace, tmp_path):
    frame = seal(listed, where=(("lpu", "crewe"),), strata=("power",), join_small=True)
    told = notice(listed, tmp_path / "n.pdf").facts
    assert (told.seal, told.plan, told.plan_number) == (frame.seal, frame.plan, 1)
    assert [line.cases for line in told.strata] == [line.cases for line in frame.strata]
    assert {line.name for line in told.strata} == {""}
    assert told.filters == frame.filters
    assert told.funnel == frame.funnel
    assert told.divided == "The list is divided by power used, and each group is drawn from by itself."
    assert told.seed_from.startswith("It will come from ten-sided dice rolled after the seal, or be made by the app")
    assert told.replace_reasons[0] == "The same search is in the list twice"


def test_a_notice_is_kept_numbered_and_logged_and_the_same_again(listed: Workspace, tmp_path):
    seal(listed)
    first = notice(listed, tmp_path / "1.pdf")
    shape, row = kept(listed, SealNotice)
    assert (first.issue.number, row.sort, row.frame_id, row.draw_id) == ("F1 notice, copy 1", "notice", 1, None)
    assert seal_notice(shape) == (tmp_path / "1.pdf").read_bytes()
    assert notice(listed, tmp_path / "2.pdf").issue.number == "F1 notice, copy 2"
    told = entries(listed)[-1]
    assert (told["event"], told["act"]) == ("notice_made", "disclose")
    assert set(told["details"]) == {"frame_id", "papers", "sha256", "number"}
    assert first.issue.practice
    assert first.issue.marking == "OFFICIAL"


def test_the_seal_for_a_window_is_the_one_on_paper(listed: Workspace, tmp_path):
    frame = seal(listed)
    shown, paper = notices.read_seal(listed, 1), notice(listed, tmp_path / "n.pdf")
    assert "".join(shown.groups) == frame.seal
    assert read(shown.squares) == shown.scan == paper.facts.scan
    assert shown.scan == f"SCRUTINY-PANEL PRACTICE\nseal {frame.seal}\nplan {frame.plan}"
    assert shown.message == paper.message
    assert shown.message.splitlines()[0] == "PRACTICE, for learning only."
    assert f"Seal: {frame.seal}" in shown.message.splitlines()


def test_after_the_draw_there_is_no_notice_any_more(listed: Workspace, tmp_path):
    seal(listed)
    draw(listed)
    with pytest.raises(AppError, match="was drawn already, as D1"):
        draw_papers.write_notice(listed, frame_id=1, file=tmp_path / "n.pdf")
    with pytest.raises(AppError, match="was drawn already"):
        notices.read_seal(listed, 1)
    with pytest.raises(AppError, match="no sealed list F2"):
        draw_papers.write_notice(listed, frame_id=2, file=tmp_path / "n.pdf")
    assert not (tmp_path / "n.pdf").exists()


def test_what_was_left_out_stands_on_both_papers(listed: Workspace, tmp_path):
    reference = seal_and_draw_one(listed)
    case_id = exclusions.find_case(listed, kind="stop_search", reference=reference)
    exclusions.exclude(listed, kind="stop_search", case_id=case_id, reason="duplicate", note="seen twice")
    frame = seal(listed)
    draw_papers.write_notice(listed, frame_id=frame.frame_id, file=tmp_path / "n.pdf")
    told = kept(listed, SealNotice)[0]
    assert [(line.reason, line.count) for line in told.facts.left_out] == [("duplicate", 1)]
    draw(listed, frame.frame_id)
    after = certificate(listed, tmp_path / "c.pdf", draw_id=2)
    assert after.facts.left_out == told.facts.left_out
    for private in ("seen twice", reference):
        assert private not in repr(told) + repr(after)


def seal_and_draw_one(ws: Workspace) -> str:
    """A reference of the practice extract, by drawing a case."""
    frame = seal(ws, size=1, reserves=0)
    return draw(ws, frame.frame_id).cases[0].case_key


def test_a_certificate_tells_who_took_part(listed: Workspace, tmp_path, clock: FixedClock):
    seal(listed)
    lodging.lodge(listed, frame_id=1, to="Dilys Ŵyn, chair", how="paper")
    clock.advance(minutes=30)
    people = DrawPeople(rolled_by="Dilys Ŵyn", witnessed_by="Two members")
    found = draws.draw_sample(listed, frame_id=1, seed=SEED, people=people).value
    told = certificate(listed, tmp_path / "c.pdf")
    assert told.lodged == ("With Dilys Ŵyn, chair, on paper, on Tuesday 1 July 2025, 10:00.",)
    assert told.people == (("Rolled by", "Dilys Ŵyn"), ("Witnessed by", "Two members"))
    assert told.seed_source == "Ten-sided dice, rolled after the list was sealed, and typed in."
    assert [case.token for case in told.cases] == [case.token for case in found.cases]
    assert [case.token for case in told.reserves] == [case.token for case in found.reserves]
    assert "The people it names" in told.issue.handling
    assert dict(told.checks) == {name: digests[-1] for name, digests in SHIPPED.items()}
    assert told.outside is None


def test_a_certificate_holds_no_record_number(listed: Workspace, tmp_path):
    seal(listed, strata=("lpu",))
    found = draw(listed)
    told = certificate(listed, tmp_path / "c.pdf")
    words = structure((tmp_path / "c.pdf").read_bytes()).words
    for case in (*found.cases, *found.reserves):
        assert case.case_key not in repr(told)
        assert case.case_key not in words
    assert "Crewe" not in words


def test_who_draws_alone_is_told_what_that_shows(listed: Workspace, tmp_path):
    seal(listed)
    draw(listed, seed=None)
    told = certificate(listed, tmp_path / "c.pdf")
    assert told.lodged == ("Seal and plan were not lodged with anyone before the draw.",)
    assert "not that no other draw was made on a copy" in told.seed_source
    assert told.issue.handling.startswith("Holds no record number and no person.")


def test_a_list_drawn_whole_was_chosen_by_nobody(listed: Workspace, tmp_path):
    frame = seal(listed, where=(("lpu", "crewe"),), allocation="all", size=0, reserves=0)
    assert notice(listed, tmp_path / "n.pdf").facts.seed_from == "Every group is taken whole: no dice are needed."
    draw(listed, seed=None)
    told = certificate(listed, tmp_path / "c.pdf")
    assert told.facts.whole
    assert told.seed_source.endswith("nobody chose.")
    assert len(told.cases) == frame.cases
    assert "All" in structure((tmp_path / "c.pdf").read_bytes()).words


def test_a_group_that_could_point_at_a_person_is_for_the_auditor(listed: Workspace, tmp_path):
    frame = seal(listed, strata=("power",))
    assert frame.small_strata
    told = notice(listed, tmp_path / "n.pdf")
    draw(listed)
    after = certificate(listed, tmp_path / "c.pdf")
    for paper in (told, after):
        assert paper.warning.startswith("For the auditor, not for publication.")
        assert paper.issue.marking == "OFFICIAL-SENSITIVE"
        assert paper.issue.handling.startswith("For the auditor")


def test_replaced_and_withheld_cases_stand_on_the_certificate_and_in_the_pack(listed: Workspace, tmp_path):
    seal(listed)
    found = draw(listed)
    first, second = found.cases[0], found.cases[1]
    replacing.replace(listed, draw_id=1, token=first.token, reason="duplicate")
    replacing.withhold(listed, draw_id=1, token=second.token, reason="covert")
    told = certificate(listed, tmp_path / "c.pdf")
    spare = told.replaced[0].by
    assert (told.replaced[0].token, told.withheld[0].token) == (first.token, second.token)
    assert spare == found.reserves[0].token
    assert told.cases[0].became.startswith("Replaced by ")
    assert told.cases[1].became == "Kept back"
    assert told.reserves[0].became.startswith("Took the place of ")
    draw_papers.write_pack(listed, draw_id=1, file=tmp_path / "p.pdf")
    pack = kept(listed, SamplePack)[0]
    assert [sentence.partition(":")[0].split(" ", 3)[3] for sentence in pack.how_drawn.changes] == [
        f"was replaced by the reserve {' '.join(spare[at : at + 4] for at in (0, 4, 8))}",
        "was kept back from the panel",
    ]
    assert pack.how_drawn.outside.startswith("Not yet reconciled.")
    tokens = [case.token for case in pack.cases]
    assert first.token not in tokens
    assert second.token not in tokens
    assert (tokens[-1], pack.cases[-1].number) == (spare, 9)


def test_an_outside_count_stands_on_the_certificate_and_in_the_pack(listed: Workspace, tmp_path):
    frame = seal(listed)
    draw(listed)
    figures = [Figure(count=frame.cases + 2)]
    reconcile_with_figures(listed, frame_id=1, figures=figures, source="A letter", explanation="Two came in late.")
    told = certificate(listed, tmp_path / "c.pdf")
    assert told.outside is not None
    assert told.outside.sentence == "The figures differ."
    assert [line.difference for line in told.outside.lines] == [-2]
    draw_papers.write_pack(listed, draw_id=1, file=tmp_path / "p.pdf")
    assert "the figures differ. Explanation: Two came in late." in kept(listed, SamplePack)[0].how_drawn.outside


def test_another_list_over_the_same_days_is_named(listed: Workspace, tmp_path):
    seal(listed, size=3)
    seal(listed)
    draw(listed, 2)
    told = certificate(listed, tmp_path / "c.pdf")
    assert told.facts.frame == "F2"
    assert len(told.facts.other_seals) == 1
    assert ", list F1, 1 to 30 June 2025, sealed on " in told.facts.other_seals[0]
    assert told.facts.other_seals[0].endswith("never drawn from")


@pytest.mark.parametrize("profile", ["ua1", "2a"])
def test_real_papers_keep_the_standards_and_are_the_same_again(listed: Workspace, tmp_path, profile: str):
    seal(listed, strata=("lpu",))
    before = notice(listed, tmp_path / "n.pdf")
    draw(listed)
    after = certificate(listed, tmp_path / "c.pdf")
    assert faults((tmp_path / "n.pdf").read_bytes(), profile, tmp_path) == []
    assert faults((tmp_path / "c.pdf").read_bytes(), profile, tmp_path) == []
    assert seal_notice(before) == (tmp_path / "n.pdf").read_bytes()
    assert draw_certificate(after) == (tmp_path / "c.pdf").read_bytes()


def test_there_is_no_such_draw(listed: Workspace, tmp_path):
    with pytest.raises(AppError, match="no draw D7"):
        draw_papers.write_certificate(listed, draw_id=7, file=tmp_path / "c.pdf")
    assert not (tmp_path / "c.pdf").exists()


def test_everything_that_a_plan_can_say_has_words():
    words = Wording("sealed")
    for rule in RULES:
        assert words.say(f"rules.{rule}", cases=3)
    for source in SEED_SOURCES:
        assert words.say(f"says.seed_{source}", name="a number")
        assert words.say(f"says.came_{source}", name="a number")


def test_a_further_draw_has_a_notice_of_its_own(listed: Workspace, tmp_path):
    frame = seal(listed)
    draw(listed)
    plans.fix_plan(listed, frame_id=1, choice=PlanChoice(size=3))
    told = notice(listed, tmp_path / "n.pdf")
    assert (told.facts.seal, told.facts.plan_number, told.facts.size) == (frame.seal, 2, 3)
    assert told.facts.plan != frame.plan
    assert certificate(listed, tmp_path / "c.pdf").other_draws == ("Number 2, not drawn yet",)
    draw(listed, seed="2" * 20)
    assert (
        certificate(listed, tmp_path / "c.pdf").other_draws[0].startswith("D2, number 2, drawn on Tuesday 1 July 2025")
    )


def test_a_public_number_is_named_before_and_after(listed: Workspace, tmp_path):
    seal(listed, seed_source="named", seed_name="National Lottery, 5 July 2025")
    told = notice(listed, tmp_path / "n.pdf")
    assert told.facts.seed_from == "It will be a public number, named now: National Lottery, 5 July 2025."
    draw(listed)
    after = certificate(listed, tmp_path / "c.pdf")
    assert after.seed_source == "A public number that the plan named in advance: National Lottery, 5 July 2025."


def test_what_volunteers_may_never_see_is_not_published(listed: Workspace, tmp_path):
    sergeant = frames.list_values(listed, kind="stop_search", facet="supervisor_id")[0][0]
    seal(listed, where=(("supervisor_id", sergeant),), size=2, reserves=0)
    told = notice(listed, tmp_path / "n.pdf")
    draw(listed)
    after = certificate(listed, tmp_path / "c.pdf")
    for paper in (told, after):
        assert [value for _, value in paper.facts.filters] == ["(not published)"]
        assert "(not published)" in paper.facts.funnel[-1].step
        assert sergeant not in repr(paper)


def test_so_many_from_each_of_a_facet(listed: Workspace, tmp_path):
    seal(listed, per=("lpu", 2), size=0, reserves=0)
    told = notice(listed, tmp_path / "n.pdf").facts
    assert {(line.rule, line.size) for line in told.strata} == {("per", 2)}
    assert told.divided.startswith("The list is divided by local policing unit")


def test_a_name_that_was_erased_leaves_how_and_when():
    lodged = LodgingView(
        lodging_id=1, plan_number=1, to="", how="qr", how_label="by QR code", note="", at="2025-07-01T09:00:00Z"
    )
    assert lodged_words([lodged]) == ("By QR code, on Tuesday 1 July 2025, 10:00; the name was erased or not given.",)
