"""One meeting of a public summary: who took part, how its cases were drawn, what was found, what was asked for."""

from collections import Counter
from collections.abc import Iterator, Mapping

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.core.errors import AppError
from app.core.shapes.draws import DrawView
from app.core.shapes.meetings import Presence, meeting_label
from app.core.shapes.notices import SealedFacts
from app.core.shapes.results import DrawRates
from app.core.shapes.summaries import SummaryCount, SummaryDraw, SummaryMeeting
from app.core.stats.suppression import tell_alone
from app.core.words import count_of
from app.core.workflow.actions import ActionState
from app.core.workflow.rights import Affiliation
from app.export.wording import Wording
from app.models.frames import DrawRow, FrameCaseRow, FrameRow, PlanRow
from app.models.rounds import RoundDrawRow
from app.services.drawing.draw_words import at_words, days_words, other_draw_words
from app.services.drawing.draws import draw_view
from app.services.drawing.sealed_facts import for_auditor, sealed_facts
from app.services.drawing.standing import standing_of
from app.services.grading.actions import actions_of
from app.services.grading.rates import rates_within
from app.services.grading.verdicts import Verdicts, read_verdicts
from app.services.panels.meeting_facts import meeting_row, panel_seats
from app.services.papers.summary_counts import WORDS, Rules, count_words, few_words, summary_count, told_questions
from app.services.reasons import force_of
from app.services.workspace import Workspace

_SEALED = Wording("sealed")
_TOOK_PART = frozenset({Presence.PRESENT, Presence.LEFT})


def summary_meeting(ws: Workspace, session: Session, round_id: int) -> SummaryMeeting:
    """What a public summary tells of a meeting. AppError where it looked at no drawn case."""
    row, below = meeting_row(session, round_id), force_of(session).suppress_below
    found = read_verdicts(session, round_id)
    rates = {one.draw_id: one for one in rates_within(ws, session, round_id, found)}
    draws = session.scalars(select(RoundDrawRow.draw_id).where(RoundDrawRow.round_id == round_id)).all()
    if not draws:
        raise AppError(
            f"R{round_id} looked only at cases that somebody picked, and of those nothing is published.",
            "A summary is of cases that were drawn.",
        )
    counted = Counter(action.state for action in actions_of(ws, session, [round_id]))
    asked = summary_count("", tell_alone(counted.total(), below=below), below)
    actions, table = _actions(counted, asked, below)
    return SummaryMeeting(
        round=f"R{round_id}",
        heading=meeting_label(row.panel, row.held_on),
        members=_members(session, round_id),
        draws=tuple(_draw(session, found, session.get_one(DrawRow, draw), rates, below) for draw in sorted(draws)),
        targeted=_targeted(found, below),
        actions=actions,
        actions_table=table,
        actions_asked=asked,
    )


# ------------------------------------------------------------------ who
def _members(session: Session, round_id: int) -> str:
    """How many took part, by where they come from: how a panel is made up is public, and says nothing of a case."""
    seats = [seat for seat in panel_seats(session, round_id) if seat.presence in _TOOK_PART]
    counted = Counter(seat.affiliation for seat in seats)
    known = [one.value for one in Affiliation]
    parts = [
        WORDS.say("says.member_of", count=f"{counted[code]:,}", affiliation=WORDS.say(f"says.affiliation_{code}"))
        for code in sorted(counted, key=known.index)
    ]
    return WORDS.say("says.members", count=count_of(len(seats), "member"), parts=", ".join(parts))


def _targeted(found: Verdicts, below: int) -> str:
    count = sum(row.draw_id is None for row in found.rows)
    if not count:
        return ""
    told = tell_alone(count, below=below)
    return WORDS.say("says.targeted", count=count_words(told, below))


