"""A line manager's month as a paper: their own round, and nothing that could be held against another's."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from pathlib import Path

from sqlalchemy.orm import Session

from app.core.changes import Done
from app.core.clock import from_text
from app.core.days import day_words, local, month_words
from app.core.errors import AppError
from app.core.events import Act, Event
from app.core.schemes.plain import question_words
from app.core.shapes.month_papers import MonthCases, MonthFound, MonthPaper
from app.core.shapes.months import CaseFeedback
from app.core.shapes.packs import Issue
from app.core.shapes.papers import AS_USUAL, PaperHow
from app.core.shapes.reports import Point
from app.core.shapes.sheets import Queue, QueueItem, RoundListing, SheetState
from app.core.stats.questions import counted_questions
from app.core.words import case_numbers, count_of, say
from app.core.workflow.actions import ActionState
from app.core.workflow.feedback import Point as Element
from app.core.workflow.feedback import feedback_points
from app.core.workflow.sheet import Grading
from app.export.wording import Wording
from app.models.rounds import RoundCaseRow, RoundRow
from app.services.grading.actions import actions_of
from app.services.grading.month_views import feedback_lines, own_rounds
from app.services.grading.rates import rates_within
from app.services.grading.rounds import queue_within, read_round
from app.services.grading.verdicts import Source, Verdicts, read_verdicts
from app.services.papers.issuing import PaperOrder, handed_out, issue_papers, write_papers
from app.services.papers.paper_words import PaperWords
from app.services.papers.report_parts import report_actions, report_draw
from app.services.reasons import force_of
from app.services.releasing.redacting import names_kept
from app.services.rights import require_maker
from app.services.workspace import Workspace

_WORDS = Wording("month")
_SOON = 30
"""Videos that end within so many days are named."""

Graded = Sequence[tuple[int, Grading]]
"""The finished cases of a kind, each with its number in the round."""


def write_month(ws: Workspace, *, round_id: int, file: Path, how: PaperHow = AS_USUAL) -> Done[tuple[str, ...]]:
    """Make the paper of one's own round, as far as it has come, keep its shape and hash, and write it.

    Returns:
        The paths of the copies.

    Raises:
        AppError: whoever asks may not; it is no round of theirs as a line manager, or the file cannot be written (an
            old one stays).
    """
    require_maker(ws, "month")
    target = ws.place_for(file)
    with ws.write(Event(act=Act.DISCLOSE, name="month_paper_made", details={"round_id": round_id})) as work:
        if round_id not in own_rounds(ws, work.session):
            raise AppError(
                f"R{round_id} is no round of yours as a line manager.",
                "A month's paper is made by whoever graded it; a panel's meeting has a report.",
            )
        order = PaperOrder(sort="month", of=work.session.get_one(RoundRow, round_id), marking="report", how=how)
        made = issue_papers(ws, work, order, lambda issue: month_shape(ws, work.session, round_id, issue))
    return handed_out(write_papers(target, made), made)


def month_shape(ws: Workspace, session: Session, round_id: int, issue: Issue) -> MonthPaper:
    """The paper of one's own round as it would be made now."""
    listing, verdicts = read_round(ws, round_id), read_verdicts(session, round_id)
    queue = queue_within(ws, session, listing)
    over = not listing.waiting
    others = [number for number in own_rounds(ws, session) if number != round_id]
    carried = [one for one in actions_of(ws, session, others) if one.state != ActionState.CLOSED.value]
    words = PaperWords(names_kept(session, [row.version_id for row in verdicts.rows]))
    return MonthPaper(
        issue=issue,
        title=_WORDS.say("says.title"),
        subtitle=_subtitle(listing),
        force=force_of(session).name,
        facts=tuple(_facts(listing)),
        cases=tuple(_cases(queue)),
        draws=tuple(report_draw(session, one, told=over) for one in rates_within(ws, session, round_id, verdicts)),
        targeted=listing.targeted,
        aside=tuple(_aside(queue)),
        found=tuple(_found(verdicts)),
        feedback=tuple(_feedback(feedback_lines(session, queue))),
        actions=report_actions(actions_of(ws, session, [round_id]), words),
        carried=report_actions(carried, words),
        video=tuple(_video(queue)),
        read_first=words.read_first,
    )


# ------------------------------------------------------------------ what was due and drawn
def _subtitle(listing: RoundListing) -> str:
    return f"{listing.plan_label}, {month_words(listing.month)}" if listing.month else listing.label


def _facts(listing: RoundListing) -> Iterator[tuple[str, str]]:
    say_ = _WORDS.say
    yield say_("facts.round"), f"R{listing.round_id}"
    if listing.plan_label:
        yield say_("facts.plan"), listing.plan_label
    if listing.month:
        yield say_("facts.month"), month_words(listing.month)
    if listing.due_told:
        yield say_("facts.due"), listing.due_told[:1].upper() + listing.due_told[1:]
    if listing.closed_at:
        closed = day_words(local(from_text(listing.closed_at)))
        left = count_of(listing.closed_unfinished, "case")
        entry = "facts.closed_unfinished" if listing.closed_unfinished else "facts.closed_on"
        yield say_("facts.closed"), say_(entry, day=closed, cases=left)
    else:
        yield say_("facts.closed"), say_("facts.open")


