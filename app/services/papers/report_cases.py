"""What a report tells of the cases of a meeting: only of stages at which the panel has seen how its grades spread."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy.orm import Session

from app.core.errors import AppError
from app.core.schemes.spec import Question, Scheme
from app.core.shapes.figures import AgreementLine
from app.core.shapes.meetings import CaseSpread, Consensus, QuestionSpread, SeatStates
from app.core.shapes.reports import AnswerCount, CaseReport, CaseView, KindReport, Point, QuestionReport
from app.core.words import case_numbers, say
from app.core.workflow.feedback import is_element
from app.core.workflow.meeting import PanelCase
from app.export.parts import short
from app.export.wording import Wording
from app.models.rounds import RoundCaseRow
from app.services.grading.verdicts import Source, Verdicts
from app.services.panels.panel_cases import case_rows, panel_cases
from app.services.panels.panel_views import seen_spreads
from app.services.papers.paper_words import PaperWords

_WORDS = Wording("report")

Agreement = Mapping[Source, tuple[AgreementLine, ...]]


@dataclass(frozen=True, kw_only=True)
class SeenCase:
    """A case that was not set aside, with every spread of it that the panel has seen."""

    row: RoundCaseRow
    case: PanelCase
    spreads: tuple[CaseSpread, ...]

    @property
    def scheme(self) -> Scheme:
        """Its scheme, as it was graded."""
        return self.case.blank.scheme

    @property
    def unseen(self) -> tuple[str, ...]:
        """The stages of which the panel did not see how grades spread, by their labels."""
        return tuple(say(self.scheme.stage(stage).label) for stage in self.case.stages if not self.case.seen(stage))

    def asked(self) -> Iterator[tuple[Question, CaseSpread, QuestionSpread]]:
        """Every question that was seen, with the scheme's own and its stage."""
        for spread in self.spreads:
            for one in spread.questions:
                yield self.scheme.question(one.question), spread, one


def seen_cases(session: Session, round_id: int) -> tuple[SeenCase, ...]:
    """The cases of a meeting in the order of its queue; those that were set aside are left out.

    Raises:
        AppError: the panel has seen nothing of any of them.
    """
    rows = case_rows(session, round_id)
    cases = panel_cases(session, rows)
    found = tuple(
        SeenCase(
            row=row,
            case=cases[row.id],
            spreads=seen_spreads(session, round_id=round_id, case_id=row.id),
        )
        for row in rows
        if not cases[row.id].set_aside
    )
    if not any(one.spreads for one in found):
        raise AppError(
            "The panel has not seen yet how its grades spread, so there is nothing to report.",
            "Hold the meeting first: a report tells only what the panel has seen.",
        )
    return found


# ------------------------------------------------------------------ by kind
def kind_reports(cases: Sequence[SeenCase], found: Verdicts, agreement: Agreement) -> tuple[KindReport, ...]:
    """What the panel found, kind by kind and draw by draw; then on what somebody picked, without any figure."""
    sources: dict[tuple[int, int | None], list[SeenCase]] = defaultdict(list)
    for one in cases:
        if one.spreads:
            sources[one.row.scheme_id, one.row.draw_id].append(one)
    drawn = [_drawn((scheme, draw), own, found, agreement) for (scheme, draw), own in sources.items() if draw]
    return (*drawn, *(_picked(own) for (_, draw), own in sources.items() if not draw))


def _drawn(source: Source, cases: Sequence[SeenCase], found: Verdicts, agreement: Agreement) -> KindReport:
    return KindReport(
        kind_label=found.source_label(source),
        cases=len(cases),
        questions=tuple(_questions(cases)),
        agreement=agreement.get(source, ()),
        good=_points(cases, "good"),
        learning=_points(cases, "bad", "warn"),
    )


def _picked(cases: Sequence[SeenCase]) -> KindReport:
    return KindReport(
        kind_label=_WORDS.say("picked.kind", kind=say(cases[0].scheme.label)),
        cases=len(cases),
        questions=(),
        agreement=(),
        good=_points(cases, "good"),
        learning=_points(cases, "bad", "warn"),
        picked=True,
    )


def _questions(cases: Sequence[SeenCase]) -> Iterator[QuestionReport]:
    """Every question that counts, in the order of the forms."""
    found: dict[str, list[tuple[CaseSpread, QuestionSpread]]] = defaultdict(list)
    for one in cases:
        for question, spread, answered in one.asked():
            if one.scheme.scales[question.scale].counted:
                found[question.id].append((spread, answered))
    for name, seen in found.items():
        stage, first = seen[0]
        seats, views = Counter[str](), Counter[str]()
        for _, answered in seen:
            seats.update({answer.code: answer.count for answer in answered.answers})
            views[answered.consensus.choice if answered.consensus is not None else "-"] += 1
        yield QuestionReport(
            question=name,
            text=first.text,
            stage_label=stage.stage_label,
            answers=tuple(
                AnswerCount(
                    code=answer.code,
                    label=answer.label,
                    tone=answer.tone,
                    seats=seats[answer.code],
                    cases=views[answer.code],
                )
                for answer in first.answers
            ),
            cases=len(seen),
            not_agreed=views[""],
            no_view=views["-"],
        )


