"""How grades of a case spread and what the panel agreed: for ``meeting spread`` and ``consensus``. No seat is told."""

from collections.abc import Iterator
from dataclasses import asdict
from typing import Any

from app.cli.command import Answer
from app.core.shapes.meetings import CaseSpread, Consensus, QuestionSpread
from app.core.words import count_of


def spread_answer(found: CaseSpread) -> Answer:
    """A spread for ``--json`` and for people."""
    told = {name: value for name, value in asdict(found).items() if name not in ("round_id", "case_id", "number")}
    data: dict[str, Any] = {"meeting": f"R{found.round_id}", "case": found.number, **told}
    return Answer(data=data, lines=tuple(_lines(found)))


def consensus_words(view: Consensus) -> str:
    """What the panel agreed on a question, in a line."""
    abstained = f", {view.votes_abstained} abstained" if view.votes_abstained else ""
    votes = f"{view.votes_for} for, {view.votes_against} against{abstained}"
    minority = f"; seen otherwise: {view.minority}" if view.minority else ""
    return f"{view.label if view.choice else 'not agreed'} ({votes}){minority}"


def _lines(found: CaseSpread) -> Iterator[str]:
    out = ((found.seats.passed, "passed"), (found.seats.conflict, "conflict"), (found.seats.absent, "absent"))
    beside = "".join(f", {count} {word}" for count, word in out if count)
    locked = f"{count_of(found.seats.locked, 'form')} locked{beside}"
    yield f"Case {found.number}, {found.stage_label}: {locked}; {count_of(found.voters, 'member')} may vote"
    yield from found.late
    for question in found.questions:
        yield from _question_lines(question)
    if found.next_stage:
        yield f"Next: {found.next_label}"


def _question_lines(question: QuestionSpread) -> Iterator[str]:
    yield f"  {question.question}  {question.text}"
    given = sum(answer.count for answer in question.answers)
    for answer in question.answers:
        key = f"[{answer.key}] " if answer.key else ""
        yield f"    {key}{answer.label}: {answer.count} of {given}"
    yield from (f"    Reason ticked: {label}: {count_of(times, 'time')}" for label, times in question.reasons)
    yield from (f"    “{note}”" for note in question.notes)
    if question.consensus is not None:
        yield f"    The panel: {consensus_words(question.consensus)}"
    elif question.to_agree:
        yield "    The panel has set down no view yet"