def _cases(queue: Queue) -> Iterator[MonthCases]:
    kinds: dict[str, list[QueueItem]] = defaultdict(list)
    for item in sorted(queue.items, key=lambda item: item.number):
        if not item.targeted:
            kinds[item.kind_label].append(item)
    for label, items in kinds.items():
        yield MonthCases(
            kind_label=label,
            drawn=len(items),
            graded=sum(item.state is SheetState.DONE for item in items),
            waiting=sum(item.state in (SheetState.TODO, SheetState.STARTED) for item in items),
            aside=sum(item.state.set_aside for item in items),
        )


def _aside(queue: Queue) -> Iterator[str]:
    """The cases that are neither finished nor waiting, by what became of them."""
    found: dict[SheetState, list[int]] = defaultdict(list)
    for item in queue.items:
        found[item.state].append(item.number)
    for state in (SheetState.REPLACED, SheetState.WITHHELD, SheetState.CONFLICT, SheetState.PASSED):
        if found[state]:
            yield _WORDS.say(f"aside.{state.value}", cases=case_numbers(found[state]))


# ------------------------------------------------------------------ what was found
def _found(verdicts: Verdicts) -> Iterator[MonthFound]:
    """Draw by draw what was found on its finished cases; then on each that somebody picked, by itself."""
    picked: list[RoundCaseRow] = []
    drawn: dict[Source, list[RoundCaseRow]] = defaultdict(list)
    for row in filter(lambda row: _finished(verdicts.own(row)), verdicts.rows):
        if row.draw_id is None:
            picked.append(row)
        else:
            drawn[row.scheme_id, row.draw_id].append(row)
    for source, rows in drawn.items():
        yield _found_on(verdicts, rows, verdicts.source_label(source), picked=False)
    for row in picked:
        kind = say(verdicts.schemes[row.scheme_id].label)
        yield _found_on(verdicts, [row], _WORDS.say("picked.case", number=row.position, kind=kind), picked=True)


def _finished(grading: Grading) -> bool:
    return grading.state is SheetState.DONE and not grading.conflicted


def _found_on(verdicts: Verdicts, rows: Sequence[RoundCaseRow], label: str, *, picked: bool) -> MonthFound:
    """What was found on some cases of one scheme."""
    scheme = verdicts.schemes[rows[0].scheme_id]
    graded = [(row.position, verdicts.own(row)) for row in rows]
    forms = dict.fromkeys(row.form for row in verdicts.of_scheme(rows[0].scheme_id))
    questions = counted_questions(scheme, forms, "line_manager")
    points = [(number, feedback_points(grading)) for number, grading in graded]
    return MonthFound(
        kind_label=label,
        cases=len(graded),
        answers=tuple(_answers(graded, [question.id for question in questions], counted=not picked)),
        good=_points((number, [one for one in own.good if one.noted]) for number, own in points),
        learning=_points((number, own.better) for number, own in points),
        picked=picked,
    )


def _answers(graded: Graded, questions: Sequence[str], *, counted: bool) -> Iterator[tuple[str, str]]:
    """How often each answer was given to each question that was asked, in the order of its scale."""
    scheme = graded[0][1].scheme
    for name in questions:
        question = scheme.question(name)
        given = Counter(grading.answers.get(name, "") for _, grading in graded)
        scale = [one for one in scheme.scales[question.scale].answers if given[one.code]]
        told = ", ".join(f"{given[one.code]} {say(one.label)}" if counted else say(one.label) for one in scale)
        if told:
            yield f"{name}. {question_words(question, 'line_manager')}", told


def _points(found: Iterator[tuple[int, Sequence[Element]]]) -> tuple[Point, ...]:
    """The same elements and answers put together, each with the cases that they are of."""
    cases: dict[tuple[str, str], list[tuple[int, str]]] = defaultdict(list)
    for number, elements in found:
        for one in elements:
            cases[one.question, one.answer].append((number, ", ".join(one.noted)))
    return tuple(Point(text=text, answer=answer, cases=tuple(own)) for (text, answer), own in cases.items())


# ------------------------------------------------------------------ what came of it
def _feedback(lines: Sequence[CaseFeedback]) -> Iterator[str]:
    states = Counter(line.state for line in lines)
    for state in ("kept", "not_needed", "stale", "waits"):
        if states[state]:
            yield _WORDS.say(f"feedback.{state}", cases=count_of(states[state], "case"))


def _video(queue: Queue) -> Iterator[str]:
    """Videos that are gone, and those that end soon, the first to end first."""
    ends = sorted((item.video_days_left, item.number) for item in queue.items if item.video_days_left is not None)
    gone = [number for left, number in ends if left < 0]
    if gone:
        yield _WORDS.say("video.gone", cases=case_numbers(gone))
    for left, number in ends:
        if 0 <= left <= _SOON:
            yield _WORDS.say("video.soon", case=number, days=count_of(left, "day"))
    later = sum(left > _SOON for left, _ in ends)
    if later:
        yield _WORDS.say("video.later", cases=count_of(later, "case"), days=f"{_SOON}")
