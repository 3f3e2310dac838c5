"""What is read of many things is asked of the store in as few questions as of one."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import event, select
from sqlalchemy.engine import Engine

from app.models.papers import PaperRow
from app.services.drawing.change_reasons import read_changes
from app.services.grading.declared import declared_late
from app.services.papers import draw_papers
from app.services.papers.whose import others_papers
from app.services.workspace import Workspace
from tests.builders import draw, import_practice, seal
from tests.people import WORDS, add, signed_in_as


@pytest.fixture
def asked() -> Iterator[Callable[[Callable[[], object]], int]]:
    """How many questions something asks of the store."""
    said: list[str] = []

    def listen(_connection: Any, _cursor: Any, statement: str, *_: Any) -> None:
        said.append(statement)

    def count(do: Callable[[], object]) -> int:
        said.clear()
        do()
        return len(said)

    event.listen(Engine, "before_cursor_execute", listen)
    yield count
    event.remove(Engine, "before_cursor_execute", listen)


def test_whose_many_packs_are_is_asked_like_that_of_one(workspace: Workspace, tmp_path: Path, asked):
    import_practice(workspace)
    for _ in range(3):
        drawn = draw(workspace, seal(workspace, size=1, reserves=0).frame_id)
        draw_papers.write_pack(workspace, draw_id=drawn.draw_id, file=tmp_path / "pack.pdf")
    add(workspace, "Lionel Manager", "line_manager", WORDS)
    ws = signed_in_as(workspace, WORDS)
    with ws.read() as session:
        papers = session.scalars(select(PaperRow)).all()
        assert others_papers(ws, session, papers) == {1, 2, 3}
        one, all_of_them = (asked(lambda some=some: others_papers(ws, session, some)) for some in (papers[:1], papers))
    ws.close()
    assert all_of_them == one


def test_what_may_change_in_a_long_draw_is_asked_like_that_of_a_short_one(workspace: Workspace, asked):
    import_practice(workspace)
    for size in (2, 9):
        draw(workspace, seal(workspace, size=size, reserves=0).frame_id)
    assert len(read_changes(workspace, 2).replaceable) == 9
    assert asked(lambda: read_changes(workspace, 2)) == asked(lambda: read_changes(workspace, 1))


def test_where_nobody_has_a_part_in_a_case_nothing_is_asked(workspace: Workspace, asked):
    with workspace.read() as session:
        session.connection()
        assert asked(lambda: declared_late(session, {1: {}})) == 0
