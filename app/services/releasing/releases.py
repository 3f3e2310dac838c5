"""Letting cases go to volunteers: a person reads every text to its end, covers what must not be seen, and lets go.

Until then no volunteer's sheet of the case is made (``released``).
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from hashlib import sha256

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.core.changes import Done, Topic
from app.core.clock import to_text
from app.core.errors import AppError
from app.core.events import Act, Event
from app.core.redaction.findings import Finding
from app.core.redaction.spans import CrookedSpan, Span, plain, settle
from app.core.schemes.answers import stages_of
from app.core.schemes.plain import reference_of
from app.core.schemes.spec import Field, Scheme
from app.core.shapes.releases import (
    CaseText,
    Letting,
    ReleaseCase,
    ReleaseItem,
    ReleaseQueue,
    ReleaseStage,
    ReleaseStanding,
    ReleaseState,
)
from app.core.words import count_of, say, typist
from app.core.workflow.case_rows import View, row_word
from app.core.workflow.rights import Right, role_words
from app.core.workflow.sheet import headline
from app.models.record_store import Member, read_members, read_values
from app.models.records import ReleaseRow, ReleaseTextRow
from app.models.releases import RECALLED, RELEASED, names_of, newest_releases, texts_of_case
from app.models.rounds import RoundCaseRow
from app.services.drawing.frame_views import scheme_of
from app.services.drawing.standing import set_aside
from app.services.grading.rounds import read_round, round_row
from app.services.papers.issued import still_out_with
from app.services.papers.unprinted import unprinted_before
from app.services.releasing.redacting import find_details, names_kept, values_kept
from app.services.releasing.released import spans_of
from app.services.rights import require
from app.services.workspace import Work, Workspace

__all__ = ["case_numbered", "list_releases", "read_for_release", "recall", "release"]

_CHANGED = frozenset({Topic.SHEETS, Topic.ROUNDS, Topic.PAPERS, Topic.AUDIT})


def list_releases(ws: Workspace, *, round_id: int) -> ReleaseQueue:
    """The cases of a round and whether volunteers may see them. It is logged.

    Those set aside stand apart, and only where they are still released.

    Raises:
        AppError: whoever opened the workspace may not release, or there is no such round.
    """
    require(ws, Right.RELEASE)
    listing = read_round(ws, round_id)
    with ws.consult(Event(act=Act.CONSULT, name="releases_listed", details={"round_id": round_id})) as session:
        aside = set_aside(session, round_id)
        rows = session.scalars(
            select(RoundCaseRow).where(RoundCaseRow.round_id == round_id).order_by(RoundCaseRow.position)
        )
        known = list(rows)
        standings = _standings(session, [case.version_id for case in known])
        cases = [case for case in known if case.id not in aside or _is_released(standings, case)]
        values: dict[int, dict[str, str]] = {}
        for scheme_id in {case.scheme_id for case in cases}:
            versions = [case.version_id for case in cases if case.scheme_id == scheme_id]
            values |= read_values(session, scheme_of(session, scheme_id), versions)
        items = [_item(session, case, values[case.version_id], standings) for case in cases]
    return ReleaseQueue(
        round_id=round_id,
        label=listing.label,
        items=tuple(item for item in items if item.case_id not in aside),
        aside=tuple(item for item in items if item.case_id in aside),
    )


def read_for_release(ws: Workspace, *, round_id: int, case_id: int) -> ReleaseCase:
    """A case's texts as sealed, to be read before they are let go. That they were looked at is logged.

    Args:
        ws: the workspace.
        round_id: the round.
        case_id: the case's number in the queue's items.

    Raises:
        AppError: they may not release; the round has no such case, or it was replaced or withheld.
    """
    require(ws, Right.RELEASE)
    event = Event(act=Act.CONSULT, name="release_read", details={"round_id": round_id, "round_case": case_id})
    with ws.consult(event) as session:
        return _case(session, _row(session, round_id, case_id))


def release(ws: Workspace, *, round_id: int, case_id: int, letting: Letting) -> Done[ReleaseCase]:
    """Let a case go to volunteers, as it was sealed, with what is covered.

    Args:
        ws: the workspace.
        round_id: the round.
        case_id: the case's number in the queue's items.
        letting: the covers, and the digests of the texts that were read.

    Raises:
        AppError: they may not release; a text was not read to its end, or is not the one that was read; a cover is
            crooked or names no text; the round has no such case, or it was replaced or withheld.
    """
    require(ws, Right.RELEASE)
    event = Event(act=Act.DISCLOSE, name="case_released", details={"round_id": round_id, "round_case": case_id})
    with ws.write(event) as work:
        row = _row(work.session, round_id, case_id)
        case = _case(work.session, row)
        _refuse_unread(case, letting)
        covered = _covered(case, letting)
        kept = _keep(work, row, RELEASED)
        work.session.add_all(
            ReleaseTextRow(release_id=kept.id, field=text.key, text=text.text, spans=[_kept(span) for span in spans])
            for text, spans in covered
        )
        work.session.flush()
        work.note(release=kept.id, texts=len(covered), covers=sum(len(spans) for _, spans in covered))
        shape = _case(work.session, row)
    return Done(value=shape, changed=_CHANGED)


def recall(ws: Workspace, *, round_id: int, case_id: int) -> Done[ReleaseCase]:
    """Take a release back: from now on no volunteer's sheet of the case is made. What was graded stays.

    A case that was replaced or withheld since is taken back as well, for papers may hold its words. The case that is
    given back names those that do and are still out.

    Raises:
        AppError: they may not release; the case is not released, or the round has no such case.
    """
    require(ws, Right.RELEASE)
    event = Event(act=Act.ALTER, name="release_recalled", details={"round_id": round_id, "round_case": case_id})
    with ws.write(event) as work:
        row = _any_row(work.session, round_id, case_id)
        known = newest_releases(work.session, [row.version_id]).get(row.version_id)
        if known is None or known.state != RELEASED:
            raise AppError(f"Case {row.position} is not released.", "There is nothing to take back.")
        work.note(release=_keep(work, row, RECALLED).id)
        shape = _case(work.session, row)
        work.note(papers=len(shape.still_out))
    return Done(value=shape, changed=_CHANGED)


def case_numbered(ws: Workspace, *, round_id: int, number: int) -> int:
    """A case of a round by its number there, whether it was set aside or not: its number in the queue's items.

    Raises:
        AppError: they may not release, or the round has no such case.
    """
    require(ws, Right.RELEASE)
    wanted = select(RoundCaseRow.id).where(RoundCaseRow.round_id == round_id, RoundCaseRow.position == number)
    with ws.read() as session:
        round_row(session, round_id)
        found = session.scalars(wanted).one_or_none()
    if found is None:
        raise AppError(f"Round R{round_id} has no case {number}.", f"`release show R{round_id}` lists its cases.")
    return found


# ------------------------------------------------------------------ reading
def _any_row(session: Session, round_id: int, case_id: int) -> RoundCaseRow:
    row = session.get(RoundCaseRow, case_id)
    if row is None or row.round_id != round_id:
        raise AppError(f"Round R{round_id} has no such case.", "Choose a case from the queue.")
    return row


def _row(session: Session, round_id: int, case_id: int) -> RoundCaseRow:
    row = _any_row(session, round_id, case_id)
    if case_id in set_aside(session, round_id):
        raise AppError(f"Case {row.position} was replaced or withheld.", "It is not let go. Choose another case.")
    return row


def _case(session: Session, row: RoundCaseRow) -> ReleaseCase:
    scheme = scheme_of(session, row.scheme_id)
    values = read_values(session, scheme, [row.version_id])[row.version_id]
    standing = _standings(session, [row.version_id]).get(row.version_id, ReleaseStanding())
    stages, texts = stages_of(scheme, values), tuple(_texts(session, scheme, row, values))
    return ReleaseCase(
        round_id=row.round_id,
        case_id=row.id,
        number=row.position,
        reference=reference_of(scheme, values),
        headline=headline(scheme, "line_manager", values),
        kind_label=say(scheme.label),
        standing=standing,
        stages=tuple(ReleaseStage(id=stage.id, label=say(stage.label)) for stage in stages),
        texts=texts,
        lift=stages[-1].id,
        still_out=still_out_with(session, row.version_id),
        unprinted=unprinted_before(tuple(text.text for text in texts)),
    )


def _texts(session: Session, scheme: Scheme, row: RoundCaseRow, values: Mapping[str, str]) -> Iterable[CaseText]:
    """Every text that a volunteer may come to see, in the order in which a sheet shows them."""
    view = View(scheme=scheme, role="volunteer", stages=(), has=[stage.id for stage in stages_of(scheme, values)])
    before = {text.text: _still(view, spans_of(text)) for text in texts_of_case(session, row.case_id)}
    members = read_members(session, scheme, [row.version_id])[row.version_id]
    versions = [row.version_id, *(member.version_id for member in members)]
    names, others = names_kept(session, versions), values_kept(session, versions)
    for text in _of_rows(view, values, members, before):
        found = find_details(text.text, names, others, scheme.kind)
        yield replace(text, found=_not_covered(text, found))


def _of_rows(
    view: View,
    values: Mapping[str, str],
    members: Sequence[Member],
    before: Mapping[str | None, tuple[Span, ...]],
) -> Iterable[CaseText]:
    scheme = view.scheme
    own = sum(not member.part for member in members)
    yield from _of_row(view, "0", "", dict(values), before, "")
    counts: dict[str, int] = {}
    for at, member in enumerate(members, 1):
        counts[member.part] = counts.get(member.part, 0) + 1
        name = say(scheme.part(member.part).one) if member.part else row_word(scheme)
        of = f" of {own}" if not member.part else ""
        place = f"{name[:1].upper()}{name[1:]} {counts[member.part]}{of}" if member.part or own > 1 else ""
        yield from _of_row(view, str(at), member.part, member.values, before, place)


def _of_row(
    view: View, at: str, part: str, values: Mapping[str, str], before: Mapping[str | None, tuple[Span, ...]], place: str
) -> Iterable[CaseText]:
    for field in view.scheme.fields_of(part):
        text = plain(values.get(field.id, ""))
        if not field.in_words or "volunteer" not in field.seen_by or not text.strip():
            continue
        key = f"{at}.{field.id}"
        yield CaseText(
            key=key,
            label=f"{place}: {say(field.label)}" if place else say(field.label),
            opens_at=_opens_at(view, part, field, values),
            text=text,
            digest=sha256(f"{key}\x1f{text}".encode()).hexdigest(),
            spans=before.get(text, ()),
        )


def _not_covered(text: CaseText, found: Iterable[Finding]) -> tuple[Finding, ...]:
    """What of a text may have to be covered and is not."""
    covered = {at for span in text.spans for at in range(span.start, span.end)}
    return tuple(one for one in found if not covered.issuperset(range(one.start, one.end)))


def _still(view: View, spans: Iterable[Span]) -> tuple[Span, ...]:
    """Covers of an earlier release; one that lifted at a stage that the case no longer has never lifts."""
    return tuple(span if span.lifts_at in view.has else replace(span, lifts_at="") for span in spans)


def _opens_at(view: View, part: str, field: Field, values: Mapping[str, str]) -> str:
    """The stage of this case that shows a text: what a skipped stage would show waits for the next."""
    waits = view.waits_for(view.scheme.part(part), values) if part else ""
    wanted = view.later(field.seen_by["volunteer"], waits)
    order = [stage.id for stage in view.scheme.stages]
    return next(name for name in order[order.index(wanted) :] if name in view.has)


def _item(
    session: Session, case: RoundCaseRow, values: Mapping[str, str], standings: Mapping[int, ReleaseStanding]
) -> ReleaseItem:
    scheme = scheme_of(session, case.scheme_id)
    return ReleaseItem(
        case_id=case.id,
        number=case.position,
        reference=reference_of(scheme, dict(values)),
        headline=headline(scheme, "line_manager", values),
        kind_label=say(scheme.label),
        standing=standings.get(case.version_id, ReleaseStanding()),
    )


def _standings(session: Session, version_ids: Sequence[int]) -> dict[int, ReleaseStanding]:
    rows = newest_releases(session, version_ids)
    names = names_of(session, (row.actor_id for row in rows.values()))
    return {
        version: ReleaseStanding(
            state=ReleaseState(row.state), by=_told(*names[row.actor_id]), at=to_text(row.released_at)
        )
        for version, row in rows.items()
    }


def _is_released(standings: Mapping[int, ReleaseStanding], case: RoundCaseRow) -> bool:
    return case.version_id in standings and standings[case.version_id].state is ReleaseState.RELEASED


def _told(role: str, name: str) -> str:
    return name or typist(role_words(role))


# ------------------------------------------------------------------ letting go
def _refuse_unread(case: ReleaseCase, letting: Letting) -> None:
    unread = [text for text in case.texts if text.digest not in letting.read]
    if unread:
        named = ", ".join(f"“{text.label}”" for text in unread[:3])
        more = f" and {len(unread) - 3} more" if len(unread) > 3 else ""
        what = f"{count_of(len(unread), 'text')} not read to the end: {named}{more}."
        raise AppError(what, "Nothing is released unread: read it to its end, then release.")


def _covered(case: ReleaseCase, letting: Letting) -> tuple[tuple[CaseText, tuple[Span, ...]], ...]:
    stages = [stage.id for stage in case.stages]
    unknown = sorted(letting.covers.keys() - {text.key for text in case.texts})
    if unknown:
        raise AppError(f"This case has no text “{unknown[0]}”.", "Read the case again, then cover.")
    try:
        return tuple((text, settle(text.text, letting.covers.get(text.key, ()), stages)) for text in case.texts)
    except CrookedSpan as error:
        raise AppError(f"A cover cannot be so: {error}", "Cover it again.") from error


def _keep(work: Work, row: RoundCaseRow, state: str) -> ReleaseRow:
    kept = ReleaseRow(
        case_id=row.case_id, version_id=row.version_id, state=state, released_at=work.at, **work.written
    )  # fmt: skip
    work.session.add(kept)
    work.session.flush()
    return kept


def _kept(span: Span) -> dict[str, str | int]:
    return {"start": span.start, "end": span.end, "kind": span.kind, "lifts_at": span.lifts_at}
