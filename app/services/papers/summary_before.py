"""A meeting of a public summary beside the earlier summaries of it: nobody learns more from two than from one.

Two that differ would show what the case that makes the difference got. So a summary whose figures of cases differ from
those of an earlier one is refused, whatever changed in between. Actions go on: what was asked for is told again where
every number is the same as in each earlier summary or far enough from it, and otherwise not at all.
"""

from collections.abc import Iterator
from dataclasses import replace
from typing import Final

import msgspec
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.core.errors import AppError
from app.core.shapes.summaries import PublicSummary, SummaryCount, SummaryMeeting
from app.models.papers import PaperRow, PaperShapeRow
from app.services.papers.summary_counts import WORDS

SORT: Final = "summary"


def beside_earlier(session: Session, meeting: SummaryMeeting, below: int) -> SummaryMeeting:
    """A meeting as it may be told beside the summaries that were made of it before.

    Args:
        session: in which the earlier ones are kept.
        meeting: as it is now.
        below: counts below this are small.

    Raises:
        AppError: it was published with other figures of cases, or in a paper that was erased here.
    """
    for row, earlier in _published(session, meeting.round):
        if earlier is None:
            raise AppError(
                f"An earlier public summary (P{row.id}) was erased here, so nobody can see whether it told the same of "
                f"{meeting.round}.",
                f"Leave {meeting.round} out: two summaries that differ would give away what single cases got.",
            )
        if _figures(earlier) != _figures(meeting):
            raise AppError(
                f"{meeting.round} was published with other figures (P{row.id}). Side by side the two would give away "
                "what the cases that changed in between got.",
                f"Use the earlier paper again, or leave {meeting.round} out. If it was wrong, say so in words.",
            )
        if _is_told_by_few(meeting, earlier, below):
            since = WORDS.say("says.actions_since", below=below)
            meeting = replace(meeting, actions=(since,), actions_asked=None, actions_table=())
    return meeting


def _published(session: Session, name: str) -> Iterator[tuple[PaperRow, SummaryMeeting | None]]:
    """The summaries that were made before and tell of a meeting, with what they say; None where that was erased."""
    rows = session.execute(
        select(PaperRow, PaperShapeRow.body)
        .join(PaperShapeRow, PaperShapeRow.paper_id == PaperRow.id)
        .where(PaperRow.sort == SORT)
        .order_by(PaperRow.id)
    )
    for row, body in rows:
        if body is None:
            if name == f"R{row.round_id}" or row.part:
                yield row, None
            continue
        shape = msgspec.json.decode(body, type=PublicSummary)
        for meeting in shape.meetings:
            if meeting.round == name:
                yield row, meeting


def _figures(meeting: SummaryMeeting) -> dict[tuple[str, str], object]:
    """What is told of cases: numbers alone, so that other words for the same are no difference.

    What was asked for is not in it, for that goes on; nor how the cases were drawn, which the certificate tells.
    """
    return {
        (draw.draw, question.id): (question.cases, [(one.lowest, one.highest) for one in question.answers])
        for draw in meeting.draws
        for question in draw.questions
    }


def _is_told_by_few(meeting: SummaryMeeting, earlier: SummaryMeeting, below: int) -> bool:
    """Whether a number of actions differs from the one that was told by so few that the difference is a small count."""
    pairs = [(meeting.actions_asked, earlier.actions_asked)]
    pairs += zip(meeting.actions_table, earlier.actions_table, strict=False)  # one has no table, or both every state
    return any(now is not None and then is not None and _may_be_few_apart(now, then, below) for now, then in pairs)


def _may_be_few_apart(one: SummaryCount, other: SummaryCount, below: int) -> bool:
    if (one.lowest, one.highest) == (other.lowest, other.highest):
        return False
    return max(one.lowest - other.highest, other.lowest - one.highest) < below