def _points(cases: Sequence[SeenCase], *tones: str) -> tuple[Point, ...]:
    """Elements on which the panel agreed an answer of these tones, with their cases; good ones only with a reason."""
    found: dict[tuple[str, str], list[tuple[int, str]]] = defaultdict(list)
    for one in cases:
        for question, _, answered in one.asked():
            answer = next((each for each in answered.answers if each.code == _choice(answered)), None)
            if answer is None or answer.tone not in tones:
                continue
            ticked = _ticked(one.scheme, question, answered, "good" if "good" in tones else "bad")
            if is_element(one.scheme.scales[question.scale]) and (ticked or "good" not in tones):
                found[answered.text, answer.label].append((one.row.position, ticked))
    return tuple(Point(text=text, answer=label, cases=tuple(own)) for (text, label), own in found.items())


def _choice(answered: QuestionSpread) -> str | None:
    return answered.consensus.choice if answered.consensus is not None else None


def _ticked(scheme: Scheme, question: Question, answered: QuestionSpread, tone: str) -> str:
    """The reasons of a tone that seats ticked, in words with how often."""
    wanted = {say(reason.label) for reason in scheme.reasons.get(question.reasons, ()) if reason.tone == tone}
    return reason_words(pair for pair in answered.reasons if pair[0] in wanted)


def reason_words(reasons: Iterable[tuple[str, int]]) -> str:
    """Reasons with how often they were ticked: ``Specific information (3), Time and place fit (1)``."""
    return ", ".join(f"{label} ({count})" for label, count in reasons)


# ------------------------------------------------------------------ case by case
def case_report(one: SeenCase, words: PaperWords | None) -> CaseReport:
    """A case as a report tells it; with ``words``, what members wrote too, looked through by the finder."""
    asked = [(question, answered) for question, _, answered in one.asked()]
    counted = (answered for question, answered in asked if one.scheme.scales[question.scale].counted)
    return CaseReport(
        number=one.row.position,
        code=short(one.row.token.hex()),
        kind_label=say(one.scheme.label),
        targeted=one.row.draw_id is None,
        views=tuple(_view(answered) for answered in counted),
        words=tuple(_written(one, words)) if words is not None else (),
        unseen=one.unseen,
        states="; ".join(f"{spread.stage_label}: {states}" for spread in one.spreads if (states := _states(spread))),
    )


def _written(one: SeenCase, words: PaperWords) -> Iterator[tuple[str, tuple[str, ...]]]:
    """What members wrote to each question; then what others held than the panel, each text once."""
    for _, _, answered in one.asked():
        if answered.notes:
            yield answered.text, tuple(map(words.shown, answered.notes))
    if held := _minority(one):
        yield _WORDS.say("cases.minority"), tuple(map(words.shown, held))


def _minority(one: SeenCase) -> tuple[str, ...]:
    found = (answered.consensus.minority for _, _, answered in one.asked() if answered.consensus is not None)
    return tuple(dict.fromkeys(filter(None, found)))


def wrote_something(one: SeenCase) -> bool:
    """Whether a member wrote something on a case that the panel has seen."""
    return bool(_minority(one)) or any(answered.notes for _, _, answered in one.asked())


def state_words(states: SeatStates) -> str:
    """The seats that gave no answer, and why; "" where all did."""
    pairs = (("passed", states.passed), ("conflict", states.conflict), ("absent", states.absent))
    return ", ".join(_WORDS.say(f"states.{name}", count=count) for name, count in pairs if count)


def _states(spread: CaseSpread) -> str:
    """The same of a stage, and how many declared a part in the case only after it had been shown."""
    return " ".join(filter(None, (state_words(spread.seats), *spread.late)))


def _view(answered: QuestionSpread) -> CaseView:
    found = answered.consensus
    return CaseView(
        question=answered.question,
        text=answered.text,
        spread=", ".join(f"{answer.count} {answer.label}" for answer in answered.answers if answer.count),
        view=found.label if found is not None else "",
        agreed=found is not None and bool(found.choice),
        votes=_votes(found),
        reasons=reason_words(answered.reasons),
    )


def _votes(found: Consensus | None) -> str:
    if found is None:
        return ""
    return _WORDS.say("cases.votes", for_=found.votes_for, against=found.votes_against, abstained=found.votes_abstained)


# ------------------------------------------------------------------ what is missing
def left_out(cases: Sequence[SeenCase]) -> Iterator[str]:
    """What was not graded, or not seen by the panel, and why, in sentences."""
    unreleased = [one for one in cases if not one.case.released]
    if unreleased:
        yield _WORDS.say("left_out.unreleased", cases=_numbers(unreleased))
    unseen: dict[str, list[SeenCase]] = defaultdict(list)
    for one in cases:
        for label in one.unseen:
            unseen[label].append(one)
    for label, own in unseen.items():
        yield _WORDS.say("left_out.unseen", stage=label, cases=_numbers(own))
    viewless = [one for one in cases if any(each.to_agree and each.consensus is None for _, _, each in one.asked())]
    if viewless:
        yield _WORDS.say("left_out.no_view", cases=_numbers(viewless))
    late = ((one.row.position, told) for one in cases for told in one.case.told_late())
    yield from (_WORDS.say("left_out.late", case=number, told=told) for number, told in late)
    told = state_words(_first_states([one for one in cases if one.row.draw_id is not None]))
    if told:
        yield _WORDS.say("left_out.states", states=told)


def _first_states(cases: Sequence[SeenCase]) -> SeatStates:
    """How seats stood at the first stage that was seen of each case, put together."""
    seats = [one.spreads[0].seats for one in cases if one.spreads]
    return SeatStates(
        locked=sum(one.locked for one in seats),
        passed=sum(one.passed for one in seats),
        conflict=sum(one.conflict for one in seats),
        absent=sum(one.absent for one in seats),
        waiting=sum(one.waiting for one in seats),
    )


def _numbers(cases: Sequence[SeenCase]) -> str:
    return case_numbers(one.row.position for one in cases)