# ------------------------------------------------------------------ draws
def _draw(session: Session, found: Verdicts, row: DrawRow, rates: Mapping[int, DrawRates], below: int) -> SummaryDraw:
    frame, plan = session.get_one(FrameRow, row.frame_id), session.get_one(PlanRow, row.plan_id)
    view, facts = draw_view(session, row), sealed_facts(session, frame, plan)
    rows = [one for one in found.rows if one.draw_id == row.id]
    rules = Rules(below=below, zero_is_small=_is_known_whose(facts))
    stand = _stand(session, row.id)
    alone = stand == {one.case_id for one in rows}
    lines = rates[row.id].lines if row.id in rates else ()
    questions = told_questions(found, rows, lines, rules) if alone else ()
    checked = "says.check_auditor" if for_auditor(plan) else "says.check"
    return SummaryDraw(
        draw=f"D{row.id}",
        heading=f"{facts.kind_label}, {days_words(facts.first_day, facts.last_day)}",
        cases=_cases(facts, len(stand)),
        how=(*_how(facts, view), WORDS.say(checked, draw=f"D{row.id}")),
        seal=facts.seal,
        plan=facts.plan,
        others=(*other_draw_words(view.other_draws), *facts.other_seals),
        few=few_words(rules) if questions else "",
        questions=questions,
        not_told="" if alone else WORDS.say("says.shared"),
    )


def _stand(session: Session, draw_id: int) -> set[int]:
    """The cases of a draw that were not set aside.

    A case of two draws of a meeting is graded once and counted with the first. A table of the other's own cases beside
    a rate over all of them would give away what the shared ones got, so nothing is told of the other.
    """
    standing = standing_of(session, draw_id)
    listed = set(standing.called) - set(standing.replaced) - set(standing.withheld)
    return set(session.scalars(select(FrameCaseRow.case_id).where(FrameCaseRow.id.in_(listed))))


def _is_known_whose(facts: SealedFacts) -> bool:
    """Whether most of the list, or of a group of it, was drawn: whose cases those are can be known."""
    return any(2 * stratum.size > stratum.cases for stratum in facts.strata)


def _cases(facts: SealedFacts, put_before: int) -> str:
    """How many cases stood for the panel to look at. How many it came to is told with no figure of its own."""
    entry = "says.graded_whole" if facts.whole else "says.graded"
    put = count_of(put_before, "case was", "cases were").capitalize()
    return WORDS.say(entry, cases=put, every=f"{facts.cases:,}")


def _how(facts: SealedFacts, view: DrawView) -> Iterator[str]:
    say = WORDS.say
    cases = count_of(facts.cases, "case")
    yield say("says.list", cases=cases, sealed_at=at_words(facts.sealed_at), divided=facts.divided)
    if facts.filters:
        filters = "; ".join(f"{label}: {value}" for label, value in facts.filters)
        yield say("says.filters", filters=filters)
    drawn = count_of(len(view.cases), "case was", "cases were")
    at = at_words(view.drawn_at)
    yield say("says.drawn_whole", drawn_at=at) if view.whole else say("says.drawn", drawn=drawn, drawn_at=at)
    yield say("says.lodged") if view.lodged else _SEALED.say("says.not_lodged")
    yield from _changes(view)


def _changes(view: DrawView) -> Iterator[str]:
    """How many were replaced or kept back: each is in the check bundle by its code, so none of it is hidden."""
    if not view.replaced and not view.withheld:
        yield WORDS.say("says.no_changes")
    for entry, changed in (("says.replaced", view.replaced), ("says.withheld", view.withheld)):
        if changed:
            yield WORDS.say(entry, cases=count_of(len(changed), "case was", "cases were"))


# ------------------------------------------------------------------ actions
def _actions(
    counted: Counter[str], asked: SummaryCount, below: int
) -> tuple[tuple[str, ...], tuple[SummaryCount, ...]]:
    """What was asked for and how far it is: of all or of none, for one count that is hidden could be worked out."""
    if not asked.highest:
        return (WORDS.say("says.actions_none"),), ()
    said = WORDS.say("says.actions", count=asked.words)
    if any(1 <= counted[state.value] < below for state in ActionState):
        return (said, WORDS.say("says.actions_hidden", below=below)), ()
    table = tuple(
        summary_count(WORDS.say(f"actions.{state.value}"), tell_alone(counted[state.value], below=below), below)
        for state in ActionState
    )
    return (said,), table
