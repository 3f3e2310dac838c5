"""Meetings whose figures are chosen by a test: so many cases got each answer to one question, all others the same."""

from collections.abc import Sequence
from pathlib import Path

import msgspec
from sqlalchemy import select

from app.core.shapes.summaries import PublicSummary, SummaryQuestion
from app.models.papers import PaperRow, PaperShapeRow
from app.services.papers import summaries
from app.services.papers.summaries import SummaryFiles
from app.services.workspace import Workspace
from tests import panels
from tests.coordinated import open_coordinator

RAG = ("green", "amber", "red", "cannot_tell", "")
"""The answers to how a case is graded overall, by code; "" where the panel did not agree."""


def listed(folder: Path, cases: int, **cells: Sequence[str]) -> Workspace:
    """A coordinator's workspace with so many searches of adults in it."""
    ws = open_coordinator(folder / "workspace")
    panels.small_list(ws, folder, cases, **cells)
    return ws


def met(
    ws: Workspace, counts: Sequence[int], *, seed: str, of: Sequence[str] = RAG, question: str = "C8", **choice
) -> int:
    """A closed meeting of three over a draw: so many cases got each answer."""
    draw_id = panels.draw_for_panel(ws, seed, size=sum(counts), **choice)
    round_id = panels.panel(ws, draw_id, seats=3)
    codes = [code for code, count in zip(of, counts, strict=True) for _ in range(count)]
    panels.agree(ws, round_id, "C8", dict(enumerate(codes, 1)))
    panels.close(ws, round_id)
    return round_id


def summarise(ws: Workspace, folder: Path, *round_ids: int, **options) -> PublicSummary:
    """The summary of some meetings as it was kept; its files are ``s.pdf``, ``s.csv`` and ``s.txt``."""
    files = SummaryFiles(paper=folder / "s.pdf", csv=folder / "s.csv", text=folder / "s.txt")
    summaries.write_summary(ws, round_ids=round_ids, files=files, **options)
    with ws.read() as session:
        newest = select(PaperShapeRow.body).join(PaperRow).order_by(PaperRow.id.desc())
        body = session.scalars(newest).first()
    assert body is not None
    return msgspec.json.decode(body, type=PublicSummary)


def question_of(summary: PublicSummary, name: str = "C8", *, meeting: int = 0, draw: int = 0) -> SummaryQuestion:
    """A question of a summary."""
    return next(one for one in summary.meetings[meeting].draws[draw].questions if one.id == name)


def told(question: SummaryQuestion) -> list[str]:
    """The counts as people read them."""
    return [one.words for one in question.answers]
