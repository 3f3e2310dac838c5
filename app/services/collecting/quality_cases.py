"""The cases of a finding by their references. That they were looked at is logged."""

from collections.abc import Callable
from datetime import UTC, datetime, time, timedelta

from app.core.days import LONDON, day_words, local
from app.core.events import Act, Event
from app.core.quality.videos import FORTNIGHT, last_day, left_words
from app.core.sampling.keys import SEPARATOR
from app.core.shapes.quality import Named, NamedCase, NamedCases, QualityScope
from app.core.words import count_of, say
from app.core.workflow.rights import Right
from app.models import quality_query as counted
from app.models.time_query import find_crossed, find_unlike
from app.services.collecting.links import broken_links
from app.services.collecting.quality_scope import Asking
from app.services.rights import require
from app.services.workspace import Workspace

_MOST_NAMED = 500


def name_cases(ws: Workspace, scope: QualityScope, what: Named) -> NamedCases:
    """The cases of a finding by their references, at most 500 of them; that they were looked at is logged.

    Raises:
        AppError: there is no such kind or import, or the period is crooked.
    """
    require(ws, Right.SEE_IDENTITY)
    with ws.read() as session:
        Asking.of(ws, session, scope)
    if what == "links":
        return _links_named(ws, scope)
    details = {"kind": scope.kind, "what": what, "import": scope.import_id}
    with ws.consult(Event(act=Act.CONSULT, name="quality_cases_named", details=details)) as session:
        cases = _NAMERS[what](Asking.of(ws, session, scope))
    return NamedCases(what=what, total=len(cases), cases=tuple(cases[:_MOST_NAMED]))


def _forms_wrong(asking: Asking, *, short: bool) -> list[NamedCase]:
    if not asking.scheme.rows_expected:
        return []
    rows = counted.find_forms(asking.session, asking.query(own_rows=False), asking.scheme.rows_expected)
    return [
        NamedCase(
            case_id=case_id,
            reference=_reference(key),
            told=f"{count_of(have, 'form')}, and there should be {told}",
        )
        for case_id, key, told, have in rows
        if told.isdecimal() and (have < int(told)) == short
    ]


def _conflicts(asking: Asking) -> list[NamedCase]:
    found: dict[int, tuple[str, list[str]]] = {}
    for case_id, key, name in counted.find_conflicts(asking.session, asking.query(own_rows=False)):
        found.setdefault(case_id, (_reference(key), []))[1].append(say(asking.scheme.field(name).label))
    return [
        NamedCase(case_id=case_id, reference=reference, told=f"Its rows disagree on: {'; '.join(fields)}")
        for case_id, (reference, fields) in found.items()
    ]


def _videos_ending(asking: Asking) -> list[NamedCase]:
    today = local(asking.now).date()
    kept, last = asking.library.force.video_days, today + timedelta(days=FORTNIGHT)
    begin = datetime.combine(today - timedelta(days=kept), time(), LONDON).astimezone(UTC)
    end = datetime.combine(last - timedelta(days=kept - 1), time(), LONDON).astimezone(UTC)
    rows = counted.find_videos(
        asking.session,
        asking.query(own_rows=True),
        days=(today.isoformat(), last.isoformat()),
        moments=(int(begin.timestamp()), int(end.timestamp())),
    )
    found = list[tuple[str, str, NamedCase]]()
    for case_id, key, text, happened in rows:
        day = last_day(None if happened is None else happened // 3600, kept) if not text else None
        until = datetime.fromisoformat(text[:10]).date() if text else day
        if until is not None:
            told = f"{left_words(until, today)}, {day_words(until)}"
            case = NamedCase(case_id=case_id, reference=_reference(key), told=told)
            found.append((until.isoformat(), case.reference, case))
    return [case for _, _, case in sorted(found, key=lambda each: each[:2])]


def _times_wrong(asking: Asking) -> list[NamedCase]:
    """Cases with times that cannot be, then those with a length that their times do not say."""
    scheme, session, query = asking.scheme, asking.session, asking.query(own_rows=True)
    found = list[tuple[int, str | None, str]]()
    for pair in asking.in_order:
        told = f"“{say(scheme.field(pair.then).label)}” is before “{say(scheme.field(pair.first).label)}”"
        found += ((*case, told) for case in find_crossed(session, query, pair, scheme.time))
    for field, between in asking.lengths:
        told = f"“{say(field.label)}” is not what its times say"
        found += ((*case, told) for case in find_unlike(session, query, field.id, between, scheme.time))
    return [NamedCase(case_id=case_id, reference=_reference(key), told=told) for case_id, key, told in found]


_NAMERS: dict[Named, Callable[[Asking], list[NamedCase]]] = {
    "forms_missing": lambda asking: _forms_wrong(asking, short=True),
    "forms_over": lambda asking: _forms_wrong(asking, short=False),
    "conflicts": _conflicts,
    "video": _videos_ending,
    "times": _times_wrong,
}


def _links_named(ws: Workspace, scope: QualityScope) -> NamedCases:
    found = broken_links(ws, kind=scope.kind, limit=_MOST_NAMED)
    cases = tuple(
        NamedCase(case_id=0, reference=link.reference or "(no reference)", told=f"{link.field_label}: {link.value}")
        for link in found.links[:_MOST_NAMED]
    )
    return NamedCases(what="links", total=found.total, cases=cases)


def _reference(key: str | None) -> str:
    """A case as the force knows it."""
    return ", ".join(part for part in key.split(SEPARATOR) if part) if key else "(no reference)"
