"""A pack tells nothing beside a case that would give away what is graded blind: not by its stratum, nor by a filter."""

from pathlib import Path

import msgspec
import pytest
from sqlalchemy import select

from app.core.schemes.plain import value_words
from app.core.shapes.packs import SamplePack
from app.models.frames import DrawRow
from app.models.papers import PaperShapeRow
from app.services.drawing.frame_views import scheme_of
from app.services.drawing.how_drawn import how_drawn
from app.services.papers import draw_papers
from app.services.workspace import Workspace
from tests.builders import draw, import_practice, seal
from tests.export.papers import structure


def packed(ws: Workspace, file: Path) -> SamplePack:
    draw_papers.write_pack(ws, draw_id=1, file=file)
    with ws.read() as session:
        body = session.scalars(select(PaperShapeRow.body)).one()
    return msgspec.json.decode(body or b"", type=SamplePack)


def labels(ws: Workspace, facet: str) -> set[str]:
    """Every value of a facet in plain words."""
    with ws.read() as session:
        scheme = scheme_of(session, 1)
    field = scheme.field(facet)
    return {value_words(scheme, field, code.code) for code in scheme.vocabularies[field.vocabulary]}


@pytest.mark.parametrize("facet", ["outcome", "sde_code", "ode_code"])
def test_strata_that_would_give_the_reveal_away_are_kept_back(workspace: Workspace, tmp_path: Path, facet: str):
    import_practice(workspace)
    seal(workspace, strata=(facet,), join_small=True, size=20, reserves=4)
    draw(workspace)
    pack = packed(workspace, tmp_path / "pack.pdf")
    told = {case.stratum for case in pack.cases} | {
        line.stratum for line in (*pack.how_drawn.drawn, *pack.how_drawn.reserves)
    }
    assert told == {"kept back until graded"}
    assert pack.how_drawn.strata == ()
    assert not labels(workspace, facet) & told


def test_a_filter_that_would_give_the_reveal_away_is_kept_back(workspace: Workspace, tmp_path: Path):
    import_practice(workspace)
    seal(workspace, where=(("outcome", "nfa"), ("gender", "Male")), size=8)
    draw(workspace)
    how = packed(workspace, tmp_path / "pack.pdf").how_drawn
    assert how.filters == (("Outcome", "kept back until graded"), ("Sex or gender, as recorded", "Male"))
    assert [step.step for step in how.funnel][3:] == [
        "Outcome: kept back until graded",
        "Sex or gender, as recorded: Male",
    ]
    assert not [step for step in how.funnel if "further" in step.step]
    assert (how.cases, {step.count for step in how.funnel}) == (None, {0}), "34 of 304 would tell the outcome"
    words = structure((tmp_path / "pack.pdf").read_bytes()).words
    assert "it could give away what is graded without knowing it" in words
    assert "from a list of" not in words


def test_a_list_taken_whole_is_said_to_be_so_where_its_size_is_not_told(workspace: Workspace, tmp_path: Path):
    import_practice(workspace)
    seal(workspace, where=(("outcome", "nfa"), ("lpu", "crewe")), allocation="all", size=0, reserves=0)
    draw(workspace, seed=None)
    how = packed(workspace, tmp_path / "pack.pdf").how_drawn
    assert (how.cases, how.whole) == (None, True)
    words = structure((tmp_path / "pack.pdf").read_bytes()).words
    assert "All cases of the list were taken: nobody chose." in words
    assert "before there was a seed" not in words


def test_the_size_of_a_list_is_told_where_every_filter_is(workspace: Workspace, tmp_path: Path):
    import_practice(workspace)
    seal(workspace, where=(("gender", "Male"),), size=8)
    draw(workspace)
    how = packed(workspace, tmp_path / "pack.pdf").how_drawn
    assert how.cases == how.funnel[-1].count > 100


def test_strata_that_the_record_shows_anyway_are_named(workspace: Workspace, tmp_path: Path):
    import_practice(workspace)
    seal(workspace, strata=("lpu",), size=18)
    draw(workspace)
    pack = packed(workspace, tmp_path / "pack.pdf")
    assert {line.name for line in pack.how_drawn.strata} >= {"Warrington", "Widnes"}
    assert {case.stratum for case in pack.cases} == {line.label for line in pack.how_drawn.strata}


def test_a_panel_is_told_of_no_team_no_reference_and_no_filter_that_it_never_sees(workspace: Workspace):
    import_practice(workspace)
    team = "Northwich Response B"
    seal(workspace, where=(("team", team),), strata=("officer_id",), join_small=True, size=4, reserves=0)
    draw(workspace)
    with workspace.read() as session:
        row = session.get_one(DrawRow, 1)
        how, to_us = how_drawn(session, row, "volunteer"), how_drawn(session, row)
    assert how.filters == (("Team", "kept back from the panel"),)
    assert (how.strata, how.groups_later) == ((), True)
    assert not any(line.case_key for line in how.drawn) and all(line.case_key for line in to_us.drawn)
    assert team not in repr(how) and team in repr(to_us)
