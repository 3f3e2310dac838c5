"""What a meeting came to: the newest view of the panel on every question, case by case."""

from collections.abc import Mapping

from sqlalchemy import select

from app.core.clock import to_text
from app.core.schemes.spec import Question
from app.core.shapes.meeting_outcomes import CaseOutcome
from app.core.shapes.meetings import Consensus
from app.core.words import say
from app.core.workflow.meeting import PanelCase
from app.core.workflow.rights import Right, Role
from app.models.meetings import ConsensusRow, ConsensusTextRow
from app.services.panels.meeting_facts import meeting_row
from app.services.panels.panel_cases import case_rows, newest_views, panel_cases
from app.services.rights import require
from app.services.workspace import Workspace

_ROLE = Role.VOLUNTEER.value


def meeting_outcomes(ws: Workspace, round_id: int) -> tuple[CaseOutcome, ...]:
    """What the panel set down on every case of a meeting, in the order of its queue.

    Raises:
        AppError: whoever asks may not see what panels think, or there is no such meeting.
    """
    require(ws, Right.SEE_SPREAD)
    with ws.read() as session:
        meeting_row(session, round_id)
        rows = case_rows(session, round_id)
        cases, views = panel_cases(session, rows), newest_views(session, [row.id for row in rows])
        ids = [view.id for case in views.values() for view in case.values()]
        texts = session.scalars(select(ConsensusTextRow).where(ConsensusTextRow.consensus_id.in_(ids)))
        minority = {text.consensus_id: text.minority or "" for text in texts}
        return tuple(
            CaseOutcome(
                number=row.position,
                facts=f"code {row.token.hex()[:8]}  ·  {say(cases[row.id].blank.scheme.label)}",
                set_aside=cases[row.id].set_aside,
                views=_views(cases[row.id], views.get(row.id, {}), minority),
            )
            for row in rows
        )


def _views(
    case: PanelCase, agreed: Mapping[str, ConsensusRow], minority: Mapping[int, str]
) -> tuple[tuple[str, Consensus], ...]:
    """The views on a case in the order of its form."""
    scheme = case.blank.scheme
    wanted = [scheme.question(name) for name in scheme.form(case.blank.form).questions if name in agreed]
    return tuple(
        (
            say(question.text_for.get(_ROLE, question.text)),
            _consensus(case, question, agreed[question.id], minority.get(agreed[question.id].id, "")),
        )
        for question in wanted
    )


def _consensus(case: PanelCase, question: Question, row: ConsensusRow, minority: str) -> Consensus:
    answers = {answer.code: say(answer.label) for answer in case.blank.scheme.scales[question.scale].answers}
    return Consensus(
        choice=row.choice,
        label=answers.get(row.choice, ""),
        votes_for=row.votes_for,
        votes_against=row.votes_against,
        votes_abstained=row.votes_abstained,
        minority=minority,
        agreed_at=to_text(row.agreed_at),
    )
